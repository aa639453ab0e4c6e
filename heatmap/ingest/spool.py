"""Where checked rows wait until they are asked for: Parquet parts in a folder of their own."""

import os
import shutil
import stat
import tempfile
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl
from polars.exceptions import ComputeError

from heatmap.ingest.findings import FINDINGS
from heatmap.ingest.reading.room import no_room

REJECTIONS = "rejections"
WARNINGS = "warnings"
PREFIX = "heatmap-check-"
_ABANDONED = 24 * 3600  # seconds after which a folder that nobody removed is rubbish


@contextmanager
def _room_told(folder: str) -> Iterator[None]:
    """The errors of writing, and of reading what a full disk cut short, as a HeatmapError."""
    try:
        yield
    except (OSError, ComputeError) as error:
        raise no_room(folder) from error


def remove_abandoned(parent: Path) -> None:
    """Remove folders in `parent` that checks of this user left over a day ago, because they were killed."""
    for folder in parent.glob(f"{PREFIX}*"):
        try:
            about = folder.lstat()
        except OSError:  # another check has removed it
            continue
        ours = os.name == "nt" or about.st_uid == os.getuid()
        if stat.S_ISDIR(about.st_mode) and ours and time.time() - about.st_mtime > _ABANDONED:
            shutil.rmtree(folder, ignore_errors=True)


class Spool:
    """A temporary folder of numbered Parquet parts, removed on close or with the last reference."""

    def __init__(self) -> None:
        with _room_told(os.environ.get("TMPDIR") or "of this system"):
            self._parent = tempfile.gettempdir()
            remove_abandoned(Path(self._parent))
            self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))
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
        with _room_told(self._parent):
            rows.write_parquet(path, compression="lz4")
        parts.append(path)

    def parts(self, name: str) -> Iterator[pl.DataFrame]:
        """The rows kept under `name`, a part at a time, in the order kept."""
        for path in self._parts.get(name, []):
            with _room_told(self._parent):
                rows = pl.read_parquet(path)
            yield rows

    def whole(self, name: str, schema: pl.Schema) -> pl.DataFrame:
        """All rows kept under `name`, with the columns of `schema` in its order."""
        parts = self._parts.get(name, [])
        with _room_told(self._parent):
            return pl.read_parquet(parts, columns=schema.names()) if parts else schema.to_frame()

    def first(self, name: str, most: int) -> pl.DataFrame:
        """The first findings kept under `name`, at most so many."""
        found = FINDINGS.to_frame()
        for part in self.parts(name):
            found = found.vstack(part.head(most - found.height))
            if found.height >= most:
                break
        return found
