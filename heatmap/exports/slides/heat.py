"""The heat table on slides: a native table with heads, calendar and legend, split by weeks and rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches

from heatmap.exports.document import (
    BLANKS,
    LEFT_OUT,
    MARKS,
    NO_DATA,
    Document,
    HeatCell,
    HeatRow,
    HeatTable,
    Holds,
    Step,
)
from heatmap.exports.slides.cells import Cell, native_table, spread
from heatmap.exports.slides.frame import POINT, Area, content_area, new_slide
from heatmap.exports.splitting import Span, lanes, split
from heatmap.figures.svg import plain, width
from heatmap.figures.theme import HATCH_OPACITY, LIGHT, Shade

NARROWEST = Inches(0.185)  # a column that holds three digits
WIDEST = Inches(0.95)
NAMES = Inches(2.4)  # the most for the rows' names
NAME_SIZE = 9.0
SHORTEST, TALLEST = Inches(0.165), Inches(0.3)  # rows
HEAD = Inches(0.17)
LANE = Inches(0.14)
LANE_SIZE = 6.5
MOST_LANES = 5
LEGEND = Inches(0.2)  # one line of it
LEGEND_SIZE = 8.5
WORDS = Inches(0.8)  # the narrowest column of words
LARGEST, SMALLEST = 10.5, 6.0  # points of a value
SIGNS = {
    "go-live": "thick line above: go-live",
    "freeze": "thick line below: change freeze",
    "at-risk": f"underlined: {MARKS['at-risk']}",
    "hottest": f"◥ {MARKS['hottest']}",
    "estimated": f"italic: {MARKS['estimated']}",
    "no-capacity": f"!: {MARKS['no-capacity']}",
    "overloaded": f"thick line above: {MARKS['overloaded']}",
}
"""How a native table shows marks: lines and letters stay editable, and need no room."""


@dataclass(frozen=True)
class _Sizes:
    """Of one slide's table, in EMU; the values' letters in points."""

    names: int
    column: int
    row: int
    letters: float


def add_heat(deck: Presentation, document: Document, table: HeatTable) -> None:
    """As many slides as the table needs, each with its heads and legend."""
    area, names = content_area(document), _names_width(table)
    legend = _legend(table)
    calendar = "; ".join(plain(each.meaning) for each in table.calendar)
    notes = f"Calendar: {calendar}" if calendar else ""
    legend_height = LEGEND * len(_legend_lines(legend, area.width))
    above = HEAD * 2 + LANE * min(MOST_LANES, len(table.calendar))
    narrowest = WORDS if table.holds is Holds.TEXT else NARROWEST
    column_parts = split(len(table.columns), (area.width - names) // narrowest)
    row_parts = split(len(table.rows), (area.height - legend_height - above - Inches(0.05)) // SHORTEST)
    count, place = len(column_parts) * len(row_parts), 0
    for columns in column_parts:
        for rows in row_parts:
            place += 1
            number = f" ({place} of {count})" if count > 1 else ""
            slide, room = new_slide(deck, document, f"{table.title}{number}", notes)
            body = Area(room.left, room.top, room.width, room.height - legend_height)
            used = _add_table(slide, body, table, (rows, columns), names)
            _add_legend(slide, room.below(used), legend)


def _names_width(table: HeatTable) -> int:
    widest = max(
        (width(plain(_name(row)), NAME_SIZE, bold=row.total) + 9 * row.level for row in table.rows), default=0
    )
    return min(int(NAMES), round((widest + 8) * POINT))


def _name(row: HeatRow) -> str:
    return f"{row.name} {row.code}".rstrip()


def _add_table(slide: Slide, area: Area, table: HeatTable, part: tuple[range, range], names: int) -> int:
    """The table of some rows and columns; how high it is."""
    rows, columns = part
    column = min(WIDEST, (area.width - names) // max(1, len(columns)))
    letters = _letters(table, column)
    room = column / POINT

    def columns_for(name: str) -> int:
        return int(width(plain(name), LANE_SIZE) // room) + 1

    calendar = lanes(table.calendar, columns, columns_for, MOST_LANES)
    above = HEAD * 2 + LANE * len(calendar)
    row = max(SHORTEST, min(TALLEST, (area.height - above) // max(1, len(rows))))
    sizes = _Sizes(names, column, row, letters)
    made = [
        *_heads(table, columns, sizes),
        *((LANE, _lane(spans, len(columns))) for spans in calendar),
        *((sizes.row, _row(table, at, columns, sizes)) for at in rows),
    ]
    native_table(slide, area, [names] + [column] * len(columns), made, f"{table.title}. {table.summary}")
    return int(sum(height for height, _ in made) + Inches(0.06))


def _letters(table: HeatTable, column: int) -> float:
    """The size at which every cell's text fits its column in one line, words in two."""
    texts = {cell.text for row in table.cells for cell in row}
    widest = max((width(plain(each), 1, bold=True) for each in texts), default=1) or 1
    lines = 2 if table.holds is Holds.TEXT else 1
    fits = (column / POINT - 2) * lines / widest
    return max(SMALLEST, min(LARGEST, round(fits * 2) / 2))


def _heads(table: HeatTable, columns: range, sizes: _Sizes) -> Iterator[tuple[int, list[Cell]]]:
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
        yield HEAD, [Cell(), *groups]
    heads = [
        Cell(
            table.columns[each].head,
            LIGHT.paper if each == table.as_of else LIGHT.soft,
            paper=LIGHT.ink if each == table.as_of else "",
            size=min(8, sizes.letters),
        )
        for each in columns
    ]
    yield HEAD, [corner, *heads]


def _fitting(name: str, room: float) -> str:
    """The whole name, or its first word, or nothing: half a month's name would mislead."""
    for candidate in (plain(name), plain(name).split(" ")[0]):
        if width(candidate, 8, bold=True) + 3 <= room:
            return candidate
    return ""


def _lane(spans: list[Span], count: int) -> list[Cell]:
    """One lane of the calendar: bars and their names, each one merged cell."""
    cells = [Cell("Calendar" if not spans else "", size=LANE_SIZE)]
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


def _row(table: HeatTable, at: int, columns: range, sizes: _Sizes) -> list[Cell]:
    row = table.rows[at]
    room = sizes.names / POINT - 6
    size = NAME_SIZE if width(plain(_name(row)), NAME_SIZE, bold=row.total) + 9 * row.level <= room else 7.0
    name = Cell(_name(row), LIGHT.ink, size=size, bold=row.total, align="l", indent=9 * row.level)
    return [name, *(_cell(table, table.cells[at][each], sizes) for each in columns)]


def _cell(table: HeatTable, cell: HeatCell, sizes: _Sizes) -> Cell:
    step = next((each for each in table.steps if each.key == cell.step), None)
    text = cell.text + ("◥" if "hottest" in cell.marks else "")
    shade = step.shade if step else Shade("", LIGHT.soft)
    if step is None and not text:
        text = {NO_DATA: "–", LEFT_OUT: "·"}.get(cell.step, "")
    lively = {"go-live", "overloaded"} & set(cell.marks)
    return Cell(
        text,
        shade.ink,
        paper=shade.paper,
        hatch=_hatch(step),
        size=sizes.letters,
        bold=step is not None,
        italic="estimated" in cell.marks,
        underline="at-risk" in cell.marks,
        above=LIGHT.ink if lively else "",
        below=LIGHT.freeze if "freeze" in cell.marks else "",
        line="#ffffff" if step else LIGHT.blank_line,
    )


def _hatch(step: Step | None) -> str:
    """The colour of a step's hatching, faint enough to read the value on it."""
    if step is None or not step.hatched:
        return ""
    paper, ink = (
        [int(code[at : at + 2], 16) for at in (1, 3, 5)] for code in (step.shade.paper, step.shade.ink)
    )
    mixed = (round(low + (high - low) * HATCH_OPACITY) for low, high in zip(paper, ink, strict=True))
    return "#" + "".join(f"{each:02x}" for each in mixed)


def _legend(table: HeatTable) -> list[tuple[Cell, str]]:
    """A swatch and the words for each step, then the blanks and marks that the table really has."""
    entries = [
        (
            Cell(
                step.key if len(step.key) == 1 else "",
                step.shade.ink,
                step.shade.paper,
                _hatch(step),
                LEGEND_SIZE,
                bold=True,
            ),
            step.meaning,
        )
        for step in table.steps
    ]
    blank = {NO_DATA: "–", LEFT_OUT: "·"}
    entries += [
        (Cell(blank.get(key, ""), LIGHT.soft, size=LEGEND_SIZE, line=LIGHT.blank_line), BLANKS[key])
        for key in table.has_blanks
    ]
    entries += [(Cell(line=""), SIGNS[mark]) for mark in table.has_marks]
    return entries


def _legend_lines(entries: list[tuple[Cell, str]], room: int) -> list[list[tuple[Cell, str]]]:
    lines: list[list[tuple[Cell, str]]] = [[]]
    used = 0.0
    for entry in entries:
        needs = _entry_width(entry)
        if lines[-1] and used + needs > room / POINT:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += needs
    return lines


def _entry_width(entry: tuple[Cell, str]) -> float:
    """Of a swatch and its words, in points."""
    return (20 if entry[0].line else 0) + width(plain(entry[1]), LEGEND_SIZE) + 14


def _add_legend(slide: Slide, area: Area, entries: list[tuple[Cell, str]]) -> None:
    """The legend as native tables, a line each."""
    for at, line in enumerate(_legend_lines(entries, area.width)):
        widths, cells = [], []
        for swatch, words in line:
            if swatch.line:
                widths.append(round(20 * POINT))
                cells.append(swatch)
            widths.append(round((_entry_width((swatch, words)) - (20 if swatch.line else 0)) * POINT))
            cells.append(Cell(words, LIGHT.ink, size=LEGEND_SIZE, align="l", line="", indent=2))
        row = Area(area.left, area.top + at * LEGEND, area.width, LEGEND)
        native_table(slide, row, widths, [(LEGEND - Inches(0.03), cells)], "Legend", heads=False)
