"""The designed states of a page: loading, empty and error."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from heatmap.errors import HeatmapError


def aria(label: str) -> dict[str, Any]:
    """The name that a screen reader says, as a keyword argument of a component."""
    return {"aria-label": label}


def loading(saying: str) -> Component:
    """In the place of a page's numbers until they are there; `saying` is what is being done."""
    return html.Div(
        [html.P(f"{saying} …", role="status"), html.Div(className="skeleton-grid")],
        className="state state-loading",
    )


def error(problem: HeatmapError, way_out: str) -> Component:
    """What happened, what to do, and a link to `way_out` that surely works."""
    return html.Div(
        [
            html.H2(problem.what),
            html.P(problem.do),
            html.P(dcc.Link("Start again from the plain view", href=way_out, className="button")),
        ],
        className="state state-error",
        role="alert",
    )


def empty(heading: str, remedy: str, way_out: str | None = None) -> Component:
    """Nothing to show: why, how to see something, and where resetting the filters leads, if it helps."""
    link = [html.P(dcc.Link("Reset the filters", href=way_out, className="button"))] if way_out else []
    return html.Div([html.H2(heading), html.P(remedy), *link], className="state state-empty")


def no_weeks(way_out: str) -> Component:
    """The filters leave no week with a change in it."""
    return empty(
        "Nothing to show for these filters",
        "No event has load in the weeks chosen. Choose other weeks, or let more changes in.",
        way_out,
    )
