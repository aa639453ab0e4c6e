"""Keys used twice, found across batches in bounded memory: 24 bytes a row."""

import polars as pl

from heatmap.contract import Table
from heatmap.ingest.reading.batches import LINE
from heatmap.ingest.rules import given, given_name

FIRST_LINE = "first line"
_HASHES = ("key a", "key b")  # two of 64 bits: that two keys of a million rows meet has odds of 1 in 10^26
_GAP = "\x1f"


class KeysSeen:
    """The keys of one table, as hashes, each with the line that first used it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._seen = pl.DataFrame(schema={_HASHES[0]: pl.UInt64, _HASHES[1]: pl.UInt64, FIRST_LINE: pl.Int64})

    def first_lines(self, batch: pl.DataFrame) -> pl.Series:
        """For each row of `batch`, the earlier line with the same key; null where there is none.

        A row whose key has an empty part that may not be empty has no key.
        """
        key = pl.concat_str([given(name).fill_null("") for name in self.table.key], separator=_GAP)
        keys = batch.select(
            LINE,
            key.hash(1).alias(_HASHES[0]),
            key.hash(2).alias(_HASHES[1]),
            self._whole().alias("whole"),
        )
        new = keys.filter("whole").unique(_HASHES, keep="first", maintain_order=True)
        new = new.select(*_HASHES, pl.col(LINE).alias(FIRST_LINE))
        # The few new keys are looked for among the many seen, so that the hash table stays small.
        before = self._seen.join(new.select(_HASHES), on=_HASHES, how="inner")
        new = new.join(before, on=_HASHES, how="anti") if before.height else new
        self._seen.vstack(new, in_place=True)
        found = keys.join(before.vstack(new), on=_HASHES, how="left", maintain_order="left")
        earlier = pl.col("whole") & (pl.col(FIRST_LINE) < pl.col(LINE))
        return found.select(pl.when(earlier).then(FIRST_LINE).alias(FIRST_LINE)).to_series()

    def _whole(self) -> pl.Expr:
        parts = [given(name).is_not_null() for name in self.table.key if not self.table.column(name).nullable]
        return pl.all_horizontal(parts)

    def duplicates(self, batch: pl.DataFrame, shown: str) -> pl.DataFrame:
        """One row per row of `batch` whose key was used before: line, column, value, reason, right."""
        first = self.first_lines(batch)
        if first.null_count() == len(first):
            return pl.DataFrame()
        names = list(self.table.key)
        again = batch.with_columns(first).filter(pl.col(FIRST_LINE).is_not_null())
        return again.select(
            LINE,
            pl.lit(", ".join(names)).alias("column"),
            pl.concat_str([pl.col(given_name(name)).fill_null("") for name in names], separator=", ").alias(
                "value"
            ),
            pl.format("is used twice: first in line {}", FIRST_LINE).alias("reason"),
            pl.format("Remove one of {} lines {} and {}.", pl.lit(shown), FIRST_LINE, LINE).alias("right"),
        )
