"""The ten hottest unit-weeks, each with its causes."""

from math import inf

import numpy as np
import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.cell import Fullness, fullness
from heatmap.analysis.heatmaps.heatmap import unit_weeks
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.next_weeks import short_names
from heatmap.analysis.packing.scope import Scope
from heatmap.scoring.contributions import by_project, contributions

TEN = 10
NAMED = 3  # projects named among the causes of a unit-week

HOTTEST = pl.Schema(
    {
        "unit": pl.String(),
        "unit_name": pl.String(),
        "week": pl.Date(),
        "load": pl.Float64(),
        "capacity": pl.Float64(),
        "saturation": pl.Float64(),
        "said": pl.String(),
        "projects": pl.Int64(),
        "causes": pl.String(),
    }
)


def hottest(scope: Scope, most: int = TEN) -> pl.DataFrame:
    """The unit-weeks with load of the highest saturation, the hottest first; columns of HOTTEST.

    Load on no capacity is hotter than any share; unit-weeks without headcount are left out. Of equals the one
    with more load comes first. `said` is the saturation as people read it, `causes` the chief projects and
    their shares of the load.
    """
    rolled = unit_weeks(scope.heatmap.cube)
    named = names(scope.loaded.portfolio, "unit")
    places = np.argwhere((rolled.load > 0) & ~np.isnan(rolled.capacity))
    cells = [(fullness(rolled, row, column), row, column) for row, column in places.tolist()]
    cells.sort(key=lambda cell: (-_heat(cell[0]), -cell[0].load, cell[1], cell[2]))
    rows = []
    for full, row, column in cells[:most]:
        unit, week = rolled.rows[row].unit or "", rolled.columns[column].start
        parts = by_project(contributions(scope.heatmap.cube, units=[unit], first=week, last=week))
        said, numbers = full.percent(rolled.bands), (full.load, full.capacity, full.saturation)
        rows.append((unit, named[unit], week, *numbers, said, parts.height, _causes(scope, parts)))
    return pl.DataFrame(rows, HOTTEST, orient="row")


def _heat(full: Fullness) -> float:
    return inf if full.saturation is None else full.saturation


def _causes(scope: Scope, parts: pl.DataFrame) -> str:
    """CONNECT Drop 1 44 %, Rotas 21 %, Telephony 9 % and 4 more."""
    short = short_names(scope.loaded.portfolio.projects)
    said = [f"{short[row['project']]} {words.share(row['share'])}" for row in parts.iter_rows(named=True)]
    rest = len(said) - NAMED
    return ", ".join(said[:NAMED]) + (f" and {rest} more" if rest > 0 else "")
