"""How long the charts of 10 indicators, 25 units and 160 weeks take, shuffled rows included; best of rounds.

uv run python -m tests.benchmarks.control_charts_speed
"""

from datetime import date, timedelta
from itertools import product
from time import perf_counter

import numpy as np
import polars as pl

from heatmap.scoring.indicators.control_charts import control_charts
from tests.scoring.indicator_rows import defined

INDICATORS, UNITS, WEEKS, ROUNDS = 10, 25, 160, 9


def measurements() -> pl.DataFrame:
    """One row per indicator, unit and week, in no order."""
    keys = product(range(INDICATORS), range(UNITS), range(WEEKS))
    drawn = np.random.default_rng(1).normal(80, 2, INDICATORS * UNITS * WEEKS)
    rows = [
        (f"I{indicator}", f"U{unit}", date(2018, 1, 1) + timedelta(weeks=week), value)
        for (indicator, unit, week), value in zip(keys, drawn, strict=True)
    ]
    frame = pl.DataFrame(rows, schema=["indicator", "unit", "period", "value"], orient="row")
    return frame.sample(fraction=1.0, shuffle=True, seed=1)


def main() -> None:
    """Print the milliseconds of the best and the middle round."""
    rows = measurements()
    definitions = pl.concat([defined(f"I{indicator}") for indicator in range(INDICATORS)])
    times = []
    for _ in range(ROUNDS):
        started = perf_counter()
        control_charts(rows, definitions)
        times.append(1000 * (perf_counter() - started))
    times.sort()
    print(f"{rows.height:,} points: best {times[0]:.0f} ms, median {times[ROUNDS // 2]:.0f} ms")


if __name__ == "__main__":
    main()
