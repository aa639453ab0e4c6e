"""What a check of a portfolio's files found."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import polars as pl

from heatmap.contract import TABLES
from heatmap.ingest.findings import FINDINGS
from heatmap.ingest.spool import REJECTIONS, WARNINGS, Spool
from heatmap.portfolio import Portfolio, Source, TableCount

IN_MEMORY = 10_000  # findings that `rejections` and `warnings` hold


@dataclass
class Checked:
    """A checked portfolio. Its rows wait in a temporary folder, removed on close.

    `counts` has one entry for each table that was given, in the contract's order. `parameters` is the text
    of its scoring.toml, called `parameters_file` as the file is; None where it has none.
    """

    counts: tuple[TableCount, ...]
    sources: tuple[Source, ...]
    parameters: str | None
    parameters_file: str | None
    rejections_total: int
    warnings_total: int
    _spool: Spool = field(repr=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the temporary folder; nothing can be asked for afterwards."""
        self._spool.close()

    def portfolio(self) -> Portfolio:
        """The accepted rows, and nothing else."""
        return Portfolio.from_tables(
            {name: self._spool.whole(name, table.schema) for name, table in TABLES.items()}
        )

    @property
    def rejected(self) -> int:
        """Rows that were rejected, each counted once however many rules it breaks."""
        return sum(count.rejected for count in self.counts)

    @property
    def rejections(self) -> pl.DataFrame:
        """One row per broken rule of a rejected row: the first 10,000 of `rejections_total`."""
        return self._spool.first(REJECTIONS, IN_MEMORY)

    @property
    def warnings(self) -> pl.DataFrame:
        """One row per doubt, about a row or a whole file: the first 10,000 of `warnings_total`."""
        return self._spool.first(WARNINGS, IN_MEMORY)

    def warning_kinds(self) -> pl.DataFrame:
        """Every warning, those of one kind together: one row per file, column and start of the reason.

        The columns of the kind's first warning, and `rows`, how many it has. In the order first met.
        """
        kinds = _kinds_in(FINDINGS.to_frame()).with_columns(rows=pl.lit(0, pl.Int64))
        for part in self.all_warnings():
            found = _kinds_in(part).with_columns(rows=pl.lit(1, pl.Int64))
            kinds = kinds.vstack(_counted(found))
        return _counted(kinds).drop("kind")

    def all_rejections(self) -> Iterator[pl.DataFrame]:
        """Every rejection, in batches."""
        return self._spool.parts(REJECTIONS)

    def all_warnings(self) -> Iterator[pl.DataFrame]:
        """Every warning, in batches."""
        return self._spool.parts(WARNINGS)


def _kinds_in(warnings: pl.DataFrame) -> pl.DataFrame:
    """Warnings with their kind: the first four words of the reason, which hold no value of the row."""
    return warnings.with_columns(kind=pl.col("reason").str.extract(r"^((?:\S+ ){0,3}\S+)"))


def _counted(found: pl.DataFrame) -> pl.DataFrame:
    """The first of each kind, with the rows of all."""
    first = pl.exclude("file", "column", "kind", "rows").first()
    grouped = found.group_by("file", "column", "kind", maintain_order=True).agg(first, pl.col("rows").sum())
    return grouped.select(found.columns)
