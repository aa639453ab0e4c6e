"""Parts as blocks of one slide: each below its heading, in a given room, and of rows as many as it holds."""

from itertools import accumulate

from pptx.slide import Slide
from pptx.util import Inches

from heatmap.exports.document import Chart, Charts, HeatTable, Sentences, Shown, Table
from heatmap.exports.letters import wrap
from heatmap.exports.slides.cells import Cell, native_table
from heatmap.exports.slides.charts import place_chart, place_small_charts
from heatmap.exports.slides.column_widths import column_widths
from heatmap.exports.slides.frame import HEIGHT, POINT, Area, text
from heatmap.exports.slides.heat import place_heat
from heatmap.exports.slides.tables import BAR, head_row, sentence_row, value_row
from heatmap.figures.theme import LIGHT
from heatmap.words import sentence

HEADING_SIZE, SMALLEST = 13.0, 10.0  # points
LINE = 1.25  # of the letters' size
BETWEEN = 0.7  # above and below a sentence together, times its size
SMALL_CHART = (Inches(2.4), Inches(1.6))  # the least for one
DETAILS = "all are in the workbook and in the slides with every row."
Rows = list[tuple[int, list[Cell]]]  # of a native table, each with its height


def wanted(part: Shown, across: int, size: float) -> int:
    """How high the part would like to be; a drawing takes whatever there is."""
    if isinstance(part, Sentences | Table):
        return _heading_height(part, across, size) + sum(height for height, _ in _rows(part, across, size))
    return int(HEIGHT)


def least(part: Shown, across: int, size: float) -> int:
    """How high the part must be for all of it to be read: all of its rows, or a drawing of some size."""
    return wanted(part, across, size) if isinstance(part, Sentences | Table) else int(Inches(2.2))


def place(slide: Slide, area: Area, part: Shown, size: float) -> int:
    """The part in its area, with words of that size; how much of its height it takes."""
    below = _heading(slide, area, part, size)
    if isinstance(part, Sentences | Table):
        return area.height - below.height + _place_rows(slide, below, part, size)
    if isinstance(part, Chart):
        place_chart(slide, below, part, size=min(size, 11))
    elif isinstance(part, Charts):
        _place_charts(slide, below, part)
    else:
        _place_heat(slide, below, part)
    return area.height


def _heading(slide: Slide, area: Area, part: Shown, size: float) -> Area:
    """The part's title, and what a chart comes to; what is left of the area."""
    lines, height = _title_lines(part, area.width), 0
    if lines:
        height = round(lines * HEADING_SIZE * LINE * POINT)
        box = Area(area.left, area.top, area.width, height)
        text(slide, box, part.title, HEADING_SIZE, bold=True, ink=LIGHT.ink)
    whole = _heading_height(part, area.width, size)
    if _said(part):
        box = Area(area.left, area.top + height, area.width, whole - height - round(4 * POINT))
        text(slide, box, _said(part), min(size, 12))
    return area.below(whole)


def _heading_height(part: Shown, across: int, size: float) -> int:
    said = len(wrap(_said(part), across / POINT, min(size, 12)))
    height = _title_lines(part, across) * HEADING_SIZE + said * min(size, 12)
    return round((height * LINE + 4) * POINT)


def _title_lines(part: Shown, across: int) -> int:
    return len(wrap(part.title, across / POINT, HEADING_SIZE, bold=True))


def _said(part: Shown) -> str:
    return part.summary if isinstance(part, Chart) else ""


def _rows(part: Sentences | Table, across: int, size: float) -> Rows:
    """All rows of the native table, its head first, or the line in place of them."""
    if isinstance(part, Sentences):
        return [sentence_row(each, across, size, BETWEEN) for each in part.sentences]
    if not part.rows:
        return [(round(size * LINE * POINT * len(wrap(part.empty, across / POINT, size))), [])]
    widths = column_widths(part, across, size)
    return [
        head_row(part, widths, size),
        *(value_row(part, values, widths, size) for values in part.rows),
    ]


def _place_rows(slide: Slide, area: Area, part: Sentences | Table, size: float) -> int:
    """As many rows as the area holds, and a line about the others; how high all of it is."""
    if isinstance(part, Table) and not part.rows:
        text(slide, area, part.empty, size, ink=LIGHT.ink)
        return wanted(part, area.width, size) - _heading_height(part, area.width, size)
    rows, heads = _rows(part, area.width, size), isinstance(part, Table)
    heights = [height for height, _ in rows]
    shown, line = _that_fit(heights, area.height), 0
    if shown < len(rows):
        line = round((len(wrap(_cut(part, 99), area.width / POINT, SMALLEST)) * SMALLEST * LINE + 3) * POINT)
        shown = max(1 + heads, _that_fit(heights, area.height - line))
    widths = column_widths(part, area.width, size) if isinstance(part, Table) else _bar(area)
    native_table(slide, area, widths, rows[:shown], part.title, heads=heads)
    used = sum(heights[:shown])
    if line:
        rest = Area(area.left, area.top + used + round(3 * POINT), area.width, line - round(3 * POINT))
        text(slide, rest, _cut(part, shown - heads), SMALLEST)
    return used + line


def _bar(area: Area) -> list[int]:
    return [int(BAR), int(area.width - BAR)]


def _that_fit(heights: list[int], room: int) -> int:
    return sum(used <= room for used in accumulate(heights))


def _cut(part: Sentences | Table | Charts, shown: int) -> str:
    """The worst 8 of 31; all are in the workbook and in the slides with every row."""
    whole = len(
        part.rows if isinstance(part, Table) else part.charts if isinstance(part, Charts) else part.sentences
    )
    which = part.first_are if isinstance(part, Table) else "first"
    return f"The {which} {shown} of {whole:,}; {DETAILS}"


def _place_charts(slide: Slide, area: Area, part: Charts) -> None:
    line = round(SMALLEST * LINE * POINT)
    room = Area(area.left, area.top, area.width, area.height - line)
    across = max(1, min(len(part.charts), area.width // SMALL_CHART[0]))
    down = max(1, min(-(-len(part.charts) // across), room.height // SMALL_CHART[1]))
    shown = part.charts[: across * down]
    cut = len(shown) < len(part.charts)
    place_small_charts(slide, room if cut else area, shown, (across, down), SMALLEST)
    if cut:
        text(slide, area.below(area.height - line), _cut(part, len(shown)), SMALLEST)


def _place_heat(slide: Slide, area: Area, table: HeatTable) -> None:
    line = round(SMALLEST * LINE * POINT)
    room = Area(area.left, area.top, area.width, area.height - line)
    rows, columns = place_heat(slide, room, table)
    cut = [
        f"the first {shown} of {count} {noun}"
        for shown, count, noun in (
            (rows, len(table.rows), "rows"),
            (columns, len(table.columns), "columns"),
        )
        if shown < count
    ]
    if cut:
        text(slide, area.below(area.height - line), sentence(f"{' and '.join(cut)}; {DETAILS}"), SMALLEST)
