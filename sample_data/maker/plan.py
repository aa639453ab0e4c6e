"""The hand-written plan: projects, their work, what needs what, what changed between the two boards."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

from maker.rows import Dependency, Project

FIRST_BOARD = date(2019, 10, 7)
PLAN = Path(__file__).parent.parent / "plan"


class Waves(StrEnum):
    """How a piece of work reaches its units."""

    ALL = "all"  # everyone at once: one event
    FOUR = "four"  # north, east, south, west, then central units
    EACH = "each"  # unit by unit, in the project's own order
    LISTED = "listed"  # unit by unit, in the order written


@dataclass(frozen=True)
class Work:
    """One line of work of a project, which becomes one or more events.

    `reach` is the share of a cell's people that it takes; `hours` are for each of them. `status` holds
    until the dates are past, empty leaves it to how far off they are, `stale` stays tentative for good.
    """

    project: str
    work: str
    kind: str
    title: str
    first: date
    days: int
    waves: Waves
    apart: int
    units: tuple[str, ...]
    areas: tuple[str, ...]
    reach: float
    hours: float
    severity: int
    status: str
    slipped: int = 0  # weeks, for waves that had not started when the first board met
    people: float = 1.0
    severer: int = 0
    cancelled: bool = False


@dataclass(frozen=True)
class Change:
    """What the second board saw differently, and why."""

    project: str
    work: str
    change: str
    amount: str
    why: str


def _lines(name: str) -> Iterator[dict[str, str]]:
    with (PLAN / name).open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def projects() -> list[Project]:
    """One row per project, as the first board would have seen them all."""
    return [
        Project(**{**line, "national": line["national"] == "true"})  # type: ignore[arg-type]
        for line in _lines("projects.csv")
    ]


def works() -> list[Work]:
    """Every line of work, as first planned."""
    return [
        Work(
            project=line["project"],
            work=line["work"],
            kind=line["kind"],
            title=line["title"],
            first=date.fromisoformat(line["first"]),
            days=int(line["days"] or 0),
            waves=Waves(line["waves"]),
            apart=int(line["apart"]),
            units=tuple(line["units"].split()),
            areas=tuple(line["areas"].split()),
            reach=float(line["reach"]),
            hours=float(line["hours"]),
            severity=int(line["severity"]),
            status=line["status"],
        )
        for line in _lines("work.csv")
    ]


def changes() -> list[Change]:
    """Every difference between the boards that the plan names."""
    return [Change(**line) for line in _lines("changes.csv")]


def dependencies(known: set[str]) -> list[Dependency]:
    """Which of the known projects needs which other."""
    listed = (
        Dependency(line["project"], line["needs"], int(line["lag_weeks"]))
        for line in _lines("dependencies.csv")
    )
    return [each for each in listed if {each.project, each.needs} <= known]


def changed(work: Work, listed: list[Change]) -> Work:
    """The work as the second board saw it."""
    for change in listed:
        if (change.project, change.work) == (work.project, work.work):
            work = _apply(work, change)
    return work


def _apply(work: Work, change: Change) -> Work:
    if change.change == "slipped":
        return replace(work, slipped=int(change.amount))
    if change.change == "rescoped":
        return replace(work, people=float(change.amount))
    if change.change == "severer":
        return replace(work, severer=int(change.amount))
    if change.change == "cancelled":
        return replace(work, cancelled=True)
    raise ValueError(f"“{change.change}” is no change to a piece of work.")


def later(day: date, weeks: int) -> date:
    """The day a number of weeks later."""
    return day + timedelta(weeks=weeks)
