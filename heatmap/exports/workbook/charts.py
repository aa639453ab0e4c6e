"""Native charts of a workbook, drawn from the numbers on their own sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from heatmap.exports.chart_axis import axis_of
from heatmap.exports.document import Chart, Role, Series
from heatmap.exports.workbook.chart_tables import POINTS
from heatmap.exports.workbook.sheets import HEAD_ROWS, Book
from heatmap.figures.picture.svg import plain
from heatmap.figures.theme import LIGHT

COLUMNS = {Role.STACK, Role.COLUMN}
DASHES = {Role.LIMIT: "dash", Role.TARGET: "round_dot", Role.EDGE: "square_dot"}


LARGE, SMALL = (960, 480), (560, 300)  # pixels
GAP, LABEL = 16, 80  # pixels between charts; across for a label
POINT_LOOKS = {
    "Of concern": ("triangle", "#c2570f"),
    "Improvement": ("diamond", "#2073bc"),
    "Unusual": ("square", "#505a5f"),
}


@dataclass(frozen=True)
class Place:
    """Where a chart's numbers are, and where it stands beside them.

    `rows` hold its numbers; `columns` are the names of the sheet's, `category` that of its categories.
    `across` is the first free column, `at` the chart's place among others, across and down.
    """

    rows: range
    category: str
    columns: Sequence[str]
    across: int
    at: tuple[int, int]
    size: tuple[int, int]

    def cells(self, sheet: Worksheet, name: str) -> list[Any]:
        """The chart's numbers in the column of that name, as the library takes them."""
        column = self.columns.index(name)
        return [sheet.get_name(), self.rows.start, column, self.rows.stop - 1, column]

    def head(self, sheet: Worksheet, name: str) -> list[Any]:
        """The cell of that column's name."""
        return [sheet.get_name(), HEAD_ROWS, self.columns.index(name)]


def add_native(book: Book, sheet: Worksheet, chart: Chart, place: Place) -> None:
    """The chart beside its numbers."""
    shown = _chart(book, sheet, chart, place)
    if shown is None:
        return
    _axes(shown, chart, place)
    shown.set_title({"name": plain(chart.title), "name_font": {"size": 11}, "overlay": False})
    shown.set_legend({"position": "bottom"})
    width, height = place.size
    shown.set_size({"width": width, "height": height})
    across, down = place.at
    offsets = {"x_offset": across * (width + GAP), "y_offset": down * (height + GAP)}
    described = plain(f"{chart.title}. {chart.summary}")[:250]
    sheet.insert_chart(HEAD_ROWS, place.across, shown, {"description": described, **offsets})


def _chart(book: Book, sheet: Worksheet, chart: Chart, place: Place) -> Any:  # noqa: ANN401 - of any kind
    """Columns, and over them lines; none of a chart without numbers."""
    if not chart.categories:
        return None
    columns = [each for each in chart.series if each.role in COLUMNS]
    lines = [each for each in chart.series if each.role not in COLUMNS]
    curve = isinstance(chart.categories[0], float)
    main = over = None
    if columns:
        stacked = any(each.role is Role.STACK for each in columns)
        main = book.book.add_chart({"type": "column", **({"subtype": "stacked"} if stacked else {})})
        _draw(main, sheet, place, columns)
    if lines:
        over = book.book.add_chart({"type": "scatter", "subtype": "straight"} if curve else {"type": "line"})
        _draw(over, sheet, place, lines)
        _draw_points(over, sheet, chart, place)
    if main and over:
        main.combine(over)
    return main or over


def _axes(shown: Any, chart: Chart, place: Place) -> None:  # noqa: ANN401
    axis = axis_of(chart)
    shown.set_y_axis(
        {
            "name": plain(chart.measured),
            "name_font": {"bold": False},
            "min": axis.low,
            "max": axis.high,
            "major_unit": axis.step,
            "num_format": "#,##0" + ("." + "0" * axis.decimals if axis.decimals else ""),
            "major_gridlines": {"visible": True, "line": {"color": LIGHT.blank_line}},
        }
    )
    dated = isinstance(chart.categories[0], date)
    labels = place.size[0] // LABEL
    shown.set_x_axis(
        {
            "num_format": "d mmm yyyy",
            "label_position": "low",
            **({"text_axis": True} if dated else {}),
            "interval_unit": max(1, -(-len(chart.categories) // labels)),
            "num_font": {"rotation": -45},
        }
    )


def _draw(made: Any, sheet: Worksheet, place: Place, series: Sequence[Series]) -> None:  # noqa: ANN401
    for each in series:
        made.add_series(_numbers(sheet, place, each.name) | _look(each))


def _draw_points(made: Any, sheet: Worksheet, chart: Chart, place: Place) -> None:  # noqa: ANN401
    """What the points are signs of, each in a shape and colour of its own."""
    seen = {sign for each in chart.series for sign in each.signs}
    for name in (name for name, signs in POINTS.items() if seen & set(signs)):
        shape, code = POINT_LOOKS[name]
        marker = {"type": shape, "size": 7, "fill": {"color": code}, "border": {"color": code}}
        made.add_series(_numbers(sheet, place, name) | {"line": {"none": True}, "marker": marker})


def _numbers(sheet: Worksheet, place: Place, name: str) -> dict[str, Any]:
    return {
        "name": place.head(sheet, name),
        "categories": place.cells(sheet, place.category),
        "values": place.cells(sheet, name),
    }


def _look(each: Series) -> dict[str, Any]:
    if each.role in COLUMNS:
        return {"fill": {"color": each.colour}, "border": {"color": LIGHT.paper, "width": 0.5}, "gap": 25}
    width = 2.25 if each.role is Role.LEVEL else 1.5 if each.role is Role.LINE else 1
    line: dict[str, Any] = {"color": each.colour, "width": width}
    if each.role in DASHES:
        line["dash_type"] = DASHES[each.role]
    return {"line": line, "marker": {"type": "none"}}
