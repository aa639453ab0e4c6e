"""The two boards: what each of them saw, as tables of rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from maker.checks import checks
from maker.events import event
from maker.go_lives import Seen, seen
from maker.impacts import impacts
from maker.indicators import indicators, measurements
from maker.operational_calendar import GENERAL_ELECTION, calendar
from maker.organisation import AREAS, BOROUGHS, Growth, headcounts, units
from maker.plan import FIRST_BOARD, Change, Work, changed, changes, dependencies, projects, works
from maker.readiness import assessments
from maker.rows import Event, Impact, Project
from maker.waves import waves

Tables = dict[str, Sequence[NamedTuple]]


@dataclass(frozen=True)
class Board:
    """One published version: its folder, its day, and what was known of headcounts."""

    folder: str
    as_of: date
    growth: tuple[Growth, ...]
    resized: dict[str, tuple[date, float]]
    knows_changes: bool


OCTOBER = Board(
    folder="october_2019",
    as_of=FIRST_BOARD,
    growth=(
        Growth(date(2020, 4, 6), 0.015),
        Growth(date(2020, 10, 5), 0.030),
        Growth(date(2021, 4, 5), 0.045),
    ),
    resized={"TDIU": (date(2019, 9, 30), 1.06)},
    knows_changes=False,
)
MARCH = Board(
    folder="march_2020",
    as_of=date(2020, 3, 2),
    growth=(
        Growth(date(2020, 4, 6), 0.025),
        Growth(date(2020, 10, 5), 0.045),
        Growth(date(2021, 4, 5), 0.065),
    ),
    resized={
        "TDIU": (date(2019, 9, 30), 1.06),
        "METCC": (date(2020, 1, 6), 1.04),
        "INT": (date(2020, 2, 3), 0.96),
    },
    knows_changes=True,
)
BOARDS = (OCTOBER, MARCH)
FIRST_ASSESSMENTS = date(2019, 3, 4)


def tables(board: Board) -> Tables:
    """The tables of one version, rows in the order of the plan."""
    listed = changes()
    events, met = _events_and_impacts(board, listed)
    seen_projects = _projects(board, listed)
    return {
        "units": units(),
        "areas": AREAS,
        "headcount": headcounts(board.growth, board.resized),
        "projects": seen_projects,
        "events": events,
        "impacts": met,
        "calendar": calendar() + ([GENERAL_ELECTION] if board.knows_changes else []),
        "boroughs": BOROUGHS,
        "indicators": indicators(),
        "measurements": measurements(board.as_of),
        "readiness": assessments(_seen(board, listed)),
        "checks": checks(_seen(board, listed)[-1]),
        "dependencies": dependencies({each.project for each in seen_projects}),
    }


def _seen(board: Board, listed: list[Change]) -> list[Seen]:
    """What this board and those before it saw of go-lives, in order of time."""
    boards = BOARDS[: BOARDS.index(board) + 1]
    since = (FIRST_ASSESSMENTS, *(each.as_of for each in boards))
    return [
        seen(each.as_of, start, _projects(each, listed), *_events_and_impacts(each, listed))
        for each, start in zip(boards, since, strict=False)
    ]


def _projects(board: Board, listed: list[Change]) -> list[Project]:
    added = _added(listed)
    if not board.knows_changes:
        return [project for project in projects() if project.project not in added]
    statuses = {change.project: change.amount for change in listed if change.change == "status"}
    return [project._replace(status=statuses.get(project.project, project.status)) for project in projects()]


def _events_and_impacts(board: Board, listed: list[Change]) -> tuple[list[Event], list[Impact]]:
    events: list[Event] = []
    met: list[Impact] = []
    for work in _works(board, listed):
        for wave in waves(work):
            events.append(event(work, wave, board.as_of))
            met += impacts(work, wave, events[-1].event)
    return events, met


def _works(board: Board, listed: list[Change]) -> list[Work]:
    if board.knows_changes:
        return [changed(work, listed) for work in works()]
    added = _added(listed)
    return [work for work in works() if work.project not in added]


def _added(listed: list[Change]) -> set[str]:
    return {change.project for change in listed if change.change == "added"}
