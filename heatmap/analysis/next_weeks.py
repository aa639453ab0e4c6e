"""A unit's next four weeks, each in a sentence: how full, chiefly by what, and what else happens."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.cell import Fullness, fullness
from heatmap.analysis.heatmaps.findings import FULL, Tone
from heatmap.analysis.heatmaps.heatmap import scored
from heatmap.analysis.unit import UnitAnswer, events_of
from heatmap.scoring.contributions import contributions
from heatmap.scoring.cube import Cube
from heatmap.scoring.grouping import By
from heatmap.scoring.rollup import RollUp, roll_up
from heatmap.terms import EVERY_UNIT, EventStatus, Filters, Kind
from heatmap.weeks import monday, sunday, week_number

WEEKS = 4
LISTED = 2  # go-lives and calendar entries named one by one

KIND_WORDS = {
    Kind.GO_LIVE: "go-live",
    Kind.SYSTEM: "system change",
    Kind.MOVE: "move",
    Kind.RESTRUCTURE: "restructure",
    Kind.TRAINING: "training",
    Kind.PROCESS: "process change",
    Kind.ENGAGEMENT: "engagement",
    Kind.EQUIPMENT: "equipment",
}
GO_LIVE_WORDS = {
    EventStatus.CONFIRMED: "go-live of {} on {}",
    EventStatus.PLANNED: "go-live of {} planned for {}",
    EventStatus.TENTATIVE: "go-live of {} possible on {}",
}


@dataclass(frozen=True)
class WeekSentence:
    """One week in two parts, as a finding is; `week` is its Monday."""

    week: date
    headline: str
    detail: str
    tone: Tone


def next_weeks(answer: UnitAnswer) -> list[WeekSentence]:
    """The as-of date's week and the three after it, whatever weeks the view shows."""
    first = week_number(answer.as_of)
    filters = Filters(units=(answer.unit,), first=monday(first), last=sunday(first + WEEKS - 1))
    cube = scored(answer.loaded, filters)
    rolled = roll_up(cube, By.UNIT)
    return [_sentence(answer, cube, rolled, monday(first + each)) for each in range(WEEKS)]


def _sentence(answer: UnitAnswer, cube: Cube, rolled: RollUp, week: date) -> WeekSentence:
    starts = [column.start for column in rolled.columns]
    full = fullness(rolled, 0, starts.index(week)) if week in starts else Fullness(0.0, None, None, None)
    named = f"Week of {words.short_day(week)}"
    beside = [*_go_lives(answer, cube, week), *_calendar(answer, week)]
    if full.load == 0:
        return WeekSentence(week, f"{named}: nothing planned", _joined(beside), Tone.INFO)
    share = full.percent(rolled.bands)
    said = f"{share} of capacity" if full.saturation is not None else f"{words.hours(full.load)} h, {share}"
    return WeekSentence(
        week, f"{named}: {said}", _joined([_chief(answer, cube, week), *beside]), _tone(full, rolled)
    )


def _joined(parts: list[str]) -> str:
    return "; ".join(parts)


def _tone(full: Fullness, rolled: RollUp) -> Tone:
    if full.band is None or full.band.lower < FULL:
        return Tone.INFO
    return Tone.SEVERE if full.band == rolled.bands[-1] else Tone.OVER


def _chief(answer: UnitAnswer, cube: Cube, week: date) -> str:
    """Chiefly CONNECT Drop 1 training (35 %): the project and kind of change with the most hours."""
    parts = contributions(cube, first=week, last=week).sort("project", "kind", "event")
    chief = (
        parts.group_by("project", "kind", maintain_order=True)
        .agg(pl.col("share").sum())
        .sort("share", descending=True, maintain_order=True)
        .row(0, named=True)
    )
    project = short_names(answer.loaded.portfolio.projects)[chief["project"]]
    return f"chiefly {project} {KIND_WORDS[Kind(chief['kind'])]} ({words.share(chief['share'])} of it)"


def _go_lives(answer: UnitAnswer, cube: Cube, week: date) -> list[str]:
    """The go-lives of the week, and how firm they are: go-live of Rotas on 14 Oct."""
    last = sunday(week_number(week))
    events = events_of(cube).filter(pl.col("go_live").is_between(week, last)).sort("go_live", "event")
    short = short_names(answer.loaded.portfolio.projects)
    rows = events.select("project", "status", "go_live").unique(maintain_order=True).iter_rows()
    said = [
        GO_LIVE_WORDS[EventStatus(status)].format(short[project], words.short_day(day))
        for project, status, day in rows
    ]
    return _some(said, "go-live")


def _calendar(answer: UnitAnswer, week: date) -> list[str]:
    """What the operational calendar has in the week, freezes first."""
    table = answer.loaded.portfolio.calendar.filter(
        pl.col("unit").cast(pl.String).is_in([EVERY_UNIT, answer.unit]),
        pl.col("start") <= sunday(week_number(week)),
        pl.col("end") >= week,
    ).sort("freeze", "start", "name", descending=[True, False, False])
    rows = table.select("name", "freeze").unique(maintain_order=True).iter_rows()
    return _some(
        [f"{name} (no go-lives)" if freeze else name for name, freeze in rows],
        "calendar entry",
        "calendar entries",
    )


def _some(said: list[str], noun: str, plural: str = "") -> list[str]:
    rest = len(said) - LISTED
    more = f"{rest} more {noun if rest == 1 else plural or noun + 's'}"
    return [*said[:LISTED], *([more] if rest > 0 else [])]


def short_names(projects: pl.DataFrame) -> Mapping[str, str]:
    """Each project's name up to its colon, where no other project has the same beginning."""
    full = dict(projects.select(pl.col("project").cast(pl.String), "name").iter_rows())
    short = {code: name.partition(": ")[0] for code, name in full.items()}
    count = Counter(short.values())
    return {code: short[code] if count[short[code]] == 1 else full[code] for code in full}
