"""Documents into files: one function for every format, for one document or a pack of them."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from importlib import import_module
from typing import Any

from heatmap.errors import HeatmapError
from heatmap.exports.document import Document


class Format(StrEnum):
    """What a document can become."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"
    PPTX = "pptx"
    XLSX = "xlsx"
    CSV = "csv"
    PARQUET = "parquet"


class Paper(StrEnum):
    """The sheet of a PDF, landscape."""

    A4 = "a4"
    A3 = "a3"


class Slides(StrEnum):
    """How many slides a view becomes: the one that sums it up, or as many as all of its rows need."""

    ONE = "one"
    EVERY_ROW = "every-row"


MEDIA_TYPES = {
    Format.PNG: "image/png",
    Format.SVG: "image/svg+xml",
    Format.PDF: "application/pdf",
    Format.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.CSV: "text/csv",
    Format.PARQUET: "application/vnd.apache.parquet",
}
LABELS = {
    Format.PPTX: "Slides (PPTX)",
    Format.XLSX: "Workbook (XLSX)",
    Format.PDF: "Document (PDF)",
    Format.PNG: "Picture (PNG)",
    Format.SVG: "Drawing (SVG)",
    Format.CSV: "Table (CSV)",
    Format.PARQUET: "Table (Parquet)",
}
"""Every format as a menu names it, in the menu's order."""

_SEVERAL = {
    Format.PDF: ("pdf", "write_pdf"),
    Format.PPTX: ("slides", "write_slides"),
    Format.XLSX: ("workbook", "write_workbook"),
}
_SINGLE = {
    Format.PNG: ("pictures", "write_png"),
    Format.SVG: ("pictures", "write_svg"),
    Format.CSV: ("numbers", "write_csv"),
    Format.PARQUET: ("numbers", "write_parquet"),
}


def format_of(name: str) -> Format:
    """The format of that name.

    Raises:
        HeatmapError: there is none; it names the valid ones.
    """
    if name in tuple(Format):
        return Format(name)
    raise HeatmapError(f"There is no export “{name}”.", f"Choose from: {', '.join(tuple(Format))}.")


def paper_of(name: str) -> Paper:
    """The paper of that name.

    Raises:
        HeatmapError: there is none; it names the valid ones.
    """
    if name in tuple(Paper):
        return Paper(name)
    raise HeatmapError(f"There is no paper “{name}”.", f"Choose from: {', '.join(tuple(Paper))}.")


def slides_of(name: str) -> Slides:
    """The number of slides of that name.

    Raises:
        HeatmapError: there is none; it names the valid ones.
    """
    if name in tuple(Slides):
        return Slides(name)
    raise HeatmapError(f"There are no slides “{name}”.", f"Choose from: {', '.join(tuple(Slides))}.")


def write(documents: Sequence[Document], form: Format, paper: Paper = Paper.A4) -> bytes:
    """The documents, one after the other, as one file; the same documents give the same bytes.

    Raises:
        HeatmapError: none, or several for a format that holds one.
    """
    if not documents:
        raise HeatmapError("There is nothing to export.", "Choose a view with something in it.")
    if form in _SEVERAL:
        several = _writer(*_SEVERAL[form])
        written: bytes = several(documents, paper) if form is Format.PDF else several(documents)
        return written
    if len(documents) > 1:
        raise HeatmapError(
            f"{form.upper()} holds one view, not {len(documents)}.",
            f"Choose from: {', '.join(_SEVERAL)}.",
        )
    single: bytes = _writer(*_SINGLE[form])(documents[0])
    return single


def _writer(module: str, name: str) -> Callable[..., Any]:
    # Looked up when it is needed: the libraries of slides and workbooks take a second to load.
    function: Callable[..., Any] = getattr(import_module(f"heatmap.exports.{module}"), name)
    return function
