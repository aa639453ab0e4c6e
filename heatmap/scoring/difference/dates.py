"""When the hours of each event fall in either version, and after each step between them."""

from dataclasses import dataclass, fields

import numpy as np
import polars as pl

from heatmap.scoring.coded.arrays import Flags, Integers
from heatmap.scoring.coded.timing import Timing, timing
from heatmap.scoring.difference.sides import Side
from heatmap.scoring.selection import chosen_events
from heatmap.terms import EVEN_KINDS

_DATES = ("start", "end", "go_live")


@dataclass(frozen=True, eq=False)
class Dates:
    """The events that score in both versions, and when their hours fall after each step.

    `both` says which common events these are. The others are places in `timings` of each common event:
    as in the earlier version, with the later dates, with the later kind too, as in the later version.
    """

    timings: Timing
    both: Flags
    earlier: Integers
    dates: Integers
    kind: Integers
    later: Integers

    def differ(self, before: Integers, after: Integers) -> Flags:
        """Whether hours fall otherwise under one timing than under another."""
        one, other = self.timings.of(before), self.timings.of(after)
        even = (one.start != other.start) | (one.end != other.end)
        ramped = (one.go_live != other.go_live) | (one.before != other.before) | (one.after != other.after)
        ramped |= (one.half_life != other.half_life) & (one.after > 0)
        return np.asarray((one.even != other.even) | np.where(one.even, even, ramped))


def step_dates(earlier: Side, later: Side) -> Dates:
    """The steps of every event: dates first, read as the earlier kind, then the kind, then the parameters.

    Where the kind changes between the even ones and those with a go-live, the later dates can not be read as
    those of the earlier kind: then the whole step is the kind's.
    """
    both = _scoring(earlier) & _scoring(later)
    shared = np.flatnonzero(both)
    was, now = _dated(earlier, shared), _dated(later, shared)
    alike = (was["kind"].is_in(EVEN_KINDS) == now["kind"].is_in(EVEN_KINDS)).to_numpy()
    either = pl.concat([now.select(_DATES), was.select(_DATES)])
    redated = either[np.where(alike, 0, len(shared)) + np.arange(len(shared))].with_columns(was["kind"])
    scored = earlier.coded.parameters
    own = [(side.event, side.coded.events.timing) for side in (earlier, later)]
    steps = [own[0], (shared, timing(redated, scored)), (shared, timing(now, scored)), own[1]]
    places, begin = [], 0
    for events, _ in steps:
        place = np.zeros(len(both), dtype=np.int64)
        place[events] = begin + np.arange(len(events))
        places.append(place)
        begin += len(events)
    return Dates(_stacked([when for _, when in steps]), both, *places)


def _scoring(side: Side) -> Flags:
    """Whether each common event scores and is chosen in this version."""
    chosen = np.zeros(len(side.common.events), dtype=bool)
    chosen[side.event] = chosen_events(side.coded, side.cube.filters)
    return chosen


def _dated(side: Side, events: Integers) -> pl.DataFrame:
    """Kind and dates of these common events, as the version has them after its moves."""
    place = side.place[events]
    moved = pl.Series(side.coded.events.moved[place], dtype=pl.Int64)
    return (
        side.coded.portfolio.events[side.coded.events.rows[place]]
        .select(pl.col("kind").cast(pl.String), *_DATES)
        .with_columns(pl.col(_DATES) + pl.duration(weeks=pl.lit(moved)))
    )


def _stacked(timings: list[Timing]) -> Timing:
    names = [each.name for each in fields(Timing)]
    return Timing(**{name: np.concatenate([getattr(each, name) for each in timings]) for name in names})
