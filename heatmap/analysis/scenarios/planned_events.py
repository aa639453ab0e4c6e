"""Which events does the planner draw, and what does each bring to each unit?"""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from heatmap.analysis.heatmaps.heatmap import check_known
from heatmap.analysis.scenarios.scenario_outcome import Outcome
from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.blame import hours_over
from heatmap.planning.scenarios.overload import aligned
from heatmap.planning.scenarios.scenario import Add, Cancel, Noun, Shift
from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.coded.timing import shares
from heatmap.scoring.contributions import contributions, event_rows
from heatmap.scoring.cube import Cube
from heatmap.scoring.selection import Span
from heatmap.views.planner_view import PlannerView
from heatmap.views.view import Cell
from heatmap.weeks import monday, sunday, week_number

DRAWN = 8  # projects whose events are drawn, unless others are asked for
MOST_DRAWN = 24  # projects, at most


@dataclass(frozen=True, eq=False)
class PlannedEvents:
    """The events to draw, project by project, and what each brings to each unit.

    `events` has one row an event, its dates after the scenario: event, title, kind, status, project,
    project_name, programme, start, end, go_live, first_day, last_day (between which it is seen), weeks (by
    which the scenario shifts it), added, earliest, latest. `first_week` and `share` say when its hours
    fall, `hours` how many on which row of the heatmap: events x rows.
    """

    events: pl.DataFrame
    first_week: list[int]
    share: list[list[float]]
    hours: Floats


def rows_of(cube: Cube, units: pl.DataFrame) -> Integers:
    """The row of the heatmap of each coded unit."""
    place = {unit: row for row, unit in enumerate(units["unit"], 1)}
    return np.array([place[unit] for unit in cube.coded.units.to_list()], dtype=np.int64)


def drawn(found: Outcome, view: PlannerView, as_of: date, weeks: Span) -> list[str]:
    """The projects whose events are drawn: those asked for, or those that matter most; moved ones besides."""
    if view.projects:
        return list(dict.fromkeys([*_asked(found, view), *view.projects]))[:MOST_DRAWN]
    if view.cell is not None:
        ranked = _on_cell(found, view.cell)
    else:
        ranked = _most_to_blame(found, Span(max(weeks.first, week_number(as_of)), weeks.weeks))
    first = [*_asked(found, view), *_moved(found)]
    count = max(DRAWN, len(set(first)) + DRAWN // 2)
    return list(dict.fromkeys([*first, *ranked]))[: min(count, MOST_DRAWN)]


def _asked(found: Outcome, view: PlannerView) -> list[str]:
    """The project of the event that the reader came to move."""
    if view.event is None:
        return []
    events = found.applied.events.select(pl.col("event", "project").cast(pl.String))
    check_known("event", [view.event], events["event"])
    return events.filter(pl.col("event") == view.event)["project"].to_list()


def _moved(found: Outcome) -> list[str]:
    """Projects that a move names, or an event of which it names."""
    events = found.applied.events.select(pl.col("event", "project").cast(pl.String))
    project_of = dict(events.iter_rows())
    moved = []
    for move in found.moves:
        match move:
            case Shift() | Cancel():
                moved.append(move.code if move.noun is Noun.PROJECT else project_of[move.code])
            case Add():
                moved.append(move.project)
    return list(dict.fromkeys(moved))


def _on_cell(found: Outcome, cell: Cell) -> list[str]:
    """Projects with load on the cell before or after, the greatest first."""
    kind, _, unit = cell.row.partition(":")
    if kind not in ("unit", "total"):
        raise HeatmapError(f"The planner has no row “{cell.row[:80]}”.", "Choose a unit and week in it.")
    units = [unit] if kind == "unit" else []
    check_known("unit", units, found.loaded.coded.units)
    parts = pl.concat(
        contributions(cube, units=units, first=cell.column, last=cell.column)
        for cube in (found.before, found.after)
    )
    return _greatest(parts.select("project", hours="load"))


def _most_to_blame(found: Outcome, weeks: Span) -> list[str]:
    """Projects that bring hours over capacity in these weeks, those that bring most first."""
    cells = aligned(found.after, found.after, weeks)[0]
    coded = found.after.coded
    hours = hours_over(found.after, cells)
    frame = pl.DataFrame({"project": coded.projects.gather(coded.events.project), "hours": hours})
    return _greatest(frame.filter(pl.col("hours") > 0))


def _greatest(hours: pl.DataFrame) -> list[str]:
    summed = (
        hours.sort("project", "hours").group_by("project", maintain_order=True).agg(pl.col("hours").sum())
    )
    return summed.sort("hours", "project", descending=[True, False])["project"].to_list()


def planned(found: Outcome, projects: list[str], units: pl.DataFrame) -> PlannedEvents:
    """Every event of these projects, project by project in their order, then by first week."""
    cube = found.after
    coded = cube.coded
    timing = coded.events.timing
    order = {project: place for place, project in enumerate(coded.projects.to_list())}
    rank = np.full(len(order), -1)
    rank[[order[project] for project in projects]] = np.arange(len(projects))
    ranks = rank[coded.events.project]
    places = np.flatnonzero(ranks >= 0)
    places = places[np.lexsort((timing.first[places], ranks[places]))]
    first, last = timing.first[places].tolist(), timing.last[places].tolist()
    share = [
        shares(timing.of(np.array([place])), begin, end - begin + 1)[0].tolist()
        for place, begin, end in zip(places, first, last, strict=True)
    ]
    return PlannedEvents(_event_table(found, places), first, share, _hours(cube, places, units))


def _event_table(found: Outcome, places: Integers) -> pl.DataFrame:
    """The columns of PlannedEvents.events."""
    cube = found.after
    timing = cube.coded.events.timing
    added = [move.event for move in found.moves if isinstance(move, Add)]
    windows = found.applied.events.select(pl.col("event").cast(pl.String), "earliest", "latest")
    spread = pl.DataFrame(
        {
            "first_week": [monday(int(week)) for week in timing.first[places]],
            "last_week": [sunday(int(week)) for week in timing.last[places]],
        },
        schema={"first_week": pl.Date, "last_week": pl.Date},
    )
    weeks = pl.col("event").replace_strict(dict(found.parts.weeks), default=0, return_dtype=pl.Int64)
    return (
        event_rows(cube.coded, places)
        .hstack(spread)
        .join(windows, on="event", how="left", maintain_order="left")
        .with_columns(
            first_day=pl.coalesce("start", "first_week"),
            last_day=pl.coalesce("end", "last_week"),
            weeks=weeks,
            added=pl.col("event").is_in(added),
        )
        .drop("first_week", "last_week")
    )


def _hours(cube: Cube, places: Integers, units: pl.DataFrame) -> Floats:
    """Weighted hours of each event on each row of the heatmap."""
    selection = cube.selection
    found = np.zeros((len(places), len(units) + 1))
    at = np.full(len(cube.coded.events.rows), -1)
    at[places] = np.arange(len(places))
    event = at[selection.event]
    impacts = np.flatnonzero(event >= 0)
    row = rows_of(cube, units)[cube.units[selection.row[impacts]]]
    np.add.at(found, (event[impacts], row), selection.weighted[impacts])
    found[:, 0] = found.sum(axis=1)
    return found
