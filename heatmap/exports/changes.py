"""What changed as a table: one row per unit, area and week whose load or capacity differs."""

from datetime import UTC, datetime

import polars as pl

from heatmap.analysis.change_tables import changed_cells
from heatmap.analysis.changes import level
from heatmap.analysis.review import Review, stated
from heatmap.exports.tables import BYTE_ORDER_MARK
from heatmap.neutral import neutral_texts
from heatmap.scoring.grouping import By


def changes_csv(answer: Review, *, made: datetime) -> str:
    """The changed cells with what was chosen, both versions and when it was made in every row."""
    found = answer.changes
    utc = made.astimezone(UTC) if made.tzinfo else made
    table = changed_cells(found, level(found, By.UNIT_AREA)).with_columns(
        filters=pl.lit(stated(answer)),
        version_before=pl.lit(found.earlier.version.number),
        version_after=pl.lit(found.later.version.number),
        scoring_version=pl.lit(found.later.version.scoring_version),
        made=pl.lit(utc.strftime("%Y-%m-%dT%H:%M:%SZ")),
    )
    return BYTE_ORDER_MARK + neutral_texts(table).write_csv(quote_style="non_numeric")
