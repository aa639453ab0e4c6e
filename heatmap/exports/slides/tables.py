"""Plain tables and sentences on slides; long ones go on, with their heads, on the next."""

from collections.abc import Iterator, Sequence

from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches

from heatmap.exports.document import Document, Holds, Sentence, Sentences, Table, TableColumn, Value, said
from heatmap.exports.slides.cells import Cell, native_table
from heatmap.exports.slides.frame import POINT, Area, content_area, new_slide, text
from heatmap.figures.svg import wrap
from heatmap.figures.theme import LIGHT

SIZE = 9.0
LINE = 11.2  # points of one line of a cell
PADDING = 4.5  # points above and below together
SENTENCE_SIZE, SMALL_SENTENCE = 14.0, 11.0
BAR = Inches(0.12)
SHARED = 0.38  # of a slide; more sentences have one of their own
DETAIL_SIZE = 12.0
TONES = {"info": LIGHT.seq[4].paper, "over": LIGHT.bands[3].edge, "severe": LIGHT.severe}


def add_table(deck: Presentation, document: Document, table: Table) -> None:
    """As many slides as its rows need."""
    area = content_area(document)
    if not table.rows:
        slide, room = new_slide(deck, document, table.title)
        text(slide, room, table.empty, DETAIL_SIZE, ink=LIGHT.ink)
        return
    widths = _widths(table.columns, area.width)
    rows = [_row(table, values, widths) for values in table.rows]
    head = _head(table, widths)
    pages = list(_pages(rows, area.height - head[0]))
    for place, page in enumerate(pages, start=1):
        part = f" ({place} of {len(pages)})" if len(pages) > 1 else ""
        slide, room = new_slide(deck, document, f"{table.title}{part}")
        native_table(slide, room, widths, [head, *page], table.title)


def _widths(columns: Sequence[TableColumn], room: int) -> list[int]:
    whole = sum(each.width for each in columns)
    return [round(room * each.width / whole) for each in columns]


def _head(table: Table, widths: Sequence[int]) -> tuple[int, list[Cell]]:
    lines = max(
        _lines(each.name, width, bold=True) for each, width in zip(table.columns, widths, strict=True)
    )
    cells = [
        Cell(
            each.name,
            LIGHT.paper,
            paper=LIGHT.seq[4].paper,
            size=SIZE,
            bold=True,
            align=_align(each),
            indent=2,
        )
        for each in table.columns
    ]
    return round((lines * LINE + PADDING) * POINT), cells


def _row(table: Table, values: Sequence[Value], widths: Sequence[int]) -> tuple[int, list[Cell]]:
    texts = [
        said(value, each.holds, each.decimals) for value, each in zip(values, table.columns, strict=True)
    ]
    lines = max(_lines(each, width) for each, width in zip(texts, widths, strict=True))
    cells = [
        Cell(each, LIGHT.ink, size=SIZE, align=_align(column), line="", below="", indent=2)
        for each, column in zip(texts, table.columns, strict=True)
    ]
    return round((lines * LINE + PADDING) * POINT), cells


def _align(column: TableColumn) -> str:
    return "l" if column.holds in {Holds.TEXT, Holds.DATE} else "r"


def _lines(words: str, width: int, *, bold: bool = False) -> int:
    return max(1, len(wrap(words, width / POINT - 8, SIZE, bold=bold)))


def _pages(rows: Sequence[tuple[int, list[Cell]]], room: int) -> Iterator[list[tuple[int, list[Cell]]]]:
    page: list[tuple[int, list[Cell]]] = []
    used = 0
    for row in rows:
        if page and used + row[0] > room:
            yield page
            page, used = [], 0
        page.append(row)
        used += row[0]
    yield page


def add_sentences(deck: Presentation, document: Document, part: Sentences) -> None:
    """Slides of sentences, each with a bar in its tone's colour."""
    area = content_area(document)
    rows = [_sentence(each, area.width, SENTENCE_SIZE) for each in part.sentences]
    pages = list(_pages(rows, area.height))
    for place, page in enumerate(pages, start=1):
        count = f" ({place} of {len(pages)})" if len(pages) > 1 else ""
        slide, room = new_slide(deck, document, f"{part.title}{count}")
        native_table(slide, room, [BAR, area.width - BAR], page, part.title, heads=False)


def is_short(part: Sentences, document: Document) -> bool:
    """Whether the sentences leave most of a slide to something else."""
    return _height(part, content_area(document).width) < content_area(document).height * SHARED


def place_sentences(slide: Slide, area: Area, part: Sentences) -> Area:
    """The sentences at the top of an area; what is left of it."""
    text(slide, Area(area.left, area.top, area.width, Inches(0.22)), part.title, 11, bold=True, ink=LIGHT.ink)
    rows = [_sentence(each, area.width, SMALL_SENTENCE) for each in part.sentences]
    below = area.below(Inches(0.25))
    native_table(slide, below, [BAR, area.width - BAR], rows, part.title, heads=False)
    return below.below(sum(height for height, _ in rows) + Inches(0.12))


def _height(part: Sentences, width: int) -> int:
    return int(sum(_sentence(each, width, SMALL_SENTENCE)[0] for each in part.sentences) + Inches(0.37))


def _sentence(sentence: Sentence, width: int, size: float) -> tuple[int, list[Cell]]:
    whole = f"{sentence.headline} {sentence.detail}".strip()
    lines = len(wrap(whole, (width - BAR) / POINT - 20, size, bold=True))
    tone = TONES.get(sentence.tone, TONES["info"])
    cells = [
        Cell(paper=tone, size=6),
        Cell(sentence.detail, LIGHT.ink, size=size, align="l", indent=10, line="", lead=sentence.headline),
    ]
    return round((lines * size * 1.25 + 8) * POINT), cells
