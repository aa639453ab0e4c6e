"""What each slide has around its content: title, filters, marking, source, number, and speaker notes."""

from dataclasses import dataclass

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from heatmap.exports.document import Document
from heatmap.exports.letters import shorten, wrap
from heatmap.figures.picture.svg import plain
from heatmap.figures.theme import LIGHT

FONT = "Arial"  # on every machine that shows slides
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
MARGIN = Inches(0.4)
TITLE_TOP, TITLE_HEIGHT = Inches(0.26), Inches(0.5)
TITLE_SIZES = (22, 18, 16)  # points; the largest that needs one line, so that most slides have the same
TWO_LINES = 14  # points of a title that needs two; a longer one is cut here, and whole in the notes
STATED_SIZE, NUMBER_SIZE = 11, 10
STATED_LINE = Inches(0.19)
FOOT_SIZES = (10, 9, 8)  # points; the largest that needs one line, or as many of the smallest as it needs
FOOT_END, FOOT_LINE = Inches(7.29), Inches(0.17)
NUMBER = Inches(0.6)
ACROSS = WIDTH - 2 * MARGIN
MARKING_TOPS = (Inches(0.06), Inches(7.29))
TITLE_ONLY = 5  # layout of the library's template
POINT = 12700  # EMU


@dataclass(frozen=True)
class Area:
    """A rectangle on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int

    def below(self, used: int) -> "Area":
        """What is left under `used`."""
        return Area(self.left, self.top + used, self.width, self.height - used)


def colour(code: str) -> RGBColor:
    """A colour of the theme, such as #801650."""
    given: RGBColor = RGBColor.from_string(code.removeprefix("#").upper())
    return given


def content_area(document: Document) -> Area:
    """The room for content on each slide of the document."""
    top = TITLE_TOP + TITLE_HEIGHT + STATED_LINE * len(_stated(document)) + Inches(0.08)
    lines, _ = _foot(document)
    return Area(MARGIN, top, ACROSS, FOOT_END - FOOT_LINE * lines - top - Inches(0.06))


def _foot(document: Document) -> tuple[int, float]:
    """How many lines the source needs at the foot, and of which size."""
    room = (ACROSS - NUMBER) / POINT
    lines = [(len(wrap(document.source.line, room, size)), size) for size in FOOT_SIZES]
    return next((each for each in lines if each[0] == 1), lines[-1])


def new_slide(deck: Presentation, document: Document, title: str, notes: str = "") -> tuple[Slide, Area]:
    """A slide with everything but its content, and the room for that; `notes` are its own part of them."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    _title(slide, title)
    stated = _stated(document)
    if stated:
        area = Area(MARGIN, TITLE_TOP + TITLE_HEIGHT, ACROSS, STATED_LINE * len(stated))
        text(slide, area, " ".join(stated), STATED_SIZE)
    lines, size = _foot(document)
    foot = Area(MARGIN, FOOT_END - FOOT_LINE * lines, ACROSS - NUMBER, FOOT_LINE * lines)
    text(slide, foot, document.source.line, size)
    number = Area(WIDTH - MARGIN - NUMBER, FOOT_END - FOOT_LINE, NUMBER, FOOT_LINE)
    text(slide, number, str(len(deck.slides)), NUMBER_SIZE, align=PP_ALIGN.RIGHT)
    add_marking(slide, document)
    add_notes(slide, document, title, notes)
    return slide, content_area(document)


def add_marking(slide: Slide, document: Document) -> None:
    """The marking at the top and at the foot."""
    for top in MARKING_TOPS if document.source.marking else ():
        area = Area(MARGIN, top, ACROSS, Inches(0.2))
        text(slide, area, document.source.marking, 10, bold=True, align=PP_ALIGN.CENTER, ink=LIGHT.ink)


def add_notes(slide: Slide, document: Document, title: str, notes: str = "") -> None:
    """What a speaker needs to know; `notes` are the slide's own part of it."""
    spoken = slide.notes_slide.notes_text_frame
    if spoken is not None:
        spoken.text = "\n".join(filter(None, [plain(title), notes, document.notes]))


def _stated(document: Document) -> list[str]:
    """What the document is about, where its parts have titles of their own, and its filters."""
    own = all(part.title == document.title for part in document.parts)
    about = document.stated if own else f"{document.title} · {document.stated}"
    return wrap(about, ACROSS / POINT, STATED_SIZE)


def _title(slide: Slide, title: str) -> None:
    shape = slide.shapes.title
    if shape is None:
        return
    shape.left, shape.top, shape.width, shape.height = (
        MARGIN,
        TITLE_TOP,
        Emu(ACROSS),
        TITLE_HEIGHT,
    )
    room = ACROSS / POINT
    one_line = [size for size in TITLE_SIZES if len(wrap(title, room, size, bold=True)) == 1]
    size = (*one_line, TWO_LINES)[0]
    cut = plain(title) if one_line else shorten(title, 1.9 * room, TWO_LINES, bold=True)
    fill(shape.text_frame, cut, size, bold=True, ink=LIGHT.ink)
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE


def text(
    slide: Slide,
    area: Area,
    words: str,
    size: float,
    *,
    bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    ink: str = LIGHT.soft,
) -> None:
    """A box of plain text that wraps."""
    box = slide.shapes.add_textbox(Emu(area.left), Emu(area.top), Emu(area.width), Emu(area.height))
    fill(box.text_frame, plain(words), size, bold=bold, align=align, ink=ink)


def fill(
    frame: TextFrame,
    words: str,
    size: float,
    *,
    bold: bool = False,
    align: PP_ALIGN = PP_ALIGN.LEFT,
    ink: str = LIGHT.soft,
    paragraph: int = 0,
) -> None:
    """One paragraph, by its place, in a frame without inner margins."""
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    written = frame.paragraphs[paragraph]
    written.alignment = align
    run = written.add_run()
    run.text = words
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = colour(ink)
