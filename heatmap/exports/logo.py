"""A pack's logo as each format takes it: a drawing for PDF, pixels for slides; as large as its place."""

from base64 import b64encode

import typst

from heatmap.analysis.packing.logo import Logo, LogoKind
from heatmap.errors import HeatmapError
from heatmap.exports.images import bundled_fonts
from heatmap.figures.theme import BUNDLED_FONT

WIDEST, HIGHEST = 220.0, 64.0  # points
SHARP = 288  # pixels an inch
_PAGE = f"""
#set page(width: auto, height: auto, margin: 0pt, fill: none)
#set text(font: "{BUNDLED_FONT}")
#image(bytes(sys.inputs.svg), format: "svg", width: {{width}}pt)
"""


def logo_sides(logo: Logo) -> tuple[float, float]:
    """Width and height in points of its place on the cover."""
    scale = min(WIDEST / logo.width, HIGHEST / logo.height)
    return logo.width * scale, logo.height * scale


def logo_svg(logo: Logo) -> str:
    """The logo as a drawing; pixels stand in it as they are."""
    if logo.kind is LogoKind.SVG:
        return logo.content.decode("utf-8-sig")
    link = f"data:image/{logo.kind};base64,{b64encode(logo.content).decode('ascii')}"
    sides = f'width="{logo.width:g}" height="{logo.height:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {sides}><image href="{link}" {sides}/></svg>'


def logo_pixels(logo: Logo) -> bytes:
    """The logo as PNG or JPEG.

    Raises:
        HeatmapError: it is an SVG that cannot be drawn.
    """
    if logo.kind is not LogoKind.SVG:
        return logo.content
    width, _ = logo_sides(logo)
    page = _PAGE.format(width=round(width, 2)).encode()
    drawing = {"svg": logo_svg(logo)}
    try:
        made: bytes = typst.compile(
            page, format="png", ppi=SHARP, font_paths=bundled_fonts(), sys_inputs=drawing
        )
    except typst.TypstError as error:
        raise HeatmapError("The logo is an SVG that cannot be drawn.", "Save it again as PNG.") from error
    return made
