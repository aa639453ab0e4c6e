"""Moves made of the planner's forms: their fields are checked as the rows of a scenario's file are."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from itertools import product

import polars as pl

from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.applying import check, events_of, starting, starts
from heatmap.planning.scenarios.scenario import Move, Shift
from heatmap.planning.scenarios.scenario_rows import moves_of
from heatmap.portfolio import Portfolio

Fields = Mapping[tuple[str, str], object]  # values by form and name, as a stranger may have sent them
Row = dict[str, str]

_UNREADABLE = HeatmapError("The page's request cannot be read.", "Reload the page and try again.")
MOST_CHOSEN = 200  # units or business areas


def moves_made(
    form: object, fields: Fields, event: object, applied: Portfolio, as_of: date
) -> tuple[Move, ...]:
    """The moves that a form's button makes, after those that have led to the portfolio `applied`.

    `event` is the code of the event chosen. A project's shift moves what has not started by the as-of date.

    Raises:
        HeatmapError: the fields make no move, in words for the person who filled them in.
    """
    if not isinstance(form, str) or form not in _MAKERS:
        raise _UNREADABLE
    values = {name: value for (of, name), value in fields.items() if of == _FORMS.get(form, form)}
    rows = _MAKERS[form](values, event, applied)
    try:
        moves = moves_of(rows)
    except HeatmapError as error:
        raise HeatmapError(error.what.partition(" is wrong: ")[2] or error.what, error.do) from None
    return _still_to_come(moves[0], applied, as_of) if form == "shift-project" else moves


_FORMS = {"shift-event": "shift", "shift-project": "shift"}  # buttons that share the fields of another form


def _still_to_come(move: Move, applied: Portfolio, as_of: date) -> tuple[Move, ...]:
    """A project's shift; where some of its events have started, of the others only."""
    if not isinstance(move, Shift):
        return (move,)
    events = events_of(applied, move.noun, move.code)
    ahead = starting(events, starts(applied), as_of)
    if not ahead:
        raise HeatmapError("All events of this project have started.", "Choose a project that lies ahead.")
    return (move if len(ahead) == len(events) else replace(move, start=as_of),)


def _text(value: object) -> str:
    """A field's value as a row of a file has it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return repr(value).removesuffix(".0")
    raise _UNREADABLE


def _several(value: object) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_CHOSEN:
        raise _UNREADABLE
    return [_text(each) for each in value]


def _event(event: object, applied: Portfolio) -> str:
    code = _text(event)
    if not code:
        raise HeatmapError("No event is chosen.", "Choose one in the list or in the chart.")
    check(applied, "event", code)
    return code


def _project(event: object, applied: Portfolio) -> str:
    code = _event(event, applied)
    table = applied.events.select(pl.col("event", "project").cast(pl.String))
    return str(table.filter(pl.col("event") == code)["project"].item())


Values = Mapping[str, object]


def _shift_event(values: Values, event: object, applied: Portfolio) -> list[Row]:
    return [{"move": "shift", "event": _event(event, applied), "weeks": _text(values.get("weeks"))}]


def _shift_project(values: Values, event: object, applied: Portfolio) -> list[Row]:
    return [{"move": "shift", "project": _project(event, applied), "weeks": _text(values.get("weeks"))}]


def _cancel_event(_: Values, event: object, applied: Portfolio) -> list[Row]:
    return [{"move": "cancel", "event": _event(event, applied)}]


def _cancel_project(_: Values, event: object, applied: Portfolio) -> list[Row]:
    return [{"move": "cancel", "project": _project(event, applied)}]


def _change(values: Values, event: object, applied: Portfolio) -> list[Row]:
    given = {name: _text(values.get(name)) for name in ("people_percent", "hours_per_person")}
    return [{"move": "change", "event": _event(event, applied), "unit": "*", "area": "*", **given}]


def _add(values: Values, _: object, applied: Portfolio) -> list[Row]:
    names = ("project", "kind", "start", "end", "go_live")
    code, title = _fresh_code(applied), _text(values.get("title"))
    given = {name: _text(values.get(name)) for name in names}
    row = {"move": "add", "event": code, "event_title": title, **given}
    units, areas = (_several(values.get(name)) for name in ("units", "areas"))
    if not (units and areas):
        raise HeatmapError("The event lands nowhere.", "Choose at least one unit and one business area.")
    met = {name: _text(values.get(name)) for name in ("people", "hours_per_person", "severity")}
    impacts = [
        {"move": "impact", "event": code, "unit": unit, "area": area, **met}
        for unit, area in product(units, areas)
    ]
    return [row, *impacts]


def _fresh_code(applied: Portfolio) -> str:
    """NEW-1, or the first number after it that no event has."""
    taken = set(applied.events["event"].cast(pl.String))
    number = 1
    while f"NEW-{number}" in taken:
        number += 1
    return f"NEW-{number}"


def _capacity(values: Values, _: object, __: Portfolio) -> list[Row]:
    names = ("unit", "area", "hours_per_week", "start", "end")
    return [{"move": "capacity", **{name: _text(values.get(name)) for name in names}}]


def _freeze(values: Values, _: object, __: Portfolio) -> list[Row]:
    return [{"move": "freeze", **{name: _text(values.get(name)) for name in ("unit", "start", "end")}}]


_MAKERS: dict[str, Callable[[Values, object, Portfolio], list[Row]]] = {
    "shift-event": _shift_event,
    "shift-project": _shift_project,
    "cancel-event": _cancel_event,
    "cancel-project": _cancel_project,
    "change": _change,
    "add": _add,
    "capacity": _capacity,
    "freeze": _freeze,
}
