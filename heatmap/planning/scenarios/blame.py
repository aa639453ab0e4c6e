"""Which events bring the load that is too much: each one's part of the hours over capacity."""

import numpy as np

from heatmap.planning.scenarios.overload import Cells
from heatmap.scoring.coded.arrays import Floats
from heatmap.scoring.coded.timing import shares
from heatmap.scoring.cube import Cube


def hours_over(cube: Cube, cells: Cells) -> Floats:
    """Each coded event's part of the overload in these cells, in hours; together they make up all of it.

    The hours over capacity of a cell belong to its events as its load does. `cells` are of this cube.
    """
    over = np.divide(cells.excess, cells.load, out=np.zeros(cells.load.shape), where=cells.load > 0)
    coded, selection = cube.coded, cube.selection
    pairs = cube.units * len(coded.areas) + cube.areas
    ratio = over[np.searchsorted(cells.pairs, pairs)]
    share = shares(coded.events.timing, cells.weeks.first, cells.weeks.weeks)
    found = np.zeros(len(share))
    part = np.einsum("iw,iw->i", share[selection.event], ratio[selection.row])
    np.add.at(found, selection.event, part * selection.weighted)
    return found
