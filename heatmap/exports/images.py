"""Pictures as pixels: SVG becomes PNG, offline, without a browser."""

import math
import re
from functools import cache

import typst

from heatmap.figures.theme import BUNDLED_FONT
from heatmap.resources import ASSETS

FONTS = ASSETS / "fonts"
PIXELS_PER_INCH = 96  # of SVG, so that one of its pixels is one in a picture at scale 1
SCALE = 2  # sharp on dense screens and in print
MOST_PIXELS = 60_000_000  # a larger picture is drawn at a smaller scale: memory is 4 bytes a pixel, twice

# A page as large as the picture; typst draws SVG by itself and embeds nothing that is not in the file.
_PAGE = f"""
#set page(width: auto, height: auto, margin: 0pt)
#set text(font: "{BUNDLED_FONT}")
#image(bytes(sys.inputs.svg), format: "svg")
""".encode()
_SIZE = re.compile(r'<svg [^>]*?\bwidth="([0-9.]+)" height="([0-9.]+)"')


def png(svg: str) -> bytes:
    """The SVG picture as PNG at twice its size; always the same bytes for the same picture.

    Only bundled fonts are used, none of the system's, so that it looks the same on every machine.
    """
    return typst.compile(
        _PAGE,
        format="png",
        ppi=PIXELS_PER_INCH * _scale(svg),
        font_paths=bundled_fonts(),
        sys_inputs={"svg": svg},
    )


@cache
def bundled_fonts() -> typst.Fonts:
    """The program's own fonts and no others: the same on every machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _scale(svg: str) -> float:
    size = _SIZE.search(svg)
    pixels = float(size[1]) * float(size[2]) if size else 0
    return min(SCALE, math.sqrt(MOST_PIXELS / pixels)) if pixels else SCALE
