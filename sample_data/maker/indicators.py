"""Lead indicators and their measurements: every value is invented.

A value is its unit's usual level, the season, what all of London had that period, chance, and what was
planted: two dips after go-lives, and one dip of all of London that no go-live is to blame for.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import cos, pi
from statistics import NormalDist

from maker.draws import between, draw
from maker.organisation import BCUS, CENTRAL
from maker.rows import Indicator, Measurement

FIRST_PERIOD = date(2018, 1, 1)  # a Monday and the first of a month
HELD_OVER = 0.15  # of a period's chance that is still there in the next
CHANCE = "chance 38"  # chosen among a few dozen: it brings no finding beside the planted dips


@dataclass(frozen=True)
class Series:
    """One indicator: its row's columns, who is measured, how often, and how it usually goes.

    `spread` is how far units lie apart, `season` the swing over a year that peaks in month `peak`, `shared`
    and `chance` the standard deviations of what all units have in common and of what each has alone.
    """

    indicator: str
    name: str
    measured_in: str
    better: str
    target: float | None
    weekly: bool
    units: tuple[str, ...]
    level: float
    spread: float
    season: float
    peak: int
    shared: float
    chance: float
    redefined: date | None = None
    redefined_by: float = 0.0


_BCUS = tuple(BCUS)
_STAFFED = (*BCUS, *(code for code, (_, areas) in CENTRAL.items() if any(areas.values())))

SERIES = (
    Series(
        indicator="I_RESPONSE",
        name="Immediate (I) calls reached within 15 minutes",
        measured_in="% of I calls",
        better="higher",
        target=90.0,
        weekly=True,
        units=_BCUS,
        level=86.0,
        spread=2.0,
        season=0.7,
        peak=2,
        shared=0.7,
        chance=1.6,
    ),
    Series(
        indicator="S_RESPONSE",
        name="Significant (S) calls reached within 60 minutes",
        measured_in="% of S calls",
        better="higher",
        target=90.0,
        weekly=True,
        units=_BCUS,
        level=81.0,
        spread=3.0,
        season=1.0,
        peak=2,
        shared=1.0,
        chance=2.2,
    ),
    Series(
        indicator="CALLS_999",
        name="999 calls answered within 10 seconds",
        measured_in="% of 999 calls",
        better="higher",
        target=90.0,
        weekly=True,
        units=("METCC",),
        level=88.0,
        spread=0.0,
        season=1.0,
        peak=2,
        shared=0.0,
        chance=1.8,
    ),
    Series(
        indicator="CALLS_101",
        name="101 calls answered within 30 seconds",
        measured_in="% of 101 calls",
        better="higher",
        target=None,
        weekly=True,
        units=("METCC",),
        level=62.0,
        spread=0.0,
        season=1.8,
        peak=2,
        shared=0.0,
        chance=3.5,
    ),
    Series(
        indicator="SATISFACTION",
        name="Victims satisfied with the service",
        measured_in="% of victims asked",
        better="higher",
        target=78.0,
        weekly=False,
        units=_BCUS,
        level=67.0,
        spread=2.5,
        season=0.4,
        peak=5,
        shared=0.4,
        chance=1.5,
        redefined=date(2018, 10, 1),
        redefined_by=3.5,
    ),
    Series(
        indicator="SICKNESS",
        name="Working time lost to sickness",
        measured_in="% of working time",
        better="lower",
        target=3.8,
        weekly=False,
        units=_STAFFED,
        level=3.9,
        spread=0.4,
        season=0.25,
        peak=1,
        shared=0.08,
        chance=0.22,
    ),
    Series(
        indicator="OUTCOMES",
        name="Offences with a positive outcome",
        measured_in="% of offences",
        better="higher",
        target=None,
        weekly=False,
        units=_BCUS,
        level=8.6,
        spread=0.7,
        season=0.15,
        peak=3,
        shared=0.12,
        chance=0.45,
    ),
    Series(
        indicator="OVERTIME",
        name="Overtime",
        measured_in="hours per officer",
        better="lower",
        target=None,
        weekly=False,
        units=_BCUS,
        level=11.5,
        spread=1.0,
        season=0.7,
        peak=8,
        shared=0.4,
        chance=0.8,
    ),
)


@dataclass(frozen=True)
class Dip:
    """A planted fall: where (no unit: all of London), in what, from when, for how many weeks, how deep."""

    indicator: str
    unit: str | None
    first: date
    weeks: int
    depth: float


DIPS = (
    Dip("S_RESPONSE", "SW", date(2019, 7, 8), 14, 7.0),  # front counters closed on 8 Jul 2019
    Dip("I_RESPONSE", "CE", date(2019, 9, 23), 13, 5.5),  # estate move of 23 Sep 2019
    Dip("I_RESPONSE", None, date(2019, 11, 18), 5, 5.0),
    Dip("S_RESPONSE", None, date(2019, 11, 18), 5, 7.0),
)


def indicators() -> list[Indicator]:
    """One row per indicator, and another for each later definition."""
    return [
        Indicator(each.indicator, each.name, each.measured_in, each.better, each.target, redefined)
        for each in SERIES
        for redefined in (None, each.redefined)[: 2 if each.redefined else 1]
    ]


def measurements(as_of: date) -> list[Measurement]:
    """Every value of the whole weeks and months before `as_of`; what two boards both see is the same."""
    return [
        Measurement(each.indicator, unit, period, _value(each, unit, period))
        for each in SERIES
        for unit in each.units
        for period in _periods(as_of, weekly=each.weekly)
    ]


def _periods(as_of: date, *, weekly: bool) -> list[date]:
    """First days of the whole periods from 2018 up to `as_of`."""
    found, first = [], FIRST_PERIOD
    while (after := _next(first, weekly=weekly)) <= as_of:
        found.append(first)
        first = after
    return found


def _next(first: date, *, weekly: bool) -> date:
    if weekly:
        return first + timedelta(weeks=1)
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _value(series: Series, unit: str, period: date) -> float:
    swing = cos(2 * pi * (period.timetuple().tm_yday / 365.25 - (series.peak - 0.5) / 12))
    usual = series.level + series.spread * between(-1, 1, "level", series.indicator, unit)
    shared = series.shared * _chance(series.indicator, "London", period)
    alone = series.chance * _held_over(series, unit, period)
    changed = series.redefined_by if series.redefined and period >= series.redefined else 0.0
    planted = sum(_depth(dip, series, unit, period) for dip in DIPS)
    value = usual + series.season * swing + shared + alone + changed - planted
    return round(min(value, 100.0), 2 if series.level < 20 else 1)


def _held_over(series: Series, unit: str, period: date) -> float:
    """Chance of this period, with a little of the one before."""
    before = period - timedelta(days=7 if series.weekly else 1)
    if not series.weekly:
        before = before.replace(day=1)
    now, then = (_chance(series.indicator, unit, each) for each in (period, before))
    return float((now + HELD_OVER * then) / (1 + HELD_OVER**2) ** 0.5)


@cache
def _chance(indicator: str, whose: str, period: date) -> float:
    """A draw from the standard normal distribution."""
    return NormalDist().inv_cdf(0.0005 + 0.999 * draw(CHANCE, indicator, whose, period.isoformat()))


def _depth(dip: Dip, series: Series, unit: str, period: date) -> float:
    """How deep a dip is in one value; a London-wide one is about as deep everywhere."""
    within = dip.first <= period < dip.first + timedelta(weeks=dip.weeks)
    if dip.indicator != series.indicator or dip.unit not in {None, unit} or not within:
        return 0.0
    return dip.depth * (between(0.9, 1.1, "dip", series.indicator, unit) if dip.unit is None else 1.0)
