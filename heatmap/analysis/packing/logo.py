"""A logo for the cover: a picture file, checked in size and kind before anything is made of it."""

import io
import re
import warnings
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, UnidentifiedImageError

from heatmap.errors import HeatmapError

LARGEST = 2_000_000  # bytes
FEWEST_PIXELS, MOST_PIXELS = 32, 6_000  # of each side
LONGEST_SIDE = 10  # times the other: a longer strip is no logo
DO = "Give a PNG, JPEG or SVG file of up to 2 MB."

_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = {f"{_SVG}script", f"{_SVG}foreignObject"}
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_LINKS = ("href", "{http://www.w3.org/1999/xlink}href")


class LogoKind(StrEnum):
    """What the file is, by its content and not by its name."""

    PNG = "png"
    JPEG = "jpeg"
    SVG = "svg"


@dataclass(frozen=True)
class Logo:
    """A picture, its kind, and its sides in pixels, or in an SVG's own units."""

    content: bytes
    kind: LogoKind
    width: float
    height: float


def logo_at(path: Path) -> Logo:
    """The logo in a file.

    Raises:
        HeatmapError: it cannot be read, is too large, or is no PNG, JPEG or SVG that stands by itself.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise HeatmapError(
            f"The logo {path} cannot be read: {error.strerror or error}.",
            "Give the path of a PNG, JPEG or SVG file, counted from the folder of the configuration.",
        ) from error
    if len(content) > LARGEST:
        raise HeatmapError(f"The logo {path.name} is larger than 2 MB.", DO)
    if b"<svg" in content[:10_000]:
        return _drawing(path.name, content)
    return _pixels(path.name, content)


def _pixels(name: str, content: bytes) -> Logo:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
                kind, sides = LogoKind((picture.format or "").lower()), picture.size
                picture.load()
    except (
        OSError,
        SyntaxError,
        ValueError,
        UnidentifiedImageError,
        Image.DecompressionBombWarning,
    ) as error:
        raise HeatmapError(f"The logo {name} is no PNG, JPEG or SVG that can be read.", DO) from error
    if min(sides) < FEWEST_PIXELS or max(sides) > MOST_PIXELS or max(sides) > LONGEST_SIDE * min(sides):
        raise HeatmapError(
            f"The logo {name} is {sides[0]:,} by {sides[1]:,} pixels.",
            f"Give one of {FEWEST_PIXELS} to {MOST_PIXELS:,} pixels each way, "
            f"not longer than {LONGEST_SIDE} times its other side.",
        )
    return Logo(content, kind, *sides)


def _drawing(name: str, content: bytes) -> Logo:
    """Refuse what is no SVG, and one that runs something or fetches other files."""
    upper = content.upper()
    if b"<!DOCTYPE" in upper or b"<!ENTITY" in upper:
        raise HeatmapError(f"The logo {name} has a DOCTYPE.", "Save it again as plain SVG, without one.")
    try:
        root = ET.fromstring(content)  # noqa: S314 - entities, the danger, are refused above
    except ET.ParseError as error:
        raise HeatmapError(f"The logo {name} is no SVG that can be read: {error}.", DO) from error
    if root.tag != f"{_SVG}svg":
        raise HeatmapError(f"The logo {name} is no SVG.", DO)
    for element in root.iter():
        links = [element.get(key) or "#" for key in _LINKS]
        if element.tag in _ACTIVE or not all(link.startswith(("#", "data:image/")) for link in links):
            raise HeatmapError(
                f"The logo {name} runs a script or needs another file.", "Save it again as plain SVG."
            )
    sides = _sides(root)
    if min(sides) <= 0 or max(sides) > LONGEST_SIDE * min(sides):
        raise HeatmapError(
            f"The logo {name} says no size, or is longer than {LONGEST_SIDE} times its other side.",
            "Save it again with a viewBox, or with a width and a height.",
        )
    return Logo(content, LogoKind.SVG, *sides)


def _sides(root: ET.Element) -> tuple[float, float]:
    """Width and height of an SVG; 0 where it does not say them."""
    box = [float(part) for part in _NUMBER.findall(root.get("viewBox") or "")]
    if len(box) == len(("x", "y", "width", "height")):
        return box[2], box[3]
    width, height = (_NUMBER.match(root.get(side) or "") for side in ("width", "height"))
    return (float(width[0]), float(height[0])) if width and height else (0.0, 0.0)
