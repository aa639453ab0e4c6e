"""What a heat table's colours, blanks and marks mean, below it on a slide, as native tables."""

from pptx.slide import Slide
from pptx.util import Inches

from heatmap.exports.document import LEFT_OUT, MARKS, NO_DATA, HeatTable, Step
from heatmap.exports.letters import width
from heatmap.exports.slides.cells import Cell, native_table
from heatmap.exports.slides.frame import POINT, Area
from heatmap.figures.picture.svg import plain
from heatmap.figures.theme import HATCH_OPACITY, LIGHT

LEGEND_SIZE = 10.0
LEGEND = Inches(0.21)  # one line of it
SWATCH = 22  # points
SIGNS = {
    "go-live": "thick line above: go-live",
    "freeze": "thick line below: change freeze",
    "at-risk": f"underlined: {MARKS['at-risk']}",
    "hottest": f"◥ {MARKS['hottest']}",
    "estimated": f"italic: {MARKS['estimated']}",
    "no-capacity": f"!: {MARKS['no-capacity']}",
    "overloaded": f"thick line above: {MARKS['overloaded']}",
}
"""How a native table shows marks: lines and letters stay editable, and need no room."""


def hatch_of(step: Step | None) -> str:
    """The colour of a step's hatching, faint enough to read the value on it."""
    if step is None or not step.hatched:
        return ""
    paper, ink = (
        [int(code[at : at + 2], 16) for at in (1, 3, 5)] for code in (step.shade.paper, step.shade.ink)
    )
    mixed = (round(low + (high - low) * HATCH_OPACITY) for low, high in zip(paper, ink, strict=True))
    return "#" + "".join(f"{each:02x}" for each in mixed)


def legend_of(table: HeatTable) -> list[tuple[Cell, str]]:
    """A swatch and the words for each step, then the blanks and marks that the table really has."""
    entries = [
        (
            Cell(
                step.sign,
                step.shade.ink,
                step.shade.paper,
                hatch_of(step),
                LEGEND_SIZE,
                bold=True,
            ),
            step.meaning,
        )
        for step in table.steps
    ]
    blank = {NO_DATA: "–", LEFT_OUT: "·"}
    entries += [
        (Cell(blank.get(key, ""), LIGHT.soft, size=LEGEND_SIZE, line=LIGHT.blank_line), table.blanks[key])
        for key in table.has_blanks
    ]
    entries += [(Cell(line=""), SIGNS[mark]) for mark in table.has_marks]
    return entries


def legend_lines(entries: list[tuple[Cell, str]], room: int) -> list[list[tuple[Cell, str]]]:
    """The legend's entries in lines that fit."""
    lines: list[list[tuple[Cell, str]]] = [[]]
    used = 0.0
    for entry in entries:
        needs = _entry_width(entry)
        if lines[-1] and used + needs > room / POINT:
            lines.append([])
            used = 0.0
        lines[-1].append(entry)
        used += needs
    return lines


def _entry_width(entry: tuple[Cell, str]) -> float:
    """Of a swatch and its words, in points."""
    return (SWATCH if entry[0].line else 0) + width(plain(entry[1]), LEGEND_SIZE) + 14


def add_legend(slide: Slide, area: Area, entries: list[tuple[Cell, str]]) -> None:
    """The legend as native tables, a line each."""
    for at, line in enumerate(legend_lines(entries, area.width)):
        widths, cells = [], []
        for swatch, words in line:
            if swatch.line:
                widths.append(round(SWATCH * POINT))
                cells.append(swatch)
            widths.append(round((_entry_width((swatch, words)) - (SWATCH if swatch.line else 0)) * POINT))
            cells.append(Cell(words, LIGHT.ink, size=LEGEND_SIZE, align="l", line="", indent=2))
        row = Area(area.left, area.top + at * LEGEND, area.width, LEGEND)
        native_table(slide, row, widths, [(LEGEND - Inches(0.03), cells)], "Legend", heads=False)
