"""A plan told as a ranked list of moves."""

import numpy as np
import pytest

from heatmap.planning.optimising.problem import Problem, Terms
from heatmap.planning.suggesting.move_rows import move_rows, told_moves
from heatmap.planning.suggesting.suggestions import listed, suggestions
from heatmap.scoring.coded.arrays import Integers
from tests.planning.moving_portfolios import event, later, posed, small


def colliding() -> Problem:
    """Of 40 hours of capacity: 30 hours of P1, 35 of P2 and 20 of P3, in one week; 45 hours over."""
    events = [event("E1", "P1", 4), event("E2", "P2", 4), event("E3", "P3", 4)]
    return posed(small(events, {"E1": 30.0, "E2": 35.0, "E3": 20.0}))


def plan(problem: Problem, *weeks: int) -> Integers:
    """The plan of these shifts."""
    return np.array(
        [group.shifts.tolist().index(by) for group, by in zip(problem.groups, weeks, strict=True)]
    )


def test_moves_are_ranked_by_what_they_bring() -> None:
    """P2 brings 35 hours, then P1 another 10: alone it would have brought 30."""
    problem = colliding()
    first, second = suggestions(problem, plan(problem, 1, -1, 0))
    assert (first.project, first.weeks, first.alone, first.in_list) == ("P2", -1, 35, 35)
    assert (second.project, second.weeks, second.alone, second.in_list) == ("P1", 1, 30, 10)
    assert (first.delay, first.price, second.delay, second.price) == (0, 0, 1, 1)


def test_a_move_tells_whom_it_relieves_and_which_cells() -> None:
    """P1 takes North Area's last overload away."""
    problem = colliding()
    second = suggestions(problem, plan(problem, 1, -1, 0))[1]
    assert [(each.unit, each.hours) for each in second.relieved] == [("NA", -10)]
    assert second.burdened == ()
    assert (second.removed, second.created) == (1, 0)


def test_a_move_that_makes_another_cell_overflow_says_so() -> None:
    """65 hours over in one week become 20 there and 35 in the next: 10 fewer, in one cell more."""
    events = [event("E1", "P1", 4), event("E2", "P2", 4), event("E3", "P3", 5, earliest=None, latest=None)]
    problem = posed(small(events, {"E1": 60.0, "E2": 45.0, "E3": 30.0}))
    (move,) = suggestions(problem, plan(problem, 0, 1))
    assert (move.alone, move.created, move.removed) == (10, 1, 0)


def test_moves_that_bring_next_to_nothing_are_left_out() -> None:
    """P3 moves for nothing: 5 hours fit where it is."""
    events = [event("E1", "P1", 4), event("E2", "P2", 4), event("E3", "P3", 6)]
    problem = posed(small(events, {"E1": 30.0, "E2": 35.0, "E3": 5.0}))
    moves = suggestions(problem, plan(problem, 1, 0, -1))
    assert [move.project for move in moves] == ["P1"]
    assert problem.shift(listed(problem, moves)).tolist() == [1, 0, 0]


def test_a_move_that_another_one_needs_comes_first() -> None:
    """P2 needs P1 and may go earlier only after it; P1 alone brings nothing."""
    events = [
        event("E1", "P1", 3),
        event("E2", "P2", 4),
        event("E3", "P3", 4, earliest=None, latest=None),
    ]
    needs = [{"project": "P2", "needs": "P1", "lag_weeks": 0}]
    hours = {"E1": 40.0, "E2": 40.0, "E3": 40.0}
    problem = posed(small(events, hours, dependencies=needs))
    moves = suggestions(problem, plan(problem, -1, -1))
    assert [(move.project, move.weeks) for move in moves] == [("P1", -1), ("P2", -1)]
    assert [move.in_list for move in moves] == [0, 40]


def test_rows_are_a_scenarios_shifts_with_the_days_and_what_they_bring() -> None:
    """One row an event, in the order of the list."""
    problem = colliding()
    rows = move_rows(problem, suggestions(problem, plan(problem, 1, -1, 0)))
    assert rows.select("rank", "move", "event", "weeks", "of_project").rows() == [
        (1, "shift", "E2", -1, "P2"),
        (2, "shift", "E1", 1, "P1"),
    ]
    assert rows["day_now"].to_list() == [later(4), later(4)]
    assert rows["day_then"].to_list() == [later(3), later(5)]


def test_told_moves_name_the_project() -> None:
    """As the JSON has them."""
    problem = colliding()
    first = told_moves(problem, suggestions(problem, plan(problem, 1, -1, 0)))[0]
    assert (first["name"], first["weeks"], first["relief_alone"]) == ("Project P2", -1, 35.0)
    assert first["units_relieved"] == {"NA": 35.0}


def test_apart_an_events_delay_costs_its_part_of_the_projects() -> None:
    """Of two events, half of the price each."""
    events = [event("E1", "P1", 4), event("E2", "P1", 4)]
    problem = posed(small(events, {"E1": 30.0, "E2": 35.0}), Terms(price=3.0, together=False))
    (move,) = suggestions(problem, plan(problem, 1, 0))
    assert move.price == pytest.approx(1.5)
