import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from heatmap.errors import HeatmapError
from heatmap.store.store import Store
from tests.store.portfolios import NOW, as_text, assert_whole, publish, with_people


def test_a_store_without_a_version_has_no_current_one(tmp_path: Path) -> None:
    """A folder that is not there yet is an empty store."""
    store = Store(tmp_path / "not there")

    assert store.current() is None
    assert store.versions() == []
    assert not store.folder.exists()


def test_a_version_of_an_empty_store_is_asked_for_in_vain(tmp_path: Path) -> None:
    """The remedy is to publish one."""
    with pytest.raises(HeatmapError, match="Publish a version first"):
        Store(tmp_path).version()


def test_versions_are_listed_oldest_first_with_the_newest_current(tmp_path: Path) -> None:
    """Numbers rise by one."""
    store = Store(tmp_path)
    for note in ("October", "March", "June"):
        publish(store, with_people(1.0), note)

    assert [(version.number, version.note) for version in store.versions()] == [
        (1, "October"),
        (2, "March"),
        (3, "June"),
    ]
    assert store.current() == 3
    assert store.version() == store.versions()[-1]
    assert store.version(2).note == "March"


def test_another_store_object_sees_what_this_one_published(tmp_path: Path) -> None:
    """A server sees what the command line publishes, without a restart."""
    reader, writer = Store(tmp_path), Store(tmp_path)
    publish(writer, with_people(1.0))
    assert reader.current() == 1
    publish(writer, with_people(2.0))

    assert len(reader.versions()) == 2


def test_an_unknown_version_is_refused_with_the_choices(tmp_path: Path) -> None:
    """The reader learns which versions there are."""
    store = Store(tmp_path)
    publish(store, with_people(1.0))
    publish(store, with_people(2.0))

    with pytest.raises(HeatmapError) as problem:
        store.portfolio(7)

    assert problem.value.what == "Version 7 does not exist."
    assert problem.value.do == "Choose from: 1, 2."


def test_the_current_file_alone_tells_the_whole_history(tmp_path: Path) -> None:
    """Each version file carries the records of those before it."""
    store = Store(tmp_path / "old")
    publish(store, with_people(1.0), "October")
    publish(store, with_people(2.0), "March")
    history = store.versions()
    store.close()
    (tmp_path / "new").mkdir()
    for name in ("CURRENT", history[-1].file):
        shutil.copy(tmp_path / "old" / name, tmp_path / "new" / name)

    assert Store(tmp_path / "new").versions() == history


def test_a_restored_version_is_the_newest_with_the_old_content(tmp_path: Path) -> None:
    """History stays as it is; the new version says what it was restored from."""
    store = Store(tmp_path)
    publish(store, with_people(1.0), parameters="first")
    publish(store, with_people(2.0), parameters="second")
    before = store.versions()

    restored = store.restore(1, author="Jo", note="Back to October", now=NOW + timedelta(days=1))

    assert (restored.number, restored.restored_from, restored.author) == (3, 1, "Jo")
    assert (restored.parameters, restored.content) == ("first", before[0].content)
    assert store.versions() == [*before, restored]
    assert_frame_equal(as_text(store.portfolio(3))["impacts"], as_text(store.portfolio(1))["impacts"])


def test_a_store_lives_at_a_path_with_spaces_and_quotes(tmp_path: Path) -> None:
    """Paths are parameters, never parts of a statement."""
    folder = tmp_path / 'the board\'s "own" store; DROP TABLE units --'
    publish(Store(folder), with_people(1.0))

    assert_whole(folder, [1])


def test_a_store_at_a_relative_path_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later change of working directory does not move it."""
    monkeypatch.chdir(tmp_path)
    store = Store(Path("store"))
    publish(store, with_people(1.0))
    monkeypatch.chdir("/")

    assert store.current() == 1
    assert_whole(tmp_path / "store", [1])


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file is in the way of the folder."""
    (tmp_path / "file").write_text("not a folder")
    store = Store(tmp_path / "file" / "store")

    assert store.current() is None
    with pytest.raises(HeatmapError, match=r"Version 1 could not be written: .*Not a directory"):
        publish(store, with_people(1.0))


def test_a_pointer_that_names_no_version_file_is_refused(tmp_path: Path) -> None:
    """CURRENT is a name inside the folder, never a path out of it."""
    publish(Store(tmp_path), with_people(1.0))
    (tmp_path / "CURRENT").write_text("../../elsewhere.duckdb\n")

    with pytest.raises(
        HeatmapError, match=r"holds “\.\./\.\./elsewhere\.duckdb”, which is no version file's name"
    ):
        Store(tmp_path).versions()


def test_versions_without_a_pointer_are_not_published_over(tmp_path: Path) -> None:
    """A lost CURRENT file must not start history again at 1."""
    version = publish(Store(tmp_path), with_people(1.0))
    (tmp_path / "CURRENT").unlink()

    with pytest.raises(HeatmapError, match="its CURRENT file is missing") as problem:
        publish(Store(tmp_path), with_people(2.0))

    assert version.file in problem.value.do
    assert (tmp_path / version.file).exists()


def test_a_lost_pointer_is_no_empty_store(tmp_path: Path) -> None:
    """Whoever reads is told the newest file's name, to write into CURRENT; then all is as it was."""
    files = [publish(Store(tmp_path), with_people(people)).file for people in (1.0, 2.0)]
    (tmp_path / "CURRENT").unlink()

    for ask in (Store.current, Store.versions, Store.version):
        with pytest.raises(HeatmapError, match="its CURRENT file is missing") as problem:
            ask(Store(tmp_path))
        assert problem.value.do.endswith(files[1])

    (tmp_path / "CURRENT").write_text(files[1])
    assert_whole(tmp_path, [1, 2])


def test_a_first_publisher_at_work_is_no_lost_pointer(tmp_path: Path) -> None:
    """Its file has no pointer yet, but UNFINISHED names it."""
    version = publish(Store(tmp_path), with_people(1.0))
    (tmp_path / "CURRENT").rename(tmp_path / "UNFINISHED")

    assert Store(tmp_path).current() is None
    assert (tmp_path / version.file).exists()


def test_a_file_is_no_store(tmp_path: Path) -> None:
    """Not an empty one either: nothing could be published into it."""
    (tmp_path / "store.txt").write_text("")

    with pytest.raises(HeatmapError, match="is a file, and a store is a folder"):
        Store(tmp_path / "store.txt").versions()
