"""A million impacts from the store to the full result, against bare NumPy for load alone and against pandas.

    uv run tests/benchmarks/score_million.py

Prints the medians and the ratios, each of one run: the product / bare NumPy (at most 2 is wanted) and
pandas / the product (at least 25). Bare NumPy has its impacts sorted by event, which suits it best; what it
takes in the order of the version file is printed besides. `--fast` leaves pandas out.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pandas as pd
import polars as pl

sys.path.insert(0, str(Path(__file__).parents[2]))

from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import SCORED_TABLES
from heatmap.scoring.cube import score
from heatmap.scoring.parameters import DEFAULT
from heatmap.store.store import Store
from tests.benchmarks.score_baselines import bare, bare_load, pandas_scores
from tests.benchmarks.score_portfolio import build

IMPACTS = 1_000_000
RUNS = 15
DATES = ("start", "end", "go_live", "from_date")


def seconds(work: Callable[[], object]) -> float:
    """How long the work takes, once."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def pandas_tables(portfolio: Portfolio) -> dict[str, pd.DataFrame]:
    """The portfolio as an analyst has it: codes as texts, dates as timestamps."""
    tables = {}
    for name in ("units", "events", "impacts", "headcount", "calendar"):
        table = portfolio.tables()[name].with_columns(pl.col(pl.Enum).cast(pl.String))
        tables[name] = pd.DataFrame(table.to_dict(as_series=False))
        for column in set(DATES) & set(table.columns):
            tables[name][column] = pd.to_datetime(tables[name][column])
    return tables


def agree(scores: pl.DataFrame, load: np.ndarray[Any, Any]) -> None:
    """Both give the same load, so both do the same job."""
    np.testing.assert_allclose(scores["load"].to_numpy(), load.ravel(), rtol=1e-9, atol=1e-9)


def main(*, with_pandas: bool) -> None:
    """Times the three in turns, so that a busy moment of the machine hits all of them."""
    with tempfile.TemporaryDirectory() as folder:
        print(f"Building a store of {IMPACTS:,} impacts ...")
        build(Path(folder), IMPACTS)
        store = Store(Path(folder))
        arrays = bare(store.portfolio(1))
        as_stored = bare(store.portfolio(1), by_event=False)

        def product() -> pl.DataFrame:
            return score(store.portfolio(1, SCORED_TABLES), DEFAULT).frame()

        agree(product(), bare_load(arrays, DEFAULT))
        works = (product, lambda: bare_load(arrays, DEFAULT), lambda: bare_load(as_stored, DEFAULT))
        runs = [tuple(seconds(work) for work in works) for _ in range(RUNS)]
        ours, numpy, stored = (median(times) for times in zip(*runs, strict=True))
        print(f"full result, read from the store  {ours * 1e3:8.1f} ms")
        print(f"bare NumPy, load alone            {numpy * 1e3:8.1f} ms")
        print(
            f"ratio                             {median(run[0] / run[1] for run in runs):8.2f}   (at most 2)"
        )
        print(f"bare NumPy, impacts as stored     {stored * 1e3:8.1f} ms")
        print(f"ratio                             {median(run[0] / run[2] for run in runs):8.2f}")
        if with_pandas:
            tables = pandas_tables(store.portfolio(1))
            slow = median(seconds(lambda: pandas_scores(tables, DEFAULT)) for _ in range(3))
            print(f"idiomatic pandas, all columns     {slow * 1e3:8.1f} ms")
            print(f"ratio                             {slow / ours:8.1f}   (at least 25)")
        store.close()


if __name__ == "__main__":
    main(with_pandas="--fast" not in sys.argv)
