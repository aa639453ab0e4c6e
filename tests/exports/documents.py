"""Documents for the tests of exports."""

from dataclasses import replace
from datetime import UTC, date, datetime

from heatmap.exports.document import Document, Source
from heatmap.exports.views.grid import heat_table
from heatmap.exports.views.heatmap import numbers
from heatmap.figures.grid import GridPayload

MADE = datetime(2020, 3, 2, 14, 5, tzinfo=UTC)
BANDS = (0.0, 0.5, 0.8, 1.0, 1.25)
SOURCE = Source(
    version=2,
    note="March 2020 board",
    published=date(2020, 3, 2),
    as_of=date(2020, 3, 2),
    scoring_version="1",
    marking="OFFICIAL",
    made=MADE,
)


def grid_document(payload: GridPayload, made: datetime = MADE) -> Document:
    """The heatmap's document of a payload of saturation."""
    return Document(
        name=f"heatmap-{payload['measure']}",
        title=payload["title"],
        stated=payload["stated"],
        meanings=(("Saturation (% of capacity)", "Change load as a share of the capacity of that week."),),
        source=replace(SOURCE, made=made),
        parts=(heat_table(payload, BANDS),),
        numbers=numbers(payload),
    )
