"""heatmap diff: what changed between two versions, in sentences and as a file."""

import os
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from heatmap import words
from heatmap.analysis.compared.change_findings import findings
from heatmap.analysis.compared.change_lists import (
    CellChange,
    RankedCause,
    causes,
    crossed_down,
    crossed_up,
    falls,
    rises,
)
from heatmap.analysis.compared.change_tables import causes_of_cells, changed_cells
from heatmap.analysis.compared.changes import Changes, changes, level
from heatmap.analysis.compared.version_pairs import Choice
from heatmap.analysis.versions.freshness import freshness, freshness_lines, named
from heatmap.cli.sources import refuse_sources
from heatmap.cli.tables import DAY, levels, with_options, write_table, writer
from heatmap.scoring.parameters import SCORING_VERSION
from heatmap.settings import Settings
from heatmap.store.store import Store
from heatmap.terms import SATURATION, Filters
from heatmap.views.query import version_or_day

_LISTED = 5  # lines of each list
_ARROW = "->"  # every terminal has it

_CHOICES = (
    click.option("--from", "first", type=DAY, metavar="DATE", help="From the week that holds this day."),
    click.option("--to", "last", type=DAY, metavar="DATE", help="To the week that holds this day."),
    click.option("--programme", "programmes", multiple=True, help="Only this programme's changes."),
    click.option("--project", "projects", multiple=True, help="Only this project's changes, by its code."),
    click.option("--unit", "units", multiple=True, help="Only this unit, by its code."),
    click.option("--area", "areas", multiple=True, help="Only this business area, by its code."),
)


@click.command()
@click.argument("earlier", metavar="[V1]", required=False)
@click.argument("later", metavar="[V2]", required=False)
@click.option(
    "--store", "folder", type=click.Path(path_type=Path), help="A store's folder; yours unless given."
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A .csv or .parquet file too.")
@click.option("--by", default="unit,area,week", show_default=True, help="Rows and weeks, months or quarters.")
@click.option("--causes", "by_cause", is_flag=True, help="In the file, one row per cell and cause.")
@with_options(_CHOICES)
def diff(
    earlier: str | None,
    later: str | None,
    folder: Path | None,
    out: Path | None,
    by: str,
    *,
    by_cause: bool,
    **chosen: Any,  # noqa: ANN401 - click's options
) -> None:
    """Say what changed from version V1 to version V2 of a store, and why.

    A version is a number, or a date such as 2020-03-02: the newest version whose as-of date is that day or
    before it. Unless given, V2 is the newest version and V1 the one before it.

    The file has one row per cell whose load or capacity differs: load and capacity in hours and saturation,
    before, after and the change, the bands, and why. With --causes it has one row per cell and cause, whose
    parts add up to the cell's changes. --by is as of `heatmap score`.
    """
    rows, grain = levels(by)
    write = writer(out) if out else None
    store = Store(folder or Settings.from_environment(os.environ).store)
    refuse_sources(out, store.folder)
    answer = changes(store, _choice(earlier), _choice(later), _filters(chosen))
    click.echo("\n".join(_told(answer)))
    if out and write:
        over = level(answer, rows, grain)
        table = causes_of_cells(answer, over) if by_cause else changed_cells(answer, over)
        write_table(out, table, write)
        click.echo(f"\n{words.counted(table.height, 'row')} in {out}.")


def _choice(text: str | None) -> Choice:
    return None if text is None else version_or_day(text)


def _filters(chosen: dict[str, Any]) -> Filters:
    return Filters(
        programmes=chosen["programmes"],
        projects=chosen["projects"],
        units=chosen["units"],
        areas=chosen["areas"],
        first=_day(chosen["first"]),
        last=_day(chosen["last"]),
    )


def _day(given: datetime | None) -> date | None:
    return given.date() if given else None


def _told(answer: Changes) -> list[str]:
    """The whole difference in plain lines."""
    before, after = answer.earlier.version, answer.later.version
    lines = [f"From {named(before)}, to {named(after)}."]
    if answer.is_empty:
        lines.append("Neither version has any load in these weeks and cells.")
    else:
        lines += [finding.sentence.replace("→", _ARROW) for finding in findings(answer)[-3:]]
        lines += _listed("Rose most", rises(answer, most=_LISTED))
        lines += _listed("Fell most", falls(answer, most=_LISTED))
        lines += _listed("Crossed into a higher band", crossed_up(answer, _LISTED), bands=True)
        lines += _listed("Crossed into a lower band", crossed_down(answer, _LISTED), bands=True)
        lines += _causes(causes(answer))
    lines += ["", "The data"]
    for each in (before, after):
        lines.append(f"  {words.sentence(named(each))}. {' '.join(freshness_lines(freshness(each)))}")
    lines.append(f"  Scoring version {SCORING_VERSION}; “because” names the largest parts of an exact sum.")
    return lines


def _listed(heading: str, changed: Sequence[CellChange], *, bands: bool = False) -> list[str]:
    if not changed:
        return ["", f"{heading}: none"]
    return ["", heading, *(f"  {_line(change, bands=bands)}" for change in changed)]


def _line(change: CellChange, *, bands: bool) -> str:
    """North Area, week of 5 Oct 2020: 88 % -> 131 %, because …; 3 weeks in a row."""
    crossed = ""
    if bands and change.before.band and change.after.band:
        crossed = f" [{change.before.band.letter} {_ARROW} {change.after.band.letter}]"
    alike = f" ({change.weeks} weeks in a row)" if change.weeks > 1 else ""
    return f"{change.sentence(SATURATION, _ARROW)}{crossed}{alike}"


def _causes(ranked: Sequence[RankedCause]) -> list[str]:
    heading = f"Why: {words.counted(len(ranked), 'cause')}, those that move most hours first"
    told = [
        f"  {cause.sentence}: {cause.amounts}, in {words.counted(cause.unit_weeks, 'unit-week')}"
        for cause in ranked[:_LISTED]
    ]
    return ["", heading, *told]
