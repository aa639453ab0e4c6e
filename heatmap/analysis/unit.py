"""What is coming at one unit? Its load by programme, its events, its business areas, week by week."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.cell import Fullness, fullness
from heatmap.analysis.heatmaps.heatmap import Heatmap, heatmap, scored, unit_weeks
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.versions.loading import Loaded
from heatmap.scoring.contributions import contributions, event_rows
from heatmap.scoring.cube import Cube
from heatmap.scoring.grouping import By
from heatmap.scoring.rollup import RollUp, roll_up
from heatmap.store.store import Store
from heatmap.terms import Filters, UnitKind
from heatmap.views.unit_view import UnitView
from heatmap.views.view import View
from heatmap.weeks import monday, monday_of, sunday, week_number

KIND_NAMES = {UnitKind.BCU: "Basic Command Unit", UnitKind.CENTRAL: "Central unit"}
AHEAD = 12  # weeks in which a unit's fullest week is sought


@dataclass(frozen=True, eq=False)
class UnitAnswer:
    """One unit over the weeks shown; `heatmap` is the grid of it alone.

    `weeks` has one row, the whole unit; `areas` one per business area, `programmes` one per programme, the
    greatest load first. `events` has one row per event with load or a go-live in these weeks: the columns
    of `heatmap.scoring.contributions` without people, and first_day and last_day, between which it is
    visible: its own days, or the weeks over which a go-live's hours spread.
    """

    heatmap: Heatmap
    view: UnitView
    unit: str
    name: str
    kind: UnitKind
    people: float
    weeks: RollUp
    areas: RollUp
    programmes: RollUp
    events: pl.DataFrame

    @property
    def loaded(self) -> Loaded:
        """The version."""
        return self.heatmap.loaded

    @property
    def as_of(self) -> date:
        """The day that the reader stands on."""
        return self.heatmap.as_of

    @property
    def is_empty(self) -> bool:
        """Whether there is no week to show."""
        return self.heatmap.is_empty


@dataclass(frozen=True)
class UnitAhead:
    """A unit to choose: how full it is in the as-of date's week, and its fullest week from then on."""

    unit: str
    name: str
    kind: UnitKind
    now: Fullness
    fullest: Fullness
    when: date | None


def unit_answer(store: Store, view: UnitView, unit: str) -> UnitAnswer:
    """What is coming at `unit` in the weeks of `view`.

    Raises:
        HeatmapError: the version or the unit does not exist.
    """
    answer = heatmap(store, _heatmap_view(view, Filters(units=(unit,))))
    cube = answer.cube
    kinds = dict(answer.loaded.portfolio.units.select("unit", pl.col("kind").cast(pl.String)).iter_rows())
    return UnitAnswer(
        heatmap=answer,
        view=view,
        unit=unit,
        name=names(answer.loaded.portfolio, "unit")[unit],
        kind=UnitKind(kinds[unit]),
        people=0.0 if answer.is_empty else float(answer.people[0, 0]),
        weeks=roll_up(cube, By.UNIT),
        areas=roll_up(cube, By.UNIT_AREA),
        programmes=_greatest_first(roll_up(cube, By.PROGRAMME)),
        events=events_of(cube),
    )


def units_ahead(store: Store, view: UnitView) -> tuple[Heatmap, list[UnitAhead]]:
    """Every unit in the organisation's order, with how full it is now and at most in the next weeks.

    Raises:
        HeatmapError: the version does not exist.
    """
    answer = heatmap(store, _heatmap_view(view, Filters()))
    first = week_number(answer.as_of)
    ahead = Filters(first=monday(first), last=sunday(first + AHEAD - 1))
    rolled = unit_weeks(scored(answer.loaded, ahead))
    tables = answer.loaded.portfolio
    table = tables.units.select("unit", "name", pl.col("kind").cast(pl.String))
    of_unit = {unit: (name, UnitKind(kind)) for unit, name, kind in table.iter_rows()}
    return answer, [
        _ahead(rolled, place, row.unit or "", *of_unit[row.unit or ""])
        for place, row in enumerate(rolled.rows)
    ]


def _heatmap_view(view: UnitView, filters: Filters) -> View:
    return View(version=view.version, as_of=view.as_of, window=view.window, filters=filters)


def _ahead(rolled: RollUp, place: int, unit: str, name: str, kind: UnitKind) -> UnitAhead:
    nothing = Fullness(0.0, None, None, None)
    if not rolled.columns:
        return UnitAhead(unit, name, kind, nothing, nothing, None)
    now = fullness(rolled, place, 0)
    ranked = np.nan_to_num(rolled.saturation[place], nan=-1.0)
    # Load on no capacity has no saturation, and is fuller than any.
    ranked[(rolled.capacity[place] == 0) & (rolled.load[place] > 0)] = np.inf
    at = int(ranked.argmax())
    return UnitAhead(unit, name, kind, now, fullness(rolled, place, at), rolled.columns[at].start)


def _greatest_first(rolled: RollUp) -> RollUp:
    """The rows of a roll-up in order of their load."""
    order = np.argsort(-rolled.load.sum(axis=1), kind="stable")
    changed: dict[str, Any] = {
        name: value[order] for name, value in vars(rolled).items() if isinstance(value, np.ndarray)
    }
    return replace(rolled, rows=tuple(rolled.rows[place] for place in order), **changed)


def events_of(cube: Cube) -> pl.DataFrame:
    """The cube's events with load or a go-live in its weeks, in order of their first day; see UnitAnswer."""
    window, timing = cube.window, cube.coded.events.timing
    events = np.unique(cube.selection.event)
    first, last, go_live = timing.first[events], timing.last[events], timing.go_live[events]
    shown = (first <= window.last) & (last >= window.first)
    shown |= (go_live >= window.first) & (go_live <= window.last)
    events = events[shown]
    loads = contributions(cube).select("event", "load", "share", "estimated", "severity")
    spread = pl.DataFrame(
        {
            "first_week": [monday(int(week)) for week in timing.first[events]],
            "last_week": [sunday(int(week)) for week in timing.last[events]],
        },
        schema={"first_week": pl.Date, "last_week": pl.Date},
    )
    return (
        event_rows(cube.coded, events)
        .hstack(spread)
        .join(loads, on="event", how="left", maintain_order="left")
        .filter((pl.col("load") > 0) | pl.col("go_live").is_not_null())
        .with_columns(
            pl.col("load", "share", "estimated").fill_null(0.0),
            first_day=pl.coalesce("start", "first_week"),
            last_day=pl.coalesce("end", "last_week"),
        )
        .drop("first_week", "last_week")
        .sort("first_day", "event")
    )


def go_lives_by_week(answer: UnitAnswer) -> dict[date, list[str]]:
    """The names of the projects that go live here, by the Monday of the week, in order of the day."""
    rows = answer.events.filter(pl.col("go_live").is_not_null()).sort("go_live", "event")
    weeks: dict[date, list[str]] = {}
    for day, name in rows.select("go_live", "project_name").unique(maintain_order=True).iter_rows():
        weeks.setdefault(monday_of(day), []).append(name)
    return weeks


def stated(answer: UnitAnswer) -> str:
    """Basic Command Unit of 1,108 people; 65 changes of 38 projects, 2 Mar to 30 Aug 2020."""
    who = KIND_NAMES[answer.kind]
    if answer.people:
        who += f" of {answer.people:,.0f} people"
    if answer.is_empty:
        return f"{who}."
    columns = answer.weeks.columns
    projects = words.counted(answer.events["project"].n_unique(), "project")
    events = words.counted(answer.events.height, "change")
    when = words.days(columns[0].start, columns[-1].end)
    return f"{who}; {events} of {projects}, {when}; load in hours weighted by severity."
