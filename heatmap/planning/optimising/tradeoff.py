"""The trade-off between overload and delay: what each week of delay buys, from none to all that helps.

Each point is the plan found at one price of delay, a multiple of the problem's own; each search starts from
the plan of the price before, from the problem's own price down and up. Where another point has no more
overload and no more delay, a point is left out.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from heatmap.planning.optimising.optimiser import Clock, Work, optimise
from heatmap.planning.optimising.problem import Plan, Problem
from heatmap.planning.suggesting.suggestions import listed, suggestions

CHEAPER = (0.6, 0.35, 0.2, 0.1, 0.0)  # times the problem's own prices
DEARER = (1.6, 2.5, 4.0, 7.0, 12.0, 20.0, 35.0, 60.0)
FEWEST = 8  # points
_JUDGED = 35  # times each group, at each price


@dataclass(frozen=True, eq=False)
class Point:
    """A plan, without moves that are not worth it at its price: `factor` times the problem's own prices.

    `overload` in hours, `weeks` of delay of all groups.
    """

    plan: Plan
    overload: float
    weeks: int
    factor: float = 1.0


def tradeoff(
    problem: Problem, plan: Plan, *, seed: int, clock: Clock, fixed: Mapping[int, int]
) -> list[Point]:
    """The points by rising delay: the plan that moves nothing, the best ones of several prices, and `plan`.

    Where fewer than eight are left, the first moves of `plan`, as they are ranked, are points too.
    """
    points = [point_of(problem, problem.stay), point_of(problem, plan)]
    limit = Work(judged=_JUDGED * len(problem.groups), nodes=0)
    for factors in (CHEAPER, DEARER):
        start = plan
        for factor in factors:
            dearer = priced(problem, factor)
            start = optimise(dearer, seed=seed, work=limit, clock=clock, fixed=fixed, start=start).plan
            points.append(point_of(problem, listed(dearer, suggestions(dearer, start)), factor))
    found = _best(points)
    if len(found) < FEWEST:
        moves = suggestions(problem, plan)
        firsts = [listed(problem, moves[:count]) for count in range(1, len(moves) + 1)]
        found = _best([*found, *(point_of(problem, each) for each in firsts)])
    return found


def priced(problem: Problem, factor: float) -> Problem:
    """The problem with all prices of delay multiplied."""
    return replace(problem, groups=tuple(replace(each, costs=each.costs * factor) for each in problem.groups))


def weeks_of_delay(problem: Problem, plan: Plan) -> int:
    """Weeks by which groups are later, added up; one that is earlier makes no other one's delay good."""
    return int(np.maximum(problem.shift(plan), 0).sum())


def point_of(problem: Problem, plan: Plan, factor: float = 1.0) -> Point:
    """The plan as a point."""
    return Point(plan, problem.overload(plan), weeks_of_delay(problem, plan), factor)


def _best(points: Sequence[Point]) -> list[Point]:
    """Those of them that no other one is better than both in overload and in delay, by rising delay."""
    found: list[Point] = []
    for point in sorted(points, key=lambda each: (each.weeks, each.overload)):
        if not found or point.overload < found[-1].overload - 1e-6:
            found.append(point)
    return found
