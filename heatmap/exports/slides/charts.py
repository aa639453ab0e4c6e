"""Charts on slides: native ones, with their numbers in a workbook behind them that anyone can edit."""

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from pptx.chart.chart import Chart as NativeChart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.dml.line import LineFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from heatmap import words
from heatmap.exports.chart_axis import axis_of
from heatmap.exports.document import SIGNS, Chart, Charts, Document, Role, Sentences, Series
from heatmap.exports.letters import wrap
from heatmap.exports.slides.chart_axes import COLUMNS, draw_axes
from heatmap.exports.slides.frame import FONT, POINT, Area, colour, new_slide, text
from heatmap.exports.slides.tables import place_sentences
from heatmap.exports.splitting import packed
from heatmap.figures.picture.svg import plain
from heatmap.figures.theme import LIGHT

DASHES = {Role.LIMIT: MSO_LINE.DASH, Role.TARGET: MSO_LINE.ROUND_DOT, Role.EDGE: MSO_LINE.SQUARE_DOT}
WIDTHS = {
    Role.LINE: 1.75,
    Role.LEVEL: 2.25,
    Role.MEAN: 1.0,
    Role.LIMIT: 1.0,
    Role.TARGET: 1.25,
    Role.EDGE: 1.0,
}
MARKERS = {
    "U": (XL_MARKER_STYLE.TRIANGLE, "#c2570f"),
    "D": (XL_MARKER_STYLE.SQUARE, "#c2570f"),
    "I": (XL_MARKER_STYLE.DIAMOND, "#2073bc"),
    "H": (XL_MARKER_STYLE.TRIANGLE, "#505a5f"),
    "L": (XL_MARKER_STYLE.SQUARE, "#505a5f"),
    "x": (XL_MARKER_STYLE.X, "#66737c"),
}
SHAPES = {"U": "▲", "D": "■", "I": "◆", "H": "▲", "L": "■", "x": "×"}
ACROSS, DOWN = 3, 2  # small charts on a slide
SIZE, SMALL_SIZE = 11, 8  # points, of a chart's words; of a small one's
LABEL = 6.3  # the room for a label of the category axis, times its size


@dataclass(frozen=True)
class _Points(Series):
    """Points without a line between them, each of the same shape: what some values are signs of, or marks."""

    shape: Any = XL_MARKER_STYLE.TRIANGLE
    size: int = 7


def add_chart(deck: Presentation, document: Document, chart: Chart, before: Sentences | None = None) -> None:
    """A slide with one large chart, below sentences if there are some."""
    slide, area = new_slide(deck, document, chart.title, chart_notes([chart]))
    if before:
        area = place_sentences(slide, area, before)
    lines = len(wrap(chart.summary, area.width / POINT, 10))
    body = area.height - round(lines * 12.5 * POINT)
    place_chart(slide, Area(area.left, area.top, area.width, body), chart)
    if chart.summary:
        text(slide, area.below(body), chart.summary, 10, ink=LIGHT.ink)


def add_charts(
    deck: Presentation, document: Document, charts: Charts, before: Sentences | None = None
) -> None:
    """Slides of small charts, six each, with the headline of every one above it."""
    for part in packed([1] * len(charts.charts), ACROSS * DOWN):
        chosen = [charts.charts[at] for at in part]
        slide, area = new_slide(deck, document, charts.title, chart_notes(chosen))
        if before:
            area = place_sentences(slide, area, before)
            before = None
        place_small_charts(slide, area, chosen, (ACROSS, DOWN), SMALL_SIZE)


def place_small_charts(
    slide: Slide, area: Area, charts: Sequence[Chart], grid: tuple[int, int], size: float
) -> None:
    """Charts in so many columns and rows, each below its headline; what their signs mean at the foot."""
    said = legend_words(charts)
    foot = round((10 * 1.25 * len(wrap(said, area.width / POINT, 10)) + 3) * POINT)
    across, down = grid
    width, height = area.width // across, (area.height - foot) // down
    lines = max(len(wrap(each.title, width / POINT - 11, 10, bold=True)) for each in charts)
    head = round((10 * 1.25 * lines + 2) * POINT)
    for at, chart in enumerate(charts):
        left, top = area.left + at % across * width, area.top + at // across * height
        inner = width - Inches(0.15)
        text(slide, Area(left, top, inner, head), chart.title, 10, bold=True, ink=LIGHT.ink)
        box = Area(left, top + head, inner, height - head - Inches(0.06))
        place_chart(slide, box, chart, size=size, legend=False)
    text(slide, Area(area.left, area.top + area.height - foot, area.width, foot), said, 10)


def chart_notes(charts: Sequence[Chart]) -> str:
    """What happened where the charts have marks, for the speaker."""
    said = [
        f"{chart.marks_name}, {_category(chart, mark.at)}: {mark.name}"
        for chart in charts
        for mark in chart.marks
    ]
    summaries = [f"{chart.title}: {chart.summary}" for chart in charts if chart.summary]
    return "\n".join(plain(each) for each in dict.fromkeys([*summaries, *said]))


def _category(chart: Chart, at: int) -> str:
    category = chart.categories[at]
    return words.day(category) if isinstance(category, date) else str(category)


def legend_words(charts: Sequence[Chart]) -> str:
    """What the lines and shapes mean that some of the charts have."""
    roles = {each.role for chart in charts for each in chart.series}
    lines = {Role.MEAN: "thin line: mean", Role.LIMIT: "dashed: limits", Role.TARGET: "dotted: target"}
    said = [meaning for role, meaning in lines.items() if role in roles]
    seen = {sign for chart in charts for each in chart.series for sign in each.signs}
    said += [f"{SHAPES[sign]} {meaning}" for sign, meaning in SIGNS.items() if sign in seen]
    marked = [chart.marks_name.lower() for chart in charts if chart.marks]
    return " · ".join([*said, *([f"▲ on the axis: {marked[0]}"] if marked else [])])


def place_chart(slide: Slide, area: Area, chart: Chart, *, size: float = SIZE, legend: bool = True) -> None:
    """The chart, filling the area, with words of that size."""
    box = (Emu(area.left), Emu(area.top), Emu(area.width), Emu(area.height))
    kind, numbers = _numbers(chart)
    frame = slide.shapes.add_chart(kind, *box, numbers)
    frame.name = plain(chart.title)[:250]
    frame.element.nvGraphicFramePr.cNvPr.set("descr", plain(f"{chart.title}. {chart.summary}"))
    native: NativeChart = frame.chart
    native.font.size, native.font.name = Pt(size), FONT
    native.font.color.rgb = colour(LIGHT.soft)
    native.has_title = False
    native.has_legend = legend
    if legend:
        native.legend.position, native.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    if {each.role for each in chart.series} & COLUMNS:
        native.plots[0].gap_width = 25
        native.plots[0].overlap = 100 if any(each.role is Role.STACK for each in chart.series) else 0
        _lines_apart(native, chart)
    for series, each in zip(_series(native), _all_series(chart), strict=True):
        _draw(series, each)
    draw_axes(native, chart, max(2, int(area.width / POINT / (LABEL * size)) - 1))


def _all_series(chart: Chart) -> list[Series]:
    """Columns first, then lines, what their points are signs of, and the marks on the axis."""
    ordered = sorted(chart.series, key=lambda each: each.role not in COLUMNS)
    ordered += [points for each in chart.series for points in _signs(each)]
    if not chart.marks:
        return ordered
    low, marked = axis_of(chart).low, {mark.at for mark in chart.marks}
    values = tuple(low if at in marked else None for at in range(len(chart.categories)))
    return [*ordered, _Points(chart.marks_name, values, colour=LIGHT.ink, size=8)]


def _signs(series: Series) -> Iterator[_Points]:
    """Series of the values that are signs: of their own, as programs do not agree on points of others."""
    for sign, (shape, code) in MARKERS.items():
        if sign in series.signs:
            shown = zip(series.values, series.signs, strict=True)
            values = tuple(value if each == sign else None for value, each in shown)
            yield _Points(SIGNS[sign], values, colour=code, shape=shape)


def _numbers(chart: Chart) -> tuple[Any, CategoryChartData | XyChartData]:
    """The kind of native chart, and the numbers in the workbook behind it."""
    first = chart.categories[0]
    if isinstance(first, float):
        curves = XyChartData()
        for each in _all_series(chart):
            curve = curves.add_series(plain(each.name))
            for x, y in zip(chart.categories, each.values, strict=True):
                curve.add_data_point(x, y)
        return XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, curves
    roles = {each.role for each in chart.series}
    columns = roles & COLUMNS
    dated = isinstance(first, date) and not columns
    shape = "0" if chart.decimals == 0 else "0." + "0" * chart.decimals
    numbers = CategoryChartData(number_format=f"#,##{shape}")
    numbers.categories = list(chart.categories) if dated else _labels(chart)
    for each in _all_series(chart):
        numbers.add_series(plain(each.name), each.values)
    if not columns:
        return XL_CHART_TYPE.LINE_MARKERS, numbers
    return XL_CHART_TYPE.COLUMN_STACKED if Role.STACK in columns else XL_CHART_TYPE.COLUMN_CLUSTERED, numbers


def _labels(chart: Chart) -> list[str]:
    """Days without their year, but for the first one of it."""
    labels, year = [], None
    for each in chart.categories:
        if isinstance(each, date):
            labels.append(words.short_day(each) if each.year == year else words.day(each))
            year = each.year
        else:
            labels.append(plain(str(each)))
    return labels


def _series(native: NativeChart) -> list[Any]:
    return [series for plot in native.plots for series in plot.series]


def _lines_apart(native: NativeChart, chart: Chart) -> None:
    """Series that are lines get a line plot of their own over the columns, on the same axes."""
    every = _all_series(chart)
    columns = sum(each.role in COLUMNS for each in every)
    if columns in {0, len(every)}:
        return
    bars = native.element.find(f".//{qn('c:barChart')}")
    lines = parse_xml(
        f'<c:lineChart {nsdecls("c")}><c:grouping val="standard"/><c:varyColors val="0"/></c:lineChart>'
    )
    for series in bars.findall(qn("c:ser"))[columns:]:
        bars.remove(series)
        for unfit in series.findall(qn("c:invertIfNegative")):  # columns have it, lines may not
            series.remove(unfit)
        lines.append(series)
    lines.append(parse_xml(f'<c:marker {nsdecls("c")} val="1"/>'))
    for axis in bars.findall(qn("c:axId")):
        lines.append(copy.deepcopy(axis))
    bars.addnext(lines)


def _draw(series: Any, each: Series) -> None:  # noqa: ANN401 - columns, lines and curves have different ones
    if each.role in COLUMNS:
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = colour(each.colour)
        series.format.line.color.rgb = colour(LIGHT.paper)
        series.format.line.width = Pt(0.5)
        return
    points = each if isinstance(each, _Points) else None
    _line(series.format.line, each, hidden=points is not None)
    series.smooth = False
    marker = series.marker
    marker.style = points.shape if points else XL_MARKER_STYLE.NONE
    if points:
        marker.size = points.size
        marker.format.fill.solid()
        marker.format.fill.fore_color.rgb = colour(each.colour)
        marker.format.line.color.rgb = colour(LIGHT.paper)


def _line(line: LineFormat, each: Series, *, hidden: bool) -> None:
    if hidden:
        line.fill.background()
        return
    line.color.rgb = colour(each.colour)
    line.width = Pt(WIDTHS[each.role])
    if each.role in DASHES:
        line.dash_style = DASHES[each.role]
