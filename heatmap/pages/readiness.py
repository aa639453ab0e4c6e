"""The Readiness page: who is not ready for which go-live?"""

from dataclasses import replace
from functools import partial
from typing import Any

from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.readiness import readiness
from heatmap.analysis.readiness_matrix import Matrix, load_link, matrix, opened, stated
from heatmap.analysis.versions.sample import serving_store
from heatmap.errors import HeatmapError
from heatmap.figures.readiness import elements_spec, matrix_spec
from heatmap.pages.parts import choices, export_menu, frame, shell, states
from heatmap.pages.parts.address import Address
from heatmap.pages.parts.choices import VERSION, Choice
from heatmap.pages.parts.sections import pair_lists, pair_panel
from heatmap.scoring.assessments.readiness import STATES
from heatmap.settings import Settings
from heatmap.views.readiness_view import PATH as READINESS_PATH
from heatmap.views.readiness_view import Ahead, Pairs, ReadinessView
from heatmap.web.errors import notice

PATH = READINESS_PATH
TITLE = "Readiness"
ADDRESS = Address("readiness")

AHEAD_LABELS = {
    Ahead.WEEKS_4: "In 4 weeks",
    Ahead.WEEKS_12: "In 12 weeks",
    Ahead.WEEKS_26: "In 26 weeks",
    Ahead.WEEKS_52: "In 52 weeks",
    Ahead.AHEAD: "All ahead",
    Ahead.ALL: "All, past ones too",
}
PAIRS_LABELS = {Pairs.ALL: "All", Pairs.OVERLOADED: "Overloaded and not ready"}
CHOICES = (
    Choice("weeks", "Go-live", tuple((each.value, label) for each, label in AHEAD_LABELS.items())),
    Choice("state", "State", tuple((state, state.capitalize()) for state in STATES), several=True),
    Choice("pairs", "Pairs", tuple((each.value, label) for each, label in PAIRS_LABELS.items())),
    Choice("programme", "Programme", several=True, searched=True),
    Choice("project", "Project", several=True, searched=True),
    Choice("unit", "Unit", several=True, searched=True),
    Choice("asof", "As of", day=True),
)
USUAL = {"weeks": ReadinessView.ahead.value, "pairs": ReadinessView.pairs.value, "version": choices.NEWEST}

EMPTY = (
    "No go-live to show for these filters",
    "Choose go-lives further ahead, or let more programmes, units and states in.",
)


class Id:
    """Ids of this page. The browser's code names the same ones: assets/readiness/readiness.js."""

    SPEC = "readiness-spec"
    DRAWN = "readiness-drawn"
    STATE = "readiness-state"
    MATRIX = "readiness-matrix"
    LEGEND = "readiness-legend"
    LISTS = "readiness-lists"
    AS_OF = "readiness-as-of"
    STATED = "readiness-stated"
    PANEL = "readiness-panel"
    CHARTS = "readiness-charts"
    CHARTS_DRAWN = "readiness-charts-drawn"
    ELEMENTS = "readiness-elements"


SAID = (
    (Id.SPEC, "data"),
    (Id.LEGEND, "children"),
    (Id.LISTS, "children"),
    (Id.STATED, "children"),
    (Id.AS_OF, "children"),
    (Id.STATE, "children"),
    (Id.MATRIX, "hidden"),
    (shell.Id.VERSION_NOTE, "children"),
)


def layout() -> list[Component]:
    """The page before its first numbers."""
    stores = (Id.SPEC, Id.DRAWN, Id.CHARTS, Id.CHARTS_DRAWN)
    return [
        html.Main(
            [
                *ADDRESS.parts(choices.specs((*CHOICES, VERSION), USUAL), ("cell",)),
                *(dcc.Store(id=each) for each in stores),
                frame.header(
                    frame.heading("Who is not ready for which go-live", Id.AS_OF),
                    [export_menu.button(), export_menu.copy_button(ADDRESS)],
                ),
                html.Div(id=Id.LISTS, className="pair-lists"),
                choices.chips(ADDRESS, [(choice.label, [choice]) for choice in CHOICES]),
                html.P(id=Id.STATED, className="stated"),
                html.Ul(id=Id.LEGEND, className="state-legend", **states.aria("States")),
                html.Div(states.loading("Reading assessments and checks"), id=Id.STATE),
                html.Div(id=Id.MATRIX, className="matrix-host"),  # the browser draws here, React nothing
                notice(),
            ],
            id="main",
            className="main",
            tabIndex="-1",
        ),
        html.Aside(id=Id.PANEL, className="panel", hidden=True, **states.aria("The selected pair")),
    ]


def show_readiness(settings: Settings, query: str) -> dict[str, Any]:
    """What the page says of the view in `query`, by the id that says it.

    A view that can not be shown is said in the matrix's place, with a way out.
    """
    try:
        store = serving_store(settings)
        answer = matrix(store, ReadinessView.from_query(query))
    except HeatmapError as problem:
        nothing: dict[str, Any] = {Id.STATED: "", Id.LEGEND: [], Id.LISTS: [], Id.MATRIX: True}
        return nothing | {Id.STATE: states.error(problem, PATH)}
    version = answer.readiness.loaded.version
    view = replace(answer.view, cell=None)
    said = {
        shell.Id.VERSION_NOTE: shell.version_note(version),
        Id.STATED: stated(answer),
        Id.AS_OF: f"as of {words.day(answer.readiness.as_of)}",
        Id.MATRIX: answer.is_empty,
        "chosen": _chosen_texts(answer),
        "options": choices.options(answer.readiness.loaded.portfolio)
        | {"version": choices.version_options(store.versions())},
    }
    if answer.is_empty:
        return said | {Id.STATE: states.empty(*EMPTY, PATH), Id.LEGEND: [], Id.LISTS: []}
    return said | {
        Id.SPEC: _spec(answer, view),
        Id.STATE: None if answer.has_assessments else _unassessed(),
        Id.LEGEND: pair_lists.legend(answer),
        Id.LISTS: pair_lists.lists(answer, answer.readiness.loaded.coded.parameters.bands),
    }


def _spec(answer: Matrix, view: ReadinessView) -> Any:  # noqa: ANN401 - JSON
    loaded = answer.readiness.loaded
    return matrix_spec(
        answer.rows,
        answer.readiness.rows,
        key=f"{loaded.version.file}{view.to_query()}",
        title=f"Readiness by project and unit, as of {words.day(answer.readiness.as_of)}",
        href=view.href,
    )


def show_pair(settings: Settings, query: str) -> tuple[list[Component], dict[str, Any]]:
    """The side panel of the pair that `query` selects and its chart; both empty without one."""
    view = ReadinessView.from_query(query)
    if view.cell is None:
        return [], {}
    answer = readiness(serving_store(settings), view.version, view.as_of)
    without = replace(view, cell=None).href
    try:
        pair = opened(answer, view.cell)
    except HeatmapError as problem:
        return [states.error(problem, without)], {}
    bands = answer.loaded.coded.parameters.bands
    content = pair_panel.panel(pair, load_link(pair.row, answer, view), bands, Id.ELEMENTS)
    chart = elements_spec(pair.history, "Five elements over time, scores from 1 to 5", answer.as_of)
    return [pair_panel.heading(pair, without), *content], {Id.ELEMENTS: chart} if chart else {}


def _chosen_texts(answer: Matrix) -> dict[str, str]:
    view, tables = answer.view, answer.readiness.loaded.portfolio
    return {
        "weeks": AHEAD_LABELS[view.ahead].lower(),
        "state": choices.several(view.states, {}),
        "pairs": "" if view.pairs is Pairs.ALL else PAIRS_LABELS[view.pairs].lower(),
        "programme": choices.several(view.programmes, {}),
        "project": choices.several(view.projects, names(tables, "project")),
        "unit": choices.several(view.units, names(tables, "unit")),
        "asof": words.day(answer.readiness.as_of),
    }


def _unassessed() -> Component:
    """Shown above the matrix, which then knows no more than go-lives and checks."""
    return html.P(
        [
            html.B("Nobody was asked yet. "),
            "This version has no readiness assessments, so no unit can be ready. ",
            "Add a readiness table, and one of checks, to the portfolio and publish it.",
        ],
        className="notice",
    )


def register(app: Dash, settings: Settings) -> None:
    """Wire the page on `app`."""
    ADDRESS.register(app)
    export_menu.wire(app, ADDRESS)
    frame.draw(app, "drawReadiness", Id.DRAWN, Id.SPEC, ADDRESS.display)
    frame.draw(app, "drawCharts", Id.CHARTS_DRAWN, Id.CHARTS)
    frame.answer(app, ADDRESS, SAID, partial(show_readiness, settings))

    @app.callback(
        Output(Id.PANEL, "children"),
        Output(Id.PANEL, "hidden"),
        Output(Id.CHARTS, "data"),
        Input(ADDRESS.cell_query, "data"),
        prevent_initial_call=True,
    )
    def _(query: str) -> tuple[list[Component], bool, dict[str, Any]]:
        content, charts = show_pair(settings, query)
        return content, not content, charts
