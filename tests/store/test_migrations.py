"""Version files of an older program are read by way of an upgraded copy."""

import hashlib
import shutil
from pathlib import Path

import polars as pl
import pytest

from heatmap.errors import HeatmapError
from heatmap.store.migrations import UPGRADED
from heatmap.store.queries import MIGRATIONS
from heatmap.store.store import Store
from tests.store.portfolios import publish, with_people

FIRST_MIGRATION = "0001_version_file.sql"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """The migrations of a program to come, which corrects a name."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    (folder / "9999_shout.sql").write_text("UPDATE units SET name = upper(name);\n")
    return folder


def bytes_of(folder: Path) -> dict[str, str]:
    """A fingerprint of each version file."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("version-*")}


def test_an_older_file_is_read_through_an_upgraded_copy_and_never_edited(tmp_path: Path, newer: Path) -> None:
    """The copy has the new migration; the file has not changed by a byte."""
    folder = tmp_path / "store"
    old = Store(folder)
    publish(old, with_people(1.0))
    old.close()
    before = bytes_of(folder)

    new = Store(folder, migrations=newer)

    assert new.portfolio(1).units["name"].to_list() == ["U000000", "U000001"]
    assert new.versions()[0].number == 1
    new.close()
    assert bytes_of(folder) == before
    assert [path.name.split("-", 1)[0] for path in (folder / UPGRADED).iterdir()] == ["9999_shout"]


def test_an_upgraded_copy_has_the_new_migration_applied(tmp_path: Path, newer: Path) -> None:
    """What the migration does is seen in the portfolio."""
    old = Store(tmp_path / "store")
    version = with_people(1.0)
    publish(
        old, type(version)(**version.tables() | {"units": version.units.with_columns(name=pl.lit("North"))})
    )

    assert set(Store(tmp_path / "store", migrations=newer).portfolio(1).units["name"]) == {"NORTH"}


def test_an_upgraded_copy_is_made_once(tmp_path: Path, newer: Path) -> None:
    """The next program start finds it."""
    publish(Store(tmp_path / "store"), with_people(1.0))
    for _ in range(2):
        store = Store(tmp_path / "store", migrations=newer)
        store.portfolio(1)
        store.close()

    assert len(list((tmp_path / "store" / UPGRADED).iterdir())) == 1


def test_a_newer_program_continues_the_history_of_an_older_one(tmp_path: Path, newer: Path) -> None:
    """Old versions keep their files, new ones are made with every migration."""
    folder = tmp_path / "store"
    publish(Store(folder), with_people(1.0))
    new = Store(folder, migrations=newer)

    publish(new, with_people(2.0))

    assert [version.number for version in new.versions()] == [1, 2]
    assert set(new.portfolio(1).impacts["people"]) == {1.0}
    assert set(new.portfolio(2).impacts["people"]) == {2.0}
    assert len(list((folder / UPGRADED).iterdir())) == 1


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path, newer: Path) -> None:
    """An older program does not guess what it cannot know."""
    publish(Store(tmp_path / "store", migrations=newer), with_people(1.0))

    with pytest.raises(HeatmapError) as problem:
        Store(tmp_path / "store").versions()

    assert problem.value.what == "Version 1 was published by a newer program."
    assert problem.value.do == "Install the newest change-heatmap, then try again."


def test_a_released_migration_is_not_edited() -> None:
    """Files out there were made by it: a change is a new migration."""
    text = (MIGRATIONS / FIRST_MIGRATION).read_text("utf-8")

    assert (
        hashlib.sha256(text.encode()).hexdigest()
        == "352b3d28b1f5c63b586bc8a83a0a9b1a02da7904fa0136ffca2661016ca38f75"
    )
