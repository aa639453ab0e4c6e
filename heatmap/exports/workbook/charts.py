"""Native charts of a workbook, drawn from the numbers on their own sheet."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from heatmap.exports.chart_axis import axis_of
from heatmap.exports.document import Chart, Role, Series
from heatmap.exports.workbook.sheets import Book
from heatmap.figures.svg import plain
from heatmap.figures.theme import LIGHT

COLUMNS = {Role.STACK, Role.COLUMN}
DASHES = {Role.LIMIT: "dash", Role.TARGET: "round_dot", Role.EDGE: "square_dot"}


def add_native(book: Book, sheet: Worksheet, chart: Chart, *, first: int, names_column: int) -> None:
    """The chart beside its numbers, which start in row `first` below their heads."""
    if not chart.categories:
        return
    columns = [at for at, each in enumerate(chart.series) if each.role in COLUMNS]
    lines = [at for at, each in enumerate(chart.series) if each.role not in COLUMNS]
    curve = isinstance(chart.categories[0], float)
    main = over = None
    if columns:
        stacked = any(chart.series[at].role is Role.STACK for at in columns)
        kind = {"type": "column", **({"subtype": "stacked"} if stacked else {})}
        main = _drawn(book.book.add_chart(kind), _series_at(sheet, chart, columns, first))
    if lines:
        kind = {"type": "scatter", "subtype": "straight"} if curve else {"type": "line"}
        over = _drawn(book.book.add_chart(kind), _series_at(sheet, chart, lines, first))
    if main and over:
        main.combine(over)
    shown = main or over
    if shown is None:
        return
    axis = axis_of(chart)
    dated = isinstance(chart.categories[0], date)
    shown.set_y_axis(
        {
            "name": plain(chart.measured),
            "min": axis.low,
            "max": axis.high,
            "major_unit": axis.step,
            "major_gridlines": {"visible": True, "line": {"color": LIGHT.blank_line}},
        }
    )
    shown.set_x_axis(
        {
            "num_format": "d mmm yyyy",
            "label_position": "low",
            **({"text_axis": True} if dated else {}),
            "interval_unit": max(1, len(chart.categories) // 12),
            "num_font": {"rotation": -45},
        }
    )
    shown.set_title({"name": plain(chart.title), "name_font": {"size": 12}, "overlay": False})
    shown.set_legend({"position": "bottom"})
    shown.set_size({"width": 960, "height": 480})
    sheet.insert_chart(
        first - 1, names_column, shown, {"description": plain(f"{chart.title}. {chart.summary}")[:250]}
    )


def _drawn(made: Any, series: Iterator[dict[str, Any]]) -> Any:  # noqa: ANN401 - a chart of any kind
    for each in series:
        made.add_series(each)
    return made


def _series_at(sheet: Worksheet, chart: Chart, places: Sequence[int], first: int) -> Iterator[dict[str, Any]]:
    for at in places:
        yield _series(sheet, chart, at, first)


def _series(sheet: Worksheet, chart: Chart, at: int, first: int) -> dict[str, Any]:
    each, last, name = chart.series[at], first + len(chart.categories) - 1, sheet.get_name()
    drawn: dict[str, Any] = {
        "name": [name, first - 1, at + 1],
        "categories": [name, first, 0, last, 0],
        "values": [name, first, at + 1, last, at + 1],
    }
    return drawn | _look(each)


def _look(each: Series) -> dict[str, Any]:
    if each.role in COLUMNS:
        return {"fill": {"color": each.colour}, "border": {"color": LIGHT.paper, "width": 0.5}, "gap": 25}
    width = 2.25 if each.role is Role.LEVEL else 1.5 if each.role is Role.LINE else 1
    line: dict[str, Any] = {"color": each.colour, "width": width}
    if each.role in DASHES:
        line["dash_type"] = DASHES[each.role]
    return {"line": line, "marker": {"type": "none"}}
