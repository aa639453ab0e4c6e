"""The sample: how long its cube, its roll-ups and causes take, and one moved event.

    uv run tests/benchmarks/score_moves.py

Prints what a moved event takes of the whole cube's time (at most 1/20 and 1 ms are wanted), and what a
page's change of filter takes on the server.
"""

import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from heatmap.ingest.check import check
from heatmap.resources import SAMPLE_DATA
from heatmap.scoring.coded.coding import code
from heatmap.scoring.contributions import causes
from heatmap.scoring.cube import score, score_coded
from heatmap.scoring.grouping import By
from heatmap.scoring.moves import Moves
from heatmap.scoring.parameters import DEFAULT
from heatmap.scoring.rollup import roll_up

RUNS = 30


def milliseconds(work: Callable[[], object]) -> float:
    """The median of many runs, after one to warm up."""
    times = []
    for _ in range(RUNS + 1):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1e3)
    return median(times[1:])


def main() -> None:
    """Moves every event of the sample to and fro."""
    with check(SAMPLE_DATA / "march_2020", today=date(2020, 3, 2)) as checked:
        portfolio = checked.portfolio()
    coded = code(portfolio, DEFAULT)
    cube = score_coded(coded)
    whole = milliseconds(lambda: score(portfolio, DEFAULT))
    again = milliseconds(lambda: score_coded(coded))
    print(f"whole cube from the portfolio's tables {whole:7.2f} ms")
    print(f"whole cube, coded before               {again:7.2f} ms")
    for by in By:
        rolled = milliseconds(partial(roll_up, cube, by))
        chief = milliseconds(partial(causes, cube, by))
        print(f"roll-up by {by:14} {rolled:7.2f} ms, its causes {chief:7.2f} ms")
    moving = Moves(coded)
    events = [code for code in portfolio.events["event"].to_list() if _moves(moving, code)]
    times = []
    for _ in range(3):
        for event in events:
            for weeks in (1, -1):
                begin = time.perf_counter()
                moving.move(event, weeks)
                times.append((time.perf_counter() - begin) * 1e3)
    typical, slowest = median(times), sorted(times)[int(len(times) * 0.99)]
    print(f"one moved event {typical:.3f} ms, the slowest 1 % over {slowest:.3f} ms (under 1)")
    print(f"of the whole cube: 1/{whole / typical:.0f}, coded before: 1/{again / typical:.0f} (at most 1/20)")


def _moves(moving: Moves, event: str) -> bool:
    """Whether the event touches any cell."""
    before = moving.load.copy()
    moving.move(event, 1)
    touched = bool((moving.load != before).any())
    moving.move(event, -1)
    return touched


if __name__ == "__main__":
    main()
