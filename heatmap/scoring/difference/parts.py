"""What each cause adds to a cell's load, capacity and saturation; the parts add up to the whole difference.

Saturation S = L / C is a product of two factors, L and 1/C. Its difference is taken apart by the symmetrical
formula of E. M. Kitagawa, "Components of a Difference Between Two Rates", Journal of the American Statistical
Association 50 (1955), 1168-1194, which leaves no remainder and prefers neither version:

    dS = dL * (1/C1 + 1/C2) / 2  +  d(1/C) * (L1 + L2) / 2,  where d(1/C) = -dC / (C1 * C2)

so that each cause's hours of load or of capacity are multiplied by one number of the cell. Blanks:

* saturation unknown in either version (no headcount, or load on no capacity): no part of saturation;
* capacity 0 in one version, and so load 0 there: all is load's, dL / C of the other version;
* capacity 0 and load 0 in both: saturation is 0 in both, and so is each part.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.coded.timing import shares
from heatmap.scoring.columns import Columns, columns
from heatmap.scoring.difference.causes import Cause, What
from heatmap.scoring.difference.difference import Difference, RolledDifference
from heatmap.scoring.difference.sides import Common
from heatmap.scoring.grouping import By, Row

_CELLS = 1 << 22  # numbers held at once while terms are spread over weeks
_RESIDUE = 1e-13  # of a cause's hours: less is what rounding leaves where they come and go in one column


@dataclass(frozen=True, eq=False)
class Parts:
    """One entry per cell and cause that changes it, sorted by row, column and cause.

    `row`, `column` and `cause` are places in the rolled difference and in `causes`; `load` and `capacity`
    hours; `saturation` a share, NaN where the cell's difference of saturation is not known.
    """

    causes: tuple[Cause, ...]
    row: Integers
    column: Integers
    cause: Integers
    load: Floats
    capacity: Floats
    saturation: Floats

    def of_cell(self, row: int, column: int) -> Integers:
        """The entries of one cell."""
        begin, end = np.searchsorted(self.row, (row, row + 1))
        first, last = np.searchsorted(self.column[begin:end], (column, column + 1))
        return np.arange(begin + first, begin + last)


def parts(found: Difference, over: RolledDifference, by: By) -> Parts:
    """The parts of every cell of a roll-up of the same difference by the same rows."""
    cols = columns(found.later.cube.window, over.grain)
    common = found.later.common
    places = _Places.of(common, over.rows, by)
    load = _load(found, places, cols)
    supply_causes, supply = _supply(found, places, cols)
    entries = [np.concatenate(each) for each in zip(load, _numbered(supply, len(found.causes)), strict=True)]
    row, column, cause, load_hours, capacity_hours = entries
    order = np.lexsort((cause, column, row))
    row, column, cause = row[order], column[order], cause[order]
    of_load, of_capacity = _factors(over)
    load_hours, capacity_hours = load_hours[order], capacity_hours[order]
    ratio = load_hours * of_load[row, column] + capacity_hours * of_capacity[row, column]
    causes = (*found.causes, *supply_causes)
    return Parts(causes, row, column, cause, load_hours, capacity_hours, ratio)


_Entries = tuple[Integers, Integers, Integers, Floats, Floats]


@dataclass(frozen=True, eq=False)
class _Places:
    """Which row each common pair and each common programme belongs to; `by_programme` says which of them."""

    pair: Integers
    programme: Integers
    by_programme: bool
    rows: int

    @classmethod
    def of(cls, common: Common, rows: tuple[Row, ...], by: By) -> "_Places":
        place = {(row.unit, row.area, row.programme): at for at, row in enumerate(rows)}
        units, areas = common.units.to_list(), common.areas.to_list()
        named = {
            By.UNIT: [(unit, None, None) for unit in units for _ in areas],
            By.AREA: [(None, area, None) for _ in units for area in areas],
            By.UNIT_AREA: [(unit, area, None) for unit in units for area in areas],
        }.get(by, [(None, None, None)] * common.pairs)
        programmes = [(None, None, name) for name in common.programmes.to_list()]
        return cls(
            pair=np.array([place.get(key, -1) for key in named], dtype=np.int64),
            programme=np.array([place.get(key, -1) for key in programmes], dtype=np.int64),
            by_programme=by is By.PROGRAMME,
            rows=len(rows),
        )


def _load(found: Difference, places: _Places, cols: Columns) -> _Entries:
    """Every cause's hours of load, in the rows and columns where there are any."""
    terms, window = found.terms, found.later.cube.window
    row = places.programme[terms.programme] if places.by_programme else places.pair[terms.pair]
    inside = np.flatnonzero(row >= 0)
    cell = terms.cause[inside] * places.rows + row[inside]
    count = max(len(terms.timings), 1)
    spread, of_spread = np.unique(cell * count + terms.timing[inside], return_inverse=True)
    weight = np.bincount(of_spread, terms.weight[inside], minlength=len(spread))
    timings, of_timing = np.unique(spread % count, return_inverse=True)
    share = shares(terms.timings.of(timings), window.first, window.weeks)
    if 0 < len(cols) < window.weeks:
        share = np.add.reduceat(share, cols.starts, axis=1)
    cells, starts = np.unique(spread // count, return_index=True)
    bounds = np.append(starts, len(spread))
    at_once = max(_CELLS // max(len(cols), 1), 1)
    found_entries: list[_Entries] = [_no_entries()]
    begin = 0
    while begin < len(cells):
        end = max(int(np.searchsorted(bounds, bounds[begin] + at_once, side="right")) - 1, begin + 1)
        some = slice(bounds[begin], bounds[end])
        hours = np.add.reduceat(
            weight[some, None] * share[of_timing[some]], bounds[begin:end] - bounds[begin], axis=0
        )
        size = np.add.reduceat(np.abs(weight[some]), bounds[begin:end] - bounds[begin])
        place, column = np.nonzero(np.abs(hours) > _RESIDUE * size[:, None])
        which = cells[begin:end][place]
        amount = hours[place, column]
        found_entries.append(
            (which % places.rows, column, which // places.rows, amount, np.zeros_like(amount))
        )
        begin = end
    return _joined(found_entries)


def _supply(found: Difference, places: _Places, cols: Columns) -> tuple[tuple[Cause, ...], _Entries]:
    """Hours of capacity that each unit's headcount and the calendar changed, and these causes."""
    common = found.later.common
    units = np.repeat(np.arange(len(common.units)), len(common.areas))
    everywhere = np.zeros(common.pairs, dtype=np.int64)
    row = everywhere if places.by_programme else places.pair
    causes: list[Cause] = []
    entries: list[_Entries] = [_no_entries()]
    kinds = [
        (found.supply.headcount[units == unit], row[units == unit], Cause(What.HEADCOUNT, unit=code))
        for unit, code in enumerate(common.units.to_list())
    ]
    for hours, of_row, cause in (*kinds, (found.supply.calendar, row, Cause(What.CALENDAR))):
        changed = np.flatnonzero((of_row >= 0) & (hours != 0).any(axis=1))
        if not len(changed):
            continue
        summed = np.zeros((1 if places.by_programme else places.rows, hours.shape[1]))
        np.add.at(summed, of_row[changed], hours[changed])
        if len(cols) < summed.shape[1]:
            summed = np.add.reduceat(summed, cols.starts, axis=1)
        if places.by_programme:
            summed = np.repeat(summed, places.rows, axis=0)
        place, column = np.nonzero(summed)
        amount = summed[place, column]
        entries.append((place, column, np.full(len(place), len(causes)), np.zeros_like(amount), amount))
        causes.append(cause)
    return tuple(causes), _joined(entries)


def _no_entries() -> _Entries:
    none, nothing = np.zeros(0, dtype=np.int64), np.zeros(0)
    return none, none, none, nothing, nothing


def _joined(entries: list[_Entries]) -> _Entries:
    row, column, cause, load, capacity = (np.concatenate(each) for each in zip(*entries, strict=True))
    return row, column, cause, load, capacity


def _numbered(entries: _Entries, behind: int) -> _Entries:
    """The same entries, their causes counted on from the `behind` causes of load."""
    row, column, cause, load, capacity = entries
    return row, column, cause + behind, load, capacity


def _factors(over: RolledDifference) -> tuple[Floats, Floats]:
    """What an hour of load and an hour of capacity add to a cell's saturation; NaN where it is unknown."""
    was, now = over.before, over.after
    free = (was.capacity > 0) & (now.capacity > 0)
    by_was, by_now = _inverse(was.capacity), _inverse(now.capacity)
    of_load = np.where(free, (by_was + by_now) / 2.0, by_was + by_now)
    of_capacity = np.where(free, -(was.load + now.load) / 2.0 * by_was * by_now, 0.0)
    unknown = np.isnan(over.saturation)
    of_load[unknown], of_capacity[unknown] = np.nan, np.nan
    return of_load, of_capacity


def _inverse(capacity: Floats) -> npt.NDArray[np.float64]:
    """1 / capacity, 0 where there is none."""
    return np.divide(1.0, capacity, out=np.zeros(capacity.shape), where=capacity > 0)
