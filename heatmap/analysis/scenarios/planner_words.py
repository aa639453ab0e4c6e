"""Moves and broken rules in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.stated import names
from heatmap.planning.scenarios.rules import NOTICE_WEEKS, BrokenRule, Rule
from heatmap.planning.scenarios.scenario import (
    Add,
    AddCapacity,
    AddFreeze,
    Cancel,
    Change,
    Move,
    Noun,
    Shift,
)
from heatmap.portfolio import Portfolio
from heatmap.terms import EVERY_AREA, EVERY_UNIT

MINUS = "\N{MINUS SIGN}"
RULE_NAMES = {
    Rule.WINDOW: "Outside its window",
    Rule.FREEZE: "In a freeze",
    Rule.DEPENDENCY: "Against a dependency",
    Rule.NOTICE: "Short notice",
}


@dataclass(frozen=True)
class Named:
    """What codes are called in a portfolio that a scenario may have added events to."""

    events: Mapping[str, str]
    titles: Mapping[str, str]
    projects: Mapping[str, str]
    units: Mapping[str, str]
    areas: Mapping[str, str]
    counts: Mapping[str, int]  # events by project

    @classmethod
    def of(cls, portfolio: Portfolio) -> "Named":
        """The names in this portfolio."""
        projects = names(portfolio, "project")
        rows = portfolio.events.select(pl.col("event", "project").cast(pl.String), "title").rows()
        counts: dict[str, int] = {}
        for _, project, _ in rows:
            counts[project] = counts.get(project, 0) + 1
        return cls(
            events={event: f"{projects[project]}: {title}" for event, project, title in rows},
            titles={event: title for event, _, title in rows},
            projects=projects,
            units=names(portfolio, "unit") | {EVERY_UNIT: "all units"},
            areas=names(portfolio, "area") | {EVERY_AREA: "all business areas"},
            counts=counts,
        )

    def event(self, code: str) -> str:
        """Project and title."""
        return self.events.get(code, code)

    def project(self, code: str) -> str:
        """Its name."""
        return self.projects.get(code, code)

    def cell(self, unit: str, area: str) -> str:
        """North Area, CID; everywhere."""
        if (unit, area) == (EVERY_UNIT, EVERY_AREA):
            return "everywhere"
        return f"{self.units.get(unit, unit)}, {self.areas.get(area, area)}"


def signed(hours: float) -> str:
    """−1,234; +56; 0."""
    said = words.hours(abs(hours)) if abs(hours) >= 0.05 else "0"  # noqa: PLR2004
    return said if said == "0" else f"{'+' if hours > 0 else MINUS}{said}"


def weeks_words(weeks: float) -> str:
    """3 weeks; 1 week; 2.5 weeks."""
    return f"{weeks:,.4g} week{'' if weeks == 1 else 's'}"


def shift_words(weeks: int) -> str:
    """3 weeks later; 1 week earlier; unmoved."""
    if not weeks:
        return "unmoved"
    return f"{words.counted(abs(weeks), 'week')} {'later' if weeks > 0 else 'earlier'}"


def move_words(move: Move, named: Named) -> tuple[str, str]:
    """What a move is of, and what it does to it: (“CONNECT: Go-live, North wave”, “3 weeks later”)."""
    match move:
        case Shift():
            since = f", what starts from {words.day(move.start)} on" if move.start else ""
            return _target(move.noun, move.code, named), f"{shift_words(move.weeks)}{since}"
        case Cancel():
            return _target(move.noun, move.code, named), "cancelled"
        case Change():
            return named.event(move.event), f"{_changes(move)}, {named.cell(move.unit, move.area)}"
        case Add():
            people = sum(impact.people for impact in move.impacts)
            places = words.counted(len(move.impacts), "place")
            kind = move.kind.value.replace("_", "-")
            return (
                f"{named.project(move.project)}: {move.title}",
                f"added, {kind}, {_when(move)}, {people:,.0f} people in {places}",
            )
        case AddCapacity():
            hours = f"{words.hours(move.hours_per_week)} hours a week more"
            return named.cell(move.unit, move.area), f"{hours}, {words.days(move.start, move.end)}"
        case AddFreeze():
            unit = named.units.get(move.unit, move.unit)
            return unit[0].upper() + unit[1:], f"no go-live, {words.days(move.start, move.end)}"


def _target(noun: Noun, code: str, named: Named) -> str:
    if noun is Noun.EVENT:
        return named.event(code)
    return f"{named.project(code)}, all {words.counted(named.counts.get(code, 0), 'event')}"


def _changes(move: Change) -> str:
    said = []
    if move.people_percent is not None:
        said.append(f"{move.people_percent:,.10g}{words.PERCENT} of the people")
    if move.hours_per_person is not None:
        said.append(f"{move.hours_per_person:,.10g} hours each")
    return " and ".join(said)


def _when(move: Add) -> str:
    if move.go_live:
        return f"live on {words.day(move.go_live)}"
    return words.days(move.start, move.end) if move.start and move.end else ""


def rule_words(broken: BrokenRule, named: Named) -> tuple[str, str]:
    """What breaks a rule, and how: with the day that it is on and the day that it should keep to."""
    who = named.event(broken.event) if broken.event else named.project(broken.project)
    day = words.day(broken.day) if broken.day else ""
    match broken.rule:
        case Rule.WINDOW:
            return who, _window_words(broken, day)
        case Rule.FREEZE:
            unit = named.units.get(broken.unit or "", broken.unit or "")
            return who, f"would go live on {day}, when {unit} is frozen: {broken.other}"
        case Rule.DEPENDENCY:
            return who, _dependency_words(broken, day, named)
        case Rule.NOTICE:
            last = words.day(broken.limit - timedelta(days=1)) if broken.limit else ""
            return who, f"changes the roster of {day}; rosters stand until {last}, {NOTICE_WEEKS} weeks ahead"


def _window_words(broken: BrokenRule, day: str) -> str:
    if broken.limit is None:
        return "has no window to move in: its dates are fixed"
    late = broken.day is not None and broken.day > broken.limit
    side = "after its latest day" if late else "before its earliest day"
    return f"would be on {day}, {side}, {words.day(broken.limit)}"


def _dependency_words(broken: BrokenRule, day: str, named: Named) -> str:
    needed = named.project(broken.other or "")
    if broken.limit is None:
        return f"needs {needed}, which would be cancelled"
    lag = f" and {words.counted(broken.weeks, 'week')} after it" if broken.weeks else ""
    return f"would start on {day}; it needs {needed}{lag}, so not before {words.day(broken.limit)}"
