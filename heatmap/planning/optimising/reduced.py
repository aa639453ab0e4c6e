"""A problem cut down to what is still open: fixed load folded into room, cells that cannot overflow dropped.

Given which shifts each group still has, every cell is one of these:

* its room holds whatever may come: it never overflows, and is dropped;
* it is full already with the least that must come: every further hour counts, so it is a cost of single
  shifts;
* one group alone decides it: again a cost of that group's shifts;
* else it is kept, and two groups or more contend for it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from heatmap.planning.optimising.problem import Group
from heatmap.scoring.coded.arrays import Flags, Floats, Integers


@dataclass(frozen=True, eq=False)
class Part:
    """A group in a reduced problem: `places` of its shifts that are left, and the cost of each, in hours.

    `loads`, shifts x cells, are above the least one; `cells` are the kept cells that they vary on.
    """

    places: Integers
    costs: Floats
    cells: Integers
    loads: Floats


@dataclass(frozen=True, eq=False)
class Reduced:
    """Parts, one a group; the kept cells, as places in the problem's, with their `room` above the least load.

    The value of a plan is `constant`, plus its parts' costs, plus the sum over cells of max(0, load -
    room). The overload of a kept cell is what it is in the whole problem.
    """

    parts: tuple[Part, ...]
    cells: Integers
    room: Floats
    constant: float


@dataclass(frozen=True, eq=False)
class _Cells:
    """What is known of each cell: its room above the least load, and which of the four kinds it is."""

    free: Floats
    full: Flags
    lone: Flags
    kept: Flags
    number: Integers  # among the kept ones


def reduced(groups: Sequence[Group], room: Floats, open_shifts: Sequence[Integers]) -> Reduced:
    """The problem of these groups, of which only the places `open_shifts` are left."""
    least, most = np.zeros_like(room), np.zeros_like(room)
    counts = np.zeros(len(room), dtype=np.int64)
    above = []
    for group, places in zip(groups, open_shifts, strict=True):
        load = group.loads[places]
        low = load.min(axis=0)
        load -= low
        varies = load.max(axis=0)
        least[group.cells] += low
        most[group.cells] += varies
        counts[group.cells] += varies > 0
        above.append(load)
    cells = _sorted_out(room - least, most, counts)
    parts = [
        _part(group, places, load, cells)
        for group, places, load in zip(groups, open_shifts, above, strict=True)
    ]
    constant = float(-cells.free[cells.full].sum())
    return Reduced(tuple(parts), np.flatnonzero(cells.kept), cells.free[cells.kept], constant)


def _sorted_out(free: Floats, most: Floats, counts: Integers) -> _Cells:
    full, spare = free <= 0, free >= most
    lone = ~full & ~spare & (counts == 1)
    kept = ~full & ~spare & ~lone
    return _Cells(free, full, lone, kept, np.cumsum(kept) - 1)


def _part(group: Group, places: Integers, above: Floats, known: _Cells) -> Part:
    cells = group.cells
    costs = group.costs[places] + above[:, known.full[cells]].sum(axis=1)
    alone = known.lone[cells]
    costs += np.maximum(above[:, alone] - known.free[cells[alone]], 0.0).sum(axis=1)
    own = known.kept[cells] & (above.max(axis=0) > 0)
    return Part(places, costs, known.number[cells[own]], np.ascontiguousarray(above[:, own]))
