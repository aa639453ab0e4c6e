"""How good the data are: rows left out, warnings, ages of the tables, what is missing."""

from datetime import date
from pathlib import PurePath

import numpy as np
import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.heatmap import unit_weeks
from heatmap.analysis.packing.assumptions import estimated_share
from heatmap.analysis.packing.scope import Scope
from heatmap.contract import TABLES
from heatmap.ingest.doubts import OLD
from heatmap.ingest.reading.files import PARAMETERS_FILE
from heatmap.portfolio import Source
from heatmap.scoring.indicators.quality import MOST_UNKNOWN, shares_without_unit

QUALITY = pl.Schema(
    {
        "table": pl.String(),
        "accepted": pl.Int64(),
        "rejected": pl.Int64(),
        "warnings": pl.Int64(),
        "changed": pl.Date(),
        "age": pl.Int64(),
    }
)


def data_quality(scope: Scope) -> pl.DataFrame:
    """One row per table of the contract that the version has rows of, or had before they were rejected.

    Columns of QUALITY: rows accepted, rejected and warnings; `changed` is the day on which the table's file
    was last changed and `age` its days up to the publishing, both missing where they are not known.
    """
    version = scope.loaded.version
    published, counted = version.published_at.date(), {count.table: count for count in version.counts}
    rows: list[tuple[str, int, int, int, date | None, int | None]] = []
    for table, frame in scope.loaded.portfolio.tables().items():
        count = counted.get(table)
        rejected = count.rejected if count else 0
        if frame.height or rejected:
            changed = _changed(table, version.sources)
            age = max(0, (published - changed).days) if changed else None
            rows.append((table, frame.height, rejected, count.warnings if count else 0, changed, age))
    return pl.DataFrame(rows, QUALITY, orient="row")


def _changed(table: str, sources: tuple[Source, ...]) -> date | None:
    """When the table's file, or the one workbook of all tables, was last changed."""
    stems = {
        PurePath(source.name).stem.lower(): source.modified.date()
        for source in sources
        if source.name.casefold() != PARAMETERS_FILE
    }
    if table in stems:
        return stems[table]
    others = [day for stem, day in stems.items() if stem not in TABLES]
    return others[0] if len(others) == 1 else None


def missing_tables(scope: Scope) -> list[str]:
    """The optional tables without any row."""
    given = set(data_quality(scope)["table"])
    return [table for table in TABLES if table not in given]


def quality_lines(scope: Scope) -> list[str]:
    """What a reader must know of the data, in plain sentences; what is right is said too."""
    rows = data_quality(scope)
    accepted, rejected, doubtful = (int(rows[name].sum()) for name in ("accepted", "rejected", "warnings"))
    left_out = words.counted(rejected, "row")
    lines = [
        f"{accepted:,} rows accepted"
        + (f"; {left_out} rejected and left out." if rejected else "; none was rejected."),
        f"{words.counted(doubtful, 'warning')} about doubtful rows." if doubtful else "No doubtful rows.",
        *_old(rows),
        *_estimated(scope),
        *_without_headcount(scope),
        *_without_unit(scope),
    ]
    missing = missing_tables(scope)
    return [*lines, f"Not given: {words.listed(missing, most=len(missing))}."] if missing else lines


def _old(rows: pl.DataFrame) -> list[str]:
    if rows["age"].drop_nulls().is_empty():
        return ["The age of the tables is not known."]
    old = rows.filter(pl.col("age") > OLD)["table"].to_list()
    if not old:
        return [f"No table was older than {OLD} days when the version was published."]
    named = words.listed(old, most=len(old))
    return [
        f"{words.counted(len(old), 'table')} older than {OLD} days when the version was published: {named}."
    ]


def _estimated(scope: Scope) -> list[str]:
    share = estimated_share(scope)
    return [] if share is None else [f"{words.share(share)} of the load shown is from estimated hours."]


def _without_headcount(scope: Scope) -> list[str]:
    rolled = unit_weeks(scope.heatmap.cube)
    count = int((np.isnan(rolled.capacity) & (rolled.load > 0)).sum())
    return [f"{words.counted(count, 'unit-week')} with load, but without any headcount."] if count else []


def _without_unit(scope: Scope) -> list[str]:
    """Periods of indicators that are left out, as too many of their records name no unit."""
    measured = scope.loaded.portfolio.measurements.filter(pl.col("period") <= scope.as_of)
    if measured.is_empty():
        return []
    count = shares_without_unit(measured).filter(pl.col("share") > MOST_UNKNOWN).height
    if not count:
        return []
    said = words.counted(count, "period")
    return [
        f"{said} of lead indicators left out: over {words.share(MOST_UNKNOWN)} of the records name no unit."
    ]
