"""The store's folder: version files, the CURRENT pointer, and what a killed publisher leaves behind.

    CURRENT                      one line: the file name of the newest version
    version-3-1f2e3d4c5b6a.duckdb   a version, never edited once CURRENT has named it
    UNFINISHED                   one line: the file that a publisher is writing, or died writing
    publishing.lock              held by the one publisher at work
    upgraded/                    copies of old versions in today's form; may be deleted at any time

Only a file that UNFINISHED names is ever removed, and only while no history has it.
"""

import os
import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from heatmap.errors import HeatmapError

CURRENT = "CURRENT"
UNFINISHED = "UNFINISHED"
LOCK = "publishing.lock"

_VERSION_FILE = re.compile(r"version-([1-9][0-9]{0,8})-[0-9a-f]{12}\.duckdb")


def new_name(number: int) -> str:
    """A file name for version `number` that no file has had before."""
    return f"version-{number}-{uuid4().hex[:12]}.duckdb"


def number_of(name: str) -> int | None:
    """The version's number in a file name; None if the name is not a version file's."""
    match = _VERSION_FILE.fullmatch(name)
    return int(match[1]) if match else None


def version_files(folder: Path) -> list[str]:
    """Names of the version files in the folder, newest version first."""
    numbers = {path.name: number_of(path.name) for path in folder.glob("version-*.duckdb")}
    known = [(number, name) for name, number in numbers.items() if number is not None]
    return [name for _, name in sorted(known, reverse=True)]


def kept_files(folder: Path) -> list[Path]:
    """Every file that the store in this folder keeps, also for its sample and scenarios; none in another."""
    if not ((folder / CURRENT).exists() or version_files(folder)):
        return []
    kept = (CURRENT, UNFINISHED, "*.duckdb", "*.duckdb.wal", "*.lock")
    return [path for pattern in kept for path in folder.rglob(pattern)]


def current_name(folder: Path) -> str | None:
    """The file name that CURRENT holds; None before the first publish.

    HeatmapError where CURRENT is lost or wrong, or the folder is none: that is no empty store.
    """
    name = line_of(folder / CURRENT)
    if name is None:
        name = _without_pointer(folder)
    if name is not None and number_of(name) is None:
        raise HeatmapError(
            f"The file {folder / CURRENT} holds “{name[:80]}”, which is no version file's name.",
            f"Write the newest version file's name into it{_choices(folder)}.",
        )
    return name


def _without_pointer(folder: Path) -> str | None:
    """What CURRENT holds after all, where it was not there at first; None in a store without a version.

    A first publisher may be at work meanwhile: UNFINISHED names its file until CURRENT does, or it is gone.
    """
    if folder.exists() and not folder.is_dir():
        raise HeatmapError(
            f"{folder} is a file, and a store is a folder.",
            "Name a folder with HEATMAP_STORE; where there is none yet, it is made.",
        )
    versions = version_files(folder)
    unfinished = line_of(folder / UNFINISHED) if versions else None
    name = line_of(folder / CURRENT) if versions else None
    lost = [each for each in versions if each != unfinished and (folder / each).exists()]
    if name is None and lost:
        raise HeatmapError(
            f"The folder {folder} has versions, but its CURRENT file is missing.",
            f"Make a text file CURRENT there with the newest version's file name on one line: {lost[0]}",
        )
    return name


def _choices(folder: Path) -> str:
    names = version_files(folder)
    return f": {names[0]}" if names else ""


def line_of(path: Path) -> str | None:
    """What a one-line file holds; None if there is no such file."""
    try:
        return path.read_text("utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise HeatmapError(
            f"The file {path} cannot be read: {error}.", "Check the rights of the store folder."
        ) from error


def make_current(folder: Path, name: str) -> None:
    """Point CURRENT to a finished version file: at every moment it names the old one or the new one."""
    _flush(folder / name)
    _flush(folder)  # the new file's directory entry comes to disk before the pointer to it does
    _replace(folder / CURRENT, name)


def _replace(path: Path, line: str) -> None:
    """Give a one-line file new content in one step; only the holder of the lock may."""
    fresh = path.with_name(f"{path.name}.new")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            file.write(f"{line}\n")
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    _flush(path.parent)


def _flush(path: Path) -> None:
    """Bring a file or folder to disk. Windows opens no folders, and needs it for none."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def alone(folder: Path, wait: float, say: Callable[[str, float], None], lock: str = LOCK) -> Iterator[None]:
    """Hold a lock of the folder, alone among all processes and threads; it dies with its holder.

    Waits up to `wait` seconds and says so; then a HeatmapError.
    """
    holder = FileLock(folder / lock)
    try:
        holder.acquire(timeout=0)
    except Timeout:
        say(f"Waiting up to {wait:.0f} s for another publisher", 0.0)
        try:
            holder.acquire(timeout=wait)
        except Timeout as error:
            raise HeatmapError(
                f"Another publisher has been at work in {folder} for more than {wait:.0f} seconds.",
                "Nothing was published: try again when it has finished.",
            ) from error
    try:
        yield
    finally:
        holder.release()


@contextmanager
def writing(folder: Path, name: str, kept: Collection[str]) -> Iterator[Path]:
    """The path to write version file `name` to; the file stays only if CURRENT names it at the end."""
    _replace(folder / UNFINISHED, name)
    try:
        yield folder / name
    finally:
        remove_leftover(folder, kept)


def remove_leftover(folder: Path, kept: Collection[str]) -> None:
    """Remove the file that UNFINISHED names, unless it is current or in `kept`, the history's files."""
    name = line_of(folder / UNFINISHED)
    if name is None:
        return
    if number_of(name) is not None and name not in kept and name != current_name(folder):
        for leftover in (folder / name, folder / f"{name}.wal"):
            leftover.unlink(missing_ok=True)
    (folder / UNFINISHED).unlink(missing_ok=True)
