"""The shown readiness as a table: one row per project and unit, for a spreadsheet or for code."""

import csv
import io
from datetime import datetime

import polars as pl

from heatmap.analysis.readiness_matrix import Matrix, stated
from heatmap.exports.numbers import BYTE_ORDER_MARK
from heatmap.neutral import neutral
from heatmap.scoring.readiness import COLUMNS

PAIR_COLUMNS = (
    "project", "project_name", "programme", "unit", "unit_name", *COLUMNS[2:], "assessed_on", "hidden",
    "load", "capacity", "saturation", "band", "over_capacity", "overloaded_and_not_ready",
)  # fmt: skip
SOURCE_COLUMNS = ("filters", "as_of", "version", "scoring_version", "made")


def readiness_csv(answer: Matrix, *, made: datetime) -> str:
    """One row per pair of a project and a unit, in order of go-live. `made` is the time in UTC.

    A score that may not be shown is empty, and its element named under `hidden`. `load` and `capacity` are
    hours of the unit's go-live week. What was chosen and from which version stands in every row. Text is
    neutral to spreadsheets and always quoted, numbers never.
    """
    version = answer.readiness.loaded.version
    source = (
        stated(answer),
        answer.readiness.as_of.isoformat(),
        version.number,
        version.scoring_version,
        made.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(PAIR_COLUMNS + SOURCE_COLUMNS)
    for row in _pairs(answer).iter_rows():
        writer.writerow([neutral(value) if isinstance(value, str) else value for value in (*row, *source)])
    return BYTE_ORDER_MARK + written.getvalue()


def _pairs(answer: Matrix) -> pl.DataFrame:
    """The shown rows as numbers and texts."""
    flagged = answer.overloaded.select("project", "unit", overloaded_and_not_ready=pl.lit(1))
    days = pl.col("go_live", "ready_by", "assessed_on").dt.to_string("iso")
    return (
        answer.rows.join(flagged, on=("project", "unit"), how="left", maintain_order="left")
        .with_columns(
            days,
            pl.col("hidden").list.join(", "),
            pl.col("over_capacity").cast(pl.Int64),
            pl.col("overloaded_and_not_ready").fill_null(0),
        )
        .select(PAIR_COLUMNS)
    )
