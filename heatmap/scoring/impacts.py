"""The impacts as sorted arrays: what each weighs, which pair of unit and area it falls on, of which event.

A million rows are taken some ten thousand at a time, so that what is worked on stays in the processor's
cache, and kept in as few bytes as they need.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.scoring.arrays import Flags, Floats, Integers
from heatmap.scoring.codes import coded_by
from heatmap.scoring.parameters import Parameters
from heatmap.scoring.threads import for_each

_BATCH = 1 << 16


@dataclass(frozen=True)
class Bits:
    """How an impact is packed into one whole number: pair, event, row of the impacts table, marks."""

    event: int
    source: int
    marks: int = 4  # severity 1 to 5, and whether the hours are estimated

    @property
    def below_event(self) -> int:
        """Bits behind the event."""
        return self.source + self.marks

    @property
    def below_pair(self) -> int:
        """Bits behind the pair."""
        return self.event + self.below_event


@dataclass(frozen=True, eq=False)
class Impacts:
    """One entry an impact, sorted by row and event; those of row r are `bounds[r]` to `bounds[r + 1]`.

    A row is a pair of unit and area. `hours` are the weighted hours of every row of the impacts table.
    What is packed is unpacked when asked for.
    """

    bounds: Integers
    packed: Integers
    bits: Bits
    hours: Floats

    def __len__(self) -> int:
        return len(self.packed)

    def of(self, entries: Integers, bounds: Integers) -> "Impacts":
        """These entries alone, in rows with these bounds."""
        return replace(self, bounds=bounds, packed=self.packed[entries])

    def rows(self, used: Integers) -> "Impacts":
        """The same impacts, in these rows alone, of which the others must have none."""
        return replace(self, bounds=np.append(self.bounds[used], self.bounds[-1]))

    def part(self, begin: int, end: int) -> "Impacts":
        """Rows from `begin` up to `end`, counted from 0."""
        bounds = self.bounds[begin : end + 1]
        return replace(self, bounds=bounds - bounds[0], packed=self.packed[bounds[0] : bounds[-1]])

    def _unpacked(self, below: int, width: int) -> Integers:
        """So many bits of each packed number, with `below` bits behind them."""
        found = self.packed >> below
        found &= (1 << width) - 1
        return found

    @cached_property
    def row(self) -> Integers:
        """The row that each impact falls on."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))

    @cached_property
    def event(self) -> Integers:
        """The event of each impact, by place among the coded events."""
        return self._unpacked(self.bits.below_event, self.bits.event)

    @cached_property
    def source(self) -> Integers:
        """The row of the impacts table that each impact comes from."""
        return self._unpacked(self.bits.marks, self.bits.source)

    @cached_property
    def weighted(self) -> Floats:
        """Change load: weighted[i] = hours[i] * severity_weight[severity[i]], in hours."""
        return self.hours.take(self.source)

    @cached_property
    def severity(self) -> Integers:
        """The severity of each impact, 1 to 5."""
        return self._unpacked(1, self.bits.marks - 1)

    @cached_property
    def estimated(self) -> Integers:
        """1 for each impact whose hours are estimated, else 0."""
        return self.packed & 1


@dataclass(frozen=True, eq=False)
class Grid:
    """Every pair of unit and area as one number: unit by unit, areas in order within each."""

    units: pl.Series
    areas: pl.Series

    @property
    def size(self) -> int:
        """How many pairs there are."""
        return len(self.units) * len(self.areas)

    def place(self, table: pl.DataFrame) -> Callable[[slice], Integers]:
        """Gives the place of the unit and area of each of some rows of the table."""
        unit, of_unit = coded_by(table["unit"], self.units)
        area, of_area = coded_by(table["area"], self.areas)
        of_unit = of_unit * len(self.areas)

        def some(batch: slice) -> Integers:
            found = of_unit.take(unit[batch])
            found += of_area.take(area[batch])
            return found

        return some


def _batches(count: int) -> list[slice]:
    return [slice(begin, min(begin + _BATCH, count)) for begin in range(0, count, _BATCH)]


def coded_impacts(
    portfolio: Portfolio, parameters: Parameters, grid: Grid, places: Integers
) -> tuple[Impacts, Flags]:
    """The impacts, with a row for each place of the grid; and whether each event has any hours.

    `places` is the sorted place of each row of the events table.
    """
    table = portfolio.impacts
    bits = Bits(event=len(places).bit_length(), source=len(table).bit_length())
    packed, hours, loaded = np.empty(len(table), np.int64), np.empty(len(table)), np.zeros(len(places), bool)
    event, of_event = coded_by(table["event"], portfolio.events["event"])
    of_event = places[of_event] if len(places) else of_event
    place, weigh = grid.place(table), _weighing(table, parameters)

    def fill(batch: slice) -> None:
        met = of_event.take(event[batch])
        key = place(batch)
        key <<= bits.event
        key |= met
        key <<= bits.source
        key |= np.arange(batch.start, batch.stop)
        key <<= bits.marks
        hours[batch] = weighted = weigh(batch, key)
        packed[batch] = key
        loaded[met if weighted.min() > 0 else met.take(np.flatnonzero(weighted > 0))] = True

    for_each(fill, _batches(len(table)))
    packed.sort()
    bounds = np.searchsorted(packed, np.arange(grid.size + 1) << bits.below_pair)
    return Impacts(bounds, packed, bits, hours), loaded


def _weighing(table: pl.DataFrame, parameters: Parameters) -> Callable[[slice, Integers], Floats]:
    """Gives some rows' weighted hours; severity, and a mark for estimated hours, are put into their keys."""
    default_hours = np.array((0.0, *parameters.default_hours))
    weight = np.array((0.0, *parameters.severity_weight))

    def some(batch: slice, key: Integers) -> Floats:
        # Columns of several pieces stay so: only what is worked on is put together.
        people, given, severity = (
            column.slice(batch.start, len(key)).to_numpy()
            for column in (table["people"], table["hours_per_person"], table["severity"])
        )
        weighted = people * given
        estimated = np.isnan(given)
        missing = np.flatnonzero(estimated)
        weighted[missing] = people.take(missing) * default_hours.take(severity.take(missing))
        weighted *= weight.take(severity)
        key |= severity << 1
        key |= estimated
        return np.asarray(weighted)

    return some
