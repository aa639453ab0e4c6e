"""How likely is each cell over capacity, when projects slip? Remembered by version, filters and rows."""

from datetime import date

from heatmap.analysis.heatmaps.heatmap import Heatmap
from heatmap.analysis.versions.loading import Loaded
from heatmap.analysis.versions.once import Once
from heatmap.planning.slipping.simulation import Simulation, simulate, stacked
from heatmap.planning.slipping.slippage import DRAWS, SEED, Delays, delays
from heatmap.scoring.cube import Cube
from heatmap.scoring.grouping import By
from heatmap.terms import Grain

REMEMBERED = 16  # simulations; each takes about a second

_DELAYS: Once[Delays] = Once(REMEMBERED)
_SIMULATIONS: Once[Simulation] = Once(REMEMBERED)


def simulated(answer: Heatmap) -> Simulation:
    """The chances of the grid's cells: the rows and columns of its stack."""
    opened = any(row.unit is not None and row.area is not None for row in answer.stack.rolled.rows)
    levels = [By.ORGANISATION, By(answer.view.rows), *([By.UNIT_AREA] if opened else [])]
    parts = [simulation(answer.loaded, answer.cube, answer.as_of, by, answer.view.grain) for by in levels]
    return stacked(parts, answer.stack.rolled.rows)


def simulation(version: Loaded, cube: Cube, as_of: date, by: By, grain: Grain = Grain.WEEK) -> Simulation:
    """The chances of a cube's cells, rolled up; `cube` is one that `scored` remembers for the version."""

    def draw() -> Simulation:
        late = _DELAYS.get((version, as_of), lambda: delays(version.coded, as_of, draws=DRAWS, seed=SEED))
        return simulate(cube, as_of, late, by, grain)

    return _SIMULATIONS.get((version, cube.filters, as_of, by, grain), draw)
