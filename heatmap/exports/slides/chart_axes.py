"""The axes of native charts."""

from datetime import date

from pptx.chart.chart import Chart as NativeChart
from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from heatmap.exports.chart_axis import axis_of
from heatmap.exports.document import Chart, Role
from heatmap.exports.slides.frame import colour
from heatmap.figures.picture.svg import plain
from heatmap.figures.theme import LIGHT

COLUMNS = {Role.STACK, Role.COLUMN}


def draw_axes(native: NativeChart, chart: Chart, labels: int) -> None:
    """The same axis of values as in every format, and about as many `labels` of categories."""
    axis = axis_of(chart)
    values, categories = native.value_axis, native.category_axis
    values.minimum_scale, values.maximum_scale, values.major_unit = axis.low, axis.high, axis.step
    values.major_gridlines.format.line.color.rgb = colour(LIGHT.blank_line)
    values.format.line.fill.background()
    values.has_title = True
    values.axis_title.text_frame.text = plain(chart.measured)
    for paragraph in values.axis_title.text_frame.paragraphs:
        paragraph.font.bold, paragraph.font.size = False, native.font.size
    places = axis.decimals
    values.tick_labels.number_format = "#,##0" + ("." + "0" * places if places else "")
    values.tick_labels.number_format_is_linked = False
    categories.format.line.color.rgb = colour(LIGHT.soft)
    categories.major_tick_mark = XL_TICK_MARK.NONE
    categories.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    categories.has_major_gridlines = False
    if isinstance(chart.categories[0], date) and not {each.role for each in chart.series} & COLUMNS:
        categories.tick_labels.number_format, categories.tick_labels.number_format_is_linked = (
            "mmm yyyy",
            False,
        )
        _months(native, chart, labels)
    else:
        _skip(native, len(chart.categories), labels)


def _months(native: NativeChart, chart: Chart, labels: int) -> None:
    """A label every so many months, as even years' parts."""
    days = [each for each in chart.categories if isinstance(each, date)]
    span = (max(days) - min(days)).days / 30.4
    every = next((each for each in (1, 2, 3, 6, 12, 24) if span / each <= labels), 60)
    for axis in native.element.iter(qn("c:dateAx")):
        for name in ("c:baseTimeUnit", "c:majorUnit", "c:majorTimeUnit"):
            for old in axis.findall(qn(name)):
                axis.remove(old)
        for name, value in (("baseTimeUnit", "days"), ("majorUnit", every), ("majorTimeUnit", "months")):
            axis.append(parse_xml(f'<c:{name} {nsdecls("c")} val="{value}"/>'))


def _skip(native: NativeChart, count: int, labels: int) -> None:
    """Every so many labels only, so that they never overlap."""
    every = max(1, -(-count // labels))
    for axis in native.element.iter(qn("c:catAx")):
        last = axis.find(qn("c:noMultiLvlLbl"))
        for name in ("c:tickLblSkip", "c:tickMarkSkip"):
            last.addprevious(parse_xml(f'<{name} {nsdecls("c")} val="{every}"/>'))
