"""How much load exceeds capacity, where, before and after: breaches removed and created, hours over.

The grain is the cell: one unit, business area and week. A cell is over capacity where its saturation has
reached 100 % as its band says it, or where there is load on no capacity. A cell without a headcount
row is not known to be over, so it never counts.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from heatmap.scoring.bands import saturation
from heatmap.scoring.coded.arrays import Flags, Floats, Integers
from heatmap.scoring.cube import Cube, dates
from heatmap.scoring.selection import Span
from heatmap.scoring.weekly.capacity import capacity

FULL = 1.0
_DIGITS = 9  # as in heatmap.scoring.bands


@dataclass(frozen=True, eq=False)
class Cells:
    """Load and capacity in hours: pairs x weeks. `pairs` are places in the whole grid of units x areas."""

    pairs: Integers
    weeks: Span
    load: Floats
    capacity: Floats

    @property
    def over(self) -> Flags:
        """The cells over capacity."""
        ratio = saturation(self.load, self.capacity)
        return np.asarray((ratio.round(_DIGITS) >= FULL) | ((self.capacity == 0) & (self.load > 0)))

    @property
    def excess(self) -> Floats:
        """Hours over capacity: max(0, load - capacity); 0 where no headcount is known."""
        return np.asarray(np.maximum(np.nan_to_num(self.load - self.capacity), 0.0))


def overload(cube: Cube) -> float:
    """The sum over units, areas and weeks of max(0, load - capacity), in hours."""
    return float(np.maximum(np.nan_to_num(cube.load - cube.capacity), 0.0).sum())


def both_weeks(before: Cube, after: Cube) -> Span:
    """From the first to the last week that either cube has."""
    spans = [each.window for each in (before, after) if each.window.weeks]
    first = min((span.first for span in spans), default=0)
    return Span(first, max((span.last for span in spans), default=first - 1) - first + 1)


def aligned(before: Cube, after: Cube, weeks: Span | None = None) -> tuple[Cells, Cells]:
    """The cells of both cubes on the same pairs and weeks: these, or all that either has.

    Both must be of portfolios with the same units and areas. A cube has no load in weeks out of its span.
    """
    pairs = np.union1d(_pairs(before), _pairs(after))
    weeks = both_weeks(before, after) if weeks is None else weeks
    return _cells(before, pairs, weeks), _cells(after, pairs, weeks)


def _pairs(cube: Cube) -> Integers:
    return np.asarray(cube.units * len(cube.coded.areas) + cube.areas)


def _cells(cube: Cube, pairs: Integers, weeks: Span) -> Cells:
    rows = np.searchsorted(pairs, _pairs(cube))
    load = np.zeros((len(pairs), weeks.weeks))
    first, last = max(weeks.first, cube.window.first), min(weeks.last, cube.window.last)
    if first <= last:
        shown = slice(first - cube.window.first, last - cube.window.first + 1)
        load[rows, first - weeks.first : last - weeks.first + 1] = cube.load[:, shown]
    available = np.full(load.shape, np.nan)
    available[rows] = capacity(cube.coded, cube.selection.pairs, weeks)
    return Cells(pairs, weeks, load, available)


@dataclass(frozen=True, eq=False)
class Difference:
    """What a scenario does to overload.

    `breaches` has one row per unit, area and week that is over capacity either before or after, not both,
    by unit, area and week: unit, area, week, created (true) or removed (false), and load_before,
    capacity_before, load_after, capacity_after in hours. Overloads are in hours, over counts cells.
    """

    overload_before: float
    overload_after: float
    over_before: int
    over_after: int
    breaches: pl.DataFrame

    @property
    def removed(self) -> int:
        """How many cells are no longer over capacity."""
        return int((~self.breaches["created"]).sum())

    @property
    def created(self) -> int:
        """How many cells are newly over capacity."""
        return int(self.breaches["created"].sum())


def difference(before: Cube, after: Cube, since: int | None = None) -> Difference:
    """What happens to overload between two cubes of the same units and areas, from week number `since` on."""
    weeks = both_weeks(before, after)
    first = weeks.first if since is None else max(weeks.first, since)
    old, new = aligned(before, after, Span(first, max(weeks.last - first + 1, 0)))
    over_before, over_after = old.over, new.over
    pair, week = np.nonzero(over_before != over_after)
    unit, area = np.divmod(old.pairs[pair], max(len(before.coded.areas), 1))
    breaches = pl.DataFrame(
        {
            "unit": before.coded.units.gather(unit),
            "area": before.coded.areas.gather(area),
            "week": dates(old.weeks).gather(week),
            "created": over_after[pair, week],
            "load_before": old.load[pair, week],
            "capacity_before": old.capacity[pair, week],
            "load_after": new.load[pair, week],
            "capacity_after": new.capacity[pair, week],
        }
    ).with_columns(pl.col("capacity_before", "capacity_after").fill_nan(None))
    return Difference(
        overload_before=float(old.excess.sum()),
        overload_after=float(new.excess.sum()),
        over_before=int(over_before.sum()),
        over_after=int(over_after.sum()),
        breaches=breaches,
    )
