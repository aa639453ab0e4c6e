"""What should we move? Suggested moves for a version and a reader's scenario, with a proof, for a page.

Everything is plain values that JSON can hold, as it travels from a process of its own to the browser.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from time import monotonic
from typing import Protocol, TypedDict

import polars as pl

from heatmap.analysis.versions.loading import loaded
from heatmap.analysis.versions.sample import serving_store
from heatmap.planning.optimising.optimiser import SEED, Clock, Progress, Solved, Work, optimise
from heatmap.planning.optimising.problem import Plan, Problem, Terms, problem
from heatmap.planning.optimising.tradeoff import Point, point_of, priced, tradeoff
from heatmap.planning.scenarios.applying import apply
from heatmap.planning.scenarios.scenario import Move, Noun, Shift
from heatmap.planning.scenarios.scenario_text import text_of
from heatmap.planning.suggesting.alternatives import alternatives, unmoved
from heatmap.planning.suggesting.suggested_moves import moves_of_suggestion
from heatmap.planning.suggesting.suggestions import Effect, Suggestion, listed, suggestions
from heatmap.portfolio import Portfolio
from heatmap.settings import Settings
from heatmap.store.store import Store
from heatmap.views.planner_view import PlannerView

_TOLD_UNITS = 3  # of those that a move relieves, or burdens
_SEARCH = Work(judged=20_000, nodes=0)
_BEFORE = 0.1  # share of the work before anything is proven, as it is told


class UnitHours(TypedDict):
    """Hours by which a unit's overload changes."""

    unit: str
    hours: float


class MoveSpec(TypedDict):
    """One suggested move; hours of overload, `shifts` as the text of a scenario."""

    project: str
    name: str
    weeks: int
    events: int
    alone: float
    in_list: float
    relieved: list[UnitHours]
    burdened: list[UnitHours]
    removed: int
    created: int
    shifts: str


class PointSpec(TypedDict):
    """One plan of the trade-off: weeks of delay and hours of overload, and its moves, ranked."""

    weeks: int
    overload: float
    moves: list[MoveSpec]


class Answer(TypedDict):
    """Suggested moves. `value`, `bound`, `gap` are of the plan `points[chosen]`; a bound of 0 is none yet.

    `others` are, of each project that may move, its shifts and by how many hours each would change the value
    of the plan (None: ruled out); `unmoved` are why the others may not move.
    """

    version: int
    as_of: str
    before: float
    value: float
    bound: float
    gap: float
    price: float
    chosen: int
    points: list[PointSpec]
    others: dict[str, list[tuple[int, float | None]]]
    unmoved: dict[str, str]
    names: dict[str, str]


class Partial(TypedDict):
    """What is known while the search runs: the best value and the bound so far, and the newest answer."""

    value: float
    bound: float
    answer: Answer | None


@dataclass(frozen=True)
class Wanted:
    """What is asked for: how long to prove, projects that must stay, a window for tentative events."""

    seconds: float = 30.0
    rejected: tuple[str, ...] = ()
    window: int = 0


Tell = Callable[[str, Progress, Answer | None], None]  # what is being done, how far it is, an answer so far


class Report(Protocol):
    """Takes what is being done, the share that is done, and a partial result."""

    def __call__(self, label: str, done: float, partial: object = None) -> None:
        """Report."""


def solve(settings: Settings, query: str, wanted: Wanted, *, report: Report) -> Answer:
    """Suggestions for the planner's view in `query`, as long work.

    Partial results hold the best value and the bound so far, and the newest answer, which a proof completes.
    """
    newest: list[Answer] = []

    def tell(label: str, progress: Progress, answer: Answer | None) -> None:
        newest[:] = [answer] if answer else newest
        done = (
            _BEFORE + (1 - _BEFORE) * min(progress.seconds / wanted.seconds, 1.0) if progress.bound else 0.0
        )
        partial: Partial = {
            "value": progress.value,
            "bound": progress.bound,
            "answer": newest[0] if newest else None,
        }
        report(label, done, partial)

    report("Reading the portfolio", 0.0)
    view = PlannerView.from_query(query)
    return suggested(serving_store(settings), view, wanted, clock=monotonic, tell=tell)


def suggested(store: Store, view: PlannerView, wanted: Wanted, *, clock: Clock, tell: Tell) -> Answer:
    """Suggestions on top of the view's scenario, whose own shifts stay as they are.

    Raises:
        HeatmapError: the version does not exist, or the scenario's moves cannot be made.
    """
    version = loaded(store, view.version)
    as_of = view.as_of or version.version.as_of
    parameters = version.coded.parameters
    portfolio = apply(version.portfolio, view.moves)
    terms = replace(Terms.of(portfolio, parameters.planning, as_of), window=wanted.window)
    posed = problem(portfolio, parameters, as_of, terms)
    fixed = _fixed(posed, portfolio, view.moves, wanted.rejected)
    about = _About(version.version.number, as_of, terms.price, fixed)
    found = optimise(
        posed, work=_SEARCH, clock=clock, fixed=fixed, tell=_saying("Searching for a good plan", tell)
    )
    tell("Comparing prices of delay", found.reached, _answer(found, about, []))
    first = _answer(found, about, _curve(found, about, clock))
    tell("Proving how good it is", found.reached, first)
    proven = optimise(
        posed,
        work=Work(judged=0, seconds=wanted.seconds),
        clock=clock,
        tell=_saying("Proving how good it is", tell),
        fixed=fixed,
        start=found.plan,
    )
    if proven.reached.value < found.reached.value:
        return _answer(proven, about, _curve(proven, about, clock))
    return _with_proof(first, proven.reached.bound)


def _saying(label: str, tell: Tell) -> Callable[[Progress], bool]:
    def told(progress: Progress) -> bool:
        tell(label, progress, None)
        return True

    return told


def _curve(solved: Solved, about: "_About", clock: Clock) -> list[Point]:
    plan = listed(solved.problem, suggestions(solved.problem, solved.plan))
    return tradeoff(solved.problem, plan, seed=SEED, clock=clock, fixed=about.fixed)


def _fixed(
    posed: Problem, portfolio: Portfolio, moves: tuple[Move, ...], rejected: tuple[str, ...]
) -> dict[int, int]:
    """The groups that stay: rejected ones, and those that the scenario has shifted."""
    project_of = dict(portfolio.events.select(pl.col("event", "project").cast(pl.String)).iter_rows())
    shifted = {
        each.code if each.noun is Noun.PROJECT else project_of[each.code]
        for each in moves
        if isinstance(each, Shift)
    }
    stay = shifted | set(rejected)
    return {number: 0 for number, group in enumerate(posed.groups) if group.project in stay}


@dataclass(frozen=True)
class _About:
    """What an answer is about: the version, the day, the price of a week, the groups that stay."""

    version: int
    as_of: date
    price: float
    fixed: dict[int, int]


def _answer(solved: Solved, about: _About, curve: list[Point]) -> Answer:
    posed = solved.problem
    plan = listed(posed, suggestions(posed, solved.plan))
    points = [_point(posed, each) for each in curve]
    chosen = next((place for place, each in enumerate(curve) if (each.plan == plan).all()), len(points))
    if chosen == len(points):
        points.append(_point(posed, point_of(posed, plan)))
    answer = Answer(
        version=about.version,
        as_of=about.as_of.isoformat(),
        before=solved.before,
        value=posed.value(plan),
        bound=0.0,
        gap=1.0,
        price=about.price,
        chosen=chosen,
        points=points,
        others=_others(posed, plan),
        unmoved=unmoved(posed, about.as_of),
        names=_names(posed.coded.portfolio),
    )
    return _with_proof(answer, solved.reached.bound)


def _with_proof(answer: Answer, bound: float) -> Answer:
    value = answer["value"]
    proven = min(bound, value)
    return {**answer, "bound": proven, "gap": (value - proven) / value if value > 0 else 0.0}


def _point(posed: Problem, point: Point) -> PointSpec:
    moves = suggestions(priced(posed, point.factor), point.plan)
    names = _names(posed.coded.portfolio)
    return {
        "weeks": point.weeks,
        "overload": point.overload,
        "moves": [_move(posed, each, names) for each in moves],
    }


def _move(posed: Problem, move: Suggestion, names: dict[str, str]) -> MoveSpec:
    return {
        "project": move.project,
        "name": names[move.project],
        "weeks": move.weeks,
        "events": len(move.events),
        "alone": move.alone,
        "in_list": move.in_list,
        "relieved": [_unit(each) for each in move.relieved[:_TOLD_UNITS]],
        "burdened": [_unit(each) for each in move.burdened[:_TOLD_UNITS]],
        "removed": move.removed,
        "created": move.created,
        "shifts": text_of(moves_of_suggestion(posed, move)),
    }


def _unit(effect: Effect) -> UnitHours:
    return {"unit": effect.unit, "hours": effect.hours}


def _others(posed: Problem, plan: Plan) -> dict[str, list[tuple[int, float | None]]]:
    return {
        each.project: [
            (weeks, None if hours == float("inf") else hours)
            for weeks, hours in zip(each.weeks, each.hours, strict=True)
        ]
        for each in alternatives(posed, plan)
    }


def _names(portfolio: Portfolio) -> dict[str, str]:
    return dict(portfolio.projects.select(pl.col("project", "name").cast(pl.String)).iter_rows())
