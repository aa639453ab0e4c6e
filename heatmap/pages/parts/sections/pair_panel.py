"""The side panel of the readiness page: one project at one unit."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.readiness import Pair
from heatmap.figures.readiness import countdown, kind_of, state_words
from heatmap.scoring.assessments.readiness import NOT_ASSESSED
from heatmap.terms import Band
from heatmap.views.view import View

FULL_BANDS = {True: "is-over", False: ""}
SMALLEST_SLOPE = 0.005  # scores a week; less is no movement to speak of
SCALE = "Scores from 1 to 5. A score of 3 or less, on or below the dashed line, is a barrier."
HIDDEN = "Hidden: scores that fewer than five people gave, and another where there would be only one."


def panel(pair: Pair, load: View | None, bands: Sequence[Band], elements: str) -> list[Component]:
    """The panel below its heading. `load` shows the unit's go-live week; `elements` is the chart's host."""
    sections = [_elements(pair, elements), _checks(pair), _load(pair, load, bands)]
    return [*_head(pair), *sections]


def heading(pair: Pair, close_href: str) -> Component:
    """The pair's name, and the way back."""
    row = pair.row
    title = f"{row['project_name'] or row['project']}, {row['unit_name'] or row['unit']}"
    return html.Div(
        [html.H2(title), dcc.Link("×", href=close_href, className="panel-close", title="Close")],
        className="panel-head",
    )


def mark(row: Mapping[str, Any]) -> Component:
    """A state as its shape and its words."""
    return html.Span(
        [html.I(className="mark"), state_words(row)], className=f"readiness-state is-{kind_of(row['state'])}"
    )


def _head(pair: Pair) -> list[Component]:
    row = pair.row
    about = [row["programme"], "" if row["live"] else "does not score now: its project is proposed or paused"]
    slope = row["slope_per_week"]
    pace = pair.pace[0].upper() + pair.pace[1:]
    if slope is not None and abs(slope) >= SMALLEST_SLOPE and row["first_barrier"]:
        pace += f"; {row['first_barrier']} moves by {slope:+.2f} a week".replace("-", "−")
    return [
        html.P(" · ".join(part for part in about if part), className="panel-note"),
        html.Ul([_state_figure(row), _days_figure(row)], className="figures"),
        html.P(f"{pace}.", className="pace"),
    ]


def _state_figure(row: Mapping[str, Any]) -> Component:
    return html.Li([html.Strong(mark(row)), html.Span(_assessed(row))], className="figure is-state")


def _assessed(row: Mapping[str, Any]) -> str:
    if row["assessed_on"] is None:
        return "nobody was asked yet"
    if row["state"] != NOT_ASSESSED:
        return f"assessed {words.day(row['assessed_on'])}"
    why = "too few answered" if row["hidden"] else "not every element has a score"
    return f"asked {words.day(row['assessed_on'])}, but {why}"


def _days_figure(row: Mapping[str, Any]) -> Component:
    if row["go_live"] is None:
        return html.Li([html.Strong("–"), html.Span("no go-live is planned")], className="figure")
    said = countdown(row["days_left"])
    return html.Li([html.Strong(said), html.Span(f"go-live {words.day(row['go_live'])}")], className="figure")


def _section(heading_text: str, *content: Component | str) -> Component:
    return html.Section([html.H3(heading_text), *content], className="panel-section")


def _elements(pair: Pair, host: str) -> Component:
    if pair.history.is_empty():
        return _section("Five elements", html.P("Not assessed up to this day."))
    notes = [html.P(f"{SCALE} {HIDDEN}" if pair.history["hidden"].any() else SCALE, className="panel-note")]
    return _section("Five elements over time", html.Div(id=host, className="elements"), *notes)


def _checks(pair: Pair) -> Component:
    if pair.open_checks.is_empty():
        return _section("Open checks", html.P("None is open."))
    entries = [_check(each) for each in pair.open_checks.iter_rows(named=True)]
    return _section(f"Open checks ({len(entries)})", html.Ul(entries, className="contributions"))


def _check(row: Mapping[str, Any]) -> Component:
    due = f"due {words.day(row['due'])}" if row["due"] else "no due day"
    overdue = [html.Span("overdue", className="tag is-over")] if row["overdue"] else []
    notes = [due, row["owner"] or "no owner", "" if row["required"] else "not required"]
    return html.Li(
        [
            html.Span(row["check"], className="contribution-title"),
            html.Span(overdue, className="contribution-share"),
            html.Span(" · ".join(note for note in notes if note), className="contribution-note"),
        ],
        className="contribution",
    )


def _load(pair: Pair, load: View | None, bands: Sequence[Band]) -> Component:
    row = pair.row
    if load is None or load.cell is None:
        return _section("Load in the go-live week", html.P("No load is planned that far."))
    week = f"Week of {words.day(load.cell.column)}"
    hours = f"{words.hours(row['load'])} hours"
    of = f" of {words.hours(row['capacity'])}" if row["capacity"] is not None else ", capacity not known"
    band = next(
        (f"{each.letter}, {each.name}" for each in bands if each.letter == row["band"]), "no headcount"
    )
    return _section(
        f"Load of {row['unit_name'] or row['unit']} in the go-live week",
        html.Ul(
            html.Li(
                [
                    dcc.Link(week, href=load.href),
                    html.Span(
                        percent(row, bands), className=f"tag {FULL_BANDS[row['over_capacity']]}".strip()
                    ),
                ]
            ),
            className="lines",
        ),
        html.P(f"{hours}{of} ({band}), of all changes together.", className="panel-note"),
    )


def percent(row: Mapping[str, Any], bands: Sequence[Band]) -> str:
    """How full the unit is in the go-live week: 131 % of capacity; or why there is no percentage."""
    if row["saturation"] is not None:
        return f"{words.said_percent(row['saturation'], bands)} of capacity"
    return "no capacity" if row["capacity"] is not None else "no headcount"
