"""Small portfolios whose projects may move, literal and random, and the best plan by trying every one."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from hypothesis import strategies as st

from heatmap.planning.optimising.problem import Problem, Terms, problem
from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.arrays import Integers
from heatmap.scoring.parameters import DEFAULT, SCORING_VERSION, default_text
from heatmap.store.store import Store
from tests.scoring.portfolios import portfolio
from tests.store.portfolios import NOW

AS_OF = date(2020, 3, 2)  # a Monday
MONDAY = date(2020, 4, 6)  # a week after the first that may change
PROJECTS = ("P1", "P2", "P3", "P4")
UNITS = ("NA", "CE")
TERMS = Terms(price=1.0)


def later(weeks: int) -> date:
    """The Monday so many weeks after MONDAY."""
    return MONDAY + timedelta(weeks=weeks)


def event(code: str, project: str, week: int, weeks: int = 1, **more: object) -> dict[str, Any]:
    """A training of so many weeks from a week on, that may move by two weeks unless said otherwise."""
    start, end = later(week), later(week + weeks) - timedelta(days=1)
    room = {"earliest": start - timedelta(weeks=2), "latest": end + timedelta(weeks=2)}
    return {"event": code, "project": project, "start": start, "end": end, **room, **more}


def small(events: list[dict[str, Any]], hours: dict[str, float], **tables: list[dict[str, Any]]) -> Portfolio:
    """Unit NA, area CID, 40 hours of capacity a week; each event takes its hours, of severity 3, in all."""
    projects = sorted({each["project"] for each in events})
    given: dict[str, list[dict[str, Any]]] = {
        "projects": [{"project": code, "name": f"Project {code}"} for code in projects],
        "events": events,
        "impacts": [{"event": code, "people": 1.0, "hours_per_person": each} for code, each in hours.items()],
        "headcount": [{"unit": "NA", "area": "CID", "headcount": 10.0}],
    }
    return portfolio(**{**given, **tables})


def posed(given: Portfolio, terms: Terms = TERMS) -> Problem:
    """The problem on 2 Mar 2020, at 1 hour a week of delay unless said otherwise."""
    return problem(given, DEFAULT, AS_OF, terms)


def every_plan(given: Problem) -> Iterator[Integers]:
    """Every plan that keeps the requirements."""
    for places in product(*(range(len(group.shifts)) for group in given.groups)):
        plan = np.array(places, dtype=np.int64)
        if given.keeps(plan):
            yield plan


def best_value(given: Problem) -> float:
    """The value of the best plan, by trying every one."""
    return min(given.value(plan) for plan in every_plan(given))


_hours = st.sampled_from((3.0, 8.0, 20.0, 33.5, 60.0))


@st.composite
def moving_portfolios(draw: st.DrawFn) -> Portfolio:
    """Four projects of one to two events each with windows of their own, two units, some dependencies."""
    events, impacts = [], []
    for project in PROJECTS:
        for number in range(draw(st.integers(1, 2))):
            code = f"{project}-{number}"
            start = later(draw(st.integers(0, 6)))
            if draw(st.booleans()):
                end = start + timedelta(days=draw(st.integers(0, 20)))
                own: dict[str, Any] = {"kind": "training", "start": start, "end": end}
            else:
                end = start
                own = {"kind": draw(st.sampled_from(("move", "system"))), "go_live": start}
            window = {
                "earliest": start - timedelta(weeks=draw(st.integers(0, 2))),
                "latest": end + timedelta(weeks=draw(st.integers(0, 3))),
            }
            events.append({"event": code, "project": project, **own, **window})
            impacts += [
                {"event": code, "unit": unit, "people": 1.0, "hours_per_person": draw(_hours), "severity": 3}
                for unit in draw(st.sets(st.sampled_from(UNITS), min_size=1))
            ]
    needs = draw(
        st.lists(st.tuples(st.sampled_from(PROJECTS), st.sampled_from(PROJECTS)), max_size=2, unique=True)
    )
    return portfolio(
        units=[{"unit": unit, "name": unit} for unit in UNITS],
        projects=[{"project": project, "name": project} for project in PROJECTS],
        events=events,
        impacts=impacts,
        headcount=[
            {"unit": unit, "area": "CID", "headcount": draw(st.sampled_from((0.0, 2.0, 8.0)))}
            for unit in UNITS
        ],
        calendar=draw(
            st.sampled_from(
                (
                    [],
                    [
                        {
                            "name": "Freeze",
                            "unit": "NA",
                            "start": later(3),
                            "end": later(4),
                            "capacity_taken": 0.5,
                            "freeze": True,
                        }
                    ],
                )
            )
        ),
        dependencies=[
            {"project": project, "needs": other, "lag_weeks": draw(st.integers(0, 2))}
            for project, other in needs
        ],
    )


def colliding_later() -> Portfolio:
    """Of 40 hours of capacity: 30 of P1, 35 of P2, 20 of P3 in one week, not to be earlier; P4 is fixed."""
    events = [event(f"E{number}", f"P{number}", 4, earliest=later(4)) for number in (1, 2, 3)]
    events.append(event("E4", "P4", 8, earliest=None, latest=None))
    return small(events, {"E1": 30.0, "E2": 35.0, "E3": 20.0, "E4": 1.0})


def published(folder: Path) -> Store:
    """A store with the colliding projects, at an hour a week of delay."""
    found = Store(folder)
    found.publish(
        colliding_later(),
        note="First",
        author="Sam",
        as_of=AS_OF,
        now=NOW,
        parameters=default_text().replace("price_per_week = 40", "price_per_week = 1"),
        scoring_version=SCORING_VERSION,
        sources=(),
    )
    return found
