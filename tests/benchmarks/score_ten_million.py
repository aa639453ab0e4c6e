"""Ten million impacts against one million: time and memory, each in a process of its own.

    uv run tests/benchmarks/score_ten_million.py

Prints the ratio of the medians (at most 15 is wanted) and the peak memory (under 2 GiB).
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from heatmap.scoring.coded.coding import SCORED_TABLES
from heatmap.scoring.cube import score
from heatmap.scoring.parameters import DEFAULT
from heatmap.store.store import Store
from tests.benchmarks.score_portfolio import build

RUNS = 5
GIB = 1 << 20  # in the KiB that Linux counts peak memory in


def measure(folder: Path) -> None:
    """Prints the median time in seconds and the peak memory in GiB."""
    store = Store(folder)
    times = []
    for _ in range(RUNS):
        begin = time.perf_counter()
        score(store.portfolio(1, SCORED_TABLES), DEFAULT).frame()
        times.append(time.perf_counter() - begin)
    print(median(times), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / GIB)


def measured(impacts: int) -> tuple[float, float]:
    """Builds a store and measures it."""
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), impacts)
        command = [sys.executable, __file__, folder]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    seconds, memory = map(float, told)
    print(f"{impacts:>12,} impacts  {seconds:8.3f} s  peak {memory:5.2f} GiB")
    return seconds, memory


def main() -> None:
    """One million, then ten."""
    small, _ = measured(1_000_000)
    large, memory = measured(10_000_000)
    print(f"ratio {large / small:.1f} (at most 15), peak {memory:.2f} GiB (under 2)")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(Path(sys.argv[1]))
    else:
        main()
