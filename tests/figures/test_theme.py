"""The pictures' colours are the page's."""

import re

from heatmap.figures.theme import LIGHT, Shade
from heatmap.resources import ASSETS

LEGIBLE = 4.5  # WCAG 2.2 AA, contrast of text


def page_tokens() -> dict[str, str]:
    """The light theme's custom properties of the page's style sheet."""
    light = (ASSETS / "tokens.css").read_text(encoding="utf-8").split("}", 1)[0]
    return dict(re.findall(r"--([\w-]+): *([^;]+);", light))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(shade: Shade) -> float:
    """How much a shade's text stands out from its background."""
    darker, lighter = sorted((luminance(shade.paper), luminance(shade.ink)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_pictures_have_the_colours_of_the_page() -> None:
    """A picture beside the page shows each band in the same colour."""
    page = page_tokens()
    assert {name: page.get(name) for name in LIGHT.tokens()} == LIGHT.tokens()


def test_every_value_is_legible_on_its_colour() -> None:
    """Text on each step reaches the contrast that WCAG asks for."""
    assert min(map(contrast, (*LIGHT.bands, *LIGHT.seq, *LIGHT.diff))) >= LEGIBLE
