"""The impacts as sorted arrays: what each weighs, which pair of unit and area it falls on, of which event.

A million rows are taken some ten thousand at a time, so that what is worked on stays in the processor's
cache, and kept in as few bytes as they need.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.scoring.arrays import Floats, Integers
from heatmap.scoring.codes import coded_by, physical
from heatmap.scoring.parameters import Parameters
from heatmap.scoring.threads import for_each

_BATCH = 1 << 16

SmallIntegers = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Impacts:
    """One entry an impact, sorted by row and event; those of row r are `bounds[r]` to `bounds[r + 1]`.

    A row is a pair of unit and area. `event` is a place among the coded events, `source` a row of the
    impacts table, `weighted` hours. `marks` holds severity and whether the hours are estimated.

    Change load: weighted[i] = hours[i] * severity_weight[severity[i]].
    """

    bounds: Integers
    event_numbers: SmallIntegers
    source: SmallIntegers
    weighted: Floats
    marks: Bytes

    def of(self, entries: Integers, bounds: Integers) -> "Impacts":
        """These entries alone, in rows with these bounds."""
        return Impacts(
            bounds,
            self.event_numbers[entries],
            self.source[entries],
            self.weighted[entries],
            self.marks[entries],
        )

    def rows(self, used: Integers) -> "Impacts":
        """The same impacts, in these rows alone, of which the others must have none."""
        bounds = np.append(self.bounds[used], self.bounds[-1])
        return replace(self, bounds=bounds)

    def part(self, begin: int, end: int) -> "Impacts":
        """Rows from `begin` up to `end`, counted from 0."""
        bounds = self.bounds[begin : end + 1]
        entries = slice(bounds[0], bounds[-1])
        return Impacts(
            bounds - bounds[0],
            self.event_numbers[entries],
            self.source[entries],
            self.weighted[entries],
            self.marks[entries],
        )

    @cached_property
    def row(self) -> Integers:
        """The row that each impact falls on."""
        return np.repeat(np.arange(len(self.bounds) - 1), np.diff(self.bounds))

    @cached_property
    def event(self) -> Integers:
        """The event of each impact."""
        return self.event_numbers.astype(np.int64)

    @cached_property
    def severity(self) -> Integers:
        """The severity of each impact, 1 to 5."""
        return self.marks.astype(np.int64) >> 1

    @cached_property
    def estimated(self) -> Integers:
        """1 for each impact whose hours are estimated, else 0."""
        return self.marks.astype(np.int64) & 1


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
            length = batch.stop - batch.start
            found = of_unit.take(physical(unit.slice(batch.start, length)))
            found += of_area.take(physical(area.slice(batch.start, length)))
            return found

        return some


def _batches(count: int) -> list[slice]:
    return [slice(begin, min(begin + _BATCH, count)) for begin in range(0, count, _BATCH)]


def coded_impacts(portfolio: Portfolio, parameters: Parameters, grid: Grid, places: Integers) -> Impacts:
    """The impacts, with a row for each place of the grid: sorted by one sort of packed whole numbers.

    `places` is the sorted place of each row of the events table.
    """
    table = portfolio.impacts
    bits = _Bits(len(table).bit_length(), len(places).bit_length())
    packed, weighted = np.empty(len(table), np.int64), np.empty(len(table))
    marks = np.empty(len(table), np.uint8)
    event, of_event = coded_by(table["event"], portfolio.events["event"])
    of_event = places[of_event] if len(places) else of_event
    place = grid.place(table)

    def fill(batch: slice) -> None:
        length = batch.stop - batch.start
        key = place(batch)
        key <<= bits.event
        key |= of_event.take(physical(event.slice(batch.start, length)))
        key <<= bits.source
        key |= np.arange(batch.start, batch.stop)
        packed[batch] = key
        weighted[batch], marks[batch] = _weighted(table.slice(batch.start, length), parameters)

    for_each(fill, _batches(len(table)))
    packed.sort()
    return _unpacked(packed, weighted, marks, bits, grid.size)


@dataclass(frozen=True)
class _Bits:
    """How many bits a row of the impacts table and a place among the events take, packed into one number."""

    source: int
    event: int


def _weighted(table: pl.DataFrame, parameters: Parameters) -> tuple[Floats, Bytes]:
    """Weighted hours, and severity with a mark for estimated ones."""
    people, severity = table["people"].to_numpy(), table["severity"].to_numpy()
    hours = table["hours_per_person"].fill_null(np.nan).to_numpy()
    missing = np.flatnonzero(np.isnan(hours))
    weighted = people * hours
    default = np.array((0.0, *parameters.default_hours)).take(severity[missing])
    weighted[missing] = people[missing] * default
    weighted *= np.array((0.0, *parameters.severity_weight)).take(severity)
    marks = (severity << 1).astype(np.uint8)
    marks[missing] |= 1
    return weighted, marks


def _unpacked(packed: Integers, weighted: Floats, marks: Bytes, bits: _Bits, rows: int) -> Impacts:
    """The arrays that the sorted numbers tell the order of."""
    count = len(packed)
    event, source = np.empty(count, np.int32), np.empty(count, np.int32)
    sorted_weighted, sorted_marks = np.empty(count), np.empty(count, np.uint8)

    def fill(batch: slice) -> None:
        taken = packed[batch] & ((1 << bits.source) - 1)
        source[batch] = taken
        sorted_weighted[batch] = weighted.take(taken)
        sorted_marks[batch] = marks.take(taken)
        event[batch] = (packed[batch] >> bits.source) & ((1 << bits.event) - 1)

    for_each(fill, _batches(count))
    bounds = np.searchsorted(packed, np.arange(rows + 1) << (bits.event + bits.source))
    return Impacts(bounds, event, source, sorted_weighted, sorted_marks)
