"""The numbers as CSV and Parquet."""

import csv
import io
from datetime import date, datetime, timedelta

import polars as pl

from heatmap.exports.numbers import write_csv, write_parquet
from tests.exports.documents import HOSTILE, MADE, document, grid_document
from tests.figures.payloads import small_payload

SOURCE = (
    "title",
    "filters",
    "as_of",
    "version",
    "version_published",
    "version_note",
    "scoring_version",
    "marking",
    "made",
)


def test_parquet_keeps_types() -> None:
    """Days are days, hours are numbers, the time of making is a time."""
    rows = pl.read_parquet(io.BytesIO(write_parquet(grid_document(small_payload()))))
    assert rows.height == 9
    first = rows.row(3, named=True)
    assert (first["row"], first["start"], first["load"], first["at_risk"]) == (
        "North Area", date(2020, 3, 2), 131.0, 1,
    )  # fmt: skip
    assert first["made"] == datetime(2020, 3, 2, 14, 5)  # noqa: DTZ001
    assert (first["version"], first["version_published"], first["marking"]) == (
        2,
        date(2020, 3, 2),
        "OFFICIAL",
    )


def test_both_have_the_same_columns_the_source_last() -> None:
    """So that what reads one reads the other."""
    made = grid_document(small_payload())
    columns = pl.read_parquet(io.BytesIO(write_parquet(made))).columns
    assert tuple(columns[-len(SOURCE) :]) == SOURCE
    (head, *_) = csv.reader(io.StringIO(write_csv(made).decode("utf-8-sig")))
    assert head == columns


def test_text_of_csv_is_neutral_and_that_of_parquet_is_the_portfolios() -> None:
    """Nothing runs Parquet."""
    made = document(rows=pl.DataFrame({"name": [HOSTILE]}))
    assert f"'{HOSTILE}" in write_csv(made).decode()
    assert pl.read_parquet(io.BytesIO(write_parquet(made)))["name"].to_list() == [HOSTILE]


def test_another_time_of_making_changes_one_column() -> None:
    """And nothing else."""
    one, other = (
        pl.read_parquet(io.BytesIO(write_parquet(grid_document(small_payload(), made))))
        for made in (MADE, MADE + timedelta(hours=1))
    )
    assert one.drop("made").equals(other.drop("made"))
    assert not one["made"].equals(other["made"])
