"""How long the board pack of the sample takes, as a user meets it: a command in a process of its own.

Prints, for slides and PDF, the wall-clock time and the processor's time of the whole command, each the
median of a few runs, and the file's size. The pack is to be made in under 15 seconds.

Run: uv run tests/benchmarks/pack_speed.py
"""

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
RUNS = 3
LIMIT = 15.0  # seconds


def made(out: Path, store: str) -> tuple[float, float]:
    """Seconds of wall-clock and of processor time that the command takes."""
    command = [sys.executable, "-c", "from heatmap.cli import main; main()", "pack", "--out", str(out)]
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(
        command, check=True, cwd=ROOT, env={**os.environ, "HEATMAP_STORE": store}, stdout=subprocess.DEVNULL
    )
    took, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Make each a few times; the first run, which also builds the sample's store, does not count."""
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "store")
        first, _ = made(Path(folder) / "first.pptx", store)
        print(f"first run, with the sample's store: {first:.1f} s")
        for form in ("pptx", "pdf"):
            out = Path(folder) / f"pack.{form}"
            walls, works = zip(*(made(out, store) for _ in range(RUNS)), strict=True)
            wall, work = statistics.median(walls), statistics.median(works)
            print(
                f"{form}: {wall:.1f} s, {work:.1f} s of processor time, {out.stat().st_size / 1000:,.0f} kB"
                f"{'' if wall < LIMIT else f'; more than {LIMIT:.0f} s'}"
            )


if __name__ == "__main__":
    main()
