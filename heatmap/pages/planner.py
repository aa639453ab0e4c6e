"""The Planner page: what if we move it, what should we move?"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from heatmap.pages.parts import choices, export_menu, frame, shell, states
from heatmap.pages.parts.planner import (
    planner_actions,
    planner_forms,
    planner_ids,
    planner_layout,
    planner_said,
    suggestions,
)
from heatmap.pages.parts.planner.planner_ids import CHOICES, OTHERS, USUAL, Id
from heatmap.settings import Settings
from heatmap.views.planner_view import PATH as PLANNER_PATH
from heatmap.web.errors import notice
from heatmap.web.long_work.runner import Runner

PATH = PLANNER_PATH
TITLE = "Planner"
ADDRESS = planner_ids.ADDRESS
SAID = (
    (Id.SPEC, "data"),
    (Id.FIGURES, "children"),
    (Id.STATED, "children"),
    (Id.STATE, "children"),
    (Id.BENCH, "hidden"),
    (Id.COMPARISON, "children"),
    (Id.PANEL, "hidden"),
    (Id.MOVES, "children"),
    (Id.RULES, "children"),
    (Id.BREACHES, "children"),
    (Id.DELAYS, "children"),
    (Id.SAVED, "children"),
    (Id.OPTIONS_OF, "data"),
    (shell.Id.VERSION_NOTE, "children"),
)
TRIED = ((Id.FIGURES, "children"), (Id.RULES, "children"), (Id.BREACHES, "children"), (Id.DELAYS, "children"))


def layout() -> list[Component]:
    """The page before its first numbers."""
    stores = (Id.SPEC, Id.DRAWN, Id.PENDING, Id.OPTIONS_OF)
    return [
        html.Main(
            [
                *ADDRESS.parts(choices.specs((*CHOICES, *OTHERS), USUAL), ("show",)),
                *(dcc.Store(id=each) for each in stores),
                dcc.Store(id=Id.HISTORY, data={"past": [], "future": [], "moves": None}),
                planner_layout.header(),
                html.Ul(id=Id.FIGURES, className="sentences planner-figures"),
                choices.chips(ADDRESS, [(choice.label, [choice]) for choice in CHOICES]),
                html.Div(states.loading("Scoring the portfolio"), id=Id.STATE),
                html.Div(
                    [html.Div(id=Id.MAPS), html.Div(id=Id.GANTT)],  # the browser draws here, React nothing
                    id=Id.BENCH,
                    className="bench",
                    hidden=True,
                ),
                html.P(id=Id.STATED, className="stated"),
                html.Section(id=Id.COMPARISON, className="planner-comparison"),
                suggestions.section(),
                notice(),
            ],
            id="main",
            className="main",
            tabIndex="-1",
        ),
        planner_layout.panel(),
    ]


def _changed(said: dict[str, Any]) -> list[Any]:
    """What a change of the saved scenarios says, in the order of its outputs."""
    return [said.get(each, no_update) for each in (Id.SAVED_SAID, Id.REPLACE, Id.SAVED, "compare")]


def _pressed() -> bool:
    """Whether a button was pressed, and not just drawn."""
    return bool(ctx.triggered and ctx.triggered[0]["value"])


def _new_name(key: object, names_given: Sequence[Mapping[str, Any]]) -> object:
    """The name typed for the saved scenario that a button belongs to."""
    return next((each.get("value") for each in names_given if each["id"]["key"] == key), None)


def register(app: Dash, settings: Settings) -> None:
    """Wire the page on `app`."""
    ADDRESS.register(app)
    export_menu.wire(app, ADDRESS)
    _draw(app)
    _register_moves(app, settings)
    _register_saved(app, settings)

    asked = Input(ADDRESS.query, "data"), State(Id.OPTIONS_OF, "data")
    frame.answer(app, ADDRESS, SAID, partial(planner_said.show_planner, settings), *asked)

    @app.callback(
        *(Output(each, part, allow_duplicate=True) for each, part in TRIED),
        Input(Id.PENDING, "data"),
        State(ADDRESS.query, "data"),
        prevent_initial_call=True,
    )
    def _(pending: object, query: str) -> list[Any]:
        return list(planner_said.show_tried(settings, query, pending).values())

    @app.callback(
        Output(planner_forms.field_id(ALL, ALL), "data"),
        Input(Id.OPTIONS_OF, "data"),
        prevent_initial_call=True,
    )
    def _(number: object) -> list[Any]:
        return planner_actions.form_options(settings, number, ctx.outputs_list)


def register_long_work(app: Dash, settings: Settings, runner: Runner) -> None:
    """Wire the suggestions on `app`."""
    suggestions.register(app, settings, runner)


def _register_moves(app: Dash, settings: Settings) -> None:
    @app.callback(
        Output(ADDRESS.asked, "data"),
        Output(Id.FORM_SAID, "children"),
        Input(planner_forms.add_id(ALL), "n_clicks"),
        State(planner_forms.field_id(ALL, ALL), "value"),
        State(ADDRESS.query, "data"),
        prevent_initial_call=True,
    )
    def _(_clicks: object, _values: object, query: str) -> tuple[Any, Any]:
        return planner_actions.add_move(settings, query, ctx.triggered_id["form"], ctx.states_list[0])

    @app.callback(
        Output(ADDRESS.asked, "data", allow_duplicate=True),
        Input(Id.remove(ALL), "n_clicks"),
        State(ADDRESS.query, "data"),
        prevent_initial_call=True,
    )
    def _(_clicks: object, query: str) -> object:
        return planner_actions.remove_move(query, ctx.triggered_id["place"]) if _pressed() else no_update


def _register_saved(app: Dash, settings: Settings) -> None:
    outputs = (
        Output(Id.SAVED_SAID, "children"),
        Output(Id.REPLACE, "hidden"),
        Output(Id.SAVED, "children", allow_duplicate=True),
        Output(ADDRESS.control("compare"), "data", allow_duplicate=True),
    )

    @app.callback(
        *outputs,
        Input(Id.SAVE, "n_clicks"),
        Input(Id.REPLACE, "n_clicks"),
        State(ADDRESS.query, "data"),
        prevent_initial_call=True,
    )
    def _(_save: object, _replace: object, query: str) -> list[Any]:
        does = "replace" if ctx.triggered_id == Id.REPLACE else "save"
        now = datetime.now(UTC)
        return _changed(planner_actions.change_saved(settings, query, (does, None), None, now))

    @app.callback(
        *(Output(each.component_id, each.component_property, allow_duplicate=True) for each in outputs),
        Input(Id.saved("rename", ALL), "n_clicks"),
        Input(Id.saved("delete", ALL), "n_clicks"),
        State(Id.saved("new-name", ALL), "value"),
        State(ADDRESS.query, "data"),
        prevent_initial_call=True,
    )
    def _(_rename: object, _delete: object, _names: object, query: str) -> list[Any]:
        if not _pressed():
            return [no_update] * len(outputs)
        does, key = ctx.triggered_id["does"], ctx.triggered_id["key"]
        name, now = _new_name(key, ctx.states_list[0]), datetime.now(UTC)
        return _changed(planner_actions.change_saved(settings, query, (does, key), name, now))


def _draw(app: Dash) -> None:
    frame.draw(app, "drawPlanner", Id.DRAWN, Id.SPEC, ADDRESS.display)
    app.clientside_callback(
        ClientsideFunction("heatmap", "plannerHistory"),
        Output(Id.HISTORY, "data"),
        Output(Id.UNDO, "disabled"),
        Output(Id.REDO, "disabled"),
        Input(ADDRESS.query, "data"),
        Input(Id.UNDO, "n_clicks"),
        Input(Id.REDO, "n_clicks"),
        Input(Id.CLEAR, "n_clicks"),
        State(Id.HISTORY, "data"),
        prevent_initial_call=True,
    )
