"""The field's words as types: kinds, statuses, bands, measures and filters."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from heatmap.errors import HeatmapError


class Kind(StrEnum):
    """What sort of change an event is; it decides how its hours spread over weeks."""

    GO_LIVE = "go_live"
    SYSTEM = "system"
    MOVE = "move"
    RESTRUCTURE = "restructure"
    TRAINING = "training"
    PROCESS = "process"
    ENGAGEMENT = "engagement"
    EQUIPMENT = "equipment"


GO_LIVE_KINDS = (Kind.GO_LIVE, Kind.SYSTEM, Kind.MOVE, Kind.RESTRUCTURE)
EVEN_KINDS = (Kind.TRAINING, Kind.PROCESS, Kind.ENGAGEMENT, Kind.EQUIPMENT)


class EventStatus(StrEnum):
    """How firm an event is."""

    CONFIRMED = "confirmed"
    PLANNED = "planned"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"


class ProjectStatus(StrEnum):
    """Where a project stands."""

    PROPOSED = "proposed"
    ACTIVE = "active"
    PAUSED = "paused"
    CLOSED = "closed"


class UnitKind(StrEnum):
    """Basic Command Unit, or a central unit."""

    BCU = "bcu"
    CENTRAL = "central"


LIVE_EVENTS = (EventStatus.CONFIRMED, EventStatus.PLANNED, EventStatus.TENTATIVE)
LIVE_PROJECTS = (ProjectStatus.ACTIVE, ProjectStatus.CLOSED)

EVERY_UNIT = "*"  # a calendar row's unit that means all of them
EVERY_AREA = "*"  # a scenario's business area that means all of them
NO_UNIT = "*"  # a measurement's unit that means the records which name none


@dataclass(frozen=True)
class Band:
    """A named range of saturation: from `lower`, included, to the next band's."""

    letter: str
    name: str
    lower: float


class Grain(StrEnum):
    """How much time one column of the grid holds."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"


class Rows(StrEnum):
    """What one row of the grid is."""

    UNIT = "unit"
    AREA = "area"
    PROGRAMME = "programme"


@dataclass(frozen=True)
class Measure:
    """A number that the grid can show: its label, the unit it is said in, and its meaning."""

    key: str
    label: str
    unit: str
    meaning: str


SATURATION = Measure(
    "saturation", "Saturation", "% of capacity", "Change load as a share of the capacity of that week."
)
LOAD = Measure("load", "Load", "hours", "Hours of change that fall on the cell, weighted by severity.")
CAPACITY = Measure("capacity", "Capacity", "hours", "Hours that the cell can give to change that week.")
COLLISIONS = Measure(
    "projects", "Collisions", "projects", "Projects that meet on the same cell; two or more are a collision."
)
WORST = Measure("worst", "Worst severity", "1 to 5", "The highest severity of the changes on the cell.")
GO_LIVES = Measure("go_lives", "Go-lives", "events", "Events that go live in that week.")
CHANCE = Measure(
    "chance",
    "Chance of overload",
    "% chance of overload",
    "How likely the load reaches the capacity that week when projects slip as assumed.",
)

CHANGE = Measure(
    "change",
    "Change since",
    "points of capacity",
    "How much saturation rose since the version compared with, in percentage points of capacity.",
)

MEASURES = {
    measure.key: measure for measure in (SATURATION, LOAD, COLLISIONS, WORST, GO_LIVES, CHANCE, CHANGE)
}


@dataclass(frozen=True)
class Filters:
    """Which changes and which cells count. An empty tuple means all; dates are inclusive.

    Programmes, projects, kinds and the two statuses choose changes, and so load; units, areas and
    unit kinds choose cells, and so load and capacity alike.
    """

    programmes: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    unit_kinds: tuple[str, ...] = ()
    event_statuses: tuple[str, ...] = field(default=tuple(LIVE_EVENTS))
    project_statuses: tuple[str, ...] = field(default=tuple(LIVE_PROJECTS))
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        """Refuse kinds, statuses and spans that do not exist."""
        _check("kind", self.kinds, Kind)
        _check("unit kind", self.unit_kinds, UnitKind)
        _check("event status", self.event_statuses, EventStatus)
        _check("project status", self.project_statuses, ProjectStatus)
        if self.first and self.last and self.last < self.first:
            raise HeatmapError(
                f"The last day, {self.last}, is before the first, {self.first}.",
                "Choose a last day on or after the first.",
            )


def _check(noun: str, chosen: tuple[str, ...], valid: type[StrEnum]) -> None:
    for value in chosen:
        if value not in tuple(valid):
            raise HeatmapError(f"There is no {noun} “{value}”.", f"Choose from: {', '.join(tuple(valid))}.")
