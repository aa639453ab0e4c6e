"""Migrations: a version file in an older form is read by way of an upgraded copy, never edited."""

import time
from pathlib import Path
from uuid import uuid4

import duckdb

from heatmap.errors import HeatmapError
from heatmap.store.connections import open_copier, open_reader, open_writer, words_for_writing
from heatmap.store.files import number_of
from heatmap.store.queries import migration_names, query, rows

UPGRADED = "upgraded"
_ABANDONED = 24 * 3600  # seconds after which a copy that nobody finished is rubbish


def migrate(connection: duckdb.DuckDBPyConnection, folder: Path, done: list[str]) -> None:
    """Apply and record the migrations of a folder that are not among those `done`."""
    for name in migration_names(folder):
        if name not in done:
            connection.begin()
            connection.execute((folder / name).read_text("utf-8")).fetchall()
            connection.execute(query("record_migration"), {"migration": name}).fetchall()
            connection.commit()


def open_in_todays_form(path: Path, migrations: Path) -> duckdb.DuckDBPyConnection:
    """A version file open for reading, or its upgraded copy where the program's migrations are ahead."""
    connection = open_reader(path)
    done = _recorded(connection)
    known = migration_names(migrations)
    if done == known:
        return connection
    connection.close()
    if done != known[: len(done)]:
        raise HeatmapError(
            f"Version {number_of(path.name)} was published by a newer program.",
            "Install the newest change-heatmap, then try again.",
        )
    return open_reader(_upgraded(path, migrations, done))


def _recorded(connection: duckdb.DuckDBPyConnection) -> list[str]:
    try:
        return rows(connection, "read_migrations")["migration"].to_list()
    except duckdb.Error:
        connection.close()
        raise


def _upgraded(path: Path, migrations: Path, done: list[str]) -> Path:
    """The copy of a version file with every migration applied; made once, then used by all."""
    newest = migration_names(migrations)[-1].removesuffix(".sql")
    folder = path.parent / UPGRADED
    copy = folder / f"{newest}-{path.name}"
    if not copy.exists():
        with words_for_writing(f"The upgraded copy of version {number_of(path.name)}"):
            folder.mkdir(exist_ok=True)
            unfinished = folder / f"{uuid4().hex}.unfinished"
            _copy(path, unfinished)
            connection = open_writer(unfinished)
            migrate(connection, migrations, done)
            connection.close()
            _keep_first(unfinished, copy)
    return copy


def _keep_first(unfinished: Path, copy: Path) -> None:
    """Two readers may upgrade at once: a file that somebody may have open is not replaced."""
    if copy.exists():
        unfinished.unlink()
    else:
        unfinished.replace(copy)


def _copy(old: Path, new: Path) -> None:
    """Copy a version file through DuckDB: opening it as a plain file would drop its readers' lock."""
    with open_copier() as connection:
        connection.execute(query("attach_old"), {"path": str(old)}).fetchall()
        connection.execute(query("attach_new"), {"path": str(new)}).fetchall()
        connection.execute(query("copy_old_to_new")).fetchall()


def remove_abandoned_copies(folder: Path) -> None:
    """Remove copies whose maker died over a day ago."""
    for path in (folder / UPGRADED).glob("*.unfinished*"):
        if time.time() - path.stat().st_mtime > _ABANDONED:
            path.unlink(missing_ok=True)
