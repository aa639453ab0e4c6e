"""What is coming at a unit, worked out by hand on the example."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from heatmap.analysis.next_weeks import next_weeks, short_names
from heatmap.analysis.unit import UnitAnswer, events_of, go_lives_by_week, unit_answer, units_ahead
from heatmap.errors import HeatmapError
from heatmap.scoring.cube import score
from heatmap.scoring.parameters import default_text, parse
from heatmap.store.store import Store
from heatmap.views.unit_view import UnitView
from tests.example import FIRST_WEEK, SECOND_WEEK
from tests.scoring.portfolios import portfolio


@pytest.fixture(scope="module")
def north(store: Store) -> UnitAnswer:
    """North Area in the plain view."""
    return unit_answer(store, UnitView(), "NA")


def test_the_whole_unit_has_its_load_under_its_capacity(north: UnitAnswer) -> None:
    """620 of 600 hours, then 110 of 300."""
    assert north.weeks.load.tolist() == [pytest.approx([620, 110])]
    assert north.weeks.capacity.tolist() == [pytest.approx([600, 300])]


def test_the_programmes_come_the_greatest_first_and_add_up_to_the_unit(north: UnitAnswer) -> None:
    """Digital 520 and nothing; Workforce 100, then 100 and 10."""
    assert [row.programme for row in north.programmes.rows] == ["Digital", "Workforce"]
    assert north.programmes.load.tolist() == [pytest.approx([520, 0]), pytest.approx([100, 110])]
    np.testing.assert_allclose(north.programmes.load.sum(axis=0), north.weeks.load[0], rtol=1e-9)


def test_the_business_areas_stand_side_by_side_in_their_order(north: UnitAnswer) -> None:
    """Response 600, then 100; CID 20, then 10."""
    assert [row.area for row in north.areas.rows] == ["RESP", "CID"]
    assert north.areas.load.tolist() == [pytest.approx([600, 100]), pytest.approx([20, 10])]


def test_the_events_have_the_unit_s_own_hours_and_days(north: UnitAnswer) -> None:
    """T2 gives CE hours too, which do not count here."""
    events = north.events.select("event", "load", "first_day", "last_day")
    assert events["event"].to_list() == ["T1", "T2", "G1"]
    assert events["load"].to_list() == pytest.approx([520, 200, 10])
    assert events["first_day"].to_list() == [FIRST_WEEK, FIRST_WEEK, SECOND_WEEK]
    assert events["last_day"].to_list() == [date(2020, 10, 11), date(2020, 10, 18), date(2020, 10, 18)]


def test_a_go_live_without_hours_is_an_event_all_the_same() -> None:
    """Nobody is trained, yet the system changes under their hands; its weeks are the kind's own."""
    tables = portfolio(
        events=[
            {"event": "G1", "kind": "go_live", "go_live": date(2020, 10, 14)},
            {"event": "T1", "start": FIRST_WEEK, "end": date(2020, 10, 18)},
        ],
        impacts=[{"event": "G1", "people": 0.0}, {"event": "T1"}],
    )
    events = events_of(score(tables, parse(default_text())))
    assert events["event"].to_list() == ["G1", "T1"]
    assert events.filter(pl.col("event") == "G1").select("load", "first_day", "last_day").row(0) == (
        0.0,
        date(2020, 9, 14),
        date(2020, 12, 13),
    )


def test_go_lives_are_known_by_their_week(north: UnitAnswer) -> None:
    """Rotas on Wednesday 14 October."""
    assert go_lives_by_week(north) == {SECOND_WEEK: ["Rotas"]}


def test_the_next_weeks_say_how_full_chiefly_by_what_and_what_else(north: UnitAnswer) -> None:
    """T1 is 520 of 620 hours; T2 is 100 of 110."""
    said = [(week.headline, week.detail) for week in next_weeks(north)]
    assert said == [
        (
            "Week of 5 Oct: 103\N{NO-BREAK SPACE}% of capacity",
            "chiefly Case system training (84\N{NO-BREAK SPACE}% of it)",
        ),
        (
            "Week of 12 Oct: 37\N{NO-BREAK SPACE}% of capacity",
            (
                "chiefly Rotas training (91\N{NO-BREAK SPACE}% of it); "
                "go-live of Rotas on 14 Oct; Carnival (no go-lives)"
            ),
        ),
        ("Week of 19 Oct: nothing planned", ""),
        ("Week of 26 Oct: nothing planned", ""),
    ]


def test_a_week_over_capacity_weighs_more(north: UnitAnswer) -> None:
    """103 % is over capacity, 37 % is not."""
    assert [week.tone.value for week in next_weeks(north)] == ["over", "info", "info", "info"]


def test_the_next_weeks_start_on_the_as_of_date_whatever_is_shown(store: Store) -> None:
    """A reader of all weeks still stands on that day."""
    answer = unit_answer(store, UnitView.from_query("?weeks=all&asof=2020-10-15"), "NA")
    assert next_weeks(answer)[0].week == SECOND_WEEK
    assert answer.weeks.columns[0].start == FIRST_WEEK


def test_a_project_is_called_by_the_beginning_of_its_name_where_that_is_plain() -> None:
    """Two projects begin with CONNECT, so they keep their names."""
    projects = pl.DataFrame(
        {
            "project": ["D1", "A", "B"],
            "name": ["CONNECT Drop 1: custody, case", "CONNECT: data", "CONNECT: devices"],
        }
    )
    assert short_names(projects) == {
        "D1": "CONNECT Drop 1",
        "A": "CONNECT: data",
        "B": "CONNECT: devices",
    }


def test_units_to_choose_from_say_how_full_they_are_and_will_be(store: Store) -> None:
    """North Area is fullest now; Central East is as full in both weeks."""
    _, (north, east) = units_ahead(store, UnitView())
    assert (north.name, north.when) == ("North Area", FIRST_WEEK)
    assert north.now.saturation == pytest.approx(620 / 600)
    assert east.name == "Central East"
    assert east.fullest.saturation == pytest.approx(0.4)


def test_a_unit_that_does_not_exist_is_refused_with_those_that_do(store: Store) -> None:
    """A mistyped address says what would be right."""
    with pytest.raises(HeatmapError, match="no unit “ZZ”") as refused:
        unit_answer(store, UnitView(), "ZZ")
    assert "NA, CE" in refused.value.do


def test_a_view_survives_its_address() -> None:
    """What from_query reads, to_query wrote."""
    view = UnitView.from_query("?version=2&asof=2020-10-05&weeks=52&projects=all")
    assert UnitView.from_query(view.to_query()) == view
    assert view.href("N/A") == "/unit/N%2FA?version=2&asof=2020-10-05&weeks=52&projects=all"
    assert UnitView().href("NA") == "/unit/NA"


@pytest.mark.parametrize("query", ["?weeks=7", "?projects=some", "?version=x", "?asof=5 Oct", None, 7])
def test_a_view_that_does_not_exist_is_refused(query: object) -> None:
    """Nothing that the page's own controls can make."""
    with pytest.raises(HeatmapError):
        UnitView.from_query(query)
