"""What needs attention on the readiness page: overloaded and not ready, and stale; and the states' legend."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import polars as pl
from dash import dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.readiness_matrix import Matrix, link
from heatmap.figures.readiness import KIND_NAMES, countdown, kind_of
from heatmap.pages.parts.sections.pair_panel import mark, percent
from heatmap.terms import Band

LISTED = 3  # pairs shown at once; the others are folded

Row = Mapping[str, Any]


def lists(answer: Matrix, bands: Sequence[Band]) -> list[Component]:
    """The two lists, each pair a link to its cell."""

    def overload(row: Row) -> str:
        return f"{percent(row, bands).removesuffix(' of capacity')}, {_when(row)}"

    def age(row: Row) -> str:
        days = (answer.readiness.as_of - row["assessed_on"]).days
        return f"asked {words.counted(days, 'day')} ago, {_when(row)}"

    return [
        _list(answer, "Overloaded and not ready", answer.overloaded, overload, "is-severe"),
        _list(answer, "Stale: assessed too long ago", answer.stale, age, "is-over"),
    ]


def _when(row: Row) -> str:
    return f"live {countdown(row['days_left'])}"


def _list(answer: Matrix, title: str, rows: pl.DataFrame, note: Callable[[Row], str], tone: str) -> Component:
    several = rows["state"].n_unique() > 1
    entries = [_entry(answer, row, note(row), with_state=several) for row in rows.iter_rows(named=True)]
    shown, folded = entries[:LISTED], entries[LISTED:]
    more = html.Details([html.Summary(f"{len(folded)} more"), html.Ol(folded, className="pairs")])
    return html.Section(
        [
            html.H2([html.B(f"{len(entries):,}"), f" {title[0].lower()}{title[1:]}"]),
            html.Ol(shown, className="pairs") if shown else html.P("None of the pairs shown."),
            *([more] if folded else []),
        ],
        className=f"pair-list {tone if entries else ''}".strip(),
    )


def _entry(answer: Matrix, row: Row, note: str, *, with_state: bool) -> Component:
    name = f"{row['project_name'] or row['project']}, {row['unit_name'] or row['unit']}"
    view = link(row, answer.view.version, answer.readiness)
    return html.Li(
        [
            dcc.Link(name, href=view.href),
            *([mark(row)] if with_state else []),
            html.Span(note, className="pair-note"),
        ]
    )


def legend(answer: Matrix) -> list[Component]:
    """Each state's shape with how many pairs have it."""
    counts = dict.fromkeys(KIND_NAMES, 0)
    for state in answer.rows["state"]:
        counts[kind_of(state)] += 1
    entries = [
        html.Li([html.I(className="mark"), f"{name} ", html.B(f"{counts[kind]:,}")], className=f"is-{kind}")
        for kind, name in KIND_NAMES.items()
    ]
    over = html.Li([html.I(className="over-mark"), "unit over capacity in the go-live week"])
    out = html.Li([html.I(className="out-mark"), "left out by the filters"])
    return [*entries, over, out]
