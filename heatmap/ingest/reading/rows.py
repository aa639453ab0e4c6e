"""Rows as text, before any rule: what every reader hands over, whatever the file's form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

from heatmap.contract import Table
from heatmap.errors import HeatmapError
from heatmap.ingest.findings import Finding
from heatmap.ingest.reading.batches import LINE, MOST_COLUMNS, column_name
from heatmap.ingest.reading.names import did_you_mean, known_name, listed, told

LONGEST_TITLE = 40  # characters of a column's title that a message repeats


@dataclass(frozen=True)
class Rows:
    """A batch of rows, all text, one column for each of the header's (c0, c1, ...), and their line.

    `unread` are lines that could not be laid into columns, each of them a rejected row.
    """

    texts: pl.DataFrame
    unread: list[Finding] = field(default_factory=list)


class RowSource(Protocol):
    """One table's rows as text: its header, and its rows in batches."""

    shown: str
    header: tuple[str, ...]

    def batches(self) -> Iterator[Rows]:
        """The rows after the header, in order, at most BATCH_ROWS at a time."""

    def fraction(self) -> float:
        """How much of the source has been read, from 0 to 1."""


def text_frame(rows: list[list[str]], lines: list[int], width: int) -> pl.DataFrame:
    """Rows of exactly `width` texts as a frame: line, c0, c1, ..."""
    columns: Iterable[tuple[str, ...]] = zip(*rows, strict=True) if rows else [()] * width
    texts = {f"c{position}": pl.Series(column, dtype=pl.String) for position, column in enumerate(columns)}
    return pl.DataFrame({LINE: pl.Series(lines, dtype=pl.Int64), **texts})


def match_header(source: RowSource, table: Table) -> tuple[dict[str, str], list[Finding]]:
    """Which of the source's columns is which of the contract's: {contract name: c0, ...}.

    Unknown columns are warned about and left out; a nullable column may be missing. Raises
    HeatmapError for a required column that is missing, a column given twice, and too many.
    """
    if len(source.header) > MOST_COLUMNS:
        raise HeatmapError(
            f"{source.shown} has {len(source.header):,} columns, where {MOST_COLUMNS} can be read.",
            "Delete what is outside the table.",
        )
    known = [column.name for column in table.columns]
    found: dict[str, str] = {}
    unknown = []
    for position, title in enumerate(source.header):
        name = known_name(title, known)
        if name is None:
            unknown.append(title.strip())
        elif name in found:
            raise HeatmapError(
                f"{source.shown} has the column {name} twice.", "Remove or rename one of the two columns."
            )
        else:
            found[name] = column_name(position)
    missing = [each.name for each in table.columns if not each.nullable and each.name not in found]
    if missing:
        raise _missing_columns(source, missing, known)
    return found, [_unknown_column(source, title, known) for title in dict.fromkeys(unknown)]


def _unknown_column(source: RowSource, title: str, known: list[str]) -> Finding:
    hint = did_you_mean(title, known) if title else ""
    return Finding(
        source.shown,
        reason="is not a column of this table, and was not read"
        if title
        else "has columns without a name, not read",
        right=f"The columns are {listed(known, 'and')}.{hint}",
        column=told(title, LONGEST_TITLE),
    )


def _missing_columns(source: RowSource, missing: list[str], known: list[str]) -> HeatmapError:
    titles = [told(title.strip(), LONGEST_TITLE) for title in source.header if title.strip()][:20]
    return HeatmapError(
        f"{source.shown} has no column {listed(missing, 'and')}. Its first row reads: {', '.join(titles)}.",
        f"The first row names the columns: {listed(known, 'and')}.",
    )
