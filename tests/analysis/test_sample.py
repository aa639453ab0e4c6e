import subprocess
import sys
from datetime import date
from pathlib import Path

from heatmap.analysis.versions.sample import build_sample, serving_store
from heatmap.settings import Settings
from heatmap.store.store import Store
from tests.store.portfolios import NOW, example, publish

BUILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from heatmap.analysis.versions.sample import build_sample
from heatmap.store.store import Store
build_sample(Store(Path(sys.argv[1])), now=datetime.now(UTC))
"""


def test_the_sample_is_the_two_boards_without_a_rejected_row(tmp_path: Path) -> None:
    """October 2019, then March 2020."""
    store = Store(tmp_path)
    build_sample(store, now=NOW)

    assert [(version.note, version.as_of, version.rejected) for version in store.versions()] == [
        ("October 2019 board", date(2019, 10, 7), 0),
        ("March 2020 board", date(2020, 3, 2), 0),
    ]


def test_a_sample_that_is_there_is_not_built_again(tmp_path: Path) -> None:
    """Later starts reuse it."""
    build_sample(Store(tmp_path), now=NOW)
    build_sample(Store(tmp_path), now=NOW)

    assert Store(tmp_path).current() == 2


def test_a_sample_half_built_is_finished(tmp_path: Path) -> None:
    """A first start that was killed between the boards is picked up."""
    whole = Store(tmp_path / "whole")
    build_sample(whole, now=NOW)
    october = whole.version(1)
    half = Store(tmp_path / "half")
    half.publish(
        whole.portfolio(1),
        note=october.note,
        author=october.author,
        as_of=october.as_of,
        now=NOW,
        parameters=october.parameters,
        scoring_version=october.scoring_version,
        sources=october.sources,
    )

    build_sample(half, now=NOW)

    assert [version.note for version in half.versions()] == ["October 2019 board", "March 2020 board"]


def test_two_first_starts_at_once_build_the_sample_once(tmp_path: Path) -> None:
    """One builds, the other waits and uses what is there."""
    starts = [subprocess.Popen([sys.executable, "-c", BUILD, str(tmp_path)]) for _ in range(2)]

    assert [start.wait(timeout=60) for start in starts] == [0, 0]
    assert Store(tmp_path).current() == 2


def test_the_sample_is_served_until_the_user_publishes(tmp_path: Path) -> None:
    """Then the user's own store is, from the next request on."""
    settings = Settings(store=tmp_path / "store")
    assert serving_store(settings).folder == tmp_path / "store" / "sample"

    publish(Store(tmp_path / "store"), example())

    assert serving_store(settings).folder == tmp_path / "store"
    assert serving_store(settings) is serving_store(settings)
