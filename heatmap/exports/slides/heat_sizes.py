"""How large a heat table's columns, rows and letters are on slides, and where it is split."""

from dataclasses import dataclass

from pptx.util import Inches

from heatmap.exports.document import HeatRow, HeatTable, Holds
from heatmap.exports.letters import width, wrap
from heatmap.exports.slides.cells import SIGN
from heatmap.exports.slides.frame import POINT, Area
from heatmap.exports.splitting import balanced, split
from heatmap.figures.picture.svg import plain

NARROWEST = Inches(0.185)  # a column that holds three digits
WIDEST = Inches(0.95)
WORDS = Inches(0.86)  # the narrowest column of words
WORDS_SIZE = 7.5  # points of words in a cell
NAMES, CODES = Inches(2.2), Inches(0.85)  # the most for the rows' names and codes where columns are many
LONGEST_NAMES = Inches(3.3)  # the most for names where every column stays `WIDE`
WIDE = Inches(0.3)
NAME_SIZES = (10.0, 9.0, 8.0)  # points; the largest that needs no more slides than the smallest
CODE_SIZE = 8.0
SHORTEST, TALLEST = Inches(0.13), Inches(0.3)  # rows
HEAD = Inches(0.17)
LANE = Inches(0.155)
MOST_LANES = 5
LARGEST, SMALLEST = 10.5, 6.0  # points of a value
LINE = 1.22  # of the letters' size
HOTTEST = "◥"  # of a cell with a part over capacity


@dataclass(frozen=True)
class Sizes:
    """Of a table, in EMU, but for letters in points. `columns` and `rows` are its parts, a slide each."""

    names: int
    codes: int
    name: float
    letters: float
    heights: tuple[int, ...]
    columns: tuple[range, ...]
    rows: tuple[range, ...]
    column: int

    @classmethod
    def of(cls, table: HeatTable, area: Area) -> "Sizes":
        """Sizes by which every part fits the area: in as few parts as can be, then with rows alike."""
        made = [cls._with_names(table, area, size) for size in NAME_SIZES]
        return min(made, key=lambda each: (each.parts, len(set(each.heights))))

    @property
    def parts(self) -> int:
        """How many slides."""
        return len(self.columns) * len(self.rows)

    @classmethod
    def _with_names(cls, table: HeatTable, area: Area, size: float) -> "Sizes":
        names, codes = _names(table, area.width, size)
        room = area.width - names - codes
        narrowest = WORDS if table.holds is Holds.TEXT else NARROWEST
        columns = tuple(split(len(table.columns), room // narrowest))
        column = min(int(WIDEST), room // (max(map(len, columns)) or 1))
        letters = WORDS_SIZE if table.holds is Holds.TEXT else _letters(table, column)
        body = area.height - HEAD * 2 - LANE * min(MOST_LANES, len(table.calendar))
        if table.holds is Holds.TEXT:
            heights = _heights(table, names, column, (size, letters))
            rows = tuple(balanced(heights, body))
        else:
            least = tuple(_named(row, names, size) for row in table.rows)
            rows = tuple(balanced(least, body))
            heights = _stretched(least, rows, body)
            letters = min(letters, int(min(heights, default=0) / POINT / LINE * 2) / 2)
        return cls(names, codes, size, letters, heights, columns, rows, column)


def _stretched(least: tuple[int, ...], parts: tuple[range, ...], body: int) -> tuple[int, ...]:
    """All rows of one height, as high as there is room for, but those whose names need more."""
    row = int(TALLEST)
    for part in parts:
        tall = [least[at] for at in part if least[at] > min(least)]
        row = min(row, int((body - sum(tall)) // max(1, len(part) - len(tall))))
    return tuple(max(row, each) for each in least)


def _named(row: HeatRow, names: int, size: float) -> int:
    """As high as the row's name needs."""
    lines = len(wrap(row.name, names / POINT - 6 - 9 * row.level, size, bold=row.total))
    return max(int(SHORTEST), round((max(1, lines) * size * LINE + (3 if lines > 1 else 0)) * POINT))


def _names(table: HeatTable, across: int, size: float) -> tuple[int, int]:
    names = max(
        (width(plain(row.name), size, bold=row.total) + 9 * row.level for row in table.rows), default=0
    )
    codes = max((width(plain(row.code), CODE_SIZE) for row in table.rows if row.code), default=-6)
    most = min(LONGEST_NAMES, max(NAMES, across - len(table.columns) * WIDE - CODES))
    return min(int(most), round((names + 8) * POINT)), min(int(CODES), max(1, round((codes + 6) * POINT)))


def _letters(table: HeatTable, column: int) -> float:
    """The size at which every value fits its column in one line."""
    texts = {(cell.text, "hottest" in cell.marks) for row in table.cells for cell in row}
    widths = (width(plain(each), 1, bold=True) + (SIGN if marked else 0) for each, marked in texts)
    widest = max(widths, default=1) or 1
    return max(SMALLEST, min(LARGEST, int((column / POINT - 2) / widest * 2) / 2))


def _heights(table: HeatTable, names: int, column: int, sizes: tuple[float, float]) -> tuple[int, ...]:
    """As high as the words in each row need; `sizes` are of its name and of its cells."""
    name, letters = sizes
    heights = []
    for row, cells in zip(table.rows, table.cells, strict=True):
        lines = max(
            (len(wrap(cell.text, column / POINT - 4, letters, bold=True)) for cell in cells), default=1
        )
        heights.append(max(_named(row, names, name), round((lines * letters * LINE + 3) * POINT)))
    return tuple(heights)
