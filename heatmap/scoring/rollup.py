"""The cube rolled up to units, areas, programmes or the whole organisation, by week, month or quarter.

Load and capacity are summed and then divided; `projects` counts distinct projects over the whole of a
rolled-up cell, `go_lives` distinct events, `worst` is the highest severity. The parts of a rolled-up
cell are its cells of one unit, one area and one week: `hottest` is the highest saturation among them.
A programme's rows set its own load against the capacity of every chosen cell; its parts are the cells
that it has load on.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from heatmap.scoring.bands import NO_BAND, Bands, band, saturation
from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.columns import Column, Columns, columns
from heatmap.scoring.cube import Cube, share_of
from heatmap.scoring.grouping import By, Groups, Row, groups
from heatmap.scoring.weekly import counting
from heatmap.scoring.weekly.counting import Active, Line
from heatmap.scoring.weekly.spreading import Hours, spread, spread_each
from heatmap.terms import Band, Grain, Rows


@dataclass(frozen=True, eq=False)
class RollUp:
    """Arrays of rows x columns, with the meanings and blanks of a Cube's.

    `hottest` is the highest saturation among a cell's parts, NaN where none has one; `hottest_band` the
    highest band among them, which is the last one where a part has load but no capacity.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    grain: Grain
    bands: tuple[Band, ...]
    load: Floats
    capacity: Floats
    saturation: Floats
    band: Bands
    projects: Integers
    worst: Integers
    go_lives: Integers
    estimated: Floats
    hottest: Floats
    hottest_band: Bands

    def frame(self) -> pl.DataFrame:
        """One row per row and column that has a known capacity or a load, in the roll-up's order.

        Columns: those of unit, area and programme that the rows name, week, month or quarter (its first
        day), load and capacity in hours, saturation, band (letter), projects, worst, go_lives, estimated,
        hottest.
        """
        row, column = np.nonzero(~np.isnan(self.capacity) | (self.load > 0))
        names = {name: [getattr(each, name) for each in self.rows] for name in ("unit", "area", "programme")}
        letters = pl.Series([each.letter for each in self.bands], dtype=pl.String)
        numbers = ("load", "capacity", "saturation", "projects", "worst", "go_lives", "estimated", "hottest")
        values = {name: pl.Series(getattr(self, name)[row, column], nan_to_null=True) for name in numbers}
        band_letter = letters.gather(pl.Series(self.band[row, column]).replace(NO_BAND, None))
        return pl.DataFrame(
            {
                **{name: pl.Series(given)[row] for name, given in names.items() if any(given)},
                self.grain.value: pl.Series([each.start for each in self.columns], dtype=pl.Date)[column],
                **values,
            }
        ).insert_column(-5, band_letter.alias("band"))


def roll_up(cube: Cube, by: By | Rows, grain: Grain = Grain.WEEK) -> RollUp:
    """The cube's changes and cells rolled up to rows of `by` and columns of `grain`."""
    by = By(by)
    grouped, cols = groups(cube, by), columns(cube.window, grain)
    load, estimated, capacity, ratio, bands = _parts(cube, grouped, by)
    rolled_load, rolled_estimated = _rolled(grouped, cols, load), _rolled(grouped, cols, estimated)
    available = _capacity(cube, grouped, cols, by, capacity)
    rolled_ratio = saturation(rolled_load, available)
    projects, worst, go_lives = _counts(cube, grouped, cols)
    return RollUp(
        rows=grouped.rows,
        columns=cols.columns,
        grain=grain,
        bands=cube.coded.parameters.bands,
        load=rolled_load,
        capacity=available,
        saturation=rolled_ratio,
        band=band(rolled_load, available, rolled_ratio, cube.coded.parameters.bands),
        projects=projects,
        worst=worst,
        go_lives=go_lives,
        estimated=share_of(rolled_estimated, rolled_load),
        hottest=_rolled(grouped, cols, ratio, np.fmax, np.nan),
        hottest_band=_rolled(grouped, cols, bands, np.maximum, NO_BAND),
    )


def _parts(cube: Cube, grouped: Groups, by: By) -> tuple[Floats, Floats, Floats, Floats, Bands]:
    """Load, estimated load, capacity, saturation and band of parts x weeks of the window."""
    if by is not By.PROGRAMME:
        return cube.load, cube.estimated_load, cube.capacity, cube.saturation, cube.band
    hours = _part_hours(cube, grouped)
    load = hours.sum(axis=1)
    capacity = cube.capacity[grouped.part_pair]
    ratio = saturation(load, capacity)
    bands = band(load, capacity, ratio, cube.coded.parameters.bands)
    ratio[load == 0], bands[load == 0] = np.nan, NO_BAND
    return load, hours[:, 1], capacity, ratio, bands


def _part_hours(cube: Cube, grouped: Groups) -> Floats:
    """Hours given and estimated: parts x 2 x weeks of the window."""
    selection, coded, span = cube.selection, cube.coded, cube.selection.span
    order = np.argsort(grouped.impact_part, kind="stable")
    part, event = grouped.impact_part[order], selection.event[order]
    hours = Hours(part, event, selection.weighted[order], selection.estimated[order])
    parts = len(grouped.part_row)
    if len(order) < parts * coded.blocks.tables:
        # So few impacts a part that their weeks are fewer than the cells of the blocks' tables.
        window = cube.window
        return spread_each(coded.events.timing, hours, rows=parts, first=window.first, weeks=window.weeks)
    whole = spread(coded.blocks, hours, rows=parts, first=span.first, weeks=span.weeks)
    return whole[:, :, selection.shown]


def _rolled(
    grouped: Groups, cols: Columns, parts: npt.NDArray[Any], reduce: np.ufunc = np.add, empty: float = 0.0
) -> npt.NDArray[Any]:
    """Parts x weeks reduced to rows x columns."""
    if len(cols) < parts.shape[1]:
        parts = reduce.reduceat(parts, cols.starts, axis=1)
    return grouped.reduced(reduce, parts, empty)


def _capacity(cube: Cube, grouped: Groups, cols: Columns, by: By, capacity: Floats) -> Floats:
    """Hours of capacity of rows x columns, NaN where no headcount is known; a programme's rows have all."""
    if by is By.PROGRAMME:
        everything = groups(cube, By.ORGANISATION)
        total = _capacity(cube, everything, cols, By.ORGANISATION, cube.capacity)
        return np.repeat(total, len(grouped.rows), axis=0)
    known = ~np.isnan(capacity)
    total = _rolled(grouped, cols, np.where(known, capacity, 0.0))
    total[~_rolled(grouped, cols, known, np.logical_or, empty=False)] = np.nan
    return total


def _counts(cube: Cube, grouped: Groups, cols: Columns) -> tuple[Integers, Integers, Integers]:
    """Distinct projects, worst severity and distinct go-lives: rows x columns."""
    selection, events = cube.selection, cube.coded.events
    line, when, window = Line(len(grouped.rows), len(cols)), events.timing, cube.window
    row, count = grouped.impact_row, max(len(events.rows), 1)
    met = np.unique(row * count + selection.event)
    live = cols.column(when.go_live, window)
    live[live < 0] = len(cols)
    go_lives = counting.occurrences(line, met // count, live[met % count])
    shown = (when.first <= window.last) & (when.last >= window.first)
    first, last = cols.nearest(when.first, window), cols.nearest(when.last, window)

    def active(row: Integers, event: Integers) -> Active:
        return Active(line, row, line.first(row) + first[event], line.first(row) + last[event] + 1)

    loaded = np.flatnonzero((selection.weighted > 0) & shown[selection.event])
    row, event = row[loaded], selection.event[loaded]
    worst = counting.worst(active(row, event), selection.severity[loaded])
    met = np.unique(row * count + event)
    projects = counting.distinct(active(met // count, met % count), events.project[met % count])
    return projects, worst, go_lives
