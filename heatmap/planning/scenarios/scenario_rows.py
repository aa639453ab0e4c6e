"""A scenario's moves as rows of text, for files: read and written by the same columns.

    move      columns that it uses
    shift     event, or project and [start]; weeks
    cancel    event or project
    change    event, people_percent, hours_per_person, unit, area
    add       event, project, event_title, kind, start, end, go_live
    impact    event, unit, area, people, hours_per_person, severity: of the event added just before
    capacity  unit, area, hours_per_week, start, end
    freeze    unit, start, end

Dates are ISO, numbers plain, what is not given is empty. Further columns, such as where the moves come
from or how an event is called, are not read.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

import polars as pl

from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.scenario import (
    Add,
    AddCapacity,
    AddFreeze,
    Cancel,
    Change,
    Impact,
    Move,
    Noun,
    Shift,
)
from heatmap.terms import Kind

T = TypeVar("T")
Row = Mapping[str, str]

FIELDS: dict[str, tuple[str, ...]] = {
    "shift": ("event", "project", "start", "weeks"),
    "cancel": ("event", "project"),
    "change": ("event", "people_percent", "hours_per_person", "unit", "area"),
    "add": ("event", "project", "event_title", "start", "end", "go_live", "kind"),
    "impact": ("event", "unit", "area", "people", "hours_per_person", "severity"),
    "capacity": ("unit", "area", "hours_per_week", "start", "end"),
    "freeze": ("unit", "start", "end"),
}
COLUMNS = (
    *("move", "event", "project", "weeks", "unit", "area", "people", "people_percent", "hours_per_person"),
    *("hours_per_week", "severity", "kind", "event_title", "start", "end", "go_live"),
)

_WHOLE = ("weeks", "severity")
_NUMBERS = ("people", "people_percent", "hours_per_person", "hours_per_week")
_DAYS = ("start", "end", "go_live")


def rows_of(moves: Iterable[Move]) -> list[dict[str, str]]:
    """Every move as a row, an added event's impacts each as a row after it; fields that it uses only."""
    return [row for move in moves for row in _rows(move)]


def frame_of(moves: Iterable[Move]) -> pl.DataFrame:
    """One row per move and impact, numbers and dates as such, missing where the move does not use them."""
    rows = [{name: value for name, value in row.items() if value} for row in rows_of(moves)]
    texts = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))
    return texts.with_columns(
        pl.col(_WHOLE).cast(pl.Int64), pl.col(_NUMBERS).cast(pl.Float64), pl.col(_DAYS).str.to_date()
    )


def moves_of(rows: Iterable[Row]) -> tuple[Move, ...]:
    """The moves that rows describe.

    Raises:
        HeatmapError: a row is no move; it names the row, counted from 1, and what would be right.
    """
    moves: list[Move] = []
    for number, row in enumerate(rows, 1):
        try:
            _read(row, moves)
        except HeatmapError as error:
            raise HeatmapError(f"Move {number} of the scenario is wrong: {error.what}", error.do) from None
    return tuple(moves)


def _read(row: Row, moves: list[Move]) -> None:
    """Add the row's move, or put its impact to the event added just before."""
    kind = row.get("move", "")
    if kind not in FIELDS:
        raise HeatmapError(f"There is no move “{_shown(kind)}”.", f"Choose from: {', '.join(FIELDS)}.")
    extra = [name for name in COLUMNS if row.get(name) and name not in ("move", "event_title", *FIELDS[kind])]
    if extra:
        raise HeatmapError(
            f"A {kind} has no {_shown(', '.join(extra))}.", f"Leave it empty; give {', '.join(FIELDS[kind])}."
        )
    if kind != "impact":
        moves.append(_READERS[kind](row))
        return
    last = moves[-1] if moves else None
    if not isinstance(last, Add) or last.event != row.get("event"):
        raise HeatmapError(
            f"It is an impact of event “{_shown(row.get('event', ''))}”, which is not added just before.",
            "Put an added event's impacts straight after it.",
        )
    moves[-1] = replace(last, impacts=(*last.impacts, _impact(row)))


def _impact(row: Row) -> Impact:
    return Impact(
        unit=_code(row, "unit"),
        area=_code(row, "area"),
        people=_needed(row, "people", _number),
        hours_per_person=_given(row, "hours_per_person", _number),
        severity=_needed(row, "severity", _whole),
    )


def _target(row: Row) -> tuple[Noun, str]:
    given = [(noun, row[noun]) for noun in Noun if row.get(noun)]
    if len(given) != 1:
        raise HeatmapError("It names not just one event or project.", "Name an event or a project.")
    return given[0]


def _shift(row: Row) -> Shift:
    return Shift(*_target(row), _needed(row, "weeks", _whole), _given(row, "start", _day))


def _cancel(row: Row) -> Cancel:
    return Cancel(*_target(row))


def _change(row: Row) -> Change:
    return Change(
        event=_code(row, "event"),
        people_percent=_given(row, "people_percent", _number),
        hours_per_person=_given(row, "hours_per_person", _number),
        unit=_code(row, "unit"),
        area=_code(row, "area"),
    )


def _add(row: Row) -> Add:
    return Add(
        event=_code(row, "event"),
        project=_code(row, "project"),
        title=_code(row, "event_title"),
        kind=_needed(row, "kind", _kind),
        start=_given(row, "start", _day),
        end=_given(row, "end", _day),
        go_live=_given(row, "go_live", _day),
    )


def _capacity(row: Row) -> AddCapacity:
    return AddCapacity(
        unit=_code(row, "unit"),
        area=_code(row, "area"),
        hours_per_week=_needed(row, "hours_per_week", _number),
        start=_needed(row, "start", _day),
        end=_needed(row, "end", _day),
    )


def _freeze(row: Row) -> AddFreeze:
    return AddFreeze(_code(row, "unit"), _needed(row, "start", _day), _needed(row, "end", _day))


_READERS: dict[str, Callable[[Row], Move]] = {
    "shift": _shift,
    "cancel": _cancel,
    "change": _change,
    "add": _add,
    "capacity": _capacity,
    "freeze": _freeze,
}


def _rows(move: Move) -> list[dict[str, str]]:
    match move:
        case Shift():
            return [_row("shift", {move.noun.value: move.code, **vars(move)})]
        case Cancel():
            return [_row("cancel", {move.noun.value: move.code})]
        case Add():
            impacts = [_row("impact", {"event": move.event, **vars(impact)}) for impact in move.impacts]
            return [_row("add", {"event_title": move.title, **vars(move)}), *impacts]
        case Change():
            return [_row("change", vars(move))]
        case AddCapacity():
            return [_row("capacity", vars(move))]
        case AddFreeze():
            return [_row("freeze", vars(move))]


def _row(move: str, values: Mapping[str, Any]) -> dict[str, str]:
    return {"move": move, **{name: _written(values.get(name)) for name in FIELDS[move]}}


def _written(value: object) -> str:
    if value is None:
        return ""
    return repr(value).removesuffix(".0") if isinstance(value, float) else str(value)


def _given(row: Row, name: str, parse: Callable[[str], T]) -> T | None:
    text = row.get(name, "")
    try:
        return parse(text) if text else None
    except ValueError:
        raise HeatmapError(f"“{_shown(text)}” can be no {_said(name)}.", _advice(name)) from None


def _needed(row: Row, name: str, parse: Callable[[str], T]) -> T:
    value = _given(row, name, parse)
    if value is None:
        raise HeatmapError(f"It has no {_said(name)}.", _advice(name))
    return value


def _said(name: str) -> str:
    return name.replace("_", " ")


def _advice(name: str) -> str:
    return f"Write {_said(name)} as {_EXAMPLES[name]}."


_EXAMPLES = {
    "weeks": "whole weeks, such as 3 or -2",
    "people": "a number, such as 120",
    "people_percent": "a number, such as 50",
    "hours_per_person": "a number, such as 7.5",
    "hours_per_week": "a number, such as 40",
    "severity": "a number from 1 to 5",
    "kind": f"one of {', '.join(Kind)}",
    "start": "2020-10-05",
    "end": "2020-10-05",
    "go_live": "2020-10-05",
}


def _code(row: Row, name: str) -> str:
    return row.get(name, "")


def _kind(text: str) -> Kind:
    return Kind(text)


def _whole(text: str) -> int:
    if re.fullmatch("[+-]?[0-9]{1,6}", text):
        return int(text)
    raise ValueError(text)


def _number(text: str) -> float:
    if re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,25})?(e-[0-9]{1,3})?", text):
        return float(text)
    raise ValueError(text)


def _day(text: str) -> date:
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return date.fromisoformat(text)
    raise ValueError(text)


def _shown(text: str) -> str:
    """A stranger's text for an error: its first characters, those that print."""
    return "".join(letter if letter.isprintable() else "�" for letter in text[:60])
