"""A scenario: a named list of moves over a version, which it never changes.

Moves come from links and files, so from strangers: each one refuses values that no portfolio could hold.
Whether its codes exist is known only where it meets a portfolio (see `applying`).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import isfinite
from typing import TypeAlias

from heatmap.errors import HeatmapError
from heatmap.terms import EVEN_KINDS, EVERY_AREA, EVERY_UNIT, Kind

MOST_MOVES = 100
MOST_WEEKS = 260  # five years: further is a slip of the finger
MOST_NUMBER = 1_000_000.0
LONGEST_TEXT = 500  # characters, as in the data contract
LONGEST_NAME = 80
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)  # as in the data contract

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


class Noun(StrEnum):
    """What a shift or cancellation is of."""

    EVENT = "event"
    PROJECT = "project"


@dataclass(frozen=True)
class Shift:
    """Moves an event, or a project's events, by whole weeks: later, or earlier if negative.

    Of a project, with `start`, only the events that start on that day or later by then, so that what has
    begun stays as it is. An event starts on its start day, or, if it has none, on its go-live.
    """

    noun: Noun
    code: str
    weeks: int
    start: date | None = None

    def __post_init__(self) -> None:
        """Refuse no code, no weeks or too many, and a start of a single event."""
        _text(self.noun, self.code)
        _days(self.start)
        if self.start and self.noun is Noun.EVENT:
            raise HeatmapError("An event moves whenever it starts.", "Leave start empty, or move a project.")
        if not 0 < abs(self.weeks) <= MOST_WEEKS:
            raise HeatmapError(
                f"A shift by {self.weeks} weeks is no move.",
                f"Give whole weeks from -{MOST_WEEKS} to {MOST_WEEKS}, not 0.",
            )


@dataclass(frozen=True)
class Cancel:
    """Cancels an event, or every event of a project."""

    noun: Noun
    code: str

    def __post_init__(self) -> None:
        """Refuse no code."""
        _text(self.noun, self.code)


@dataclass(frozen=True)
class Impact:
    """What an added event means for one unit and business area; hours None: the default, estimated."""

    unit: str
    area: str
    people: float
    hours_per_person: float | None
    severity: int

    def __post_init__(self) -> None:
        """Refuse what the data contract refuses."""
        _text("unit", self.unit)
        _text("business area", self.area)
        _number("number of people", self.people)
        if self.hours_per_person is not None:
            _number("number of hours", self.hours_per_person)
        if self.severity not in range(1, 6):
            raise HeatmapError(f"There is no severity {self.severity}.", "Give a severity from 1 to 5.")


@dataclass(frozen=True)
class Add:
    """Adds an event to a project, with its impacts."""

    event: str
    project: str
    title: str
    kind: Kind
    start: date | None
    end: date | None
    go_live: date | None
    impacts: tuple[Impact, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what the data contract refuses."""
        for noun, text in (("event", self.event), ("project", self.project), ("title", self.title)):
            _text(noun, text)
        _days(self.start, self.end, self.go_live)
        needed = ("start", "end") if self.kind in EVEN_KINDS else ("go_live",)
        for name in needed:
            if getattr(self, name) is None:
                raise HeatmapError(
                    f"The added event {self.event} of kind {self.kind} has no {name}.",
                    "Give it a date, such as 2020-10-05, or choose another kind.",
                )
        if self.go_live and not (self.start or FIRST_DAY) <= self.go_live <= (self.end or LAST_DAY):
            raise HeatmapError(
                f"The added event {self.event} goes live on {self.go_live}, outside its start and end.",
                "Give a go-live between the two.",
            )
        met = [(impact.unit, impact.area) for impact in self.impacts]
        for place, (unit, area) in enumerate(met):
            if (unit, area) in met[:place]:
                raise HeatmapError(
                    f"The added event {self.event} meets {unit} {area} twice.", "Give it one impact there."
                )

    @property
    def first_day(self) -> date:
        """The day on which the event starts; every event has a start or a go-live."""
        return self.start or self.go_live or FIRST_DAY


@dataclass(frozen=True)
class Change:
    """Changes an event's people, in per cent of what they were, or its hours per person, to so many.

    In one unit and business area, or in all that the event meets (`*`). None leaves as it is.
    """

    event: str
    people_percent: float | None
    hours_per_person: float | None
    unit: str = EVERY_UNIT
    area: str = EVERY_AREA

    def __post_init__(self) -> None:
        """Refuse a change of nothing."""
        for noun, text in (("event", self.event), ("unit", self.unit), ("business area", self.area)):
            _text(noun, text)
        if self.people_percent is None and self.hours_per_person is None:
            raise HeatmapError(
                f"The change of event {self.event} changes nothing.",
                "Give the people in per cent of now, or the hours per person.",
            )
        for noun, number in (("people in per cent", self.people_percent), ("hours", self.hours_per_person)):
            if number is not None:
                _number(f"number of {noun}", number)


@dataclass(frozen=True)
class AddCapacity:
    """Gives a unit and business area more hours a week for change, in the weeks from `start` to `end`.

    Hours before the operational calendar takes its part, as if more of its hours were absorbable.
    """

    unit: str
    area: str
    hours_per_week: float
    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse no hours, and an end before the start."""
        _text("unit", self.unit)
        _text("business area", self.area)
        _number("number of hours", self.hours_per_week)
        if not self.hours_per_week:
            raise HeatmapError("0 hours add no capacity.", "Give more than 0 hours a week.")
        _days(self.start, self.end)


@dataclass(frozen=True)
class AddFreeze:
    """Lets a unit, or all (`*`), take no go-live in the weeks that hold a day from `start` to `end`."""

    unit: str
    start: date
    end: date

    def __post_init__(self) -> None:
        """Refuse an end before the start."""
        _text("unit", self.unit)
        _days(self.start, self.end)


Move: TypeAlias = Shift | Cancel | Add | Change | AddCapacity | AddFreeze


@dataclass(frozen=True)
class Scenario:
    """Moves over version number `version`, in the order in which they are made."""

    name: str
    version: int
    moves: tuple[Move, ...] = ()

    def __post_init__(self) -> None:
        """Refuse too many moves, and a name that no list could show."""
        if len(self.name) > LONGEST_NAME or _CONTROL.search(self.name):
            raise HeatmapError(
                f"A scenario cannot be called “{_said(self.name)}”.",
                f"Give it a name of up to {LONGEST_NAME} characters on one line.",
            )
        if len(self.moves) > MOST_MOVES:
            raise HeatmapError(f"The scenario has {len(self.moves):,} moves.", f"Give it up to {MOST_MOVES}.")


def _said(text: str) -> str:
    """Text for an error: short, and without what a terminal or page could stumble on."""
    return _CONTROL.sub("�", text[:80])


def _text(noun: str, text: str) -> None:
    if not text.strip():
        raise HeatmapError(f"A move names no {noun}.", "Name one of this version.")
    if len(text) > LONGEST_TEXT or _CONTROL.search(text):
        raise HeatmapError(
            f"“{_said(text)}” can be no {noun}.",
            f"Give up to {LONGEST_TEXT} characters without control characters.",
        )


def _number(noun: str, number: float) -> None:
    if not (isfinite(number) and 0 <= number <= MOST_NUMBER):
        raise HeatmapError(
            f"A {noun} of {number} makes no sense.", f"Give a number from 0 to {MOST_NUMBER:,.0f}."
        )


def _days(*days: date | None) -> None:
    """Refuse days that no portfolio holds, and a second one, the end, before the first, the start."""
    for day in days:
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise HeatmapError(f"The day {day} is out of reach.", "Give a day from 2000 to 2100.")
    start, end = (*days, None)[:2]
    if start and end and end < start:
        raise HeatmapError(f"The end, {end}, is before the start, {start}.", "Give an end on or after it.")
