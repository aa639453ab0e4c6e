"""The heat table as a sheet: numbers by row and week, coloured by conditional formats from the same steps."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from heatmap.exports.document import MARKS, Document, HeatCell, HeatTable, Holds, Step
from heatmap.exports.splitting import lanes
from heatmap.exports.workbook.sheets import HEAD_ROWS, Book, height, number_format, start, text, value
from heatmap.figures.theme import LIGHT

DATES, WORDS, LANE = 66, 30, 12  # points: rows of dates on end, of words, of the calendar
MOST_LANES = 5
PRINTED = 60  # columns, at the most, on a printed page
WIDEST, WORDS_WIDTH = 48, 15  # characters: the names' column, and one of words
NAMES = 2  # columns before the cells: name and code


def add_heat(book: Book, document: Document, table: HeatTable) -> None:
    """One sheet, its heads and names frozen."""
    sheet = start(book, document, table.title, table.title)
    last_column = NAMES + len(table.columns) - 1
    first = _heads(book, sheet, table)
    widest = min(WIDEST, max((len(row.name) + 3 * row.level for row in table.rows), default=10) + 2)
    sheet.set_column(0, 0, widest)
    sheet.set_column(1, 1, max((len(row.code) for row in table.rows), default=0) + 3)
    sheet.set_column(NAMES, last_column, WORDS_WIDTH if table.holds is Holds.TEXT else 7)
    for at, row in enumerate(table.rows):
        name = book.format(indent=row.level, bold=row.total, text_wrap=True)
        words = [(cell.text, WORDS_WIDTH) for cell in table.cells[at]] if table.holds is Holds.TEXT else []
        sheet.set_row(first + at, height([(row.name, widest - 3 * row.level), *words]))
        text(sheet, first + at, 0, row.name, name)
        text(sheet, first + at, 1, row.code, book.format(font_color=LIGHT.soft))
        for week, cell in enumerate(table.cells[at]):
            _cell(book, sheet, (first + at, NAMES + week), table, cell)
    last = first + len(table.rows) - 1
    if table.rows and table.columns and _is_stepped(table):
        for step in table.steps:
            _colour(book, sheet, (first, NAMES, last, last_column), table, step)
    _legend(book, sheet, last + 2, table)
    sheet.freeze_panes(first, NAMES)
    sheet.fit_to_pages(-(-len(table.columns) // PRINTED), 0)
    sheet.repeat_rows(HEAD_ROWS, first - 1)
    sheet.repeat_columns(0, NAMES - 1)


def _is_stepped(table: HeatTable) -> bool:
    return all(step.lower is not None for step in table.steps)


def _heads(book: Book, sheet: Worksheet, table: HeatTable) -> int:
    """Headings over groups, then the columns' first days as dates; the row after them."""
    row = HEAD_ROWS
    group = book.format(bold=True, align="left")
    if any(each.group for each in table.columns):
        before = ""
        for at, column in enumerate(table.columns):
            if column.group != before:
                text(sheet, row, NAMES + at, column.group, group)
            before = column.group
        row += 1
    row = _calendar(book, sheet, row, table)
    sheet.set_row(row, DATES if any(each.start for each in table.columns) else WORDS)
    text(sheet, row, 0, table.corner, book.format(bold=True))
    text(sheet, row, 1, table.code_head or "Code", book.format(bold=True))
    for at, column in enumerate(table.columns):
        look = {"bold": True, "align": "center", "text_wrap": True, "rotation": 90 if column.start else 0}
        if at == table.as_of:
            look |= {"bg_color": LIGHT.ink, "font_color": LIGHT.paper}
        if column.start and column.group:
            sheet.write_datetime(row, NAMES + at, column.start, book.format(num_format="d mmm yyyy", **look))
        else:
            text(sheet, row, NAMES + at, column.name, book.format(**look))
    return row + 1


def _calendar(book: Book, sheet: Worksheet, row: int, table: HeatTable) -> int:
    """Bars over their weeks, each with its name in the empty cells beside it; the row after them."""
    bar = book.format(bg_color=LIGHT.calendar)
    for lane in lanes(table.calendar, range(len(table.columns)), lambda name: len(name) // 6 + 1, MOST_LANES):
        for span in lane:
            for at in range(span.first, span.last + 1) if span.bar else ():
                sheet.write_blank(row, NAMES + at, None, bar)
            if span.text:
                look: dict[str, Any] = {"font_size": 8, "font_color": LIGHT.on_calendar}
                look |= {"bg_color": LIGHT.calendar} if span.bar else {}
                place = span.last if span.right else span.first
                words = book.format(align="right" if span.right else "left", **look)
                text(sheet, row, NAMES + place, span.text, words)
        sheet.set_row(row, LANE)
        row += 1
    return row


def _cell(book: Book, sheet: Worksheet, place: tuple[int, int], table: HeatTable, cell: HeatCell) -> None:
    step = next((each for each in table.steps if each.key == cell.step), None)
    look: dict[str, Any] = {"align": "center"}
    if "estimated" in cell.marks:
        look["italic"] = True
    if "at-risk" in cell.marks:
        look["underline"] = 1
    if {"go-live", "overloaded"} & set(cell.marks):
        look |= {"top": 5, "top_color": LIGHT.ink}
    if "freeze" in cell.marks:
        look |= {"bottom": 5, "bottom_color": LIGHT.freeze}
    if cell.value is None or step is None or table.holds is Holds.TEXT:
        if step is not None:
            look |= {"bg_color": step.shade.paper, "font_color": step.shade.ink, "bold": True}
        words = cell.text or {"-": "–", "x": "·"}.get(cell.step, "")
        value(book, sheet, place, words or None, Holds.TEXT, text_wrap=True, **look)
        return
    number = _within(table, step, cell.value)
    rounded = int(number * 100 + 0.5) / 100
    crosses = table.holds is Holds.PERCENT and step.lower is not None and _step_of(table, rounded) != step
    shown = "0.00%" if crosses else number_format(number, table.holds)
    sheet.write_number(*place, number, book.format(num_format=shown, **look))


def _step_of(table: HeatTable, number: float) -> Step | None:
    """The step that a number is in."""
    reached = [each for each in table.steps if each.lower is not None and each.lower <= number + 1e-9]
    return max(reached, key=lambda each: each.lower or 0.0, default=None)


def _within(table: HeatTable, step: Step, number: float) -> float:
    """The number, never rounded out of the step that it is in: its format must say the same as its colour."""
    lower = sorted(each.lower for each in table.steps if each.lower is not None)
    if step.lower is None or not lower:
        return number
    above = next((each for each in lower if each > step.lower), None)
    number = max(number, step.lower) if step.lower != lower[0] else number
    return number if above is None or number < above else round(above - 0.0001, 4)


def _colour(
    book: Book, sheet: Worksheet, area: tuple[int, int, int, int], table: HeatTable, step: Step
) -> None:
    """Numbers from the step's lower bound up to the next one's."""
    if step.lower is None:
        return
    above = [each.lower for each in table.steps if each.lower is not None and each.lower > step.lower]
    look = book.book.add_format({"bg_color": step.shade.paper, "font_color": step.shade.ink, "bold": True})
    # A formula, because a rule by value would colour empty and text cells too.
    cell = f"{_column_name(area[1])}{area[0] + 1}"
    bounds = [f"ISNUMBER({cell})", f"{cell}>={step.lower:g}", *([f"{cell}<{min(above):g}"] if above else [])]
    sheet.conditional_format(
        *area, {"type": "formula", "criteria": f"=AND({','.join(bounds)})", "format": look}
    )


def _column_name(place: int) -> str:
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


MARK_SIGNS = {
    "go-live": "thick line above",
    "freeze": "thick line below",
    "at-risk": "underlined",
    "estimated": "italic",
    "overloaded": "thick line above",
    "no-capacity": "!",
}


def _legend(book: Book, sheet: Worksheet, row: int, table: HeatTable) -> None:
    """What the colours, blanks and looks mean that the table has."""
    text(sheet, row, 0, table.steps_title, book.format(bold=True))
    entries = [
        (
            step.meaning,
            step.sign,
            {"bg_color": step.shade.paper, "font_color": step.shade.ink},
        )
        for step in table.steps
    ]
    entries += [(table.blanks[key], {"-": "–", "x": "·"}.get(key, ""), {}) for key in table.has_blanks]
    for at, (words, sign, look) in enumerate(entries, start=row + 1):
        text(sheet, at, 0, words, book.format())
        text(sheet, at, 1, sign, book.format(align="center", **look))
    after = row + 1 + len(entries)
    for at, mark in enumerate([mark for mark in table.has_marks if mark in MARK_SIGNS], start=after):
        text(sheet, at, 0, f"{MARK_SIGNS[mark]}: {MARKS[mark]}", book.format())
    first = after + len(table.has_marks) + 1
    if table.calendar:
        text(sheet, first, 0, "Calendar", book.format(bold=True))
    for at, bar in enumerate(table.calendar, start=first + 1):
        text(sheet, at, 0, bar.meaning, book.format())
