"""A view's address into a file: what every page's export menu and the command line call."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from heatmap.errors import HeatmapError
from heatmap.exports.document import Document
from heatmap.exports.views.heatmap import heatmap_document
from heatmap.exports.views.performance import performance_document
from heatmap.exports.views.planner import planner_document
from heatmap.exports.views.readiness import readiness_document
from heatmap.exports.views.review import review_document
from heatmap.exports.views.source import Making
from heatmap.exports.views.unit import unit_document
from heatmap.exports.writing import MEDIA_TYPES, Format, Paper, Slides, write
from heatmap.store.store import Store

ViewDocument = Callable[[Store, str, str, Making], Document]
"""Of the store, what stands below the page in the address, the query, and what is said of the making."""

VIEWS: dict[str, ViewDocument] = {
    "heatmap": heatmap_document,
    "unit": unit_document,
    "readiness": readiness_document,
    "performance": performance_document,
    "review": review_document,
    "planner": planner_document,
}
"""Every page that can be exported, by its name in the address."""

HOME = "heatmap"
LONGEST_ADDRESS = 9_000  # characters


class Exported(NamedTuple):
    """A file to hand over: its bytes, its name and media type, and the title of what is in it."""

    content: bytes
    name: str
    media_type: str
    title: str


class At(NamedTuple):
    """Where an address leads: a page's name, what stands below it, and its query."""

    page: str
    below: str
    query: str


def at(address: str) -> At:
    """Where a page's name, such as unit/NA?weeks=13, or an address copied from a browser leads.

    Raises:
        HeatmapError: there is no such page, or none that can be exported.
    """
    if len(address) > LONGEST_ADDRESS:
        raise HeatmapError(f"The address holds {len(address):,} characters.", "Copy it from the page again.")
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        parts = urlsplit("")
    page, _, below = parts.path.strip("/").partition("/")
    page = page or HOME
    if page not in VIEWS:
        raise HeatmapError(f"There is no view “{page}” to export.", f"Choose from: {', '.join(VIEWS)}.")
    return At(page, unquote(below), f"?{parts.query}" if parts.query else "")


def document_at(store: Store, where: At, making: Making) -> Document:
    """The view as a document.

    Raises:
        HeatmapError: the view does not exist, or has nothing in it.
    """
    return VIEWS[where.page](store, where.below, where.query, making)


def export(
    store: Store,
    where: At,
    form: Format,
    making: Making,
    *,
    paper: Paper = Paper.A4,
    slides: Slides = Slides.ONE,
) -> Exported:
    """The view as a file; `paper` is of a PDF, `slides` of a PPTX.

    Raises:
        HeatmapError: the view does not exist, or has nothing in it.
    """
    document = document_at(store, where, making)
    if form is Format.PPTX and slides is Slides.EVERY_ROW:
        document = replace(document, name=f"{document.name}-{slides}", glance=None)
    return Exported(write([document], form, paper), _name(document, form), MEDIA_TYPES[form], document.title)


def _name(document: Document, form: Format) -> str:
    """heatmap-saturation-version-2-as-of-2020-03-02.png; whatever the codes in it, a safe file name."""
    source = document.source
    said = f"{document.name}-version-{source.version}-as-of-{source.as_of}"
    return re.sub(r"[^a-z0-9]+", "-", said.lower()).strip("-") + f".{form}"
