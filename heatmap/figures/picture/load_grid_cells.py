"""The grid itself: the rows' names, coloured cells, values, markers and the as-of line."""

from collections.abc import Iterator
from dataclasses import dataclass

from heatmap.figures.grid import GridPayload, Row
from heatmap.figures.picture.load_grid_frame import (
    CELL_HEIGHT,
    CODE_SIZE,
    GAP,
    INDENT,
    MARGIN,
    NAME_SIZE,
    VALUE_SIZE,
    Frame,
    is_total,
    row_tops,
)
from heatmap.figures.picture.load_grid_marks import (
    LETTERS,
    SEVERE,
    blank,
    hatch,
    hatching,
    marked,
    marker,
    shade_of,
    swatch,
)
from heatmap.figures.picture.svg import BASELINE, element, group, plain, shorten, titled, width, words
from heatmap.figures.theme import Shade, Theme

ROOM_FOR_LETTER = 46


@dataclass(frozen=True)
class Place:
    """One cell: its row and column, and its upper left corner in the picture."""

    row: int
    column: int
    x: float
    y: float


def draw_names(payload: GridPayload, frame: Frame, theme: Theme, top: float) -> list[str]:
    """The rows' names, shortened where they must be, and their codes."""
    names, codes = [], []
    for row, y in zip(payload["rows"], row_tops(payload, top), strict=True):
        baseline = y + CELL_HEIGHT / 2 + NAME_SIZE * BASELINE
        names.append(_name(row, frame, baseline))
        code = shorten(row["code"], frame.codes, CODE_SIZE)
        if code:
            codes.append(titled(row["code"], [words(frame.left - 12, baseline, code)]))
    return [
        group({"fill": theme.ink, "font-size": NAME_SIZE}, names),
        group({"fill": theme.soft, "font-size": CODE_SIZE, "text-anchor": "end"}, codes),
    ]


def draw_cells(payload: GridPayload, frame: Frame, theme: Theme, top: float) -> list[str]:
    """Colours, then values on them, cells of one step together."""
    places = list(_places(payload, frame, top))
    steps = payload["cells"]["step"]
    parts: list[str] = []
    for letter in LETTERS:
        chosen = [place for place in places if steps[place.row][place.column] == letter]
        parts.extend(_step(payload, frame, letter, shade_of(payload, letter, theme), chosen))
    parts.extend(_blanks(payload, frame, theme, places))
    return parts


def draw_as_of(payload: GridPayload, frame: Frame, theme: Theme, top: float, bottom: float) -> list[str]:
    """A dashed line where the as-of date's column starts, and its date below the grid."""
    at = payload["asOf"]
    if at is None:
        return []
    x = frame.x(at) - GAP / 2
    text = f"as of {plain(payload['asOfName'])}"
    late = x + width(text, CODE_SIZE) > frame.picture - MARGIN
    line: dict[str, str | float] = {"x1": x, "y1": top, "x2": x, "y2": bottom + 4, "stroke": theme.ink}
    return [
        element("line", {**line, "stroke-width": 1.25, "stroke-dasharray": "3 2"}),
        words(
            x, bottom + 15, text, font_size=CODE_SIZE, fill=theme.ink, text_anchor="end" if late else "start"
        ),
    ]


def draw_markers(payload: GridPayload, frame: Frame, theme: Theme, top: float) -> list[str]:
    """The markers of all cells, over their colours and values."""
    tops, steps = row_tops(payload, top), payload["cells"]["step"]

    def draw(name: str, row: int, column: int) -> str:
        step = steps[row][column]
        ink = shade_of(payload, step, theme).ink if step in LETTERS else theme.ink
        return marker(name, frame.x(column), tops[row], frame.cell, (theme, ink))

    return [
        group({"data-marker": name}, [draw(name, row, column) for row, column in places])
        for name, places in marked(payload).items()
    ]


def _name(row: Row, frame: Frame, baseline: float) -> str:
    indent, bold = INDENT * row["level"], is_total(row["kind"])
    short = shorten(row["name"], frame.names - indent, NAME_SIZE, bold=bold)
    weight = "bold" if bold else "normal"
    return titled(row["name"], [words(MARGIN + indent, baseline, short, font_weight=weight)])


def _places(payload: GridPayload, frame: Frame, top: float) -> Iterator[Place]:
    for row, y in enumerate(row_tops(payload, top)):
        for column in range(frame.columns):
            yield Place(row, column, frame.x(column), y)


def _step(
    payload: GridPayload, frame: Frame, letter: str, shade: Shade, places: list[Place]
) -> Iterator[str]:
    line: dict[str, str | float] = {"stroke": shade.edge} if shade.edge else {}
    yield group({"fill": shade.paper, **line}, [swatch(place.x, place.y, frame.cell) for place in places])
    if letter == SEVERE and payload["bands"] and places:
        lines = "".join(hatch(place.x, place.y, frame.cell) for place in places)
        yield hatching(lines, shade.ink)
    texts = payload["cells"]["text"]
    yield group(
        {"fill": shade.ink, "font-size": VALUE_SIZE, "font-weight": "bold", "text-anchor": "middle"},
        [_value(place, frame, texts[place.row][place.column] or letter) for place in places],
    )
    if frame.cell >= ROOM_FOR_LETTER:
        yield group(
            {"fill": shade.ink, "font-size": VALUE_SIZE - 2},
            [
                words(place.x + 4, place.y + CELL_HEIGHT / 2 + 3, letter)
                for place in places
                if texts[place.row][place.column]
            ],
        )


def _blanks(payload: GridPayload, frame: Frame, theme: Theme, places: list[Place]) -> Iterator[str]:
    """Nothing planned, no headcount, not selected: three different blanks, or a value without a colour."""
    cells, valued = payload["cells"], []
    for place in places:
        step, text = cells["step"][place.row][place.column], cells["text"][place.row][place.column]
        if step in LETTERS:
            continue
        if step == "." or not text:
            yield blank(step, (place.x, place.y), frame.cell, theme)
        if text:
            valued.append(_value(place, frame, text))
    yield group({"fill": theme.soft, "font-size": VALUE_SIZE, "text-anchor": "middle"}, valued)


def _value(place: Place, frame: Frame, text: str) -> str:
    return words(place.x + frame.cell / 2, place.y + CELL_HEIGHT / 2 + VALUE_SIZE * BASELINE, text)
