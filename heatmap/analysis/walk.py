"""The walk of a presentation: what every page has to say, one step at a time, in the menu's order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from heatmap import words
from heatmap.analysis.compared.change_findings import ChangeFinding
from heatmap.analysis.compared.change_findings import findings as change_findings
from heatmap.analysis.compared.review import review
from heatmap.analysis.compared.version_pairs import OneVersionError
from heatmap.analysis.heatmaps.findings import Finding, Tone, findings, units_chosen
from heatmap.analysis.heatmaps.heatmap import Heatmap, heatmap
from heatmap.analysis.indicators.associations import Association, associations
from heatmap.analysis.indicators.performance import performance
from heatmap.analysis.next_weeks import WeekSentence, next_weeks
from heatmap.analysis.readiness_matrix import Matrix, matrix
from heatmap.analysis.unit import unit_answer
from heatmap.scoring.assessments.readiness import STALE
from heatmap.store.store import Store
from heatmap.views.performance_view import PerformanceView
from heatmap.views.readiness_view import Pairs, ReadinessView, cell_of
from heatmap.views.review_view import ReviewView
from heatmap.views.unit_view import UnitView
from heatmap.views.view import Cell, View, Window
from heatmap.weeks import monday, sunday, week_number

SHOWN = 26  # weeks at most on a step's heatmap: as many as can be read from the back of a room
BEFORE = 12  # weeks of them before the cell, where the first ones do not have it
FINDINGS = 3  # of the performance page; more are not followed in a meeting
UNIT_ROW = "unit:"


@dataclass(frozen=True)
class Step:
    """One sentence in two parts, the title of its page, and the address that shows it there.

    `link` is the address by which the page itself leads there, if it has another one.
    """

    page: str
    headline: str
    detail: str
    tone: Tone
    href: str
    link: str = ""


def walk(store: Store, view: View) -> list[Step]:
    """The steps for the version, as-of date and filters of `view`.

    Raises:
        HeatmapError: the version or a code that the view names does not exist.
    """
    answer = heatmap(store, view)
    found = [] if answer.is_empty else findings(answer)
    return [
        *heatmap_steps(found, answer.as_of),
        *_unit_steps(store, answer, found),
        *_readiness_steps(store, answer),
        *_performance_steps(store, answer),
        *_review_steps(store, answer),
    ]


def heatmap_steps(found: Iterable[Finding], as_of: date) -> list[Step]:
    """Each finding with its cells on the heatmap."""
    return [
        Step(
            "Heatmap",
            each.headline,
            each.detail,
            each.tone,
            near(view, as_of).href,
            each.view.href,
        )
        for each in found
        for view in [each.load or each.view]
        if isinstance(view, View)
    ]


def near(view: View, as_of: date) -> View:
    """The view with the weeks around its cell, where it shows more than can be read from afar.

    They are the first ones from the as-of date on if the cell is among them.
    """
    first, last = view.filters.first, view.filters.last
    if view.window in {Window.WEEKS_13, Window.WEEKS_26} and not (first or last):
        return view
    if first and last and week_number(last) - week_number(first) < SHOWN:
        return view
    at = week_number(view.cell.column if view.cell else as_of)
    if not (first or last) and 0 <= at - week_number(as_of) < SHOWN:
        return replace(view, window=Window.WEEKS_26)
    around = weeks_around(at, first, last)
    return replace(view, filters=replace(view.filters, first=around[0], last=around[1]))


def weeks_around(at: int, first: date | None = None, last: date | None = None) -> tuple[date, date]:
    """First and last day of the weeks around week number `at`, within `first` and `last` where given."""
    start, end = at - BEFORE, at - BEFORE + SHOWN - 1
    return max(monday(start), first or date.min), min(sunday(end), last or date.max)


def _unit_steps(store: Store, answer: Heatmap, found: Sequence[Finding]) -> list[Step]:
    """What is coming at the unit of which most is said first."""
    cells = [each.view.cell for each in found if isinstance(each.view, View) and each.view.cell]
    units = [cell.row.removeprefix(UNIT_ROW) for cell in cells if cell.row.startswith(UNIT_ROW)]
    if not units:
        return []
    view = UnitView(answer.view.version, answer.view.as_of)
    unit = unit_answer(store, view, units[0])
    return [unit_step(unit.name, next_weeks(unit), view.href(units[0]))]


def unit_step(name: str, weeks: Sequence[WeekSentence], href: str) -> Step:
    """The unit's next weeks in one step: how full each is, and what fills the first of the worst."""
    order = (Tone.SEVERE, Tone.OVER, Tone.INFO)
    worst = min(weeks, key=lambda week: order.index(week.tone))
    return Step("Unit", f"{name}: the next four weeks", f"{worst.headline}, {worst.detail}", worst.tone, href)


def _readiness_steps(store: Store, answer: Heatmap) -> list[Step]:
    filters, view = answer.view.filters, answer.view
    shown = ReadinessView(
        view.version, view.as_of, filters.programmes, filters.projects, tuple(units_chosen(answer))
    )
    return readiness_steps(matrix(store, shown))


def readiness_steps(answer: Matrix) -> list[Step]:
    """The lists of the readiness page, each with its first pair open; nothing where nobody was ever asked."""
    if answer.is_empty or not answer.has_assessments:
        return []
    view, last = answer.view, answer.readiness.as_of + timedelta(weeks=int(ReadinessView.ahead))
    when = f"go-lives to {words.day(last)}"
    return [
        _listed(
            answer.overloaded,
            "overloaded and not ready",
            when,
            Tone.SEVERE,
            replace(view, pairs=Pairs.OVERLOADED),
        ),
        _listed(answer.stale, "assessed too long ago", when, Tone.OVER, replace(view, states=(STALE,))),
    ]


def _listed(pairs: pl.DataFrame, what: str, when: str, tone: Tone, view: ReadinessView) -> Step:
    if pairs.is_empty():
        whole = replace(view, pairs=Pairs.ALL, states=())
        return Step("Readiness", f"No pair {what}", when, Tone.INFO, whole.href)
    first = pairs.row(0, named=True)
    place = f"{first['project_name'] or first['project']} at {first['unit_name'] or first['unit']}"
    return Step(
        "Readiness",
        f"{words.counted(pairs.height, 'pair')} {what}",
        f"{when}; first {place}, {words.short_day(first['go_live'])}",
        tone,
        replace(view, cell=cell_of(first["project"], first["unit"])).href,
    )


def _performance_steps(store: Store, answer: Heatmap) -> list[Step]:
    measured = performance(store, answer.view.version, answer.view.as_of)
    if measured.is_empty or measured.judged.is_empty():
        return []
    units = units_chosen(answer)
    view = PerformanceView(answer.view.version, answer.view.as_of, units=tuple(units))
    said = [each for each in associations(measured) if not units or each.unit in units]
    return performance_steps(said, view)


def performance_steps(found: Sequence[Association], view: PerformanceView) -> list[Step]:
    """The strongest findings after go-lives, each with its chart; or that there is none."""
    if not found:
        nothing = "No go-live is associated with a change for the worse"
        return [Step("Performance", nothing, "in the units shown", Tone.INFO, view.href)]
    return [
        Step(
            "Performance",
            each.headline,
            each.short,
            Tone.SEVERE,
            view.opening(each.indicator, each.unit).href,
        )
        for each in found[:FINDINGS]
    ]


def _review_steps(store: Store, answer: Heatmap) -> list[Step]:
    filters = answer.view.filters
    view = ReviewView(
        version=answer.view.version,
        programmes=filters.programmes,
        units=tuple(units_chosen(answer)),
        areas=filters.areas,
    )
    try:
        changes = review(store, view).changes
    except OneVersionError:
        return []
    return review_steps(change_findings(changes)[:-1], view, answer.as_of)  # the total is in the page's line


def review_steps(found: Iterable[ChangeFinding], view: ReviewView, as_of: date) -> list[Step]:
    """What changed since the version before, each with its cell open where one cell shows it."""
    return [
        Step("Review", each.headline, each.detail, each.tone, _around(shown, as_of).href, shown.href)
        for each in found
        for shown in [replace(view, cell=Cell(each.row, each.week)) if each.row and each.week else view]
    ]


def _around(view: ReviewView, as_of: date) -> ReviewView:
    """The view with the weeks around its cell, none of them before the as-of date's."""
    if view.cell is None:
        return view
    first, last = weeks_around(max(week_number(view.cell.column), week_number(as_of) + BEFORE))
    return replace(view, first=first, last=last)
