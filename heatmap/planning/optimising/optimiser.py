"""The optimiser: searches for a good plan first, then proves how good it is, and says how both go on.

The same problem, seed and work give the same answer. Seconds only end the work early.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from heatmap.errors import HeatmapError
from heatmap.planning.optimising.branching import Proof, Windows, narrow, prove
from heatmap.planning.optimising.problem import Plan, Problem
from heatmap.planning.optimising.reduced import Reduced, reduced
from heatmap.planning.optimising.search import Found, search
from heatmap.scoring.coded.arrays import Integers

SEED = 1
_SEARCHING = 0.3  # share of the seconds, at the most, before anything is proven
_SETTLED = 180  # times each group is judged since the plan was last bettered, after which the search ends
_TRIED = 6  # times each group is judged to better the plan that a node is near to


@dataclass(frozen=True)
class Work:
    """How much is done at the most: groups judged by the search, nodes looked at by the proof, seconds."""

    judged: int = 40_000
    nodes: int = 100_000
    seconds: float | None = None


@dataclass(frozen=True)
class Progress:
    """How far it has come: the best plan's value and the proven bound, in hours, and the work for them."""

    value: float
    bound: float
    judged: int
    nodes: int
    seconds: float

    @property
    def gap(self) -> float:
        """(value - bound) / value: no plan is better by a larger share."""
        return max(0.0, (self.value - self.bound) / self.value) if self.value > 0 else 0.0


@dataclass(frozen=True, eq=False)
class Solved:
    """A plan, and what is proven of it: no plan with these windows has a value below `reached.bound`."""

    problem: Problem
    plan: Plan
    reached: Progress

    @property
    def before(self) -> float:
        """Hours of overload if nothing moves."""
        return self.problem.value(self.problem.stay)


Tell = Callable[[Progress], bool]  # told of progress; answers whether to go on
Clock = Callable[[], float]  # seconds, from any start


def windows_of(problem: Problem, fixed: Mapping[int, int]) -> Windows:
    """The places that each group may be at when some, by their place, are fixed at so many weeks.

    Raises:
        HeatmapError: a group cannot move by these weeks, or not together with the others.
    """
    windows = [np.arange(len(group.shifts)) for group in problem.groups]
    for number, weeks in fixed.items():
        windows[number] = np.flatnonzero(problem.groups[number].shifts == weeks)
        if not len(windows[number]):
            raise HeatmapError(
                f"{problem.groups[number].project} cannot move by {weeks} weeks.",
                f"Choose from: {', '.join(map(str, problem.groups[number].shifts.tolist()))}.",
            )
    if not narrow(problem, windows):
        raise HeatmapError(
            "The moves that are accepted and rejected break a dependency between projects.",
            "Accept or reject the moves of projects that depend on each other together.",
        )
    return windows


class Optimiser:
    """One run of the optimiser: searching, then proving, within its work."""

    def __init__(
        self,
        problem: Problem,
        *,
        seed: int,
        work: Work,
        clock: Clock,
        tell: Tell,
        fixed: Mapping[int, int],
        start: Plan,
    ) -> None:
        self.problem, self.seed, self.work, self.tell, self.start = problem, seed, work, tell, start
        self.windows = windows_of(problem, fixed)
        self.whole: Reduced = reduced(problem.groups, problem.room, self.windows)
        self.shifts = [
            group.shifts[places] for group, places in zip(problem.groups, self.windows, strict=True)
        ]
        self._clock, self._began = clock, clock()
        self._judged = 0
        self._stopped = False

    @property
    def seconds(self) -> float:
        """Seconds since it began."""
        return self._clock() - self._began

    def left(self) -> float | None:
        """Seconds that are left of the work."""
        return None if self.work.seconds is None else self.work.seconds - self.seconds

    def run(self) -> Solved:
        """The best plan that the work allows, and the bound that was proven."""
        plan = self._placed(self._searched().plan)
        proof = prove(
            self.problem,
            plan,
            windows=[places.copy() for places in self.windows],
            nodes=0 if self._stopped else self.work.nodes,
            improve=self._improved,
            left=self.left,
            tell=self._tell_proof,
        )
        reached = Progress(proof.value, proof.bound, self._judged, proof.nodes, self.seconds)
        return Solved(self.problem, proof.plan, reached)

    def _start(self) -> Integers:
        """The plan to start from, put within the windows; if it is none, each group as early as it may."""
        near = [
            int(np.abs(places - at).argmin()) for places, at in zip(self.windows, self.start, strict=True)
        ]
        if self.problem.keeps(self._placed(near)):
            return np.array(near, dtype=np.int64)
        return np.zeros(len(self.windows), dtype=np.int64)

    def _searched(self) -> Found:
        best = Found(self._start(), np.inf, 0)
        since = 0

        def told(found: Found) -> bool:
            nonlocal since
            if found.value < best.value:
                best.value, since = found.value, found.judged
            left = self.left()
            part = _SEARCHING if self.work.nodes else 1.0
            late = left is not None and self.seconds > part * (self.seconds + left)
            self._stopped = not self.tell(Progress(found.value, 0.0, found.judged, 0, self.seconds))
            return not (self._stopped or late or found.judged - since > _SETTLED * len(self.windows))

        found = search(
            self.whole,
            self.problem.requirements,
            self.shifts,
            best.plan,
            seed=self.seed,
            work=self.work.judged,
            tell=told,
        )
        self._judged = found.judged
        return found

    def _improved(self, plan: Plan, number: int) -> Plan | None:
        """The plan after a short search from it; None if it does not keep the requirements."""
        if not self.problem.keeps(plan):
            return None
        found = search(
            self.whole,
            self.problem.requirements,
            self.shifts,
            self._local(plan),
            seed=self.seed + number,
            work=_TRIED * len(plan),
            tell=lambda _: True,
        )
        self._judged += found.judged
        return self._placed(found.plan)

    def _tell_proof(self, proof: Proof) -> bool:
        left = self.left()
        going = self.tell(Progress(proof.value, proof.bound, self._judged, proof.nodes, self.seconds))
        return going and (left is None or left > 0)

    def _placed(self, local: Sequence[int] | Integers) -> Plan:
        """From places in the windows to places among all shifts."""
        return np.array([places[at] for places, at in zip(self.windows, local, strict=True)], dtype=np.int64)

    def _local(self, plan: Plan) -> Integers:
        """From places among all shifts to places in the windows."""
        return np.array(
            [int(np.searchsorted(places, at)) for places, at in zip(self.windows, plan, strict=True)],
            dtype=np.int64,
        )


def optimise(
    problem: Problem,
    *,
    seed: int = SEED,
    work: Work,
    clock: Clock,
    tell: Tell = lambda _: True,
    fixed: Mapping[int, int] | None = None,
    start: Plan | None = None,
) -> Solved:
    """The best plan found, never worse than moving nothing, and the bound proven of all plans.

    `fixed` gives weeks to groups, by their place, that are settled already; `start` is a plan to better.
    """
    begin = problem.stay if start is None else start
    return Optimiser(
        problem, seed=seed, work=work, clock=clock, tell=tell, fixed=fixed or {}, start=begin
    ).run()
