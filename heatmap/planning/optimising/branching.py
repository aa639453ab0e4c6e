"""Branch and bound over the groups' windows: proves how good a plan is, and finds better ones on the way.

A node is a window of shifts for each group. It is cut down afresh, its relaxation is solved and cut, shifts
that no better plan can have are removed by their price, and what is left is split in two: the group whose
mixture of shifts hides most overload goes early in one child and late in the other. The node with the
lowest bound comes next, so that the proven bound, the lowest of all open nodes, rises.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

import numpy as np

from heatmap.planning.optimising.cuts import Mixer
from heatmap.planning.optimising.cutting import Columns, Cut, found_cuts, handed_on
from heatmap.planning.optimising.problem import Plan, Problem
from heatmap.planning.optimising.reduced import reduced
from heatmap.planning.optimising.relaxation import Relaxation
from heatmap.scoring.coded.arrays import Floats, Integers

CLOSE = 1e-7  # share of the best value: what cannot be better by more is as good
_LEAST = 1e-6  # hours, likewise
_FIRST_ROUNDS, _ROUNDS = 6, 2  # of cuts, at the first node and at others
_SLOW = 0.02  # share of the way to the best value that a round of cuts must bring for another one
_AFRESH = 0.1  # share of the open shifts that must go for a node to be cut down once more
_PRICED = 1e-6  # a cut of a lower price does not bind

Windows = list[Integers]  # the places that are left of each group's shifts


@dataclass(order=True)
class Node:
    """Windows that are still to be looked at, and the bound of all plans in them, in hours."""

    bound: float
    number: int
    windows: Windows = field(compare=False)
    known: list[Cut] = field(compare=False)


@dataclass
class Proof:
    """How far the search of the tree has come: the best plan, its value and the bound in hours, the nodes."""

    plan: Plan
    value: float
    bound: float
    nodes: int = 0

    @property
    def gap(self) -> float:
        """(value - bound) / value: no plan is better by a larger share."""
        return max(0.0, (self.value - self.bound) / self.value) if self.value > 0 else 0.0


@dataclass
class Looked:
    """A node that was looked at: its bound, the plan nearest to its relaxation, its children's windows."""

    bound: float
    near: Plan | None
    children: list[Windows]
    known: list[Cut]


Told = Callable[[Proof], bool]  # told of progress; answers whether to go on
Improve = Callable[[Plan, int], Plan | None]  # a plan near this one that is kept, found at so many nodes
Left = Callable[[], float | None]  # seconds that are left, None for any


def prove(
    problem: Problem, start: Plan, windows: Windows, *, nodes: int, improve: Improve, left: Left, tell: Told
) -> Proof:
    """Bounds the value of every plan in the windows, looking at no more than so many nodes.

    `start` is a plan in the windows that keeps the requirements.
    """
    proof = Proof(start.copy(), problem.value(start), 0.0)
    looker, numbers = Looker(problem, left), count()
    waiting = [Node(0.0, next(numbers), windows, [])]
    settled = np.inf  # the lowest bound of a node that nothing better than the best plan is in
    while waiting and proof.nodes < nodes and tell(proof):
        node = heapq.heappop(waiting)
        aim = proof.value - max(CLOSE * proof.value, _LEAST)
        if node.bound >= aim:
            settled = min(settled, node.bound)
            continue
        looked = looker.look(node, aim)
        proof.nodes += 1
        if not looked.children:
            settled = min(settled, looked.bound)
        for child in looked.children:
            heapq.heappush(waiting, Node(looked.bound, next(numbers), child, looked.known))
        _better(problem, proof, looked.near, improve)
        lowest = min(settled, waiting[0].bound if waiting else np.inf, proof.value)
        proof.bound = max(proof.bound, lowest)
    tell(proof)
    return proof


def _better(problem: Problem, proof: Proof, near: Plan | None, improve: Improve) -> None:
    """Takes up the plan that a node's relaxation is near to, if it is better once it is improved."""
    plan = improve(near, proof.nodes) if near is not None else None
    if plan is not None and problem.value(plan) < proof.value:
        proof.plan, proof.value = plan, problem.value(plan)


class Looker:
    """Looks at nodes of one problem."""

    def __init__(self, problem: Problem, left: Left) -> None:
        self.problem, self.left = problem, left
        self.shifts = [each.shifts for each in problem.groups]
        self.first_shift = np.cumsum([0, *map(len, self.shifts)])
        self.mixer = Mixer()

    def look(self, node: Node, aim: float) -> Looked:
        """Bounds one node, and splits it unless no plan in it has a value below `aim`."""
        windows, known, bound = node.windows, node.known, node.bound
        rounds = _ROUNDS if node.number else _FIRST_ROUNDS
        while narrow(self.problem, windows):
            whole = reduced(self.problem.groups, self.problem.room, windows)
            relaxation = Relaxation(whole, self.problem.requirements, self.shifts, self.left())
            known = self._cut(relaxation, windows, known, rounds, aim) if whole.parts else []
            bound = max(bound, relaxation.bound)
            if bound >= aim:
                return Looked(bound, None, [], [])
            fewer = [
                places[relaxation.above(number) + relaxation.bound < aim]
                for number, places in enumerate(windows)
            ]
            before, after = sum(map(len, windows)), sum(map(len, fewer))
            if before - after <= _AFRESH * before or self._late():
                near = [places[relaxation.share(n).argmax()] for n, places in enumerate(windows)]
                return Looked(bound, np.array(near), self._split(relaxation, windows, fewer), known)
            windows, rounds = fewer, _ROUNDS
        return Looked(aim, None, [], [])

    def _late(self) -> bool:
        seconds = self.left()
        return seconds is not None and seconds <= 0

    def _cut(
        self, relaxation: Relaxation, windows: Windows, known: list[Cut], rounds: int, aim: float
    ) -> list[Cut]:
        """Solves and cuts, a few times over; answers the cuts that bind."""
        columns = Columns(relaxation, self.first_shift, windows, len(self.problem.room))
        others = len(relaxation.cells)
        own = [cut for cut in known if columns.of_cell[cut.cell] >= 0]
        relaxation.add(handed_on(relaxation, columns, own))
        for turn in range(rounds + 1):
            before = relaxation.bound
            relaxation.solve()
            slow = turn > 0 and relaxation.bound - before < _SLOW * (aim - before)
            if relaxation.bound >= aim or turn == rounds or slow or self._late():
                break
            found = found_cuts(relaxation, columns, self.mixer)
            if not found:
                break
            own += found
            relaxation.add(handed_on(relaxation, columns, found))
        prices = relaxation.prices[others:]
        return [cut for cut, price in zip(own, prices, strict=False) if price > _PRICED]

    def _split(self, relaxation: Relaxation, windows: Windows, fewer: Windows) -> list[Windows]:
        """Two children, early and late, of the group whose mixture hides most; none if none can be split."""
        hidden = _hidden(relaxation)
        for number in np.argsort(-hidden, kind="stable").tolist():
            if len(fewer[number]) > 1:
                break
        else:
            return []
        weeks = self.shifts[number]
        share = relaxation.share(number)
        mean = float(share @ weeks[windows[number]] / share.sum()) if share.sum() > 0 else 0.0
        own = weeks[fewer[number]]
        late = own > min(max(mean, own[0]), own[-1] - 0.5)
        children = []
        for side in (~late, late):
            child = list(fewer)
            child[number] = fewer[number][side]
            children.append(child)
        return children


def _hidden(relaxation: Relaxation) -> Floats:
    """By how many hours the overload would rise if one group's shifts, alone, were not mixed but drawn."""
    whole = relaxation.whole
    shares = [relaxation.share(number) for number in range(len(whole.parts))]
    over = -whole.room
    for part, share in zip(whole.parts, shares, strict=True):
        over[part.cells] += share @ part.loads
    found = []
    for part, share in zip(whole.parts, shares, strict=True):
        others = over[part.cells] - share @ part.loads
        drawn = share @ np.maximum(part.loads + others, 0.0)
        found.append(float(np.maximum(drawn - relaxation.overloads[part.cells], 0.0).sum()))
    return np.array(found)


def narrow(problem: Problem, windows: Windows) -> bool:
    """Takes out of the windows what the requirements rule out; whether anything is left for every group."""
    if not all(map(len, windows)):
        return False
    changed = True
    while changed:
        changed = False
        for each in problem.requirements:
            after, before = problem.groups[each.after].shifts, problem.groups[each.before].shifts
            first, second = windows[each.after], windows[each.before]
            late = first[after[first] >= before[second].min() + each.least]
            early = second[before[second] <= after[first].max() - each.least]
            if not (len(late) and len(early)):
                return False
            if len(late) < len(first) or len(early) < len(second):
                windows[each.after], windows[each.before] = late, early
                changed = True
    return True
