"""Pieces of long work for the tests: what runs in the process of its own."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Event

from heatmap.errors import HeatmapError
from heatmap.web.long_work.child import Report


def added(one: int, other: int, *, report: Report) -> dict[str, int]:
    """Their sum and the process that made it."""
    report("Adding", 0.5, {"best": one})
    return {"sum": one + other, "process": os.getpid()}


def endless(*, report: Report) -> None:
    """Tells its process, then works until somebody ends it."""
    report("Thinking", 0.25, {"process": os.getpid()})
    Event().wait()


def with_a_process_of_its_own(*, report: Report) -> None:
    """As `endless`, and tells a process that it started itself."""
    other = subprocess.Popen([sys.executable, "-c", "import threading; threading.Event().wait()"])
    report("Thinking", 0.5, {"process": os.getpid(), "other": other.pid})
    Event().wait()


def mistaken(*, report: Report) -> None:
    """Finds that it was asked for what does not exist."""
    report("Looking", 0.1)
    raise HeatmapError("There is no unit “ZZ”.", "Choose from: NA, CE.")


def faulty(*, report: Report) -> None:
    """Does what nobody foresaw."""
    report("Dividing", 0.1)
    raise ZeroDivisionError("the secret detail")


def secretive(*, report: Report) -> object:
    """Has a result that cannot travel."""
    report("Hiding", 0.1)
    return lambda: None


def backwards(*, report: Report) -> None:
    """Reports shares that nobody can show."""
    for done in (0.5, 0.25, float("nan"), 7.0):
        report("Counting", done)
    Event().wait()


def told_in(file: Path, *, report: Report) -> None:
    """Writes its process into a file, for those who cannot ask it."""
    file.write_text(str(os.getpid()))
    report("Thinking", 0.5)
    Event().wait()
