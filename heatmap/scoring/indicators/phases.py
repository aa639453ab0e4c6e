"""Phases of an indicator's series, and the definition in force at each of its periods.

A phase starts at the series' start, at each date on which its indicator was redefined, and at each go-live
that the reader chose to rebase on. A period belongs to the new phase if its first day is on or after that
date, so the period that a date falls inside still belongs to the old one.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

SERIES = ("indicator", "unit")
_ALWAYS = date(1, 1, 1)


@dataclass(frozen=True, order=True)
class Rebase:
    """A phase that the reader starts for every indicator of a unit, at a go-live's date."""

    unit: str
    on: date


def with_phases(
    measurements: pl.DataFrame, indicators: pl.DataFrame, rebases: Iterable[Rebase] = ()
) -> pl.DataFrame:
    """One row per indicator, unit and period, sorted by them, with `phase`, 1 for a series' first.

    Phases are numbered without gaps: a date before the series or between no two periods starts none.
    """
    redefined = indicators.drop_nulls("redefined_on").select("indicator", start="redefined_on")
    chosen = pl.DataFrame(
        [(each.unit, each.on) for each in sorted(set(rebases))],
        schema={"unit": pl.String, "start": pl.Date},
        orient="row",
    )
    ordered = measurements.sort(*SERIES, "period")
    starts = ordered.select(
        redefined=_latest(ordered, redefined, ["indicator"]), chosen=_latest(ordered, chosen, ["unit"])
    )
    return (
        ordered.with_columns(_start=starts.select(pl.max_horizontal("redefined", "chosen")).to_series())
        .with_columns(phase=pl.col("_start").ne_missing(pl.col("_start").shift(1)).cum_sum())
        .with_columns(phase=pl.col("phase").rank("dense").over(SERIES).cast(pl.Int64))
        .drop("_start")
    )


def with_definitions(measurements: pl.DataFrame, indicators: pl.DataFrame) -> pl.DataFrame:
    """Each measurement with `better` and `target` as its indicator was defined at that period.

    The oldest definition also holds before its own date. Rows keep their order.
    """
    oldest = pl.col("start") == pl.col("start").min().over("indicator")
    definitions = (
        indicators.select("indicator", "better", "target", start=pl.col("redefined_on").fill_null(_ALWAYS))
        .with_columns(start=pl.when(oldest).then(pl.lit(_ALWAYS)).otherwise("start"))
        .sort("start", maintain_order=True)
    )
    placed = measurements.with_row_index("_place").sort("period", maintain_order=True)
    return (
        placed.join_asof(
            definitions,
            left_on="period",
            right_on="start",
            by="indicator",
            check_sortedness=False,
            coalesce=False,
        )
        .sort("_place")
        .drop("_place", "start")
    )


def _latest(ordered: pl.DataFrame, starts: pl.DataFrame, by: list[str]) -> pl.Series:
    """For each row the latest of its `starts` on or before its period, null before the first."""
    placed = ordered.select(*by, "period").with_row_index("_place").sort("period", maintain_order=True)
    return (
        placed.join_asof(
            starts.sort("start"),
            left_on="period",
            right_on="start",
            by=by,
            check_sortedness=False,
            coalesce=False,
        )
        .sort("_place")
        .get_column("start")
    )
