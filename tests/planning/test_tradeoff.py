"""The trade-off between overload and delay, and why other moves are not suggested."""

from datetime import date
from itertools import count

import numpy as np
import pytest

from heatmap.analysis.versions.source import given
from heatmap.planning.optimising.optimiser import Work, optimise
from heatmap.planning.optimising.problem import Problem, Terms, problem
from heatmap.planning.optimising.tradeoff import FEWEST, tradeoff
from heatmap.planning.suggesting.alternatives import alternatives, best_other, unmoved
from heatmap.resources import SAMPLE_DATA
from tests.planning.moving_portfolios import AS_OF, colliding_later, event, posed, small


def curve(given_problem: Problem, work: int) -> list[tuple[int, float]]:
    """Weeks of delay and hours of overload of each point."""
    ticks = count()
    found = optimise(given_problem, work=Work(judged=work, nodes=0), clock=lambda: next(ticks) / 1e4)
    points = tradeoff(given_problem, found.plan, seed=1, clock=lambda: next(ticks) / 1e4, fixed={})
    assert all(given_problem.keeps(point.plan) for point in points)
    return [(point.weeks, point.overload) for point in points]


def test_the_curve_of_three_projects_that_cannot_share_a_week() -> None:
    """45 hours over; a week of delay takes the heaviest away, two more the lighter one of the others."""
    weeks, hours = zip(*curve(posed(colliding_later()), 200), strict=True)
    assert weeks == (0, 1, 3)
    assert hours == pytest.approx((45.0, 10.0, 0.0))


def test_the_samples_curve_has_eight_points_or_more_that_fall_all_the_way() -> None:
    """More delay, less overload, from point to point."""
    sample = given(SAMPLE_DATA / "march_2020", today=date(2020, 3, 2))
    points = curve(problem(sample.portfolio, sample.parameters, date(2020, 3, 2), Terms(price=40.0)), 3_000)
    assert len(points) >= FEWEST
    assert [weeks for weeks, _ in points] == sorted({weeks for weeks, _ in points})
    assert [hours for _, hours in points] == sorted((hours for _, hours in points), reverse=True)


def test_alternatives_say_what_every_other_shift_would_change() -> None:
    """P1 and P2 of 30 hours in one week, of 40: P1 a week later takes 20 away, for an hour."""
    found = posed(small([event("E1", "P1", 4), event("E2", "P2", 4)], {"E1": 30.0, "E2": 30.0}))
    first = alternatives(found, found.stay)[0]
    assert first.weeks == (-2, -1, 0, 1, 2)
    assert first.hours == (-20, -20, 0, -19, -18)
    assert first.overload == (-20, -20, 0, -20, -20)
    assert best_other([first], "P1") == (-2, -20)


def test_what_a_dependency_rules_out_is_infinitely_bad() -> None:
    """P2 has its first day where P1, which it needs, has its last day and a week."""
    needs = [{"project": "P2", "needs": "P1", "lag_weeks": 0}]
    events = [event("E1", "P1", 4), event("E2", "P2", 5)]
    found = posed(small(events, {"E1": 30.0, "E2": 30.0}, dependencies=needs))
    second = alternatives(found, found.stay)[1]
    assert [np.isinf(hours) for hours in second.hours] == [True, True, False, False, False]


def test_projects_that_cannot_move_have_a_reason() -> None:
    """One is fixed, one is about to begin, one has a window of no whole week."""
    events = [
        event("E1", "P1", 4),
        event("E2", "P2", 4, earliest=None, latest=None),
        event("E3", "P3", -3),
        event("E4", "P4", 4, earliest=event("E4", "P4", 4)["start"], latest=event("E4", "P4", 4)["end"]),
    ]
    reasons = unmoved(posed(small(events, dict.fromkeys(("E1", "E2", "E3", "E4"), 1.0))), AS_OF)
    assert set(reasons) == {"P2", "P3", "P4"}
    assert "between which days" in reasons["P2"]
    assert "notice" in reasons["P3"]
    assert "leave no week" in reasons["P4"]
