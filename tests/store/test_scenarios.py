import multiprocessing
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from heatmap.errors import HeatmapError
from heatmap.store import files
from heatmap.store.scenarios import FOLDER, NameTakenError, SavedScenario, SavedScenarios
from heatmap.store.store import Store
from tests.store.portfolios import NOW, example, publish
from tests.store.test_damage import DAMAGE

MOVES = "shift.E1...3_cancel..P1"


def save(folder: Path, name: str = "Later go-lives", moves: str = MOVES) -> SavedScenario:
    """Save over version 1, now."""
    return SavedScenarios(folder).save(name, 1, moves, now=NOW)


def test_a_saved_scenario_is_there_for_another_reader(tmp_path: Path) -> None:
    """Name, version, moves and time, under a key; the list is by name."""
    later, earlier = save(tmp_path), save(tmp_path, "Earlier training")
    found = SavedScenarios(tmp_path)
    assert found.all() == (earlier, later)
    assert found.one(later.scenario) == SavedScenario(later.scenario, "Later go-lives", 1, MOVES, NOW)


def test_before_the_first_save_there_is_none(tmp_path: Path) -> None:
    """No file, no folder, no error."""
    assert SavedScenarios(tmp_path).all() == ()
    assert not (tmp_path / FOLDER).exists()


def test_a_reader_sees_a_later_change(tmp_path: Path) -> None:
    """What is remembered of an older list does not hide it."""
    reader = SavedScenarios(tmp_path)
    first = save(tmp_path)
    assert reader.all() == (first,)
    save(tmp_path, "Another")
    assert [each.name for each in reader.all()] == ["Another", "Later go-lives"]


def test_a_scenario_is_renamed_and_deleted(tmp_path: Path) -> None:
    """By its key; the others stay."""
    saved = SavedScenarios(tmp_path)
    first, second = save(tmp_path), save(tmp_path, "Another")
    saved.rename(first.scenario, "  Much later  ")
    assert saved.one(first.scenario).name == "Much later"
    saved.delete(second.scenario)
    assert [each.scenario for each in saved.all()] == [first.scenario]


def test_a_name_is_given_once_unless_the_other_is_to_be_replaced(tmp_path: Path) -> None:
    """Replacing gives a new key, so that an old link does not show other moves."""
    saved = SavedScenarios(tmp_path)
    first = save(tmp_path)
    with pytest.raises(NameTakenError, match="“Later go-lives” already"):
        save(tmp_path)
    later = NOW + timedelta(hours=1)
    second = saved.save("Later go-lives", 2, "cancel.E1.", now=later, over=True)
    assert saved.all() == (second,)
    assert second.scenario != first.scenario
    other = save(tmp_path, "Another")
    with pytest.raises(NameTakenError):
        saved.rename(other.scenario, "Later go-lives")
    saved.rename(other.scenario, "Another")


@pytest.mark.parametrize(
    ("name", "moves", "what"),
    [
        (" ", MOVES, "has no name"),
        ("A\nB", MOVES, "control character"),
        ("x" * 81, MOVES, "81 characters"),
        ("Plan", "", "without moves"),
        ("Plan", "x" * 6_001, "too many moves"),
    ],
)
def test_what_no_list_could_show_is_not_saved(tmp_path: Path, name: str, moves: str, what: str) -> None:
    """And nothing is written."""
    with pytest.raises(HeatmapError, match=what):
        save(tmp_path, name, moves)
    assert SavedScenarios(tmp_path).all() == ()


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    """Also one that would be a path."""
    saved = SavedScenarios(tmp_path)
    save(tmp_path)
    for key in ("0" * 12, "../CURRENT", ""):
        with pytest.raises(HeatmapError, match="does not exist any more"):
            saved.one(key)
        with pytest.raises(HeatmapError, match="does not exist any more"):
            saved.delete(key)
        with pytest.raises(HeatmapError, match="does not exist any more"):
            saved.rename(key, "Plan")


def test_versions_stay_as_they_were(tmp_path: Path) -> None:
    """Not a byte of a version's file changes, nor the pointer to it."""
    publish(Store(tmp_path), example())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    save(tmp_path)
    SavedScenarios(tmp_path).rename(SavedScenarios(tmp_path).all()[0].scenario, "B")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_one_list_is_kept_whatever_a_killed_writer_left(tmp_path: Path) -> None:
    """A file that CURRENT never named goes with the next change."""
    save(tmp_path)
    (tmp_path / FOLDER / "list-0123456789ab.duckdb").write_bytes(b"half")
    save(tmp_path, "Another")
    names = [path.name for path in (tmp_path / FOLDER).glob("list-*")]
    assert names == [files.line_of(tmp_path / FOLDER / "CURRENT")]


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_list_is_said_in_words(damage: Callable[[Path], None], tmp_path: Path) -> None:
    """The file, and what to do, to readers and writers; the versions are not touched by it."""
    save(tmp_path)
    damage(tmp_path / FOLDER / (files.line_of(tmp_path / FOLDER / "CURRENT") or ""))
    with pytest.raises(HeatmapError, match="damaged or missing"):
        SavedScenarios(tmp_path).all()
    with pytest.raises(HeatmapError, match="damaged or missing"):
        save(tmp_path, "Another")
    (tmp_path / FOLDER / "CURRENT").write_text("../../etc/passwd")
    with pytest.raises(HeatmapError, match="holds no list"):
        SavedScenarios(tmp_path).all()


def _save_some(folder: str, first: int) -> None:
    for number in range(first, first + 3):
        SavedScenarios(Path(folder)).save(f"Plan {number}", 1, MOVES, now=datetime(2020, 3, 2))  # noqa: DTZ001


def test_two_programs_that_save_at_once_lose_nothing(tmp_path: Path) -> None:
    """Each adds to what the other has saved, and never reads a half list."""
    spawn = multiprocessing.get_context("spawn")
    other = spawn.Process(target=_save_some, args=(str(tmp_path), 0))
    other.start()
    while not SavedScenarios(tmp_path).all():
        other.join(0.02)
    _save_some(str(tmp_path), 3)
    other.join()
    assert other.exitcode == 0
    assert len(SavedScenarios(tmp_path).all()) == 6
