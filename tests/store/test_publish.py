import re
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from heatmap.contract import TABLES
from heatmap.errors import HeatmapError
from heatmap.portfolio import Portfolio, Source, TableCount
from heatmap.store.store import Store
from heatmap.store.versions import same_content
from tests.store.portfolios import NOW, as_text, example, publish, with_people


@pytest.mark.parametrize("table", TABLES)
def test_a_table_comes_back_as_it_was_published(table: str, tmp_path: Path) -> None:
    """Same rows, same types, empty fields empty; NA is North Area."""
    store = Store(tmp_path)
    publish(store, example())

    assert_frame_equal(as_text(store.portfolio(1))[table], example().tables()[table])


def test_codes_of_impacts_are_numbered_by_their_tables_rows(tmp_path: Path) -> None:
    """The physical number of a code is its row in units, areas or events."""
    store = Store(tmp_path)
    publish(store, example())

    impacts = store.portfolio(1).impacts

    assert impacts["unit"].cast(pl.String).to_list() == ["AS", "NA"]
    assert impacts["unit"].to_physical().to_list() == [0, 1]
    assert impacts["event"].to_physical().to_list() == [0, 0]
    assert impacts["event"].dtype == pl.Enum(["E1", "E2"])


@pytest.mark.parametrize("units", [255, 256, 257, 65_535, 65_536, 65_537])
def test_codes_keep_their_text_whatever_width_their_numbers_need(units: int, tmp_path: Path) -> None:
    """One byte holds 255 codes, two hold 65,535."""
    store = Store(tmp_path)
    publish(store, with_people(1.0, units))

    assert_frame_equal(as_text(store.portfolio(1))["impacts"], with_people(1.0, units).impacts)


def test_many_impacts_come_back_in_the_order_given(tmp_path: Path) -> None:
    """They are scored in it, so it is kept, though several threads read them."""
    store = Store(tmp_path)
    many = with_people(1.0, 300_000)
    backwards = many.impacts.reverse()
    publish(store, Portfolio.from_tables(many.tables() | {"impacts": backwards}))

    assert_frame_equal(as_text(store.portfolio(1))["impacts"], backwards)


def test_tables_not_asked_for_are_empty(tmp_path: Path) -> None:
    """A narrow read of impacts still has the tables that its codes come from."""
    store = Store(tmp_path)
    publish(store, example())

    portfolio = store.portfolio(1, ("impacts",))

    assert portfolio.impacts.height == 2
    assert portfolio.notes.is_empty()


def test_an_empty_portfolio_can_be_published(tmp_path: Path) -> None:
    """Required tables with headings only are a valid start."""
    store = Store(tmp_path)
    publish(store, Portfolio.from_tables({}))

    assert store.portfolio(1).impacts.is_empty()


def test_a_version_records_what_it_was_published_with(tmp_path: Path) -> None:
    """Number, time, author, note, as-of date, sources, counts, parameters and scoring version."""
    source = Source("units.csv", "ab" * 32, 120, datetime(2020, 3, 1, 8, 15, 30))  # noqa: DTZ001
    counts = (TableCount("units", 2, 0, 0), TableCount("impacts", 2, 1, 3))

    Store(tmp_path).publish(
        example(),
        note="  March board ",
        author="Sam",
        as_of=date(2020, 3, 2),
        now=datetime(2020, 3, 2, 9, 30, tzinfo=UTC),
        parameters="[bands]\n",
        scoring_version="1",
        sources=[source],
        counts=counts,
    )

    version = Store(tmp_path).version()
    assert (version.number, version.published_at, version.author, version.note) == (
        1,
        NOW,
        "Sam",
        "March board",
    )
    assert (version.as_of, version.parameters, version.scoring_version) == (
        date(2020, 3, 2),
        "[bands]\n",
        "1",
    )
    assert (version.sources, version.counts) == ((source,), counts)
    assert (version.accepted, version.rejected, version.restored_from) == (4, 1, None)


def test_rows_are_counted_where_no_counts_are_given(tmp_path: Path) -> None:
    """A portfolio that did not come from files has every row accepted."""
    version = publish(Store(tmp_path), example())

    assert TableCount("impacts", 2, 0, 0) in version.counts


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1000))
def test_publishing_twice_equals_publishing_once(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """In whatever order the rows come, the same portfolio is the same version, and it says so.

    Only the order of the impacts is the publisher's.
    """
    store = Store(tmp_path_factory.mktemp("store"))
    shuffled = {
        name: frame.sample(fraction=1.0, shuffle=True, seed=seed)
        for name, frame in example().tables().items()
    }
    first = publish(store, example(), "Once")
    second = publish(store, Portfolio.from_tables(shuffled), "Twice")

    for name, frame in store.portfolio(1).tables().items():
        anyhow = name == "impacts"
        assert_frame_equal(frame, store.portfolio(2).tables()[name], check_row_order=not anyhow)
    assert same_content(second, store.versions()) == first


@pytest.mark.parametrize(
    ("people", "parameters"), [(1.0, "other"), (2.0, "")], ids=["other parameters", "other rows"]
)
def test_a_version_with_other_content_equals_none(people: float, parameters: str, tmp_path: Path) -> None:
    """Rows and scoring parameters are the content; notes and dates are not."""
    store = Store(tmp_path)
    publish(store, with_people(1.0))

    assert same_content(publish(store, with_people(people), "Board", parameters), store.versions()) is None


@pytest.mark.parametrize(
    ("note", "complaint"),
    [
        ("  ", "The note is empty."),
        ("x" * 501, "The note has 501 characters."),
        ("two\nlines", "The note 'two\\nlines' has a line break or another control character."),
        ("\x1b[31mred", "The note '\\x1b[31mred' has a line break or another control character."),
    ],
)
def test_a_note_that_is_not_one_line_of_text_is_refused(note: str, complaint: str, tmp_path: Path) -> None:
    """A note is printed in tables and on terminals, so it is plain text."""
    with pytest.raises(HeatmapError, match=re.escape(complaint)):
        publish(Store(tmp_path), example(), note)

    assert Store(tmp_path).current() is None


def test_a_key_used_twice_is_refused_and_nothing_is_published(tmp_path: Path) -> None:
    """The store's constraints stand behind ingest's rules."""
    store = Store(tmp_path)
    publish(store, with_people(1.0))
    twice = Portfolio.from_tables(example().tables() | {"areas": pl.concat([example().areas] * 2)})

    with pytest.raises(HeatmapError, match=r"Version 2 breaks the data contract: .*duplicate key"):
        publish(store, twice)

    assert store.current() == 1
    assert len(list(tmp_path.glob("version-*"))) == 1


def test_a_code_that_its_table_lacks_is_refused(tmp_path: Path) -> None:
    """An impact on an unknown unit has no number to be stored as."""
    unknown = Portfolio.from_tables(example().tables() | {"units": example().units.head(1)})

    with pytest.raises(HeatmapError, match="Version 1 breaks the data contract"):
        publish(Store(tmp_path), unknown)
