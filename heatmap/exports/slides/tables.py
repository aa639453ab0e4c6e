"""Plain tables and sentences on slides; long ones go on, with their heads, on the next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches

from heatmap.exports.document import Document, Holds, Sentence, Sentences, Table, TableColumn, Value, said
from heatmap.exports.letters import wrap
from heatmap.exports.slides.cells import Cell, native_table
from heatmap.exports.slides.column_widths import INDENT, ROUND, column_widths, least_width
from heatmap.exports.slides.frame import POINT, Area, content_area, new_slide, text
from heatmap.exports.splitting import balanced
from heatmap.figures.theme import LIGHT

SIZES = (14.0, 12.0, 11.0, 10.0, 9.0)  # points; the largest that needs no more slides than the smallest
LINE = 1.25  # of a cell, times its size
PADDING = 0.5  # above and below together, times the size
SENTENCE_SIZES, SMALL_SENTENCE = (20.0, 18.0, 16.0, 14.0), 11.0
BETWEEN = 0.9  # above and below a sentence together, times its size
BAR = Inches(0.12)
SHARED = 0.38  # of a slide; more sentences have one of their own
Lines = list[tuple[int, list[Cell]]]  # rows of a native table, each with its height
TONES = {"info": LIGHT.seq[4].paper, "over": LIGHT.bands[3].edge, "severe": LIGHT.severe}


def add_table(deck: Presentation, document: Document, table: Table) -> None:
    """As many slides as its rows need, in letters as large as these allow."""
    area = content_area(document)
    if not table.rows:
        slide, room = new_slide(deck, document, table.title)
        text(slide, room, table.empty, SIZES[0], ink=LIGHT.ink)
        return
    made = [_sized(table, area, size) for size in SIZES]
    whole = [each for each in made if each.whole] or made[-1:]
    fewest = min(len(each.pages) for each in whole)
    chosen = next(each for each in whole if len(each.pages) == fewest)
    for place, page in enumerate(chosen.pages, start=1):
        part = f" ({place} of {fewest})" if fewest > 1 else ""
        slide, room = new_slide(deck, document, f"{table.title}{part}")
        rows = [chosen.head, *(chosen.rows[at] for at in page)]
        native_table(slide, room, chosen.widths, rows, table.title)


@dataclass(frozen=True)
class _Sized:
    """A table in letters of one size: its columns' widths, its rows, and which of them each slide holds.

    `whole` tables have no column that breaks the longest word of its head.
    """

    widths: list[int]
    head: tuple[int, list[Cell]]
    rows: Lines
    pages: list[range]
    whole: bool


def _sized(table: Table, area: Area, size: float) -> _Sized:
    widths = column_widths(table, area.width, size)
    head = head_row(table, widths, size)
    rows = [value_row(table, values, widths, size) for values in table.rows]
    pages = balanced([height for height, _ in rows], area.height - head[0])
    whole = all(across >= int(least_width(table, at, size)) for at, across in enumerate(widths))
    return _Sized(widths, head, rows, pages, whole)


def head_row(table: Table, widths: Sequence[int], size: float) -> tuple[int, list[Cell]]:
    """The columns' names, and how high they are."""
    lines = max(
        _lines(each.name, across, size, bold=True) for each, across in zip(table.columns, widths, strict=True)
    )
    look = Cell(ink=LIGHT.paper, paper=LIGHT.seq[4].paper, size=size, bold=True, indent=INDENT)
    cells = [replace(look, text=each.name, align=_align(each)) for each in table.columns]
    return _row_height(lines, size), cells


def value_row(
    table: Table, values: Sequence[Value], widths: Sequence[int], size: float
) -> tuple[int, list[Cell]]:
    """One row, and how high it is."""
    texts = [
        said(value, each.holds, each.decimals) for value, each in zip(values, table.columns, strict=True)
    ]
    lines = max(_lines(each, across, size) for each, across in zip(texts, widths, strict=True))
    look = Cell(ink=LIGHT.ink, size=size, line="", rule=LIGHT.blank_line, indent=INDENT)
    cells = [
        replace(look, text=each, align=_align(column))
        for each, column in zip(texts, table.columns, strict=True)
    ]
    return _row_height(lines, size), cells


def _row_height(lines: int, size: float) -> int:
    return round((lines * LINE + PADDING) * size * POINT)


def _align(column: TableColumn) -> str:
    return "l" if column.holds in {Holds.TEXT, Holds.DATE} else "r"


def _lines(words: str, across: int, size: float, *, bold: bool = False) -> int:
    return max(1, len(wrap(words, across / POINT - INDENT - ROUND + 0.5, size, bold=bold)))


def add_sentences(deck: Presentation, document: Document, part: Sentences) -> None:
    """Slides of sentences, each with a bar in its tone's colour, in letters as large as these allow."""
    area = content_area(document)
    made = [[sentence_row(each, area.width, size) for each in part.sentences] for size in SENTENCE_SIZES]
    pages = [balanced([height for height, _ in rows], area.height) for rows in made]
    fewest = min(map(len, pages))
    rows, parts = next(each for each in zip(made, pages, strict=True) if len(each[1]) == fewest)
    for place, page in enumerate(parts, start=1):
        count = f" ({place} of {fewest})" if fewest > 1 else ""
        slide, room = new_slide(deck, document, f"{part.title}{count}")
        chosen = [rows[at] for at in page]
        native_table(slide, room, [BAR, area.width - BAR], chosen, part.title, heads=False)


def is_short(part: Sentences, document: Document) -> bool:
    """Whether the sentences leave most of a slide to something else."""
    return _height(part, content_area(document).width) < content_area(document).height * SHARED


def place_sentences(slide: Slide, area: Area, part: Sentences) -> Area:
    """The sentences at the top of an area; what is left of it."""
    text(slide, Area(area.left, area.top, area.width, Inches(0.22)), part.title, 11, bold=True, ink=LIGHT.ink)
    rows = [sentence_row(each, area.width, SMALL_SENTENCE) for each in part.sentences]
    below = area.below(Inches(0.25))
    native_table(slide, below, [BAR, area.width - BAR], rows, part.title, heads=False)
    return below.below(sum(height for height, _ in rows) + Inches(0.12))


def _height(part: Sentences, across: int) -> int:
    return int(sum(sentence_row(each, across, SMALL_SENTENCE)[0] for each in part.sentences) + Inches(0.37))


def sentence_row(
    sentence: Sentence, across: int, size: float, between: float = BETWEEN
) -> tuple[int, list[Cell]]:
    """A bar in the tone's colour and the words, and how high they are."""
    whole = f"{sentence.headline} {sentence.detail}".strip()
    lines = len(wrap(whole, (across - BAR) / POINT - 14, size, bold=True))
    tone = TONES.get(sentence.tone, TONES["info"])
    cells = [
        Cell(paper=tone, size=6),
        Cell(sentence.detail, LIGHT.ink, size=size, align="l", indent=10, line="", lead=sentence.headline),
    ]
    return round((lines * LINE + between) * size * POINT), cells
