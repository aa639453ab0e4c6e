"""Writing a version: a new file under a new name, then the pointer to it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from heatmap.portfolio import Portfolio, TableCount
from heatmap.store import files
from heatmap.store.connections import open_writer, words_for_writing
from heatmap.store.contents import fingerprint, impacts_as_given, in_key_order, write_tables
from heatmap.store.migrations import migrate, remove_abandoned_copies
from heatmap.store.queries import add, query
from heatmap.store.versions import Version, history_frames

Progress = Callable[[str, float], None]


def silent(_text: str, _share: float) -> None:
    """No progress is shown."""


def write_version(
    portfolio: Portfolio,
    version: Version,
    *,
    folder: Path,
    history: Callable[[], Sequence[Version]],
    migrations: Path,
    wait: float,
    progress: Progress,
) -> Version:
    """Publish a portfolio under a record, whose number, content and file are filled in here.

    `history` is asked for when this publisher is alone, so that no version is left out of it.
    """
    progress("Putting the rows in order", 0.0)
    tables = in_key_order(portfolio)
    version = replace(
        version,
        counts=version.counts or _counts(tables),
        content=fingerprint(tables, version.parameters),
    )
    tables["impacts"] = impacts_as_given(portfolio)
    with words_for_writing(f"Version {_next_number(folder)}"):
        folder.mkdir(parents=True, exist_ok=True)
        with files.alone(folder, wait, progress):
            earlier = _history_to_continue(folder, history)
            number = _next_number(folder)
            version = replace(version, number=number, file=files.new_name(number))
            with files.writing(folder, version.file, {each.file for each in earlier}) as path:
                progress(f"Writing version {number}", 0.3)
                _write_file(path, {**tables, **history_frames([*earlier, version])}, migrations)
                files.make_current(folder, version.file)
    progress(f"Version {number} is published", 1.0)
    return version


def _next_number(folder: Path) -> int:
    name = files.current_name(folder)
    return (files.number_of(name) or 0) + 1 if name else 1


def _history_to_continue(folder: Path, history: Callable[[], Sequence[Version]]) -> Sequence[Version]:
    """The history, once what a killed publisher left is gone."""
    earlier = history()
    files.remove_leftover(folder, {each.file for each in earlier})
    remove_abandoned_copies(folder)
    return earlier


def _write_file(path: Path, tables: Mapping[str, pl.DataFrame], migrations: Path) -> None:
    with open_writer(path) as connection:
        migrate(connection, migrations, [])
        connection.begin()
        write_tables(connection, tables)
        for name in ("versions", "sources", "counts"):
            add(connection, name, tables[name])
        connection.commit()
        # Closing does this too, but keeps silent where the disk is full: rows would stay in a file beside.
        connection.execute(query("checkpoint")).fetchall()


def _counts(tables: Mapping[str, pl.DataFrame]) -> tuple[TableCount, ...]:
    return tuple(TableCount(name, table.height, 0, 0) for name, table in tables.items())
