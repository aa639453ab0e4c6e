"""A view on one slide: its chief finding as the title, figures that stand out, and its parts side by side."""

from collections.abc import Sequence
from dataclasses import replace

from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Inches

from heatmap.exports.document import Chart, Charts, Document, Figure, Glance, HeatTable, Sentences, Shown
from heatmap.exports.letters import wrap
from heatmap.exports.slides.blocks import least, place, wanted
from heatmap.exports.slides.cells import Cell, native_table
from heatmap.exports.slides.charts import chart_notes
from heatmap.exports.slides.frame import POINT, Area, new_slide
from heatmap.exports.slides.heat import add_heat, calendar_notes
from heatmap.exports.slides.tables import TONES
from heatmap.exports.splitting import fair
from heatmap.figures.theme import LIGHT

SIZES = (14.0, 13.0, 12.0, 11.0, 10.5)  # points of the parts' words; the largest in which all of them fit
CUT_SIZES = (11.0, 10.5, 10.0)  # where they do not, and rows are left out
BETWEEN, BELOW = Inches(0.3), Inches(0.14)  # sides; parts of a side
FIGURE_SIZE, MEANING_SIZE, APART = 24.0, 11.0, Inches(0.1)
TOLD = 0.7  # of a side, at most, that sentences take whole


def add_glance(deck: Presentation, document: Document, glance: Glance) -> None:
    """One slide; a heat table that stands alone takes as many as it needs to be read."""
    match glance.left, glance.right:
        case (HeatTable() as table,), ():
            add_heat(deck, document, table, glance.title)
            return
    slide, area = new_slide(deck, document, glance.title, _notes([*glance.left, *glance.right]))
    area = _place_figures(slide, area, glance.figures)
    sides = _sides(area, glance)
    size = _size(sides)
    for side, parts in sides:
        _place_parts(slide, side, parts, size)


def _size(sides: Sequence[tuple[Area, Sequence[Shown]]]) -> float:
    """The largest in which all parts fit, or else all sentences."""
    fitting = [size for size in SIZES if all(_fits(parts, side, size) for side, parts in sides)]
    told = [size for size in CUT_SIZES if all(_told(parts, side, size) for side, parts in sides)]
    return (*fitting, *told, CUT_SIZES[0])[0]


def _notes(parts: Sequence[Shown]) -> str:
    """What the parts have to say to the speaker."""
    charts = [
        each
        for part in parts
        for each in (part.charts if isinstance(part, Charts) else [part] if isinstance(part, Chart) else [])
    ]
    calendars = [calendar_notes(part) for part in parts if isinstance(part, HeatTable)]
    return "\n".join(filter(None, [chart_notes(charts), *calendars]))


def _sides(area: Area, glance: Glance) -> list[tuple[Area, Sequence[Shown]]]:
    if not glance.right:
        return [(area, glance.left)]
    left = round((area.width - BETWEEN) * glance.share)
    right = Area(area.left + left + BETWEEN, area.top, area.width - BETWEEN - left, area.height)
    return [(Area(area.left, area.top, left, area.height), glance.left), (right, glance.right)]


def _fits(parts: Sequence[Shown], area: Area, size: float) -> bool:
    needed = sum(least(part, area.width, size) for part in parts) + BELOW * (len(parts) - 1)
    return bool(needed <= area.height)


def _place_parts(slide: Slide, area: Area, parts: Sequence[Shown], size: float) -> None:
    """The parts of a side, one below the other; what one leaves, the next ones have."""
    left = area
    for at, part in enumerate(parts):
        height = _heights(parts[at:], left, size)[0]
        used = place(slide, Area(left.left, left.top, left.width, height), part, size)
        left = left.below(used + BELOW)


def _heights(parts: Sequence[Shown], area: Area, size: float) -> list[int]:
    """Sentences whole, as long as they leave a part of the side to the others; those share the rest alike."""
    room = area.height - BELOW * (len(parts) - 1)
    wishes = [wanted(part, area.width, size) for part in parts]
    if not _told(parts, area, size):
        return fair(wishes, room)
    told = [isinstance(part, Sentences) for part in parts]
    rest = room - sum(wish for wish, whole in zip(wishes, told, strict=True) if whole)
    others = iter(fair([wish for wish, whole in zip(wishes, told, strict=True) if not whole], rest))
    return [wish if whole else next(others) for wish, whole in zip(wishes, told, strict=True)]


def _told(parts: Sequence[Shown], area: Area, size: float) -> bool:
    """Whether the sentences leave enough to the other parts."""
    told = [wanted(part, area.width, size) for part in parts if isinstance(part, Sentences)]
    whole = 1.0 if len(told) == len(parts) else TOLD
    return bool(sum(told) <= (area.height - BELOW * (len(parts) - 1)) * whole)


def _place_figures(slide: Slide, area: Area, figures: Sequence[Figure]) -> Area:
    """The figures side by side, each above what it means; what is left of the area."""
    if not figures:
        return area
    width = (area.width - APART * (len(figures) - 1)) // len(figures)
    lines = max(len(wrap(each.meaning, width / POINT - 14, MEANING_SIZE)) for each in figures)
    paper = LIGHT.seq[0].paper
    look = Cell(paper=paper, indent=8, align="l", line="")
    numbers = [
        replace(look, text=each.said, ink=TONES.get(each.tone, TONES["info"]), size=FIGURE_SIZE, bold=True)
        for each in figures
    ]
    meanings = [replace(look, text=each.meaning, size=MEANING_SIZE) for each in figures]
    rows = [
        (round(FIGURE_SIZE * 1.35 * POINT), _parted(numbers)),
        (round((lines * 1.25 + 0.5) * MEANING_SIZE * POINT), _parted(meanings)),
    ]
    widths = [each for _ in figures for each in (int(APART), width)][1:]
    native_table(slide, area, widths, rows, "Figures", heads=False)
    return area.below(sum(height for height, _ in rows) + BELOW)


def _parted(cells: Sequence[Cell]) -> list[Cell]:
    """The cells with an empty one between each two."""
    return [each for cell in cells for each in (Cell(size=MEANING_SIZE, line=""), cell)][1:]
