"""A deck of several documents: the slides of each, in their order, the same bytes each time."""

import io
import re
from collections.abc import Sequence

import pptx
from pptx.presentation import Presentation

from heatmap.exports.document import Chart, Charts, Cover, Document, HeatTable, Part, Sentences, Table
from heatmap.exports.fixed import fixed_zip
from heatmap.exports.slides.charts import add_chart, add_charts
from heatmap.exports.slides.cover import add_cover
from heatmap.exports.slides.frame import HEIGHT, WIDTH
from heatmap.exports.slides.glance import add_glance
from heatmap.exports.slides.heat import add_heat
from heatmap.exports.slides.tables import add_sentences, add_table, is_short

LONGEST = 255  # characters of a property
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")


def write_slides(documents: Sequence[Document]) -> bytes:
    """The deck; at least one document."""
    deck = pptx.Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    first = documents[0]
    about = deck.core_properties
    about.title, about.author, about.last_modified_by = (
        first.title[:LONGEST],
        "Change heatmap",
        "Change heatmap",
    )
    about.subject, about.keywords, about.comments = (
        each[:LONGEST] for each in (first.stated, first.source.marking, first.source.line)
    )
    about.revision, about.created, about.modified = 1, first.source.made_utc, first.source.made_utc
    for document in documents:
        _add_parts(deck, document)
    written = io.BytesIO()
    deck.save(written)
    return fixed_zip(written.getvalue(), _fixed_workbook)


def _add_parts(deck: Presentation, document: Document) -> None:
    """The slide that sums it up, or slides of each part; a few sentences share that of the charts below."""
    if document.glance is not None:
        add_glance(deck, document, document.glance)
        return
    before: Sentences | None = None
    for part, following in zip(document.parts, [*document.parts[1:], None], strict=True):
        if isinstance(part, Sentences) and isinstance(following, Chart | Charts) and is_short(part, document):
            before = part
            continue
        _add(deck, document, part, before)
        before = None


def _add(deck: Presentation, document: Document, part: Part, before: Sentences | None) -> None:
    if isinstance(part, HeatTable):
        add_heat(deck, document, part)
    elif isinstance(part, Chart):
        add_chart(deck, document, part, before)
    elif isinstance(part, Charts):
        add_charts(deck, document, part, before)
    elif isinstance(part, Table):
        add_table(deck, document, part)
    elif isinstance(part, Cover):
        add_cover(deck, document, part)
    else:
        add_sentences(deck, document, part)


def _fixed_workbook(name: str, body: bytes) -> bytes:
    """The workbook in a chart says when it was made; here it says nothing of that."""
    if not name.endswith(".xlsx"):
        return body
    return fixed_zip(body, lambda _, part: _TIMES.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", part))
