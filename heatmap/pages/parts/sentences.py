"""The findings as sentences in a row, each a link to its cells."""

from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from heatmap.analysis.heatmaps.findings import Finding


def loading() -> list[Component]:
    """In the sentences' place until they are known."""
    return [
        html.Li(
            html.Div([html.Div(className="skeleton-line"), html.Div(className="skeleton-line")]),
            **_tone("info"),
        )
        for _ in range(5)
    ]


def listed(findings: list[Finding]) -> list[Component]:
    """One list entry a finding."""
    return [
        html.Li(
            dcc.Link(
                [html.Strong(finding.headline), " ", html.Span(finding.detail)],
                href=finding.view.href,
            ),
            **_tone(finding.tone),
        )
        for finding in findings
    ]


def _tone(tone: str) -> dict[str, Any]:
    return {"className": f"sentence is-{tone}"}
