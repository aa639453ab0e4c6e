from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.applying import apply
from heatmap.planning.scenarios.delays import delays, weeks_of_delay
from heatmap.planning.scenarios.overload import difference, overload
from heatmap.planning.scenarios.scenario import Add, Cancel, Impact, Move, Noun, Shift
from heatmap.portfolio import Portfolio
from heatmap.scoring.cube import score
from heatmap.scoring.parameters import DEFAULT
from heatmap.terms import Filters, Kind
from heatmap.weeks import week_number
from tests.example import FIRST_WEEK, SECOND_WEEK, example
from tests.planning.moves import OWN_MOVES
from tests.scoring.oracle import Oracle
from tests.scoring.portfolios import portfolios


def test_moving_the_classroom_week_removes_one_breach_and_creates_another() -> None:
    """NA Response: 600 h on 400 h is 200 h over; a week later 600 h on Carnival's 200 h is 400 h over."""
    moved = score(apply(example(), [Shift(Noun.EVENT, "T1", 1)]), DEFAULT)
    found = difference(score(example(), DEFAULT), moved)
    assert (found.over_before, found.over_after) == (1, 1)
    assert (found.removed, found.created) == (1, 1)
    assert found.overload_before == pytest.approx(200)
    assert found.overload_after == pytest.approx(400)
    assert found.breaches.select("unit", "area", "week", "created").rows() == [
        ("NA", "RESP", FIRST_WEEK, False),
        ("NA", "RESP", SECOND_WEEK, True),
    ]
    assert found.breaches["load_after"].to_list() == pytest.approx([100, 600])
    assert found.breaches["capacity_after"].to_list() == pytest.approx([400, 200])


def test_load_beyond_the_old_span_counts() -> None:
    """T1 five weeks later lies past every other event, and is 100 h over there: 500 h on 400 h."""
    moved = score(apply(example(), [Shift(Noun.EVENT, "T1", 5)]), DEFAULT)
    found = difference(score(example(), DEFAULT), moved)
    assert found.overload_after == pytest.approx(100)
    assert found.breaches["week"].to_list() == [FIRST_WEEK, date(2020, 11, 9)]
    assert found.breaches["capacity_before"].to_list() == pytest.approx([400, 400])


def test_weeks_before_a_day_can_be_left_out() -> None:
    """From the second week on, only the 400 h over that the move brings about count."""
    moved = score(apply(example(), [Shift(Noun.EVENT, "T1", 1)]), DEFAULT)
    found = difference(score(example(), DEFAULT), moved, since=week_number(SECOND_WEEK))
    assert found.overload_before == 0
    assert found.overload_after == pytest.approx(400)
    assert found.breaches["week"].to_list() == [SECOND_WEEK]
    after_all = difference(score(example(), DEFAULT), moved, since=week_number(date(2021, 1, 4)))
    assert (after_all.overload_after, after_all.over_after) == (0, 0)


def test_load_where_no_headcount_is_known_is_no_breach() -> None:
    """CE has no headcount in CID: whether 1,000 h are too many there nobody knows."""
    added = Add("N", "P1", "N", Kind.MOVE, None, None, FIRST_WEEK, (Impact("CE", "CID", 1000.0, 1.0, 3),))
    found = difference(score(example(), DEFAULT), score(apply(example(), [added]), DEFAULT))
    assert found.breaches.is_empty()
    assert found.overload_after == pytest.approx(found.overload_before)


@settings(max_examples=20, deadline=None)
@given(portfolios(), st.lists(OWN_MOVES, max_size=4))
def test_overload_is_that_of_the_formulas_worked_out_cell_by_cell(
    portfolio: Portfolio, scenario: list[Move]
) -> None:
    """Before and after, against the plain Python oracle; the breaches account for the change in number."""
    applied = portfolio
    for move in scenario:
        try:
            applied = apply(applied, [move])
        except HeatmapError:
            continue
    found = difference(score(portfolio, DEFAULT), score(applied, DEFAULT))
    expected = [_overload(portfolio), _overload(applied)]
    assert [found.overload_before, found.overload_after] == pytest.approx(expected, rel=1e-9, abs=1e-9)
    assert overload(score(applied, DEFAULT)) == pytest.approx(expected[1], rel=1e-9, abs=1e-9)
    assert found.over_after - found.over_before == found.created - found.removed


def _overload(portfolio: Portfolio) -> float:
    scores = Oracle(portfolio, DEFAULT, Filters()).gathered(lambda cell, _: cell).values()
    return sum(max(0.0, each.load - each.capacity) for each in scores if each.capacity is not None)


def test_delay_is_by_how_much_a_projects_last_go_live_comes_later() -> None:
    """G1 three weeks later delays P2 by 3; T1, P1's last end, a week earlier makes none of it good."""
    moved = apply(example(), [Shift(Noun.EVENT, "G1", 3), Shift(Noun.EVENT, "T1", -1)])
    found = delays(example(), moved)
    assert found.rows() == [("P1", -1.0, False), ("P2", 3.0, False)]
    assert weeks_of_delay(found) == 3


def test_training_that_moves_before_the_go_live_delays_nothing() -> None:
    """T2 is P2's training: its last go-live stays."""
    assert delays(example(), apply(example(), [Shift(Noun.EVENT, "T2", 1)])).is_empty()


def test_a_cancelled_project_is_said_to_be_so() -> None:
    """It has no delay in weeks."""
    found = delays(example(), apply(example(), [Cancel(Noun.PROJECT, "P2")]))
    assert found.rows() == [("P2", None, True)]
    assert weeks_of_delay(found) == 0


def test_a_cube_without_weeks_has_no_overload() -> None:
    """A portfolio whose every event is cancelled."""
    nothing = apply(example(), [Cancel(Noun.PROJECT, "P1"), Cancel(Noun.PROJECT, "P2")])
    found = difference(score(nothing, DEFAULT), score(nothing, DEFAULT))
    assert found.breaches.is_empty()
    assert found.overload_after == 0
    whole = difference(score(example(), DEFAULT), score(nothing, DEFAULT))
    assert (whole.removed, whole.created) == (1, 0)
    assert np.isfinite(whole.overload_before)
    assert isinstance(whole.breaches, pl.DataFrame)
