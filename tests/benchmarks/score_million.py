"""A million impacts from the store to the full result, against bare NumPy for load alone and against pandas.

    uv run tests/benchmarks/score_million.py

Prints the medians and the ratios, each of one run: the product / bare NumPy (at most 2 is wanted) and
pandas / the product (at least 25). `--fast` leaves pandas out.

What bare NumPy takes depends on what it is given. It starts from the columns as they are when read, as the
product does after reading, with impacts sorted by event, which suits it best; from the same in the order of
the version file; and, the strictest, from every pair and week as a number, so that it only has to add up.
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
from tests.benchmarks.score_baselines import bare, bare_load, columns, pandas_scores
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
        facts = store.portfolio(1)
        by_event, as_stored = columns(facts), columns(facts, by_event=False)
        ready = bare(by_event, DEFAULT)

        def product() -> pl.DataFrame:
            return score(store.portfolio(1, SCORED_TABLES), DEFAULT).frame()

        works: dict[str, Callable[[], object]] = {
            "full result, read from the store": product,
            "bare NumPy, load from columns": lambda: bare_load(bare(by_event, DEFAULT), DEFAULT),
            "  impacts in the version's order": lambda: bare_load(bare(as_stored, DEFAULT), DEFAULT),
            "  handed pairs and weeks": lambda: bare_load(ready, DEFAULT),
        }
        agree(product(), bare_load(ready, DEFAULT))
        runs = [[seconds(work) for work in works.values()] for _ in range(RUNS)]
        ours = median(run[0] for run in runs)
        print(f"{'full result, read from the store':34}{ours * 1e3:8.1f} ms")
        for nth, name in enumerate(list(works)[1:], 1):
            taken, ratio = median(run[nth] for run in runs), median(run[0] / run[nth] for run in runs)
            print(f"{name:34}{taken * 1e3:8.1f} ms   ratio {ratio:5.2f}")
        if with_pandas:
            tables = pandas_tables(store.portfolio(1))
            slow = median(seconds(lambda: pandas_scores(tables, DEFAULT)) for _ in range(3))
            print(f"idiomatic pandas, all columns     {slow * 1e3:8.1f} ms")
            print(f"ratio                             {slow / ours:8.1f}   (at least 25)")
        store.close()


if __name__ == "__main__":
    main(with_pandas="--fast" not in sys.argv)
