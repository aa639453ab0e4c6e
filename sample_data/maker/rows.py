"""The rows of the tables that the sample has, with the columns of the data contract in its order."""

from datetime import date
from typing import NamedTuple


class Unit(NamedTuple):
    """One row of `units`."""

    unit: str
    name: str
    kind: str
    position: int


class Area(NamedTuple):
    """One row of `areas`."""

    area: str
    name: str
    position: int


class Headcount(NamedTuple):
    """One row of `headcount`: people and hours they can give, from a date on."""

    unit: str
    area: str
    from_date: date
    headcount: int
    hours_per_week: float
    absorbable_share: float


class Project(NamedTuple):
    """One row of `projects`."""

    project: str
    name: str
    programme: str
    owner: str
    change_manager: str
    national: bool
    supplier: str
    status: str


class Event(NamedTuple):
    """One row of `events`."""

    event: str
    project: str
    title: str
    kind: str
    start: date | None
    end: date | None
    go_live: date | None
    earliest: date | None
    latest: date | None
    status: str


class Impact(NamedTuple):
    """One row of `impacts`."""

    event: str
    unit: str
    area: str
    people: int
    hours_per_person: float | None
    severity: int


class CalendarDays(NamedTuple):
    """One row of `calendar`."""

    name: str
    unit: str
    start: date
    end: date
    capacity_taken: float
    freeze: bool


class Borough(NamedTuple):
    """One row of `boroughs`."""

    borough: str
    unit: str
    tile_x: int
    tile_y: int


class Assessment(NamedTuple):
    """One row of `readiness`: one element of one assessment."""

    project: str
    unit: str
    assessed_on: date
    element: str
    score: float | None
    responses: int | None
    assessor: str
    note: str


class Check(NamedTuple):
    """One row of `checks`."""

    project: str
    unit: str
    check: str
    required: bool
    status: str
    due: date
    owner: str
    evidence: str


class Indicator(NamedTuple):
    """One row of `indicators`: a lead indicator as defined from a date on, or from its start."""

    indicator: str
    name: str
    measured_in: str
    better: str
    target: float | None
    redefined_on: date | None


class Measurement(NamedTuple):
    """One row of `measurements`: an indicator's value in one unit and period."""

    indicator: str
    unit: str
    period: date
    value: float


class Dependency(NamedTuple):
    """One row of `dependencies`: a project that goes live so many weeks after another, or later."""

    project: str
    needs: str
    lag_weeks: int
