"""What makes up the load of a cell or of any roll-up: its events, projects and programmes.

The parts add up to the whole within 1e-9, relative.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.coded.coding import Coded
from heatmap.scoring.coded.timing import shares
from heatmap.scoring.columns import columns
from heatmap.scoring.cube import Cube
from heatmap.scoring.grouping import By, groups
from heatmap.terms import Grain, Rows
from heatmap.weeks import week_number

_PROJECT = ("kind", "status", "project", "project_name", "programme", "owner")
_DATES = ("start", "end", "go_live")


@dataclass(frozen=True, eq=False)
class Causes:
    """The chief events of each cell of a roll-up: rows x columns x `top`, the greatest load first.

    `event` is a place in `places`, -1 where there are fewer; `share` is its part of the cell's load, 0 to 1.
    `places` are those of the coded events with load.
    """

    event: npt.NDArray[np.int64]
    share: Floats
    coded: Coded
    places: Integers


def contributions(
    cube: Cube,
    *,
    units: Sequence[str] = (),
    areas: Sequence[str] = (),
    programmes: Sequence[str] = (),
    first: date | None = None,
    last: date | None = None,
) -> pl.DataFrame:
    """One row per event with load on these cells, the greatest load first; an empty choice means all.

    `first` and `last` are days: the weeks that hold them, and those between, are meant. Columns: event,
    title, kind, status, project, project_name, programme, owner, start, end, go_live, load in hours,
    share of the whole load, estimated (share of the event's load), severity (the highest), people.
    """
    window, selection = cube.window, cube.selection
    low = max(window.first, week_number(first)) if first else window.first
    high = min(window.last, week_number(last)) if last else window.last
    when = cube.coded.events.timing
    active = (when.first <= high) & (when.last >= low)
    chosen = _impacts(cube, units, areas, programmes)
    chosen = chosen[active[selection.event[chosen]] & (selection.weighted[chosen] > 0)]
    events, place = np.unique(selection.event[chosen], return_inverse=True)
    share = shares(when.of(events), low, max(high - low + 1, 0)).sum(axis=1)
    return (
        event_rows(cube.coded, events)
        .with_columns(_met(cube, chosen, place, len(events)))
        .with_columns(load=pl.col("load") * pl.Series(share))
        .with_columns(share=pl.col("load") / pl.col("load").sum())
        .select("event", "title", *_PROJECT, *_DATES, "load", "share", "estimated", "severity", "people")
        .sort("load", "event", descending=[True, False])
    )


def _met(cube: Cube, impacts: Integers, place: Integers, events: int) -> pl.DataFrame:
    """Of each event: its whole hours on the cells as `load`, estimated, severity and people."""
    selection = cube.selection
    weighted = selection.weighted[impacts]
    hours = np.bincount(place, weighted, minlength=events)
    estimated = np.bincount(place, weighted * selection.estimated[impacts], minlength=events)
    severity = np.zeros(events, dtype=np.int64)
    np.maximum.at(severity, place, selection.severity[impacts])
    people = cube.coded.portfolio.impacts["people"].gather(selection.impacts.source[impacts]).to_numpy()
    return pl.DataFrame(
        {
            "load": hours,
            "estimated": estimated / hours,
            "severity": severity,
            "people": np.bincount(place, people, minlength=events),
        }
    )


def _impacts(cube: Cube, units: Sequence[str], areas: Sequence[str], programmes: Sequence[str]) -> Integers:
    """The cube's impacts on these cells."""
    coded = cube.coded
    pairs = np.ones(len(cube.units), dtype=bool)
    if units:
        pairs &= coded.units.is_in(list(units)).to_numpy()[cube.units]
    if areas:
        pairs &= coded.areas.is_in(list(areas)).to_numpy()[cube.areas]
    chosen = pairs[cube.selection.row]
    if programmes:
        named = coded.programmes.is_in(list(programmes)).to_numpy()
        chosen &= named[coded.events.programme[cube.selection.event]]
    return np.flatnonzero(chosen)


def event_rows(coded: Coded, events: Integers) -> pl.DataFrame:
    """What the portfolio says of these coded events, in their order: one row an event."""
    portfolio, moved = coded.portfolio, pl.Series(coded.events.moved[events])
    projects = portfolio.projects.select(
        pl.col("project").cast(pl.String), project_name="name", programme="programme", owner="owner"
    )
    return (
        portfolio.events[coded.events.rows[events]]
        .with_columns(pl.col("event", "project", "kind", "status").cast(pl.String))
        .join(projects, on="project", how="left", maintain_order="left")
        .with_columns(pl.col("start", "end", "go_live") + pl.duration(weeks=pl.lit(moved)))
        .select("event", "title", *_PROJECT, *_DATES)
    )


def by_project(parts: pl.DataFrame) -> pl.DataFrame:
    """Contributions summed: one row per project, the greatest load first."""
    return _summed(parts, ["project", "project_name", "programme"])


def by_programme(parts: pl.DataFrame) -> pl.DataFrame:
    """Contributions summed: one row per programme, the greatest load first."""
    return _summed(parts, ["programme"])


def _summed(parts: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Columns: the keys, events (their number), load, share, estimated, severity (the highest)."""
    # Sorted and kept in order, so that sums of floats are the same to the last bit on every run.
    return (
        parts.sort(*keys, "event")
        .group_by(keys, maintain_order=True)
        .agg(
            events=pl.len(),
            load=pl.col("load").sum(),
            share=pl.col("share").sum(),
            estimated=(pl.col("load") * pl.col("estimated")).sum() / pl.col("load").sum(),
            severity=pl.col("severity").max(),
        )
        .sort("load", keys[0], descending=[True, False])
    )


def causes(cube: Cube, by: By | Rows, grain: Grain = Grain.WEEK, top: int = 3) -> Causes:
    """The `top` events of each cell of the roll-up of the same cube, rows and grain."""
    grouped, cols = groups(cube, By(by)), columns(cube.window, grain)
    selection, when = cube.selection, cube.coded.events.timing
    loaded = selection.weighted > 0
    loaded &= (when.first <= cube.window.last)[selection.event]
    loaded &= (when.last >= cube.window.first)[selection.event]
    count = max(len(when), 1)
    met, place = np.unique(grouped.impact_row[loaded] * count + selection.event[loaded], return_inverse=True)
    hours = np.bincount(place, selection.weighted[loaded], minlength=len(met))
    events, of_met = np.unique(met % count, return_inverse=True)
    share = shares(when.of(events), cube.window.first, cube.window.weeks)
    if len(cols) < cube.window.weeks:
        share = np.add.reduceat(share, cols.starts, axis=1)
    size = (len(grouped.rows), len(cols), top)
    chief, part = np.full(size, -1), np.zeros(size)
    bounds = np.searchsorted(met // count, np.arange(len(grouped.rows) + 1))
    for row in range(len(grouped.rows)):
        entries = slice(bounds[row], bounds[row + 1])
        _chief(hours[entries, None] * share[of_met[entries]], of_met[entries], chief[row], part[row])
    return Causes(chief, part, cube.coded, events)


def _chief(load: Floats, events: Integers, chief: Integers, part: Floats) -> None:
    """Fills in the greatest entries of each column of entries x columns, and their shares."""
    whole = load.sum(axis=0)
    column = np.arange(load.shape[1])
    for rank in range(min(chief.shape[1], len(events))):
        greatest = load.argmax(axis=0)
        value = load[greatest, column]
        found = value > 0
        chief[found, rank] = events[greatest[found]]
        part[found, rank] = value[found] / whole[found]
        load[greatest, column] = 0.0
