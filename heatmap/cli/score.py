"""heatmap score: weekly load and saturation as a file. heatmap explain: what one cell is made of."""

import os
import sys
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import polars as pl

from heatmap.analysis.explanation import explanation
from heatmap.analysis.source import Given, UnacceptedRowsError, given
from heatmap.errors import HeatmapError
from heatmap.neutral import neutral_texts
from heatmap.scoring.cube import Cube
from heatmap.scoring.cube import score as score_portfolio
from heatmap.scoring.grouping import By, Row
from heatmap.scoring.parameters import SCORING_VERSION
from heatmap.scoring.rollup import roll_up
from heatmap.terms import LIVE_EVENTS, LIVE_PROJECTS, Filters, Grain

REFUSED = 1  # exit code: rows were rejected, so nothing was scored

DAY = click.DateTime(["%Y-%m-%d"])
Command = Callable[..., None]

_CHOICES = (
    click.option("--programme", "programmes", multiple=True, help="Only this programme's changes."),
    click.option("--project", "projects", multiple=True, help="Only this project's changes, by its code."),
    click.option("--kind", "kinds", multiple=True, help="Only events of this kind."),
    click.option("--event-status", "event_statuses", multiple=True, help="Only events of this status."),
    click.option("--project-status", "project_statuses", multiple=True, help="Only projects of this status."),
)
_READING = (
    click.option("--version", type=click.IntRange(min=1), help="A store's version; the newest unless given."),
    click.option("--accept-partial", is_flag=True, help="Score although rows were rejected, without them."),
)


def _with(options: Iterable[Callable[[Command], Command]]) -> Callable[[Command], Command]:
    """Adds options to a command, in their order."""

    def add(command: Command) -> Command:
        for option in reversed(tuple(options)):
            command = option(command)
        return command

    return add


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A .csv or .parquet file."
)
@click.option("--by", default="unit,area,week", show_default=True, help="Rows and weeks, months or quarters.")
@click.option("--from", "first", type=DAY, metavar="DATE", help="From the week that holds this day.")
@click.option("--to", "last", type=DAY, metavar="DATE", help="To the week that holds this day.")
@click.option("--unit", "units", multiple=True, help="Only this unit, by its code.")
@click.option("--area", "areas", multiple=True, help="Only this business area, by its code.")
@click.option("--unit-kind", "unit_kinds", multiple=True, help="Only units of this kind: bcu or central.")
@_with((*_CHOICES, *_READING))
def score(path: Path, out: Path, by: str, **chosen: Any) -> None:  # noqa: ANN401 - click's options
    """Score the portfolio at PATH: a folder of files, a workbook, or a store's folder.

    Writes one row per unit, area and week that has a headcount or a load, sorted by them. Filters that are
    given several times take any of their values. --by also takes unit, area, programme or organisation,
    each with week, month or quarter; then each row carries its hottest part.
    """
    rows, grain = _levels(by)
    write = _writer(out)
    portfolio = _given(path, chosen)
    cube = _scored(portfolio, chosen)
    if (rows, grain) == (By.UNIT_AREA, Grain.WEEK):
        scores = cube.frame()
    else:
        scores = roll_up(cube, rows, grain).frame()
    _write(out, scores, write)
    left_out = f" {portfolio.left_out:,} rejected rows are left out." if portfolio.left_out else ""
    click.echo(f"{scores.height:,} rows from {portfolio.name} are in {out}.{left_out}")
    click.echo(f"Scoring version {SCORING_VERSION}; load and capacity in hours, saturation 1.0 is full.")


def _levels(by: str) -> tuple[By, Grain]:
    """The rows and the grain that `--by` names."""
    *rows, grain = [part.strip() for part in by.split(",")]
    noun = ",".join(rows)
    if noun in tuple(By) and grain in tuple(Grain):
        return By(noun), Grain(grain)
    raise HeatmapError(
        f"Rows by “{by}” are not known.",
        "Give unit, area, programme, organisation or unit,area, then week, month or quarter: unit,month.",
    )


def _given(path: Path, chosen: dict[str, Any]) -> Given:
    """The portfolio; where rows were rejected, the same refusal as publishing gives."""
    try:
        return given(
            path,
            today=date.today(),  # noqa: DTZ011 - the user's own day
            version=chosen["version"],
            accept_partial=chosen["accept_partial"],
        )
    except UnacceptedRowsError as refusal:
        click.echo(f"Error: {refusal.what}\n  {refusal.do}", err=True)
        sys.exit(REFUSED)


def _scored(portfolio: Given, chosen: dict[str, Any]) -> Cube:
    tables = portfolio.portfolio
    _check("programme", chosen["programmes"], tables.projects["programme"])
    _check("project", chosen["projects"], tables.projects["project"])
    _check("unit", chosen.get("units", ()), tables.units["unit"])
    _check("business area", chosen.get("areas", ()), tables.areas["area"])
    filters = Filters(
        programmes=chosen["programmes"],
        projects=chosen["projects"],
        kinds=chosen["kinds"],
        units=chosen.get("units", ()),
        areas=chosen.get("areas", ()),
        unit_kinds=chosen.get("unit_kinds", ()),
        event_statuses=chosen["event_statuses"] or tuple(LIVE_EVENTS),
        project_statuses=chosen["project_statuses"] or tuple(LIVE_PROJECTS),
        first=_day(chosen.get("first")),
        last=_day(chosen.get("last")),
    )
    return score_portfolio(tables, portfolio.parameters, filters)


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _check(noun: str, chosen: Iterable[str], known: pl.Series) -> None:
    """Refuses a code or name that the portfolio does not have."""
    valid = known.cast(pl.String).unique().sort().to_list()
    for value in chosen:
        if value not in valid:
            raise HeatmapError(f"There is no {noun} “{value}”.", f"Choose from: {', '.join(valid)}.")


def _write_csv(rows: pl.DataFrame, path: Path) -> None:
    neutral_texts(rows).write_csv(path)


def _write_parquet(rows: pl.DataFrame, path: Path) -> None:
    rows.write_parquet(path)


def _writer(path: Path) -> Callable[[pl.DataFrame, Path], None]:
    """How to write the file that the name asks for; asked before any work is done."""
    writers = {".csv": _write_csv, ".parquet": _write_parquet}
    writer = writers.get(path.suffix.lower())
    if writer is None:
        raise HeatmapError(
            f"{path.name} is neither CSV nor Parquet.", "Give a name that ends in .csv or .parquet."
        )
    return writer


def _write(path: Path, rows: pl.DataFrame, write: Callable[[pl.DataFrame, Path], None]) -> None:
    """Writes beside the file first, so that it is never half there."""
    part = path.with_name(path.name + ".part")
    try:
        write(rows, part)
        os.replace(part, path)  # noqa: PTH105 - Path.replace does the same; this says it is atomic
    except OSError as error:
        part.unlink(missing_ok=True)
        raise HeatmapError(
            f"{path} could not be written: {error.strerror or error}.",
            "Name a file in a folder that you may write to.",
        ) from error


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--unit", required=True, help="The unit's code.")
@click.option("--area", help="The business area's code; all of the unit's unless given.")
@click.option(
    "--week", required=True, type=DAY, metavar="DATE", help="A day of the week, such as its Monday."
)
@click.option("--by", type=click.Choice(["event", "project", "programme"]), default="event")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A .csv or .parquet file too.")
@_with((*_CHOICES, *_READING))
def explain(path: Path, out: Path | None, **chosen: Any) -> None:  # noqa: ANN401 - click's options
    """Explain a unit's load in one week of the portfolio at PATH: what it is made of, ranked."""
    write = _writer(out) if out else None
    portfolio = _given(path, chosen)
    unit, area = chosen["unit"], chosen["area"]
    cube = _scored(portfolio, {**chosen, "units": (unit,), "areas": (area,) if area else ()})
    told = explanation(cube, Row(unit, area), chosen["week"].date(), chosen["by"])
    click.echo("\n".join(told.lines))
    click.echo(f"\nFrom {portfolio.name}, scoring version {SCORING_VERSION}.")
    if out and write:
        _write(out, told.parts, write)
        click.echo(f"The table is in {out}.")
