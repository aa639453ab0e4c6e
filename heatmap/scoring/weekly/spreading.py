"""Spreads the hours of many impacts over weeks, without a step for each impact and week.

Each impact adds its hours once for each block of its event (see `blocks`); afterwards the blocks of 8
weeks are handed down to blocks of 4, those to blocks of 2, and so on, once for all impacts together.
Nothing is ever subtracted: a week without an active event holds exactly 0, and a small event keeps its
digits beside a huge one.
"""

from dataclasses import dataclass

import numpy as np

from heatmap.scoring.coded.arrays import Flags, Floats, Integers, Numbers
from heatmap.scoring.coded.timing import Timing, shares
from heatmap.scoring.weekly.blocks import Blocks, Family

LANES = 2  # hours that were given, and hours that are estimated
_TABLE_CELLS = 1 << 18  # two megabytes of sums: the tables of some rows stay in the processor's cache
_BATCH = 1 << 17  # impacts taken at a time, for the same reason
_NEARLY_ALL = 0.7
_FEW_SHARES = 10


@dataclass(frozen=True, eq=False)
class Hours:
    """Hours to spread, one entry an impact, sorted by row; `estimated` is 1 for estimated hours, else 0."""

    row: Integers
    event: Numbers
    weighted: Floats
    estimated: Numbers | Flags

    def part(self, entries: slice | Integers) -> "Hours":
        """These entries alone."""
        return Hours(self.row[entries], self.event[entries], self.weighted[entries], self.estimated[entries])


@dataclass(frozen=True, eq=False)
class Tables:
    """Sums of blocks in weeks from `first` on: table x cells of some rows; a cell is a row, lane and week.

    `place` is where each block of each event begins in a row of its own: block x event. Blocks that an
    event does not have fall on its first one, and add nothing to it.
    """

    blocks: Blocks
    first: int
    weeks: int
    rows: int
    place: Integers

    @classmethod
    def of(cls, blocks: Blocks, first: int, weeks: int) -> "Tables":
        """Tables of as many rows as fit into the processor's cache; at least one's."""
        rows = max(1, _TABLE_CELLS // max(LANES * blocks.tables * weeks, 1))
        place = blocks.table * (rows * LANES * weeks) + (blocks.week - first)
        missing = np.arange(len(place))[:, None] >= blocks.counts
        return cls(blocks, first, weeks, rows, np.where(missing, place[:1], place))

    def spread(self, hours: Hours, rows: int) -> Floats:
        """As `spread`."""
        result = np.zeros((rows, LANES, self.weeks))
        if not self.weeks or not len(hours.row):
            return result
        if not hours.weighted.min() > 0:
            hours = hours.part(np.flatnonzero(hours.weighted > 0))
        bounds = np.append(np.arange(0, rows, self.rows), rows)
        entries = np.searchsorted(hours.row, bounds)
        for index in np.flatnonzero(np.diff(entries)):
            lowest, highest = bounds[index : index + 2]
            sums = self._sums(hours.part(slice(*entries[index : index + 2])), lowest)
            _collapse(sums, self.blocks.families)
            result[lowest:highest] = sums[0].reshape(self.rows, LANES, self.weeks)[: highest - lowest]
        return result

    def _sums(self, hours: Hours, lowest: int) -> Floats:
        """Hours by table and by the cell of their block's first week, in rows from `lowest` on."""
        sums = np.zeros((self.blocks.tables, self.rows * LANES * self.weeks))
        flat = sums.reshape(-1)
        lane = (hours.row - lowest) * (LANES * self.weeks)
        lane[np.flatnonzero(hours.estimated)] += self.weeks
        fewest = self.blocks.counts.astype(np.int8)  # there are as many as a long event has bits
        for begin in range(0, len(lane), _BATCH):
            batch = slice(begin, begin + _BATCH)
            base, event, weighted = lane[batch], hours.event[batch].astype(np.intp), hours.weighted[batch]
            counts = fewest.take(event)
            for nth in range(int(counts.max())):
                if nth:
                    more = counts > nth
                    # Where nearly all have one more block, leaving out the others takes longer.
                    if np.count_nonzero(more) < _NEARLY_ALL * len(more):
                        kept = np.flatnonzero(more)
                        base, event = base.take(kept), event.take(kept)
                        weighted, counts = weighted.take(kept), counts.take(kept)
                index = self.place[nth].take(event)
                index += base
                weight = self.blocks.factor[nth].take(event)
                weight *= weighted
                np.add.at(flat, index, weight)
        return sums


def spread(blocks: Blocks, hours: Hours, *, rows: int, first: int, weeks: int) -> Floats:
    """Hours given and hours estimated, of each row, in each week from week `first`: rows x 2 x weeks.

    No event with hours may be active outside the weeks. The sums of a row depend on its own impacts and
    their order alone.
    """
    return Tables.of(blocks, first, weeks).spread(hours, rows)


def spread_each(timing: Timing, hours: Hours, *, rows: int, first: int, weeks: int) -> Floats:
    """As `spread`, a step for each impact and week: for few impacts on many rows. Weeks may be any."""
    result = np.zeros((rows * LANES, weeks))
    lane = hours.row * LANES + hours.estimated
    order = np.argsort(lane, kind="stable")
    events, place = np.unique(hours.event[order].astype(np.int64), return_inverse=True)
    each = shares(timing.of(events), first, weeks)[place]
    each *= hours.weighted[order, None]
    present, starts = np.unique(lane[order], return_index=True)
    if len(present):
        result[present] = np.add.reduceat(each, starts, axis=0)
    return result.reshape(rows, LANES, weeks)


# All rows and lanes of a table are one line of cells, because long runs add up fastest. A block never
# reaches beyond its row's last week, so what is handed on into the next row is 0.


def _collapse(sums: Floats, families: tuple[Family, ...]) -> None:
    """Hands every family's blocks down to single weeks, and adds all of them up in table 0."""
    load = sums[0]
    for family in families:
        if family.kernel is not None:
            _lay_kernel(sums[family.base], family.kernel, family.before, load)
            continue
        if family.rising:
            _collapse_rising(sums, family)
        else:
            _collapse_level(sums, family)
        if family.base:
            load += sums[family.base]


def _lay_kernel(spikes: Floats, kernel: Floats, before: int, load: Floats) -> None:
    """Adds each spike's kernel to the load, around the spike's week."""
    # NumPy convolves with few shares three times as fast as it multiplies and adds slices; with many, slowly.
    for place in range(0, len(kernel), _FEW_SHARES):
        laid = np.convolve(spikes, kernel[place : place + _FEW_SHARES])
        ahead = place - before
        begin, end = max(ahead, 0), min(ahead + len(laid), len(load))
        if begin < end:
            load[begin:end] += laid[begin - ahead : end - ahead]


def _collapse_level(sums: Floats, family: Family) -> None:
    for level in range(family.levels - 1, 0, -1):
        half = 1 << (level - 1)
        upper, lower = sums[family.base + level], sums[family.base + level - 1]
        lower += upper
        if family.half_life is None:
            lower[half:] += upper[:-half]
        else:
            lower[half:] += upper[:-half] * np.exp2(-half / family.half_life)


def _collapse_rising(sums: Floats, family: Family) -> None:
    for level in range(family.levels - 1, 0, -1):
        half = 1 << (level - 1)
        upper = family.base + 2 * level
        value, slope = sums[upper], sums[upper + 1]
        lower, lower_slope = sums[upper - 2], sums[upper - 1]
        lower += value
        lower[half:] += value[:-half] + half * slope[:-half]
        lower_slope += slope
        lower_slope[half:] += slope[:-half]
