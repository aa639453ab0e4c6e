"""Spreads the hours of many impacts over weeks, without a step for each impact and week.

An event's weeks are cut into blocks of 1, 2, 4, 8 ... weeks. An impact adds its hours once for each
block; afterwards the blocks of 8 weeks are handed down to blocks of 4, those to blocks of 2, and so on,
once for all impacts together. Nothing is ever subtracted: a week without an active event holds exactly
0, and a small event keeps its digits beside a huge one. Three families of blocks make every shape:

* flat: the same in each week (even kinds);
* falling: halves every `half_life` weeks (a go-live and the weeks after it);
* rising: a level and a slope (the ramp up to a go-live).
"""

import math
from dataclasses import dataclass

import numpy as np

from heatmap.scoring.arrays import Flags, Floats, Integers
from heatmap.scoring.timing import DAYS, Timing, monday_day

_TABLE_CELLS = 1 << 17  # one megabyte of sums: the tables of a batch stay in the processor's cache
_BATCH = 1 << 16  # impacts taken at a time, for the same reason

LANES = 2  # hours that were given, and hours that are estimated


@dataclass(frozen=True)
class Family:
    """Tables of one shape: `levels` of them from table `base` on; level k holds blocks of 2**k weeks.

    A falling family has a `half_life`; a rising one has a table of slopes after each table of levels.
    """

    base: int
    levels: int
    rising: bool = False
    half_life: float | None = None

    @property
    def tables(self) -> int:
        """How many tables the family has."""
        return self.levels * (2 if self.rising else 1)


@dataclass(frozen=True, eq=False)
class Blocks:
    """The blocks of every event, event by event: those of event e are `ends[e - 1]` to `ends[e]`.

    `week` is a block's first week, `table` where it is summed, `factor` its hours a week as a share
    of the event's.
    """

    counts: Integers
    starts: Integers
    table: Integers
    week: Integers
    factor: Floats
    families: tuple[Family, ...]

    @property
    def tables(self) -> int:
        """How many tables of sums there are."""
        return sum(family.tables for family in self.families)


class _Cutter:
    """Collects blocks, shape by shape."""

    def __init__(self) -> None:
        self.events: list[Integers] = []
        self.tables: list[Integers] = []
        self.weeks: list[Integers] = []
        self.factors: list[Floats] = []

    def add(self, events: Integers, table: int, weeks: Integers, factors: Floats) -> None:
        self.events.append(events)
        self.tables.append(np.full(len(events), table))
        self.weeks.append(weeks)
        self.factors.append(factors)

    def blocks(self, events: int, families: tuple[Family, ...]) -> Blocks:
        event = np.concatenate(self.events)
        order = np.argsort(event, kind="stable")
        counts = np.bincount(event, minlength=events)
        return Blocks(
            counts=counts,
            starts=np.cumsum(counts) - counts,
            table=np.concatenate(self.tables)[order],
            week=np.concatenate(self.weeks)[order],
            factor=np.concatenate(self.factors)[order],
            families=families,
        )


def _levels(lengths: Integers) -> int:
    """How many levels blocks of these lengths need; at least one."""
    return max(int(lengths.max(initial=1)).bit_length(), 1)


def _pieces(lengths: Integers, levels: int) -> list[tuple[int, Integers, Integers]]:
    """Cuts of each length: for each level, the entries that have a block and how far in it starts."""
    cut = []
    done = np.zeros_like(lengths)
    for level in reversed(range(levels)):
        size = 1 << level
        entries = np.flatnonzero(lengths & size)
        cut.append((level, entries, done[entries].copy()))
        done[entries] += size
    return cut


def blocks(timing: Timing) -> Blocks:
    """The blocks that each event's weeks are cut into. Work grows with events x log(weeks)."""
    cutter = _Cutter()
    families = [_cut_even(timing, cutter)]
    ramped = np.flatnonzero(~timing.even)
    for half_life in np.unique(timing.half_life[ramped]):
        events = ramped[timing.half_life[ramped] == half_life]
        families.append(_cut_falling(timing, events, float(half_life), _next_base(families), cutter))
    if len(ramped):
        families.append(_cut_rising(timing, ramped, _next_base(families), cutter))
    return cutter.blocks(len(timing), tuple(families))


def _next_base(families: list[Family]) -> int:
    return families[-1].base + families[-1].tables


def _cut_even(timing: Timing, cutter: _Cutter) -> Family:
    """Days of the first and last week each on their own, and the whole weeks between as flat blocks."""
    events = np.flatnonzero(timing.even)
    even = timing.of(events)
    days = even.end - even.start + 1
    in_first = np.minimum(monday_day(even.first) + DAYS, even.end + 1) - even.start
    cutter.add(events, 0, even.first, in_first / days)
    longer = np.flatnonzero(even.last > even.first)
    in_last = (even.end - monday_day(even.last) + 1)[longer]
    cutter.add(events[longer], 0, even.last[longer], in_last / days[longer])
    between = np.maximum(even.last - even.first - 1, 0)
    levels = _levels(between)
    for level, some, offset in _pieces(between, levels):
        cutter.add(events[some], level, even.first[some] + 1 + offset, DAYS / days[some])
    return Family(0, levels)


def _cut_falling(timing: Timing, events: Integers, half_life: float, base: int, cutter: _Cutter) -> Family:
    """The go-live week and the weeks after it: 2 ** (-j / half_life)."""
    lengths = timing.after[events] + 1
    levels = _levels(lengths)
    for level, some, offset in _pieces(lengths, levels):
        chosen = events[some]
        factor = np.exp2(-offset / half_life) * timing.norm[chosen]
        cutter.add(chosen, base + level, timing.go_live[chosen] + offset, factor)
    return Family(base, levels, half_life=half_life)


def _cut_rising(timing: Timing, events: Integers, base: int, cutter: _Cutter) -> Family:
    """The ramp: (i + 1) / (before + 1) in its week i, counted from 0."""
    lengths = timing.before[events]
    levels = _levels(lengths)
    for level, some, offset in _pieces(lengths, levels):
        chosen = events[some]
        slope = timing.norm[chosen] / (timing.before[chosen] + 1)
        week = timing.first[chosen] + offset
        cutter.add(chosen, base + 2 * level, week, slope * (offset + 1))
        if level:
            cutter.add(chosen, base + 2 * level + 1, week, slope)
    return Family(base, levels, rising=True)


@dataclass(frozen=True, eq=False)
class Hours:
    """Hours to spread, one entry an impact, sorted by row; `estimated` is 1 for estimated hours, else 0."""

    row: Integers
    event: Integers
    weighted: Floats
    estimated: Integers

    def part(self, entries: slice | Flags) -> "Hours":
        """These entries alone."""
        return Hours(self.row[entries], self.event[entries], self.weighted[entries], self.estimated[entries])


def spread(blocks: Blocks, hours: Hours, *, rows: int, first: int, weeks: int) -> Floats:
    """Hours given and hours estimated, of each row, in each week from week `first`: rows x 2 x weeks.

    No event with hours may be active outside the weeks. The sums of a row depend on its own impacts and
    their order alone.
    """
    loaded = hours.weighted > 0
    if not loaded.all():
        hours = hours.part(loaded)
    result = np.zeros((rows, LANES, weeks))
    if not len(hours.row) or not weeks:
        return result
    place = blocks.table * weeks + (blocks.week - first)
    at_once = max(1, _TABLE_CELLS // (LANES * blocks.tables * weeks))
    bounds = np.append(np.arange(0, rows, at_once), rows)
    entries = np.searchsorted(hours.row, bounds)
    for index in np.flatnonzero(np.diff(entries)):
        lowest, highest = bounds[index : index + 2]
        chosen = hours.part(slice(*entries[index : index + 2]))
        size = (highest - lowest, LANES, blocks.tables, weeks)
        sums = _sums(blocks, place, chosen, lowest, size)
        _collapse(sums, blocks.families)
        result[lowest:highest] = sums[:, :, 0]
    return result


def _sums(
    blocks: Blocks, place: Integers, hours: Hours, lowest: int, size: tuple[int, int, int, int]
) -> Floats:
    """Hours by row (from `lowest` on), lane, table and first week of their block."""
    sums = np.zeros(math.prod(size))
    lane = (hours.row - lowest) * LANES + hours.estimated
    lane *= math.prod(size[2:])
    for begin in range(0, len(lane), _BATCH):
        batch = slice(begin, begin + _BATCH)
        events = hours.event[batch]
        counts = blocks.counts[events]
        block = np.repeat(blocks.starts[events] - (np.cumsum(counts) - counts), counts)
        block += np.arange(len(block))
        index = np.repeat(lane[batch], counts)
        index += place[block]
        weight = np.repeat(hours.weighted[batch], counts)
        weight *= blocks.factor[block]
        sums += np.bincount(index, weight, minlength=len(sums))
    return sums.reshape(size)


def _collapse(sums: Floats, families: tuple[Family, ...]) -> None:
    """Hands every family's blocks down to single weeks, and adds all of them up in table 0."""
    for family in families:
        if family.rising:
            _collapse_rising(sums, family)
        else:
            _collapse_level(sums, family)
        if family.base:
            sums[..., 0, :] += sums[..., family.base, :]


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
