from datetime import date
from pathlib import Path

import pytest

from heatmap.analysis.versions.publishing import RejectedRowsError, publish_files
from heatmap.errors import HeatmapError
from heatmap.scoring.parameters import SCORING_VERSION, default_text
from heatmap.store.store import Store
from heatmap.store.versions import Version
from tests.ingest.portfolios import TABLES, folder_with, with_row, workbook_with
from tests.store.portfolios import NOW

OTHER_BANDS = default_text().replace("0.8", "0.85")


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """A right portfolio of 2 units and 3 impacts."""
    folder = tmp_path / "portfolio"
    folder.mkdir()
    return folder_with(folder)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "store")


def publish(
    store: Store, path: Path, *, accept_partial: bool = False, parameters: Path | None = None
) -> Version:
    """Publish with the particulars that a test does not care for."""
    return publish_files(
        store,
        path,
        note="Board",
        author="Sam",
        as_of=date(2020, 3, 2),
        now=NOW,
        accept_partial=accept_partial,
        parameters=parameters,
    )


def test_right_files_become_a_version(portfolio: Path, store: Store) -> None:
    """Rows, sources with their SHA-256, counts and the program's scoring parameters."""
    version = publish(store, portfolio)

    assert store.portfolio(1).impacts.sort("event", "unit", "area")["people"].to_list() == [40.0, 60.0, 20.0]
    assert {source.name for source in version.sources} == {
        f"{name}.csv" for name in ("units", "areas", "headcount", "projects", "events", "impacts")
    }
    assert all(len(source.sha256) == 64 for source in version.sources)
    assert (version.accepted, version.rejected) == (13, 0)
    assert (version.parameters, version.scoring_version) == (default_text(), SCORING_VERSION)


def test_rejected_rows_stop_a_publish(portfolio: Path, store: Store) -> None:
    """How many, in which tables, and what to do; the store is as it was."""
    folder_with(portfolio, impacts=with_row("impacts", "E2,NA,RESP,10,1,6") + "E9,NA,RESP,10,1,3\n")

    with pytest.raises(RejectedRowsError) as refusal:
        publish(store, portfolio)

    assert "portfolio has 2 rows that cannot be accepted (impacts 2)" in refusal.value.what
    assert "heatmap check" in refusal.value.do
    assert "--accept-partial" in refusal.value.do
    assert store.current() is None


def test_rejected_rows_never_enter_a_version(portfolio: Path, store: Store) -> None:
    """With the user's yes the other rows are published, and the count of the rejected is kept."""
    folder_with(portfolio, impacts=with_row("impacts", "E2,NA,RESP,10,1,6"))

    version = publish(store, portfolio, accept_partial=True)

    assert version.rejected == 1
    assert store.portfolio(1).impacts.height == 3


def test_a_portfolio_of_headers_alone_never_takes_the_place_of_what_readers_see(
    portfolio: Path, store: Store
) -> None:
    """Each table without rows is named; the version before stays the current one."""
    publish(store, portfolio)
    folder_with(portfolio, **{name: text.split("\n", 1)[0] + "\n" for name, text in TABLES.items()})

    with pytest.raises(HeatmapError) as refusal:
        publish(store, portfolio)

    assert refusal.value.what == (
        "portfolio has no row in units, areas, headcount, projects, events and impacts, "
        "so no unit would have any load: it cannot be published."
    )
    assert refusal.value.do == "Add rows: each unit that receives change has at least one row in impacts."
    assert store.current() == 1


def test_accepting_a_part_does_not_mean_accepting_nothing(portfolio: Path, store: Store) -> None:
    """The only impact is rejected: what is left would show no load."""
    folder_with(portfolio, impacts=TABLES["impacts"].split("\n", 1)[0] + "\nE9,NA,RESP,10,1,3\n")

    with pytest.raises(HeatmapError, match="has no accepted row in impacts") as refusal:
        publish(store, portfolio, accept_partial=True)

    assert refusal.value.do.startswith("Correct the rejected rows")
    assert store.current() is None


def test_a_portfolios_own_parameters_are_stored(portfolio: Path, store: Store) -> None:
    """A scoring.toml in the folder goes before the program's."""
    (portfolio / "scoring.toml").write_text(OTHER_BANDS, "utf-8")

    assert publish(store, portfolio).parameters == OTHER_BANDS


def test_parameters_beside_a_workbook_are_stored(store: Store, tmp_path: Path) -> None:
    """However the name is written: Windows shows Scoring.TOML where people mean the same file."""
    (tmp_path / "Scoring.TOML").write_text(OTHER_BANDS, "utf-8")

    version = publish(store, workbook_with(tmp_path / "book.xlsx"))

    assert version.parameters == OTHER_BANDS
    assert [source.name for source in version.sources] == ["book.xlsx", "Scoring.TOML"]


def test_two_files_of_parameters_are_one_too_many(portfolio: Path, store: Store) -> None:
    """Which of them counts is not guessed."""
    for name in ("scoring.toml", "Scoring.TOML"):
        (portfolio / name).write_text(OTHER_BANDS, "utf-8")

    with pytest.raises(HeatmapError, match=r"given twice: Scoring\.TOML and scoring\.toml"):
        publish(store, portfolio)


def test_a_given_parameters_file_goes_before_the_portfolios(
    portfolio: Path, store: Store, tmp_path: Path
) -> None:
    """What the user names last counts."""
    (portfolio / "scoring.toml").write_text(OTHER_BANDS, "utf-8")
    (tmp_path / "mine.toml").write_text(default_text(), "utf-8")

    assert publish(store, portfolio, parameters=tmp_path / "mine.toml").parameters == default_text()


def test_parameters_that_cannot_score_stop_a_publish(portfolio: Path, store: Store) -> None:
    """A version that could not be scored would be of no use."""
    (portfolio / "scoring.toml").write_text("bands = 7\n", "utf-8")

    with pytest.raises(HeatmapError, match=r"scoring\.toml: the section severity_weight is missing"):
        publish(store, portfolio)

    assert store.current() is None


def test_a_missing_parameters_file_is_named(portfolio: Path, store: Store, tmp_path: Path) -> None:
    """Before anything is read or published."""
    with pytest.raises(HeatmapError, match=r"none\.toml cannot be read"):
        publish(store, portfolio, parameters=tmp_path / "none.toml")


def test_a_missing_table_stops_a_publish_even_a_partial_one(portfolio: Path, store: Store) -> None:
    """A portfolio without its impacts is no portfolio."""
    (portfolio / "impacts.csv").unlink()

    with pytest.raises(HeatmapError, match="impacts"):
        publish(store, portfolio, accept_partial=True)

    assert store.current() is None


def test_progress_rises_to_the_whole(portfolio: Path, store: Store) -> None:
    """Checking and writing are two parts of one bar."""
    shares: list[float] = []
    publish_files(
        store,
        portfolio,
        note="Board",
        author="Sam",
        as_of=date(2020, 3, 2),
        now=NOW,
        accept_partial=False,
        progress=lambda _text, share: shares.append(share),
    )

    assert shares == sorted(shares)
    assert shares[-1] == 1.0
