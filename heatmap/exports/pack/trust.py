"""Sections on how far to trust the numbers: assumptions and data quality."""

import polars as pl

from heatmap import words
from heatmap.analysis.packing.assumptions import assumptions, estimated_share
from heatmap.analysis.packing.choice import Section
from heatmap.analysis.packing.data_quality import data_quality, quality_lines
from heatmap.exports.document import Holds, Sentence, Sentences, Table, TableColumn
from heatmap.exports.pack.asked import Asked, Made
from heatmap.ingest.doubts import OLD

ASSUMPTIONS = (TableColumn("Assumption", width=1.0), TableColumn("Set to", width=2.2))
QUALITY = (
    TableColumn("Table", width=2.0),
    TableColumn("Rows accepted", Holds.COUNT, width=1.2),
    TableColumn("Rows rejected", Holds.COUNT, width=1.2),
    TableColumn("Warnings", Holds.COUNT, width=1.2),
    TableColumn("Last changed", Holds.DATE, width=1.4),
    TableColumn("Days old when published", Holds.COUNT, width=1.4),
)


def scoring_assumptions(asked: Asked) -> Made:
    """The version's scoring parameters."""
    share = estimated_share(asked.scope)
    estimated = "No load is planned" if share is None else f"{words.share(share)} of the load is estimated"
    title = f"{estimated}; weights, shapes and bands are our settings"
    part = Table(title, ASSUMPTIONS, tuple(assumptions(asked.scope)))
    version = asked.scope.loaded.version
    stated = f"the scoring parameters of version {version.number}; settings of the organisation, not truths"
    return [asked.document(Section.ASSUMPTIONS, title, stated, part)]


def quality(asked: Asked) -> Made:
    """What is known of the data in sentences, then table by table."""
    rows = data_quality(asked.scope)
    rejected, doubtful = int(rows["rejected"].sum()), int(rows["warnings"].sum())
    title = (
        f"{words.counted(rejected, 'row')} left out, " if rejected else "No row was left out, "
    ) + f"{words.counted(doubtful, 'warning') if doubtful else 'and no warning'}"
    lines = Sentences(title, tuple(Sentence("", line) for line in quality_lines(asked.scope)))
    tables = Table(_ages(rows["age"]), QUALITY, tuple(rows.iter_rows()))
    version = asked.scope.loaded.version
    stated = (
        f"version {version.number}, published {words.day(version.published_at.date())} by {version.author}"
    )
    meanings = (
        (
            "Rejected",
            "A row that breaks the data contract; it is never repaired, and never enters a version.",
        ),
        ("Warning", "An accepted row that is doubtful, such as more people than the unit has."),
        ("Days old", f"From the file’s last change to the publishing; over {OLD} days is old."),
    )
    return [asked.document(Section.DATA_QUALITY, title, stated, lines, tables, meanings=meanings)]


def _ages(ages: pl.Series) -> str:
    """2 of 13 tables older than 35 days."""
    count = words.counted(len(ages), "table")
    if not ages.drop_nulls().len():
        return f"{count}, of unknown age"
    old = int((ages > OLD).sum())
    return f"{old} of {count} older than {OLD} days" if old else f"{count}, none older than {OLD} days"
