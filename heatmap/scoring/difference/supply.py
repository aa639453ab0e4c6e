"""Takes the difference of two capacities apart: what headcount and what the calendar changed.

Capacity = hours * (1 - taken). Headcount's part is its change at the earlier calendar, and the calendar's is
its change at the later headcount: together they are the whole. Where no headcount was in force, all is
headcount's.
"""

from dataclasses import dataclass

import numpy as np

from heatmap.scoring.coded.arrays import Floats
from heatmap.scoring.difference.sides import Side
from heatmap.scoring.weekly.capacity import supplied, taken


@dataclass(frozen=True, eq=False)
class SupplyParts:
    """Hours by which headcount and the calendar changed each common pair's capacity: pairs x weeks."""

    headcount: Floats
    calendar: Floats


def supply_parts(earlier: Side, later: Side) -> SupplyParts:
    """The parts of both causes; an unknown capacity counts as 0."""
    was, was_free = _supply(earlier)
    now, now_free = _supply(later)
    was_free = np.where(np.isnan(was), now_free, was_free)
    was, now = np.nan_to_num(was), np.nan_to_num(now)
    return SupplyParts((now - was) * was_free, now * (now_free - was_free))


def _supply(side: Side) -> tuple[Floats, Floats]:
    """Hours before the calendar, NaN without headcount, and the share that the calendar leaves."""
    coded, window = side.coded, side.cube.window
    hours = np.full((side.common.pairs, window.weeks), np.nan)
    hours[side.pairs] = supplied(coded, side.cube.selection.pairs, window)
    left = np.ones((len(side.common.units), window.weeks))
    left[side.unit] = 1.0 - taken(coded.supply, len(coded.units), window)
    return hours, np.repeat(left, len(side.common.areas), axis=0)
