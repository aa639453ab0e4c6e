"""What has changed since the last board? The review page's answer: the difference under a view."""

from dataclasses import dataclass, replace
from functools import lru_cache

from heatmap import words
from heatmap.analysis.compared.change_stack import ChangeStack, change_stack
from heatmap.analysis.compared.changes import Changes, changes_between
from heatmap.analysis.compared.version_pairs import version_pair
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.versions.loading import Loaded, loaded
from heatmap.scoring.grouping import By
from heatmap.scoring.selection import select
from heatmap.store.store import Store
from heatmap.terms import CAPACITY, LOAD, SATURATION, Filters
from heatmap.views.review_view import MEASURES, ReviewView, Weeks
from heatmap.weeks import monday, sunday, week_number

REMEMBERED = 32
MEANT = {
    SATURATION.key: "saturation in percentage points of capacity",
    LOAD.key: "load in hours weighted by severity",
    CAPACITY.key: "capacity in hours",
}


@dataclass(frozen=True, eq=False)
class Review:
    """The difference under one view, and its grid: the organisation, units, and the areas opened."""

    view: ReviewView
    changes: Changes
    stack: ChangeStack

    @property
    def is_empty(self) -> bool:
        """Whether there is no week to show."""
        return self.changes.is_empty


def review(store: Store, view: ReviewView) -> Review:
    """The difference that `view` asks for; the same answer is remembered for every reader.

    Raises:
        OneVersionError: there are no two versions to tell apart.
        HeatmapError: a version or a code that the view names does not exist.
    """
    one, other = version_pair(store, view.since, view.version)
    plain = replace(view, cell=None, steps_off="", shown=ReviewView.shown)
    return _review(loaded(store, one.number), loaded(store, other.number), plain)


@lru_cache(maxsize=REMEMBERED)
def _review(earlier: Loaded, later: Loaded, view: ReviewView) -> Review:
    answer = changes_between(earlier, later, _filters(earlier, later, view))
    return Review(view, answer, change_stack(answer, MEASURES[view.measure], By.UNIT, opened=view.opened))


def _filters(earlier: Loaded, later: Loaded, view: ReviewView) -> Filters:
    """The view's filters, with the weeks that it asks for; all of them where none is ahead."""
    filters = Filters(
        programmes=view.programmes, units=view.units, areas=view.areas, first=view.first, last=view.last
    )
    if view.first or view.last or view.weeks is Weeks.ALL:
        return filters
    span = select(earlier.coded, filters).span.joined(select(later.coded, filters).span)
    start = week_number(later.version.as_of)
    if start > span.last:
        return filters
    if view.weeks is Weeks.AHEAD:
        return replace(filters, first=monday(start))
    return replace(filters, first=monday(start), last=sunday(start + int(view.weeks) - 1))


def stated(answer: Review) -> str:
    """Change of saturation from version 1, “…”, to version 2, “…”: all units, …, 2 Mar to 28 Dec 2020."""
    view, found = answer.view, answer.changes
    one, other = found.earlier.version, found.later.version
    units, areas = (
        names(found.earlier.portfolio, noun) | names(found.later.portfolio, noun) for noun in ("unit", "area")
    )
    parts = [
        words.listed([units.get(code, code) for code in view.units]) or "all units",
        words.listed([areas.get(code, code) for code in view.areas]) or "all business areas",
        words.listed(view.programmes) or "all programmes",
    ]
    columns = answer.stack.rolled.columns
    if columns:
        parts.append(words.days(columns[0].start, columns[-1].end))
    return (
        f"Change of {MEANT[view.measure]} from version {one.number}, “{one.note}”, "
        f"to version {other.number}, “{other.note}”: {', '.join(parts)}."
    )


def footer(answer: Review) -> str:
    """Version 2, …, compared with version 1, … · as of 2 Mar 2020 · scoring version 1."""
    one, other = answer.changes.earlier.version, answer.changes.later.version
    return " · ".join(
        [
            f"Version {other.number}, “{other.note}”, compared with version {one.number}, “{one.note}”",
            f"as of {words.day(other.as_of)}",
            f"scoring version {other.scoring_version}",
        ]
    )
