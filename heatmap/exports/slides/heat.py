"""The heat table on slides: a native table with heads, calendar and legend, split by weeks and rows."""

from collections.abc import Iterator

from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches

from heatmap.exports.document import (
    LEFT_OUT,
    NO_DATA,
    Document,
    HeatCell,
    HeatTable,
)
from heatmap.exports.letters import width
from heatmap.exports.slides.cells import Cell, native_table, spread
from heatmap.exports.slides.frame import POINT, Area, content_area, new_slide
from heatmap.exports.slides.heat_legend import LEGEND, add_legend, hatch_of, legend_lines, legend_of
from heatmap.exports.slides.heat_sizes import CODE_SIZE, HEAD, HOTTEST, LANE, MOST_LANES, Sizes
from heatmap.exports.splitting import Span, lanes
from heatmap.figures.picture.svg import plain
from heatmap.figures.theme import LIGHT, Shade

LANE_SIZE, LANE_MARGIN = 8.0, 4.0  # points


def add_heat(deck: Presentation, document: Document, table: HeatTable, title: str = "") -> None:
    """As many slides as the table needs, each with its heads and legend."""
    area = content_area(document)
    body = _above_legend(table, area)
    sizes = Sizes.of(table, body)
    count, place = len(sizes.columns) * len(sizes.rows), 0
    for columns in sizes.columns:
        for rows in sizes.rows:
            place += 1
            number = f" ({place} of {count})" if count > 1 else ""
            slide, room = new_slide(deck, document, f"{title or table.title}{number}", calendar_notes(table))
            used = _add_table(slide, body, table, (rows, columns), sizes)
            add_legend(slide, room.below(used), legend_of(table))


def place_heat(slide: Slide, area: Area, table: HeatTable) -> tuple[int, int]:
    """The table in an area, below it its legend; how many rows and columns there was room for."""
    body = _above_legend(table, area)
    sizes = Sizes.of(table, body)
    rows, columns = sizes.rows[0], sizes.columns[0]
    used = _add_table(slide, body, table, (rows, columns), sizes)
    add_legend(slide, area.below(used), legend_of(table))
    return len(rows), len(columns)


def calendar_notes(table: HeatTable) -> str:
    """The calendar's entries, for the speaker."""
    calendar = "; ".join(plain(each.meaning) for each in table.calendar)
    return f"Calendar: {calendar}" if calendar else ""


def _above_legend(table: HeatTable, area: Area) -> Area:
    height = LEGEND * len(legend_lines(legend_of(table), area.width)) + Inches(0.08)
    return Area(area.left, area.top, area.width, area.height - height)


def _add_table(slide: Slide, area: Area, table: HeatTable, part: tuple[range, range], sizes: Sizes) -> int:
    """The table of some rows and columns; how high it is."""
    rows, columns = part
    room = sizes.column / POINT

    def columns_for(name: str) -> int:
        return int((width(plain(name), LANE_SIZE) + LANE_MARGIN) // room) + 1

    calendar = lanes(table.calendar, columns, columns_for, MOST_LANES)
    made = [
        *_heads(table, columns, sizes),
        *((LANE, _lane(spans, len(columns))) for spans in calendar),
        *((sizes.heights[at], _row(table, at, columns, sizes)) for at in rows),
    ]
    widths = [sizes.names, sizes.codes, *[sizes.column] * len(columns)]
    native_table(slide, area, widths, made, f"{table.title}. {table.summary}")
    return int(sum(height for height, _ in made) + Inches(0.06))


def _heads(table: HeatTable, columns: range, sizes: Sizes) -> Iterator[tuple[int, list[Cell]]]:
    """Headings over groups of columns, then each column's own; the as-of date's is marked."""
    groups: list[Cell] = []
    at = columns.start
    while at < columns.stop:
        name, after = table.columns[at].group, at
        while after < columns.stop and table.columns[after].group == name:
            after += 1
        short = _fitting(name, (after - at) * sizes.column / POINT)
        groups += spread(Cell(short, LIGHT.ink, size=8, bold=True, align="l"), after - at)
        at = after
    corner = Cell(table.corner, LIGHT.soft, size=8, align="l")
    if any(each.group for each in table.columns):
        yield HEAD, [Cell(), Cell(), *groups]
    heads = [
        Cell(
            table.columns[each].head,
            LIGHT.paper if each == table.as_of else LIGHT.soft,
            paper=LIGHT.ink if each == table.as_of else "",
            size=min(8, sizes.letters),
        )
        for each in columns
    ]
    yield HEAD, [corner, Cell(table.code_head, LIGHT.soft, size=CODE_SIZE, align="r"), *heads]


def _fitting(name: str, room: float) -> str:
    """The whole name, or its first word, or nothing: half a month's name would mislead."""
    for candidate in (plain(name), plain(name).split(" ")[0]):
        if width(candidate, 8, bold=True) + 3 <= room:
            return candidate
    return ""


def _lane(spans: list[Span], count: int) -> list[Cell]:
    """One lane of the calendar: bars and their names, each one merged cell."""
    cells = [Cell(size=LANE_SIZE), Cell(size=LANE_SIZE)]
    at = 0
    for span in spans:
        cells += [Cell(size=LANE_SIZE)] * (span.first - at)
        across = span.last - span.first + 1
        bar = span.bar
        cell = Cell(
            span.text,
            LIGHT.on_calendar,
            paper=LIGHT.calendar if bar else "",
            size=LANE_SIZE,
            align="r" if span.right else "l",
            below=LIGHT.freeze if bar and bar.freeze else "",
        )
        cells += spread(cell, across)
        at = span.last + 1
    return [*cells, *[Cell(size=LANE_SIZE)] * (count - at)]


def _row(table: HeatTable, at: int, columns: range, sizes: Sizes) -> list[Cell]:
    row = table.rows[at]
    name = Cell(row.name, LIGHT.ink, size=sizes.name, bold=row.total, align="l", indent=9 * row.level)
    code = Cell(row.code, LIGHT.soft, size=CODE_SIZE, align="r")
    return [name, code, *(_cell(table, table.cells[at][each], sizes) for each in columns)]


def _cell(table: HeatTable, cell: HeatCell, sizes: Sizes) -> Cell:
    step = next((each for each in table.steps if each.key == cell.step), None)
    text = cell.text
    shade = step.shade if step else Shade("", LIGHT.soft)
    hottest = "hottest" in cell.marks
    if step is None and not text and not hottest:
        text = {NO_DATA: "–", LEFT_OUT: "·"}.get(cell.step, "")
    lively = {"go-live", "overloaded"} & set(cell.marks)
    return Cell(
        text,
        shade.ink,
        paper=shade.paper,
        hatch=hatch_of(step),
        size=sizes.letters,
        bold=step is not None,
        sign=HOTTEST if hottest else "",
        italic="estimated" in cell.marks,
        underline="at-risk" in cell.marks,
        above=LIGHT.ink if lively else "",
        below=LIGHT.freeze if "freeze" in cell.marks else "",
        line="#ffffff" if step else LIGHT.blank_line,
    )
