"""How long each format of each view of the sample takes, and how large it is.

Run: python -m tests.benchmarks.export_speed [FOLDER OF A STORE]. Processor seconds, for a busy machine: of
the first export, which for a view's first format reads and scores, and the median of three more; kilobytes.
"""

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from heatmap.analysis.versions.sample import build_sample
from heatmap.exports.export import at, export
from heatmap.exports.views.source import Making
from heatmap.exports.writing import Format, Paper
from heatmap.store.store import Store

PLAN = "planner?moves=shift..CONNECT-D1..4_shift..CONNECT-D2..6"
VIEWS = ("heatmap", "unit/NA", "readiness", "performance", "review", PLAN)
MADE = datetime(2020, 3, 2, 9, 0, tzinfo=UTC)
AGAIN = 3


def timed(store: Store, view: str, form: Format, paper: Paper) -> tuple[float, int]:
    """Processor seconds and bytes of one export."""
    start = time.process_time()
    file = export(store, at(view), form, Making("OFFICIAL", MADE), paper=paper)
    return time.process_time() - start, len(file.content)


def main() -> None:
    """Print a line for each view and format."""
    folder = tempfile.TemporaryDirectory() if len(sys.argv) == 1 else None
    store = Store(Path(folder.name if folder else sys.argv[1]))
    if folder:
        build_sample(store, now=MADE.replace(tzinfo=None))
    print(f"{'view':<14}{'format':<10}{'first, s':>10}{'again, s':>10}{'kB':>8}")
    for view in VIEWS:
        for form in Format:
            for paper in tuple(Paper) if form is Format.PDF else (Paper.A4,):
                first, size = timed(store, view, form, paper)
                again = median(timed(store, view, form, paper)[0] for _ in range(AGAIN))
                name = f"{form} {paper}" if form is Format.PDF else form.value
                print(
                    f"{view.partition('?')[0]:<14}{name:<10}{first:>10.2f}{again:>10.2f}{size / 1000:>8.0f}"
                )
    store.close()


if __name__ == "__main__":
    main()
