"""The template at work: content in, bytes out, in bundled fonts only."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import typst

from heatmap.exports.document import Document
from heatmap.exports.images import bundled_fonts
from heatmap.exports.typeset.content import Sheet, content_of

TEMPLATE = (Path(__file__).parent / "document.typ").read_bytes()
Form = Literal["pdf", "svg", "png"]


def typeset(documents: Sequence[Document], sheet: Sheet, form: Form, pixels_per_inch: float = 144) -> bytes:
    """The documents as `pdf`, `svg` or `png`."""
    content = json.dumps(content_of(documents, sheet), ensure_ascii=False)
    made: bytes = typst.compile(
        TEMPLATE,
        format=form,
        ppi=pixels_per_inch,
        font_paths=bundled_fonts(),
        sys_inputs={"content": content},
        pdf_standards=["ua-1"] if form == "pdf" else [],
    )
    return made
