"""XmR limits and signals of many series at once, as plain arrays.

Points stand one series after the other, each in order of time; `group` names the phase that a point is
in, by a number that never falls. No moving range and no run spans two groups.

Where the constants are from:

* 2.66 = 3 / d2: three standard deviations on each side of the mean, the standard deviation taken as the
  mean moving range / d2. d2 = 1.128 is the mean range of two draws from a normal distribution
  (2 / sqrt(pi) = 1.12838), as tabled for n = 2 in ISO 7870-2 and by D. J. Wheeler, Understanding
  Variation: The Key to Managing Chaos. 3 / 1.128 = 2.6596, said as 2.66.
* 3.267 = D4 for n = 2, the upper limit of a range as a multiple of the mean range: 1 + 3 * d3 / d2 with
  d3 = 0.853 (same tables; Wheeler rounds to 3.27). NHS England's Making Data Count screens moving
  ranges beyond it once, and leaves every value in the mean.
* 7 points for a trend or a shift, and two of three points beyond two thirds of the way: Making Data Count.
"""

from dataclasses import dataclass

import numpy as np

from heatmap.scoring.coded.arrays import Flags, Floats, Integers

LIMIT = 2.66
SCREEN = 3.267
RUN = 7
NEAR = 2 / 3
ROUNDING = 1e-9  # of a phase's scale: a point this near to a line is on it, whatever the last bits say

NONE, OUTSIDE, TREND, TWO_OF_THREE, SHIFT = range(5)
SIGNALS = ("none", "outside", "trend", "two of three", "shift")


@dataclass(frozen=True, eq=False)
class Limits:
    """Mean, lower and upper limit of each group; NaN where no point, or no moving range, makes them."""

    mean: Floats
    lower: Floats
    upper: Floats

    def of(self, places: Integers) -> "Limits":
        """The limits of each point that is in the group, or at the place, that `places` name."""
        return Limits(self.mean[places], self.lower[places], self.upper[places])


def limits(values: Floats, group: Integers, counted: Flags, groups: int) -> Limits:
    """The limits of each of `groups` groups, made by its `counted` points.

    XmR: mean +- 2.66 * mean moving range, without the moving ranges above 3.267 * their mean.
    """
    values, group = values[counted], group[counted]
    mean = _means(values, group, groups)
    within = group[1:] == group[:-1]
    ranges, of = np.abs(np.diff(values))[within], group[1:][within]
    # The sum of equal numbers, divided, is not always that number; a constant series is its own mean.
    widest = np.zeros(groups)
    np.maximum.at(widest, of, ranges)
    constant = widest[group] == 0
    mean[group[constant]] = values[constant]
    average = _means(ranges, of, groups)
    kept = ranges <= SCREEN * average[of] * (1 + ROUNDING)
    reach = LIMIT * _means(ranges[kept], of[kept], groups)
    return Limits(mean, mean - reach, mean + reach)


def _means(values: Floats, group: Integers, groups: int) -> Floats:
    """The mean of each group, NaN where it is empty."""
    count = np.bincount(group, minlength=groups)
    total = np.bincount(group, weights=values, minlength=groups)
    return np.asarray(np.divide(total, count, out=np.full(groups, np.nan), where=count > 0))


def signals(values: Floats, group: Integers, lines: Limits) -> tuple[Integers, Integers]:
    """Each point's signal, a place in SIGNALS, and its side: 1 high, -1 low, 0 without a signal.

    `lines` are the limits of each point. A point in several signals has the first of outside, trend, two
    of three, shift. A rising trend is high and a falling one low, wherever the mean lies; the turning
    point of two trends belongs to the earlier.
    """
    side = _side(values, lines)
    outside, near = _beyond(values, lines, side)
    trend, slope = _trends(values, group)
    found = [
        (outside, OUTSIDE, side),
        (trend, TREND, slope),
        (_two_of_three(near & ~outside, side, group), TWO_OF_THREE, side),
        (_shifts(side, group), SHIFT, side),
    ]
    signal, towards = np.zeros(len(values), np.int64), np.zeros(len(values), np.int64)
    for points, kind, direction in reversed(found):
        signal[points], towards[points] = kind, direction[points]
    return signal, towards


def _side(values: Floats, lines: Limits) -> Integers:
    """1 above the mean, -1 below, 0 on it."""
    apart = values - lines.mean
    return np.where(np.abs(apart) <= _slack(lines), 0, np.sign(apart)).astype(np.int64)


def _slack(lines: Limits) -> Floats:
    return np.asarray(ROUNDING * np.fmax(np.abs(lines.mean), lines.upper - lines.mean))


def _beyond(values: Floats, lines: Limits, side: Integers) -> tuple[Flags, Flags]:
    """Points strictly beyond a limit, and points strictly beyond two thirds of the way to it."""
    reach = lines.upper - lines.mean
    apart = np.abs(values - lines.mean) - _slack(lines)
    away = side != 0
    return away & (apart > reach), away & (apart > NEAR * reach)


def _run_lengths(continues: Flags) -> Integers:
    """For each point, how many points its run has; a point where `continues` is false starts one."""
    starts = np.flatnonzero(~continues)
    lengths = np.diff(starts, append=len(continues))
    return np.repeat(lengths, lengths)


def _follows(group: Integers) -> Flags:
    """Whether each point has a point of its group before it."""
    follows = np.zeros(len(group), np.bool_)
    follows[1:] = group[1:] == group[:-1]
    return follows


def _shifts(side: Integers, group: Integers) -> Flags:
    same = _follows(group)
    same[1:] &= side[1:] == side[:-1]
    return np.asarray((_run_lengths(same) >= RUN) & (side != 0))


def _trends(values: Floats, group: Integers) -> tuple[Flags, Integers]:
    """Points of seven or more that all rise or all fall, and the direction of their run."""
    step = np.zeros(len(values), np.int64)
    step[1:] = np.sign(np.diff(values))
    step[~_follows(group)] = 0
    same = np.zeros(len(values), np.bool_)
    same[1:] = step[1:] == step[:-1]
    into = (_run_lengths(same) >= RUN - 1) & (step != 0)
    onward = np.append(into[1:], False)[: len(values)]
    slope = np.where(into, step, np.append(step[1:], 0)[: len(values)])
    return into | onward, slope


def _two_of_three(near: Flags, side: Integers, group: Integers) -> Flags:
    """Near points of any three in a row on one side of the mean of which at least two are near."""
    found = np.zeros(len(near), np.bool_)
    if len(near) < 3:  # noqa: PLR2004 - three points in a row
        return found
    a, b, c = (slice(place, len(near) - 2 + place) for place in range(3))
    together = (group[a] == group[c]) & (side[a] != 0) & (side[a] == side[b]) & (side[b] == side[c])
    enough = together & (near[a].astype(np.int64) + near[b] + near[c] >= 2)  # noqa: PLR2004 - two of three
    for place in (a, b, c):
        found[place] |= enough
    return found & near
