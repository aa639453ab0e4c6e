"""DuckDB connections: hardened, shared by threads through cursors, their errors put into words."""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from heatmap.errors import HeatmapError
from heatmap.store.files import number_of

MOST_OPEN = 4  # versions kept open: the board's, the one compared with it, and two to spare

# DuckDB applies these from the last to the first: the temporary folder must be set while it still may.
_QUIET: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "temp_directory": "",  # nothing is spilled to disk, so nothing is left there
    "memory_limit": "4GB",  # ten million impacts are published in half of it; too little is an error
}
_HARDENED = {"lock_configuration": True, "enable_external_access": False} | _QUIET
_NEW_FILE = _HARDENED | {
    "storage_compatibility_version": "v1.5.0",  # 1.5.6 can read it too
    "default_block_size": "16384",  # the sample takes 0.8 MB so, and 6.5 MB in the usual blocks of 256 KB
}


# What DuckDB raises where a statement of ours is wrong: nobody who reads the error could put that right.
OUR_MISTAKES = (
    duckdb.ParserException,
    duckdb.SyntaxException,
    duckdb.BinderException,
    duckdb.CatalogException,
)


class DamagedVersionError(HeatmapError):
    """A version's file is missing, truncated or altered."""


def open_reader(path: Path) -> duckdb.DuckDBPyConnection:
    """A version file, read-only: any number of processes may."""
    return duckdb.connect(path, read_only=True, config=_HARDENED)


def open_writer(path: Path) -> duckdb.DuckDBPyConnection:
    """A new version file, or the copy of one: nobody else may open it until it is closed."""
    return duckdb.connect(path, config=_NEW_FILE)


def open_copier() -> duckdb.DuckDBPyConnection:
    """An empty database in memory that may attach files; it runs our own statements only."""
    return duckdb.connect(":memory:", config=_QUIET)


@contextmanager
def words_for_reading(name: str) -> Iterator[None]:
    """DuckDB's errors on version file `name`, as a HeatmapError."""
    number = number_of(name)
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise HeatmapError(
            f"Version {number} needs more memory than there is.",
            "Close other programs, or use a machine with more memory.",
        ) from error
    except (duckdb.ParserException, duckdb.BinderException):
        raise  # a statement of ours is wrong, not the file
    except duckdb.Error as error:
        raise DamagedVersionError(
            f"Version {number} cannot be read: its file {name} is damaged or missing.",
            "Put the file back from a backup, or publish another version's content: `heatmap restore N`.",
        ) from error


@contextmanager
def words_for_writing(what: str) -> Iterator[None]:
    """DuckDB's and the system's errors while something such as “Version 3” is written, as a HeatmapError."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise HeatmapError(
            f"{what} needs more memory than there is.",
            "Nothing was published: close other programs and try again.",
        ) from error
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        raise HeatmapError(
            f"{what} breaks the data contract: {_first_line(error)}",
            "Nothing was published: run `heatmap check` on the files.",
        ) from error
    except OUR_MISTAKES:
        raise
    except (duckdb.Error, OSError) as error:  # a full disk comes in several of DuckDB's classes
        raise HeatmapError(
            f"{what} could not be written: {_first_line(error)}",
            "Nothing was published, and every version before is whole: free space on the disk, or choose "
            "another folder with HEATMAP_STORE, and try again.",
        ) from error


def _first_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror}: {error.filename}" if error.filename else error.strerror
    return str(error).splitlines()[0]


@dataclass
class _Open:
    """A connection, and how many readers are using it."""

    connection: duckdb.DuckDBPyConnection
    readers: int = 0


class Readers:
    """Version files open for reading: the few used last, each opened once for all threads."""

    def __init__(self, open_file: Callable[[Path], duckdb.DuckDBPyConnection]) -> None:
        self._open_file = open_file
        self._open: OrderedDict[Path, _Open] = OrderedDict()
        self._lock = threading.Lock()
        # A connection that outlives the interpreter makes DuckDB print pages of leak warnings.
        self.close = weakref.finalize(self, _close_all, self._open)

    @contextmanager
    def cursor(self, path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of one's own on a version file: threads that share one get wrong answers."""
        with words_for_reading(path.name):
            with self._lock:
                opened = self._opened(path)
                opened.readers += 1
            try:
                with opened.connection.cursor() as cursor:
                    yield cursor
            finally:
                with self._lock:
                    opened.readers -= 1
                    self._close_superseded()

    def _opened(self, path: Path) -> _Open:
        if path not in self._open:
            self._open[path] = _Open(self._open_file(path))
        self._open.move_to_end(path)
        return self._open[path]

    def _close_superseded(self) -> None:
        """Close the files used longest ago; closing one that is in use would end its readers' cursors."""
        idle = [path for path, opened in self._open.items() if not opened.readers]
        for path in idle[: max(0, len(self._open) - MOST_OPEN)]:
            self._open.pop(path).connection.close()


def _close_all(opened: OrderedDict[Path, _Open]) -> None:
    while opened:
        opened.popitem()[1].connection.close()
