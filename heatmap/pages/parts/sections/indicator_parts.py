"""Lead indicators on the pages: what followed go-lives, one large chart with its go-lives, and small ones."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import polars as pl
from dash import dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.indicators.associations import SAID_WITH, associations, number, undecided
from heatmap.analysis.indicators.indicator_series import chosen_series, go_lives_of
from heatmap.analysis.indicators.performance import Performance
from heatmap.exports.views.indicators import charts_of
from heatmap.figures.indicators.indicator_words import Row
from heatmap.figures.indicators.performance import large, phase_words, spark
from heatmap.scoring.indicators.effects import FINDING, UNDECIDABLE
from heatmap.scoring.indicators.phases import Rebase
from heatmap.views.performance_view import PerformanceView
from heatmap.views.view import View

NAMED = 5  # findings listed at once; the others open below them
HIDDEN: dict[str, Any] = {"aria-hidden": "true"}  # what stands beside it says the same in words
SPARKS = 8  # indicators of a unit that a side panel draws

Said = tuple[list[Component], dict[str, Mapping[str, Any]]]
"""Components, and the specs of the charts in them by the id of their host."""


def findings(answer: Performance, view: PerformanceView) -> list[Component]:
    """What is associated with go-lives, the strongest first, each with the way to its chart.

    Of the indicators and units that the view chooses.
    """
    answer = _within(answer, view)
    found = [
        html.Li(
            [
                dcc.Link(each.headline, href=view.opening(each.indicator, each.unit).href),
                html.P(f"{each.detail[:1].upper()}{each.detail[1:]}."),
            ]
        )
        for each in associations(answer)
    ]
    first = html.Ul(found[:NAMED], className="finding-list") if found else _no_findings(answer)
    shown: list[Component] = [first]
    if found[NAMED:]:
        more = words.counted(len(found) - NAMED, "more finding")
        rest = html.Ul(found[NAMED:], className="finding-list")
        shown.append(html.Details([html.Summary(more), rest]))
    return [*shown, html.P(_undecided(answer), className="stated")]


def _within(answer: Performance, view: PerformanceView) -> Performance:
    judged, found = answer.judged, answer.findings
    for column, codes in (("indicator", view.indicators), ("unit", view.units)):
        if codes:
            chosen = pl.col(column).is_in(codes)
            judged, found = judged.filter(chosen), found.filter(chosen)
    return replace(answer, judged=judged, findings=found)


def _no_findings(answer: Performance) -> Component:
    if answer.judged.is_empty():
        return html.P("No go-live has reached a unit with an indicator of which high or low is better.")
    judged = words.counted(answer.judged.height, "pair")
    return html.P(f"No go-live is {SAID_WITH} a change for the worse, of {judged} of go-live and indicator.")


def _undecided(answer: Performance) -> str:
    """One line on what can not be said, and one on what a finding means."""
    reasons = undecided(answer)
    meaning = "A finding says that two things went together in time, never that one caused the other."
    if not reasons:
        return meaning
    said = ", ".join(f"{reason} ({count:,})" for reason, count in reasons)
    count = sum(count for _, count in reasons)
    pairs = f"{count:,} of {answer.judged.height:,} pairs of a go-live and an indicator"
    return f"Undecidable: {pairs}: {said}. {meaning}"


def large_section(answer: Performance, view: PerformanceView, host: str, title: str) -> Said:
    """The large chart that `view` has open, in words and as a spec; `host` and `title` are ids.

    Raises:
        HeatmapError: the version has no such indicator or unit, or measures it nowhere there.
    """
    if view.chart is None:
        return [], {}
    indicator, unit = view.chart
    lives = go_lives_of(answer, indicator, unit)
    every = chosen_series(answer, PerformanceView(rebases=view.rebases))
    charts = charts_of(answer, every)
    row, days = charts.row(indicator, unit), charts.days[indicator]
    closed = replace(view, chart=None)
    phases = phase_words(charts.of(indicator, unit), _reasons(lives, view, unit), days)
    content = [
        html.Div(
            [
                html.H2(f"{row['indicator_name']}, {row['unit_name']}", id=title, tabIndex="-1"),
                dcc.Link("×", href=closed.href, className="panel-close no-print", title="Close"),
            ],
            className="panel-head",
        ),
        html.P(charts.summary(indicator, unit)),
        html.Div(id=host, key=f"{indicator}@{unit}"),
        _legend(charts.of(indicator, unit), marked=not lives.is_empty()),
        *([html.P(f"{'; '.join(phases)}. Each phase has limits of its own.")] if phases else []),
        _go_lives(lives, view, unit, row),
        html.P(dcc.Link(f"The load of {row['unit_name']} on the heatmap", href=_load(view, unit))),
    ]
    return content, {host: large(charts, indicator, unit)}


def _reasons(lives: pl.DataFrame, view: PerformanceView, unit: str) -> dict[Any, str]:
    """Why a phase starts, by the day that the reader chose."""
    chosen = [each.on for each in view.rebases if each.unit == unit]
    rows = lives.filter(pl.col("go_live").is_in(chosen)).select("go_live", "project_name").iter_rows()
    return {on: f"rebased at the go-live of {name} on {words.day(on)}" for on, name in rows}


def _load(view: PerformanceView, unit: str) -> str:
    from_view = View(version=view.version, as_of=view.as_of)
    query = from_view.to_query()
    return f"/{query}{'&' if query else '?'}unit={unit}"


SHAPES = {
    "▲": "concern, on the high side",
    "▼": "concern, on the low side",
    "◆": "improvement",
    "△": "unusually high",
    "▽": "unusually low",
    "×": "left out of limits and signals: over 5 % of the period’s records have no unit",
}


def _legend(points: Sequence[Row], *, marked: bool) -> Component:
    """What the shapes and lines mean that this chart has; `marked` where go-lives are on its axis."""
    seen = {_shape(point) for point in points}
    shapes = [f"{shape} {meaning}" for shape, meaning in SHAPES.items() if shape in seen]
    lines = ["shaded: between the limits (mean ± 2.66 mean moving ranges of its phase)"]
    if any(point["target"] is not None for point in points):
        lines.append("dotted: target")
    if marked:
        lines.append("▴ on the axis: go-live")
    return html.Ul([html.Li(each) for each in (*shapes, *lines)], className="signal-legend")


def _shape(point: Row) -> str:
    if point["left_out"]:
        return "×"
    concern = "▼" if point["better"] == "higher" else "▲"
    return {"concern": concern, "improvement": "◆", "high": "△", "low": "▽"}.get(point["direction"], "")


def _go_lives(lives: pl.DataFrame, view: PerformanceView, unit: str, row: Row) -> Component:
    """The unit's go-lives, what followed each, and the way to start a phase there."""
    if lives.is_empty():
        return html.P("No go-live reached this unit while the indicator was measured.")
    heads = ("Go-live", "When", "What followed, against units without it")
    body = [_go_live(live, view, unit, row) for live in lives.sort("go_live", descending=True).to_dicts()]
    table = html.Table(
        [
            html.Caption(f"Go-lives at {row['unit_name']}", className="visually-hidden"),
            html.Thead(
                html.Tr(
                    [
                        *(html.Th(head, scope="col") for head in heads),
                        html.Th("Limits", scope="col", className="no-print"),
                    ]
                )
            ),
            html.Tbody(body),
        ],
        className="data-table",
    )
    heading = html.H3(f"Go-lives at {row['unit_name']}")
    scrolled = html.Div(
        table, className="table-scroll", tabIndex="0", role="region", **_named(heading.children)
    )
    return html.Div([heading, scrolled])


def _named(text: Any) -> dict[str, Any]:  # noqa: ANN401 - a heading's text
    return {"aria-label": str(text)}


def _go_live(live: Row, view: PerformanceView, unit: str, row: Row) -> Component:
    rebase = Rebase(unit, live["go_live"])
    name = f"{live['project_name']}: {live['title']}"
    here = rebase in view.rebases
    link = dcc.Link(
        [
            "Undo rebasing" if here else "Rebase here",
            html.Span(f" at {words.day(live['go_live'])}, {name}", className="visually-hidden"),
        ],
        href=view.rebasing(rebase).href,
    )
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(words.day(live["go_live"]), className="is-short"),
            html.Td(_followed(live, row)),
            html.Td(link, className="is-short no-print"),
        ]
    )


def _followed(live: Row, row: Row) -> str:
    if live["verdict"] is None:
        return "not judged"
    if live["verdict"] == UNDECIDABLE:
        return f"undecidable: {live['reason']}"
    low, high = live["lower"], live["upper"]
    measured = f"{_signed(live['effect'])} ({_signed(low)} to {_signed(high)}) {row['measured_in']}"
    said = f"{SAID_WITH} a change for the worse" if live["verdict"] == FINDING else "no finding"
    return f"{said}: {measured} over {live['weeks']} weeks"


def _signed(amount: float) -> str:
    return f"{'+' if amount > 0 else '−' if amount < 0 else ''}{number(amount)}"


def unit_sparks(answer: Performance, unit: str, host: str, linked: PerformanceView) -> Said:
    """Small charts of a unit's indicators, concern first, each said in words.

    `host` begins the ids of their hosts; `linked` is the view in which a link opens the large chart.
    """
    if answer.is_empty:
        return [], {}
    series = chosen_series(answer, PerformanceView(units=(unit,))).head(SPARKS)
    if series.is_empty():
        return [], {}
    charts = charts_of(answer, series)
    entries: list[Component] = []
    specs: dict[str, Mapping[str, Any]] = {}
    for place, code in enumerate(series["indicator"]):
        drawn = f"{host}-{place}"
        specs[drawn] = spark(charts, code, unit)
        entries.append(
            html.Li(
                [
                    dcc.Link(charts.row(code, unit)["indicator_name"], href=linked.opening(code, unit).href),
                    html.Div(id=drawn, key=f"{code}@{unit}", className="spark", **HIDDEN),
                    html.P(charts.summary(code, unit)),
                ]
            )
        )
    return [html.Ul(entries, className="sparks")], specs
