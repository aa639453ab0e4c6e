"""What a cell can carry besides its value: its colour, hatching, and markers."""

from heatmap.figures.grid import GridPayload
from heatmap.figures.picture.load_grid_frame import CELL_HEIGHT
from heatmap.figures.picture.svg import element
from heatmap.figures.theme import HATCH_OPACITY, Shade, Theme

LETTERS = "ABCDE"
SEVERE = "E"
HATCH = 6  # pixels between lines
FULL = 1000  # per mille of capacity
MOSTLY = 50  # % of the load from estimated hours


def marked(payload: GridPayload) -> dict[str, list[tuple[int, int]]]:
    """Rows and columns of the cells that carry each marker, in the order in which markers are drawn."""
    cells = payload["cells"]
    found: dict[str, list[tuple[int, int]]] = {
        name: []
        for name in ("freeze", "estimated", "hottest", "no-capacity", "at-risk", "go-live", "rose", "fell")
    }
    if "difference" in payload:
        return found | _crossed(payload)
    for row, steps in enumerate(cells["step"]):
        for column, step in enumerate(steps):
            if cells["freeze"][row][column] == "1":
                found["freeze"].append((row, column))
            if step in LETTERS and cells["estimated"][row][column] >= MOSTLY:
                found["estimated"].append((row, column))
            if _is_hot(cells["hottest"][row][column], cells["saturation"][row][column]):
                found["hottest"].append((row, column))
            if step in LETTERS and cells["capacity"][row][column] == 0:
                found["no-capacity"].append((row, column))
            if cells["atRisk"][row][column] == "1" and step != "x":
                found["at-risk"].append((row, column))
            if cells["goLives"][row][column]:
                found["go-live"].append((row, column))
    return found


def _crossed(payload: GridPayload) -> dict[str, list[tuple[int, int]]]:
    """Cells that crossed into a higher band, and into a lower one."""
    places = [
        (sign, (row, column))
        for row, signs in enumerate(payload["cells"].get("crossed", ()))
        for column, sign in enumerate(signs)
    ]
    return {
        name: [place for sign, place in places if sign == wanted]
        for name, wanted in (("rose", "u"), ("fell", "d"))
    }


def _is_hot(hottest: int | None, saturation: int | None) -> bool:
    return hottest is not None and hottest >= FULL and saturation is not None and saturation < FULL


def marker(name: str, x: float, y: float, cell: float, colours: tuple[Theme, str]) -> str:
    """One marker on the cell whose upper left corner is (x, y); `colours` has what is legible on it."""
    theme, ink = colours
    middle, right, bottom = x + cell / 2, x + cell, y + CELL_HEIGHT
    edge: dict[str, str | float] = {"stroke": theme.paper, "stroke-width": 0.75}
    if name == "go-live":
        path = f"M{middle - 4:.2f} {y - 2:.2f}h8l-4 5.5z"
        return element("path", {"d": path, "fill": theme.ink, **edge})
    if name == "hottest":
        return element("path", {"d": f"M{right - 7:.2f} {y:.2f}h7v7z", "fill": theme.severe, **edge})
    if name == "at-risk":
        return element("path", {"d": f"M{x:.2f} {bottom:.2f}h8l-8 -8z", "fill": ink, **edge})
    if name in ("freeze", "rose", "fell"):
        top = y if name == "rose" else bottom - 2.5
        return element("rect", {"x": x, "y": top, "width": cell, "height": 2.5, "fill": ink})
    if name == "no-capacity":
        return hatching(hatch(x, y, cell, falling=True), ink)
    path = f"M{x + 4:.2f} {bottom - 4.5:.2f}H{right - 4:.2f}"
    return element("path", {"d": path, "stroke": ink, "stroke-dasharray": "1.5 1.5", "fill": "none"})


def shade_of(payload: GridPayload, letter: str, theme: Theme) -> Shade:
    """The colours of one of the measure's steps."""
    return shades(payload, theme)[LETTERS.index(letter)]


def shades(payload: GridPayload, theme: Theme) -> tuple[Shade, ...]:
    """The colours of the measure's steps, A first."""
    if "difference" in payload:
        return theme.diff
    return theme.bands if payload["bands"] else theme.seq


def swatch(x: float, y: float, cell: float, **attributes: str | float) -> str:
    """A cell's area; its colour is an attribute of it or of its group."""
    return element("rect", {"x": x, "y": y, "width": cell, "height": CELL_HEIGHT, "rx": 2, **attributes})


def hatch(x: float, y: float, cell: float, *, falling: bool = False) -> str:
    """Diagonal lines inside one cell, rising or falling to the right, as part of a path."""
    lines = []
    for at in range(HATCH // 2, int(cell) + CELL_HEIGHT, HATCH):
        x1, y1 = x + min(at, cell), y + max(0, at - cell)
        x2, y2 = x + max(0, at - CELL_HEIGHT), y + min(at, CELL_HEIGHT)
        if falling:
            x1, x2 = 2 * x + cell - x1, 2 * x + cell - x2
        lines.append(f"M{x1:.2f} {y1:.2f}L{x2:.2f} {y2:.2f}")
    return "".join(lines)


def hatching(lines: str, ink: str) -> str:
    """Hatching, faint enough to read the value on it."""
    return element("path", {"d": lines, "stroke": ink, "stroke-opacity": HATCH_OPACITY, "fill": "none"})


def blank(kind: str, corner: tuple[float, float], cell: float, theme: Theme) -> str:
    """A cell without a step: `.` nothing planned, `-` no headcount, `x` left out by a filter."""
    x, y = corner
    middle, centre = x + cell / 2, y + CELL_HEIGHT / 2
    if kind == ".":
        return swatch(x, y, cell, fill=theme.paper, stroke=theme.blank_line)
    if kind == "-":
        return element(
            "rect", {"x": middle - 3, "y": centre - 0.5, "width": 6, "height": 1, "fill": theme.no_data}
        )
    return element("circle", {"cx": middle, "cy": centre, "r": 1.5, "fill": theme.filtered_dot})
