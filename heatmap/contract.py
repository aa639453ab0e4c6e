"""The data contract: which tables a portfolio has, and which columns each of them has.

Everything that knows a table's shape reads it here: ingest, the store's tests, and the README's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from heatmap.terms import EVERY_AREA, EVERY_UNIT, NO_UNIT, EventStatus, Kind, ProjectStatus, UnitKind


class Holds(StrEnum):
    """What a column holds."""

    CODE = "code"
    TEXT = "text"
    INTEGER = "whole number"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "true or false"


FRAME_TYPES: dict[Holds, type[pl.DataType]] = {
    Holds.CODE: pl.String,
    Holds.TEXT: pl.String,
    Holds.INTEGER: pl.Int64,
    Holds.NUMBER: pl.Float64,
    Holds.DATE: pl.Date,
    Holds.BOOLEAN: pl.Boolean,
}


@dataclass(frozen=True)
class Column:
    """One column: what it holds, whether it may be empty, and which values are right.

    `codes_of` names the table whose key this column must be found in; `wildcard` is a code that
    is right although no table has it, and `wildcard_means` what it stands for. `reserved` is a code that no
    row may have as its own, because elsewhere it stands for `reserved_means`.
    """

    name: str
    holds: Holds
    nullable: bool = False
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    codes_of: str | None = None
    wildcard: str | None = None
    wildcard_means: str = ""
    reserved: str | None = None
    reserved_means: str = ""


@dataclass(frozen=True)
class Table:
    """One table: its columns in order, and the columns that tell its rows apart."""

    name: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    required: bool = False

    def column(self, name: str) -> Column:
        """The column called `name`; KeyError if the table has none."""
        return {column.name: column for column in self.columns}[name]

    @property
    def schema(self) -> pl.Schema:
        """Column names and Polars types, in the contract's order."""
        return pl.Schema({column.name: FRAME_TYPES[column.holds]() for column in self.columns})


def _code(name: str, codes_of: str | None = None, **more: object) -> Column:
    return Column(name, Holds.CODE, codes_of=codes_of, **more)  # type: ignore[arg-type]


def _text(name: str, *, nullable: bool = False) -> Column:
    return Column(name, Holds.TEXT, nullable=nullable)


def _choice(name: str, choices: Iterable[str]) -> Column:
    return Column(name, Holds.CODE, choices=tuple(choices))


def _date(name: str, *, nullable: bool = False) -> Column:
    return Column(name, Holds.DATE, nullable=nullable)


def _flag(name: str) -> Column:
    return Column(name, Holds.BOOLEAN)


def _number(
    name: str, minimum: float | None = None, maximum: float | None = None, *, nullable: bool = False
) -> Column:
    return Column(name, Holds.NUMBER, nullable, minimum, maximum)


def _whole(
    name: str, minimum: float | None = None, maximum: float | None = None, *, nullable: bool = False
) -> Column:
    return Column(name, Holds.INTEGER, nullable, minimum, maximum)


ELEMENTS = ("aware", "supportive", "knows", "able", "sustained")
CHECK_STATUSES = ("met", "not met", "not applicable")
BETTER = ("higher", "lower", "neutral")
ROLES = ("change manager", "local change network")

_UNIT = _code("unit", "units")
_AREA = _code("area", "areas")
_PROJECT = _code("project", "projects")
_EVENT = _code("event", "events")

_TABLES = (
    Table(
        "units",
        (
            _code(
                "unit",
                reserved=EVERY_UNIT,
                reserved_means="all units in the calendar, and records that name no unit in measurements",
            ),
            _text("name"),
            _choice("kind", UnitKind),
            _whole("position"),
        ),
        ("unit",),
        required=True,
    ),
    Table(
        "areas",
        (
            _code("area", reserved=EVERY_AREA, reserved_means="all business areas in scenarios"),
            _text("name"),
            _whole("position"),
        ),
        ("area",),
        required=True,
    ),
    Table(
        "headcount",
        (
            _UNIT,
            _AREA,
            _date("from_date"),
            _number("headcount", 0),
            _number("hours_per_week", 0),
            _number("absorbable_share", 0, 1),
        ),
        ("unit", "area", "from_date"),
        required=True,
    ),
    Table(
        "projects",
        (
            _code("project"),
            _text("name"),
            _text("programme"),
            _text("owner", nullable=True),
            _text("change_manager", nullable=True),
            _flag("national"),
            _text("supplier", nullable=True),
            _choice("status", ProjectStatus),
        ),
        ("project",),
        required=True,
    ),
    Table(
        "events",
        (
            _code("event"),
            _PROJECT,
            _text("title"),
            _choice("kind", Kind),
            _date("start", nullable=True),
            _date("end", nullable=True),
            _date("go_live", nullable=True),
            _date("earliest", nullable=True),
            _date("latest", nullable=True),
            _choice("status", EventStatus),
        ),
        ("event",),
        required=True,
    ),
    Table(
        "impacts",
        (
            _EVENT,
            _UNIT,
            _AREA,
            _number("people", 0),
            _number("hours_per_person", 0, nullable=True),
            _whole("severity", 1, 5),
        ),
        ("event", "unit", "area"),
        required=True,
    ),
    Table(
        "calendar",
        (
            _text("name"),
            _code("unit", "units", wildcard=EVERY_UNIT, wildcard_means="all"),
            _date("start"),
            _date("end"),
            _number("capacity_taken", 0, 1),
            _flag("freeze"),
        ),
        ("name", "unit", "start"),
    ),
    Table("boroughs", (_text("borough"), _UNIT, _whole("tile_x"), _whole("tile_y")), ("borough",)),
    Table(
        "readiness",
        (
            _PROJECT,
            _UNIT,
            _date("assessed_on"),
            _choice("element", ELEMENTS),
            _number("score", 1, 5, nullable=True),
            _whole("responses", 0, nullable=True),
            _text("assessor", nullable=True),
            _text("note", nullable=True),
        ),
        ("project", "unit", "assessed_on", "element"),
    ),
    Table(
        "checks",
        (
            _PROJECT,
            _UNIT,
            _text("check"),
            _flag("required"),
            _choice("status", CHECK_STATUSES),
            _date("due", nullable=True),
            _text("owner", nullable=True),
            _text("evidence", nullable=True),
        ),
        ("project", "unit", "check"),
    ),
    Table(
        "indicators",
        (
            _code("indicator"),
            _text("name"),
            _text("measured_in"),
            _choice("better", BETTER),
            _number("target", nullable=True),
            _date("redefined_on", nullable=True),
        ),
        ("indicator", "redefined_on"),
    ),
    Table(
        "measurements",
        (
            _code("indicator", "indicators"),
            _code("unit", "units", wildcard=NO_UNIT, wildcard_means="records that name no unit"),
            _date("period"),
            _number("value"),
        ),
        ("indicator", "unit", "period"),
    ),
    Table(
        "dependencies",
        (_PROJECT, _code("needs", "projects"), _whole("lag_weeks")),
        ("project", "needs"),
    ),
    Table(
        "training",
        (
            _EVENT,
            _UNIT,
            _AREA,
            _date("week"),
            _number("seats", 0),
            _number("completed", 0, nullable=True),
        ),
        ("event", "unit", "area", "week"),
    ),
    Table(
        "benefits",
        (
            _PROJECT,
            _text("benefit"),
            _flag("cashable"),
            _date("quarter"),
            _number("planned"),
            _number("forecast", nullable=True),
            _number("actual", nullable=True),
        ),
        ("project", "benefit", "quarter"),
    ),
    Table(
        "people",
        (
            _UNIT,
            _choice("role", ROLES),
            _text("name", nullable=True),
            _date("since"),
            _date("until", nullable=True),
        ),
        ("unit", "role", "name", "since"),
    ),
    Table(
        "notes",
        (
            _UNIT,
            _code("area", "areas", nullable=True),
            _date("week", nullable=True),
            _text("author"),
            _date("written_on"),
            _text("text"),
        ),
        ("unit", "area", "week", "written_on"),
    ),
)

TABLES: dict[str, Table] = {table.name: table for table in _TABLES}
