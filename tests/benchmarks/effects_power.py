"""How often a go-live is blamed for nothing, and how often a real shift after it is found.

    uv run python -m tests.benchmarks.effects_power [WORLDS]

Each world is a small organisation drawn anew: units, weekly indicators and one unit's go-live. A false
alarm is a world without any effect in which the go-live raises a finding on any of its indicators. Power is
the share of worlds in which the one indicator that shifts raises one. Sigma is the standard deviation of a
unit's week; every rate comes with its Monte Carlo error, 1.96 standard errors. Prints; asserts nothing.
"""

import sys
from dataclasses import dataclass, replace
from datetime import date
from math import sqrt
from time import perf_counter

import numpy as np
import polars as pl

from heatmap.contract import TABLES
from heatmap.scoring.indicators.effects import FINDING, effects

FIRST = (date(2018, 1, 1) - date(1970, 1, 1)).days  # a Monday
SEED = 20


@dataclass(frozen=True)
class World:
    """What a simulated organisation is like. Sizes are in sigmas, `before` and `after` in weeks.

    `likeness` is the lag-1 correlation of a unit's weeks; `season` the size of a swing over the year that all
    units share; `dip` how far all units fall for six weeks from the go-live on, `unlike` by how much of that
    units differ among themselves; `shift` how far the unit of the go-live falls on its first indicator.
    """

    said: str
    units: int = 12
    indicators: int = 10
    before: int = 104
    after: int = 26
    likeness: float = 0.0
    season: float = 0.0
    dip: float = 0.0
    unlike: float = 0.0
    shift: float = 0.0


NOTHING = World("nothing happened, 26 weeks of data")
SHIFTED = World("shift of 1.5 sigma, 12 weeks of data", after=12, shift=1.5)
FALSE_ALARMS = (
    NOTHING,
    replace(NOTHING, said="the same, 12 weeks of data", after=12),
    replace(NOTHING, said="the same, 26 weeks of baseline", before=27),
    replace(NOTHING, said="the same, 4 units", units=4),
    replace(NOTHING, said="weeks alike, correlation 0.3", likeness=0.3),
    replace(NOTHING, said="weeks alike, correlation 0.6", likeness=0.6),
    replace(NOTHING, said="a season of 2 sigma for all", season=2.0),
    replace(NOTHING, said="a dip of 3 sigma for all, in every indicator", dip=3.0),
    replace(NOTHING, said="the same, units differing by 10 %", dip=3.0, unlike=0.1),
    replace(NOTHING, said="the same, units differing by 20 %", dip=3.0, unlike=0.2),
)
POWER = (
    SHIFTED,
    replace(SHIFTED, said="the same, 6 units", units=6),
    replace(SHIFTED, said="the same, 4 units", units=4),
    replace(SHIFTED, said="the same, a year of baseline", before=52),
    replace(SHIFTED, said="the same, half a year of baseline", before=27),
    replace(SHIFTED, said="weeks alike, correlation 0.3", likeness=0.3),
    replace(SHIFTED, said="weeks alike, correlation 0.6", likeness=0.6),
    replace(SHIFTED, said="a season of 2 sigma and a dip of 3 for all", season=2.0, dip=3.0),
    replace(SHIFTED, said="shift of 1 sigma", shift=1.0),
    replace(SHIFTED, said="shift of 2 sigma", shift=2.0),
    replace(SHIFTED, said="shift of 1.5 sigma, 26 weeks of data", after=26),
)


def values(world: World, random: np.random.Generator) -> np.ndarray:
    """Indicators x units x weeks."""
    weeks = world.before + world.after
    drawn = random.normal(size=(world.indicators, world.units, weeks))
    for week in range(1, weeks):
        fresh = sqrt(1 - world.likeness**2) * drawn[:, :, week]
        drawn[:, :, week] = world.likeness * drawn[:, :, week - 1] + fresh
    drawn += world.season * np.sin(2 * np.pi * (np.arange(weeks) / 52 + random.random()))
    apart = 1 + world.unlike * random.normal(size=(world.indicators, world.units, 1))
    drawn[:, :, world.before : world.before + 6] -= world.dip * apart
    drawn[0, 0, world.before :] -= world.shift
    return drawn


def charts(world: World, random: np.random.Generator) -> pl.DataFrame:
    """What the rule reads of control charts: one row per indicator, unit and week."""
    drawn = values(world, random)
    indicator, unit, week = (each.ravel() for each in np.indices(drawn.shape))
    return pl.DataFrame(
        {
            "indicator": codes("I", world.indicators).gather(indicator),
            "unit": codes("U", world.units).gather(unit),
            "period": days(FIRST + 7 * week),
            "value": drawn.ravel(),
            "better": pl.Series(["higher"]).gather(0 * week),
            "left_out": np.zeros(len(week), np.bool_),
        }
    )


def codes(prefix: str, count: int) -> pl.Series:
    """U00, U01, ..."""
    return pl.Series([f"{prefix}{number:02}" for number in range(count)])


def days(since_1970: np.ndarray) -> pl.Series:
    """Dates from days since 1970."""
    return pl.Series(since_1970.astype(np.int32)).cast(pl.Date)


def found(world: World, random: np.random.Generator) -> list[str]:
    """The indicators on which the go-live of one world raises a finding."""
    day = days(np.array([FIRST + 7 * world.before]))
    lives = pl.DataFrame({"event": ["E"], "project": ["P"], "unit": ["U00"], "go_live": day})
    judged = effects(charts(world, random), TABLES["indicators"].schema.to_frame(), lives)
    return judged.filter(pl.col("verdict") == FINDING)["indicator"].to_list()


def rate(hits: int, worlds: int) -> str:
    """A share in per cent with its Monte Carlo error."""
    share = hits / worlds
    return f"{100 * share:5.1f} % +- {196 * sqrt(share * (1 - share) / worlds):.1f}"


def main(worlds: int) -> None:
    """Print both rates, then how they change with what is assumed."""
    print(f"{worlds:,} worlds a line, seed {SEED}; 12 units, 10 indicators, 104 weeks before unless said")
    for title, cases in (("False alarms (at most 5 %)", FALSE_ALARMS), ("Power (at least 80 %)", POWER)):
        print(f"\n{title}")
        for world in cases:
            random, started = np.random.default_rng(SEED), perf_counter()
            raised = [found(world, random) for _ in range(worlds)]
            hits = sum("I00" in each if world.shift else bool(each) for each in raised)
            print(f"  {rate(hits, worlds)}  {world.said} ({perf_counter() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
