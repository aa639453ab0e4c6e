"""What if we move it? The planner's numbers for a view: heatmaps before and after, and events to move."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from heatmap.analysis.heatmaps.heatmap import check_known
from heatmap.analysis.scenarios.planned_events import PlannedEvents, drawn, planned, rows_of
from heatmap.analysis.scenarios.scenario_outcome import Outcome, outcome
from heatmap.analysis.versions.loading import Loaded, loaded
from heatmap.planning.scenarios.overload import Cells, aligned, both_weeks
from heatmap.scoring.coded.arrays import Floats
from heatmap.scoring.cube import Cube
from heatmap.scoring.selection import Span
from heatmap.store.store import Store
from heatmap.views.planner_view import PlannerView
from heatmap.views.view import Window
from heatmap.weeks import week_number


@dataclass(frozen=True, eq=False)
class UnitWeeks:
    """Hours of load and capacity: rows x weeks. The first row is all units, then each in its order."""

    load: Floats
    capacity: Floats


@dataclass(frozen=True, eq=False)
class Plan:
    """The answer to a view. `units` has one row per row of the heatmaps but the first: unit and name."""

    view: PlannerView
    as_of: date
    outcome: Outcome
    weeks: Span
    units: pl.DataFrame
    before: UnitWeeks
    after: UnitWeeks
    planned: PlannedEvents

    @property
    def loaded(self) -> Loaded:
        """The version."""
        return self.outcome.loaded


def plan(store: Store, view: PlannerView) -> Plan:
    """The planner's answer to `view`.

    Raises:
        HeatmapError: the version or a code that the view names does not exist, or a move cannot be made.
    """
    version = loaded(store, view.version)
    as_of = view.as_of or version.version.as_of
    check_known("project", view.projects, version.portfolio.projects["project"].cast(str))
    found = outcome(version, view.moves, as_of)
    weeks = _weeks(view.window, both_weeks(found.before, found.after), week_number(as_of))
    cells = aligned(found.before, found.after, weeks)
    table = version.portfolio.units.with_columns(pl.col("unit").cast(pl.String))
    units = table.sort("position", "unit").select("unit", "name")
    before, after = (_by_unit(each, found.before, units) for each in cells)
    return Plan(
        view=view,
        as_of=as_of,
        outcome=found,
        weeks=weeks,
        units=units,
        before=before,
        after=after,
        planned=planned(found, drawn(found, view, as_of, weeks), units),
    )


def _weeks(window: Window, whole: Span, start: int) -> Span:
    """The weeks shown: so many from the as-of date's on, or all that have load before or after."""
    if window is Window.ALL or not whole.weeks:
        return whole
    first = start if whole.first <= start <= whole.last else max(whole.first, whole.last - int(window) + 1)
    return Span(first, min(int(window), max(whole.last - first + 1, int(Window.WEEKS_13))))


def _by_unit(cells: Cells, cube: Cube, units: pl.DataFrame) -> UnitWeeks:
    """Cells summed to units; a unit's capacity is that of its areas whose headcount is known."""
    row = rows_of(cube, units)[cells.pairs // max(len(cube.coded.areas), 1)]
    size = (len(units) + 1, cells.weeks.weeks)
    load, capacity, known = np.zeros(size), np.zeros(size), np.zeros(size, dtype=bool)
    np.add.at(load, row, cells.load)
    np.add.at(capacity, row, np.nan_to_num(cells.capacity))
    np.logical_or.at(known, row, ~np.isnan(cells.capacity))
    load[0], capacity[0], known[0] = load.sum(axis=0), capacity.sum(axis=0), known.any(axis=0)
    return UnitWeeks(load, np.where(known, capacity, np.nan))
