"""One indicator of one unit as the browser draws it, whatever the chart's size.

The numbers stand in lists, a place for each period. `marks` has one character for each: `U` and `D` concern
on the high and the low side, `I` improvement, `H` and `L` unusually high and low where neither is better,
`x` left out for data quality, `.` no signal.
"""

from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

import polars as pl

from heatmap.figures.indicators.indicator_words import Row

NEUTRAL = {"high": "H", "low": "L"}

GoLive = tuple[str, str]
"""A go-live: its day, ISO, and what it is called."""


class Phase(TypedDict):
    """The lines of one phase, from the place of its first period on; a null is no line."""

    start: int
    mean: float | None
    lower: float | None
    upper: float | None
    target: float | None


class Series(TypedDict):
    """One indicator of one unit: what every drawing of it needs."""

    periods: list[str]
    values: list[float]
    marks: str
    phases: list[Phase]
    golives: list[GoLive]


class Spark(TypedDict):
    """A chart of a few lines' height, as a kind of chart."""

    kind: str
    title: str
    series: Series


def series_spec(points: Sequence[Row], go_lives: list[GoLive]) -> Series:
    """The points of one series, in order of time, as a drawing takes them."""
    return {
        "periods": periods_of(points),
        "values": [point["value"] for point in points],
        "marks": marks(points),
        "phases": phases(points),
        "golives": go_lives,
    }


def periods_of(points: Iterable[Row]) -> list[str]:
    """The first day of each period, ISO."""
    return [point["period"].isoformat() for point in points]


def marks(points: Iterable[Row]) -> str:
    """The mark of each point; see this module's first lines."""
    return "".join(map(_mark, points))


def _mark(point: Row) -> str:
    if point["left_out"]:
        return "x"
    direction = point["direction"]
    if direction == "concern":
        return "D" if point["better"] == "higher" else "U"
    return "I" if direction == "improvement" else NEUTRAL.get(direction, ".")


def phases(points: Sequence[Row]) -> list[Phase]:
    """Where mean, limits or target change; rounded, for a drawing needs no more."""
    found: list[Phase] = []
    before: tuple[Any, ...] = ()
    for place, point in enumerate(points):
        lines = (point["phase"], point["target"])
        if lines != before:
            found.append(
                {
                    "start": place,
                    "mean": _rounded(point["mean"]),
                    "lower": _rounded(point["lower"]),
                    "upper": _rounded(point["upper"]),
                    "target": point["target"],
                }
            )
        before = lines
    return found


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def go_live_names(go_lives: pl.DataFrame, unit: str) -> list[GoLive]:
    """The unit's go-lives by day; those of one day together."""
    rows = (
        go_lives.filter(pl.col("unit") == unit)
        .group_by("go_live")
        .agg(pl.concat_str("project_name", pl.lit(": "), "title").sort())
        .sort("go_live")
    )
    return [(day.isoformat(), "; ".join(names)) for day, names in rows.iter_rows()]
