"""The Review page: what has changed since the last board?"""

from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from dash import Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.compared.change_cell import changed_cell
from heatmap.analysis.compared.change_findings import findings, total
from heatmap.analysis.compared.review import Review, review, stated
from heatmap.analysis.compared.version_pairs import OneVersionError, version_pair
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.versions.sample import serving_store
from heatmap.errors import HeatmapError
from heatmap.exports.views.review import payload
from heatmap.pages.parts import choices, export_menu, frame, pack_button, sentences, shell, states
from heatmap.pages.parts.address import Address
from heatmap.pages.parts.choices import BEFORE, NEWEST, SHOW, SINCE, VERSION, Choice
from heatmap.pages.parts.sections import change_lists, change_panel
from heatmap.settings import Settings
from heatmap.views.review_view import FORMS, MEASURES, ReviewView, Weeks
from heatmap.views.review_view import PATH as REVIEW_PATH
from heatmap.views.view import Cell, View
from heatmap.web.errors import notice
from heatmap.web.long_work.runner import Runner

PATH = REVIEW_PATH
TITLE = "Review"
ADDRESS = Address("review")
DISPLAY = ("cell", "off", "show")  # parts of the address that change no number

WEEKS_LABELS = {
    Weeks.WEEKS_13: "Next 13",
    Weeks.WEEKS_26: "Next 26",
    Weeks.WEEKS_52: "Next 52",
    Weeks.AHEAD: "All ahead",
    Weeks.ALL: "All, past ones too",
}
CHOICES = (
    SINCE,
    Choice("measure", "Measure", tuple((key, measure.label) for key, measure in MEASURES.items())),
    Choice("weeks", "Weeks", tuple((each.value, label) for each, label in WEEKS_LABELS.items())),
    Choice("programme", "Programme", several=True, searched=True),
    Choice("unit", "Unit", several=True, searched=True),
    Choice("area", "Area", several=True, searched=True),
)
USUAL = {
    "measure": ReviewView.measure,
    "weeks": ReviewView.weeks.value,
    "version": NEWEST,
    "since": BEFORE,
    "show": ReviewView.shown.value,
}


class Id:
    """Ids of this page. The browser's code names the same ones: assets/review/review.js."""

    PAYLOAD = "review-payload"
    DRAWN = "review-drawn"
    STATE = "review-state"
    GRID = "review-grid"
    AS_OF = "review-as-of"
    SENTENCES = "review-sentences"
    VERSIONS = "review-versions"
    STATED = "review-stated"
    LISTS = "review-lists"
    PANEL = "review-panel"


SAID = (
    (Id.PAYLOAD, "data"),
    (Id.SENTENCES, "children"),
    (Id.VERSIONS, "children"),
    (Id.STATED, "children"),
    (Id.LISTS, "children"),
    (Id.AS_OF, "children"),
    (Id.STATE, "children"),
    (Id.GRID, "hidden"),
    (shell.Id.VERSION_NOTE, "children"),
)


def layout() -> list[Component]:
    """The page before its first numbers."""
    return [
        html.Main(
            [
                *ADDRESS.parts(choices.specs((*CHOICES, VERSION, SHOW), USUAL), DISPLAY),
                *(dcc.Store(id=each) for each in (Id.PAYLOAD, Id.DRAWN)),
                *pack_button.parts(),
                _header(),
                html.Ul(sentences.loading(), id=Id.SENTENCES, className="sentences"),
                choices.chips(ADDRESS, [(choice.label, [choice]) for choice in CHOICES]),
                html.P(id=Id.STATED, className="stated"),
                html.Div(states.loading("Comparing the two versions"), id=Id.STATE),
                html.Div(id=Id.GRID, className="grid-host"),  # the browser draws here, React nothing
                html.Div(id=Id.VERSIONS, className="version-cards"),
                html.Div(id=Id.LISTS, className="change-lists"),
                pack_button.section(),
                notice(),
            ],
            id="main",
            className="main",
            tabIndex="-1",
        ),
        html.Aside(id=Id.PANEL, className="panel", hidden=True, **states.aria("The selected cell")),
    ]


def show_review(settings: Settings, query: str) -> dict[str, Any]:
    """What the page says of the view in `query`, by the id that says it.

    A view that can not be shown is said in the grid's place, with a way out.
    """
    store = serving_store(settings)
    nothing: dict[str, Any] = {Id.SENTENCES: [], Id.VERSIONS: [], Id.LISTS: [], Id.STATED: "", Id.GRID: True}
    offered = {"options": choices.versions_offered(store.versions())}
    try:
        answer = review(store, ReviewView.from_query(query))
    except OneVersionError as problem:
        return nothing | offered | {Id.STATE: states.empty(problem.what, problem.do)}
    except HeatmapError as problem:
        return nothing | offered | {Id.STATE: states.error(problem, PATH)}
    later = answer.changes.later
    said = {
        shell.Id.VERSION_NOTE: shell.version_note(later.version),
        Id.STATED: f"{stated(answer)} {total(answer.changes).sentence}",
        Id.AS_OF: f"since {words.day(answer.changes.earlier.version.as_of)}",
        Id.VERSIONS: change_lists.versions(answer.changes),
        "chosen": _chosen_texts(answer),
        "options": choices.options(later.portfolio) | offered["options"],
    }
    if answer.is_empty:
        return said | {Id.STATE: states.no_weeks(PATH), Id.GRID: True, Id.SENTENCES: [], Id.LISTS: []}
    link = _link(answer.view)
    return said | {
        Id.PAYLOAD: payload(answer),
        Id.SENTENCES: change_lists.sentences(findings(answer.changes)[:-1], link, answer.view.href),
        Id.LISTS: change_lists.lists(answer.changes, MEASURES[answer.view.measure], link),
        Id.STATE: None,
        Id.GRID: False,
    }


def _link(view: ReviewView) -> change_lists.Link:
    def link(row: str, week: date) -> str:
        return replace(view, cell=Cell(row, week)).href

    return link


def show_cell(settings: Settings, query: str) -> list[Component]:
    """The side panel of the cell that `query` selects; empty without one."""
    view = ReviewView.from_query(query)
    if view.cell is None:
        return []
    answer = review(serving_store(settings), view)
    without = replace(view, cell=None).href
    measure = MEASURES[view.measure]
    try:
        cell = changed_cell(answer.changes, view.cell, measure)
    except HeatmapError as problem:
        return [states.error(problem, without)]
    heatmap = View(
        version=answer.changes.later.version.number, filters=answer.changes.filters, cell=view.cell
    )
    return change_panel.panel(cell, measure, without, dcc.Link("Open it on the heatmap", href=heatmap.href))


def _chosen_texts(answer: Review) -> dict[str, str]:
    view, tables = answer.view, answer.changes.later.portfolio
    return {
        "since": f"version {answer.changes.earlier.version.number}",
        "measure": MEASURES[view.measure].label.lower(),
        "weeks": "chosen dates" if view.first or view.last else WEEKS_LABELS[view.weeks].lower(),
        "programme": choices.several(view.programmes, {}),
        "unit": choices.several(view.units, names(tables, "unit")),
        "area": choices.several(view.areas, names(tables, "area")),
    }


def _header() -> Component:
    return frame.header(
        frame.heading("What has changed", Id.AS_OF),
        [
            frame.shown_as(ADDRESS, FORMS, ReviewView.shown),
            pack_button.link(),
            export_menu.button(),
            export_menu.copy_button(ADDRESS),
        ],
    )


def register(app: Dash, settings: Settings) -> None:
    """Wire the page on `app`."""
    ADDRESS.register(app)
    export_menu.wire(app, ADDRESS)
    frame.draw(app, "drawReview", Id.DRAWN, Id.PAYLOAD, ADDRESS.display)
    frame.answer(app, ADDRESS, SAID, partial(show_review, settings))

    @app.callback(
        Output(Id.PANEL, "children"),
        Output(Id.PANEL, "hidden"),
        Input(ADDRESS.cell_query, "data"),
        prevent_initial_call=True,
    )
    def _(query: str) -> tuple[list[Component], bool]:
        content = show_cell(settings, query)
        return content, not content


def register_long_work(app: Dash, settings: Settings, runner: Runner) -> None:
    """Wire the board pack on `app`."""

    def compared(query: str) -> pack_button.Versions:
        return compared_versions(settings, query)

    pack_button.register(app, settings, runner, State(ADDRESS.query, "data"), compared)


def compared_versions(settings: Settings, query: str) -> pack_button.Versions:
    """The versions that the view in `query` names, by number; None where it leaves the usual one.

    Raises:
        HeatmapError: there is no such view or version.
    """
    view = ReviewView.from_query(query)
    if view.version is None and view.since is None:
        return pack_button.Versions(None, None)
    one, other = version_pair(serving_store(settings), view.since, view.version)
    return pack_button.Versions(
        None if view.version is None else other.number, None if view.since is None else one.number
    )
