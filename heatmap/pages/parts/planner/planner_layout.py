"""The planner before its first numbers: its header, and the scenario in the panel beside it."""

from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from heatmap.pages.parts import export_menu, frame, states
from heatmap.pages.parts.planner import planner_forms, suggestions
from heatmap.pages.parts.planner.planner_ids import ADDRESS, SHOWN_LABELS, Id
from heatmap.planning.scenarios.scenario import LONGEST_NAME
from heatmap.views.planner_view import MOST_COMPARED, Shown


def header() -> Component:
    """The page's name, which heatmaps are shown, and ways to take the scenario away."""
    shown = dmc.SegmentedControl(
        id=ADDRESS.control("show"),
        data=[{"value": each.value, "label": label} for each, label in SHOWN_LABELS.items()],
        value=Shown.SIDE.value,
        transitionDuration=0,
        **states.aria("Heatmaps shown"),
    )
    return frame.header(
        [html.H1("What if we move it")], [shown, export_menu.button(), export_menu.copy_button(ADDRESS)]
    )


def panel() -> Component:
    """The scenario: its name, moves, forms, broken rules, breaches, delays, and the saved ones."""
    event = dmc.Select(
        id=ADDRESS.control("event"),
        label="Event",
        placeholder="Choose one, or click it in the chart",
        data=[],
        value="",
        searchable=True,
        clearable=True,
        clearButtonProps={"aria-label": "Clear event"},
        size="xs",
        comboboxProps=planner_forms.LIST,
        **planner_forms.scrolling(),
    )
    return html.Aside(
        [
            _scenario_controls(),
            _part("Moves", html.Div(id=Id.MOVES), suggestions.link()),
            _part("Rules broken", html.Div(id=Id.RULES)),
            _part(
                "Add a move",
                planner_forms.forms(event),
                html.Div(id=Id.FORM_SAID, role="status", className="form-said"),
                class_name="no-print",
            ),
            _part("Breaches", html.Div(id=Id.BREACHES)),
            _part("Delay", html.Div(id=Id.DELAYS)),
            _part("Saved scenarios", html.Div(id=Id.SAVED), _compare_control()),
        ],
        id=Id.PANEL,
        className="planner-panel",
        hidden=True,
        **states.aria("The scenario"),
    )


def _scenario_controls() -> Component:
    small: dict[str, Any] = {"className": "button is-small", "type": "button"}
    buttons = [
        html.Button("Save", id=Id.SAVE, className="button is-small is-primary", type="button"),
        html.Button("Undo", id=Id.UNDO, disabled=True, **small),
        html.Button("Redo", id=Id.REDO, disabled=True, **small),
        html.Button("Clear", id=Id.CLEAR, **small),
    ]
    replace_it = html.Button(
        "Replace it", id=Id.REPLACE, className="button is-small", type="button", hidden=True
    )
    return html.Section(
        [
            dmc.TextInput(
                id=ADDRESS.control("name"),
                label="Scenario",
                placeholder="Unnamed",
                value="",
                debounce=True,
                attributes={"input": {"maxLength": LONGEST_NAME}},
                size="sm",
            ),
            html.Div(buttons, className="form-buttons no-print"),
            html.Div([html.Div(id=Id.SAVED_SAID, role="status"), replace_it], className="form-said no-print"),
        ],
        className="panel-section",
    )


def _compare_control() -> Component:
    return dmc.MultiSelect(
        id=ADDRESS.control("compare"),
        label=f"Compare up to {MOST_COMPARED}",
        data=[],
        value=[],
        maxValues=MOST_COMPARED,
        searchable=True,
        size="xs",
        comboboxProps=planner_forms.LIST,
        **planner_forms.scrolling(),
    )


def _part(heading: str, *content: Component, class_name: str = "") -> Component:
    return html.Section([html.H2(heading), *content], className=f"panel-section {class_name}".strip())
