"""Which units are overloaded, when? The grid's numbers for a view."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from heatmap import words
from heatmap.analysis.compared.version_pairs import version_pair
from heatmap.analysis.heatmaps.people import People, people
from heatmap.analysis.heatmaps.stacking import Stack, stack
from heatmap.analysis.versions.loading import Loaded, loaded
from heatmap.errors import HeatmapError
from heatmap.scoring.cube import Cube, score_coded
from heatmap.scoring.grouping import By
from heatmap.scoring.rollup import RollUp, roll_up
from heatmap.scoring.selection import Span, span_of
from heatmap.store.store import Store
from heatmap.terms import CHANGE, Filters, Grain, Rows
from heatmap.views.view import View, Window
from heatmap.weeks import monday, week_number

REMEMBERED = 64  # answers; a meeting walks back and forth between a few views


@dataclass(frozen=True, eq=False)
class Heatmap:
    """The grid of one view: `stack` holds its rows and columns, the organisation's total first.

    `filters` are those of `view` with the first and last day shown; `cube` holds the cells behind the grid.
    `compared` is the version that a change is told from.
    """

    loaded: Loaded
    view: View
    filters: Filters
    as_of: date
    cube: Cube
    stack: Stack
    people: People
    compared: Loaded | None = None

    @property
    def is_empty(self) -> bool:
        """Whether the view has no week to show."""
        return self.cube.window.weeks == 0


def heatmap(store: Store, view: View) -> Heatmap:
    """The grid of `view`; the same answer is remembered for every reader who asks for it.

    Raises:
        HeatmapError: the version or a code that the view names does not exist.
    """
    version = loaded(store, view.version)
    numbers = replace(view, cell=None, steps_off="", shown=View.shown, layout=View.layout, map_week=None)
    if view.measure != CHANGE.key:
        return _heatmap(version, replace(numbers, since=None), None)
    earlier, _ = version_pair(store, view.since, version.version.number)
    return _heatmap(version, numbers, loaded(store, earlier.number))


@lru_cache(maxsize=REMEMBERED)
def _heatmap(version: Loaded, view: View, compared: Loaded | None) -> Heatmap:
    _check_codes(version, view)
    as_of = view.as_of or version.version.as_of
    filters = shown_weeks(version, view, as_of)
    cube = scored(version, filters)
    grid = stack(cube, By(view.rows), view.grain, view.opened if view.rows is Rows.UNIT else ())
    return Heatmap(
        loaded=version,
        view=view,
        filters=filters,
        as_of=as_of,
        cube=cube,
        stack=grid,
        people=people(cube, grid.rolled),
        compared=compared,
    )


@lru_cache(maxsize=REMEMBERED)
def scored(version: Loaded, filters: Filters) -> Cube:
    """The cube of the version under `filters`, remembered."""
    return score_coded(version.coded, filters)


@lru_cache(maxsize=REMEMBERED)
def unit_weeks(cube: Cube) -> RollUp:
    """Every unit by week, remembered; what the findings speak of, whatever rows the grid shows."""
    return roll_up(cube, By.UNIT, Grain.WEEK)


def shown_weeks(version: Loaded, view: View, as_of: date) -> Filters:
    """The view's filters with the first and last day shown: the dates asked for, or the window's weeks.

    A window starts in the as-of date's week, or, where no such week is in the portfolio's span, as near as
    the span allows.
    """
    filters = view.filters
    if filters.first or filters.last or view.window is Window.ALL:
        return filters
    return weeks_from(version, filters, int(view.window), as_of)


def weeks_from(version: Loaded, filters: Filters, weeks: int, as_of: date) -> Filters:
    """The filters with so many weeks from the as-of date's on, or as near as the span allows."""
    span = span_of(version.coded, filters)
    if span.weeks == 0:
        return filters
    first, last = _window(span, weeks, week_number(as_of))
    return replace(filters, first=monday(first), last=monday(last))


def _window(span: Span, weeks: int, start: int) -> tuple[int, int]:
    first = min(max(start, span.first), max(span.first, span.last - weeks + 1))
    if span.first <= start <= span.last:
        first = start
    return first, min(first + weeks - 1, span.last)


def _check_codes(version: Loaded, view: View) -> None:
    tables = version.portfolio
    filters = view.filters
    # Nothing is read for a part that nothing is chosen of: most views choose little.
    if filters.programmes:
        check_known("programme", filters.programmes, version.coded.programmes.cast(str))
    if filters.projects:
        check_known("project", filters.projects, tables.names("project"))
    units = (*filters.units, *view.opened)
    if not tables.names("unit").keys() >= set(units):
        check_known("unit", units, tables.units.sort("position")["unit"].cast(str))
    if not tables.names("area").keys() >= set(filters.areas):
        check_known("business area", filters.areas, tables.areas.sort("position")["area"].cast(str))


def check_known(noun: str, chosen: Iterable[str], valid: Iterable[str]) -> None:
    """Refuse codes that are not among the valid ones.

    Raises:
        HeatmapError: it names the first such code and the valid ones.
    """
    codes = list(valid)
    for code in chosen:
        if code not in codes:
            raise HeatmapError(f"This version has no {noun} “{code}”.", words.choose_from(codes))
