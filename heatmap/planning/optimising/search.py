"""The search for a good plan: move one group at a time to its best shift, shake a few, repeat.

Moving a group is subtracting its load and adding it shifted, so all shifts of one group are judged in
microseconds. Work is counted in groups judged, and chance comes from a seed alone: the same seed and work
give the same plan, however fast the machine is.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from heatmap.planning.optimising.reduced import Reduced
from heatmap.planning.scenarios.requirements import Requirement
from heatmap.scoring.coded.arrays import Flags, Floats, Integers

_LEAST_GAIN = 1e-7  # hours: less is rounding
_SHAKEN = (2, 6)  # how many groups are moved by chance at a time
_PATIENCE = 40  # shakes without a better plan before the best one is taken up again
_WORSE = 0.003  # share by which a plan may be worse than the best and still be gone on with


class Position:
    """A plan in a reduced problem, as places among its parts' places, that single parts are moved in."""

    def __init__(
        self, whole: Reduced, requirements: Sequence[Requirement], shifts: Sequence[Integers], plan: Integers
    ) -> None:
        self.whole, self.shifts = whole, shifts
        self.plan = plan.copy()
        self._of: list[list[tuple[int, int, bool]]] = [[] for _ in whole.parts]
        for each in requirements:
            self._of[each.after].append((each.before, each.least, True))
            self._of[each.before].append((each.after, each.least, False))
        self.over = -whole.room
        for part, place in zip(whole.parts, plan, strict=True):
            self.over[part.cells] += part.loads[place]
        self.judged = 0

    def value(self) -> float:
        """Hours: constant, costs and overload."""
        costs = sum(float(part.costs[place]) for part, place in zip(self.whole.parts, self.plan, strict=True))
        return self.whole.constant + costs + float(np.maximum(self.over, 0.0).sum())

    def judge(self, number: int) -> Floats:
        """Hours that each shift of one part brings, the others where they are; infinite if not allowed."""
        self.judged += 1
        part = self.whole.parts[number]
        others = self.over[part.cells] - part.loads[self.plan[number]]
        found = np.maximum(part.loads + others, 0.0).sum(axis=1) + part.costs
        if self._of[number]:
            found[~self.allowed(number)] = np.inf
        return np.asarray(found)

    def allowed(self, number: int) -> Flags:
        """The shifts of one part that the requirements allow with all others where they are."""
        weeks = self.shifts[number]
        fits = np.ones(len(weeks), dtype=bool)
        for other, least, after in self._of[number]:
            there = self.shifts[other][self.plan[other]]
            fits &= weeks - there >= least if after else there - weeks >= least
        return fits

    def put(self, number: int, place: int) -> None:
        """Moves one part to another of its places."""
        part = self.whole.parts[number]
        self.over[part.cells] += part.loads[place] - part.loads[self.plan[number]]
        self.plan[number] = place


@dataclass
class Found:
    """The best plan so far, in the reduced problem's places, its value in hours, and the work done for it."""

    plan: Integers
    value: float
    judged: int


Told = Callable[[Found], bool]  # told of what is best; answers whether to go on


def search(
    whole: Reduced,
    requirements: Sequence[Requirement],
    shifts: Sequence[Integers],
    start: Integers,
    *,
    seed: int,
    work: int,
    tell: Told,
) -> Found:
    """The best plan found from `start` by judging at most about `work` groups; never a worse one."""
    chance = np.random.default_rng(seed)
    position = Position(whole, requirements, shifts, start)
    best = Found(start.copy(), position.value(), 0)
    movable = np.array([n for n, part in enumerate(whole.parts) if len(part.places) > 1], dtype=np.int64)
    if not len(movable):
        return best
    _descend(position, movable, chance)
    idle = 0
    here = position.value()
    while True:
        if here < best.value - _LEAST_GAIN:
            best = Found(position.plan.copy(), here, position.judged)
            idle = 0
        if position.judged >= work or not tell(best):
            break
        if idle >= _PATIENCE:
            position_judged = position.judged
            position = Position(whole, requirements, shifts, best.plan)
            position.judged = position_judged
            here, idle = best.value, 0
        before, value = position.plan.copy(), here
        _shake(position, movable, chance)
        _descend(position, movable, chance)
        here = position.value()
        if here > min(value, best.value * (1 + _WORSE)) and here > value:
            for number in np.flatnonzero(position.plan != before):
                position.put(int(number), int(before[number]))
            here = value
        idle += 1
    best.judged = position.judged
    return best


def _descend(position: Position, movable: Integers, chance: np.random.Generator) -> None:
    """Moves one part at a time to its best place, until none gains."""
    waiting = set(movable.tolist())
    while waiting:
        for number in chance.permutation(sorted(waiting)).tolist():
            waiting.discard(number)
            found = position.judge(number)
            place = int(found.argmin())
            if found[place] < found[position.plan[number]] - _LEAST_GAIN:
                position.put(number, place)
                waiting = set(movable.tolist()) - {number}


def _shake(position: Position, movable: Integers, chance: np.random.Generator) -> None:
    """Moves a few parts to places by chance, as far as the requirements allow."""
    few = int(chance.integers(_SHAKEN[0], _SHAKEN[1]))
    for number in chance.choice(movable, size=min(few, len(movable)), replace=False).tolist():
        places = np.flatnonzero(position.allowed(number))
        if len(places):
            position.put(number, int(chance.choice(places)))
