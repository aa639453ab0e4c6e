"""heatmap score: weekly load and saturation as a file. heatmap explain: what one cell is made of."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.explanation import explanation
from heatmap.analysis.versions.source import Given
from heatmap.cli.sources import refuse_sources
from heatmap.cli.tables import DAY, READING, levels, portfolio_at, with_options, write_table, writer
from heatmap.errors import HeatmapError
from heatmap.scoring.cube import Cube
from heatmap.scoring.cube import score as score_portfolio
from heatmap.scoring.grouping import By, Row
from heatmap.scoring.parameters import SCORING_VERSION
from heatmap.scoring.rollup import roll_up
from heatmap.scoring.selection import span_of
from heatmap.terms import LIVE_EVENTS, LIVE_PROJECTS, Filters, Grain
from heatmap.weeks import monday

_CHOICES = (
    click.option("--programme", "programmes", multiple=True, help="Only this programme's changes."),
    click.option("--project", "projects", multiple=True, help="Only this project's changes, by its code."),
    click.option("--kind", "kinds", multiple=True, help="Only events of this kind."),
    click.option("--event-status", "event_statuses", multiple=True, help="Only events of this status."),
    click.option("--project-status", "project_statuses", multiple=True, help="Only projects of this status."),
)


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
@with_options((*_CHOICES, *READING))
def score(path: Path, out: Path, by: str, **chosen: Any) -> None:  # noqa: ANN401 - click's options
    """Score the portfolio at PATH: a folder of files, a workbook, or a store's folder.

    Writes one row per unit, area and week that has a headcount or a load, sorted by them. Filters that are
    given several times take any of their values. --by also takes unit, area, programme or organisation,
    each with week, month or quarter; then each row carries its hottest part, and rows are in the page's
    order: units and areas by their position, programmes by name.
    """
    rows, grain = levels(by)
    write = writer(out)
    refuse_sources(out, path)
    portfolio = portfolio_at(path, chosen)
    cube = _scored(portfolio, chosen)
    if (rows, grain) == (By.UNIT_AREA, Grain.WEEK):
        scores = cube.frame()
    else:
        scores = roll_up(cube, rows, grain).frame()
    write_table(out, scores, write)
    left_out = _left_out(portfolio.left_out)
    click.echo(f"{scores.height:,} rows from {portfolio.name} are in {out}.{left_out}")
    click.echo(f"Scoring version {SCORING_VERSION}; load and capacity in hours, saturation 1.0 is full.")
    if scores.is_empty():
        click.echo(_span(cube))


def _span(cube: Cube) -> str:
    """Where the portfolio's weeks are, for somebody who has chosen others."""
    span = span_of(cube.coded, cube.filters)
    if not span.weeks:
        return "No change in this portfolio has any load."
    return f"The portfolio has load in the weeks of {words.days(monday(span.first), monday(span.last))}."


def _left_out(count: int) -> str:
    if not count:
        return ""
    return " 1 rejected row is left out." if count == 1 else f" {count:,} rejected rows are left out."


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
            raise HeatmapError(f"There is no {noun} “{value}”.", words.choose_from(valid))


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--unit", required=True, help="The unit's code.")
@click.option("--area", help="The business area's code; all of the unit's unless given.")
@click.option(
    "--week", required=True, type=DAY, metavar="DATE", help="A day of the week, such as its Monday."
)
@click.option("--by", type=click.Choice(["event", "project", "programme"]), default="event")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A .csv or .parquet file too.")
@with_options((*_CHOICES, *READING))
def explain(path: Path, out: Path | None, **chosen: Any) -> None:  # noqa: ANN401 - click's options
    """Explain a unit's load in one week of the portfolio at PATH: what it is made of, ranked."""
    write = writer(out) if out else None
    refuse_sources(out, path)
    portfolio = portfolio_at(path, chosen)
    unit, area = chosen["unit"], chosen["area"]
    cube = _scored(portfolio, {**chosen, "units": (unit,), "areas": (area,) if area else ()})
    told = explanation(cube, Row(unit, area), chosen["week"].date(), chosen["by"])
    click.echo("\n".join(told.lines))
    click.echo(f"\nFrom {portfolio.name}, scoring version {SCORING_VERSION}.")
    if out and write:
        write_table(out, told.parts, write)
        click.echo(f"The table is in {out}.")
