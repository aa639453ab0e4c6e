"""What each section says of the two-unit example, worked out by hand."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from heatmap.analysis.packing.assumptions import assumptions, estimated_share
from heatmap.analysis.packing.at_risk import at_risk_units
from heatmap.analysis.packing.choice import PackChoice
from heatmap.analysis.packing.data_quality import data_quality, missing_tables, quality_lines
from heatmap.analysis.packing.go_lives import go_lives_ahead
from heatmap.analysis.packing.hottest import hottest
from heatmap.analysis.packing.not_ready import not_ready
from heatmap.analysis.packing.scope import scope
from heatmap.errors import HeatmapError
from heatmap.portfolio import Source, TableCount
from tests.analysis.indicator_board import board as indicator_board
from tests.analysis.packing.packs import PERCENT, publish, scoped
from tests.analysis.test_readiness import AS_OF, FINE, RECENTLY, added, board
from tests.example import FIRST_WEEK, SECOND_WEEK, example
from tests.scoring.readiness_rows import Row, assessment

NA_ONLY = PackChoice(units=("NA",))


def test_the_hottest_unit_weeks_come_in_order_with_their_causes(tmp_path: Path) -> None:
    """620 of 600 hours, 520 of them the case system's; CE 160 of 400 twice; 110 of 300."""
    assert hottest(scoped(tmp_path, example())).select("unit", "week", "said", "causes").rows() == [
        ("NA", FIRST_WEEK, f"103{PERCENT}", f"Case system 84{PERCENT}, Rotas 16{PERCENT}"),
        ("CE", FIRST_WEEK, f"40{PERCENT}", f"Rotas 100{PERCENT}"),
        ("CE", SECOND_WEEK, f"40{PERCENT}", f"Rotas 100{PERCENT}"),
        ("NA", SECOND_WEEK, f"37{PERCENT}", f"Rotas 100{PERCENT}"),
    ]


def test_load_on_no_capacity_is_hottest_of_all(tmp_path: Path) -> None:
    """A closure takes all of CE's capacity in the second week."""
    closure: Row = {"name": "Closed", "unit": "CE", "start": SECOND_WEEK, "end": date(2020, 10, 18)}
    tables = example()
    shut = added(tables, "calendar", [{**closure, "capacity_taken": 1.0, "freeze": False}])
    first = hottest(scoped(tmp_path, replace(tables, calendar=shut))).row(0, named=True)
    assert (first["unit"], first["week"], first["said"]) == ("CE", SECOND_WEEK, "no capacity")


def test_only_so_many_are_listed_and_only_of_the_packs_units_and_weeks(tmp_path: Path) -> None:
    """NA alone in one week from 12 Oct on."""
    assert hottest(scoped(tmp_path, example()), most=2).height == 2
    chosen = scope(publish(tmp_path, example()), replace(NA_ONLY, weeks=1, as_of=SECOND_WEEK))
    assert hottest(chosen).select("unit", "week").rows() == [("NA", SECOND_WEEK)]


def test_go_lives_ahead_say_their_units_and_how_ready_these_are(tmp_path: Path) -> None:
    """P1 is ready at NA; nobody assessed CE, nor P2."""
    answer = scoped(tmp_path, board(assessment(FINE, RECENTLY)), AS_OF)
    assert go_lives_ahead(answer).select("go_live", "project_name", "units", "ready", "states").rows() == [
        (date(2020, 10, 5), "Rotas", "North Area", 0, "not assessed"),
        (date(2020, 10, 7), "Case system", "North Area, Central East", 1, "ready at 1, not assessed at 1"),
        (date(2020, 10, 14), "Rotas", "North Area", 0, "not assessed"),
    ]


def test_go_lives_after_the_twelve_weeks_or_before_the_day_are_left_out(tmp_path: Path) -> None:
    """12 weeks after 22 Jul are 14 Oct, which counts; after 21 Jul they end a day earlier."""
    assert go_lives_ahead(scoped(tmp_path / "a", board(), date(2020, 7, 22))).height == 3
    assert go_lives_ahead(scoped(tmp_path / "b", board(), date(2020, 7, 21))).height == 2
    assert go_lives_ahead(scoped(tmp_path / "c", board(), date(2020, 10, 8))).height == 1


def test_overloaded_and_not_ready_pairs_say_how_full_and_at_which_pace(tmp_path: Path) -> None:
    """Both go-lives of NA's full week; no pair of CE's."""
    store = publish(tmp_path, board(), AS_OF)
    rows = not_ready(scope(store, PackChoice())).select("project", "unit", "said", "pace").rows()
    assert rows == [
        ("P2", "NA", f"103{PERCENT}", "no pace: not assessed yet"),
        ("P1", "NA", f"103{PERCENT}", "no pace: not assessed yet"),
    ]
    assert not_ready(scope(store, PackChoice(units=("CE",)))).is_empty()


def test_at_risk_units_name_the_indicators_of_concern(tmp_path: Path) -> None:
    """NA is full in the week of 5 Oct while its calls reached are outside their limits."""
    store = publish(tmp_path, indicator_board())
    columns = ["unit_name", "weeks", "fullest", "said", "indicators"]
    assert at_risk_units(scope(store, PackChoice())).select(columns).rows() == [
        ("North Area", 1, FIRST_WEEK, f"103{PERCENT}", "Calls reached")
    ]
    assert at_risk_units(scope(store, PackChoice(units=("CE",)))).is_empty()


def test_assumptions_are_the_versions_own_parameters(tmp_path: Path) -> None:
    """320 of all 1,050 hours are estimated: 30 %."""
    answer = scoped(tmp_path, example())
    assert estimated_share(answer) == pytest.approx(320 / 1050)
    said = dict(assumptions(answer))
    assert said["Weight of an hour, by severity"] == "1: 0.5, 2: 0.75, 3: 1, 4: 1.5, 5: 2"
    assert f"so are 30{PERCENT} of the load shown" in said["Hours per person where none are given"]
    assert said["Move"] == "rises over 2 weeks to the go-live, then fades over 4 weeks, halving every week"
    assert said["Bands of saturation"].startswith(f"A calm from 0{PERCENT}, B busy from 50{PERCENT}")


def test_data_quality_counts_rows_and_ages_by_table(tmp_path: Path) -> None:
    """Two rejected impacts, and a table of events that was last changed 65 days before."""
    store = publish(
        tmp_path,
        example(),
        sources=[Source("events.csv", "0", 1, datetime(2020, 8, 1))],  # noqa: DTZ001 - UTC
        counts=[TableCount("impacts", 5, 2, 1), TableCount("training", 0, 3, 0)],
    )
    answer = scope(store, PackChoice())
    rows = {row[0]: row[1:] for row in data_quality(answer).iter_rows()}
    assert rows["events"] == (3, 0, 0, date(2020, 8, 1), 65)
    assert rows["impacts"] == (5, 2, 1, None, None)
    assert rows["training"] == (0, 3, 0, None, None)
    assert "benefits" not in rows
    assert missing_tables(answer)[0] == "readiness"
    lines = quality_lines(answer)
    assert lines[0] == "19 rows accepted; 5 rows rejected and left out."
    assert lines[1] == "1 warning about doubtful rows."
    assert lines[2] == "1 table older than 35 days when the version was published: events."
    assert f"30{PERCENT} of the load shown is from estimated hours." in lines
    assert lines[-1].startswith("Not given: readiness, checks, indicators")


def test_one_workbook_gives_the_age_of_every_table(tmp_path: Path) -> None:
    """Its name is no table's, and the scoring parameters beside it are no table."""
    book = Source("October.xlsx", "0", 1, datetime(2020, 10, 1))  # noqa: DTZ001 - UTC
    settings = replace(book, name="scoring.toml", modified=datetime(2019, 1, 7))  # noqa: DTZ001 - UTC
    answer = scope(publish(tmp_path, example(), sources=[book, settings]), PackChoice())
    assert set(data_quality(answer)["age"]) == {4}
    assert "No table was older than 35 days when the version was published." in quality_lines(answer)


def test_load_without_headcount_is_said(tmp_path: Path) -> None:
    """CE has load in two weeks, but nobody."""
    tables = example()
    left = replace(tables, headcount=tables.headcount.filter(tables.headcount["unit"] != "CE"))
    assert "2 unit-weeks with load, but without any headcount." in quality_lines(scoped(tmp_path, left))


def test_a_unit_that_the_version_lacks_is_refused(tmp_path: Path) -> None:
    """With those that it has."""
    with pytest.raises(HeatmapError, match="no unit “XX”"):
        scoped(tmp_path, example(), choice=PackChoice(units=("XX",)))


def test_the_units_are_said_by_name(tmp_path: Path) -> None:
    """Codes are for machines."""
    assert scoped(tmp_path / "a", example()).units_words == "all units"
    assert scoped(tmp_path / "b", example(), choice=NA_ONLY).units_words == "North Area"
