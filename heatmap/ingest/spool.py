"""Where checked rows wait until they are asked for: Parquet parts in a folder of their own."""

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from heatmap.ingest.findings import FINDINGS

REJECTIONS = "rejections"
WARNINGS = "warnings"


class Spool:
    """A temporary folder of numbered Parquet parts, removed on close or with the last reference."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="heatmap-check-"))
        self._parts: dict[str, list[Path]] = {}
        self._remove = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)

    def close(self) -> None:
        """Remove the folder with everything in it."""
        self._remove()

    def add(self, name: str, rows: pl.DataFrame) -> None:
        """Keep `rows` after those already kept under `name`."""
        if rows.is_empty():
            return
        parts = self._parts.setdefault(name, [])
        path = self.folder / f"{name}-{len(parts)}.parquet"
        rows.write_parquet(path, compression="lz4")
        parts.append(path)

    def parts(self, name: str) -> Iterator[pl.DataFrame]:
        """The rows kept under `name`, a part at a time, in the order kept."""
        for path in self._parts.get(name, []):
            yield pl.read_parquet(path)

    def whole(self, name: str, schema: pl.Schema) -> pl.DataFrame:
        """All rows kept under `name`, with the columns of `schema` in its order."""
        parts = self._parts.get(name, [])
        return pl.read_parquet(parts, columns=schema.names()) if parts else schema.to_frame()

    def first(self, name: str, most: int) -> pl.DataFrame:
        """The first findings kept under `name`, at most so many."""
        found = FINDINGS.to_frame()
        for part in self.parts(name):
            found = found.vstack(part.head(most - found.height))
            if found.height >= most:
                break
        return found
