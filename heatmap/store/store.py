"""The store: publish, restore and read versions.

Readers open the file that CURRENT names, read-only, and never wait for a publisher; a publisher
writes a new file and then replaces CURRENT, so a version is there whole or not at all.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from heatmap.contract import TABLES
from heatmap.portfolio import Portfolio, Source, TableCount
from heatmap.store import files
from heatmap.store.connections import DamagedVersionError, Readers, words_for_writing
from heatmap.store.contents import read_portfolio
from heatmap.store.migrations import open_in_todays_form
from heatmap.store.publish import Progress, silent, write_version
from heatmap.store.queries import MIGRATIONS
from heatmap.store.versions import Version, checked_text, chosen, read_history

WAIT = 60.0  # seconds that a publisher waits for another


class Store:
    """The versions in one folder. Safe to share between threads."""

    def __init__(self, folder: Path, *, migrations: Path = MIGRATIONS, wait: float = WAIT) -> None:
        self.folder = folder.absolute()  # a later change of working directory changes nothing
        self._migrations = migrations
        self._wait = wait
        self._readers = Readers(lambda path: open_in_todays_form(path, migrations))
        self._latest: tuple[str, tuple[Version, ...]] = ("", ())

    def current(self) -> int | None:
        """The newest version's number, None before the first publish. Reads one line of one file."""
        name = files.current_name(self.folder)
        return None if name is None else files.number_of(name)

    def versions(self) -> list[Version]:
        """Every version, oldest first."""
        return list(self._history())

    def version(self, number: int | None = None) -> Version:
        """One version's record; without a number the newest one's."""
        history = self._history()
        if number is None and history:
            return history[-1]
        return chosen(history, number or 1)

    def portfolio(self, number: int, tables: Collection[str] = TABLES) -> Portfolio:
        """The portfolio that version `number` holds, or some of its tables, the others empty.

        Rows are ordered by key, impacts as they were published. Their codes are Enum columns, whose
        physical numbers are the rows of events, units and areas; in the other tables codes are text.
        """
        return self._read(self._chosen(number), tables)

    def publish(
        self,
        portfolio: Portfolio,
        *,
        note: str,
        author: str,
        as_of: date,
        now: datetime,
        parameters: str,
        scoring_version: str,
        sources: Sequence[Source] = (),
        counts: Sequence[TableCount] = (),
        progress: Progress = silent,
    ) -> Version:
        """Publish a portfolio as the newest version; `now` is UTC.

        Impacts are kept in the order given, which is best the order that they are scored in. Without
        `counts`, the portfolio's rows are counted as accepted.

        HeatmapError if it cannot be written or another publisher does not finish; then nothing changed.
        """
        version = Version(
            number=0,
            published_at=now.replace(tzinfo=None),
            author=checked_text("author", author),
            note=checked_text("note", note),
            as_of=as_of,
            sources=tuple(sources),
            counts=tuple(counts),
            parameters=parameters,
            scoring_version=scoring_version,
            restored_from=None,
            content="",
            file="",
        )
        return self._publish(portfolio, version, progress)

    def restore(
        self, number: int, *, author: str, note: str, now: datetime, progress: Progress = silent
    ) -> Version:
        """Publish version `number`'s content as the newest version; history stays as it is."""
        restored = self._chosen(number)
        version = replace(
            restored,
            published_at=now.replace(tzinfo=None),
            author=checked_text("author", author),
            note=checked_text("note", note),
            restored_from=number,
        )
        return self._publish(self._read(restored), version, progress)

    @contextmanager
    def alone(self, lock: str, progress: Progress = silent) -> Iterator[None]:
        """Hold a lock of the store's folder, by its file name: one at a time, among all processes."""
        with words_for_writing("The store"):
            self.folder.mkdir(parents=True, exist_ok=True)
        with files.alone(self.folder, self._wait, progress, lock):
            yield

    def close(self) -> None:
        """Close every open file; the store can not be read after."""
        self._readers.close()

    def _history(self) -> tuple[Version, ...]:
        name = files.current_name(self.folder)
        if name is None:
            return ()
        latest, history = self._latest
        if latest != name:
            history = self._history_in(name)
            self._latest = (name, history)
        return history

    def _history_in(self, name: str) -> tuple[Version, ...]:
        with self._readers.cursor(self.folder / name) as cursor:
            return read_history(cursor)

    def _surviving_history(self) -> tuple[Version, ...]:
        """The history, or what the newest readable file knows of it where the current one is damaged."""
        try:
            return self._history()
        except DamagedVersionError:
            for name in files.version_files(self.folder):
                if (files.number_of(name) or 0) < (self.current() or 0):
                    try:
                        return self._history_in(name)
                    except DamagedVersionError:
                        continue
            return ()

    def _chosen(self, number: int) -> Version:
        """A version's record, also where the current version's file is damaged and another is asked for."""
        if number == self.current():
            return chosen(self._history(), number)
        return chosen(self._surviving_history(), number)

    def _read(self, version: Version, tables: Collection[str] = TABLES) -> Portfolio:
        with self._readers.cursor(self.folder / version.file) as cursor:
            return read_portfolio(cursor, tables)

    def _publish(self, portfolio: Portfolio, version: Version, progress: Progress) -> Version:
        return write_version(
            portfolio,
            version,
            folder=self.folder,
            history=self._surviving_history,
            migrations=self._migrations,
            wait=self._wait,
            progress=progress,
        )
