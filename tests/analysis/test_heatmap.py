"""The grid's numbers for a view."""

from datetime import date

import pytest

from heatmap.analysis.heatmaps.heatmap import Heatmap, heatmap
from heatmap.errors import HeatmapError
from heatmap.scoring.contributions import event_rows
from heatmap.store.store import Store
from heatmap.views.view import View


def answered(store: Store, query: str) -> Heatmap:
    """The answer to the view of an address."""
    return heatmap(store, View.from_query(query))


def keys(answer: Heatmap) -> list[str]:
    """The rows shown."""
    return [row.key for row in answer.stack.rolled.rows]


def starts(answer: Heatmap) -> list[date]:
    """The first day of each column shown."""
    return [column.start for column in answer.stack.rolled.columns]


def test_the_organisation_comes_first_then_the_units_in_its_order(store: Store) -> None:
    """Positions, not codes, order the units."""
    assert keys(answered(store, "")) == ["all", "unit:NA", "unit:CE"]


def test_saturations_are_load_against_the_capacity_of_that_week(store: Store) -> None:
    """Worked out by hand beside the example."""
    saturation = answered(store, "").stack.rolled.saturation
    assert saturation[0].tolist() == pytest.approx([780 / 1000, 270 / 700])
    assert saturation[1].tolist() == pytest.approx([620 / 600, 110 / 300])
    assert saturation[2].tolist() == pytest.approx([0.4, 0.4])


def test_an_opened_unit_shows_its_business_areas_below_it(store: Store) -> None:
    """CE has one area, and is not opened."""
    answer = answered(store, "?open=NA")
    assert keys(answer) == ["all", "unit:NA", "unit:NA/area:RESP", "unit:NA/area:CID", "unit:CE"]
    assert answer.stack.rolled.load[2].tolist() == pytest.approx([600, 100])


def test_each_row_keeps_its_own_causes_when_rows_are_opened(store: Store) -> None:
    """In NA's CID, T1 is all of the first week and the go-live all of the second."""
    causes = answered(store, "?open=NA").stack.causes
    titles = event_rows(causes.coded, causes.places)["title"].to_list()
    assert [titles[place] for place in causes.event[3, :, 0]] == ["Classroom", "Rotas live"]


def test_a_programme_filter_lowers_the_load_but_not_the_capacity(store: Store) -> None:
    """Without Digital, NA has 100 of 600 hours in the first week."""
    rolled = answered(store, "?programme=Workforce").stack.rolled
    assert rolled.load[1].tolist() == pytest.approx([100, 110])
    assert rolled.capacity[1].tolist() == pytest.approx([600, 300])


def test_the_window_starts_in_the_week_of_the_as_of_date(store: Store) -> None:
    """A Sunday belongs to the week before it."""
    assert starts(answered(store, "?asof=2020-10-18")) == [date(2020, 10, 12)]


@pytest.mark.parametrize("day", ["2019-01-01", "2026-11-22"])
def test_an_as_of_date_outside_the_span_still_shows_the_nearest_weeks(store: Store, day: str) -> None:
    """A portfolio of the past or of the future is never an empty page."""
    assert starts(answered(store, f"?asof={day}")) == [date(2020, 10, 5), date(2020, 10, 12)]


def test_dates_chosen_by_hand_replace_the_window(store: Store) -> None:
    """One week of the two."""
    assert starts(answered(store, "?from=2020-10-12&to=2020-10-12")) == [date(2020, 10, 12)]


def test_months_hold_the_weeks_whose_monday_is_in_them(store: Store) -> None:
    """Load and capacity of both weeks, summed and then divided."""
    rolled = answered(store, "?grain=month").stack.rolled
    assert rolled.saturation[0].tolist() == pytest.approx([1050 / 1700])


def test_a_filter_that_leaves_no_event_leaves_load_of_nothing(store: Store) -> None:
    """Not an error, not an empty page: the weeks are there, and calm."""
    answer = answered(store, "?kind=equipment")
    assert not answer.stack.rolled.load.any()


def test_weeks_without_the_portfolio_are_an_empty_answer(store: Store) -> None:
    """Asked for by hand, outside the span."""
    assert answered(store, "?from=2022-01-03&to=2022-02-01").is_empty


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?unit=ZZ", "This version has no unit “ZZ”. Choose from: NA, CE."),
        ("?open=ZZ", "This version has no unit “ZZ”"),
        ("?area=HQ", "no business area “HQ”. Choose from: RESP, CID."),
        ("?programme=None", "no programme “None”. Choose from: Digital, Workforce."),
        ("?project=P9", "no project “P9”. Choose from: P1, P2."),
        ("?version=7", "Version 7 does not exist. Choose from: 1."),
    ],
)
def test_a_code_that_the_version_lacks_is_refused_with_the_valid_ones(
    store: Store, query: str, said: str
) -> None:
    """A link made for another version says why it shows nothing."""
    with pytest.raises(HeatmapError) as refusal:
        answered(store, query)
    assert said in str(refusal.value)


def test_people_stand_behind_each_row(store: Store) -> None:
    """NA has 150, all units 250."""
    assert answered(store, "").people[:, 0].tolist() == [250, 150, 100]
