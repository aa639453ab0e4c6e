"""The blocks that each event's weeks are cut into, so that hours can be spread without a step a week.

An event's weeks are cut into blocks of 1, 2, 4, 8 ... weeks, and each impact adds its hours once for
each block. Three families of blocks make every shape:

* flat: the same in each week (even kinds);
* falling: halves every `half_life` weeks (a go-live and the weeks after it);
* rising: a level and a slope (the ramp up to a go-live).

Where impacts outnumber cells, a go-live with its kind's own shape is a single spike instead, and the
kind's kernel is laid over all spikes of the kind at once.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.coded.timing import DAYS, Timing, monday_day, raw_sum
from heatmap.scoring.parameters import Ramp


@dataclass(frozen=True, eq=False)
class Family:
    """Tables of one shape: `levels` of them from table `base` on; level k holds blocks of 2**k weeks.

    A falling family has a `half_life`; a rising one has a table of slopes after each table of levels; a
    family of spikes has a `kernel` of shares, its first one `before` weeks before the spike.
    """

    base: int
    levels: int
    rising: bool = False
    half_life: float | None = None
    kernel: Floats | None = None
    before: int = 0

    @property
    def tables(self) -> int:
        """How many tables the family has."""
        return self.levels * (2 if self.rising else 1)


@dataclass(frozen=True, eq=False)
class Blocks:
    """The blocks of every event: arrays of block x event, the first `counts[e]` of them for event e.

    `week` is a block's first week, `table` where it is summed, `factor` its hours a week as a share of
    the event's.
    """

    counts: Integers
    table: Integers
    week: Integers
    factor: Floats
    families: tuple[Family, ...]

    @property
    def tables(self) -> int:
        """How many tables of sums there are."""
        return sum(family.tables for family in self.families)


class _Cutter:
    """Collects blocks, family by family."""

    def __init__(self, timing: Timing) -> None:
        self.timing = timing
        self.families: list[Family] = []
        self.cut: list[tuple[Integers, int, Integers, Floats]] = []

    @property
    def base(self) -> int:
        return sum(family.tables for family in self.families)

    def add(self, events: Integers, table: int, weeks: Integers, factors: Floats) -> None:
        self.cut.append((events, table, weeks, factors))

    def blocks(self) -> Blocks:
        counts = np.zeros(len(self.timing), dtype=np.int64)
        placed = []
        for events, table, weeks, factors in self.cut:
            placed.append((counts[events], events, table, weeks, factors))
            counts[events] += 1  # no event is cut twice at a time
        size = (int(counts.max(initial=1)), len(self.timing))
        tables, week, factor = np.zeros(size, np.int64), np.zeros(size, np.int64), np.zeros(size)
        for nth, events, table, weeks, factors in placed:
            tables[nth, events], week[nth, events], factor[nth, events] = table, weeks, factors
        return Blocks(counts, tables, week, factor, tuple(self.families))


def blocks(timing: Timing, spikes: Iterable[Ramp] = ()) -> Blocks:
    """The blocks of every event; events with one of the shapes `spikes` become spikes.

    Work grows with events x log(weeks).
    """
    cutter = _Cutter(timing)
    _cut_even(cutter)
    ramped = np.flatnonzero(~timing.even)
    for shape in dict.fromkeys(spikes):
        chosen = timing.before[ramped] == shape.before
        chosen &= timing.after[ramped] == shape.after
        chosen &= timing.half_life[ramped] == shape.half_life
        _cut_spikes(cutter, ramped[chosen], shape)
        ramped = ramped[~chosen]
    for half_life in np.unique(timing.half_life[ramped]):
        _cut_falling(cutter, ramped[timing.half_life[ramped] == half_life], float(half_life))
    if len(ramped):
        _cut_rising(cutter, ramped)
    return cutter.blocks()


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
        cut.append((level, entries, done[entries]))
        done[entries] += size
    return cut


def _cut_even(cutter: _Cutter) -> None:
    """Days of the first and last week each on their own, and the whole weeks between as flat blocks."""
    events = np.flatnonzero(cutter.timing.even)
    even = cutter.timing.of(events)
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
    cutter.families.append(Family(cutter.base, levels))


def _cut_spikes(cutter: _Cutter, events: Integers, shape: Ramp) -> None:
    """All hours in the go-live week; the kernel spreads them later."""
    if not len(events):
        return
    rising = np.arange(1, shape.before + 1) / (shape.before + 1)
    falling = np.exp2(-np.arange(shape.after + 1) / shape.half_life)
    sizes = (np.array([shape.before]), np.array([shape.after]), np.array([shape.half_life]))
    kernel = np.concatenate((rising, falling)) / raw_sum(*sizes)
    cutter.add(events, cutter.base, cutter.timing.go_live[events], np.ones(len(events)))
    cutter.families.append(Family(cutter.base, 1, kernel=kernel, before=shape.before))


def _cut_falling(cutter: _Cutter, events: Integers, half_life: float) -> None:
    """The go-live week and the weeks after it: 2 ** (-j / half_life)."""
    timing, base = cutter.timing, cutter.base
    lengths = timing.after[events] + 1
    levels = _levels(lengths)
    for level, some, offset in _pieces(lengths, levels):
        chosen = events[some]
        factor = np.exp2(-offset / half_life) * timing.norm[chosen]
        cutter.add(chosen, base + level, timing.go_live[chosen] + offset, factor)
    cutter.families.append(Family(base, levels, half_life=half_life))


def _cut_rising(cutter: _Cutter, events: Integers) -> None:
    """The ramp: (i + 1) / (before + 1) in its week i, counted from 0."""
    timing, base = cutter.timing, cutter.base
    lengths = timing.before[events]
    levels = _levels(lengths)
    for level, some, offset in _pieces(lengths, levels):
        chosen = events[some]
        slope = timing.norm[chosen] / (timing.before[chosen] + 1)
        week = timing.first[chosen] + offset
        cutter.add(chosen, base + 2 * level, week, slope * (offset + 1))
        if level:
            cutter.add(chosen, base + 2 * level + 1, week, slope)
    cutter.families.append(Family(base, levels, rising=True))
