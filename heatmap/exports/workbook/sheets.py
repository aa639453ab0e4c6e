"""What every sheet of a workbook has: its name, its head, typed cells, and how it prints."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from heatmap.exports.document import Document, Holds, Value
from heatmap.exports.letters import wrap
from heatmap.figures.picture.svg import plain
from heatmap.figures.theme import LIGHT

LONGEST_NAME = 31  # characters of a sheet's name
LONGEST_TEXT = 32_000  # of a cell
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\']")
NUMBER_FORMATS = {
    Holds.COUNT: "#,##0",
    Holds.HOURS: "#,##0",
    Holds.PERCENT: "0%",
    Holds.CHANGE: "[>=0.5]+#,##0;[<=-0.5]\N{MINUS SIGN}#,##0;0",
    Holds.DATE: "d mmm yyyy",
    Holds.TEXT: "General",
}
LINE = 12.75  # points of one line
CHARACTER = 5.25  # points of the unit in which columns are measured
SIZE = 10  # points of the letters
HEAD_ROWS = 4  # title, filters, source, an empty row


@dataclass
class Book:
    """A workbook being written, its formats by what they are, and the names that its sheets have taken."""

    book: xlsxwriter.Workbook
    taken: set[str] = field(default_factory=set)
    formats: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def format(self, **properties: Any) -> Format:  # noqa: ANN401 - as the library takes them
        """The format of these properties, made once."""
        every = {"font_name": "Arial", "font_size": SIZE, "valign": "vcenter", **properties}
        key = tuple(sorted(every.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(every)
        return self.formats[key]

    def sheet(self, name: str) -> Worksheet:
        """A new sheet with a name that is free, and that every program takes."""
        base = plain(_NOT_IN_NAMES.sub(" ", name))[:LONGEST_NAME].strip() or "Sheet"
        free, place = base, 1
        while free.lower() in self.taken or free.lower() == "history":
            place += 1
            free = f"{base[: LONGEST_NAME - 1 - len(str(place))]} {place}"
        self.taken.add(free.lower())
        return self.book.add_worksheet(free)


def start(book: Book, document: Document, name: str, title: str) -> Worksheet:
    """A sheet that says what it shows and where it comes from, on the screen and in print."""
    sheet = book.sheet(name)
    source = document.source
    text(sheet, 0, 0, title, book.format(bold=True, font_size=14, font_color=LIGHT.ink))
    text(sheet, 1, 0, document.stated, book.format(font_color=LIGHT.soft))
    marked = f"{source.marking} · " if source.marking else ""
    text(sheet, 2, 0, f"{marked}{source.line}", book.format(font_color=LIGHT.soft))
    set_print(sheet, document)
    return sheet


def set_print(sheet: Worksheet, document: Document) -> None:
    """A3, as wide as the sheet, the marking above and the source below."""
    sheet.hide_gridlines(2)
    sheet.set_paper(8)  # A3
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.set_header(f"&C{_printed(document.source.marking)}")
    sheet.set_footer(f"&L&8{_printed(document.source.line)}&R&8&P / &N")


def _printed(words: str) -> str:
    """Text of a print header, in which & starts a code; at most what fits there."""
    return plain(words)[:220].replace("&", "&&")


def text(sheet: Worksheet, row: int, column: int, words: str, look: Format) -> None:
    """A text that stays one: never a formula, a link or a number."""
    sheet.write_string(row, column, plain(words)[:LONGEST_TEXT], look)


def value(
    book: Book,
    sheet: Worksheet,
    place: tuple[int, int],
    given: Value,
    holds: Holds,
    **look: Any,  # noqa: ANN401
) -> None:
    """A value in its own type: number, date, true or false, or text; nothing where there is none."""
    if given is None:
        sheet.write_blank(*place, None, book.format(**look))
    elif isinstance(given, bool):
        sheet.write_boolean(*place, given, book.format(**look))
    elif isinstance(given, date):
        shown = "d mmm yyyy hh:mm:ss" if isinstance(given, datetime) else NUMBER_FORMATS[Holds.DATE]
        sheet.write_datetime(*place, given, book.format(**{"align": "left", **look, "num_format": shown}))
    elif isinstance(given, str):
        text(sheet, *place, given, book.format(**look))
    else:
        sheet.write_number(*place, given, book.format(**look, num_format=number_format(given, holds)))


def number_format(given: float, holds: Holds) -> str:
    """How a number of this kind is shown; the cell keeps it in full."""
    if holds is Holds.NUMBER or (holds is Holds.TEXT and not isinstance(given, int)):
        return "#,##0.0##" if given != round(given) else "#,##0"
    return NUMBER_FORMATS[holds]


def heads(book: Book, sheet: Worksheet, row: int, names: Sequence[str], numbers: Sequence[int] = ()) -> None:
    """A row of column names; those over `numbers`, by place, stand on the right as these do."""
    look = {"bold": True, "font_color": "#ffffff", "bg_color": LIGHT.seq[4].paper, "text_wrap": True}
    for column, name in enumerate(names):
        side = {"align": "right"} if column in numbers else {"align": "left", "indent": 1}
        text(sheet, row, column, name, book.format(**look, **side, valign="top"))


def height(cells: Sequence[tuple[str, float]]) -> float:
    """How high a row is, in points, whose texts wrap in columns of some characters' width."""
    lines = [len(wrap(words, characters * CHARACTER, SIZE, bold=True)) for words, characters in cells]
    return max(lines, default=1) * LINE + 2 if any(lines) else LINE + 2
