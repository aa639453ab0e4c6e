"""Version files that somebody cut, overwrote or deleted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from heatmap.errors import HeatmapError
from heatmap.store.store import Store
from tests.store.portfolios import NOW, publish, with_people


def truncate(path: Path) -> None:
    """Keep the first half."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwrite(path: Path) -> None:
    """Zeros from the first quarter to the last."""
    whole = path.read_bytes()
    quarter = len(whole) // 4
    path.write_bytes(whole[:quarter] + bytes(2 * quarter) + whole[3 * quarter :])


def empty(path: Path) -> None:
    """No bytes at all."""
    path.write_bytes(b"")


def replace_by_text(path: Path) -> None:
    """Something else by the same name."""
    path.write_text("unit,name\nNA,North Area\n" * 1000)


def delete(path: Path) -> None:
    """No file at all."""
    path.unlink()


DAMAGE = (truncate, overwrite, empty, replace_by_text, delete)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of three versions, with nobody reading it."""
    store = Store(tmp_path)
    for number in (1, 2, 3):
        publish(store, with_people(float(number), 5_000))
    store.close()
    return tmp_path


def file_of(folder: Path, number: int) -> Path:
    """The one file of a version."""
    return next(folder.glob(f"version-{number}-*.duckdb"))


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_old_version_is_named_and_the_others_stay(
    damage: Callable[[Path], None], folder: Path
) -> None:
    """Only that version is lost."""
    damage(file_of(folder, 2))
    store = Store(folder)

    with pytest.raises(HeatmapError) as problem:
        store.portfolio(2)

    assert problem.value.what.startswith("Version 2 cannot be read: its file version-2-")
    assert "heatmap restore N" in problem.value.do
    assert [version.number for version in store.versions()] == [1, 2, 3]
    assert set(store.portfolio(1).impacts["people"]) == {1.0}


@pytest.mark.parametrize("damage", DAMAGE)
def test_another_version_is_restored_where_the_current_one_is_damaged(
    damage: Callable[[Path], None], folder: Path
) -> None:
    """The history that is left continues with the next number; the damaged file stays for a doctor."""
    damage(file_of(folder, 3))
    store = Store(folder)
    with pytest.raises(HeatmapError, match="Version 3 cannot be read"):
        store.portfolio(3)

    restored = store.restore(2, author="Sam", note="After the crash", now=NOW)

    assert restored.number == 4
    assert [version.number for version in store.versions()] == [1, 2, 4]
    assert set(store.portfolio(4).impacts["people"]) == {2.0}


def test_a_publish_goes_on_where_every_version_is_damaged(folder: Path) -> None:
    """The files from which the portfolio came can always be published again."""
    for number in (1, 2, 3):
        truncate(file_of(folder, number))

    assert publish(Store(folder), with_people(4.0)).number == 4
