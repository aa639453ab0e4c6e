"""The first slide of a pack: logo, title, what it is of, and what is in it."""

import io
from collections.abc import Sequence

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from heatmap.exports.document import Cover, Document
from heatmap.exports.logo import logo_pixels, logo_sides
from heatmap.exports.slides.frame import (
    POINT,
    TITLE_ONLY,
    WIDTH,
    Area,
    add_marking,
    add_notes,
    colour,
    fill,
    text,
)
from heatmap.figures.picture.svg import plain
from heatmap.figures.theme import LIGHT

SIDE = Inches(0.9)
TITLE = Area(SIDE, Inches(1.45), WIDTH - 2 * SIDE, Inches(1.3))
RULE = Inches(2.88)
LINES = Area(SIDE, Inches(3.2), Inches(6.3), Inches(3.0))
CONTENTS = Area(Inches(7.8), Inches(3.2), Inches(4.6), Inches(3.6))
LOGO_TOP = Inches(0.5)
TITLE_SIZE, SIZE = 40, 16
SPACE = 7  # points between lines


def add_cover(deck: Presentation, document: Document, cover: Cover) -> None:
    """One slide."""
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    shape = slide.shapes.title
    if shape is not None:
        shape.left, shape.top, shape.width, shape.height = TITLE.left, TITLE.top, TITLE.width, TITLE.height
        fill(shape.text_frame, plain(cover.title), TITLE_SIZE, bold=True, ink=LIGHT.seq[4].paper)
        shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    _rule(slide)
    _paragraphs(slide, LINES, cover.lines)
    if cover.contents:
        text(slide, CONTENTS, "In this pack", SIZE, bold=True, ink=LIGHT.ink)
        _paragraphs(slide, CONTENTS.below(Inches(0.38)), cover.contents)
    if cover.logo is not None:
        width, height = (round(side * POINT) for side in logo_sides(cover.logo))
        picture = io.BytesIO(logo_pixels(cover.logo))
        drawn = slide.shapes.add_picture(picture, SIDE, LOGO_TOP, Emu(width), Emu(height))
        drawn.element.nvPicPr.cNvPr.set("descr", "Logo")
    add_marking(slide, document)
    add_notes(slide, document, cover.title)


def _rule(slide: Slide) -> None:
    """A line between the title and what stands below it."""
    line = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, SIDE, RULE, WIDTH - 2 * SIDE, Pt(2.5))
    line.fill.solid()
    line.fill.fore_color.rgb = colour(LIGHT.seq[4].paper)
    line.line.fill.background()
    line.shadow.inherit = False


def _paragraphs(slide: Slide, area: Area, lines: Sequence[str]) -> None:
    """A box with a paragraph for each line."""
    box = slide.shapes.add_textbox(Emu(area.left), Emu(area.top), Emu(area.width), Emu(area.height))
    frame = box.text_frame
    for place, line in enumerate(lines):
        if place:
            frame.add_paragraph()
        fill(frame, plain(line), SIZE, ink=LIGHT.ink, paragraph=place)
        frame.paragraphs[place].space_after = Pt(SPACE)
