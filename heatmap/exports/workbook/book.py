"""A workbook of several documents: a sheet for each part, one of numbers, and one that says it all."""

import io
from collections.abc import Sequence
from datetime import date

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from heatmap.exports.document import (
    SIGNS,
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
from heatmap.exports.workbook.charts import add_native
from heatmap.exports.workbook.heat import add_heat
from heatmap.exports.workbook.sheets import HEAD_ROWS, Book, heads, height, start, text, value

WIDEST = 60  # characters of a column
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
        table = chart_table(part)
        sheet = _table(book, document, table)
        add_native(book, sheet, part, first=HEAD_ROWS + 1, names_column=len(table.columns) + 1)
    elif isinstance(part, Charts):
        _table(book, document, _charts_table(part))
    elif isinstance(part, Cover):
        lines = tuple((line,) for line in (*part.lines, *part.contents))
        _table(book, document, Table(part.title, (TableColumn(part.title),), lines))
    else:
        columns = (TableColumn("Finding", width=2), TableColumn("Detail", width=3))
        rows = tuple((each.headline, each.detail) for each in part.sentences)
        _table(book, document, Table(part.title, columns, rows))


def _table(book: Book, document: Document, table: Table) -> Worksheet:
    """A sheet of typed values, its heads frozen."""
    sheet = start(book, document, table.title, table.title)
    heads(book, sheet, HEAD_ROWS, [column.name for column in table.columns])
    widths = [_width(table, place) for place in range(len(table.columns))]
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.set_row(
        HEAD_ROWS, height([(each.name, width - 1) for each, width in zip(table.columns, widths, strict=True)])
    )
    for at, row in enumerate(table.rows, start=HEAD_ROWS + 1):
        for place, (given, column) in enumerate(zip(row, table.columns, strict=True)):
            wrapped = column.holds is Holds.TEXT
            value(book, sheet, (at, place), given, column.holds, text_wrap=wrapped, valign="top")
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


def chart_table(chart: Chart) -> Table:
    """A chart's numbers: a row for each category, a column for each series, then signs and marks."""
    dated = isinstance(chart.categories[0], date) if chart.categories else False
    signed = [each for each in chart.series if each.signs.strip()]
    columns = (
        TableColumn(chart.category_name, Holds.DATE if dated else Holds.TEXT),
        *(TableColumn(each.name, Holds.NUMBER if chart.decimals else Holds.HOURS) for each in chart.series),
        *(TableColumn(f"{each.name}: signal") for each in signed),
        *((TableColumn(chart.marks_name),) if chart.marks else ()),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            category,
            *(each.values[at] for each in chart.series),
            *(SIGNS.get(each.signs[at], "") for each in signed),
            *(("; ".join(mark.name for mark in chart.marks if mark.at == at),) if chart.marks else ()),
        )
        for at, category in enumerate(chart.categories)
    )
    return Table(chart.title, columns, rows)


def _charts_table(charts: Charts) -> Table:
    """Small charts below each other: a row for each chart and category."""
    names = list(dict.fromkeys(each.name for chart in charts.charts for each in chart.series))
    rows: list[tuple[Value, ...]] = []
    for chart in charts.charts:
        of = {each.name: each for each in chart.series}
        signed = next((each for each in chart.series if each.signs.strip()), None)
        for at, category in enumerate(chart.categories):
            rows.append(
                (
                    chart.title,
                    category,
                    *(of[name].values[at] if name in of else None for name in names),
                    SIGNS.get(signed.signs[at], "") if signed else "",
                    "; ".join(mark.name for mark in chart.marks if mark.at == at),
                )
            )
    columns = (
        TableColumn("Chart"),
        TableColumn(charts.charts[0].category_name if charts.charts else "Period", Holds.DATE),
        *(TableColumn(name, Holds.NUMBER) for name in names),
        TableColumn("Signal"),
        TableColumn("Go-live"),
    )
    return Table(charts.title, columns, tuple(rows))


def _numbers(book: Book, document: Document) -> None:
    """The view's own numbers, for calculating on."""
    rows = document.numbers.head(MOST_ROWS)
    sheet = start(book, document, f"Numbers {document.name}", f"Numbers: {document.title}")
    heads(book, sheet, HEAD_ROWS, rows.columns)
    for at, row in enumerate(rows.iter_rows(), start=HEAD_ROWS + 1):
        for place, given in enumerate(row):
            if given is not None:
                value(book, sheet, (at, place), given, Holds.TEXT)
    sheet.set_column(0, max(0, len(rows.columns) - 1), 14)
    sheet.freeze_panes(HEAD_ROWS + 1, 1)
    sheet.autofilter(HEAD_ROWS, 0, HEAD_ROWS + rows.height, max(0, len(rows.columns) - 1))


def _about(book: Book, documents: Sequence[Document]) -> None:
    """Everything that is stated, and what the measures mean."""
    book.taken.discard("about")
    sheet = book.sheet("About")
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 110)
    bold = book.format(bold=True, valign="top")
    row = 0
    for document in documents:
        for name, given in statements(document):
            look = bold if name else book.format()
            text(sheet, row, 0, name, look)
            value(book, sheet, (row, 1), given, Holds.COUNT, align="left", text_wrap=True, valign="top")
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
