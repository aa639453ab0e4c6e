"""The side of long work that runs in the process of its own."""

import os
import signal
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from typing import Any, NamedTuple, Protocol

from heatmap.errors import HeatmapError

KINDER = 5  # how much the process stands back for those that answer readers


class Report(Protocol):
    """Tells the server how far the work is; work takes it as its keyword `report`.

    `label` says what is being done, in words for the reader; `done` is the share of the work that is
    done, 0 to 1. `partial` is a small result so far that JSON can hold; None leaves the last one.
    """

    def __call__(self, label: str, done: float, partial: object = None) -> None:
        """Report."""


class Told(NamedTuple):
    """A report on its way."""

    label: str
    done: float
    partial: object


class Finished(NamedTuple):
    """The work is done; its result."""

    result: Any


class Mistaken(NamedTuple):
    """The work cannot be done, for a reason that its reader can put right."""

    what: str
    do: str


class Failed(NamedTuple):
    """Something that nobody foresaw; its trace, for the log."""

    trace: str


Message = Told | Finished | Mistaken | Failed


def run(sending: Connection, work: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """Do the work and send what becomes of it."""
    _stand_alone()
    one_at_a_time = threading.Lock()  # solvers report from threads of their own

    def report(label: str, done: float, partial: object = None) -> None:
        with one_at_a_time:
            sending.send(Told(label, done, partial))

    end: Message
    try:
        end = Finished(work(*arguments, report=report))
    except HeatmapError as mistake:
        end = Mistaken(mistake.what, mistake.do)
    except BaseException:  # noqa: BLE001 - Polars' panics are no Exceptions
        end = Failed(traceback.format_exc())
    try:
        sending.send(end)
    except Exception:  # noqa: BLE001 - a result that can not travel
        sending.send(Failed(traceback.format_exc()))


def _stand_alone() -> None:
    """A group of its own, that the terminal's Ctrl+C does not reach, that ends with the server."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if os.name == "posix":
        os.setsid()
        os.nice(KINDER)
    threading.Thread(target=_end_with_the_server, daemon=True).start()


def _end_with_the_server() -> None:
    server = parent_process()
    if server is not None:
        wait([server.sentinel])
    end_group(os.getpid())
    os._exit(1)


def end_group(leader: int) -> None:
    """End at once every process of the group that `leader` leads, if there is one."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(leader, signal.SIGKILL)
