"""The chance of overload on the sample: 10,000 draws against a bare NumPy loop in the same run.

    uv run tests/benchmarks/simulate.py [--draws 10000]

The bare loop looks up each project's load by its delay (float32, projects x delays x units x weeks), adds
up, and counts what is over capacity, draw by draw: no bands of load, no drivers. Wanted: at most twice its
time, about 2 s on two cores, under 1 GiB. Reading and coding the portfolio is not counted; drawing the
delays and making the tables is.
"""

import argparse
import resource
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from heatmap.ingest.check import check
from heatmap.planning.slipping.simulation import Simulation, simulate
from heatmap.planning.slipping.slippage import DRAWS, SEED, Delays, delays
from heatmap.planning.slipping.slipped_load import slipped_load
from heatmap.resources import SAMPLE_DATA
from heatmap.scoring.coded.coding import code
from heatmap.scoring.cube import Cube, score_coded
from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import DEFAULT
from heatmap.scoring.rollup import roll_up
from heatmap.terms import Grain
from heatmap.weeks import week_number

AS_OF = date(2020, 3, 2)
RUNS = 5
GIBIBYTE = 1024  # mebibytes


def main() -> None:
    """Runs both, in turn, and compares what they give."""
    parser = argparse.ArgumentParser(description="Times the simulation of the sample.")
    parser.add_argument("--draws", type=int, default=DRAWS)
    draws = parser.parse_args().draws
    with check(SAMPLE_DATA / "march_2020", today=AS_OF) as checked:
        portfolio = checked.portfolio()
    cube = score_coded(code(portfolio, DEFAULT))
    before = peak_mebibytes()
    ours, bare, ours_cpu, bare_cpu = [], [], [], []
    simulated, counted = _ours(cube, draws), np.zeros((0, 0))
    peak = peak_mebibytes()
    for _ in range(RUNS):
        begin, begin_cpu = time.perf_counter(), time.process_time()
        simulated = _ours(cube, draws)
        ours.append(time.perf_counter() - begin)
        ours_cpu.append(time.process_time() - begin_cpu)
        late = delays(cube.coded, AS_OF, draws=draws, seed=SEED)
        tables, need = _bare_tables(cube, late)
        begin, begin_cpu = time.perf_counter(), time.process_time()
        counted = _bare(tables, need, late)
        bare.append(time.perf_counter() - begin)
        bare_cpu.append(time.process_time() - begin_cpu)
    weeks = cube.window.weeks
    shown = simulated.chance[:, -counted.shape[1] :]
    apart = np.nanmax(np.abs(shown - counted / draws))
    ratio, ratio_cpu = median(ours) / median(bare), median(ours_cpu) / median(bare_cpu)
    print(f"{draws:,} draws of {late.shape[1]} projects on {len(simulated.rows)} units x {weeks} weeks")
    print(
        f"simulation {median(ours):.2f} s, with bands of load and drivers ({median(ours_cpu):.2f} s of CPU)"
    )
    print(f"bare loop  {median(bare):.2f} s, chances alone ({median(bare_cpu):.2f} s of CPU)")
    print(f"ratio {ratio:.2f} by the clock, {ratio_cpu:.2f} by CPU (at most 2)")
    print(
        f"peak memory {peak:,.0f} MiB, of it {peak - before:,.0f} MiB for the simulation (under {GIBIBYTE:,})"
    )
    print(f"largest standard error {100 * np.nanmax(simulated.error):.2f} points, chances apart {apart:.1e}")


def peak_mebibytes() -> float:
    """The most memory that this process has had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _ours(cube: Cube, draws: int) -> Simulation:
    return simulate(cube, AS_OF, delays(cube.coded, AS_OF, draws=draws, seed=SEED))


def _bare_tables(cube: Cube, late: Delays) -> tuple[np.ndarray, np.ndarray]:
    """What each project changes, by delay, in the weeks from the as-of date on; and what each cell lacks."""
    rolled, begin = roll_up(cube, By.UNIT), week_number(AS_OF) - cube.window.first
    size = (late.shape[1], int(late.max()) + 1, *rolled.load.shape)
    tables = np.zeros(size, dtype=np.float32)
    slipped = slipped_load(cube, By.UNIT, Grain.WEEK, late, week_number(AS_OF))
    for row in range(len(rolled.rows)):
        for each in slipped.tables(row):
            tables[each.project, : len(each.change), row, each.begin : each.end] = each.change
    need = np.where(np.isnan(rolled.capacity), np.inf, rolled.capacity - rolled.load)
    return tables[..., begin:].copy(), need[:, begin:].astype(np.float32)


def _bare(tables: np.ndarray, need: np.ndarray, late: Delays) -> np.ndarray:
    """In how many draws each cell is over capacity."""
    over = np.zeros(need.shape)
    projects = np.arange(late.shape[1])
    for draw in late:
        over += tables[projects, draw].sum(axis=0) >= need
    return over


if __name__ == "__main__":
    main()
