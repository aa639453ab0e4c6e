"""A document as one picture: SVG, or PNG at twice its size, as high as what is on it."""

from xml.sax.saxutils import escape

from heatmap.exports.document import Document, HeatTable
from heatmap.exports.images import PIXELS_PER_INCH, SCALE, png
from heatmap.exports.typeset.content import Sheet
from heatmap.exports.typeset.heat_sheets import width_needed
from heatmap.exports.typeset.typesetting import typeset
from heatmap.figures.picture.load_grid_svg import load_grid_svg
from heatmap.figures.picture.svg import plain

POINTS_PER_PIXEL = 72 / PIXELS_PER_INCH
NARROWEST = 1200 * POINTS_PER_PIXEL
MARGIN = 24 * POINTS_PER_PIXEL


def write_svg(document: Document) -> bytes:
    """The picture as vectors: a grid by its own drawing, anything else typeset."""
    drawing = _drawing(document)
    if drawing is not None:
        return drawing.encode("utf-8")
    return _named(typeset([document], _sheet(document), "svg").decode("utf-8"), document).encode("utf-8")


def write_png(document: Document) -> bytes:
    """The picture as pixels."""
    drawing = _drawing(document)
    if drawing is not None:
        return png(drawing)
    return typeset([document], _sheet(document), "png", PIXELS_PER_INCH * SCALE)


def _sheet(document: Document) -> Sheet:
    """As wide as the widest table, so that none is split."""
    widths = [width_needed(part) + 2 * MARGIN for part in document.parts if isinstance(part, HeatTable)]
    return Sheet(max([NARROWEST, *widths]), None, MARGIN, across=3)


def _drawing(document: Document) -> str | None:
    """The drawing of a document that is one grid."""
    (first, *others) = document.parts
    if others or not isinstance(first, HeatTable) or first.grid is None:
        return None
    return load_grid_svg(first.grid, made=document.source.made, marking=document.source.marking)


def _named(svg: str, document: Document) -> str:
    """The picture with a title and a description, for readers who do not see it."""
    described = escape(plain(f"{document.stated} {document.source.line}"))
    said = f'<title id="title">{escape(plain(document.title))}</title><desc>{described}</desc>'
    start, end = '<svg role="img" aria-labelledby="title" ', svg.index(">") + 1
    return f"{start}{svg[len('<svg ') : end]}{said}{svg[end:]}"
