"""Saved scenarios of a store, and several of them beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from heatmap.analysis.scenarios.scenario_outcome import Outcome, outcome
from heatmap.analysis.versions.loading import loaded
from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.scenario_text import moves_in
from heatmap.store.scenarios import SavedScenario, SavedScenarios
from heatmap.store.store import Store
from heatmap.views.planner_view import PlannerView

THIS = "this"  # in a comparison: the reader's own scenario, saved or not


@cache
def _of(folder: Path) -> SavedScenarios:
    return SavedScenarios(folder)


def saved_scenarios(store: Store) -> SavedScenarios:
    """Those of the store's folder; what was read of them is remembered for all readers."""
    return _of(store.folder)


@dataclass(frozen=True, eq=False)
class Compared:
    """A column of a comparison: a scenario's name, its view, and what it does; or why nobody can say."""

    name: str
    view: PlannerView
    outcome: Outcome | None
    problem: HeatmapError | None = None


def comparison(store: Store, view: PlannerView) -> list[Compared]:
    """What each of the scenarios does that the view compares, each over its own version.

    A saved scenario that has been deleted meanwhile, or whose moves cannot be made, says so in its column.
    """
    return [_compared(store, view, key) for key in view.compared]


def _compared(store: Store, view: PlannerView, key: str) -> Compared:
    try:
        if key == THIS:
            name, own = view.name or "This scenario", view
        else:
            saved = saved_scenarios(store).one(key)
            name, own = saved.name, view_of(saved)
    except HeatmapError as problem:
        return Compared("Gone", PlannerView(), None, problem)
    try:
        version = loaded(store, own.version)
        return Compared(name, own, outcome(version, own.moves, _day(own, version.version.as_of)))
    except HeatmapError as problem:
        return Compared(name, own, None, problem)


def _day(view: PlannerView, usual: date) -> date:
    return view.as_of or usual


def view_of(saved: SavedScenario) -> PlannerView:
    """The view that opens a saved scenario.

    Raises:
        HeatmapError: its moves are not those of a scenario.
    """
    return PlannerView(version=saved.version, name=saved.name, moves=moves_in(saved.moves))


def listed(store: Store, version: int) -> tuple[Sequence[SavedScenario], Sequence[SavedScenario]]:
    """The saved scenarios of this version, and those of other ones."""
    every = saved_scenarios(store).all()
    own = [each for each in every if each.version == version]
    return own, [each for each in every if each.version != version]
