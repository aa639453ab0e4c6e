"""Cuts: what a few groups must at least overload one cell by, whichever way their shifts are mixed.

On one cell, with room r, groups of loads a[p][s] overload it by max(0, sum of a[p][s[p]] - r). Any potentials
u[p][s] with

    sum over p of u[p][s[p]]  <=  max(0, sum over p of a[p][s[p]] - r)      for every choice of shifts s

bound the overload of every mixture y of shifts from below by the sum of u[p][s] * y[p][s]; the best of them
is the convex hull. They are found in two steps: price the shares of y by the least overload that they can be
mixed to; then, one group after the other, set its potentials to the highest that all choices of the others'
shifts allow. After that they hold whatever they started from.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import prod

import numpy as np

from heatmap.planning.optimising.solver import INFINITE, solver
from heatmap.scoring.coded.arrays import Floats, Integers

_SOME = 1e-7
_CHOICES = 400  # of shifts on one cell, that are priced at once
_FAR = 1e3  # how many times the hours of a cell a shift that is not mixed is held back by at first


class Mixer:
    """Finds potentials of one cell after the other; keeps its solver between them."""

    def __init__(self) -> None:
        self._solver = solver()

    def potentials(self, loads: Sequence[Floats], shares: Sequence[Floats], room: float) -> list[Floats]:
        """Potentials of every shift of every group that hold, and bound as well as can be at these shares."""
        mixed = [np.flatnonzero(share > _SOME) for share in shares]
        _fewer(mixed, shares)
        given = [np.full(len(load), -_FAR * (room + float(load.max()))) for load in loads]
        several = [number for number, some in enumerate(mixed) if len(some) > 1]
        for number, some in enumerate(mixed):
            given[number][some] = 0.0
        if several:
            weights = [shares[number][mixed[number]] for number in several]
            for number, found in zip(
                several, self._priced(loads, mixed, room, several, weights), strict=True
            ):
                given[number][mixed[number]] = found
        return raised(given, loads, room)

    def _priced(
        self,
        loads: Sequence[Floats],
        mixed: Sequence[Integers],
        room: float,
        several: Sequence[int],
        weights: Sequence[Floats],
    ) -> list[Floats]:
        """Prices of the shares of the groups that mix, of the least overload that they can be mixed to."""
        total = np.zeros(1)
        for load, some in zip(loads, mixed, strict=True):
            total = (total[:, None] + load[some]).ravel()
        sizes = [len(mixed[number]) for number in several]
        starts = np.cumsum([0, *sizes])
        rows = np.indices(sizes).reshape(len(sizes), -1) + starts[:-1, None]
        needed = np.concatenate([weight / weight.sum() for weight in weights])
        none, choices = np.zeros(0, np.int32), len(total)
        self._solver.clearModel()
        self._solver.addRows(
            len(needed), needed, needed, 0, np.zeros(len(needed), np.int32), none, np.zeros(0)
        )
        self._solver.addCols(
            choices, np.maximum(total - room, 0.0), np.zeros(choices), np.full(choices, INFINITE),
            rows.size, np.arange(0, rows.size, len(sizes), dtype=np.int32),
            rows.T.ravel().astype(np.int32), np.ones(rows.size),
        )  # fmt: skip
        self._solver.run()
        prices = np.array(self._solver.getSolution().row_dual)
        if len(prices) != starts[-1]:
            prices = np.zeros(int(starts[-1]))
        return [prices[begin:end] for begin, end in pairwise(starts)]


def _fewer(mixed: list[Integers], shares: Sequence[Floats]) -> None:
    """Leaves out the smallest shares of those who mix most, until few enough choices are left."""
    sizes = [len(some) for some in mixed]
    while prod(sizes) > _CHOICES:
        widest = sizes.index(max(sizes))
        mixed[widest] = np.delete(mixed[widest], shares[widest][mixed[widest]].argmin())
        sizes[widest] -= 1


def raised(given: Sequence[Floats], loads: Sequence[Floats], room: float) -> list[Floats]:
    """Potentials that hold, each as high as the others let it be; of any that are given."""
    count = len(loads)
    after = [(np.zeros(1), np.zeros(1))] * (count + 1)
    for number in range(count - 1, 0, -1):
        after[number] = _front(*_joined(*after[number + 1], loads[number], given[number]))
    before = (np.zeros(1), np.zeros(1))
    found = []
    for number, load in enumerate(loads):
        total, worth = _joined(*before, *after[number + 1])
        highest = (np.maximum(total + (load[:, None] - room), 0.0) - worth).min(axis=1)
        found.append(highest)
        before = _front(*_joined(*before, load, highest))
    return found


def _joined(load: Floats, worth: Floats, more: Floats, worths: Floats) -> tuple[Floats, Floats]:
    """Every choice of both."""
    return (load[:, None] + more).ravel(), (worth[:, None] + worths).ravel()


def _front(load: Floats, worth: Floats) -> tuple[Floats, Floats]:
    """The choices that no other one makes useless: with as much worth, at no more load for it.

    A choice may be left out where another's worth is higher by at least its own extra load, and by at
    least nothing: overload grows by at most the load.
    """
    order = np.lexsort((load, -worth))
    load, worth = load[order], worth[order]
    spare = worth - load
    best = np.maximum.accumulate(spare)
    kept = np.ones(len(load), dtype=bool)
    kept[1:] = spare[1:] > best[:-1]
    return load[kept], worth[kept]
