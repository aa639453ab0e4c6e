"""How many people stand behind each cell of the grid."""

from bisect import bisect_right
from collections import defaultdict
from datetime import date

import numpy as np
import numpy.typing as npt

from heatmap.scoring.cube import Cube
from heatmap.scoring.rollup import RollUp
from heatmap.weeks import monday

People = npt.NDArray[np.float64]


def people(cube: Cube, rolled: RollUp) -> People:
    """Headcount of each row in the first week of each column: rows x columns, 0 where none is known.

    A programme's row, like its capacity, has everyone that the view's filters choose.
    """
    starts = [monday(column.first_week) for column in rolled.columns]
    by_unit_area = {
        (cube.coded.units[unit], cube.coded.areas[area]): place
        for place, (unit, area) in enumerate(zip(cube.units.tolist(), cube.areas.tolist(), strict=True))
    }
    of_pair = np.zeros((len(by_unit_area), len(starts)))
    for key, rows in _headcounts(cube).items():
        if key in by_unit_area:
            days = [day for day, _ in rows]
            in_force = [bisect_right(days, start) - 1 for start in starts]
            of_pair[by_unit_area[key]] = [rows[place][1] if place >= 0 else 0.0 for place in in_force]
    result = np.zeros((len(rolled.rows), len(starts)))
    keys = list(by_unit_area)
    for place, row in enumerate(rolled.rows):
        inside = [row.unit in (None, unit) and row.area in (None, area) for unit, area in keys]
        result[place] = of_pair[inside].sum(axis=0)
    return result


def _headcounts(cube: Cube) -> dict[tuple[str, str], list[tuple[date, float]]]:
    """Dates and headcounts of each unit and area, by rising date."""
    rows: dict[tuple[str, str], list[tuple[date, float]]] = defaultdict(list)
    table = cube.coded.portfolio.headcount.sort("from_date")
    for unit, area, day, headcount in table.select("unit", "area", "from_date", "headcount").iter_rows():
        rows[unit, area].append((day, headcount))
    return rows
