"""The difference between two versions: their cubes over the same weeks, and what makes up each difference.

Load, capacity and saturation of both versions are those that scoring each of them gives. Both are judged by
the later version's bands, so that a cell crosses a band only where its saturation changes.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heatmap.scoring.bands import NO_BAND, Bands, band
from heatmap.scoring.bands import saturation as saturation_of
from heatmap.scoring.coded.arrays import Floats
from heatmap.scoring.coded.coding import Coded
from heatmap.scoring.columns import Column
from heatmap.scoring.cube import EVERYTHING, Cube, score_coded
from heatmap.scoring.difference.causes import Cause
from heatmap.scoring.difference.sides import Side, sides
from heatmap.scoring.difference.steps import load_terms
from heatmap.scoring.difference.supply import SupplyParts, supply_parts
from heatmap.scoring.difference.terms import Terms
from heatmap.scoring.grouping import By, Row
from heatmap.scoring.rollup import RollUp, roll_up
from heatmap.scoring.selection import select
from heatmap.terms import Band, Filters, Grain, Rows


@dataclass(frozen=True, eq=False)
class Difference:
    """Two versions under the same filters and over the same weeks.

    `causes` are those of differences of load; each unit's headcount and the calendar come besides.
    """

    earlier: Side
    later: Side
    causes: tuple[Cause, ...]
    terms: Terms
    supply: SupplyParts


@dataclass(frozen=True, eq=False)
class Level:
    """Arrays of rows x columns of one version, with the meanings and blanks of a RollUp's."""

    load: Floats
    capacity: Floats
    saturation: Floats
    band: Bands


@dataclass(frozen=True, eq=False)
class RolledDifference:
    """Both versions rolled up to the same rows and columns.

    Rows that only the earlier version has come last. `bands` are the later version's.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    grain: Grain
    bands: tuple[Band, ...]
    before: Level
    after: Level

    @property
    def load(self) -> Floats:
        """Hours that the load rose by."""
        return self.after.load - self.before.load

    @property
    def capacity(self) -> Floats:
        """Hours that the capacity rose by; NaN where it is unknown in either version."""
        return self.after.capacity - self.before.capacity

    @property
    def saturation(self) -> Floats:
        """What saturation rose by; NaN where either version has none."""
        return self.after.saturation - self.before.saturation

    @property
    def crossed(self) -> npt.NDArray[np.int64]:
        """How many bands each cell rose by, negative for a fall; 0 where either version has no band."""
        known = (self.before.band != NO_BAND) & (self.after.band != NO_BAND)
        return np.where(known, self.after.band.astype(np.int64) - self.before.band, 0)


def difference(earlier: Coded, later: Coded, filters: Filters = EVERYTHING) -> Difference:
    """How `later` differs from `earlier`, in the changes and cells that `filters` choose of each."""
    spans = [select(coded, filters).span for coded in (earlier, later)]
    over = spans[0].joined(spans[1])
    one, other = sides(*(score_coded(coded, filters, over) for coded in (earlier, later)))
    causes, terms = load_terms(one, other)
    return Difference(one, other, causes, terms, supply_parts(one, other))


def rolled(found: Difference, by: By | Rows, grain: Grain = Grain.WEEK) -> RolledDifference:
    """Both versions rolled up to rows of `by` and columns of `grain`."""
    by = By(by)
    was, now = (roll_up(side.cube, by, grain) for side in (found.earlier, found.later))
    rows = (*now.rows, *(row for row in was.rows if row not in set(now.rows)))
    return RolledDifference(
        rows=rows,
        columns=now.columns,
        grain=grain,
        bands=now.bands,
        before=_level(found.earlier.cube, was, rows, by, now.bands),
        after=_level(found.later.cube, now, rows, by, now.bands),
    )


def _level(cube: Cube, known: RollUp, rows: tuple[Row, ...], by: By, bands: tuple[Band, ...]) -> Level:
    """The version's numbers in these rows. One that it does not have has no load, and no headcount.

    A programme's row has the capacity of all cells, whether the version has the programme or not.
    """
    place = {row: at for at, row in enumerate(known.rows)}
    some = np.array([place.get(row, -1) for row in rows], dtype=np.int64)
    size = (1, len(known.columns))
    load = np.concatenate([known.load, np.zeros(size)])[some]
    without = np.full(size, np.nan)
    if by is By.PROGRAMME:
        without = roll_up(cube, By.ORGANISATION, known.grain).capacity
    capacity = np.concatenate([known.capacity, without])[some]
    ratio = saturation_of(load, capacity)
    return Level(load, capacity, ratio, band(load, capacity, ratio, bands))
