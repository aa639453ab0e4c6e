"""The version record: what was published, when, by whom, from which files."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb
import polars as pl

from heatmap.contract import TABLES
from heatmap.errors import HeatmapError
from heatmap.portfolio import Source, TableCount
from heatmap.store.queries import rows

LONGEST_TEXT = 500  # characters, as in the data contract

VERSIONS = pl.Schema(
    {
        "version": pl.Int32(),
        "published_at": pl.Datetime("us"),
        "author": pl.String(),
        "note": pl.String(),
        "as_of": pl.Date(),
        "parameters": pl.String(),
        "scoring_version": pl.String(),
        "restored_from": pl.Int32(),
        "content": pl.String(),
        "file": pl.String(),
    }
)
SOURCES = pl.Schema(
    {
        "version": pl.Int32(),
        "name": pl.String(),
        "sha256": pl.String(),
        "size": pl.Int64(),
        "modified": pl.Datetime("us"),
    }
)
COUNTS = pl.Schema(
    {
        "version": pl.Int32(),
        "table_name": pl.String(),
        "accepted": pl.Int64(),
        "rejected": pl.Int64(),
        "warnings": pl.Int64(),
    }
)


@dataclass(frozen=True)
class Version:
    """One published state of the whole portfolio.

    `published_at` is UTC; `parameters` is the text of a scoring.toml; `content` is the SHA-256 of
    the rows and parameters, the same for versions that differ in nothing else than their record.
    """

    number: int
    published_at: datetime
    author: str
    note: str
    as_of: date
    sources: tuple[Source, ...]
    counts: tuple[TableCount, ...]
    parameters: str
    scoring_version: str
    restored_from: int | None
    content: str
    file: str

    @property
    def accepted(self) -> int:
        """Rows that the version holds, in all tables."""
        return sum(count.accepted for count in self.counts)

    @property
    def rejected(self) -> int:
        """Rows of its files that were left out."""
        return sum(count.rejected for count in self.counts)


def same_content(version: Version, history: Iterable[Version]) -> Version | None:
    """The newest version before `version` whose rows and parameters are the same; None if there is none."""
    earlier = [each for each in history if each.number < version.number and each.content == version.content]
    return earlier[-1] if earlier else None


def chosen(history: Sequence[Version], number: int) -> Version:
    """Version `number` of a history; HeatmapError with the choices if it has none."""
    for version in history:
        if version.number == number:
            return version
    numbers = ", ".join(f"{version.number}" for version in history)
    raise HeatmapError(
        f"Version {number} does not exist.",
        f"Choose from: {numbers}." if numbers else "Publish a version first: `heatmap publish`.",
    )


def checked_text(noun: str, text: str) -> str:
    """A note or an author as it may be stored: one line of 1 to 500 characters."""
    stripped = text.strip()
    if not stripped:
        raise HeatmapError(f"The {noun} is empty.", f"Give the version a {noun}.")
    if len(stripped) > LONGEST_TEXT:
        raise HeatmapError(
            f"The {noun} has {len(stripped):,} characters.", f"Shorten it to {LONGEST_TEXT} or fewer."
        )
    if any(unicodedata.category(character) in ("Cc", "Cs") for character in stripped):
        raise HeatmapError(
            f"The {noun} {stripped[:80]!r} has a line break or another control character.",
            "Write it on one line of plain text.",
        )
    return stripped


def read_history(connection: duckdb.DuckDBPyConnection) -> tuple[Version, ...]:
    """Every version up to the file's own, oldest first."""
    sources: dict[int, list[Source]] = {}
    for number, *fields in rows(connection, "read_sources").iter_rows():
        sources.setdefault(number, []).append(Source(*fields))
    counts: dict[int, list[TableCount]] = {}
    for number, *fields in rows(connection, "read_counts").iter_rows():
        counts.setdefault(number, []).append(TableCount(*fields))
    order = list(TABLES)
    return tuple(
        Version(
            number=record.pop("version"),
            sources=tuple(sources.get(number, ())),
            counts=tuple(sorted(counts.get(number, ()), key=lambda count: order.index(count.table))),
            **record,
        )
        for record in rows(connection, "read_versions").iter_rows(named=True)
        for number in [record["version"]]
    )


def history_frames(history: Iterable[Version]) -> dict[str, pl.DataFrame]:
    """The tables versions, sources and counts of a history."""
    versions = [{"version": version.number} | vars(version) for version in history]
    sources = [{"version": each["number"]} | vars(source) for each in versions for source in each["sources"]]
    counts = [
        {"version": each["number"], "table_name": count.table} | vars(count)
        for each in versions
        for count in each["counts"]
    ]
    return {
        "versions": _frame(versions, VERSIONS),
        "sources": _frame(sources, SOURCES),
        "counts": _frame(counts, COUNTS),
    }


def _frame(records: list[dict[str, Any]], schema: pl.Schema) -> pl.DataFrame:
    return pl.DataFrame([[record[name] for name in schema] for record in records], schema, orient="row")
