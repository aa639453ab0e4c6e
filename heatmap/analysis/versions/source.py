"""The portfolio at a path, whatever the path is: a folder of files, a workbook or a store."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from heatmap.analysis.versions.scored_by import scored_by
from heatmap.errors import HeatmapError
from heatmap.ingest.check import check
from heatmap.ingest.reading.names import called
from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import SCORED_TABLES
from heatmap.scoring.parameters import Parameters, parse
from heatmap.store.files import CURRENT, version_files
from heatmap.store.store import Store

Progress = Callable[[str, float], None]


class UnacceptedRowsError(HeatmapError):
    """Files have rows that break the data contract, and nobody said to go on without them."""


@dataclass(frozen=True)
class Given:
    """A portfolio, its scoring parameters, where they are from, and how many rejected rows it lacks.

    A store's version has an as-of date of its own.
    """

    portfolio: Portfolio
    parameters: Parameters
    name: str
    left_out: int = 0
    as_of: date | None = None


def given(
    path: Path,
    *,
    today: date,
    version: int | None = None,
    accept_partial: bool = False,
    tables: Collection[str] = SCORED_TABLES,
    progress: Progress | None = None,
) -> Given:
    """What is at `path`: a store's newest version, or version number `version`, or checked files.

    Of a store, tables that are not among `tables` are left unread, so empty.
    Files are scored by their own scoring.toml, or the program's. Raises UnacceptedRowsError where rows
    are rejected and `accept_partial` is not given; HeatmapError where nothing can be read.
    """
    if (path / CURRENT).is_file() or version_files(path):
        return _of_store(path, version, tables)
    if version is not None:
        raise HeatmapError(
            f"{path} is not a store, so it has no version {version}.",
            "Leave --version out, or name a store's folder: it has a file called CURRENT.",
        )
    return _of_files(path, today, progress, accept_partial=accept_partial)


def _of_store(path: Path, number: int | None, tables: Collection[str]) -> Given:
    store = Store(path)
    try:
        version = store.version(number)
        name = f"version {version.number} of {path}, “{version.note}”"
        parameters = parse(version.parameters)
        return Given(store.portfolio(version.number, tables), parameters, name, as_of=version.as_of)
    finally:
        store.close()


def _of_files(path: Path, today: date, progress: Progress | None, *, accept_partial: bool) -> Given:
    with check(path, today=today, progress=progress) as checked:
        rejected = sum(count.rejected for count in checked.counts)
        if rejected and not accept_partial:
            tables = ", ".join(
                f"{count.table} {count.rejected:,}" for count in checked.counts if count.rejected
            )
            raise UnacceptedRowsError(
                f"{called(path)} has {rejected:,} {'row' if rejected == 1 else 'rows'} that cannot be "
                f"accepted ({tables}); nothing was scored.",
                f"See each one and its reason with `heatmap check {path}`; "
                "score without them by --accept-partial.",
            )
        _, parameters = scored_by(checked)
        return Given(checked.portfolio(), parameters, str(path), rejected)
