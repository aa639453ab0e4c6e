"""Spreads the hours of many impacts over weeks, without a step for each impact and week.

Each impact adds its hours once for each block of its event (see `blocks`); afterwards the blocks of 8
weeks are handed down to blocks of 4, those to blocks of 2, and so on, once for all impacts together.
Nothing is ever subtracted: a week without an active event holds exactly 0, and a small event keeps its
digits beside a huge one.
"""

import math
from dataclasses import dataclass

import numpy as np

from heatmap.scoring.arrays import Floats, Integers
from heatmap.scoring.blocks import Blocks, Family
from heatmap.scoring.timing import Timing, shares

LANES = 2  # hours that were given, and hours that are estimated
_TABLE_CELLS = 1 << 17  # one megabyte of sums: the tables of some rows stay in the processor's cache
_BATCH = 1 << 17  # impacts taken at a time, for the same reason


@dataclass(frozen=True, eq=False)
class Hours:
    """Hours to spread, one entry an impact, sorted by row; `estimated` is 1 for estimated hours, else 0."""

    row: Integers
    event: Integers
    weighted: Floats
    estimated: Integers

    def part(self, entries: slice | Integers) -> "Hours":
        """These entries alone."""
        return Hours(self.row[entries], self.event[entries], self.weighted[entries], self.estimated[entries])


def rows_at_once(blocks: Blocks, weeks: int) -> int:
    """How many rows' tables fit into the processor's cache; at least one's."""
    return max(1, _TABLE_CELLS // max(LANES * blocks.tables * weeks, 1))


def spread(blocks: Blocks, hours: Hours, *, rows: int, first: int, weeks: int) -> Floats:
    """Hours given and hours estimated, of each row, in each week from week `first`: rows x 2 x weeks.

    No event with hours may be active outside the weeks. The sums of a row depend on its own impacts and
    their order alone.
    """
    result = np.zeros((rows, LANES, weeks))
    loaded = np.flatnonzero(hours.weighted > 0)
    if not len(loaded) or not weeks:
        return result
    if len(loaded) < len(hours.weighted):
        hours = hours.part(loaded)
    place = blocks.table * weeks + (blocks.week - first)
    bounds = np.append(np.arange(0, rows, rows_at_once(blocks, weeks)), rows)
    entries = np.searchsorted(hours.row, bounds)
    for index in np.flatnonzero(np.diff(entries)):
        lowest, highest = bounds[index : index + 2]
        chosen = hours.part(slice(*entries[index : index + 2]))
        size = (highest - lowest, LANES, blocks.tables, weeks)
        sums = _sums(blocks, place, chosen, lowest, size)
        _collapse(sums, blocks.families)
        result[lowest:highest] = sums[:, :, 0]
    return result


def spread_each(timing: Timing, hours: Hours, *, rows: int, first: int, weeks: int) -> Floats:
    """As `spread`, a step for each impact and week: for few impacts on many rows. Weeks may be any."""
    result = np.zeros((rows * LANES, weeks))
    lane = hours.row * LANES + hours.estimated
    order = np.argsort(lane, kind="stable")
    events, place = np.unique(hours.event[order], return_inverse=True)
    each = shares(timing.of(events), first, weeks)[place]
    each *= hours.weighted[order, None]
    present, starts = np.unique(lane[order], return_index=True)
    if len(present):
        result[present] = np.add.reduceat(each, starts, axis=0)
    return result.reshape(rows, LANES, weeks)


def _sums(
    blocks: Blocks, place: Integers, hours: Hours, lowest: int, size: tuple[int, int, int, int]
) -> Floats:
    """Hours by row (from `lowest` on), lane, table and first week of their block."""
    sums = np.zeros(math.prod(size))
    lane = (hours.row - lowest) * LANES + hours.estimated
    lane *= math.prod(size[2:])
    for begin in range(0, len(lane), _BATCH):
        batch = slice(begin, begin + _BATCH)
        base, event, weighted = lane[batch], hours.event[batch], hours.weighted[batch]
        for nth in range(len(place)):
            if nth:
                more = np.flatnonzero(blocks.counts.take(event) > nth)
                base, event, weighted = base.take(more), event.take(more), weighted.take(more)
            index = place[nth].take(event)
            index += base
            weight = blocks.factor[nth].take(event)
            weight *= weighted
            np.add.at(sums, index, weight)
    return sums.reshape(size)


def _collapse(sums: Floats, families: tuple[Family, ...]) -> None:
    """Hands every family's blocks down to single weeks, and adds all of them up in table 0."""
    load = sums[..., 0, :]
    for family in families:
        if family.kernel is not None:
            _lay_kernel(sums[..., family.base, :], family.kernel, family.before, load)
            continue
        if family.rising:
            _collapse_rising(sums, family)
        else:
            _collapse_level(sums, family)
        if family.base:
            load += sums[..., family.base, :]


def _lay_kernel(spikes: Floats, kernel: Floats, before: int, load: Floats) -> None:
    """Adds each spike's kernel to the load, around the spike's week."""
    weeks = load.shape[-1]
    scratch = np.empty(load.shape)
    for place, share in enumerate(kernel):
        ahead = place - before
        if abs(ahead) < weeks:
            source = spikes[..., max(-ahead, 0) : weeks - max(ahead, 0)]
            shifted = np.multiply(source, share, out=scratch[..., : source.shape[-1]])
            load[..., max(ahead, 0) : weeks + min(ahead, 0)] += shifted


def _collapse_level(sums: Floats, family: Family) -> None:
    for level in range(family.levels - 1, 0, -1):
        half = 1 << (level - 1)
        upper, lower = sums[..., family.base + level, :], sums[..., family.base + level - 1, :]
        lower += upper
        if family.half_life is None:
            lower[..., half:] += upper[..., :-half]
        else:
            lower[..., half:] += upper[..., :-half] * np.exp2(-half / family.half_life)


def _collapse_rising(sums: Floats, family: Family) -> None:
    for level in range(family.levels - 1, 0, -1):
        half = 1 << (level - 1)
        upper = family.base + 2 * level
        value, slope = sums[..., upper, :], sums[..., upper + 1, :]
        lower, lower_slope = sums[..., upper - 2, :], sums[..., upper - 1, :]
        lower += value
        lower[..., half:] += value[..., :-half] + half * slope[..., :-half]
        lower_slope += slope
        lower_slope[..., half:] += slope[..., :-half]
