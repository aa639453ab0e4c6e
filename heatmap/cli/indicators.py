"""heatmap indicators: control charts of the lead indicators, as a file."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click
import polars as pl

from heatmap import words
from heatmap.cli.sources import refuse_sources
from heatmap.cli.tables import READING, portfolio_at, with_options, write_table, writer
from heatmap.errors import HeatmapError
from heatmap.portfolio import Portfolio
from heatmap.scoring.indicators.control_charts import CHART, control_charts
from heatmap.scoring.indicators.phases import Rebase
from heatmap.scoring.indicators.quality import MOST_UNKNOWN, of_units, shares_without_unit

TABLES_READ = ("units", "indicators", "measurements")
SHARES = ("indicator", "period", "share")


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A .csv or .parquet file."
)
@click.option(
    "--rebase", "rebases", multiple=True, metavar="UNIT:DATE", help="Start a phase of a unit's charts here."
)
@click.option(
    "--unknown",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV of indicator, period and the share (0 to 1) of its records that have no unit; "
    "otherwise the measurements of unit * say it.",
)
@with_options(READING)
def indicators(
    path: Path,
    out: Path,
    rebases: tuple[str, ...],
    unknown: Path | None,
    **chosen: Any,  # noqa: ANN401 - click's options
) -> None:
    """Draw control charts of the portfolio at PATH: a folder of files, a workbook, or a store's folder.

    Writes one row per indicator, unit and period, sorted by them: phase, value, mean, lower and upper
    limit, signal and direction (XmR charts, as NHS England's Making Data Count uses them). A period of
    which more than 5 % of the records have no unit is left out of limits and signals.
    """
    write = writer(out)
    refuse_sources(out, path, unknown)
    portfolio = portfolio_at(path, chosen, TABLES_READ)
    tables = portfolio.portfolio
    charts = control_charts(
        of_units(tables.measurements),
        tables.indicators,
        rebases=[_rebase(each, tables) for each in rebases],
        unknown=_shares(unknown, tables) if unknown else shares_without_unit(tables.measurements),
    )
    write_table(out, charts.select(CHART), write)
    rejected = f" {portfolio.left_out:,} rejected rows are left out." if portfolio.left_out else ""
    click.echo(f"{charts.height:,} rows from {portfolio.name} are in {out}.{rejected}")
    click.echo(_signals(charts))


def _signals(charts: pl.DataFrame) -> str:
    concern = words.counted(int((charts["direction"] == "concern").sum()), "point")
    improvement = words.counted(int((charts["direction"] == "improvement").sum()), "point")
    said = f"{concern} of concern, {improvement} of improvement."
    skipped = int(charts["left_out"].sum())
    if skipped:
        said += (
            f" {words.counted(skipped, 'point')} left out: over {MOST_UNKNOWN:.0%} of records without a unit."
        )
    return said.replace("5%", "5 %")


def _rebase(text: str, tables: Portfolio) -> Rebase:
    """UNIT:DATE, such as NA:2020-10-26."""
    unit, _, day = text.rpartition(":")
    _known("unit", unit, tables.units["unit"].unique(maintain_order=True))
    return Rebase(unit, _date(day, f"--rebase {text}"))


def _date(text: str, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HeatmapError(f"{where} has no date: “{text}”.", "Write dates like 2020-10-26.") from None


def _known(noun: str, code: str, valid: Iterable[str]) -> None:
    if code not in valid:
        raise HeatmapError(f"There is no {noun} “{code}”.", words.choose_from(list(valid)))


def _shares(path: Path, tables: Portfolio) -> pl.DataFrame:
    """The shares in a CSV file, every field checked."""
    try:
        rows = pl.read_csv(path, infer_schema=False).fill_null("")
    except (pl.exceptions.PolarsError, OSError, UnicodeDecodeError) as error:
        raise HeatmapError(
            f"{path} could not be read: {str(error).splitlines()[0]}.",
            "Give a CSV file with a header, in UTF-8.",
        ) from error
    if not set(SHARES) <= set(rows.columns):
        raise HeatmapError(
            f"{path} has the columns {', '.join(rows.columns)}.", f"It needs {', '.join(SHARES)}."
        )
    codes = tables.indicators["indicator"].unique(maintain_order=True)
    read = []
    for line, (indicator, period, share) in enumerate(rows.select(SHARES).iter_rows(), start=2):
        where = f"{path}, line {line},"
        _known("indicator", indicator, codes)
        read.append((indicator, _date(period, where), _share(share, where)))
    return pl.DataFrame(
        read, schema={"indicator": pl.String, "period": pl.Date, "share": pl.Float64}, orient="row"
    )


def _share(text: str, where: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise HeatmapError(f"{where} has the share “{text}”.", "Give a number from 0 to 1, such as 0.06.")
    return share
