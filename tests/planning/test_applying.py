from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.applying import apply
from heatmap.planning.scenarios.scenario import (
    Add,
    AddCapacity,
    AddFreeze,
    Cancel,
    Change,
    Impact,
    Move,
    Noun,
    Scenario,
    Shift,
)
from heatmap.planning.scenarios.shifting import parted, shifted_cube, unshifted
from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import code
from heatmap.scoring.cube import score
from heatmap.scoring.parameters import DEFAULT
from heatmap.terms import Kind
from tests.example import FIRST_WEEK, SECOND_WEEK, example
from tests.planning.moves import OWN_MOVES
from tests.scoring.portfolios import portfolio, portfolios
from tests.scoring.test_moves import assert_same


def test_a_shift_well_inside_the_span_needs_no_room_beside_it() -> None:
    """T2, in the middle of eleven weeks, a week later."""
    days = {"A": FIRST_WEEK, "T2": date(2020, 11, 9), "Z": date(2020, 12, 14)}
    wide = portfolio(
        events=[{"event": name, "start": day, "end": day} for name, day in days.items()],
        impacts=[{"event": name} for name in days],
    )
    moved = score(apply(wide, [Shift(Noun.EVENT, "T2", 1)]), DEFAULT)
    assert_same(shifted_cube(code(wide, DEFAULT), {"T2": 1}), moved)


def dates_of(portfolio: Portfolio, event: str) -> tuple[date | None, ...]:
    """Start, end and go-live of an event."""
    row = portfolio.events.filter(pl.col("event") == event).row(0, named=True)
    return row["start"], row["end"], row["go_live"]


def capacity_of(portfolio: Portfolio, unit: str, area: str) -> dict[date, float]:
    """Hours by week of one unit and area."""
    frame = score(portfolio, DEFAULT).frame().filter(pl.col("unit") == unit, pl.col("area") == area)
    return dict(frame.select("week", "capacity").iter_rows())


@settings(max_examples=50, deadline=None)
@given(portfolios(), st.lists(OWN_MOVES, min_size=1, max_size=5))
def test_the_fast_way_equals_scoring_the_applied_portfolio(board: Portfolio, scenario: list[Move]) -> None:
    """Shifts made on the cube, after the other moves, give the cube of the edited tables."""
    made: list[Move] = []
    applied = board
    for move in scenario:
        try:
            applied = apply(applied, [move])
        except HeatmapError:
            continue
        made.append(move)
    assume(made)
    parts = parted(board, made)
    assert_same(shifted_cube(code(unshifted(board, parts), DEFAULT), parts.weeks), score(applied, DEFAULT))


def test_a_shifted_event_moves_all_its_dates() -> None:
    """Two weeks later: start, end and go-live alike; other events stay."""
    found = apply(example(), [Shift(Noun.EVENT, "G1", 2)])
    assert dates_of(found, "G1") == (date(2020, 10, 26), date(2020, 11, 1), date(2020, 10, 28))
    assert dates_of(found, "T2") == dates_of(example(), "T2")


def test_a_shifted_project_moves_its_events_alone() -> None:
    """P2 has T2 and G1; T1 is of P1. Two shifts add up."""
    found = apply(example(), [Shift(Noun.PROJECT, "P2", -1), Shift(Noun.EVENT, "T2", 3)])
    assert dates_of(found, "T1") == dates_of(example(), "T1")
    assert dates_of(found, "T2") == (FIRST_WEEK + timedelta(days=14), date(2020, 11, 1), None)
    assert dates_of(found, "G1")[2] == date(2020, 10, 7)


def test_a_projects_shift_can_leave_what_has_started() -> None:
    """From 12 Oct on, P2 is G1 alone, which starts on that day; T2 started a week before."""
    found = apply(example(), [Shift(Noun.PROJECT, "P2", 2, SECOND_WEEK)])
    assert dates_of(found, "T2") == dates_of(example(), "T2")
    assert dates_of(found, "G1")[2] == date(2020, 10, 28)
    later = apply(example(), [Shift(Noun.PROJECT, "P2", 2, date(2020, 10, 13))])
    assert dates_of(later, "G1") == dates_of(example(), "G1")


def test_cancelled_events_no_longer_score() -> None:
    """Without P2's events, North Area's Response has T1's 500 hours alone, and CID its 20."""
    found = score(apply(example(), [Cancel(Noun.PROJECT, "P2")]), DEFAULT)
    assert found.load.sum() == pytest.approx(520)


def test_people_change_in_per_cent_and_hours_to_a_number() -> None:
    """T2 on North Area: 20 people x 10 h; half the people for 4 h are 40 h in place of 200."""
    scenario = [Change("T2", 50.0, 4.0, "NA", "RESP")]
    loads = [score(each, DEFAULT).load.sum() for each in (example(), apply(example(), scenario))]
    assert loads[0] - loads[1] == pytest.approx(160)


def test_an_added_event_scores_where_it_lands() -> None:
    """10 people x 2 h of severity 3 in one week, and a pair that had no headcount before."""
    scenario = [
        Add(
            "N1",
            "P1",
            "More",
            Kind.TRAINING,
            SECOND_WEEK,
            date(2020, 10, 18),
            None,
            (Impact("CE", "CID", 10.0, 2.0, 3),),
        )
    ]
    frame = score(apply(example(), scenario), DEFAULT).frame()
    added = frame.filter(pl.col("unit") == "CE", pl.col("area") == "CID", pl.col("load") > 0)
    assert added.select("week", "load", "capacity").rows() == [(SECOND_WEEK, pytest.approx(20.0), None)]


def test_capacity_is_added_for_its_weeks_alone() -> None:
    """50 h more in the week of 12 Oct, of which Carnival takes half; 200 h before it, 100 h in it."""
    scenario = [AddCapacity("NA", "CID", 50.0, date(2020, 10, 14), date(2020, 10, 14))]
    found = capacity_of(apply(example(), scenario), "NA", "CID")
    assert found == {FIRST_WEEK: pytest.approx(200.0), SECOND_WEEK: pytest.approx(125.0)}


def test_capacity_is_added_on_top_of_a_headcount_that_changes_meanwhile() -> None:
    """From 12 Oct there are 60 people in place of 50: 240 h, of which 30 h more, halved by Carnival."""
    later = (
        example()
        .headcount.filter(pl.col("area") == "CID")
        .with_columns(from_date=pl.lit(date(2020, 10, 8)), headcount=60.0)
    )
    grown = Portfolio.from_tables(
        {**example().tables(), "headcount": pl.concat([example().headcount, later])}
    )
    scenario = [AddCapacity("NA", "CID", 30.0, FIRST_WEEK, SECOND_WEEK)]
    found = capacity_of(apply(grown, scenario), "NA", "CID")
    assert found == {FIRST_WEEK: pytest.approx(230.0), SECOND_WEEK: pytest.approx(135.0)}
    before = [AddCapacity("NA", "CID", 30.0, date(2020, 9, 1), FIRST_WEEK)]
    found = capacity_of(apply(grown, before), "NA", "CID")
    assert found == {FIRST_WEEK: pytest.approx(230.0), SECOND_WEEK: pytest.approx(120.0)}


def test_an_added_freeze_takes_no_capacity() -> None:
    """The calendar has one row more, and every cell its hours."""
    frozen = apply(example(), [AddFreeze("NA", FIRST_WEEK, FIRST_WEEK)])
    assert len(frozen.calendar) == len(example().calendar) + 1
    assert capacity_of(frozen, "NA", "CID") == capacity_of(example(), "NA", "CID")


@pytest.mark.parametrize(
    ("move", "what"),
    [
        (Shift(Noun.EVENT, "E9", 1), "Move 1 cannot be made: This version has no event “E9”"),
        (Cancel(Noun.PROJECT, "P9"), "no project “P9”"),
        (Change("T1", 50.0, None, "NA", "SAFE"), "no business area “SAFE”"),
        (Change("T1", 50.0, None, "CE", "CID"), "T1 has no impact on CE CID"),
        (AddFreeze("ZZ", FIRST_WEEK, FIRST_WEEK), "no unit “ZZ”"),
        (AddCapacity("CE", "CID", 5.0, FIRST_WEEK, FIRST_WEEK), "CE CID has no headcount"),
        (AddCapacity("NA", "CID", 1801.0, FIRST_WEEK, FIRST_WEEK), "add at most 1,800"),
        (Add("T1", "P1", "T", Kind.MOVE, None, None, FIRST_WEEK), "has an event “T1” already"),
        (Add("N", "P1", "T", Kind.MOVE, None, None, FIRST_WEEK, (Impact("X", "CID", 1.0, None, 1),)), "“X”"),
    ],
)
def test_a_move_that_cannot_be_made_is_refused_by_its_reason(move: Move, what: str) -> None:
    """Codes that the version does not have, and hours that its people do not have."""
    with pytest.raises(HeatmapError, match=what):
        apply(example(), [move])


def test_a_move_out_of_the_calendar_is_refused() -> None:
    """No portfolio holds a date after 2100."""
    shifts = [Shift(Noun.EVENT, "T1", 260)] * 17
    with pytest.raises(HeatmapError, match="leave the years"):
        apply(example(), shifts)


def test_a_scenario_holds_so_many_moves_and_no_more() -> None:
    """101 moves are refused; so is a name of two lines."""
    with pytest.raises(HeatmapError, match="101 moves"):
        Scenario("Plan", 1, (Cancel(Noun.EVENT, "E1"),) * 101)
    with pytest.raises(HeatmapError, match="cannot be called"):
        Scenario("A\nB", 1)
