"""The optimiser against every plan there is, on portfolios small enough to try them all."""

from itertools import count
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from heatmap.errors import HeatmapError
from heatmap.planning.optimising.optimiser import Progress, Solved, Work, optimise
from heatmap.planning.optimising.problem import Problem, Terms
from heatmap.portfolio import Portfolio
from tests.planning.moving_portfolios import best_value, event, every_plan, moving_portfolios, posed, small


def solved(problem: Problem, work: Work | None = None, **more: Any) -> Solved:  # noqa: ANN401 - its options
    """The answer, on a clock that gains a millisecond each time that it is asked."""
    ticks = count()
    return optimise(problem, work=work or Work(judged=500), clock=lambda: next(ticks) / 1000, **more)


def colliding() -> Problem:
    """Three projects of 30 hours in the same week, of 40: 50 hours over, until they are spread."""
    events = [event(f"E{number}", f"P{number}", 0) for number in (1, 2, 3)]
    return posed(small(events, {"E1": 30.0, "E2": 30.0, "E3": 30.0}))


@given(moving_portfolios())
@settings(max_examples=60, deadline=None)
def test_the_plan_and_the_bound_meet_at_the_best_of_all_plans(portfolio: Portfolio) -> None:
    """Run to the end, the plan is the best one, and no bound was above it on the way."""
    problem = posed(portfolio)
    best, told = best_value(problem), list[Progress]()

    def tell(progress: Progress) -> bool:
        told.append(progress)
        return True

    answer = solved(problem, tell=tell)

    assert answer.reached.value == pytest.approx(best, rel=1e-6, abs=1e-6)
    assert answer.reached.bound == pytest.approx(best, rel=1e-6, abs=1e-6)
    assert all(each.bound <= best * (1 + 1e-9) + 1e-9 for each in told)
    assert problem.keeps(answer.plan)


@given(moving_portfolios())
@settings(max_examples=40, deadline=None)
def test_stopped_early_the_best_plan_lies_between_bound_and_plan(portfolio: Portfolio) -> None:
    """After no search and one node."""
    problem = posed(portfolio)
    best = best_value(problem)

    answer = solved(problem, Work(judged=1, nodes=1))

    assert answer.reached.bound <= best * (1 + 1e-9) + 1e-9
    assert best <= answer.reached.value + 1e-9
    assert answer.reached.value <= answer.before
    assert problem.value(answer.plan) == answer.reached.value


@given(moving_portfolios())
@settings(max_examples=20, deadline=None)
def test_events_that_move_apart_are_planned_as_well_as_can_be(portfolio: Portfolio) -> None:
    """Each event by its own weeks, the price of a project's delay shared among them."""
    problem = posed(portfolio, Terms(price=1.0, together=False))
    if np.prod([len(group.shifts) for group in problem.groups]) > 3_000:
        return
    assert solved(problem).reached.value == pytest.approx(best_value(problem), rel=1e-6, abs=1e-6)


def test_three_projects_that_collide_are_spread() -> None:
    """One goes a week earlier, which costs nothing, as far as the notice allows; one a week later."""
    answer = solved(colliding())
    assert answer.before == 50
    assert answer.reached.value == pytest.approx(1.0)
    assert answer.reached.bound == pytest.approx(1.0)
    assert sorted(answer.problem.shift(answer.plan).tolist()) == [-1, 0, 1]


def test_the_same_seed_and_work_give_the_same_answer() -> None:
    """Plan, bound and counts, whatever the clock says."""
    first, second = (solved(colliding(), Work(judged=60, nodes=3), seed=5) for _ in range(2))
    assert first.plan.tolist() == second.plan.tolist()
    assert first.reached == second.reached


def test_it_can_be_stopped_and_answers_with_the_best_so_far() -> None:
    """The first time it tells of progress."""
    told = list[Progress]()

    def stop(progress: Progress) -> bool:
        told.append(progress)
        return False

    answer = solved(colliding(), tell=stop)

    assert answer.reached.nodes == 0
    assert answer.reached.value <= answer.before
    assert answer.problem.keeps(answer.plan)


def test_seconds_end_the_work() -> None:
    """On a clock that gains a second at each look, three seconds are over soon."""
    ticks = count()
    answer = optimise(colliding(), work=Work(seconds=3.0), clock=lambda: float(next(ticks)))
    assert answer.reached.nodes <= 1
    assert answer.reached.value <= answer.before


def test_fixed_groups_stay_where_they_are_put() -> None:
    """The first is accepted a week later, the second rejected; the third makes the best of it."""
    problem = colliding()
    answer = solved(problem, fixed={0: 1, 1: 0})
    assert problem.shift(answer.plan)[:2].tolist() == [1, 0]
    allowed = [
        problem.value(plan) for plan in every_plan(problem) if problem.shift(plan)[:2].tolist() == [1, 0]
    ]
    assert answer.reached.value == pytest.approx(min(allowed))
    assert answer.reached.bound == pytest.approx(min(allowed))


def test_a_group_cannot_be_fixed_outside_its_window() -> None:
    """The error names the weeks that there are."""
    with pytest.raises(HeatmapError, match="cannot move by 3 weeks") as error:
        solved(colliding(), fixed={0: 3})
    assert error.value.do == "Choose from: -1, 0, 1, 2."


def test_nothing_that_may_move_is_an_answer_too() -> None:
    """The plan moves nothing, and is proven."""
    answer = solved(posed(small([event("E1", "P1", 0, earliest=None, latest=None)], {"E1": 50.0})))
    assert answer.plan.tolist() == []
    assert answer.reached.value == pytest.approx(10.0)
    assert answer.reached.bound == pytest.approx(10.0)
