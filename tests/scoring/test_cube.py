from datetime import date
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings

from heatmap.portfolio import Portfolio
from heatmap.scoring.cube import score
from heatmap.scoring.parameters import DEFAULT
from heatmap.terms import Filters
from tests.scoring.agreement import assert_agrees, some_filters
from tests.scoring.oracle import Oracle
from tests.scoring.portfolios import Rows, portfolio, portfolios


@settings(max_examples=60, deadline=None)
@given(portfolios(), some_filters)
def test_every_column_is_what_impact_by_impact_and_week_by_week_gives(
    portfolio: Portfolio, filters: Filters
) -> None:
    """The frame has the oracle's rows and numbers, for any portfolio and filters."""
    frame = score(portfolio, DEFAULT, filters).frame()
    expected = Oracle(portfolio, DEFAULT, filters).gathered(lambda cell, _: cell)
    assert [(row["unit"], row["area"], row["week"]) for row in frame.to_dicts()] == sorted(expected)
    for row in frame.to_dicts():
        assert_agrees(row, expected[row["unit"], row["area"], row["week"]])


WEEK = {"start": date(2020, 3, 2), "end": date(2020, 3, 8)}
MONDAY = date(2020, 3, 2)
FORTNIGHT = {"start": date(2020, 3, 2), "end": date(2020, 3, 15)}


def rows_of(**tables: Rows) -> list[dict[str, Any]]:
    """The scored rows of a small portfolio."""
    return score(portfolio(**tables), DEFAULT).frame().to_dicts()


def test_load_is_people_times_hours_times_the_severitys_weight() -> None:
    """10 people, 3 hours each, severity 4 weighs 1.5: 45 hours in the event's one week."""
    impact = {"event": "E1", "people": 10.0, "hours_per_person": 3.0, "severity": 4}
    assert rows_of(events=[{"event": "E1", **WEEK}], impacts=[impact])[0]["load"] == pytest.approx(45.0)


def test_missing_hours_are_estimated_by_severity() -> None:
    """10 people at severity 3: 8 hours each by default; with 80 hours given besides, half is estimated."""
    row = rows_of(
        events=[{"event": "E1", **WEEK}, {"event": "E2", **WEEK}],
        impacts=[
            {"event": "E1", "hours_per_person": None},
            {"event": "E2", "hours_per_person": 8.0},
        ],
    )[0]
    assert (row["load"], row["estimated"]) == pytest.approx((160.0, 0.5))


def test_capacity_is_what_the_headcount_gives_to_change() -> None:
    """100 people, 40 hours a week, a tenth of them: 400 hours; a load of 10 is 0.025 of it, band A."""
    row = rows_of(events=[{"event": "E1", **WEEK}], impacts=[{"event": "E1"}])[0]
    assert (row["capacity"], row["saturation"]) == pytest.approx((400.0, 0.025))
    assert row["band"] == "A"


def test_the_calendar_takes_its_days_share_from_its_unit_and_from_all() -> None:
    """Two days of half for all and one day of all for the unit: (2 * 0.5 + 1) / 7 of 400 hours is taken."""
    row = rows_of(
        units=[{"unit": "NA", "name": "North Area"}, {"unit": "WA", "name": "West Area"}],
        events=[{"event": "E1", **WEEK}],
        impacts=[{"event": "E1"}],
        calendar=[
            {"name": "Carnival", "start": date(2020, 2, 29), "end": date(2020, 3, 3), "capacity_taken": 0.5},
            {"name": "Derby", "unit": "NA", "start": date(2020, 3, 8), "end": date(2020, 3, 9)},
            {"name": "Elsewhere", "unit": "WA", "start": MONDAY, "end": date(2020, 3, 8)},
        ],
    )[0]
    assert row["capacity"] == pytest.approx(400 * 5 / 7)


def test_the_calendar_never_takes_more_than_everything() -> None:
    """Two full weeks on top of each other leave nothing, not less than nothing."""
    row = rows_of(
        events=[{"event": "E1", **WEEK}],
        impacts=[{"event": "E1"}],
        calendar=[{"name": name, **WEEK} for name in ("Freeze", "Strike")],
    )[0]
    assert row["capacity"] == 0.0


def test_tenths_that_add_up_to_everything_leave_nothing() -> None:
    """0.7 + 0.2 + 0.1 is all of the week, although floating point has a little less."""
    row = rows_of(
        events=[{"event": "E1", **WEEK}],
        impacts=[{"event": "E1"}],
        calendar=[{"name": f"{taken}", "capacity_taken": taken, **WEEK} for taken in (0.7, 0.2, 0.1)],
    )[0]
    assert (row["capacity"], row["saturation"], row["band"]) == (0.0, None, "E")


def test_a_new_headcount_counts_from_the_first_monday_on_or_after_it() -> None:
    """A row of Tuesday 3 March counts from 9 March, a row of Monday 16 March from that day."""
    rows = rows_of(
        events=[{"event": "E1", "start": MONDAY, "end": date(2020, 3, 22)}],
        impacts=[{"event": "E1"}],
        headcount=[
            {"unit": "NA", "area": "CID", "headcount": 50.0, "from_date": date(2020, 3, 16)},
            {"unit": "NA", "area": "CID", "headcount": 200.0, "from_date": date(2020, 3, 3)},
        ],
    )
    assert [row["capacity"] for row in rows] == [None, 800.0, 200.0]


def test_of_two_rows_that_start_in_one_week_the_later_counts() -> None:
    """Rows of Tuesday and Wednesday: from next Monday, Wednesday's."""
    rows = rows_of(
        events=[{"event": "E1", **FORTNIGHT}],
        impacts=[{"event": "E1"}],
        headcount=[
            {"unit": "NA", "area": "CID", "headcount": 200.0, "from_date": date(2020, 3, 4)},
            {"unit": "NA", "area": "CID", "headcount": 50.0, "from_date": date(2020, 3, 3)},
        ],
    )
    assert [row["capacity"] for row in rows] == [None, 800.0]


def test_load_without_headcount_has_no_capacity_saturation_or_band() -> None:
    """No headcount row: no data, which is not the same as no capacity."""
    row = rows_of(events=[{"event": "E1", **WEEK}], impacts=[{"event": "E1"}], headcount=[])[0]
    assert (row["load"], row["capacity"], row["saturation"], row["band"]) == (10.0, None, None, None)


def test_load_on_no_capacity_is_in_the_last_band() -> None:
    """A headcount of 0 with load: no saturation, band E."""
    row = rows_of(
        events=[{"event": "E1", **WEEK}],
        impacts=[{"event": "E1"}],
        headcount=[{"unit": "NA", "area": "CID", "headcount": 0.0}],
    )[0]
    assert (row["capacity"], row["saturation"], row["band"]) == (0.0, None, "E")


def test_nothing_on_no_capacity_is_calm() -> None:
    """No load on no capacity: saturation 0, band A, nothing counted."""
    rows = rows_of(
        areas=[{"area": "CID", "name": "CID"}, {"area": "RESP", "name": "Response"}],
        events=[{"event": "E1", **WEEK}],
        impacts=[{"event": "E1"}],
        headcount=[{"unit": "NA", "area": "RESP", "headcount": 0.0}],
    )
    blank = {name: rows[1][name] for name in ("saturation", "band", "projects", "worst", "estimated")}
    assert blank == {"saturation": 0.0, "band": "A", "projects": 0, "worst": 0, "estimated": 0.0}


@pytest.mark.parametrize(
    ("people", "letter"), [(199.9, "A"), (200, "B"), (320, "C"), (399, "C"), (400, "D"), (500, "E")]
)
def test_a_bands_lower_bound_is_in_the_band(people: float, letter: str) -> None:
    """On a capacity of 400: 0.5 is B, 0.8 is C, 1.0 is D, 1.25 is E."""
    impact = {"event": "E1", "people": people}
    assert rows_of(events=[{"event": "E1", **WEEK}], impacts=[impact])[0]["band"] == letter


def test_a_band_is_reached_although_rounding_falls_short() -> None:
    """1,200 hours over 21 days on a capacity of 400: a third, three weeks long, is exactly 1.0."""
    rows = rows_of(
        events=[{"event": "E1", "start": MONDAY, "end": date(2020, 3, 22)}],
        impacts=[{"event": "E1", "people": 1200.0}],
    )
    assert [row["band"] for row in rows] == ["D", "D", "D"]


def test_two_events_of_one_project_are_no_collision() -> None:
    """Distinct projects are counted, in weeks in which their events have load."""
    rows = rows_of(
        projects=[{"project": "P1", "name": "First"}, {"project": "P2", "name": "Second"}],
        events=[
            {"event": "E1", **FORTNIGHT},
            {"event": "E2", **FORTNIGHT},
            {"event": "E3", "project": "P2", **WEEK},
        ],
        impacts=[{"event": "E1"}, {"event": "E2", "severity": 2}, {"event": "E3", "severity": 5}],
    )
    assert [row["projects"] for row in rows] == [2, 1]
    assert [row["worst"] for row in rows] == [5, 3]


def test_an_impact_of_no_hours_counts_only_its_go_live() -> None:
    """No people: no load, project or severity; but the go-live happens there."""
    rows = rows_of(
        projects=[{"project": "P1", "name": "First"}, {"project": "P2", "name": "Second"}],
        events=[
            {"event": "E1", **WEEK},
            {"event": "E2", "project": "P2", "kind": "go_live", "go_live": date(2020, 3, 4)},
        ],
        impacts=[{"event": "E1"}, {"event": "E2", "people": 0.0, "severity": 5}],
    )
    assert [(row["projects"], row["worst"], row["go_lives"]) for row in rows] == [(1, 3, 1)]


def test_a_go_live_of_an_even_event_counts_in_its_week() -> None:
    """Training that names a go-live date counts there."""
    rows = rows_of(
        events=[{"event": "E1", "go_live": date(2020, 3, 10), **FORTNIGHT}], impacts=[{"event": "E1"}]
    )
    assert [row["go_lives"] for row in rows] == [0, 1]


def test_cancelled_events_and_proposed_or_paused_projects_do_not_score() -> None:
    """Closed projects still do: they were real load."""
    statuses = ("active", "closed", "proposed", "paused")
    rows = rows_of(
        projects=[{"project": each, "name": each, "status": each} for each in statuses],
        events=[
            *({"event": each, "project": each, **WEEK} for each in statuses),
            {"event": "gone", "project": "active", "status": "cancelled", **WEEK},
        ],
        impacts=[{"event": each} for each in (*statuses, "gone")],
    )
    assert [(row["load"], row["projects"]) for row in rows] == [(20.0, 2)]


def test_a_filter_can_ask_for_what_does_not_score() -> None:
    """A cancelled event beyond the span of the others widens it, so that none of its hours is lost."""
    given = portfolio(
        events=[
            {"event": "E1", **WEEK},
            {"event": "E2", "status": "cancelled", "start": date(2020, 4, 6), "end": date(2020, 4, 12)},
        ],
        impacts=[{"event": "E1"}, {"event": "E2"}],
    )
    frame = score(given, DEFAULT, Filters(event_statuses=("cancelled",))).frame()
    assert (frame.height, frame["load"].sum()) == (6, 10.0)


def test_filters_narrow_the_weeks_but_never_move_load_into_them() -> None:
    """The second of two weeks alone: half of the hours."""
    given = portfolio(events=[{"event": "E1", **FORTNIGHT}], impacts=[{"event": "E1"}])
    frame = score(given, DEFAULT, Filters(first=date(2020, 3, 12))).frame()
    assert frame.select("week", "load").rows() == [(date(2020, 3, 9), 5.0)]


def test_a_portfolio_without_load_has_no_weeks() -> None:
    """Headcount alone makes no rows: the span is that of load."""
    assert rows_of(events=[], impacts=[]) == []


def test_weeks_between_two_events_are_exactly_empty() -> None:
    """Load 0, not a residue of what came before."""
    rows = rows_of(
        events=[
            {"event": "E1", **WEEK},
            {"event": "E2", "start": date(2020, 5, 4), "end": date(2020, 5, 10)},
        ],
        impacts=[{"event": "E1", "people": 1e9 / 3}, {"event": "E2"}],
    )
    assert [row["load"] for row in rows[1:-1]] == [0.0] * 8


def test_north_area_stays_na() -> None:
    """The code NA is a text like any other."""
    assert rows_of(events=[{"event": "E1", **WEEK}], impacts=[{"event": "E1"}])[0]["unit"] == "NA"


@settings(max_examples=40, deadline=None)
@given(portfolios())
def test_two_halves_of_the_impacts_add_up(portfolio: Portfolio) -> None:
    """Load is additive: any two parts of the impacts make the whole."""
    whole = score(portfolio, DEFAULT).frame()
    keys = ["unit", "area", "week"]
    halves = [
        score(Portfolio.from_tables({**portfolio.tables(), "impacts": half}), DEFAULT).frame()
        for half in (portfolio.impacts[::2], portfolio.impacts[1::2])
    ]
    together = (
        pl.concat(halves).group_by(keys).agg(pl.col("load").sum()).filter(pl.col("load") > 0).sort(keys)
    )
    loaded = whole.filter(pl.col("load") > 0)
    assert together.select(keys).equals(loaded.select(keys))
    np.testing.assert_allclose(together["load"], loaded["load"], rtol=1e-12)


@settings(max_examples=40, deadline=None)
@given(portfolios())
def test_the_order_of_the_rows_changes_nothing(portfolio: Portfolio) -> None:
    """Tables turned upside down score the same, to the last bit."""
    upside_down = {name: table.reverse() for name, table in portfolio.tables().items()}
    frame = score(Portfolio.from_tables(upside_down), DEFAULT).frame()
    assert frame.equals(score(portfolio, DEFAULT).frame(), null_equal=True)


@settings(max_examples=20, deadline=None)
@given(portfolios())
def test_enum_codes_score_as_texts_do(portfolio: Portfolio) -> None:
    """Codes as the store gives them, in another order than sorted and with spare ones."""
    coded = portfolio.impacts.with_columns(
        pl.col("event").cast(pl.Enum(["spare", *portfolio.events["event"].reverse()])),
        pl.col("unit").cast(pl.Enum(["spare", *portfolio.units["unit"].reverse()])),
        pl.col("area").cast(pl.Enum([*portfolio.areas["area"].reverse()])),
    )
    found = score(Portfolio.from_tables({**portfolio.tables(), "impacts": coded}), DEFAULT).frame()
    assert found.equals(score(portfolio, DEFAULT).frame(), null_equal=True)
