"""What may move, and by which weeks: windows, notice, freezes and dependencies."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from heatmap.planning.optimising.problem import Problem, Terms, benefit_prices
from heatmap.planning.optimising.windows import first_free_week
from heatmap.weeks import monday
from tests.planning.moving_portfolios import event, later, posed, small


def shifts(problem: Problem) -> dict[str, list[int]]:
    """By project or event, the weeks that it may move by."""
    return {group.events[0]: group.shifts.tolist() for group in problem.groups}


def alone(**more: Any) -> dict[str, list[int]]:  # noqa: ANN401 - an event's columns
    """The shifts of one event four weeks after the first Monday that may change."""
    return shifts(posed(small([event("E1", "P1", 4, **more)], {"E1": 10.0})))


def live(week: int, **more: object) -> dict[str, Any]:
    """A go-live on the Monday of a week, of kind `move`: load from two weeks before to four after."""
    day = later(week)
    dates = {"kind": "move", "start": None, "end": None, "go_live": day}
    return dates | {"earliest": day - timedelta(weeks=2), "latest": day + timedelta(weeks=2)} | more


def test_an_event_moves_within_its_window() -> None:
    """Two weeks either way."""
    assert alone() == {"E1": [-2, -1, 0, 1, 2]}


def test_an_event_without_a_window_is_fixed() -> None:
    """Nothing to plan."""
    assert alone(earliest=None, latest=None) == {}


def test_a_side_that_is_not_given_is_not_moved_towards() -> None:
    """Only a latest day: only later."""
    assert alone(earliest=None) == {"E1": [0, 1, 2]}
    assert alone(latest=None) == {"E1": [-2, -1, 0]}


def test_days_of_the_window_count_and_not_its_weeks() -> None:
    """A day short of two weeks is one week."""
    assert alone(latest=later(5) - timedelta(days=1) + timedelta(days=13)) == {"E1": [-2, -1, 0, 1]}


@pytest.mark.parametrize(("status", "expected"), [("tentative", [-3, -2, -1, 0, 1, 2, 3]), ("planned", None)])
def test_only_tentative_events_get_a_window_by_default(status: str, expected: list[int] | None) -> None:
    """Three weeks, by the terms."""
    fixed = event("E1", "P1", 4, earliest=None, latest=None, status=status)
    found = shifts(posed(small([fixed], {"E1": 10.0}), Terms(price=1.0, window=3)))
    assert found.get("E1") == expected


def test_four_weeks_after_the_as_of_date_are_left_alone() -> None:
    """The first week that may change starts four weeks on, or on the next Monday."""
    assert monday(first_free_week(date(2020, 3, 2))) == date(2020, 3, 30)
    assert monday(first_free_week(date(2020, 3, 3))) == date(2020, 4, 6)


def test_no_load_moves_into_the_notice_and_none_that_is_in_it_moves() -> None:
    """Load from 6 Apr may go a week earlier; load from 23 Mar may not move."""
    assert shifts(posed(small([event("E1", "P1", 0)], {"E1": 10.0}))) == {"E1": [-1, 0, 1, 2]}
    assert shifts(posed(small([event("E1", "P1", -2)], {"E1": 10.0}))) == {}


def test_the_ramp_before_a_go_live_is_load_too() -> None:
    """A move on 20 Apr has load from 6 Apr: a week earlier at the most."""
    assert shifts(posed(small([event("E1", "P1", 0, **live(2))], {"E1": 10.0}))) == {"E1": [-1, 0, 1, 2]}


@pytest.mark.parametrize(
    ("unit", "expected"), [("NA", [-2, -1, 0, 2]), ("*", [-2, -1, 0, 2]), ("CE", [-2, -1, 0, 1, 2])]
)
def test_no_go_live_moves_into_a_frozen_week_of_a_unit_that_it_lands_on(
    unit: str, expected: list[int]
) -> None:
    """One frozen day in the week after, of its own unit, of all, or of another."""
    frozen = {
        "name": "Freeze",
        "unit": unit,
        "start": later(6) + timedelta(days=6),
        "end": later(6) + timedelta(days=6),
    }
    tables: dict[str, Any] = {
        "units": [{"unit": code, "name": code} for code in ("NA", "CE")],
        "calendar": [frozen | {"capacity_taken": 0.0, "freeze": True}],
    }
    assert shifts(posed(small([event("E1", "P1", 0, **live(5))], {"E1": 10.0}, **tables))) == {"E1": expected}


def test_cancelled_events_and_proposed_projects_are_not_planned() -> None:
    """They do not score."""
    assert alone(status="cancelled") == {}
    proposed = small(
        [event("E1", "P1", 4)], {"E1": 10.0}, projects=[{"project": "P1", "name": "P", "status": "proposed"}]
    )
    assert shifts(posed(proposed)) == {}


def test_a_projects_events_move_together_where_all_may() -> None:
    """One may go two weeks later, the other one; a third is fixed and stays."""
    events = [
        event("E1", "P1", 4),
        event("E2", "P1", 5, latest=later(7) - timedelta(days=1)),
        event("E3", "P1", 6, earliest=None, latest=None),
    ]
    portfolio = small(events, {"E1": 10.0, "E2": 10.0, "E3": 10.0})
    (group,) = posed(portfolio).groups
    assert group.events == ("E1", "E2")
    assert group.shifts.tolist() == [-2, -1, 0, 1]
    assert shifts(posed(portfolio, Terms(price=1.0, together=False))) == {
        "E1": [-2, -1, 0, 1, 2],
        "E2": [-2, -1, 0, 1],
    }


def dependent(lag: int, first: int = 4, then: int = 6) -> Problem:
    """P2 goes live on the Monday of week `then` and needs P1, live in week `first`, by some weeks."""
    events = [event("E1", "P1", 0, **live(first)), event("E2", "P2", 0, **live(then))]
    needs = [{"project": "P2", "needs": "P1", "lag_weeks": lag}]
    return posed(small(events, {"E1": 10.0, "E2": 10.0}, dependencies=needs))


def test_a_project_keeps_behind_what_it_needs() -> None:
    """Two weeks lie between them; one is needed: a week of room."""
    (requirement,) = dependent(lag=1).requirements
    assert (requirement.after, requirement.before, requirement.least) == (1, 0, -1)


def test_a_dependency_that_is_broken_already_may_not_be_broken_further() -> None:
    """Four weeks are needed and two there."""
    (requirement,) = dependent(lag=4).requirements
    assert requirement.least == 0


def test_what_is_fixed_holds_back_what_needs_it_or_is_needed() -> None:
    """P1 cannot move: P2 may go a week earlier at most; and the other way round."""
    still = {"earliest": None, "latest": None}
    needs = [{"project": "P2", "needs": "P1", "lag_weeks": 1}]
    hours = {"E1": 10.0, "E2": 10.0}
    first_fixed = [event("E1", "P1", 0, **live(4, **still)), event("E2", "P2", 0, **live(6))]
    assert shifts(posed(small(first_fixed, hours, dependencies=needs))) == {"E2": [-1, 0, 1, 2]}
    second_fixed = [event("E1", "P1", 0, **live(4)), event("E2", "P2", 0, **live(6, **still))]
    assert shifts(posed(small(second_fixed, hours, dependencies=needs))) == {"E1": [-2, -1, 0, 1]}


def test_benefits_price_a_projects_delay() -> None:
    """1,300 in each of two quarters, 100 a week: 4 hours at 25; what is not cashable, or past, counts not."""
    benefits = [
        {"project": "P1", "quarter": date(2020, 4, 1), "planned": 1300.0},
        {"project": "P1", "quarter": date(2020, 7, 1), "planned": 1300.0},
        {"project": "P1", "quarter": date(2019, 7, 1), "planned": 9000.0},
        {"project": "P2", "quarter": date(2020, 4, 1), "planned": 9000.0, "cashable": False},
    ]
    given = small([event("E1", "P1", 4), event("E2", "P2", 4)], {"E1": 10.0, "E2": 10.0}, benefits=benefits)
    assert benefit_prices(given.benefits, 25.0, date(2020, 3, 2)) == {"P1": pytest.approx(4.0)}
    prices = benefit_prices(given.benefits, 25.0, date(2020, 3, 2))
    first, second = posed(given, Terms(price=1.0, prices=prices)).groups
    assert first.costs.tolist() == [0, 0, 0, 4, 8]
    assert second.costs.tolist() == [0, 0, 0, 1, 2]


def test_load_cannot_hide_past_the_portfolios_end() -> None:
    """Two trainings of 60 hours in the last week: moved later they are over capacity there too."""
    events = [event("E1", "P1", 4), event("E2", "P2", 4)]
    problem = posed(small(events, {"E1": 60.0, "E2": 60.0}))
    latest = [len(group.shifts) - 1 for group in problem.groups]
    assert problem.overload(problem.stay) == 80
    assert problem.overload(pl.Series(latest).to_numpy()) == 80
