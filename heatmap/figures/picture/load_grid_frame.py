"""Where everything of the grid's picture stands, in pixels."""

from dataclasses import dataclass

from heatmap.figures.grid import GridPayload
from heatmap.figures.picture.svg import plain, width

MARGIN = 24
GAP = 2  # between cells
CELL_HEIGHT = 20
ROW = CELL_HEIGHT + GAP
NARROWEST_CELL = 22
WIDEST_CELL = 64
USUAL_GRID = 640  # cells of a grid with few columns grow until it is this wide
NARROWEST_PICTURE = 860
LONGEST_NAME = 260
INDENT = 14
AFTER_TOTAL = 8
NAME_SIZE = 12
CODE_SIZE = 10.5
VALUE_SIZE = 10.5


@dataclass(frozen=True)
class Frame:
    """The horizontal measures of one picture; vertical ones follow from what is drawn above."""

    names: float  # room for the rows' names
    codes: float  # room for their codes
    cell: float  # a cell's width
    columns: int

    @classmethod
    def of(cls, payload: GridPayload) -> "Frame":
        """Measures that fit the payload's longest name and value."""
        rows, count = payload["rows"], len(payload["columns"])
        names = (
            width(plain(row["name"]), NAME_SIZE, bold=is_total(row["kind"])) + INDENT * row["level"]
            for row in rows
        )
        codes = (width(plain(row["code"]), CODE_SIZE) for row in rows if row["code"])
        texts = {text for row_texts in payload["cells"]["text"] for text in row_texts}
        widest = max((width(text, VALUE_SIZE, bold=True) for text in texts), default=0)
        usual = min(WIDEST_CELL, USUAL_GRID / max(1, count)) - GAP
        return cls(
            names=min(LONGEST_NAME, max(names, default=0)),
            codes=min(80, max(codes, default=-10) + 10),
            cell=round(max(NARROWEST_CELL, widest + 3, usual)),
            columns=count,
        )

    @property
    def left(self) -> float:
        """Where the first column starts."""
        return MARGIN + self.names + self.codes + 12

    @property
    def right(self) -> float:
        """Where the last column ends."""
        return self.x(self.columns) - GAP

    @property
    def picture(self) -> float:
        """The whole picture's width."""
        return max(NARROWEST_PICTURE, round(self.right + MARGIN))

    @property
    def room(self) -> float:
        """How wide a line of text may be."""
        return self.picture - 2 * MARGIN

    def x(self, column: int) -> float:
        """Where a column starts."""
        return self.left + column * (self.cell + GAP)


def is_total(kind: str) -> bool:
    """Whether a row of this kind is the organisation's total, set apart from the others."""
    return kind == "total"


def row_tops(payload: GridPayload, top: float) -> list[float]:
    """Where each row starts, the first at `top`."""
    tops = []
    for row in payload["rows"]:
        tops.append(top)
        top += ROW + (AFTER_TOTAL if is_total(row["kind"]) else 0)
    return tops
