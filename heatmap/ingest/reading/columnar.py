"""Parquet as rows of text. Runs in the child process only: see convert.py."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from heatmap.errors import HeatmapError
from heatmap.ingest.reading.batches import BATCH_ROWS, MOST_COLUMNS
from heatmap.ingest.reading.names import told

MIDNIGHT = r"[ T]00:00(:00(\.0+)?)?Z?$"  # a date that was kept as a moment
LARGEST_EXACT = 2.0**53  # whole numbers up to here are exact as floating point


def open_parquet(path: Path, shown: str) -> pq.ParquetFile:
    """The file, once its footer makes sense. Raises HeatmapError for nested columns, and too many."""
    file = pq.ParquetFile(path, memory_map=False)
    schema = file.schema_arrow
    if len(schema) > MOST_COLUMNS:
        raise HeatmapError(
            f"{shown} has {len(schema):,} columns, where {MOST_COLUMNS} can be read.",
            "Give the columns of the table only.",
        )
    for column in schema:
        if pa.types.is_nested(column.type):
            raise HeatmapError(
                f"{shown} holds lists or structures in the column {told(column.name, 40)}.",
                "Give one plain value a cell.",
            )
    return file


def parquet_texts(file: pq.ParquetFile) -> Iterator[list[pa.Array]]:
    """The file's rows in batches: one array of text for each column."""
    for batch in file.iter_batches(batch_size=BATCH_ROWS):
        batch.validate(full=True)
        yield [_text(column) for column in batch.columns]


def _text(column: pa.Array) -> pa.Array:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_floating(column.type):
        return _number_text(column.cast(pa.float64()))
    if pa.types.is_temporal(column.type):
        return pc.replace_substring_regex(column.cast(pa.string()), MIDNIGHT, "")
    return column.cast(pa.string())


def _number_text(column: pa.Array) -> pa.Array:
    """Numbers as text, whole ones without a decimal point: 3.0 is “3”."""
    whole = pc.and_(pc.equal(pc.round(column), column), pc.less(pc.abs(column), LARGEST_EXACT))
    integers = pc.if_else(whole, column, 0).cast(pa.int64()).cast(pa.string())
    return pc.if_else(pc.fill_null(whole, fill_value=False), integers, column.cast(pa.string()))
