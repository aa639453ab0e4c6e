"""The side panel of a changed cell: what it was, what it is, and every cause of the difference."""

from dash import dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.compared.change_cell import CellCause, ChangedCell
from heatmap.analysis.compared.change_lists import CellChange
from heatmap.figures.difference_grid import signed
from heatmap.terms import CAPACITY, LOAD, SATURATION, Band, Measure

LISTED = 12  # causes one by one; the rest is summed in one line
POINT = 0.01


def panel(cell: ChangedCell, measure: Measure, close_href: str, now: Component) -> list[Component]:
    """The panel's content; `close_href` is the view without the cell, `now` links to it as it is."""
    change = cell.change
    crossed = _crossed(cell)
    return [
        html.Div(
            [
                html.H2(f"{change.name}, {words.days(change.week, cell.column_end)}"),
                dcc.Link("×", href=close_href, className="panel-close", title="Close"),
            ],
            className="panel-head",
        ),
        html.P(
            f"{words.sentence(change.because)}." if change.because else "Nothing changed here.",
            className="panel-note",
        ),
        html.Ul([_figure(change, each) for each in (SATURATION, LOAD, CAPACITY)], className="change-figures"),
        *([html.P(crossed, className="panel-note")] if crossed else []),
        html.P(now, className="panel-note"),
        _causes(cell, measure),
    ]


def _figure(change: CellChange, measure: Measure) -> Component:
    """Load: 664 → 961 hours."""
    return html.Li([html.Span(measure.label), html.Strong(change.numbers(measure))])


def _crossed(cell: ChangedCell) -> str:
    """Crossed from band C (near capacity) up to band E (severe)."""
    before, after = cell.change.before.band, cell.change.after.band
    if not cell.change.crossed or before is None or after is None:
        return ""
    way = "up" if cell.change.crossed > 0 else "down"
    return f"Crossed from band {_band(before)} {way} to band {_band(after)}."


def _band(band: Band) -> str:
    return f"{band.letter} ({band.name})"


def _causes(cell: ChangedCell, measure: Measure) -> Component:
    if not cell.causes:
        return html.Section(
            [html.H3("What changed it"), html.P("Load and capacity are what they were.")],
            className="panel-section",
        )
    most = max(_size(cause, measure) for cause in cell.causes) or 1.0
    entries = [_cause(cause, _size(cause, measure) / most, measure) for cause in cell.causes[:LISTED]]
    rest = cell.causes[LISTED:]
    if rest:
        entries.append(_rest(rest))
    return html.Section(
        [
            html.H3("What changed it"),
            html.Ol(entries, className="contributions change-causes"),
            html.P(
                ["Together ", html.B(_amounts(cell.causes)), ": the whole change."], className="change-sum"
            ),
        ],
        className="panel-section",
    )


def _cause(cause: CellCause, share: float, measure: Measure) -> Component:
    rises = (cause.load > 0 or cause.capacity < 0) if measure is not CAPACITY else cause.capacity > 0
    note = " · ".join(
        part for part in (words.sentence(cause.sentence), cause.detail, _hours([cause])) if part
    )
    return html.Li(
        [
            html.Span(words.sentence(cause.subject), className="contribution-title"),
            html.Span(_headline(cause), className="contribution-share"),
            html.Span(note, className="contribution-note"),
            html.Span(
                html.I(style={"width": f"{share:.1%}"}, className="is-rise" if rises else "is-fall"),
                className="contribution-bar",
            ),
        ],
        className="contribution",
    )


def _rest(causes: tuple[CellCause, ...]) -> Component:
    return html.Li(
        [
            html.Span(f"{len(causes)} more", className="contribution-title"),
            html.Span(_amounts(causes), className="contribution-note"),
        ],
        className="contribution",
    )


def _size(cause: CellCause, measure: Measure) -> float:
    if measure is SATURATION and cause.saturation is not None:
        return abs(cause.saturation)
    return abs(cause.capacity) if measure is CAPACITY else abs(cause.load) + abs(cause.capacity)


def _headline(cause: CellCause) -> str:
    return _points(cause.saturation) if cause.saturation is not None else _hours([cause])


def _points(share: float) -> str:
    """+43.1 points; below a tenth of one, under 0.1."""
    text = f"{abs(share) / POINT:,.1f}"
    return f"{signed(text, share)} points" if float(text.replace(",", "")) else "under 0.1 points"


def _hours(causes: list[CellCause]) -> str:
    """+520 h of load, −100 h of capacity."""
    load, capacity = sum(cause.load for cause in causes), sum(cause.capacity for cause in causes)
    said = [f"{signed(words.hours(abs(load)), load)} h of load"] if load else []
    said += [f"{signed(words.hours(abs(capacity)), capacity)} h of capacity"] if capacity else []
    return ", ".join(said)


def _amounts(causes: tuple[CellCause, ...]) -> str:
    shares = [cause.saturation for cause in causes]
    points = [] if None in shares else [_points(sum(share for share in shares if share is not None))]
    return ", ".join([*points, _hours(list(causes))])
