"""heatmap readiness: who is ready for which go-live, as a file."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click
import polars as pl

from heatmap import words
from heatmap.cli.sources import refuse_sources
from heatmap.cli.tables import DAY, READING, portfolio_at, with_options, write_table, writer
from heatmap.scoring.assessments.readiness import COLUMNS, TABLES_READ
from heatmap.scoring.assessments.readiness import readiness as scored_readiness
from heatmap.scoring.assessments.suppression import FEWEST


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--as-of", required=True, type=DAY, metavar="DATE", help="The day to stand on.")
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A .csv or .parquet file."
)
@with_options(READING)
def readiness(path: Path, as_of: datetime, out: Path, **chosen: Any) -> None:  # noqa: ANN401 - click's options
    """Say who is ready for which go-live in the portfolio at PATH: a folder, a workbook, or a store's folder.

    Writes one row per project and unit that has a go-live or an assessment, in order of go-live: the state,
    the first barrier, the five scores, the open checks, the pace in scores a week and the day on which
    every score has passed 3 at that pace. Scores that fewer than five people gave are left empty, as is
    another of that assessment where there would be only one, and nothing else is made of them.
    """
    write = writer(out)
    refuse_sources(out, path)
    portfolio = portfolio_at(path, chosen, TABLES_READ)
    day = as_of.date()
    scores = scored_readiness(portfolio.portfolio, day)
    write_table(out, scores.select(COLUMNS), write)
    left_out = f" {portfolio.left_out:,} rejected rows are left out." if portfolio.left_out else ""
    click.echo(
        f"{scores.height:,} rows from {portfolio.name}, as of {words.day(day)}, are in {out}.{left_out}"
    )
    click.echo(_suppressed(scores))


def _suppressed(scores: pl.DataFrame) -> str:
    count = int(scores["hidden"].list.len().sum())
    if not count:
        return "No score had to be hidden."
    return f"{words.counted(count, 'score')} not shown: fewer than {FEWEST} responses, or needed to hide one."
