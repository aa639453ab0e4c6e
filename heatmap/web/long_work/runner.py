"""Starts long work, follows it, and ends it: the server's side."""

import atexit
import math
import multiprocessing
import multiprocessing.util  # its own work at exit must be registered before ours, so that ours is done first
import secrets
import signal
import threading
import weakref
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from time import monotonic
from typing import Any

from heatmap.errors import HeatmapError
from heatmap.web.errors import Said, said
from heatmap.web.long_work.child import Failed, Finished, Message, Mistaken, Told, end_group, run

AT_ONCE = 2
SILENCE = 90.0  # seconds; browsers slow the clock of a page that is out of sight to one tick a minute
KEPT = 600.0  # seconds that a result waits to be fetched
MOST_KEPT = 16  # results that wait
_LOOK = 0.5  # seconds between two looks at whether anybody still asks
_GONE = 5.0  # seconds; a process that was ended is gone long before

_SPAWN = multiprocessing.get_context("spawn")

UNKNOWN = HeatmapError(
    "This work is no longer known here: it ended long ago, or the server was started anew.", "Start it again."
)


class Phase(StrEnum):
    """How the work stands."""

    RUNNING = "running"
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True)
class Progress:
    """How the work is going. `done` is a share, 0 to 1; `said` is why it failed or was cancelled.

    `partial` is the newest partial result, which stays when the work ends; `revision` counts them.
    """

    phase: Phase = Phase.RUNNING
    label: str = "Starting"
    done: float = 0.0
    partial: Any = None
    revision: int = 0
    said: Said | None = None


@dataclass(eq=False)
class _Job:
    """One piece of work. Only its follower writes `progress` and `result`."""

    process: SpawnProcess
    receiving: Connection
    asked: float = field(default_factory=monotonic)  # when somebody last asked after it
    progress: Progress = Progress()
    result: Any = None
    cancelled: threading.Event = field(default_factory=threading.Event)
    ended: threading.Event = field(default_factory=threading.Event)
    dropped: threading.Event = field(default_factory=threading.Event)


class Runner:
    """Runs at most `at_once` pieces of long work, and ends those that nobody asked after for `silence` s.

    Who holds the id of a piece of work holds the work: ids cannot be guessed. All methods may be called
    from any thread. Works end with `close`, which the end of the program calls too.
    """

    def __init__(self, at_once: int = AT_ONCE, silence: float = SILENCE) -> None:
        self._at_once = at_once
        self._silence = silence
        self._lock = threading.Lock()
        self._jobs: dict[str, _Job] = {}
        atexit.register(_close, weakref.ref(self))

    def start(self, work: Callable[..., Any], *arguments: Any) -> str:  # noqa: ANN401 - the work's own
        """Start `work(*arguments, report=...)`, a module's function; gives its id.

        Raises:
            HeatmapError: as much runs already as may run at once.
        """
        with self._lock:
            running = sum(job.progress.phase is Phase.RUNNING for job in self._jobs.values())
            if running >= self._at_once:
                busy = "1 piece of long work is" if running == 1 else f"{running} pieces of long work are"
                raise HeatmapError(
                    f"{busy} running, as much as this server takes at once.",
                    "Start again when one has ended; HEATMAP_LONG_WORK sets how many may run.",
                )
            self._make_room()
            job, name = _started(work, arguments), secrets.token_urlsafe(24)
            self._jobs[name] = job
        threading.Thread(target=self._follow, args=(name, job), daemon=True).start()
        return name

    def progress(self, work: object) -> Progress:
        """How the work with this id is going. To be asked now and then: what nobody asks after is ended.

        Raises:
            HeatmapError: there is no such work.
        """
        job = self._job(work)
        job.asked = monotonic()
        return job.progress

    def result(self, work: object) -> Any:  # noqa: ANN401 - the work's own
        """The result of work that is done; it waits some minutes to be fetched, also several times.

        Raises:
            HeatmapError: there is no such work, or it has no result.
        """
        job = self._job(work)
        if job.progress.phase is not Phase.DONE:
            raise HeatmapError("This work has no result.", "Wait until it is done, or start it again.")
        return job.result

    def cancel(self, work: object) -> Progress:
        """End the work at once, if it still runs; gives how it stands then.

        Raises:
            HeatmapError: there is no such work.
        """
        job = self._job(work)
        job.cancelled.set()
        _end(job)
        job.ended.wait(_GONE)
        return job.progress

    def close(self) -> None:
        """End all work, and forget the results."""
        with self._lock:
            jobs, self._jobs = list(self._jobs.values()), {}
        for job in jobs:
            job.cancelled.set()
            _end(job)
            job.dropped.set()

    def _job(self, work: object) -> _Job:
        job = self._jobs.get(work) if isinstance(work, str) else None
        if job is None:
            raise UNKNOWN
        return job

    def _make_room(self) -> None:
        """Drop the oldest results where too many wait."""
        waiting = [name for name, job in self._jobs.items() if job.progress.phase is not Phase.RUNNING]
        for name in waiting[: max(len(waiting) - MOST_KEPT + 1, 0)]:
            self._jobs.pop(name).dropped.set()

    def _follow(self, name: str, job: _Job) -> None:
        """Hear the work to its end, then keep its result for a while."""
        try:
            end = _heard(job, self._silence)
        finally:
            _end(job)
            job.receiving.close()
        job.progress = end
        job.ended.set()
        job.dropped.wait(KEPT)
        with self._lock:
            self._jobs.pop(name, None)


def _started(work: Callable[..., Any], arguments: tuple[Any, ...]) -> _Job:
    receiving, sending = _SPAWN.Pipe(duplex=False)
    process = _SPAWN.Process(target=run, args=(sending, work, arguments))
    try:
        process.start()
    except BaseException:
        receiving.close()
        raise
    finally:
        sending.close()  # the process has its own; only so does its end show here
    return _Job(process, receiving)


def _heard(job: _Job, silence: float) -> Progress:
    """Take the work's reports until it ends; how it ended."""
    while monotonic() - job.asked < silence:
        if not wait([job.receiving], _LOOK):
            continue
        try:
            message: Message = job.receiving.recv()
        except (EOFError, OSError):
            return _died(job)
        except Exception as problem:  # noqa: BLE001 - whatever the message's own code raises
            return replace(job.progress, phase=Phase.FAILED, said=said(problem))
        if not isinstance(message, Told):
            return _ended(job, message)
        job.progress = _reported(job.progress, message)
    return _cancelled(job, "The work was ended, as its page was closed or out of reach.")


def _reported(progress: Progress, told: Told) -> Progress:
    done = min(max(told.done, progress.done), 1.0) if math.isfinite(told.done) else progress.done
    if told.partial is None:
        return replace(progress, label=told.label, done=done)
    return replace(
        progress, label=told.label, done=done, partial=told.partial, revision=progress.revision + 1
    )


def _ended(job: _Job, message: Finished | Mistaken | Failed) -> Progress:
    if isinstance(message, Finished):
        job.result = message.result
        return replace(job.progress, phase=Phase.DONE, done=1.0)
    if isinstance(message, Mistaken):
        problem: Exception = HeatmapError(message.what, message.do)
    else:
        problem = RuntimeError(f"in the process of long work:\n{message.trace}")
    return replace(job.progress, phase=Phase.FAILED, said=said(problem))


def _died(job: _Job) -> Progress:
    """The process ended without a word: it was ended by us, or by somebody else."""
    job.process.join(_GONE)
    if job.cancelled.is_set():
        return _cancelled(job, "The work was cancelled.")
    code = job.process.exitcode
    what = f"The work ended by itself before it was done (code {code})."
    if code is not None and code < 0:
        what = f"The system ended the work ({signal.Signals(-code).name}), most likely for want of memory."
    do = "Try again, with less in it if it happens once more."
    return replace(job.progress, phase=Phase.FAILED, said=said(HeatmapError(what, do)))


def _cancelled(job: _Job, what: str) -> Progress:
    return replace(
        job.progress, phase=Phase.CANCELLED, said=said(HeatmapError(what, "Start it again if you want it."))
    )


def _end(job: _Job) -> None:
    """End the process and all that it started, at once; what has ended stays as it is."""
    pid = job.process.pid
    if pid is not None:
        end_group(pid)
    job.process.kill()
    job.process.join(_GONE)


def _close(reference: "weakref.ref[Runner]") -> None:
    runner = reference()
    if runner is not None:
        runner.close()
