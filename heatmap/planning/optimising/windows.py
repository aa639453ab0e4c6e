"""By how many weeks each event may move: its window, roster notice, freezes, and what depends on what.

Only an event that scores, says how far it may move and starts its load after the notice moves at all:

* *window*: from `earliest` to `latest`; a side that is not given may not be moved towards. An event with
  neither is fixed, unless it is tentative and the terms give such ones a window.
* *notice*: load in the weeks that are past, or less than four weeks after the as-of date, stays as it is,
  and none is moved there.
* *freeze*: no go-live moves into a week of which a day lies in a freeze of a unit that the event has an
  impact on.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.arrays import Integers
from heatmap.scoring.coded.coding import Coded
from heatmap.terms import EVERY_UNIT, LIVE_EVENTS, LIVE_PROJECTS, EventStatus
from heatmap.weeks import week_number

NOTICE_WEEKS = 4
_DAYS = 7


@dataclass(frozen=True)
class Movable:
    """One event that may move, and by which weeks: from `shifts[0]`, 0 among them, to `shifts[-1]`."""

    event: str
    project: str
    place: int  # among the coded events
    shifts: tuple[int, ...]


def first_free_week(as_of: date) -> int:
    """The number of the first week that a plan of this day may change: the first Monday after the notice."""
    return week_number(as_of + timedelta(weeks=NOTICE_WEEKS, days=_DAYS - 1))


def movable(coded: Coded, as_of: date, default_window: int = 0) -> list[Movable]:
    """The events that may move, by project and event. `default_window`: weeks for tentative ones without."""
    free = first_free_week(as_of)
    frozen = _frozen_weeks(coded.portfolio)
    found = []
    for place, row in _scoring_events(coded):
        first = int(coded.events.timing.first[place])
        if first < free:
            continue
        low, high = _window(row, default_window)
        low = max(low, free - first)
        shifts = tuple(
            weeks
            for weeks in range(min(low, 0), max(high, 0) + 1)
            if weeks == 0 or (low <= weeks <= high and not _meets(frozen, row, weeks))
        )
        if len(shifts) > 1:
            found.append(Movable(str(row["event"]), str(row["project"]), place, shifts))
    return sorted(found, key=lambda each: (each.project, each.event))


def _scoring_events(coded: Coded) -> list[tuple[int, dict[str, object]]]:
    """Place and row of each event that scores and has load, in the coded order."""
    projects = coded.portfolio.projects.select(
        pl.col("project").cast(pl.String), pl.col("status").cast(pl.String).alias("project_status")
    )
    rows = (
        coded.portfolio.events[coded.events.rows]
        .with_columns(pl.col("event", "project", "status").cast(pl.String))
        .join(projects, on="project", how="left", maintain_order="left")
    )
    return [
        (place, row)
        for place, row in enumerate(rows.iter_rows(named=True))
        if row["status"] in LIVE_EVENTS
        and row["project_status"] in LIVE_PROJECTS
        and coded.events.loaded[place]
    ]


def _window(row: dict[str, object], default: int) -> tuple[int, int]:
    """How many weeks earlier (at most 0) and later (at least 0) the event's window lets it be."""
    earliest, latest = row["earliest"], row["latest"]
    if earliest is None and latest is None:
        return (-default, default) if row["status"] == EventStatus.TENTATIVE else (0, 0)
    days = [day for name in ("start", "go_live", "end") if isinstance(day := row[name], date)]
    low = -((min(days) - earliest).days // _DAYS) if isinstance(earliest, date) else 0
    high = (latest - max(days)).days // _DAYS if isinstance(latest, date) else 0
    return low, high


def _frozen_weeks(portfolio: Portfolio) -> dict[str, set[int]]:
    """By event, the weeks in which one of its units is frozen."""
    freezes = portfolio.calendar.filter(pl.col("freeze")).select(
        pl.col("unit").cast(pl.String), "start", "end"
    )
    weeks: dict[str, set[int]] = defaultdict(set)
    for unit, start, end in freezes.iter_rows():
        weeks[unit].update(range(week_number(start), week_number(end) + 1))
    found: dict[str, set[int]] = defaultdict(set)
    met = portfolio.impacts.select(pl.col("event", "unit").cast(pl.String)).unique(maintain_order=True)
    for event, unit in met.iter_rows():
        found[event] |= weeks[unit] | weeks[EVERY_UNIT]
    return found


def _meets(frozen: dict[str, set[int]], row: dict[str, object], weeks: int) -> bool:
    live = row["go_live"]
    return isinstance(live, date) and week_number(live) + weeks in frozen[str(row["event"])]


def milestones(events: pl.DataFrame) -> dict[str, tuple[list[tuple[str, date]], list[tuple[str, date]]]]:
    """By project, the days of its events that count for what needs it or what it needs: (event, day).

    The go-lives of its events that are not cancelled; of a project without, the first days of its events, and
    their last days. The first of the first ones waits for the last of the last ones of what is needed.
    """
    rows = events.with_columns(pl.col("event", "project", "status").cast(pl.String)).filter(
        pl.col("status") != EventStatus.CANCELLED
    )
    by_project: dict[str, list[dict[str, object]]] = defaultdict(list)
    for row in rows.sort("project", "event").iter_rows(named=True):
        by_project[str(row["project"])].append(row)
    return {project: (_days(own, "start"), _days(own, "end")) for project, own in by_project.items()}


def _days(rows: list[dict[str, object]], otherwise: str) -> list[tuple[str, date]]:
    lives = [(str(row["event"]), day) for row in rows if isinstance(day := row["go_live"], date)]
    return lives or [(str(row["event"]), day) for row in rows if isinstance(day := row[otherwise], date)]


def shift_between(moves: list[Movable]) -> Integers:
    """The weeks by which all of these events may move together: in every window, 0 among them."""
    common = set(moves[0].shifts).intersection(*(move.shifts for move in moves[1:]))
    return np.array(sorted(common), dtype=np.int64)
