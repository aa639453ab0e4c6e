"""The side panel: what makes up one cell, which parts it has, what lies near it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import dash_mantine_components as dmc
import polars as pl
from dash import dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.heatmaps.cell import CellAnswer, CellChance, Fullness
from heatmap.figures.readiness import go_live_words
from heatmap.pages.parts.sections.pair_panel import mark
from heatmap.terms import Band
from heatmap.views.planner_view import PlannerView
from heatmap.views.readiness_view import ReadinessView
from heatmap.views.unit_view import UnitView
from heatmap.views.view import View

Act = Callable[[dict[str, Any]], Component]  # a link to do something with an event

LISTED = 8  # causes listed one by one; the rest is summed in one line
FULL = 1.0


def panel(
    answer: CellAnswer,
    close_href: str,
    planner: PlannerView,
    indicators: Sequence[Component | str] = (),
) -> list[Component]:
    """The panel's content; `close_href` is the view without the cell, `indicators` are those of its unit.

    `planner` is the planner's view of the cell, to which an event leads that is to be moved.
    """

    def try_moving(event: dict[str, Any]) -> Component:
        href = replace(planner, event=event["event"]).href
        name = html.Span(f" {_event_title(event)}", className="visually-hidden")
        return dcc.Link(["Try moving", name], href=href, className="contribution-act")

    sections = [
        _chance(answer.chance) if answer.chance else None,
        _causes(answer, try_moving),
        _parts(answer),
        _readiness(answer),
        _section("Lead indicators", *indicators) if indicators else None,
        _calendar(answer),
        _near(answer),
    ]
    return [
        html.Div(
            [
                html.H2(f"{answer.row_name}, {answer.column_name}"),
                dcc.Link("×", href=close_href, className="panel-close", title="Close"),
            ],
            className="panel-head",
        ),
        html.P(_subtitle(answer), className="panel-note"),
        html.Ul(_figures(answer), className="figures"),
        *_unit_link(answer, close_href),
        *(section for section in sections if section),
    ]


def _unit_link(answer: CellAnswer, close_href: str) -> list[Component]:
    """The way to all that is coming at the cell's unit, in the same version and as of the same day."""
    if answer.unit is None:
        return []
    view = View.from_query(close_href)
    href = UnitView(view.version, view.as_of).href(answer.unit)
    return [html.P(dcc.Link("Open the unit page", href=href), className="panel-note")]


def _subtitle(answer: CellAnswer) -> str:
    if not answer.parts:
        return words.counted(answer.projects, "project")
    name, full = answer.parts[0]
    return f"{words.counted(answer.projects, 'project')}; hottest part: {name}, {full.percent(answer.bands)}"


def _figures(answer: CellAnswer) -> list[Component]:
    full = answer.fullness
    band = f"of capacity ({full.band.letter}, {full.band.name})" if full.band else "capacity is not known"
    capacity = (
        f"hours of load, of {words.hours(full.capacity)}" if full.capacity is not None else "hours of load"
    )
    figures = [
        _figure(full.percent(answer.bands), band, _tone(full, answer.bands)),
        _figure(words.hours(full.load), capacity),
    ]
    if answer.people:
        per_head = f"{full.load / answer.people:,.1f}"
        figures.append(_figure(per_head, f"hours a head, of {answer.people:,.0f} people"))
    return figures


def _figure(number: str, meaning: str, tone: str = "") -> Component:
    return html.Li([html.Strong(number), html.Span(meaning)], className=f"figure {tone}".strip())


def _tone(full: Fullness, bands: tuple[Band, ...]) -> str:
    """How loudly a fullness is said: at or over capacity, and in the last band."""
    if full.band is None or full.band.lower < FULL:
        return ""
    return "is-severe" if full.band == bands[-1] else "is-over"


def _section(heading: str, *content: Component | str) -> Component:
    return html.Section([html.H3(heading), *content], className="panel-section")


def _chance(chance: CellChance) -> Component:
    """How likely it is over capacity, and whose keeping of dates would help most."""
    said = (
        f"{words.chance(chance.chance)} of {chance.draws:,} draws are over capacity "
        f"(standard error {100 * chance.error:.1f} points). In 8 of 10 draws the load is "
        f"{words.hours(chance.low)} to {words.hours(chance.high)} hours, in the middle one "
        f"{words.hours(chance.middle)}."
    )
    drivers = [
        html.Li([html.Span(name), html.Span(f"\N{MINUS SIGN}{_points(relief)}")])
        for name, relief in chance.drivers[:LISTED]
    ]
    if not drivers:
        return _section("Chance of overload", html.P(said))
    lead = html.P("It would be lower if one project were sure to keep its dates:", className="panel-note")
    return _section("Chance of overload", html.P(said), lead, html.Ul(drivers, className="lines"))


def _points(relief: float) -> str:
    """9 points, never parted at a line's end."""
    return words.counted(max(round(100 * relief), 1), "point").replace(" ", "\N{NO-BREAK SPACE}")


def _causes(answer: CellAnswer, try_moving: Act) -> Component:
    if answer.by_event.is_empty():
        return _section("What makes it up", html.P("Nothing is planned here."))
    lists = {
        "Events": _ranked(answer.by_event, _event_title, _event_note, try_moving),
        "Projects": _ranked(answer.by_project, _project_title, _group_note),
        "Programmes": _ranked(answer.by_programme, _programme_title, _group_note),
    }
    tabs = dmc.Tabs(
        [
            dmc.TabsList([dmc.TabsTab(name, value=name) for name in lists]),
            *(dmc.TabsPanel(ranked, value=name) for name, ranked in lists.items()),
        ],
        value="Events",
        keepMounted=False,
    )
    return _section("What makes it up", tabs)


def _ranked(parts: pl.DataFrame, title: Any, note: Any, act: Act | None = None) -> Component:  # noqa: ANN401 - two writers of a row
    rows = parts.head(LISTED).iter_rows(named=True)
    entries = [_contribution(title(row), note(row), row["share"], [act(row)] if act else []) for row in rows]
    rest = parts.slice(LISTED)
    if len(rest):
        note_text = f"{words.hours(float(rest['load'].sum()))} hours together"
        entries.append(_contribution(f"{len(rest)} more", note_text, float(rest["share"].sum())))
    return html.Ol(entries, className="contributions")


def _contribution(title: str, note: str, share: float, acts: Sequence[Component] = ()) -> Component:
    return html.Li(
        [
            html.Span(title, className="contribution-title"),
            html.Span(words.share(share), className="contribution-share"),
            html.Span([note, *acts], className="contribution-note"),
            html.Span(html.I(style={"width": f"{share:.1%}"}), className="contribution-bar"),
        ],
        className="contribution",
    )


def _event_title(event: dict[str, Any]) -> str:
    return f"{event['project_name']}: {event['title']}"


def _event_note(event: dict[str, Any]) -> str:
    kind = str(event["kind"]).replace("_", "-")
    parts = [
        f"{kind.capitalize()}, {_dates(event)}",
        str(event["status"]),
        f"{words.hours(event['load'])} h",
        f"{event['people']:,.0f} people",
        f"severity {event['severity']}",
        event["owner"],
        f"{words.share(event['estimated'])} estimated" if event["estimated"] > 0 else None,
    ]
    return " · ".join(part for part in parts if part)


def _dates(event: dict[str, Any]) -> str:
    if event["go_live"]:
        return words.day(event["go_live"])
    return words.days(event["start"], event["end"])


def _project_title(project: dict[str, Any]) -> str:
    return str(project["project_name"])


def _programme_title(programme: dict[str, Any]) -> str:
    return str(programme["programme"])


def _group_note(group: dict[str, Any]) -> str:
    return f"{words.counted(group['events'], 'event')} · {words.hours(group['load'])} h"


def _parts(answer: CellAnswer) -> Component | None:
    if not answer.parts:
        return None
    shown = answer.parts[:LISTED]
    rows = [html.Li([html.Span(name), _tag(full, answer.bands)]) for name, full in shown]
    if len(answer.parts) > LISTED:
        rows.append(html.Li(f"{len(answer.parts) - LISTED} more"))
    return _section("Its parts, the fullest first", html.Ul(rows, className="lines"))


def _readiness(answer: CellAnswer) -> Component | None:
    if not answer.readiness:
        return None
    rows = [_ready(row, view) for row, view in answer.readiness[:LISTED]]
    if len(answer.readiness) > LISTED:
        rows.append(html.Li(f"{len(answer.readiness) - LISTED} more"))
    return _section("Readiness of its projects", html.Ul(rows, className="contributions"))


def _ready(row: dict[str, Any], view: ReadinessView) -> Component:
    return html.Li(
        [
            dcc.Link(row["project_name"] or row["project"], href=view.href, className="contribution-title"),
            mark(row),
            html.Span(f"Go-live {go_live_words(row)}", className="contribution-note"),
        ],
        className="contribution",
    )


def _calendar(answer: CellAnswer) -> Component | None:
    if not answer.calendar:
        return None
    rows = [
        html.Li([html.Span(name), html.Span(_taken(taken, freeze=freeze))])
        for name, taken, freeze in answer.calendar
    ]
    return _section("Operational calendar", html.Ul(rows, className="lines"))


def _taken(taken: float, *, freeze: bool) -> str:
    parts = [f"takes {words.share(taken)}" if taken else "", "freeze" if freeze else ""]
    return ", ".join(part for part in parts if part) or "noted"


def _near(answer: CellAnswer) -> Component:
    rows = []
    for name, view, full in answer.near:
        said = html.Span(name.removeprefix("week of "), className="neighbour-week")
        here = name == answer.column_name
        text = html.B(said) if here else dcc.Link(said, href=view.to_query()) if view else said
        rows.append(html.Li([text, _tag(full, answer.bands)], className="neighbour"))
    return _section("Before and after", html.Ul(rows, className="neighbours"))


def _tag(full: Fullness, bands: tuple[Band, ...]) -> Component:
    letter = f" {full.band.letter}" if full.band else ""
    return html.Span(f"{full.percent(bands)}{letter}", className=f"tag {_tone(full, bands)}".strip())
