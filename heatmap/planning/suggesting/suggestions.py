"""A plan as a person wants it: a ranked list of few moves, each with what it brings, costs and does besides.

Moves are ranked by what they bring on top of those before them, the most first; a move that another one
needs comes before it. A move that brings next to nothing even so is left out: fewer moves, and a value
that is hardly worse.
"""

from dataclasses import dataclass

import numpy as np

from heatmap.planning.optimising.problem import Plan, Problem
from heatmap.scoring.coded.arrays import Floats

_WORTH = 1.0  # hours that a move must better the value by to stay in the list
_NOTED = 1.0  # hours that a unit's overload must change by to be told


@dataclass(frozen=True)
class Effect:
    """By how many hours a unit's overload changes; below 0 is relief."""

    unit: str
    hours: float


@dataclass(frozen=True)
class Suggestion:
    """One move of a group, by its place, in the order of the list; hours are of overload.

    `alone` is the relief that it brings by itself, `in_list` on top of the moves before it. `price` is what
    its delay counts as. `relieved` and `burdened` are units, the most changed first, when it is made in the
    list; `created` and `removed` count cells that come to be over capacity by it, and that no longer are.
    """

    group: int
    project: str
    events: tuple[str, ...]
    weeks: int
    alone: float
    in_list: float
    price: float
    relieved: tuple[Effect, ...]
    burdened: tuple[Effect, ...]
    removed: int
    created: int

    @property
    def delay(self) -> int:
        """Weeks by which the project is later; 0 if it is earlier."""
        return max(self.weeks, 0)


def suggestions(problem: Problem, plan: Plan) -> list[Suggestion]:
    """The plan's moves, ranked; those that are not worth it are left out, unless another one needs them."""
    ranked = _ranked(problem, _worth(problem, plan))
    stay, now = problem.overload(problem.stay), problem.stay.copy()
    found = []
    for group in ranked:
        alone = problem.stay.copy()
        alone[group] = plan[group]
        then = now.copy()
        then[group] = plan[group]
        found.append(_suggestion(problem, group, now, then, stay - problem.overload(alone)))
        now = then
    return found


def listed(problem: Problem, moves: list[Suggestion]) -> Plan:
    """The plan that the listed moves make."""
    plan = problem.stay.copy()
    for move in moves:
        plan[move.group] = int(np.searchsorted(problem.groups[move.group].shifts, move.weeks))
    return plan


def _worth(problem: Problem, plan: Plan) -> Plan:
    """The plan without the moves that it is hardly worse without, the least worth ones first."""
    kept, value = plan.copy(), problem.value(plan)
    while True:
        best = None
        for group in np.flatnonzero(kept != problem.stay).tolist():
            without = kept.copy()
            without[group] = problem.stay[group]
            loss = problem.value(without) - value
            if loss < _WORTH and problem.keeps(without) and (best is None or loss < best[0]):
                best = loss, without
        if best is None:
            return kept
        kept = best[1]
        value = problem.value(kept)


def _ranked(problem: Problem, plan: Plan) -> list[int]:
    """The groups that move, each time the one that betters the value most of those that may go next."""
    now, order = problem.stay.copy(), []
    left = np.flatnonzero(plan != problem.stay).tolist()
    while left:
        best: tuple[float, int] | None = None
        for group in left:
            then = now.copy()
            then[group] = plan[group]
            if problem.keeps(then):
                best = min(best or (np.inf, group), (problem.value(then), group))
        chosen = best[1] if best else left[0]
        now[chosen] = plan[chosen]
        order.append(chosen)
        left.remove(chosen)
    return order


def _suggestion(problem: Problem, group: int, now: Plan, then: Plan, alone: float) -> Suggestion:
    before, after = _overloads(problem, now), _overloads(problem, then)
    moved = problem.groups[group]
    effects = _by_unit(problem, after - before)
    return Suggestion(
        group=group,
        project=moved.project,
        events=moved.events,
        weeks=int(moved.shifts[then[group]]),
        alone=alone,
        in_list=float((before - after).sum()),
        price=float(moved.costs[then[group]]),
        relieved=tuple(each for each in effects if each.hours < 0),
        burdened=tuple(each for each in reversed(effects) if each.hours > 0),
        removed=round(((before > 0) & (after <= 0)).sum() / problem.draws),
        created=round(((before <= 0) & (after > 0)).sum() / problem.draws),
    )


def _overloads(problem: Problem, plan: Plan) -> Floats:
    return np.maximum(problem.load(plan) - problem.room, 0.0)


def _by_unit(problem: Problem, change: Floats) -> list[Effect]:
    """Units whose overload changes, the most relieved first."""
    pairs = len(problem.selection.pairs)
    rows = change.reshape(problem.draws, pairs, -1).sum(axis=(0, 2)) if pairs else np.zeros(0)
    unit = problem.coded.pair_unit[problem.selection.pairs]
    hours = np.bincount(unit, rows, minlength=len(problem.coded.units))
    return [
        Effect(str(problem.coded.units[int(place)]), float(hours[place]))
        for place in np.argsort(hours, kind="stable")
        if abs(hours[place]) >= _NOTED
    ]
