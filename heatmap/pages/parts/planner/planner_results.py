"""What a scenario does, in figures and lists: overload, breaches, delay, broken rules, its moves."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

import polars as pl
from dash import dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.scenarios.planner import Plan
from heatmap.analysis.scenarios.planner_words import (
    RULE_NAMES,
    Named,
    move_words,
    rule_words,
    signed,
    weeks_words,
)
from heatmap.analysis.scenarios.scenario_outcome import Outcome
from heatmap.pages.parts import states
from heatmap.planning.scenarios.rules import BrokenRule
from heatmap.views.planner_view import PlannerView
from heatmap.views.view import Cell

LISTED = 8  # entries shown at once; the others are folded
MOST_LISTED = 200  # in a list at all


def figures(found: Outcome) -> list[Component]:
    """Four or five figures: hours over capacity, breaches, delay, broken rules."""
    change = found.difference
    if not found.moves:
        return [
            _figure(f"{words.hours(change.overload_before)} hours over capacity", "this week and ahead"),
            _figure(_breaches(change.over_before), "unit-area-weeks over capacity, as planned"),
            _figure("No moves yet", "drag an event below, or open a saved scenario"),
        ]
    hours = change.overload_after - change.overload_before
    return [
        _figure(
            f"{signed(hours)} hours",
            f"over capacity: {words.hours(change.overload_before)} → {words.hours(change.overload_after)}",
            "is-over" if hours > 0.5 else "",  # noqa: PLR2004 - half an hour is said as 0
        ),
        _figure(
            f"{change.removed:,} removed", f"of {words.counted(change.over_before, 'breach', 'breaches')}"
        ),
        _figure(
            f"{change.created:,} created",
            f"{_breaches(change.over_after)} after",
            "is-over" if change.created else "",
        ),
        _figure(*_delay(found)),
        _figure(
            f"{words.counted(len(found.broken), 'rule')} broken",
            _kinds(found.broken) or "windows, freezes, dependencies and notice are kept",
            "is-severe" if found.broken else "",
        ),
    ]


def _breaches(count: int) -> str:
    return words.counted(count, "breach", "breaches")


def _figure(headline: str, detail: str, tone: str = "") -> Component:
    return html.Li(html.Div([html.Strong(headline), html.Span(detail)]), className=f"sentence {tone}".strip())


def _delay(found: Outcome) -> tuple[str, str, str]:
    later = found.delays.filter(pl.col("weeks") > 0)
    cancelled = int(found.delays["cancelled"].sum())
    parts = [
        f"{words.counted(len(later), 'project')} later"
        if len(later)
        else "no project’s last go-live is later",
        f"{cancelled} cancelled" if cancelled else "",
    ]
    weeks = weeks_words(found.delay)
    return f"{weeks} of delay", ", ".join(part for part in parts if part), "is-over" if found.delay else ""


def _kinds(broken: Sequence[BrokenRule]) -> str:
    counts = [(rule, len(list(each))) for rule, each in groupby(broken, key=lambda one: one.rule)]
    return ", ".join(f"{count} {RULE_NAMES[rule].lower()}" for rule, count in counts)


def moves(plan: Plan, remove: Any) -> Component:  # noqa: ANN401 - gives an id by place
    """The moves in order, each with a button that removes it."""
    named = Named.of(plan.outcome.applied)
    if not plan.view.moves:
        return html.P("None yet.", className="panel-none")
    entries = []
    for place, move in enumerate(plan.view.moves):
        what, how = move_words(move, named)
        said = states.aria(f"Remove: {what}, {how}")
        entries.append(
            html.Li(
                [
                    html.Span([html.B(what), html.Small(how)]),
                    html.Button("×", id=remove(place), className="panel-close", type="button", **said),
                ]
            )
        )
    return html.Ol(entries, className="moves")


def rules(found: Outcome) -> list[Component]:
    """The rules that are broken, kind by kind."""
    if not found.broken:
        return [html.P("None." if found.moves else "None yet.", className="panel-none")]
    named = Named.of(found.applied)
    parts: list[Component] = []
    for rule, each in groupby(found.broken, key=lambda one: one.rule):
        said = [rule_words(one, named) for one in each]
        entries = [html.Li([html.B(who), html.Small(how)]) for who, how in said]
        parts += [html.H3(f"{RULE_NAMES[rule]}: {len(said)}"), *folded(entries, "broken-rules")]
    return parts


def breaches(found: Outcome, view: PlannerView) -> list[Component]:
    """The breaches created, then those removed, each a link to its week."""
    if found.difference.breaches.is_empty():
        return [html.P("None created, none removed.", className="panel-none")]
    units = Named.of(found.applied).units
    areas = Named.of(found.applied).areas
    parts: list[Component] = []
    for created, title in ((True, "Created"), (False, "Removed")):
        rows = found.difference.breaches.filter(pl.col("created") == created).sort("week", "unit", "area")
        entries = [_breach(row, units, areas, view) for row in rows.head(MOST_LISTED).iter_rows(named=True)]
        if entries:
            parts += [html.H3(f"{title}: {len(rows):,}"), *folded(entries, "breaches")]
    return parts


def _breach(row: dict[str, Any], units: Any, areas: Any, view: PlannerView) -> Component:  # noqa: ANN401
    unit, week = row["unit"], row["week"]
    href = replace(view, cell=Cell(f"unit:{unit}", week)).href
    before, after = (_full(row[f"load_{side}"], row[f"capacity_{side}"]) for side in ("before", "after"))
    return html.Li(
        [
            dcc.Link(f"{units.get(unit, unit)}, {areas.get(row['area'], row['area'])}", href=href),
            html.Small(f"week of {words.day(week)}: {before} → {after}"),
        ]
    )


def _full(load: float, capacity: float | None) -> str:
    if not capacity:
        return "no capacity" if load else "nothing"
    return f"{load / capacity * 100:,.1f}{words.PERCENT}"


def delayed(found: Outcome) -> list[Component]:
    """The projects that end later, earlier or not at all."""
    if found.delays.is_empty():
        return [html.P("No project’s last go-live moves.", className="panel-none")]
    named = Named.of(found.applied)
    entries = [
        html.Li([html.Span(named.project(project)), html.B("cancelled" if cancelled else _later(weeks))])
        for project, weeks, cancelled in found.delays.select("project", "weeks", "cancelled").iter_rows()
    ]
    return folded(entries, "lines")


def _later(weeks: float) -> str:
    return f"{weeks_words(abs(weeks))} {'later' if weeks > 0 else 'earlier'}"


def folded(entries: Sequence[Component], class_name: str) -> list[Component]:
    """The first entries of a list, and the others behind a summary."""
    shown, more = entries[:LISTED], entries[LISTED:]
    rest = html.Details([html.Summary(f"{len(more)} more"), html.Ul(more, className=class_name)])
    return [html.Ul(shown, className=class_name), *([rest] if more else [])]
