"""Long work in processes of its own: how it goes, and every way in which it ends."""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest

from heatmap.errors import HeatmapError
from heatmap.settings import Settings
from heatmap.web.long_work.runner import Phase, Progress, Runner
from tests.web import pieces

PATIENCE = 60.0
SERVER = """
if __name__ == "__main__":
    import sys, threading
    from pathlib import Path
    from heatmap.web.long_work.runner import Runner
    from tests.web import pieces
    runner = Runner()
    work = runner.start(pieces.told_in, Path(sys.argv[1]))
    while runner.progress(work).label != "Thinking":
        threading.Event().wait(0.05)
    print("running", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def runner() -> Iterator[Runner]:
    """A runner of two pieces at once, ended afterwards."""
    made = Runner(at_once=2)
    yield made
    made.close()


def until(runner: Runner, work: str, wanted: Callable[[Progress], bool]) -> Progress:
    """The first progress that is as wanted."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        progress = runner.progress(work)
        if wanted(progress):
            return progress
        threading.Event().wait(0.02)
    raise AssertionError(f"still {runner.progress(work)}")


def ended(runner: Runner, work: str) -> Progress:
    """How the work ended."""
    return until(runner, work, lambda progress: progress.phase is not Phase.RUNNING)


def process_of(runner: Runner, work: str) -> int:
    """The process that the work tells in its partial result."""
    told = until(runner, work, lambda progress: progress.partial is not None)
    process: int = told.partial["process"]
    return process


def is_gone(process: int) -> bool:
    """Whether there is no such process, a moment from now at the latest."""
    end = monotonic() + PATIENCE
    while monotonic() < end:
        try:
            stat = Path(f"/proc/{process}/stat").read_text()
        except OSError:
            return True
        if stat.rpartition(")")[2].split()[0] == "Z":  # dead, and waits for its parent to notice
            return True
        threading.Event().wait(0.02)
    return False


def test_work_is_done_in_another_process_and_its_result_comes_back(runner: Runner) -> None:
    """With the last partial result; the result can be fetched again."""
    work = runner.start(pieces.added, 2, 3)
    progress = ended(runner, work)
    assert (progress.phase, progress.done, progress.label) == (Phase.DONE, 1.0, "Adding")
    assert (progress.partial, progress.revision) == ({"best": 2}, 1)
    assert runner.result(work)["sum"] == 5
    assert runner.result(work)["process"] != os.getpid()


def test_two_works_never_have_the_same_id_and_each_has_its_own_result(runner: Runner) -> None:
    """An id is long enough that nobody guesses it."""
    one, other = runner.start(pieces.added, 1, 1), runner.start(pieces.added, 2, 2)
    assert one != other
    assert min(len(one), len(other)) >= 32
    for work, total in ((one, 2), (other, 4)):
        ended(runner, work)
        assert runner.result(work)["sum"] == total


def test_cancelled_work_ends_at_once_and_keeps_its_partial_result(runner: Runner) -> None:
    """The best so far stays."""
    work = runner.start(pieces.endless)
    process = process_of(runner, work)
    progress = runner.cancel(work)
    assert progress.phase is Phase.CANCELLED
    assert progress.said is not None
    assert progress.said.what == "The work was cancelled."
    assert progress.partial == {"process": process}
    assert is_gone(process)


def test_work_can_be_cancelled_before_it_has_begun(runner: Runner) -> None:
    """While its process still starts."""
    work = runner.start(pieces.endless)
    assert runner.cancel(work).phase is Phase.CANCELLED


def test_processes_that_the_work_started_end_with_it(runner: Runner) -> None:
    """A solver of its own, say."""
    work = runner.start(pieces.with_a_process_of_its_own)
    process_of(runner, work)
    other = runner.progress(work).partial["other"]
    runner.cancel(work)
    assert is_gone(other)


def test_a_killed_process_is_told_as_such(runner: Runner) -> None:
    """As the system does when memory runs out."""
    work = runner.start(pieces.endless)
    os.kill(process_of(runner, work), signal.SIGKILL)
    progress = ended(runner, work)
    assert progress.phase is Phase.FAILED
    assert progress.said is not None
    assert progress.said.what == "The system ended the work (SIGKILL), most likely for want of memory."


def test_work_that_nobody_asks_after_is_ended() -> None:
    """Its browser has gone away."""
    runner = Runner(silence=3.0)
    work = runner.start(pieces.endless)
    process = process_of(runner, work)
    job = runner._jobs[work]
    assert job.ended.wait(PATIENCE)
    assert is_gone(process)
    progress = runner.progress(work)
    assert progress.phase is Phase.CANCELLED
    assert progress.said is not None
    assert progress.said.what == "The work was ended, as its page was closed or out of reach."
    runner.close()


def test_no_more_runs_at_once_than_may(runner: Runner) -> None:
    """The third is refused in words, and taken as soon as one has ended."""
    first = runner.start(pieces.endless)
    runner.start(pieces.endless)
    with pytest.raises(HeatmapError, match=r"^2 pieces of long work are running.*HEATMAP_LONG_WORK"):
        runner.start(pieces.added, 1, 1)
    runner.cancel(first)
    assert runner.start(pieces.added, 1, 1)


def test_a_mistake_comes_through_in_its_own_words(runner: Runner) -> None:
    """What happened, and what to do."""
    progress = ended(runner, runner.start(pieces.mistaken))
    assert progress.phase is Phase.FAILED
    assert progress.said is not None
    assert (progress.said.what, progress.said.do) == ("There is no unit “ZZ”.", "Choose from: NA, CE.")


@pytest.mark.parametrize(
    ("work", "detail"), [(pieces.faulty, "the secret detail"), (pieces.secretive, "<lambda>")]
)
def test_a_fault_becomes_a_reference_that_the_log_explains(
    runner: Runner, caplog: pytest.LogCaptureFixture, work: Callable[..., object], detail: str
) -> None:
    """The trace is in the log alone."""
    with caplog.at_level(logging.ERROR):
        progress = ended(runner, runner.start(work))
    assert progress.said is not None
    reference = progress.said.what.split()[-1].rstrip(".")
    assert f"Reference {reference}" in caplog.text
    assert detail in caplog.text
    assert "Traceback" not in progress.said.what + progress.said.do
    assert detail not in progress.said.what + progress.said.do


def test_a_share_that_is_done_never_falls_nor_passes_the_whole(runner: Runner) -> None:
    """Whatever is reported: 0.5, 0.25, not a number, 7."""
    work = runner.start(pieces.backwards)
    assert until(runner, work, lambda progress: progress.done > 0.5).done == 1.0
    seen = runner.progress(work)
    assert seen.phase is Phase.RUNNING


@pytest.mark.parametrize("work", ["", "nothing", None, 7, ["x"], {"id": "x"}])
def test_an_id_that_does_not_exist_is_told(runner: Runner, work: object) -> None:
    """A stranger's, or one from before the server was started anew."""
    for ask in (runner.progress, runner.result, runner.cancel):
        with pytest.raises(HeatmapError, match="no longer known here"):
            ask(work)


def test_work_that_still_runs_has_no_result(runner: Runner) -> None:
    """Nor has one that failed."""
    with pytest.raises(HeatmapError, match="has no result"):
        runner.result(runner.start(pieces.endless))


def test_closing_ends_all_work(runner: Runner) -> None:
    """And forgets the results."""
    work = runner.start(pieces.endless)
    process = process_of(runner, work)
    runner.close()
    assert is_gone(process)
    with pytest.raises(HeatmapError, match="no longer known here"):
        runner.progress(work)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize("ending", ["end of program", signal.SIGKILL])
def test_however_the_server_ends_no_work_is_left_behind(tmp_path: Path, ending: object) -> None:
    """Its processes end with it."""
    script, file = tmp_path / "server.py", tmp_path / "process"
    script.write_text(SERVER)
    with subprocess.Popen(
        [sys.executable, str(script), str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": "."},
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "running\n"
        process = int(file.read_text())
        if isinstance(ending, signal.Signals):
            server.send_signal(ending)
        server.communicate(timeout=PATIENCE)
    assert is_gone(process)


def test_how_much_may_run_at_once_is_a_setting() -> None:
    """A whole number; anything else is told."""
    assert Settings.from_environment({}).long_work == 2
    assert Settings.from_environment({"HEATMAP_LONG_WORK": "5"}).long_work == 5
    for wrong in ("0", "-1", "many", "65"):
        with pytest.raises(HeatmapError, match=f"HEATMAP_LONG_WORK is “{wrong}”"):
            Settings.from_environment({"HEATMAP_LONG_WORK": wrong})
