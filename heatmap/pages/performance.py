"""The Performance page: did a go-live hurt a unit?"""

from dataclasses import replace
from functools import partial
from typing import Any

import polars as pl
from dash import Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.indicators.indicator_series import chosen_series
from heatmap.analysis.indicators.performance import Performance, performance
from heatmap.analysis.versions.sample import serving_store
from heatmap.errors import HeatmapError
from heatmap.exports.views.indicators import charts_of
from heatmap.exports.views.performance import stated
from heatmap.figures.indicators.performance import cards
from heatmap.pages.parts import choices, export_menu, frame, shell, states
from heatmap.pages.parts.address import Address
from heatmap.pages.parts.choices import VERSION, Choice
from heatmap.pages.parts.sections import indicator_parts
from heatmap.settings import Settings
from heatmap.store.store import Store
from heatmap.views.performance_view import PATH as PERFORMANCE_PATH
from heatmap.views.performance_view import Only, Order, PerformanceView, Shown
from heatmap.web.errors import notice

PATH = PERFORMANCE_PATH
TITLE = "Performance"
ADDRESS = Address("performance")
MOST = 240  # charts at once; the filters lead to the others

ONLY_LABELS = {Only.ALL: "All", Only.CONCERN: "Only concern in the last 13 weeks"}
ORDER_LABELS = {
    Order.CONCERN: "Concern, most recent and strongest first",
    Order.INDICATOR: "Indicator",
    Order.UNIT: "Unit",
}
ORDER_CHOSEN = {Order.CONCERN: "concern first", Order.INDICATOR: "indicator", Order.UNIT: "unit"}
SHOW = Choice("show", "Shown as", tuple((each.value, each.value.capitalize()) for each in Shown))
CHOICES = (
    Choice("only", "Charts", tuple((each.value, label) for each, label in ONLY_LABELS.items())),
    Choice("order", "Order", tuple((each.value, label) for each, label in ORDER_LABELS.items())),
    Choice("indicator", "Indicator", several=True, searched=True),
    Choice("unit", "Unit", several=True, searched=True),
    Choice("asof", "As of", day=True),
)
USUAL = {
    "only": Only.ALL.value,
    "order": Order.CONCERN.value,
    "show": Shown.CHARTS.value,
    "version": choices.NEWEST,
}
DISPLAY = ("cell", "show")  # parts of the address that change no number

EMPTY = (
    "No chart to show for these filters",
    "Choose other indicators or units, or show all charts, not only those of concern.",
)
UNMEASURED = (
    "Nothing is measured yet",
    (
        "This version has no measurements up to the as-of date. Add the tables indicators and "
        "measurements to the portfolio and publish it, or choose a later day."
    ),
)


class Id:
    """Ids of this page. The browser's code names the same ones: assets/performance/performance.js."""

    CHARTS = "performance-charts"
    DRAWN = "performance-drawn"
    STATE = "performance-state"
    CARDS = "performance-cards"
    FINDINGS = "performance-findings"
    STATED = "performance-stated"
    AS_OF = "performance-as-of"
    LARGE = "performance-large"
    LARGE_TITLE = "performance-large-title"
    LARGE_CHART = "performance-large-chart"
    SPECS = "performance-large-specs"
    SPECS_DRAWN = "performance-large-drawn"


SAID = (
    (Id.CHARTS, "data"),
    (Id.FINDINGS, "children"),
    (Id.STATED, "children"),
    (Id.AS_OF, "children"),
    (Id.STATE, "children"),
    (Id.CARDS, "hidden"),
    (shell.Id.VERSION_NOTE, "children"),
)


def layout() -> list[Component]:
    """The page before its first numbers."""
    stores = (Id.CHARTS, Id.DRAWN, Id.SPECS, Id.SPECS_DRAWN)
    return [
        html.Main(
            [
                *ADDRESS.parts(choices.specs((*CHOICES, SHOW, VERSION), USUAL), DISPLAY),
                *(dcc.Store(id=each) for each in stores),
                _header(),
                html.Section(id=Id.FINDINGS, **states.aria("Findings after go-lives")),
                choices.chips(ADDRESS, [(choice.label, [choice]) for choice in CHOICES]),
                html.P(id=Id.STATED, className="stated"),
                html.Section(id=Id.LARGE, className="large", hidden=True, **states.aria("The chosen chart")),
                html.Div(states.loading("Reading indicators"), id=Id.STATE),
                html.Div(id=Id.CARDS),  # the browser draws here, React nothing
                notice(),
            ],
            id="main",
            className="main",
            tabIndex="-1",
        )
    ]


def show_performance(settings: Settings, query: str) -> dict[str, Any]:
    """What the page says of the view in `query`, by the id that says it.

    A view that can not be shown is said in the charts' place, with a way out.
    """
    try:
        store = serving_store(settings)
        view = PerformanceView.from_query(query)
        answer = _answer(store, view)
        series = chosen_series(answer, view)
    except HeatmapError as problem:
        nothing: dict[str, Any] = {Id.STATED: "", Id.FINDINGS: [], Id.CARDS: True}
        return nothing | {Id.STATE: states.error(problem, PATH)}
    version = answer.loaded.version
    said: dict[str, Any] = {
        shell.Id.VERSION_NOTE: shell.version_note(version),
        Id.AS_OF: f"as of {words.day(answer.as_of)}",
        "chosen": _chosen_texts(answer, view),
        "options": _options(answer) | {"version": choices.version_options(store.versions())},
    }
    if answer.is_empty:
        return said | {Id.STATE: states.empty(*UNMEASURED), Id.FINDINGS: [], Id.STATED: "", Id.CARDS: True}
    said |= {Id.FINDINGS: indicator_parts.findings(answer, view)}
    if series.is_empty():
        return said | {Id.STATE: states.empty(*EMPTY, PATH), Id.STATED: "", Id.CARDS: True}
    plain = replace(view, chart=None, shown=Shown.CHARTS)
    return said | {
        Id.CHARTS: cards(
            charts_of(answer, series.head(MOST)),
            key=f"{version.file}{answer.as_of}{plain.to_query()}",
            href=plain.href,
        ),
        Id.STATED: _stated(answer, view, series),
        Id.STATE: None,
        Id.CARDS: False,
    }


def show_chart(settings: Settings, query: str) -> tuple[list[Component], dict[str, Any] | None]:
    """The large chart that `query` has open, and its spec by the id of its host; nothing without one."""
    view = PerformanceView.from_query(query)
    if view.chart is None:
        return [], None
    answer = _answer(serving_store(settings), view)
    if answer.is_empty:
        return [], None
    return indicator_parts.large_section(answer, view, Id.LARGE_CHART, Id.LARGE_TITLE)


def _answer(store: Store, view: PerformanceView) -> Performance:
    return performance(store, view.version, view.as_of, view.rebases)


def _stated(answer: Performance, view: PerformanceView, series: pl.DataFrame) -> str:
    """What the export says, and how many of it the page draws."""
    said = stated(answer, view, series)
    if series.height <= MOST:
        return said
    return f"{said} The first {MOST} are shown, the filters lead to the others."


def _chosen_texts(answer: Performance, view: PerformanceView) -> dict[str, str]:
    tables = answer.loaded.portfolio
    return {
        "only": "" if view.only is Only.ALL else "only concern",
        "order": ORDER_CHOSEN[view.order],
        "indicator": choices.several(view.indicators, names(tables, "indicator")),
        "unit": choices.several(view.units, names(tables, "unit")),
        "asof": words.day(answer.as_of),
    }


def _options(answer: Performance) -> dict[str, choices.Options]:
    """The indicators, as defined last, and the units that a filter offers."""
    tables = answer.loaded.portfolio
    indicators = names(tables, "indicator")
    return {
        "indicator": [{"value": code, "label": name} for code, name in indicators.items()],
        "unit": choices.options(tables)["unit"],
    }


def _header() -> Component:
    return frame.header(
        frame.heading("Whether a go-live hurt", Id.AS_OF),
        [
            frame.shown_as(ADDRESS, tuple(Shown), Shown.CHARTS),
            export_menu.button(),
            export_menu.copy_button(ADDRESS),
        ],
    )


def register(app: Dash, settings: Settings) -> None:
    """Wire the page on `app`."""
    ADDRESS.register(app)
    export_menu.wire(app, ADDRESS)
    frame.draw(app, "drawPerformance", Id.DRAWN, Id.CHARTS, ADDRESS.display)
    frame.draw(app, "drawLarge", Id.SPECS_DRAWN, Id.SPECS)
    frame.answer(app, ADDRESS, SAID, partial(show_performance, settings))

    @app.callback(
        Output(Id.LARGE, "children"),
        Output(Id.LARGE, "hidden"),
        Output(Id.SPECS, "data"),
        Input(ADDRESS.cell_query, "data"),
        prevent_initial_call=True,
    )
    def _(query: str) -> tuple[list[Component], bool, dict[str, Any] | None]:
        content, specs = show_chart(settings, query)
        return content, not content, specs
