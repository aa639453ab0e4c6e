"""A publisher in a process of its own, to be killed: `python -m tests.store.publisher FOLDER ...`."""

import argparse
import os
import signal
import sys
from pathlib import Path

from heatmap.errors import HeatmapError
from heatmap.store.store import Store
from tests.store.portfolios import publish, with_people

CHANGES = ("open", "os.rename", "os.remove", "os.mkdir")  # as Python's audit events call them


def die_before(operation: int, folder: Path) -> None:
    """Kill this process just before its n-th operation that may change the store's folder."""
    seen = 0

    def watch(name: str, details: tuple[object, ...]) -> None:
        nonlocal seen
        reads = name == "open" and details[1] == "r"
        if name in CHANGES and not reads and str(details[0]).startswith(str(folder)):
            seen += 1
            if seen == operation:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def main() -> None:
    """Publish a version whose people equal `--people`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=float, required=True)
    parser.add_argument("--impacts", type=int, default=2)
    parser.add_argument("--die-before", type=int, default=0)
    parser.add_argument("--largest-file", type=int, default=0)
    given = parser.parse_args()
    if given.largest_file:
        import resource  # noqa: PLC0415  Windows has none

        resource.setrlimit(resource.RLIMIT_FSIZE, (given.largest_file, given.largest_file))
    portfolio = with_people(given.people, given.impacts)
    if given.die_before:
        die_before(given.die_before, given.folder)
    try:
        publish(Store(given.folder), portfolio)
    except HeatmapError as problem:
        sys.exit(f"{problem.what}\n{problem.do}")


if __name__ == "__main__":
    main()
