"""A workbook of several documents: a sheet for each part, one of numbers, and one that says it all."""

import io
from collections.abc import Sequence
from datetime import date

import polars as pl
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from heatmap.exports.document import (
    Chart,
    Charts,
    Cover,
    Document,
    HeatTable,
    Holds,
    Part,
    Table,
    TableColumn,
    Value,
)
from heatmap.exports.workbook.chart_tables import category_head, charts_table
from heatmap.exports.workbook.charts import LARGE, SMALL, Place, add_native
from heatmap.exports.workbook.heat import add_heat
from heatmap.exports.workbook.sheets import HEAD_ROWS, Book, heads, height, set_print, start, text, value

WIDEST = 60  # characters of a column
ABOUT = (30, 110)  # characters of the columns of the sheet About
MOST_ROWS = 200_000  # of a sheet of numbers; a workbook is for reading


def write_workbook(documents: Sequence[Document]) -> bytes:
    """The workbook; the same bytes each time but for when it was made."""
    written = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(written, options) as raw:
        first = documents[0]
        raw.set_properties(
            {
                "title": first.title[:255],
                "subject": first.stated[:255],
                "author": "Change heatmap",
                "keywords": first.source.marking,
                "comments": first.source.line[:255],
                "created": first.source.made_utc,
            }
        )
        book = Book(raw)
        book.taken.add("about")
        for document in documents:
            for part in document.parts:
                _add(book, document, part)
            if not document.numbers.is_empty():
                _numbers(book, document)
        _about(book, documents)
    return written.getvalue()


def _add(book: Book, document: Document, part: Part) -> None:
    if isinstance(part, HeatTable):
        add_heat(book, document, part)
    elif isinstance(part, Table):
        _table(book, document, part)
    elif isinstance(part, Chart):
        _charts(book, document, Charts(part.title, (part,)), LARGE)
    elif isinstance(part, Charts):
        _charts(book, document, part, SMALL)
    elif isinstance(part, Cover):
        lines = tuple((line,) for line in (*part.lines, *part.contents))
        _table(book, document, Table(part.title, (TableColumn(part.title),), lines))
    else:
        columns = (TableColumn("Finding", width=2), TableColumn("Detail", width=3))
        rows = tuple((each.headline, each.detail) for each in part.sentences)
        _table(book, document, Table(part.title, columns, rows))


def _charts(book: Book, document: Document, part: Charts, size: tuple[int, int]) -> None:
    """The numbers of all charts, and beside them the charts that are drawn from these, two abreast."""
    table = charts_table(part)
    sheet, first = _table(book, document, table), HEAD_ROWS + 1
    names, category = [each.name for each in table.columns], category_head(part)
    for at, chart in enumerate(part.charts):
        rows = range(first, first + len(chart.categories))
        place = Place(rows, category, names, len(names) + 1, (at % 2, at // 2), size)
        add_native(book, sheet, chart, place)
        first = rows.stop


def _table(book: Book, document: Document, table: Table) -> Worksheet:
    """A sheet of typed values, its heads frozen."""
    sheet = start(book, document, table.title, table.title)
    numbers = [at for at, column in enumerate(table.columns) if column.holds not in (Holds.TEXT, Holds.DATE)]
    heads(book, sheet, HEAD_ROWS, [column.name for column in table.columns], numbers)
    widths = [_width(table, place) for place in range(len(table.columns))]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.set_row(
        HEAD_ROWS, height([(each.name, width - 1) for each, width in zip(table.columns, widths, strict=True)])
    )
    for at, row in enumerate(table.rows, start=HEAD_ROWS + 1):
        for place, (given, column) in enumerate(zip(row, table.columns, strict=True)):
            look = {"text_wrap": True} if column.holds is Holds.TEXT else {}
            side = {} if place in numbers else {"align": "left", "indent": 1}
            value(book, sheet, (at, place), given, column.holds, valign="top", **look, **side)
        texts = [(each, width - 1) for each, width in zip(row, widths, strict=True) if isinstance(each, str)]
        sheet.set_row(at, height(texts))
    if not table.rows:
        text(sheet, HEAD_ROWS + 1, 0, table.empty, book.format())
    sheet.freeze_panes(HEAD_ROWS + 1, 1)
    sheet.repeat_rows(HEAD_ROWS)
    if table.rows:
        sheet.autofilter(HEAD_ROWS, 0, HEAD_ROWS + len(table.rows), len(table.columns) - 1)
    return sheet


def _width(table: Table, place: int) -> float:
    """Of a column, in characters: as wide as its values, or as half of its name."""
    widest = max((_length(row[place]) for row in table.rows), default=0)
    return float(min(WIDEST, max(len(table.columns[place].name) / 2 + 4, widest + 3, 9)))


def _length(given: Value) -> int:
    return 12 if isinstance(given, date) else len(str(given)) if isinstance(given, str) else 8


def _numbers(book: Book, document: Document) -> None:
    """The view's own numbers, for calculating on."""
    rows = document.numbers.head(MOST_ROWS)
    sheet = start(book, document, f"Numbers {document.name}", f"Numbers: {document.title}")
    numbers = [at for at, kind in enumerate(rows.dtypes) if kind.is_numeric()]
    heads(book, sheet, HEAD_ROWS, rows.columns, numbers)
    for at, row in enumerate(rows.iter_rows(), start=HEAD_ROWS + 1):
        for place, given in enumerate(row):
            if given is not None:
                side = {} if place in numbers else {"align": "left", "indent": 1}
                value(book, sheet, (at, place), given, Holds.TEXT, **side)
    for place, column in enumerate(rows.iter_columns()):
        sheet.set_column(place, place, _numbers_width(column))
    sheet.freeze_panes(HEAD_ROWS + 1, 1)
    sheet.autofilter(HEAD_ROWS, 0, HEAD_ROWS + rows.height, max(0, len(rows.columns) - 1))


def _numbers_width(column: pl.Series) -> float:
    """In characters: as wide as its texts, but no wider than can be read."""
    longest = column.str.len_chars().max() if column.dtype == pl.String else None
    return float(min(WIDEST, max(len(column.name) + 4, 11, longest + 3 if isinstance(longest, int) else 0)))


def _about(book: Book, documents: Sequence[Document]) -> None:
    """Everything that is stated, and what the measures mean."""
    book.taken.discard("about")
    sheet = book.sheet("About")
    set_print(sheet, documents[0])
    sheet.set_column(0, 0, ABOUT[0])
    sheet.set_column(1, 1, ABOUT[1])
    bold = book.format(bold=True, valign="top")
    row = 0
    for document in documents:
        for name, given in statements(document):
            look = bold if name else book.format()
            text(sheet, row, 0, name, look)
            value(book, sheet, (row, 1), given, Holds.COUNT, align="left", text_wrap=True, valign="top")
            told = str(given) if isinstance(given, str) else ""
            sheet.set_row(row, height([(name, ABOUT[0] - 1), (told, ABOUT[1] - 1)]))
            row += 1
        row += 1


def statements(document: Document) -> list[tuple[str, Value]]:
    """What a document says of itself, in typed values."""
    source = document.source
    return [
        ("Title", document.title),
        ("Filters", document.stated),
        ("As of", source.as_of),
        ("Version", source.version),
        ("Published", source.published),
        ("Note of the version", source.note),
        ("Scoring version", source.scoring_version),
        ("Marking", source.marking or "none"),
        ("Made (UTC)", source.made_utc),
        *document.meanings,
    ]
