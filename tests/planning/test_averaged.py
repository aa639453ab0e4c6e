"""The plan that is best on average over draws of delays."""

from datetime import date
from itertools import count, product

import numpy as np
import pytest

from heatmap.planning.optimising.averaged import averaged
from heatmap.planning.optimising.optimiser import Work, optimise
from heatmap.planning.optimising.problem import Problem
from tests.planning.moving_portfolios import AS_OF, event, posed, small

PROJECTS = ("P1", "P2", "P3")


def neighbours() -> Problem:
    """P1, P2 and P3, of 30 hours each, one week after the other; 40 hours fit into each. P3 is fixed."""
    events = [event(f"E{number}", f"P{number}", 3 + number) for number in (1, 2)]
    events.append(event("E3", "P3", 6, earliest=None, latest=None))
    return posed(small(events, {"E1": 30.0, "E2": 30.0, "E3": 30.0}))


def drawn(*delays: tuple[int, int, int]) -> Problem:
    """The problem over these draws of the three projects' delays."""
    return averaged(neighbours(), AS_OF, np.array(delays, dtype=np.int16))


def test_overload_is_the_mean_over_the_draws() -> None:
    """On paper none; where P1 is a week late 20 hours; where P3 too, still 20."""
    problem = drawn((0, 0, 0), (1, 0, 0), (1, 0, 1), (0, 0, 0))
    assert problem.overload(problem.stay) == pytest.approx(10.0)
    assert problem.draws == 4


def test_what_cannot_move_slips_too() -> None:
    """P2 two weeks late meets P3, and P3 late by one week meets P2 late by two."""
    assert drawn((0, 1, 0)).overload(drawn((0, 1, 0)).stay) == pytest.approx(20.0)
    assert drawn((0, 2, 1)).overload(drawn((0, 2, 1)).stay) == pytest.approx(20.0)
    assert drawn((0, 0, 9)).overload(drawn((0, 0, 9)).stay) == pytest.approx(0.0)


def test_every_plan_is_worth_the_mean_of_its_loads_in_each_draw() -> None:
    """For each shift of P1 and P2, worked out week by week: one project a week fits, not two."""
    delays = [(0, 0, 0), (1, 0, 2), (2, 1, 0)]
    problem = drawn(*delays)
    for places in product(range(len(problem.groups[0].shifts)), range(len(problem.groups[1].shifts))):
        plan = np.array(places)
        first, second = problem.shift(plan).tolist()
        over = []
        for late in delays:
            load: dict[int, float] = {}
            for week in (4 + first + late[0], 5 + second + late[1], 6 + late[2]):
                load[week] = load.get(week, 0.0) + 30
            over.append(sum(max(0.0, hours - 40) for hours in load.values()))
        assert problem.overload(plan) == pytest.approx(sum(over) / len(over))


def test_the_best_plan_on_average_differs_from_the_best_on_paper() -> None:
    """On paper nothing needs to move; P1 is late half of the time, so it is moved a week or two earlier."""
    problem, ticks = drawn((0, 0, 0), (1, 0, 0)), count()
    found = optimise(problem, work=Work(nodes=0), clock=lambda: next(ticks) / 1e3)
    assert neighbours().overload(neighbours().stay) == 0
    assert problem.overload(problem.stay) == pytest.approx(10.0)
    assert found.reached.value == pytest.approx(0.0)
    assert problem.shift(found.plan)[0] in (-1, -2)


def test_work_before_the_as_of_date_does_not_slip() -> None:
    """A training of ten weeks, five of them past: a week late, the rest comes later, the past stays."""
    events = [event("E1", "P1", 3), event("E2", "P2", -10, weeks=10, earliest=None, latest=None)]
    problem = averaged(
        posed(small(events, {"E1": 30.0, "E2": 500.0})),
        date(2020, 3, 2),
        np.array([[0, 0], [0, 2]], np.int16),
    )
    # Of 50 hours a week from 27 Jan to 5 Apr, one week from 30 Mar on is left; two weeks late, three are.
    assert problem.overload(problem.stay) == pytest.approx((10 + 30) / 2)
