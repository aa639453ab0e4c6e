"""Which charts come first, at which go-lives they may be rebased, and which units are at risk."""

from datetime import date

import polars as pl
import pytest

from heatmap.analysis.heatmaps.findings import findings
from heatmap.analysis.heatmaps.heatmap import heatmap
from heatmap.analysis.indicators.indicator_series import chosen_series, go_lives_of
from heatmap.analysis.indicators.performance import Performance, performance
from heatmap.analysis.indicators.risk import risk_weeks
from heatmap.analysis.versions.loading import loaded
from heatmap.errors import HeatmapError
from heatmap.scoring.indicators.phases import Rebase
from heatmap.store.store import Store
from heatmap.views.performance_view import Only, Order, PerformanceView
from heatmap.views.view import View
from tests.analysis.indicator_board import board_store
from tests.example import FIRST_WEEK

LATER = date(2020, 11, 16)
ROTAS = Rebase("NA", date(2020, 10, 14))


@pytest.fixture(scope="module")
def measured_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The example with its indicator."""
    return board_store(tmp_path_factory.mktemp("measured"))


@pytest.fixture
def answer(measured_store: Store) -> Performance:
    """As of 5 Oct 2020."""
    return performance(measured_store)


def units(answer: Performance, view: PerformanceView) -> list[str]:
    """The units of the series that a view shows, in order."""
    return chosen_series(answer, view)["unit"].to_list()


def test_the_most_recent_concern_comes_first(answer: Performance) -> None:
    """NA shows concern in the week that has just begun; CE never did."""
    rows = chosen_series(answer, PerformanceView())
    assert rows.select("unit", "last_concern", "ago").rows() == [("NA", FIRST_WEEK, 0), ("CE", None, None)]


def test_strength_is_the_distance_from_the_mean_in_reaches_of_the_limits(answer: Performance) -> None:
    """4 is 5.6 below 9.6, the limit 4.395 below it."""
    assert chosen_series(answer, PerformanceView())["strength"][0] == pytest.approx(5.6 / (2.66 * 38 / 23))


def test_units_may_come_in_their_own_order(answer: Performance) -> None:
    """NA is the first unit, whatever it shows."""
    assert units(answer, PerformanceView(order=Order.UNIT)) == ["NA", "CE"]


def test_filters_leave_the_chosen_units_and_those_of_concern(answer: Performance) -> None:
    """One of each."""
    assert units(answer, PerformanceView(units=("CE",))) == ["CE"]
    assert units(answer, PerformanceView(only=Only.CONCERN)) == ["NA"]


@pytest.mark.parametrize(
    "view", [PerformanceView(units=("ZZ",)), PerformanceView(indicators=("Z",))], ids=["unit", "indicator"]
)
def test_codes_that_the_version_lacks_are_refused(answer: Performance, view: PerformanceView) -> None:
    """With those that it has."""
    with pytest.raises(HeatmapError, match="This version has no"):
        chosen_series(answer, view)


def test_a_rebased_unit_has_a_new_phase_from_its_go_live_on(measured_store: Store) -> None:
    """Four weeks of 4 after 14 Oct: no longer concern, but what is usual now."""
    answer = performance(measured_store, as_of=LATER, rebases=[ROTAS])
    last = answer.charts.filter(pl.col("unit") == "NA").tail(4)
    assert last["phase"].to_list() == [2, 2, 2, 2]
    assert last["mean"].to_list() == [4.0] * 4
    assert last["direction"].to_list() == ["none"] * 4


def test_a_date_without_a_go_live_is_no_place_to_rebase(measured_store: Store) -> None:
    """Limits start where the change did, not where they look best."""
    view = PerformanceView(rebases=(Rebase("NA", date(2020, 10, 15)),))
    answer = performance(measured_store, as_of=LATER, rebases=view.rebases)
    with pytest.raises(HeatmapError, match=r"NA has no go-live on 15 Oct 2020") as refused:
        chosen_series(answer, view)
    assert refused.value.do == "Choose from: 14 Oct 2020."


def test_a_units_go_lives_say_what_followed_each(measured_store: Store) -> None:
    """Half a year is too little to compare with."""
    rows = go_lives_of(performance(measured_store, as_of=LATER), "A", "NA")
    assert rows.select("go_live", "project_name", "verdict").rows() == [
        (date(2020, 10, 14), "Rotas", "undecidable")
    ]


def test_an_indicator_that_is_not_measured_there_is_refused(measured_store: Store) -> None:
    """Before anything was measured."""
    answer = performance(measured_store, as_of=date(2020, 4, 1))
    with pytest.raises(HeatmapError, match="A is not measured at NA up to 1 Apr 2020"):
        go_lives_of(answer, "A", "NA")


def test_a_unit_over_capacity_with_concern_is_at_risk(measured_store: Store) -> None:
    """NA in the week of 5 Oct, said once though it is both measured and the first of those to come."""
    rows = risk_weeks(loaded(measured_store), FIRST_WEEK)
    assert rows.select("unit", "week", "indicators").rows() == [("NA", FIRST_WEEK, ["A"])]


def test_units_at_risk_are_counted_with_the_fullest_of_them(measured_store: Store) -> None:
    """A link opens its cell."""
    found = findings(heatmap(measured_store, View()))
    (risk,) = [each for each in found if each.headline == "1 unit at risk"]
    assert risk.detail.endswith("fullest North Area, 5 Oct")
    assert "cell=unit%3ANA%402020-10-05" in risk.view.to_query()
    assert len(found) == 5


def test_units_that_the_view_leaves_out_are_not_counted(measured_store: Store) -> None:
    """CE is calm."""
    view = View.from_query("?unit=CE")
    assert not [each for each in findings(heatmap(measured_store, view)) if "at risk" in each.headline]
