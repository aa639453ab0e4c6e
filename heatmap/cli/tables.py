"""What the commands that write a table share: reading the portfolio at a path, and writing the file."""

import os
import sys
from collections.abc import Callable, Collection, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import polars as pl
from polars.exceptions import ComputeError

from heatmap.analysis.versions.source import Given, UnacceptedRowsError, given
from heatmap.errors import HeatmapError
from heatmap.ingest.advice import about_date
from heatmap.neutral import neutral_texts
from heatmap.scoring.coded.coding import SCORED_TABLES
from heatmap.scoring.grouping import By
from heatmap.terms import Grain

REFUSED = 1  # exit code: rows were rejected, so nothing was scored


class Day(click.DateTime):
    """A day such as 2020-10-05; one written day-first is not guessed at, as in a portfolio's files."""

    def __init__(self) -> None:
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:  # noqa: ANN401 - as click has it
        """The day; click's error, in the words of the portfolio's check, for what is none."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            reason, right = about_date(str(value).strip())
            self.fail(f"“{value}” {reason}. {right}", param, ctx)


DAY = Day()
Command = Callable[..., None]

READING = (
    click.option("--version", type=click.IntRange(min=1), help="A store's version; the newest unless given."),
    click.option("--accept-partial", is_flag=True, help="Score although rows were rejected, without them."),
)


def with_options(options: Iterable[Callable[[Command], Command]]) -> Callable[[Command], Command]:
    """Adds options to a command, in their order."""

    def add(command: Command) -> Command:
        for option in reversed(tuple(options)):
            command = option(command)
        return command

    return add


def portfolio_at(path: Path, chosen: dict[str, Any], tables: Collection[str] = SCORED_TABLES) -> Given:
    """The portfolio at `path`, read as the options of READING say; of a store, these `tables` only.

    Where rows were rejected, it is the same refusal as publishing gives.
    """
    try:
        return given(
            path,
            today=date.today(),  # noqa: DTZ011 - the user's own day
            version=chosen["version"],
            accept_partial=chosen["accept_partial"],
            tables=tables,
        )
    except UnacceptedRowsError as refusal:
        click.echo(f"Error: {refusal.what}\n  {refusal.do}", err=True)
        sys.exit(REFUSED)


def levels(by: str) -> tuple[By, Grain]:
    """The rows and the grain that `--by` names."""
    *rows, grain = [part.strip() for part in by.split(",")]
    noun = ",".join(rows)
    if noun in tuple(By) and grain in tuple(Grain):
        return By(noun), Grain(grain)
    raise HeatmapError(
        f"Rows by “{by}” are not known.",
        "Give unit, area, programme, organisation or unit,area, then week, month or quarter: unit,month.",
    )


def _write_csv(rows: pl.DataFrame, path: Path) -> None:
    neutral_texts(rows).write_csv(path)


def _write_parquet(rows: pl.DataFrame, path: Path) -> None:
    rows.write_parquet(path)


def writer(path: Path) -> Callable[[pl.DataFrame, Path], None]:
    """How to write the file that the name asks for; asked before any work is done."""
    writers = {".csv": _write_csv, ".parquet": _write_parquet}
    known = writers.get(path.suffix.lower())
    if known is None:
        raise HeatmapError(
            f"{path.name} is neither CSV nor Parquet.", "Give a name that ends in .csv or .parquet."
        )
    return known


def write_table(path: Path, rows: pl.DataFrame, write: Callable[[pl.DataFrame, Path], None]) -> None:
    """Writes the rows, never half of them."""
    _write_whole(path, lambda part: write(rows, part))


def write_file(path: Path, content: bytes) -> None:
    """Writes the bytes, never half of them."""
    _write_whole(path, lambda part: part.write_bytes(content))


def _write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Writes beside the file first, so that it is never half there."""
    part = path.with_name(path.name + ".part")
    try:
        write(part)
        os.replace(part, path)  # noqa: PTH105 - Path.replace does the same; this says it is atomic
    except (OSError, ComputeError) as error:  # Polars' own, where the disk fills while it writes Parquet
        part.unlink(missing_ok=True)
        why = error.strerror if isinstance(error, OSError) else None
        raise HeatmapError(
            f"{path} could not be written: {why or str(error).rpartition(' error: ')[2]}.",
            "Name a file in a folder that you may write to, on a disk that has room.",
        ) from error
