"""XmR control charts of every indicator and unit, as NHS England's Making Data Count uses them.

Every phase is its own baseline: all its points make its mean and limits, however many come later, but
those of periods that data quality leaves out. Such a period counts neither for limits nor for signals; its
neighbours then follow one another, as if it had not been measured.
"""

from collections.abc import Iterable

import numpy as np
import polars as pl

from heatmap.scoring.coded.arrays import Flags, Floats, Integers
from heatmap.scoring.indicators.phases import SERIES, Rebase, with_definitions, with_phases
from heatmap.scoring.indicators.quality import left_out
from heatmap.scoring.indicators.signals import NONE, SIGNALS, Limits, limits, signals

DIRECTIONS = ("none", "high", "low", "improvement", "concern")
CHART = (
    "indicator",
    "unit",
    "period",
    "phase",
    "value",
    "mean",
    "lower",
    "upper",
    "signal",
    "direction",
)


def control_charts(
    measurements: pl.DataFrame,
    indicators: pl.DataFrame,
    *,
    rebases: Iterable[Rebase] = (),
    unknown: pl.DataFrame | None = None,
) -> pl.DataFrame:
    """One row per indicator, unit and period, sorted by them.

    Columns: those of CHART, then `target` and `better` as defined at the period, and `left_out`. Value,
    mean and limits are in the indicator's own unit of measurement; limits are empty in a phase of one
    point, mean too where all of a phase is left out. `signal` is one of SIGNALS; `direction` one of
    DIRECTIONS: high or low where neither is better. `unknown` holds the shares of records without a unit
    (`heatmap.scoring.indicators.quality`).
    """
    points = with_definitions(with_phases(measurements, indicators, rebases), indicators)
    skipped = _skipped(points, unknown)
    values = points["value"].to_numpy()
    group = points.select(pl.struct(*SERIES, "phase").rle_id()).to_series().to_numpy().astype(np.int64)
    lines = limits(values, group, ~skipped, int(group.max(initial=-1)) + 1).of(group)
    signal, side = _signals(values, group, lines, ~skipped)
    return points.with_columns(
        mean=_empty_if_nan(lines.mean),
        lower=_empty_if_nan(lines.lower),
        upper=_empty_if_nan(lines.upper),
        signal=pl.Series(SIGNALS).gather(signal),
        direction=pl.Series(DIRECTIONS).gather(_direction(signal, side, _better(points))),
        left_out=pl.Series(skipped),
    ).select(*CHART, "target", "better", "left_out")


def _signals(values: Floats, group: Integers, lines: Limits, counted: Flags) -> tuple[Integers, Integers]:
    """Signals and sides of the counted points, as if there were no others; none of the others."""
    signal, side = np.zeros(len(values), np.int64), np.zeros(len(values), np.int64)
    places = np.flatnonzero(counted)
    signal[places], side[places] = signals(values[places], group[places], lines.of(places))
    return signal, side


def _skipped(points: pl.DataFrame, unknown: pl.DataFrame | None) -> Flags:
    if unknown is None:
        return np.zeros(points.height, np.bool_)
    return left_out(points, unknown).to_numpy()


def _better(points: pl.DataFrame) -> Integers:
    """1 where higher is better, -1 where lower is, 0 where neither."""
    return (
        points["better"]
        .replace_strict({"higher": 1, "lower": -1}, default=0, return_dtype=pl.Int64)
        .to_numpy()
    )


def _direction(signal: Integers, side: Integers, better: Integers) -> Integers:
    """A place in DIRECTIONS for each point."""
    judged = np.where(side == better, DIRECTIONS.index("improvement"), DIRECTIONS.index("concern"))
    plain = np.where(side > 0, DIRECTIONS.index("high"), DIRECTIONS.index("low"))
    direction = np.where(better == 0, plain, judged)
    return np.where(signal == NONE, DIRECTIONS.index("none"), direction)


def _empty_if_nan(values: Floats) -> pl.Series:
    return pl.Series(values, nan_to_null=True)
