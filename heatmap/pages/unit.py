"""The Unit page: what is coming at this unit?"""

from typing import Any
from urllib.parse import unquote

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.heatmaps.chances import simulation
from heatmap.analysis.heatmaps.stated import footer, names
from heatmap.analysis.indicators.performance import performance
from heatmap.analysis.next_weeks import next_weeks
from heatmap.analysis.readiness import readiness
from heatmap.analysis.unit import UnitAnswer, stated, unit_answer, units_ahead
from heatmap.analysis.versions.sample import serving_store
from heatmap.errors import HeatmapError
from heatmap.exports.views.unit import unit_load
from heatmap.figures.units.unit_chances import fan_chart, fan_words
from heatmap.figures.units.unit_events import SHOWN, gantt
from heatmap.figures.units.unit_load import area_strips, load_chart
from heatmap.pages.parts import choices, export_menu, frame, shell, states
from heatmap.pages.parts.address import Address
from heatmap.pages.parts.choices import VERSION, WINDOW_LABELS, Choice
from heatmap.pages.parts.sections import unit_sections
from heatmap.planning.slipping.slippage import SEED
from heatmap.scoring.grouping import By
from heatmap.settings import Settings
from heatmap.store.store import Store
from heatmap.views.unit_view import PATH as UNIT_PATH
from heatmap.views.unit_view import UnitView
from heatmap.web.errors import notice

PATH = UNIT_PATH
TITLE = "Unit"
ADDRESS = Address("unit")
LONGEST_PATH = 600  # characters; longer than any code that a portfolio may have

CHOICES = (
    Choice("weeks", "Weeks", tuple((each.value, label) for each, label in WINDOW_LABELS.items())),
    Choice("asof", "As of", day=True),
)
USUAL = {"weeks": UnitView.window.value, "version": choices.NEWEST}


class Id:
    """Ids of this page. The browser's code names some of them: assets/unit/unit.js."""

    CHARTS = "unit-charts"
    DRAWN = "unit-drawn"
    UNIT = "unit-chosen"
    HEADING = "unit-heading"
    AS_OF = "unit-as-of"
    PRINT = "unit-print"
    EXPORT = "unit-exports"
    STATED = "unit-stated"
    STATE = "unit-state"
    BODY = "unit-body"
    SENTENCES = "unit-sentences"
    LOAD = "unit-load"
    SURE = "unit-sure"
    FAN = "unit-fan"
    AREAS = "unit-areas"
    EVENTS = "unit-events"
    PROJECTS = "unit-projects"
    READINESS = "unit-readiness"
    INDICATORS = "unit-indicators"
    SPARK = "unit-spark"
    FOOT = "unit-foot"


SAID = (
    (Id.HEADING, "children"),
    (Id.AS_OF, "children"),
    (Id.EXPORT, "hidden"),
    (Id.STATED, "children"),
    (Id.STATE, "children"),
    (Id.BODY, "hidden"),
    (Id.SENTENCES, "children"),
    (Id.SURE, "children"),
    (Id.PROJECTS, "children"),
    (Id.READINESS, "children"),
    (Id.INDICATORS, "children"),
    (Id.FOOT, "children"),
    (Id.CHARTS, "data"),
    (Id.UNIT, "data"),
    (shell.Id.VERSION_NOTE, "children"),
)


def layout() -> list[Component]:
    """The page before its first numbers."""
    return [
        html.Main(
            [
                *ADDRESS.parts(choices.specs((*CHOICES, VERSION), USUAL), ()),
                *(dcc.Store(id=each) for each in (Id.CHARTS, Id.DRAWN)),
                _header(),
                choices.chips(ADDRESS, [(choice.label, [choice]) for choice in CHOICES]),
                html.P(id=Id.STATED, className="stated"),
                html.Div(states.loading("Scoring the portfolio"), id=Id.STATE),
                html.Div(_sections(), id=Id.BODY, hidden=True),
                notice(),
            ],
            id="main",
            className="main unit-page",
            tabIndex="-1",
        )
    ]


def _header() -> Component:
    unit = dmc.Select(
        id=Id.UNIT,
        data=[],
        placeholder="Another unit",
        searchable=True,
        size="xs",
        comboboxProps={"transitionProps": {"duration": 0}},
        **states.aria("Another unit"),
    )
    return frame.header(
        [html.H1("Units", id=Id.HEADING), html.Span(id=Id.AS_OF, className="as-of")],
        [
            unit,
            html.Div(export_menu.button(), id=Id.EXPORT),
            export_menu.copy_button(ADDRESS),
            html.Button("Print", id=Id.PRINT, className="button", type="button"),
        ],
    )


def _sections() -> list[Component]:
    """What stands below the filters; the browser draws into the hosts, React nothing."""
    return [
        html.Section(
            [html.H2("The next four weeks"), html.Ul(id=Id.SENTENCES, className="sentences unit-weeks")]
        ),
        html.Section([html.H2("Load by programme, against capacity"), html.Div(id=Id.LOAD)]),
        html.Section(
            [html.H2("How sure are we?"), html.P(id=Id.SURE, className="stated"), html.Div(id=Id.FAN)],
            className="no-print",  # the page of paper is full
        ),
        html.Section([html.H2("Business areas side by side"), html.Div(id=Id.AREAS)]),
        html.Section(
            [
                html.H2("Changes, by project"),
                html.P(id=Id.PROJECTS, className="stated"),
                html.Div(id=Id.EVENTS),
            ]
        ),
        html.Div(
            [
                html.Section([html.H2("Readiness for the next go-lives"), html.Div(id=Id.READINESS)]),
                html.Section([html.H2("Lead indicators"), html.Div(id=Id.INDICATORS)]),
            ],
            className="unit-columns",
        ),
        html.P(id=Id.FOOT, className="foot"),
    ]


def show_unit(settings: Settings, path: object, query: object) -> dict[str, Any]:
    """What the page says of the unit in `path` in the view of `query`, by the id that says it.

    Without a unit it offers all of them. What can not be shown is said in the place of the charts.
    """
    store = serving_store(settings)
    try:
        view, unit = UnitView.from_query(query), _unit_in(path)
        if not unit:
            return _show_choice(store, view)
        answer = unit_answer(store, view, unit)
    except HeatmapError as problem:
        nothing: dict[str, Any] = {Id.BODY: True, Id.STATED: "", Id.CHARTS: {}}
        offered = {"version": choices.version_options(store.versions())}
        return nothing | {Id.STATE: states.error(problem, PATH), "options": offered}
    said = _common(store, answer, unit) | {
        Id.HEADING: answer.name,
        Id.STATED: stated(answer),
        Id.FOOT: footer(answer.heatmap),
    }
    if answer.is_empty:
        return said | {Id.STATE: states.no_weeks(UnitView().href(unit)), Id.BODY: True, Id.CHARTS: {}}
    ready = readiness(store, answer.view.version, answer.as_of)
    measured = performance(store, answer.view.version, answer.as_of)
    indicators, lines = unit_sections.indicator_section(measured, unit, view, Id.SPARK)
    drawn = simulation(answer.loaded, answer.heatmap.cube, answer.as_of, By.UNIT)
    projects = names(answer.loaded.portfolio, "project")
    return said | {
        Id.STATE: None,
        Id.BODY: False,
        Id.SURE: fan_words(drawn, projects, SEED),
        Id.SENTENCES: unit_sections.sentences(next_weeks(answer), unit, view),
        Id.PROJECTS: _projects(answer),
        Id.READINESS: unit_sections.readiness_section(ready, unit, view),
        Id.INDICATORS: indicators,
        Id.CHARTS: _charts(answer) | {Id.FAN: fan_chart(answer.name, answer.as_of, drawn, projects)} | lines,
    }


def _unit_in(path: object) -> str:
    """The unit's code in the page's path.

    Raises:
        HeatmapError: no text, or longer than any code.
    """
    if not isinstance(path, str) or len(path) > LONGEST_PATH:
        raise HeatmapError("The address names no unit.", "Choose a unit from the list.")
    return unquote(path.removeprefix(PATH))


def _show_choice(store: Store, view: UnitView) -> dict[str, Any]:
    answer, units = units_ahead(store, view)
    bands = answer.loaded.coded.parameters.bands
    return _common(store, answer) | {
        Id.HEADING: "Units",
        Id.STATED: "Choose a unit to see what is coming there. Percentages are of its capacity that week.",
        Id.STATE: unit_sections.choice(units, view, bands),
        Id.BODY: True,
        Id.CHARTS: {},
    }


def _common(store: Store, answer: Any, unit: str = "") -> dict[str, Any]:  # noqa: ANN401 - of a unit, or of all
    version, portfolio = answer.loaded.version, answer.loaded.portfolio
    return {
        shell.Id.VERSION_NOTE: shell.version_note(version),
        Id.AS_OF: f"as of {words.day(answer.as_of)}",
        Id.EXPORT: not unit,
        Id.UNIT: choices.options(portfolio)["unit"],
        "chosen": {"weeks": WINDOW_LABELS[answer.view.window], "asof": words.day(answer.as_of)},
        "options": {"version": choices.version_options(store.versions())},
    }


def _projects(answer: UnitAnswer) -> list[Component | str]:
    """Which projects are listed, and the way to the others."""
    count = answer.events["project"].n_unique()
    if count <= SHOWN:
        return []
    other = UnitView(
        answer.view.version, answer.view.as_of, answer.view.window, not answer.view.every_project
    )
    href = other.href(answer.unit)
    if answer.view.every_project:
        return [f"All {count} projects. ", dcc.Link(f"Only the {SHOWN} with the most load", href=href)]
    return [f"The {SHOWN} projects with the most load. ", dcc.Link(f"All {count} projects", href=href)]


def _charts(answer: UnitAnswer) -> dict[str, Any]:
    """The specs of the page's large charts by the id of their hosts."""
    portfolio, columns, shown = answer.loaded.portfolio, answer.weeks.columns, unit_load(answer)
    most = answer.events.height if answer.view.every_project else SHOWN
    return {
        Id.LOAD: load_chart(shown),
        Id.AREAS: area_strips(shown, names(portfolio, "area")),
        Id.EVENTS: gantt(answer.events, columns, answer.name, answer.as_of, most),
    }


def register(app: Dash, settings: Settings) -> None:
    """Wire the page on `app`."""
    ADDRESS.register(app)
    export_menu.wire(app, ADDRESS)

    frame.draw(app, "drawCharts", Id.DRAWN, Id.CHARTS)
    asked = Input(ADDRESS.query, "data"), State(ADDRESS.url, "pathname")
    frame.answer(app, ADDRESS, SAID, lambda query, path: show_unit(settings, path, query), *asked)
    app.clientside_callback(
        ClientsideFunction("heatmap", "goToUnit"),
        Output(ADDRESS.url, "pathname"),
        Input(Id.UNIT, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("heatmap", "printPage"),
        Output(Id.PRINT, "n_clicks"),
        Input(Id.PRINT, "n_clicks"),
        prevent_initial_call=True,
    )
