"""The planner's forms: each has fields and a button that makes a move of them (see `planner_made`)."""

from collections.abc import Mapping, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from heatmap.terms import Kind

SEVERITIES = ("1, least", "2", "3, usual", "4", "5, most")
LIST = {"transitionProps": {"duration": 0}}


def field_id(form: Any, name: Any) -> dict[str, Any]:  # noqa: ANN401 - a name, or ALL
    """The id of a form's field."""
    return {"type": "planner-field", "form": form, "name": name}


def add_id(form: Any) -> dict[str, Any]:  # noqa: ANN401 - a form, or ALL
    """The id of the button that makes a form's move."""
    return {"type": "planner-add", "form": form}


def forms(event: Component) -> Component:
    """The forms behind tabs; `event` chooses the event that the first ones are about."""
    tabs = {
        "Event": _event_forms(event),
        "New": _new_form(),
        "Capacity": _capacity_form(),
        "Freeze": _freeze_form(),
    }
    return dmc.Tabs(
        [
            dmc.TabsList([dmc.TabsTab(name, value=name) for name in tabs], grow=True),
            *(dmc.TabsPanel(html.Div(form, className="form"), value=name) for name, form in tabs.items()),
        ],
        value="Event",
        keepMounted=True,
    )


def _event_forms(event: Component) -> list[Component]:
    return [
        event,
        html.Div(
            [
                _number("shift", "weeks", "Weeks later, or −earlier", step=1, minimum=None, value=1),
                html.Div(
                    [_button("shift-event", "Shift event"), _button("shift-project", "Shift project")],
                    className="form-buttons",
                ),
            ],
            className="form-row",
        ),
        html.Div(
            [
                _number("change", "people_percent", "People, % of now"),
                _number("change", "hours_per_person", "Hours each"),
                _button("change", "Change"),
            ],
            className="form-row",
        ),
        html.Div(
            [_button("cancel-event", "Cancel event"), _button("cancel-project", "Cancel project")],
            className="form-buttons",
        ),
    ]


def _new_form() -> list[Component]:
    kinds = [{"value": kind.value, "label": kind.value.replace("_", "-").capitalize()} for kind in Kind]
    levels = [{"value": label[0], "label": label} for label in SEVERITIES]
    return [
        _text("add", "title", "Title"),
        _select("add", "project", "Project", searchable=True),
        _select("add", "kind", "Kind", kinds, value=Kind.TRAINING.value),
        html.Div([_day("add", "start", "Start"), _day("add", "end", "End")], className="form-row"),
        _day("add", "go_live", "Go-live (go-live, system, move, restructure)"),
        _several("add", "units", "Units"),
        _several("add", "areas", "Business areas"),
        html.Div(
            [_number("add", "people", "People in each"), _number("add", "hours_per_person", "Hours each")],
            className="form-row",
        ),
        _select("add", "severity", "Severity", levels, value="3"),
        _button("add", "Add event"),
    ]


def _capacity_form() -> list[Component]:
    return [
        _select("capacity", "unit", "Unit", searchable=True),
        _select("capacity", "area", "Business area"),
        _number("capacity", "hours_per_week", "Hours a week more"),
        html.Div([_day("capacity", "start", "From"), _day("capacity", "end", "To")], className="form-row"),
        _button("capacity", "Add capacity"),
    ]


def _freeze_form() -> list[Component]:
    return [
        _select("freeze", "unit", "Unit", searchable=True),
        html.Div([_day("freeze", "start", "From"), _day("freeze", "end", "To")], className="form-row"),
        _button("freeze", "Add freeze"),
    ]


def _button(form: str, label: str) -> Component:
    return html.Button(label, id=add_id(form), className="button is-small", type="button")


def _text(form: str, name: str, label: str) -> Component:
    return dmc.TextInput(id=field_id(form, name), label=label, value="", size="xs")


def _day(form: str, name: str, label: str) -> Component:
    return dmc.TextInput(
        id=field_id(form, name), label=label, value="", size="xs", attributes={"input": {"type": "date"}}
    )


def _number(
    form: str, name: str, label: str, *, step: float = 1, minimum: float | None = 0, value: float | str = ""
) -> Component:
    return dmc.NumberInput(
        id=field_id(form, name),
        label=label,
        value=value,
        min=minimum,
        step=step,
        size="xs",
        hideControls=True,
    )


def _select(
    form: str,
    name: str,
    label: str,
    options: Sequence[Mapping[str, str]] = (),
    *,
    value: str | None = None,
    searchable: bool = False,
) -> Component:
    return dmc.Select(
        id=field_id(form, name),
        label=label,
        data=list(options),
        value=value,
        searchable=searchable,
        size="xs",
        comboboxProps=LIST,
        **scrolling(),
    )


def _several(form: str, name: str, label: str) -> Component:
    return dmc.MultiSelect(
        id=field_id(form, name),
        label=label,
        data=[],
        value=[],
        searchable=True,
        size="xs",
        comboboxProps=LIST,
        **scrolling(),
    )


def scrolling() -> dict[str, Any]:
    """A list of options that scrolls by itself: Mantine's scroll area can not be reached by keyboard."""
    return {
        "withScrollArea": False,
        "styles": {"options": {"maxHeight": 260, "overflowY": "auto"}},
        "attributes": {"options": {"tabIndex": 0}},
    }
