"""The Heatmap page: which units carry too much change, when, and why?"""

import json
from dataclasses import replace
from functools import lru_cache, partial
from http import HTTPStatus
from typing import Any

from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component
from flask import Response, request

from heatmap import words
from heatmap.analysis.compared.change_of_view import changed_cell_of
from heatmap.analysis.heatmaps.cell import cell_answer
from heatmap.analysis.heatmaps.findings import Finding, findings
from heatmap.analysis.heatmaps.heatmap import Heatmap, heatmap
from heatmap.analysis.heatmaps.stated import stated
from heatmap.analysis.indicators.performance import performance
from heatmap.analysis.versions.loading import Loaded
from heatmap.analysis.versions.sample import serving_store
from heatmap.errors import HeatmapError
from heatmap.exports.views.heatmap import payload
from heatmap.pages.parts import choices, export_menu, frame, sentences, shell, states
from heatmap.pages.parts.address import Address
from heatmap.pages.parts.filling import Said, key
from heatmap.pages.parts.sections import cell_panel, change_panel, indicator_parts
from heatmap.settings import Settings
from heatmap.terms import SATURATION
from heatmap.views.performance_view import PerformanceView
from heatmap.views.planner_view import PlannerView
from heatmap.views.view import Cell, Shown, View
from heatmap.web.errors import notice
from heatmap.weeks import monday_of

PATH = "/"
TITLE = "Heatmap"
ADDRESS = Address("heatmap")
GRID_ADDRESS = "/heatmap.json"  # of the grid of a query
REMEMBERED = 8  # answers as they are sent
DISPLAY = ("cell", "off", "show", "week")  # parts of the address that change no number


class Id:
    """Ids of this page. The browser's code names the same ones: assets/page.js."""

    ANSWERED = "heatmap-answered"  # the query whose grid the browser has drawn, or for which there is none
    DRAWN = "heatmap-drawn"
    STATE = "heatmap-state"
    GRID = "heatmap-grid"
    AS_OF = "heatmap-as-of"
    SENTENCES = "heatmap-sentences"
    STATED = "heatmap-stated"
    PANEL = "heatmap-panel"
    SPARK = "heatmap-spark"
    SPARKS = "heatmap-sparks"
    SPARKS_DRAWN = "heatmap-sparks-drawn"


SAID = (
    (Id.SENTENCES, "children"),
    (Id.STATED, "children"),
    (Id.AS_OF, "children"),
    (Id.STATE, "children"),
    (Id.GRID, "hidden"),
    (shell.Id.VERSION_NOTE, "children"),
)


def layout() -> list[Component]:
    """The page before its first numbers: everything in place, the grid loading."""
    return [
        html.Main(
            [
                *ADDRESS.parts(choices.usual(), DISPLAY),
                *(dcc.Store(id=each) for each in (Id.ANSWERED, Id.DRAWN, Id.SPARKS, Id.SPARKS_DRAWN)),
                _header(),
                html.Ul(sentences.loading(), id=Id.SENTENCES, className="sentences"),
                choices.bar(ADDRESS),
                html.P(id=Id.STATED, className="stated"),
                html.Div(states.loading("Scoring the portfolio"), id=Id.STATE),
                html.Div(id=Id.GRID, className="grid-host"),  # the browser draws here, React nothing
                notice(),
            ],
            id="main",
            className="main",
            tabIndex="-1",
        ),
        html.Aside(id=Id.PANEL, className="panel", hidden=True, **states.aria("The selected cell")),
    ]


def grid_json(settings: Settings, query: str) -> str:
    """The grid of the view in `query`; empty where it has none, which the page says in words."""
    try:
        answer = heatmap(serving_store(settings), View.from_query(query))
    except HeatmapError:
        return ""
    return "" if answer.is_empty else _grid_json(answer)


@lru_cache(maxsize=REMEMBERED)
def _grid_json(answer: Heatmap) -> str:
    return json.dumps(payload(answer), separators=(",", ":"))


@lru_cache(maxsize=REMEMBERED)
def _findings(answer: Heatmap) -> list[Finding]:
    return findings(answer)


def show_heatmap(settings: Settings, query: str) -> dict[str, Any]:
    """What the page says of the view in `query` beside its grid, by the id that says it.

    A view that can not be shown is said in the grid's place, with a way out.
    """
    store = serving_store(settings)
    try:
        answer = heatmap(store, View.from_query(query))
    except HeatmapError as problem:
        return {
            Id.STATE: states.error(problem, PATH),
            Id.GRID: True,
            Id.STATED: "",
            Id.SENTENCES: [],
            "options": choices.versions_offered(store.versions()),
        }
    version = answer.loaded.version
    said = {
        shell.Id.VERSION_NOTE: shell.version_note(version),
        Id.STATED: stated(answer),
        Id.AS_OF: f"as of {words.day(answer.as_of)}",
        "chosen": choices.chosen_texts(answer),
        "options": choices.options(answer.loaded.portfolio) | choices.versions_offered(store.versions()),
    }
    if answer.is_empty:
        return said | {Id.STATE: states.no_weeks(PATH), Id.GRID: True, Id.SENTENCES: []}
    return said | {
        Id.SENTENCES: sentences.listed(_findings(answer)),
        Id.STATE: None,
        Id.GRID: False,
    }


def known(settings: Settings, query: str) -> Said:
    """All that the page says of the view in `query` but its grid, and the controls as `query` has them."""
    said = show_heatmap(settings, query)
    properties: Said = {each: {name: said[each]} for each, name in SAID if each in said}
    chips = {key(ADDRESS.chosen(name)): {"children": text} for name, text in said.get("chosen", {}).items()}
    return {**properties, **chips, **ADDRESS.known(query, choices.usual(), DISPLAY, said["options"])}


def show_cell(settings: Settings, query: str) -> list[Component]:
    """The side panel of the cell that `query` selects; empty without one, or where no grid is shown."""
    return show_panel(settings, query)[0]


def show_panel(settings: Settings, query: str) -> indicator_parts.Said:
    """The same, and the specs of the small charts in it by the id of their host."""
    view = View.from_query(query)
    if view.cell is None:
        return [], {}
    store = serving_store(settings)
    answer = heatmap(store, view)
    if answer.compared is not None:
        return _changed_panel(answer, answer.compared, view, view.cell), {}
    cell = cell_answer(answer, view.cell, view)
    without = replace(view, cell=None).to_query() or "?"
    drawn: indicator_parts.Said = ([], {})
    if cell.unit is not None:
        measured = performance(store, view.version, view.as_of)
        linked = PerformanceView(version=view.version, as_of=view.as_of)
        drawn = indicator_parts.unit_sparks(measured, cell.unit, Id.SPARK, linked)
    return cell_panel.panel(cell, without, _planner(view, cell.unit), drawn[0]), drawn[1]


def _changed_panel(answer: Heatmap, compared: Loaded, view: View, cell: Cell) -> list[Component]:
    """The panel of a change since another version; its link shows the cell's saturation as it is now."""
    without, now = replace(view, cell=None), replace(view, measure=SATURATION.key, since=None)
    found = changed_cell_of(answer, compared, cell)
    link = dcc.Link("Show its saturation now", href=now.href)
    return change_panel.panel(found, SATURATION, without.to_query() or "?", link)


def _planner(view: View, unit: str | None) -> PlannerView:
    """The planner in the same version, as of the same day, on the selected cell where it is a unit's."""
    where = Cell(f"unit:{unit}", monday_of(view.cell.column)) if unit and view.cell else None
    return PlannerView(version=view.version, as_of=view.as_of, cell=where)


def _header() -> Component:
    return frame.header(
        frame.heading("Where change is too much", Id.AS_OF),
        [
            frame.shown_as(ADDRESS, tuple(Shown), Shown.GRID),
            export_menu.button(),
            export_menu.copy_button(ADDRESS),
        ],
    )


def register(app: Dash, settings: Settings) -> None:
    """Wire the page on `app`."""
    ADDRESS.register(app)
    export_menu.wire(app, ADDRESS)
    frame.draw(app, "draw", Id.DRAWN, ADDRESS.display)
    frame.draw(app, "drawCharts", Id.SPARKS_DRAWN, Id.SPARKS)
    frame.answer(app, ADDRESS, SAID, partial(show_heatmap, settings), Input(Id.ANSWERED, "data"))

    @app.callback(
        Output(Id.PANEL, "children"),
        Output(Id.PANEL, "hidden"),
        Output(Id.SPARKS, "data"),
        Input(ADDRESS.cell_query, "data"),
        prevent_initial_call=True,
    )
    def _(query: str) -> tuple[list[Component], bool, dict[str, Any]]:
        children, specs = show_panel(settings, query)
        return children, not children, dict(specs)

    @app.server.get(GRID_ADDRESS, endpoint="heatmap-grid")
    def _() -> Response:
        grid = grid_json(settings, request.query_string.decode())
        status = HTTPStatus.OK if grid else HTTPStatus.NO_CONTENT
        return Response(grid, status, mimetype="application/json")
