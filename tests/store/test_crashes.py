"""Publishers that die, meet, or run out of disk."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from heatmap.errors import HeatmapError
from heatmap.store import files
from heatmap.store.store import Store
from tests.store.portfolios import assert_whole, publish, with_people

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and file size limits are POSIX")


def start_publisher(folder: Path, *, people: int, **options: int) -> "subprocess.Popen[str]":
    """A publisher in a process of its own."""
    named = [f"--{name.replace('_', '-')}={value}" for name, value in options.items()]
    command = [sys.executable, "-m", "tests.store.publisher", str(folder), f"--people={people}", *named]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def run_publisher(folder: Path, *, people: int, **options: int) -> tuple[int, str]:
    """Its exit code, negative for a signal, and what it said."""
    publisher = start_publisher(folder, people=people, **options)
    _, said = publisher.communicate(timeout=60)
    return publisher.returncode, said


@POSIX
def test_a_publisher_killed_before_any_file_operation_leaves_the_last_version_whole(tmp_path: Path) -> None:
    """Killed at each of its steps in turn; the next publisher carries on and clears up after it."""
    publish(Store(tmp_path), with_people(1.0))
    step, killed = 0, True
    while killed:
        step += 1
        before = Store(tmp_path).current() or 0
        code, said = run_publisher(tmp_path, people=before + 1, die_before=step)
        killed = code == -9
        assert killed or code == 0, said
        newest = Store(tmp_path).current() or 0
        assert newest in (before, before + 1)
        assert set(Store(tmp_path).portfolio(newest).impacts["people"]) == {newest}
    publish(Store(tmp_path), with_people(newest + 1.0))
    assert_whole(tmp_path, list(range(1, newest + 2)))
    assert step > 5


@POSIX
def test_a_publisher_killed_while_it_writes_rows_leaves_the_last_version_whole(tmp_path: Path) -> None:
    """Killed as soon as there is a part of a file."""
    publish(Store(tmp_path), with_people(1.0))
    publisher = start_publisher(tmp_path, people=2, impacts=400_000)
    while publisher.poll() is None and len(files.version_files(tmp_path)) < 2:
        pass
    publisher.kill()
    publisher.communicate()

    assert publisher.returncode == -9
    assert Store(tmp_path).current() == 1
    assert len(files.version_files(tmp_path)) == 2
    publish(Store(tmp_path), with_people(2.0))
    assert_whole(tmp_path, [1, 2])


@POSIX
def test_a_first_publisher_that_was_killed_leaves_an_empty_store(tmp_path: Path) -> None:
    """Its file has no pointer, and is no version that somebody lost."""
    publisher = start_publisher(tmp_path, people=1, impacts=400_000)
    while publisher.poll() is None and not files.version_files(tmp_path):
        pass
    publisher.kill()
    publisher.communicate()

    assert Store(tmp_path).current() is None
    publish(Store(tmp_path), with_people(1.0))
    assert_whole(tmp_path, [1])


def test_publishers_at_once_take_turns(tmp_path: Path) -> None:
    """Three processes publish together: three versions, none lost."""
    publishers = [start_publisher(tmp_path, people=1) for _ in range(3)]
    for publisher in publishers:
        _, said = publisher.communicate(timeout=60)
        assert publisher.returncode == 0, said

    store = Store(tmp_path)
    assert [version.number for version in store.versions()] == [1, 2, 3]
    assert len(files.version_files(tmp_path)) == 3


def test_threads_that_publish_at_once_take_turns(tmp_path: Path) -> None:
    """The lock holds within one process too."""
    store = Store(tmp_path)
    threads = [threading.Thread(target=publish, args=(store, with_people(1.0))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [version.number for version in store.versions()] == [1, 2, 3, 4]


def test_a_publisher_that_waits_in_vain_is_told(tmp_path: Path) -> None:
    """It says that it waits, and gives up after its time."""
    said: list[str] = []
    with (
        files.alone(tmp_path, 0, lambda _text, _share: None),
        pytest.raises(HeatmapError, match="Another publisher has been at work") as problem,
        files.alone(tmp_path, 0.2, lambda text, _share: said.append(text)),
    ):
        pass

    assert said == ["Waiting up to 0 s for another publisher"]
    assert problem.value.do == "Nothing was published: try again when it has finished."


@POSIX
@pytest.mark.parametrize(
    ("impacts", "largest_file"),
    [(2, 10), (2, 10_000), (2, 60_000), (60_000, 60_000), (60_000, 400_000), (400_000, 2_000_000)],
)
def test_a_full_disk_is_said_and_loses_nothing(impacts: int, largest_file: int, tmp_path: Path) -> None:
    """A file may not grow over a size: the version that needs more is not there, the one before is.

    The pointer cannot be written, nor the tables, nor the rows, or the log cannot be brought into the file.
    """
    publish(Store(tmp_path), with_people(1.0))

    code, said = run_publisher(tmp_path, people=2, impacts=impacts, largest_file=largest_file)

    assert code == 1, said
    assert said.startswith("Version 2 could not be written:")
    assert "free space on the disk" in said
    assert "Traceback" not in said
    assert not [path for path in tmp_path.iterdir() if path.suffix in {".new", ".wal"}]
    assert_whole(tmp_path, [1])
    publish(Store(tmp_path), with_people(2.0))
    assert_whole(tmp_path, [1, 2])


@pytest.mark.parametrize("name", ["version-1-0123456789ab.duckdb", "CURRENT", "../precious.txt"])
def test_only_a_version_file_outside_history_is_ever_removed(name: str, tmp_path: Path) -> None:
    """Whatever UNFINISHED says, history's files and all other files stay."""
    folder = tmp_path / "store"
    version = publish(Store(folder), with_people(1.0))
    (tmp_path / "precious.txt").write_text("precious")
    (folder / version.file).rename(folder / "version-1-0123456789ab.duckdb")
    (folder / "CURRENT").write_text("version-2-ba9876543210.duckdb")
    (folder / "UNFINISHED").write_text(name)

    files.remove_leftover(folder, {"version-1-0123456789ab.duckdb"})

    assert (folder / name).exists()
