"""The review page's lists: what rose and fell most, which bands were crossed, why, how fresh the data are."""

from collections.abc import Callable, Sequence
from datetime import date

from dash import dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.compared.change_findings import ChangeFinding
from heatmap.analysis.compared.change_lists import (
    CellChange,
    RankedCause,
    causes,
    crossed_down,
    crossed_up,
    crossings,
    falls,
    rises,
)
from heatmap.analysis.compared.changes import Changes
from heatmap.analysis.versions.freshness import freshness, freshness_lines
from heatmap.pages.parts import states
from heatmap.store.versions import Version
from heatmap.terms import SATURATION, Measure

LISTED = 6
CAUSES = 10

Link = Callable[[str, date], str]  # the address of the view with a row and week opened


def sentences(found: Sequence[ChangeFinding], link: Link, plain: str) -> list[Component]:
    """The findings, each a link to its cell, or to the view itself."""
    return [
        html.Li(
            dcc.Link(
                [html.Strong(finding.headline), " ", html.Span(finding.detail)],
                href=link(finding.row, finding.week) if finding.row and finding.week else plain,
            ),
            className=f"sentence is-{finding.tone}",
        )
        for finding in found
    ]


def lists(answer: Changes, measure: Measure, link: Link) -> list[Component]:
    """Rises, falls and crossings beside each other, the causes below them."""
    count, noun = crossings(answer), measure.label.lower()
    band = "into a {} band"
    columns = [
        _cells(
            f"{measure.label} rose most", f"No {noun} rose.", rises(answer, measure, LISTED), measure, link
        ),
        _cells(
            f"{measure.label} fell most", f"No {noun} fell.", falls(answer, measure, LISTED), measure, link
        ),
        *(
            _cells(
                f"{words.counted(number, 'unit-week')} {band.format(way)}",
                f"None crossed {band.format(way)}.",
                crossed(answer, LISTED),
                SATURATION,
                link,
            )
            for number, way, crossed in (
                (count.up, "higher", crossed_up),
                (count.down, "lower", crossed_down),
            )
        ),
    ]
    return [html.Div(columns, className="change-columns"), _causes(causes(answer), link)]


def _cells(
    heading: str, nothing: str, changed: Sequence[CellChange], measure: Measure, link: Link
) -> Component:
    entries = [_cell(change, measure, link) for change in changed]
    content = html.Ol(entries, className="change-list") if entries else html.P(nothing)
    return html.Section([html.H2(heading), content], className="change-section")


def _cell(change: CellChange, measure: Measure, link: Link) -> Component:
    return html.Li(
        [
            dcc.Link(
                [html.Span(f"{change.name}, {words.day(change.week)}"), " ", html.B(change.numbers(measure))],
                href=link(change.row, change.week),
            ),
            html.Span(_note(change), className="change-note"),
        ]
    )


def _note(change: CellChange) -> str:
    """Because ...; band C to E; 4 weeks in a row."""
    parts = [f"Because {change.because}" if change.because else ""]
    before, after = change.before.band, change.after.band
    if change.crossed and before and after:
        parts.append(f"band {before.letter} to {after.letter}")
    if change.weeks > 1:
        parts.append(f"{change.weeks} weeks in a row")
    return "; ".join(part for part in parts if part)


def _causes(ranked: Sequence[RankedCause], link: Link) -> Component:
    if not ranked:
        return html.Section([html.H2("Why"), html.P("Nothing changed.")], className="change-section is-wide")
    rows = [_cause(cause, link) for cause in ranked[:CAUSES]]
    rest = len(ranked) - CAUSES
    more = [html.P(f"{words.counted(rest, 'more cause')} that moved fewer hours.")] if rest > 0 else []
    heads = ("Cause", "Hours added", "Hours taken away", "Unit-weeks", "Bands crossed")
    table = html.Table(
        [
            html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
            html.Tbody(rows),
        ],
        className="data-table change-table",
    )
    scroll = html.Div(table, className="table-scroll", tabIndex="0", role="region", **states.aria("Causes"))
    return html.Section(
        [html.H2("Why: the causes that moved most hours"), scroll, *more], className="change-section is-wide"
    )


def _cause(cause: RankedCause, link: Link) -> Component:
    noun = "" if cause.of_load else " of capacity"
    numbers = (
        f"{words.hours(cause.added)}{noun}" if cause.added else "",
        f"{words.hours(cause.taken)}{noun}" if cause.taken else "",
        f"{cause.unit_weeks:,}",
        f"{cause.crossed:,}" if cause.crossed else "",
    )
    name = dcc.Link(cause.sentence, href=link(cause.row, cause.week))
    return html.Tr([html.Th(name, scope="row"), *(html.Td(text, className="is-number") for text in numbers)])


def versions(answer: Changes) -> list[Component]:
    """Both versions, how old their data are and what they lack."""
    return [
        _version("From", answer.earlier.version),
        _version("To", answer.later.version),
    ]


def _version(heading: str, version: Version) -> Component:
    known = freshness(version)
    return html.Section(
        [
            html.H2([html.Span(heading), f" version {version.number}, “{version.note}”"]),
            html.P(f"As of {words.day(version.as_of)}. {' '.join(freshness_lines(known))}"),
        ],
        className=f"version-card{' has-rejected' if known.rejected else ''}",
    )
