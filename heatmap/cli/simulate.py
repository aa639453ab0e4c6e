"""heatmap simulate: how likely each unit is over capacity when projects slip, as a file."""

import time
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import numpy as np

from heatmap import words
from heatmap.analysis.versions.source import Given
from heatmap.cli.progress import progress_bar
from heatmap.cli.sources import refuse_sources
from heatmap.cli.tables import DAY, READING, portfolio_at, with_options, write_table, writer
from heatmap.errors import HeatmapError
from heatmap.planning.horizon import with_weeks_after
from heatmap.planning.slipping.chances import chances
from heatmap.planning.slipping.simulation import Simulation, simulate
from heatmap.planning.slipping.slippage import DRAWS, SEED, delays
from heatmap.scoring.coded.coding import SCORED_TABLES, code
from heatmap.scoring.cube import score_coded
from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import SCORING_VERSION
from heatmap.terms import Grain

MOST_DRAWS = 100_000  # more fill the memory and say no more
_MANY = 0.5  # a chance from which a cell counts as likely over
_A_TRIFLE = 1e-6  # hours


@click.command(name="simulate")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A .csv or .parquet file."
)
@click.option("--as-of", type=DAY, metavar="DATE", help="The day to stand on; a version's own, or today.")
@click.option("--draws", type=click.IntRange(1, MOST_DRAWS), default=DRAWS, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=SEED, show_default=True, help="Of the chance drawn.")
@click.option("--by", default="unit", show_default=True, help="Rows, and weeks unless months or quarters.")
@with_options(READING)
def simulate_command(path: Path, out: Path, by: str, **chosen: Any) -> None:  # noqa: ANN401 - click's options
    """Simulate how projects of the portfolio at PATH slip, and how likely each unit is over capacity.

    PATH is a folder of files, a workbook, or a store's folder. Writes one row per unit and week: load and
    capacity as planned, the chance of being over capacity with its standard error, the load that 10, 50 and
    90 per cent of the draws do not exceed, and the projects whose lateness drives the chance. How projects
    slip is in scoring.toml. --by also takes area, programme, organisation or unit,area, each also with
    week, month or quarter. The same seed gives the same file.
    """
    rows, grain = _levels(by)
    write = writer(out)
    refuse_sources(out, path)
    portfolio = portfolio_at(path, chosen, (*SCORED_TABLES, "dependencies"))
    as_of = _as_of(chosen["as_of"], portfolio)
    begin = time.perf_counter()
    simulated = _simulated(portfolio, as_of, chosen, rows, grain)
    seconds = time.perf_counter() - begin
    table = chances(simulated)
    write_table(out, table, write)
    left_out = f" {portfolio.left_out:,} rejected rows are left out." if portfolio.left_out else ""
    click.echo(
        f"{table.height:,} rows from {portfolio.name}, as of {words.day(as_of)}, are in {out}.{left_out}"
    )
    click.echo(_told(simulated, chosen["seed"], seconds))
    if not _slips(simulated):
        click.echo(
            f"Nothing slips: no project that can be late lies ahead of {words.day(as_of)}. "
            "To stand on another day, give --as-of."
        )


def _levels(by: str) -> tuple[By, Grain]:
    """The rows and the grain that `--by` names; weeks where it names none."""
    parts = [part.strip() for part in by.split(",")]
    grain = Grain(parts.pop()) if parts[-1] in tuple(Grain) else Grain.WEEK
    noun = ",".join(parts)
    if noun in tuple(By):
        return By(noun), grain
    raise HeatmapError(
        f"Rows by “{by}” are not known.",
        "Give unit, area, programme, organisation or unit,area; add month or quarter for those: unit,month.",
    )


def _as_of(chosen: datetime | None, portfolio: Given) -> date:
    if chosen is not None:
        return chosen.date()
    return portfolio.as_of or date.today()  # noqa: DTZ011 - the user's own day


def _simulated(portfolio: Given, as_of: date, chosen: dict[str, Any], rows: By, grain: Grain) -> Simulation:
    coded = code(portfolio.portfolio, portfolio.parameters)
    late = delays(coded, as_of, draws=chosen["draws"], seed=chosen["seed"])
    cube = with_weeks_after(score_coded(coded), int(late.max(initial=0)))
    with progress_bar() as progress:
        return simulate(
            cube, as_of, late, rows, grain, progress=lambda done: progress("Drawing delays", done)
        )


def _slips(simulated: Simulation) -> bool:
    """Whether the draws differ anywhere."""
    return bool((simulated.high > simulated.low + _A_TRIFLE).any())


def _told(simulated: Simulation, seed: int, seconds: float) -> str:
    likely = int(np.sum(simulated.chance >= _MANY))
    error = 100 * np.nan_to_num(simulated.error).max(initial=0.0)
    return (
        f"{words.counted(likely, 'cell')} more likely over capacity than not; {simulated.draws:,} draws "
        f"with seed {seed} in {seconds:.1f} s, standard error at most {error:.1f} points; "
        f"scoring version {SCORING_VERSION}."
    )
