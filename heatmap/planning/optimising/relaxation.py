"""The linear relaxation of a reduced problem, and the bound that its prices prove.

Each group may mix its shifts in shares that add up to 1; each kept cell has an overload of at least what
every row says. HiGHS minimises; but nothing it says is taken on trust. Any prices of the rows, none below 0
and none adding up to more than 1 on a cell, prove by themselves that no plan is better than

    constant + sum over rows of price * floor + sum over groups of the least of (cost - what the prices give
    back)

and that is what is told as the bound. So the solver's tolerances, or its stopping early, may weaken a
bound, but never make it false.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from heatmap.planning.optimising.reduced import Reduced
from heatmap.planning.optimising.solver import INFINITE, Solver, solver
from heatmap.planning.scenarios.requirements import Requirement
from heatmap.scoring.coded.arrays import Floats, Integers

_ROUNDING = 1e-10  # share of the hours summed that rounding may make of a bound


@dataclass(eq=False)
class Rows:
    """Rows of the relaxation: sum of values * columns >= floor. `cell` is the kept cell, -1 if of none."""

    starts: list[Integers] = field(default_factory=list)
    columns: list[Integers] = field(default_factory=list)
    values: list[Floats] = field(default_factory=list)
    floors: list[Floats] = field(default_factory=list)
    cells: list[Integers] = field(default_factory=list)

    def add(
        self, lengths: Integers, columns: Integers, values: Floats, floors: Floats, cells: Integers
    ) -> None:
        """Adds rows, their entries one row after the other."""
        self.starts.append(lengths)
        self.columns.append(columns)
        self.values.append(values)
        self.floors.append(floors)
        self.cells.append(cells)


class Relaxation:
    """The relaxation of a reduced problem; its columns are the parts' shares, then the cells' overloads."""

    def __init__(
        self,
        whole: Reduced,
        requirements: Sequence[Requirement],
        shifts: Sequence[Integers],
        seconds: float | None,
    ) -> None:
        self.whole = whole
        self.starts = np.cumsum([0, *(len(part.places) for part in whole.parts)])
        self.shares = int(self.starts[-1])
        self.costs = np.concatenate([part.costs for part in whole.parts]) if whole.parts else np.zeros(0)
        self._lengths, self._columns, self._values = np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0)
        self._floors, self.cells = np.zeros(0), np.zeros(0, np.int64)
        self._solver = _solver(self, seconds)
        self.add(_basic(self))
        self.add(_single(self))
        self.add(_ordered(self, requirements, shifts))
        self.solution = np.zeros(self.shares + len(whole.room))
        self.prices = np.zeros(0)
        self.bound = -np.inf
        self.back = np.zeros(self.shares)
        self._prove(np.zeros(len(self._floors)))

    def add(self, rows: Rows) -> None:
        """Adds rows, to solve again from where it is."""
        if not rows.floors:
            return
        lengths, columns, values = (np.concatenate(each) for each in (rows.starts, rows.columns, rows.values))
        floors, cells = np.concatenate(rows.floors), np.concatenate(rows.cells)
        starts = np.cumsum(lengths) - lengths
        self._solver.addRows(
            len(floors), floors, np.full(len(floors), INFINITE), len(columns),
            starts.astype(np.int32), columns.astype(np.int32), values.astype(np.float64),
        )  # fmt: skip
        self._lengths = np.concatenate([self._lengths, lengths])
        self._columns = np.concatenate([self._columns, columns])
        self._values = np.concatenate([self._values, values])
        self._floors = np.concatenate([self._floors, floors])
        self.cells = np.concatenate([self.cells, cells])

    def solve(self) -> None:
        """Finds the shares, the rows' prices and the bound that these prove."""
        self._solver.run()
        found = self._solver.getSolution()
        if len(found.col_value) == len(self.solution):
            self.solution = np.array(found.col_value)
        dual = np.array(found.row_dual)[len(self.whole.parts) :]
        if len(dual) == len(self._floors):
            self._prove(np.maximum(dual, 0.0))

    def share(self, number: int) -> Floats:
        """The share of each place of one part."""
        return np.asarray(self.solution[self.starts[number] : self.starts[number + 1]])

    @property
    def overloads(self) -> Floats:
        """Each kept cell's overload, in hours."""
        return np.asarray(self.solution[self.shares :])

    def above(self, number: int) -> Floats:
        """By how much more than the bound each place of one part costs at the least, in hours."""
        own = self.back[self.starts[number] : self.starts[number + 1]]
        return np.asarray(own - own.min())

    def _prove(self, prices: Floats) -> None:
        of_cell = self.cells >= 0
        sums = np.bincount(self.cells[of_cell], prices[of_cell], minlength=len(self.whole.room))
        scale = 1.0 / np.maximum(sums, 1.0)
        prices[of_cell] *= scale[self.cells[of_cell]]
        weighted = self._values * np.repeat(prices, self._lengths)
        given = np.bincount(self._columns, weighted, minlength=self.shares + len(self.whole.room))
        back = self.costs - given[: self.shares]
        least = [back[begin:end].min() for begin, end in zip(self.starts, self.starts[1:], strict=False)]
        bound = self.whole.constant + float(prices @ self._floors) + float(sum(least))
        size = self.whole.constant + float(np.abs(weighted).sum()) + float(np.abs(back).sum())
        bound -= _ROUNDING * size
        if bound > self.bound:
            self.bound, self.back, self.prices = bound, back, prices


def _solver(relaxation: Relaxation, seconds: float | None) -> Solver:
    """HiGHS with the columns and, for each part, the row that its shares add up to 1."""
    cells, shares = len(relaxation.whole.room), relaxation.shares
    made = solver(seconds=seconds)
    count = shares + cells
    made.addVars(count, np.zeros(count), np.full(count, INFINITE))
    costs = np.concatenate([relaxation.costs, np.ones(cells)])
    made.changeColsCost(count, np.arange(count, dtype=np.int32), costs)
    parts = len(relaxation.whole.parts)
    made.addRows(
        parts, np.ones(parts), np.ones(parts), shares,
        relaxation.starts[:-1].astype(np.int32), np.arange(shares, dtype=np.int32), np.ones(shares),
    )  # fmt: skip
    return made


def _basic(relaxation: Relaxation) -> Rows:
    """A cell's overload is at least its mixed load less its room."""
    whole, rows = relaxation.whole, Rows()
    cells = np.arange(len(whole.room))
    columns, values, of = [relaxation.shares + cells], [np.ones(len(cells))], [cells]
    for start, part in zip(relaxation.starts, whole.parts, strict=False):
        place, own = np.nonzero(part.loads)
        columns.append(start + place)
        values.append(-part.loads[place, own])
        of.append(part.cells[own])
    cell = np.concatenate(of)
    order = np.argsort(cell, kind="stable")
    rows.add(
        np.bincount(cell, minlength=len(cells)),
        np.concatenate(columns)[order],
        np.concatenate(values)[order],
        -whole.room,
        cells,
    )
    return rows


def _single(relaxation: Relaxation) -> Rows:
    """A cell's overload is at least what one part alone overloads it by."""
    rows = Rows()
    for start, part in zip(relaxation.starts, relaxation.whole.parts, strict=False):
        over = np.maximum(part.loads - relaxation.whole.room[part.cells], 0.0)
        own, place = np.nonzero(over.T)
        some, lengths = np.unique(own, return_counts=True)
        if not len(some):
            continue
        cells, ends = part.cells[some], np.cumsum(lengths)
        rows.add(
            lengths + 1,
            np.insert(start + place, ends, relaxation.shares + cells),
            np.insert(-over[place, own], ends, 1.0),
            np.zeros(len(some)),
            cells,
        )
    return rows


def _ordered(relaxation: Relaxation, requirements: Sequence[Requirement], shifts: Sequence[Integers]) -> Rows:
    """Shifts that no plan may have together have shares of at most 1 together."""
    rows, starts, parts = Rows(), relaxation.starts, relaxation.whole.parts
    for each in requirements:
        after = shifts[each.after][parts[each.after].places]
        before = shifts[each.before][parts[each.before].places]
        for weeks in after.tolist():
            early = starts[each.after] + np.flatnonzero(after <= weeks)
            late = starts[each.before] + np.flatnonzero(before > weeks - each.least)
            if len(late):
                columns = np.append(early, late)
                rows.add(
                    np.array([len(columns)]), columns, -np.ones(len(columns)), -np.ones(1), np.array([-1])
                )
    return rows
