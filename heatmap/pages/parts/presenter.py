"""Presenting: the page in large type without its menu, and the walk through what all pages have to say.

The browser shows one step at a time and keeps its place in the address: see assets/present/present.js.
"""

from dataclasses import asdict
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from heatmap.analysis.versions.sample import serving_store
from heatmap.analysis.walk import walk
from heatmap.errors import HeatmapError
from heatmap.pages.parts import states
from heatmap.settings import Settings
from heatmap.views.view import View


class Id:
    """Ids of the presentation. The browser's code names the same ones: assets/present/present.js."""

    BAR = "presenter"
    START = "present"
    ASKED = "presenter-asked"  # the walk that the address names, as the query of a view of the heatmap
    STEPS = "presenter-steps"
    DRAWN = "presenter-drawn"


def parts() -> list[Component]:
    """What stands above every page; empty and hidden until somebody presents."""
    return [
        *(dcc.Store(id=each) for each in (Id.ASKED, Id.STEPS, Id.DRAWN)),
        html.Section(id=Id.BAR, className="presenter no-print", **states.aria("Presentation")),
    ]


def button() -> Component:
    """The button that starts presenting the page as it stands."""
    return html.Button("Present", id=Id.START, className="button nav-present", type="button")


def show_walk(settings: Settings, asked: object) -> dict[str, Any]:
    """The steps of the walk that is `asked` for, or the problem why there is none."""
    try:
        view = View.from_query(asked)
        steps = [asdict(step) for step in walk(serving_store(settings), view)]
    except HeatmapError as problem:
        return {"walk": asked, "steps": [], "problem": f"{problem.what} {problem.do}"}
    return {"walk": asked, "steps": steps, "problem": ""}


def register(app: Dash, settings: Settings, url: str) -> None:
    """Wire the presentation on `app`; `url` is the id of the shell's address bar."""
    app.clientside_callback(
        ClientsideFunction("heatmap", "askWalk"),
        Output(Id.ASKED, "data"),
        Input(url, "search"),
        Input(url, "pathname"),
        State(Id.ASKED, "data"),
    )
    app.clientside_callback(
        ClientsideFunction("heatmap", "presentSteps"),
        Output(Id.DRAWN, "data"),
        Input(Id.STEPS, "data"),
        prevent_initial_call=True,
    )

    @app.callback(Output(Id.STEPS, "data"), Input(Id.ASKED, "data"), prevent_initial_call=True)
    def _(asked: object) -> dict[str, Any]:
        return show_walk(settings, asked)
