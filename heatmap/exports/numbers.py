"""The numbers themselves, as CSV and Parquet: a view's rows, each with where it comes from.

What was chosen and from which version stands in every row, so that nothing is lost when rows are sorted.
"""

import csv
import io

import polars as pl

from heatmap.exports.document import Document
from heatmap.neutral import neutral

BYTE_ORDER_MARK = "\ufeff"  # without it, Excel takes UTF-8 for the system's old code page


def sourced(document: Document) -> pl.DataFrame:
    """The document's numbers, then the columns of their source: the same in every row."""
    source = document.source
    return document.numbers.with_columns(
        title=pl.lit(document.title),
        filters=pl.lit(document.stated),
        as_of=pl.lit(source.as_of),
        version=pl.lit(source.version, pl.Int64),
        version_published=pl.lit(source.published),
        version_note=pl.lit(source.note),
        scoring_version=pl.lit(source.scoring_version),
        marking=pl.lit(source.marking),
        made=pl.lit(source.made_utc),
    )


def write_csv(document: Document) -> bytes:
    """UTF-8 with the mark that Excel needs. Text is neutral to spreadsheets and quoted, numbers are not."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    rows = sourced(document).with_columns(
        pl.col("made").dt.to_string("%Y-%m-%dT%H:%M:%SZ"), pl.col(pl.Boolean).cast(pl.Int8)
    )
    writer.writerow(rows.columns)
    for row in rows.iter_rows():
        writer.writerow([neutral(value) if isinstance(value, str) else value for value in row])
    return (BYTE_ORDER_MARK + written.getvalue()).encode("utf-8")


def write_parquet(document: Document) -> bytes:
    """Typed columns; the same rows as CSV, their text untouched: Parquet runs nothing."""
    written = io.BytesIO()
    sourced(document).write_parquet(written)
    return written.getvalue()
