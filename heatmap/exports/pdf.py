"""Documents as PDF: vector, tagged for screen readers (PDF/UA-1), on A4 or A3 landscape."""

from collections.abc import Sequence

from heatmap.exports.document import Document
from heatmap.exports.typeset.content import Sheet
from heatmap.exports.typeset.typesetting import typeset
from heatmap.exports.writing import Paper

MILLIMETRE = 72 / 25.4  # points
SHEETS = {
    Paper.A4: Sheet(297 * MILLIMETRE, 210 * MILLIMETRE, 12 * MILLIMETRE, across=3),
    Paper.A3: Sheet(420 * MILLIMETRE, 297 * MILLIMETRE, 12 * MILLIMETRE, across=4),
}


def write_pdf(documents: Sequence[Document], paper: Paper = Paper.A4) -> bytes:
    """The documents, each from a new page on."""
    return typeset(documents, SHEETS[paper], "pdf")
