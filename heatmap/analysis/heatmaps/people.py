"""How many people stand behind each cell of the grid."""

from bisect import bisect_right
from collections import defaultdict
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from heatmap.scoring.coded.coding import Coded
from heatmap.scoring.cube import Cube
from heatmap.scoring.rollup import RollUp
from heatmap.weeks import monday

REMEMBERED = 16  # columns of a version whose headcounts are kept: a filter changes neither

People = npt.NDArray[np.float64]


def people(cube: Cube, rolled: RollUp) -> People:
    """Headcount of each row in the first week of each column: rows x columns, 0 where none is known.

    A programme's row, like its capacity, has everyone that the view's filters choose.
    """
    coded = cube.coded
    weeks = tuple(column.first_week for column in rolled.columns)
    of_pair = _of_pairs(coded, weeks)[cube.selection.pairs]
    units = {code: place for place, code in enumerate(coded.units.to_list())}
    areas = {code: place for place, code in enumerate(coded.areas.to_list())}
    result = np.zeros((len(rolled.rows), len(weeks)))
    for place, row in enumerate(rolled.rows):
        inside = np.ones(len(of_pair), dtype=bool)
        if row.unit is not None:
            inside &= cube.units == units[row.unit]
        if row.area is not None:
            inside &= cube.areas == areas[row.area]
        result[place] = of_pair[inside].sum(axis=0)
    return result


@lru_cache(maxsize=REMEMBERED)
def _of_pairs(coded: Coded, weeks: tuple[int, ...]) -> People:
    """Headcount of each coded pair on the Monday of each week: pairs x weeks."""
    starts = [monday(week) for week in weeks]
    units, areas = coded.units.to_list(), coded.areas.to_list()
    pairs = zip(coded.pair_unit.tolist(), coded.pair_area.tolist(), strict=True)
    places = {(units[unit], areas[area]): place for place, (unit, area) in enumerate(pairs)}
    result = np.zeros((len(places), len(starts)))
    for key, rows in _headcounts(coded).items():
        days = [day for day, _ in rows]
        in_force = [bisect_right(days, start) - 1 for start in starts]
        result[places[key]] = [rows[place][1] if place >= 0 else 0.0 for place in in_force]
    return result


def _headcounts(coded: Coded) -> dict[tuple[str, str], list[tuple[date, float]]]:
    """Dates and headcounts of each unit and area, by rising date."""
    rows: dict[tuple[str, str], list[tuple[date, float]]] = defaultdict(list)
    table = coded.portfolio.headcount.sort("from_date")
    for unit, area, day, headcount in table.select("unit", "area", "from_date", "headcount").iter_rows():
        rows[unit, area].append((day, headcount))
    return rows
