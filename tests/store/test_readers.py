import threading
from pathlib import Path

import duckdb
import pytest

from heatmap.store.connections import MOST_OPEN, open_reader, open_writer
from heatmap.store.store import Store
from tests.store.portfolios import publish, with_people


def test_readers_never_wait_or_fail_while_versions_are_published(tmp_path: Path) -> None:
    """Eight threads read whole versions, each of one mould, while twenty are published."""
    publish(Store(tmp_path), with_people(1.0, 2_000))
    problems: list[object] = []
    reads: list[int] = []
    done = threading.Event()
    stores = [Store(tmp_path), Store(tmp_path)]

    def read(store: Store) -> None:
        try:
            while not done.wait(0.05):
                number = store.current() or 0
                impacts = store.portfolio(number, ("impacts",)).impacts
                if impacts.height != 2_000 or set(impacts["people"]) != {float(number)}:
                    problems.append(number)
                assert store.version(number).number == number
                reads.append(number)
        except BaseException as problem:  # noqa: BLE001  whatever it is, the test is told
            problems.append(problem)

    threads = [threading.Thread(target=read, args=(stores[index % 2],)) for index in range(8)]
    for thread in threads:
        thread.start()
    for number in range(2, 21):
        publish(Store(tmp_path), with_people(float(number), 2_000))
    done.set()
    for thread in threads:
        thread.join()

    assert problems == []
    assert len(set(reads)) > 3


def test_files_of_superseded_versions_are_closed(tmp_path: Path) -> None:
    """Only the few used last stay open."""
    store = Store(tmp_path)
    for number in range(1, MOST_OPEN + 4):
        publish(store, with_people(float(number)))
    for number in range(1, MOST_OPEN + 4):
        store.portfolio(number)

    assert len(store._readers._open) == MOST_OPEN


def test_a_file_in_use_is_not_closed_by_others(tmp_path: Path) -> None:
    """A reader of an old version finishes, however many versions are opened meanwhile."""
    store = Store(tmp_path)
    for number in range(1, MOST_OPEN + 4):
        publish(store, with_people(float(number)))
    with store._readers.cursor(tmp_path / store.version(1).file) as cursor:
        for number in range(2, MOST_OPEN + 4):
            store.portfolio(number)

        assert cursor.table("impacts").pl()["people"].to_list() == [1.0, 1.0]


@pytest.mark.parametrize("writable", [False, True], ids=["reader", "writer"])
def test_a_connection_reaches_nothing_but_its_own_file(writable: bool, tmp_path: Path) -> None:  # noqa: FBT001
    """No other file, no extension, no change of settings, nothing spilled to disk."""
    version = publish(Store(tmp_path), with_people(1.0))
    path = tmp_path / version.file
    with open_writer(path) if writable else open_reader(path) as connection:
        settings = dict(
            connection.execute(
                "SELECT name, value FROM duckdb_settings() WHERE name IN "
                "('enable_external_access', 'autoinstall_known_extensions', 'autoload_known_extensions', "
                "'lock_configuration', 'temp_directory')"
            ).fetchall()
        )
        assert settings == {
            "enable_external_access": "false",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "lock_configuration": "true",
            "temp_directory": "",
        }
        with pytest.raises(duckdb.PermissionException):
            connection.execute("SELECT * FROM read_text('/etc/hostname')")
        with pytest.raises(duckdb.PermissionException):
            connection.execute("ATTACH '/etc/hostname' AS other")
        with pytest.raises(duckdb.Error):
            connection.execute("SET enable_external_access = true")


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    """Version files are opened read-only."""
    version = publish(Store(tmp_path), with_people(1.0))
    with open_reader(tmp_path / version.file) as connection, pytest.raises(duckdb.InvalidInputException):
        connection.execute("DELETE FROM impacts")
