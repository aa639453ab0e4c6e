"""The sample portfolio's store, built from the program's own files, and served until there is a user's."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

from heatmap.analysis.versions.publishing import publish_files
from heatmap.errors import HeatmapError
from heatmap.resources import SAMPLE_DATA
from heatmap.settings import Settings
from heatmap.store.publish import Progress, silent
from heatmap.store.store import Store
from heatmap.store.versions import Version

SAMPLE = "sample"  # the sample store's folder, inside the user's store
AUTHOR = "Sample portfolio"


@dataclass(frozen=True)
class Board:
    """A board meeting whose portfolio the sample has: its folder, and the day that it stood on."""

    folder: str
    as_of: date
    note: str


BOARDS = (
    Board("october_2019", date(2019, 10, 7), "October 2019 board"),
    Board("march_2020", date(2020, 3, 2), "March 2020 board"),
)


@cache
def _store(folder: Path) -> Store:
    """One store a folder, so that its open files are shared by all requests."""
    return Store(folder)


def serving_store(settings: Settings) -> Store:
    """The store that the pages show: the user's once it has a version, until then the sample's."""
    users = _store(settings.store)
    return users if users.current() is not None else _store(settings.store / SAMPLE)


def build_sample(store: Store, *, now: datetime, progress: Progress = silent) -> None:
    """Publish the sample's boards that the store lacks, oldest first; `now` is UTC.

    A second process that comes meanwhile waits, then finds nothing left to do. Boards whose files
    have changed since, because the program is newer, are published again.
    """
    if not _missing(store):
        return
    with store.alone("sample.lock", progress):
        missing = _missing(store)
        for place, board in enumerate(missing):
            _publish(store, board, now, _part(progress, place, len(missing)))


def _publish(store: Store, board: Board, now: datetime, progress: Progress) -> Version:
    return publish_files(
        store,
        SAMPLE_DATA / board.folder,
        note=board.note,
        author=AUTHOR,
        as_of=board.as_of,
        now=now,
        accept_partial=False,
        progress=progress,
    )


def _missing(store: Store) -> list[Board]:
    """The first board whose files are not published as they are, and every board after it."""
    published = {(version.note, _hashes_of(version)) for version in store.versions()}
    for place, board in enumerate(BOARDS):
        if (board.note, _hashes_in(SAMPLE_DATA / board.folder)) not in published:
            return list(BOARDS[place:])
    return []


def _hashes_of(version: Version) -> frozenset[str]:
    return frozenset(source.sha256 for source in version.sources)


def _hashes_in(folder: Path) -> frozenset[str]:
    hashes = frozenset(hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.csv"))
    if not hashes:
        raise HeatmapError(
            f"The sample portfolio has no files in {folder}.",
            "Install change-heatmap again, or publish your own.",
        )
    return hashes


def _part(progress: Progress, place: int, parts: int) -> Progress:
    """Progress of one of several equal parts, as progress of the whole."""
    return lambda text, share: progress(text, (place + share) / parts)
