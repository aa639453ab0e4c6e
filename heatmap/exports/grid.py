"""The shown grid as a file: PNG, SVG or CSV."""

import re
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from heatmap.errors import HeatmapError
from heatmap.exports.images import png
from heatmap.exports.tables import grid_csv
from heatmap.figures.grid import GridPayload
from heatmap.figures.load_grid_svg import load_grid_svg


class Format(StrEnum):
    """What the grid can be exported as."""

    PNG = "png"
    SVG = "svg"
    CSV = "csv"


MEDIA_TYPES = {
    Format.PNG: "image/png",
    Format.SVG: "image/svg+xml",
    Format.CSV: "text/csv",
}


class Exported(NamedTuple):
    """A file to hand over: its bytes, its name and its media type."""

    content: bytes
    name: str
    media_type: str


def export(payload: GridPayload, form: str, *, made: datetime) -> Exported:
    """The rows and columns of `payload` as a file that states filters, as-of date and versions.

    Raises:
        HeatmapError: `form` is not one of png, svg and csv.
    """
    if form not in tuple(Format):
        raise HeatmapError(f"The grid has no export “{form}”.", f"Choose from: {', '.join(tuple(Format))}.")
    chosen = Format(form)
    return Exported(_content(payload, chosen, made), _name(payload, chosen), MEDIA_TYPES[chosen])


def _content(payload: GridPayload, form: Format, made: datetime) -> bytes:
    if form is Format.CSV:
        return grid_csv(payload, made=made).encode("utf-8")
    svg = load_grid_svg(payload, made=made)
    return png(svg) if form is Format.PNG else svg.encode("utf-8")


def _name(payload: GridPayload, form: Format) -> str:
    """heatmap-saturation-version-2-as-of-2020-03-02.png; whatever the payload says, a safe file name."""
    said = f"heatmap-{payload['measure']}-version-{payload['version']}-as-of-{payload['asOfDate']}"
    return re.sub(r"[^a-z0-9]+", "-", said.lower()) + f".{form}"
