"""When each event's hours fall: its first and last week, and the share of its hours in each week."""

from dataclasses import dataclass, fields

import numpy as np
import polars as pl

from heatmap.scoring.coded.arrays import Flags, Floats, Integers
from heatmap.scoring.coded.codes import members, positions
from heatmap.scoring.parameters import Parameters
from heatmap.terms import GO_LIVE_KINDS, Kind
from heatmap.weeks import FIRST_MONDAY

DAYS = 7
NEVER = np.iinfo(np.int32).min  # a day or week that is not given; far from any real one, safe to add to
KINDS = tuple(Kind)


@dataclass(frozen=True, eq=False)
class Timing:
    """One entry an event. Weeks are week numbers, days are days since 1970.

    `first` to `last` are the weeks in which the event's share is above 0, without a gap. Even events
    use `start` and `end`; the others use `go_live`, `before`, `after`, `half_life` and `norm`, which
    is 1 / the sum of their raw weights.
    """

    first: Integers
    last: Integers
    go_live: Integers
    even: Flags
    start: Integers
    end: Integers
    before: Integers
    after: Integers
    half_life: Floats
    norm: Floats

    def __len__(self) -> int:
        return len(self.first)

    def of(self, events: Integers | Flags) -> "Timing":
        """The timing of these events, in this order."""
        return Timing(**{each.name: getattr(self, each.name)[events] for each in fields(self)})


def monday_day(week: Integers) -> Integers:
    """Days since 1970 of the Monday of each week number."""
    return week * DAYS + FIRST_MONDAY


def week_of(day: Integers) -> Integers:
    """The week number of each day; NEVER stays NEVER."""
    return np.where(day == NEVER, NEVER, (day - FIRST_MONDAY) // DAYS)


def days_of(dates: pl.Series) -> Integers:
    """Days since 1970 of a date column; NEVER where it is null."""
    days = dates.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), NEVER, days.view(np.int64))


def timing(events: pl.DataFrame, parameters: Parameters, kinds: Integers | None = None) -> Timing:
    """The timing of each row of the events table, in its order; `kinds` are their places among KINDS."""
    if kinds is None:
        kinds = positions(events["kind"], members(Kind))
    start, end, go_live = (days_of(events[name]) for name in ("start", "end", "go_live"))
    first, last, g = week_of(start), week_of(end), week_of(go_live)
    ramps = [parameters.ramps.get(kind) for kind in KINDS]
    before = np.array([ramp.before if ramp else 0 for ramp in ramps])[kinds]
    after = np.array([ramp.after if ramp else 0 for ramp in ramps])[kinds]
    half_life = np.array([ramp.half_life if ramp else 1.0 for ramp in ramps])[kinds]
    before = np.where(start == NEVER, before, np.maximum(g - first, 0))
    after = np.where(end == NEVER, after, np.maximum(last - g, 0))
    even = np.array([kind not in GO_LIVE_KINDS for kind in KINDS])[kinds]
    norm = np.ones(len(events))
    norm[~even] /= raw_sum(before[~even], after[~even], half_life[~even])
    return Timing(
        first=np.where(even, first, g - before),
        last=np.where(even, last, g + after),
        go_live=g,
        even=even,
        start=start,
        end=end,
        before=before,
        after=after,
        half_life=half_life,
        norm=norm,
    )


def raw_sum(before: Integers, after: Integers, half_life: Floats) -> Floats:
    """The sum of a go-live event's raw weights: the ramp before, 1, and the geometric tail."""
    decay = -np.log(2.0) / half_life
    # expm1 keeps its digits where a long half-life makes the ratio of the series almost 1.
    tail = np.exp(decay) * np.expm1(after * decay) / np.expm1(decay)
    return np.asarray(before / 2.0 + 1.0 + tail)


def shares(timing: Timing, first: int, weeks: int) -> Floats:
    """Share of each event's hours in each of `weeks` weeks from `first`: events x weeks.

    Change load: share[e,w]. Work grows with events x weeks; the load of many impacts is spread by
    `spreading`, which agrees with this within rounding.
    """
    week = np.arange(first, first + weeks)
    share = np.zeros((len(timing), weeks))
    even, ramped = np.flatnonzero(timing.even), np.flatnonzero(~timing.even)
    if len(even):
        share[even] = _even_shares(timing.of(even), week)
    if len(ramped):
        share[ramped] = _ramped_shares(timing.of(ramped), week)
    return share


def _even_shares(timing: Timing, week: Integers) -> Floats:
    """Even kinds: days of [start, end] in the week / days of [start, end]."""
    monday = monday_day(week)
    start, end = timing.start[:, None], timing.end[:, None]
    days = np.minimum(end, monday + DAYS - 1) - np.maximum(start, monday) + 1
    return np.asarray(np.maximum(days, 0) / (end - start + 1))


def _ramped_shares(timing: Timing, week: Integers) -> Floats:
    """Go-live kinds: a ramp to the go-live week, 1 in it, a halving tail, divided by their sum."""
    ahead = week - timing.go_live[:, None]
    before, after = timing.before[:, None], timing.after[:, None]
    rising = (before + 1 + ahead) / (before + 1.0)
    falling = np.exp2(-np.maximum(ahead, 0) / timing.half_life[:, None])
    raw = np.where(ahead < 0, np.maximum(rising, 0.0), np.where(ahead <= after, falling, 0.0))
    return np.asarray(raw * timing.norm[:, None])
