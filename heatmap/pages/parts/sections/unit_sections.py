"""The Unit page's parts in words: the choice of units, readiness of its projects, its lead indicators."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from dash import dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.heatmaps.cell import Fullness
from heatmap.analysis.indicators.performance import AHEAD, Performance, at_risk_ahead, charts, series
from heatmap.analysis.next_weeks import WeekSentence
from heatmap.analysis.readiness import Readiness
from heatmap.analysis.readiness_matrix import link
from heatmap.analysis.unit import UnitAhead
from heatmap.figures.readiness import countdown
from heatmap.pages.parts.choices import UNIT_KIND_LABELS
from heatmap.pages.parts.sections.pair_panel import mark
from heatmap.terms import Band
from heatmap.views.performance_view import PerformanceView
from heatmap.views.readiness_view import Ahead, ReadinessView
from heatmap.views.unit_view import UnitView
from heatmap.views.view import Cell, View

LISTED = 8  # go-lives, and indicators, named one by one
POINTS = 26  # measured periods in a small line
DIRECTION_WORDS = {
    "concern": "concern",
    "improvement": "improvement",
    "high": "unusually high",
    "low": "unusually low",
    "none": "as usual",
}


def sentences(weeks: Sequence[WeekSentence], unit: str, view: UnitView) -> list[Component]:
    """The next weeks, each a link to its cell of the heatmap."""
    return [
        html.Li(
            dcc.Link(
                [html.Strong(week.headline), " ", html.Span(week.detail)],
                href=f"/{View(view.version, view.as_of, cell=Cell(f'unit:{unit}', week.week)).to_query()}",
            ),
            className=f"sentence is-{week.tone}",
        )
        for week in weeks
    ]


def choice(units: Sequence[UnitAhead], view: UnitView, bands: Sequence[Band]) -> Component:
    """Every unit with a link to its page: how full it is now, and at most in the next weeks."""
    heads = ("Unit", "Kind", "Now", "Fullest in 12 weeks", "Week of")
    return html.Table(
        [
            html.Caption("Choose a unit", className="visually-hidden"),
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody([_unit_row(each, view, bands) for each in units]),
        ],
        className="data-table unit-choice",
    )


def _unit_row(each: UnitAhead, view: UnitView, bands: Sequence[Band]) -> Component:
    return html.Tr(
        [
            html.Th(dcc.Link(each.name, href=view.href(each.unit)), scope="row"),
            html.Td(UNIT_KIND_LABELS[each.kind]),
            html.Td(_tag(each.now, bands)),
            html.Td(_tag(each.fullest, bands)),
            html.Td(words.day(each.when) if each.when and each.fullest.load else ""),
        ]
    )


def _tag(full: Fullness, bands: Sequence[Band]) -> Component:
    if full.load == 0:
        return html.Span("nothing planned", className="tag")
    tone = ""
    if full.band is not None and full.band.lower >= 1:
        tone = "is-severe" if full.band == bands[-1] else "is-over"
    named = f" {full.band.letter} {full.band.name}" if full.band else ""
    return html.Span(f"{full.percent(bands)}{named}", className=f"tag {tone}".strip())


def readiness_section(answer: Readiness, unit: str, view: UnitView) -> list[Component]:
    """The unit's next go-lives, with the state of each; one line where the version has no assessments."""
    tables = answer.loaded.portfolio
    if tables.readiness.is_empty() and tables.checks.is_empty():
        return [html.P("This version has no readiness assessments.")]
    ahead = answer.rows.filter(pl.col("unit") == unit, "live", pl.col("days_left") >= 0)
    if ahead.is_empty():
        return [html.P("No go-live lies ahead here.")]
    entries = [_pair(answer, row, view) for row in ahead.head(LISTED).iter_rows(named=True)]
    if ahead.height <= LISTED:
        return [html.Ol(entries, className="unit-pairs")]
    all_here = ReadinessView(view.version, view.as_of, units=(unit,), ahead=Ahead.AHEAD)
    more = dcc.Link(f"All {ahead.height} on the Readiness page", href=all_here.href)
    return [html.Ol(entries, className="unit-pairs"), html.P(more)]


def _pair(answer: Readiness, row: Mapping[str, Any], view: UnitView) -> Component:
    when: list[Component | str] = [
        words.day(row["go_live"]),
        html.Span(f", {countdown(row['days_left'])}", className="no-print"),
    ]
    if row["over_capacity"]:
        when += [html.Br(), html.Span("over capacity that week", className="tag is-severe")]
    name = row["project_name"] or row["project"]
    return html.Li(
        [
            dcc.Link(name, href=link(row, view.version, answer).href, title=name),
            mark(row),
            html.Span(when),
        ]
    )


def indicator_section(
    answer: Performance, unit: str, view: UnitView, host: str
) -> tuple[list[Component], dict[str, dict[str, Any]]]:
    """The unit's lead indicators, concerns first, and the small line of each by the id of its host.

    One line where the version has none.
    """
    if answer.is_empty:
        return [html.P("This version has no lead indicators.")], {}
    here = series(answer).filter(pl.col("unit") == unit)
    if here.is_empty():
        return [html.P("No lead indicator is measured here.")], {}
    rows = here.head(LISTED).to_dicts()
    hosts = [f"{host}-{place}" for place in range(len(rows))]
    here_only = PerformanceView(view.version, view.as_of, units=(unit,))
    entries = [_indicator(row, each, here_only) for row, each in zip(rows, hosts, strict=True)]
    lines = {each: _line(answer, row) for row, each in zip(rows, hosts, strict=True)}
    said: list[Component] = [*_at_risk(answer, here, unit), html.Ol(entries, className="unit-indicators")]
    if here.height > LISTED:
        more = dcc.Link(f"All {here.height} on the Performance page", href=here_only.href)
        said.append(html.P(more))
    return said, lines


def _at_risk(answer: Performance, here: pl.DataFrame, unit: str) -> list[Component]:
    """At risk: over capacity in 3 of the next 12 weeks, while Overtime shows concern."""
    weeks = at_risk_ahead(answer.loaded, answer.as_of).filter(pl.col("unit") == unit)
    if weeks.is_empty():
        return []
    named = here.filter(pl.col("indicator").is_in(weeks["indicators"][0].to_list()))["indicator_name"]
    verb = "shows" if len(named) == 1 else "show"
    over = f"over capacity in {weeks.height} of the next {AHEAD} weeks"
    said = f"{over}, while {words.listed(named.to_list())} {verb} concern."
    return [html.P([html.Strong("At risk: "), said], className="notice is-severe")]


def _value(row: Mapping[str, Any]) -> str:
    gap = "" if row["measured_in"].startswith("°") else " "
    return f"{row['value']:,.4g}{gap}{row['measured_in']}"


def _state(row: Mapping[str, Any]) -> str:
    """Concern (shift); as usual."""
    said = DIRECTION_WORDS[row["direction"]]
    return said if row["signal"] == "none" else f"{said} ({row['signal']})"


def _indicator(row: Mapping[str, Any], host: str, view: PerformanceView) -> Component:
    tone = "tag is-over" if row["direction"] == "concern" else "unit-soft"
    return html.Li(
        [
            dcc.Link(row["indicator_name"], href=view.opening(row["indicator"], row["unit"]).href),
            html.Span(id=host, className="unit-spark"),
            html.Span([_value(row), html.Br(), html.Span(_state(row), className=tone)]),
        ]
    )


def _line(answer: Performance, row: Mapping[str, Any]) -> dict[str, Any]:
    points = charts(answer, row["indicator"], row["unit"]).sort("period").tail(POINTS)
    first, last = points["period"][0], points["period"][-1]
    return {
        "kind": "sparkline",
        "label": f"{row['indicator_name']}, {words.days(first, last)}: {_value(row)} last, {_state(row)}",
        "values": points["value"].to_list(),
        "mean": row["mean"],
        "lower": row["lower"],
        "upper": row["upper"],
        "tone": "over" if row["direction"] == "concern" else "",
    }
