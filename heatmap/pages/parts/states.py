"""The designed states of a page: loading, empty and error."""

from dash import dcc, html
from dash.development.base_component import Component

from heatmap.errors import HeatmapError


def loading_grid() -> Component:
    """In the grid's place until its first numbers are there."""
    return html.Div(
        [html.P("Scoring the portfolio …", role="status"), html.Div(className="skeleton-grid")],
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


def empty(heading: str, remedy: str, way_out: str) -> Component:
    """Nothing to show: why, and how to see something."""
    return html.Div(
        [
            html.H2(heading),
            html.P(remedy),
            html.P(dcc.Link("Reset the filters", href=way_out, className="button")),
        ],
        className="state state-empty",
    )
