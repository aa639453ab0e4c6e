"""Two versions side by side: their codes in one common order, whatever units, areas and events each has."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.coded.codes import positions
from heatmap.scoring.coded.coding import Coded
from heatmap.scoring.cube import Cube


@dataclass(frozen=True, eq=False)
class Common:
    """Every unit, area, programme and event of either version, each list sorted."""

    units: pl.Series
    areas: pl.Series
    programmes: pl.Series
    events: pl.Series

    @property
    def pairs(self) -> int:
        """How many pairs of unit and area there are: unit by unit, areas in order within each."""
        return len(self.units) * len(self.areas)


@dataclass(frozen=True, eq=False)
class Met:
    """The chosen impacts of one version, one entry each, sorted by event and pair, which are common places.

    `people` as in the table; `given` are the hours per person, NaN where they are estimated; `weighted` the
    weighted hours.
    """

    event: Integers
    pair: Integers
    people: Floats
    given: Floats
    severity: Integers
    weighted: Floats
    key: Integers


@dataclass(frozen=True, eq=False)
class Side:
    """One version's cube, and the common place of each of its units, areas, programmes and events."""

    cube: Cube
    common: Common
    unit: Integers
    area: Integers
    programme: Integers
    event: Integers

    @property
    def coded(self) -> Coded:
        """The version, coded."""
        return self.cube.coded

    @cached_property
    def pairs(self) -> Integers:
        """The common pair of each chosen pair."""
        return self.unit[self.cube.units] * max(len(self.common.areas), 1) + self.area[self.cube.areas]

    @cached_property
    def place(self) -> Integers:
        """Of each common event its place among the version's events, -1 if it has none of that code."""
        place = np.full(len(self.common.events), -1)
        place[self.event] = np.arange(len(self.event))
        return place

    @cached_property
    def met(self) -> Met:
        """The chosen impacts."""
        impacts, table = self.cube.selection.impacts, self.coded.portfolio.impacts
        event, pair = self.event[impacts.event], self.pairs[impacts.row]
        key = event * max(self.common.pairs, 1) + pair
        order = np.argsort(key)
        source = impacts.source[order]
        people: Floats = table["people"].gather(source).to_numpy()
        given: Floats = table["hours_per_person"].gather(source).to_numpy()
        weighted, severity = impacts.weighted[order], impacts.severity[order].astype(np.int64)
        return Met(event[order], pair[order], people, given, severity, weighted, key[order])


def sides(earlier: Cube, later: Cube) -> tuple[Side, Side]:
    """Both versions, in common order."""
    one, other = _codes(earlier), _codes(later)
    common = Common(*(pl.concat(both).unique().sort() for both in zip(one, other, strict=True)))
    lists = (common.units, common.areas, common.programmes, common.events)
    placed = (
        [positions(codes, among) for codes, among in zip(version, lists, strict=True)]
        for version in (one, other)
    )
    return (Side(earlier, common, *next(placed)), Side(later, common, *next(placed)))


def _codes(cube: Cube) -> tuple[pl.Series, ...]:
    """The units, areas, programmes and events of a version, in the order of its codes."""
    coded = cube.coded
    events = coded.portfolio.events["event"].gather(coded.events.rows)
    return tuple(
        each.cast(pl.String).alias("code") for each in (coded.units, coded.areas, coded.programmes, events)
    )
