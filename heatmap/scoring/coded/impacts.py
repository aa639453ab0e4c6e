"""The impacts as sorted arrays: what each weighs, which pair of unit and area it falls on, of which event.

Rows that are in scoring order already, as a version file's are, are not sorted again, and what is in fewer
bytes than a whole number stays so. A million rows are weighed some ten thousand at a time, so that what is
worked on stays in the processor's cache.
"""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.arrays import Flags, Floats, Integers, Numbers
from heatmap.scoring.coded.codes import coded_by
from heatmap.scoring.coded.threads import for_each
from heatmap.scoring.parameters import Parameters

_BATCH = 122_880  # rows of a piece as a version file is read: a batch that is one needs no copy


@dataclass(frozen=True, eq=False)
class Impacts:
    """One entry an impact, sorted by row and event; those of row r are `bounds[r]` to `bounds[r + 1]`.

    A row is a pair of unit and area. `event` is a place among the coded events; `weighted` the change load
    in hours: weighted[i] = hours[i] * severity_weight[severity[i]]; `estimated` whether its hours are.
    `order` is the row of the impacts table of each impact; None if they are the table's rows one by one.
    """

    bounds: Integers
    event: Numbers
    weighted: Floats
    severity: Numbers
    estimated: Flags
    order: Integers | None = None

    def __len__(self) -> int:
        return len(self.event)

    def of(self, entries: Integers, bounds: Integers) -> "Impacts":
        """These entries alone, in rows with these bounds."""
        return replace(self._some(entries, bounds), order=self.source[entries])

    def rows(self, used: Integers) -> "Impacts":
        """The same impacts, in these rows alone, of which the others must have none."""
        return replace(self, bounds=np.append(self.bounds[used], self.bounds[-1]))

    def part(self, begin: int, end: int) -> "Impacts":
        """Rows from `begin` up to `end`, counted from 0; where they come from is left out."""
        bounds = self.bounds[begin : end + 1]
        return self._some(slice(bounds[0], bounds[-1]), bounds - bounds[0])

    def _some(self, entries: Integers | slice, bounds: Integers) -> "Impacts":
        return Impacts(
            bounds,
            self.event[entries],
            self.weighted[entries],
            self.severity[entries],
            self.estimated[entries],
        )

    @cached_property
    def row(self) -> Integers:
        """The row that each impact falls on."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))

    @cached_property
    def source(self) -> Integers:
        """The row of the impacts table that each impact comes from."""
        return np.arange(len(self)) if self.order is None else self.order


@dataclass(frozen=True, eq=False)
class Grid:
    """Every pair of unit and area as one number: unit by unit, areas in order within each."""

    units: pl.Series
    areas: pl.Series

    @property
    def size(self) -> int:
        """How many pairs there are."""
        return len(self.units) * len(self.areas)

    def pairs(self, table: pl.DataFrame) -> "Pairs":
        """The unit and area of each row of the table."""
        unit, of_unit = coded_by(table["unit"], self.units)
        area, of_area = coded_by(table["area"], self.areas)
        return Pairs(unit, of_unit * len(self.areas), area, of_area)


@dataclass(frozen=True, eq=False)
class Pairs:
    """The unit and area of each row of a table, as numbers, and what each adds to a place of the grid."""

    unit: Numbers
    of_unit: Integers
    area: Numbers
    of_area: Integers

    def places(self, rows: Integers | slice = slice(None)) -> Integers:
        """The grid's place of each of these rows."""
        found = self.of_unit.take(self.unit[rows])
        found += self.of_area.take(self.area[rows])
        return found

    def starts(self) -> Integers:
        """Where another pair comes than in the row before, with the first row."""
        other = self.unit[1:] != self.unit[:-1]
        other |= self.area[1:] != self.area[:-1]
        return np.append(np.arange(min(len(self.unit), 1)), np.flatnonzero(other) + 1)


def coded_impacts(
    portfolio: Portfolio, parameters: Parameters, grid: Grid, places: Integers
) -> tuple[Impacts, Flags]:
    """The impacts, with a row for each place of the grid; and whether each event has any hours.

    `places` is the sorted place of each row of the events table.
    """
    table = portfolio.impacts
    pairs = grid.pairs(table)
    number, of_event = coded_by(table["event"], portfolio.events["event"])
    event = (places[of_event] if len(places) else of_event).astype(np.int32).take(number)
    impacts = Impacts(np.zeros(grid.size + 1, np.int64), event, *_weighed(table, parameters))
    with_hours = event if impacts.weighted.min(initial=1.0) > 0 else event[impacts.weighted > 0]
    loaded = np.bincount(with_hours, minlength=len(places)) > 0
    bounds = _bounds_if_sorted(pairs, event, grid.size)
    if bounds is not None:
        return replace(impacts, bounds=bounds), loaded
    return impacts.of(*_sorted(pairs.places(), event, grid.size)), loaded


def _bounds_if_sorted(pairs: Pairs, event: Numbers, size: int) -> Integers | None:
    """The bounds of each place of the grid, if rows are sorted by place and event; else None."""
    starts = pairs.starts()
    place = pairs.places(starts)
    falls = np.flatnonzero(event[1:] < event[:-1]) + 1
    if (place[1:] <= place[:-1]).any() or not np.isin(falls, starts).all():
        return None
    return np.append(starts, len(event))[np.searchsorted(place, np.arange(size + 1))]


def _sorted(place: Integers, event: Numbers, size: int) -> tuple[Integers, Integers]:
    """What sorts rows by place and event, and then the bounds of each place of the grid."""
    for_event, for_row = int(event.max(initial=0)).bit_length(), len(event).bit_length()
    # Three numbers in one: sorting them takes a fifth of what finding the order of two takes.
    packed = place << for_event
    packed |= event
    packed <<= for_row
    packed |= np.arange(len(event))
    packed.sort()
    bounds = np.searchsorted(packed, np.arange(size + 1) << (for_event + for_row))
    packed &= (1 << for_row) - 1
    return packed, bounds


def _weighed(table: pl.DataFrame, parameters: Parameters) -> tuple[Floats, Numbers, Flags]:
    """Of each row its weighted hours, its severity and whether its hours are estimated."""
    default_hours = np.array((0.0, *parameters.default_hours))
    weight = np.array((0.0, *parameters.severity_weight))
    people, severities = table["people"], table["severity"]
    given = table["hours_per_person"].fill_null(np.nan)  # three times as fast as leaving it to `to_numpy`
    weighted, severity = np.empty(len(table)), np.empty(len(table), dtype=np.uint8)
    estimated = np.empty(len(table), dtype=bool)

    def weigh(begin: int) -> None:
        batch = slice(begin, begin + _BATCH)
        head, each, rank = (column.slice(begin, _BATCH).to_numpy() for column in (people, given, severities))
        hours = np.multiply(head, each, out=weighted[batch])
        missing = np.flatnonzero(np.isnan(each, out=estimated[batch]))
        hours[missing] = head.take(missing) * default_hours.take(rank.take(missing))
        hours *= weight.take(rank)
        severity[batch] = rank

    for_each(weigh, range(0, len(table), _BATCH))
    return weighted, severity, estimated
