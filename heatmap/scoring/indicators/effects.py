"""Unintended effects of go-lives: what went wrong in a unit after a go-live there, and not elsewhere.

A go-live raises a finding where an indicator of its unit, less what the units without that go-live did,

1. shows a signal of concern within 26 weeks, on limits from before the go-live, and
2. has moved to the side of concern by more than chance explains, all indicators and looks of that go-live
   taken together (`heatmap.scoring.comparing.judgement`).

Without any effect at most 5 of 100 go-lives are to raise one. `tests/benchmarks/effects_power.py` measures
that, and how often a real shift is found: of 1,000 simulated go-lives on 10 indicators, 12 units and two
years of weeks, 1.6 % raised a finding without an effect, and 90.5 % of shifts of 1.5 standard deviations were
found within 12 weeks. Weeks that are like each other, a short history and few other units cost power, not
false alarms; a dip of all units that is uneven among them costs false alarms: 9.3 % where every indicator
falls by 3 standard deviations, give or take 20 %.

A finding says that two things went together in time, never that one caused the other.

Controls of a go-live are the units that have the indicator and are not themselves within 26 weeks after a
go-live of the same project: those that had it long before, or never, or not yet.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from heatmap.scoring.coded.arrays import Flags
from heatmap.scoring.comparing.comparison import WITHIN, Comparison, Undecidable, compare
from heatmap.scoring.comparing.judgement import Judgement, judge
from heatmap.scoring.comparing.panels import Panel, panels

FINDING, NO_FINDING, UNDECIDABLE = VERDICTS = ("finding", "no finding", "undecidable")
TOO_EARLY = "too early"

EFFECTS = {
    "event": pl.String,
    "project": pl.String,
    "unit": pl.String,
    "go_live": pl.Date,
    "indicator": pl.String,
    "verdict": pl.String,
    "reason": pl.String,
    "weeks": pl.Int64,
    "points": pl.Int64,
    "controls": pl.Int64,
    "sigmas": pl.Float64,
    "sigmas_lower": pl.Float64,
    "sigmas_upper": pl.Float64,
    "effect": pl.Float64,
    "lower": pl.Float64,
    "upper": pl.Float64,
    "strength": pl.Float64,
    "signal": pl.String,
    "first": pl.Date,
    "last": pl.Date,
    "until": pl.Date,
}
_MEASURES = len(EFFECTS) - [*EFFECTS].index("weeks")


_Row = tuple[object, ...]


@dataclass(frozen=True)
class _GoLive:
    event: str
    project: str
    unit: str
    day: int  # since 1970


def effects(charts: pl.DataFrame, indicators: pl.DataFrame, lives: pl.DataFrame) -> pl.DataFrame:
    """One row per go-live and indicator of its unit, in the order of `lives`, then by indicator.

    `charts` as control_charts gives them, up to the day that the reader stands on; `lives` as `go_lives`
    gives them. An indicator of which neither high nor low is better at the go-live has no row.

    Columns: those of EFFECTS. `verdict` is one of VERDICTS, with a `reason` if undecidable. Of the look
    that tells most: `weeks` after the go-live, `points` measured in them, the fewest `controls` at any of
    them, the difference in `sigmas` (standard deviations of the unit's own baseline) and as `effect` (in the
    indicator's own unit), each with its interval, `strength` (above 1 the interval leaves out 0 on the side
    of concern), the first `signal` of concern with the `first` and `last` period that show concern, and
    `until`, the last period looked at.
    """
    every = panels(charts, indicators)
    days = lives.with_columns(pl.col("go_live").to_physical().cast(pl.Int64))
    listed = [_GoLive(*row) for row in days.select("event", "project", "unit", "go_live").iter_rows()]
    recent = {
        project: _recent([each for each in listed if each.project == project], every)
        for project in {each.project for each in listed}
    }
    rows = [row for each in listed for row in _judged(each, every, recent[each.project])]
    whole = {name: pl.Int64 if kind == pl.Date else kind for name, kind in EFFECTS.items()}
    return pl.DataFrame(rows, schema=whole, orient="row").cast(EFFECTS)  # type: ignore[arg-type]


def _recent(of_project: Sequence[_GoLive], every: Sequence[Panel]) -> list[Flags]:
    """For each panel, units x periods that lie within 26 weeks after one of the project's go-lives there."""
    days: dict[str, list[int]] = {}
    for each in of_project:
        days.setdefault(each.unit, []).append(each.day)
    return [
        np.stack([panel.touched(np.array(days.get(unit, []), np.int64), WITHIN) for unit in panel.units])
        for panel in every
    ]


def _judged(go_live: _GoLive, every: Sequence[Panel], recent: Sequence[Flags]) -> Iterator[_Row]:
    """The rows of one go-live."""
    compared = [
        (panel, compare(panel, panel.units.index(go_live.unit), go_live.day, flags))
        for panel, flags in zip(every, recent, strict=True)
        if go_live.unit in panel.units and panel.better_on(go_live.day)
    ]
    tests = sum(isinstance(each, Comparison) for _, each in compared)
    for panel, each in compared:
        start = (go_live.event, go_live.project, go_live.unit, go_live.day, panel.indicator)
        if isinstance(each, Undecidable):
            yield (*start, UNDECIDABLE, each.reason, *[None] * _MEASURES)
            continue
        looks = judge(panel, each, go_live.day, tests)
        if looks:
            yield (*start, *_told(max(looks, key=_weight), each.scale))
        else:
            yield (*start, UNDECIDABLE, TOO_EARLY, *[None] * _MEASURES)


def _weight(look: Judgement) -> tuple[bool, float]:
    return look.found, look.strength


def _told(look: Judgement, scale: float) -> _Row:
    """The columns from `verdict` on."""
    differences = (look.effect, look.lower, look.upper)
    return (
        FINDING if look.found else NO_FINDING,
        None,
        look.weeks,
        look.points,
        look.controls,
        *differences,
        *(each * scale for each in differences),
        look.strength,
        look.signal,
        look.first,
        look.last,
        look.until,
    )


def findings(judged: pl.DataFrame) -> pl.DataFrame:
    """One row per episode of concern in a unit's indicator, by unit and indicator, then by first period.

    Go-lives of one unit whose evidence overlaps in time cannot be told apart by it: the row is that of the
    one that fits best (highest strength), and `also` lists the events of the others. Columns: those of
    EFFECTS less verdict and reason, then `also`.
    """
    found = judged.filter(pl.col("verdict") == FINDING).sort("unit", "indicator", "first", "last", "event")
    reached = pl.col("last").to_physical().cum_max().shift(1).over("unit", "indicator")
    starts = reached.is_null() | (pl.col("first").to_physical() > reached)
    return (
        found.with_columns(episode=starts.cum_sum())
        .sort("episode", "strength", "event", descending=[False, True, False])
        .group_by("episode", maintain_order=True)
        .agg(
            *(pl.col(name).first() for name in EFFECTS if name not in {"verdict", "reason"}),
            also=pl.col("event").slice(1),
        )
        .drop("episode")
    )
