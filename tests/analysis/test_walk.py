"""The walk of a presentation: which steps, in which order, and where each leads."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from heatmap.analysis.compared.change_findings import ChangeFinding
from heatmap.analysis.heatmaps.findings import Finding, Tone
from heatmap.analysis.indicators.associations import Association
from heatmap.analysis.next_weeks import WeekSentence
from heatmap.analysis.readiness_matrix import matrix
from heatmap.analysis.walk import (
    Step,
    heatmap_steps,
    near,
    performance_steps,
    readiness_steps,
    review_steps,
    unit_step,
    walk,
)
from heatmap.errors import HeatmapError
from heatmap.store.store import Store
from heatmap.views.performance_view import PerformanceView
from heatmap.views.readiness_view import ReadinessView
from heatmap.views.review_view import ReviewView
from heatmap.views.view import View, Window
from tests.analysis.indicator_board import board_store
from tests.analysis.test_readiness import LATE, LONG_AGO, RECENTLY, answered, board
from tests.scoring.readiness_rows import assessment

AS_OF = date(2020, 3, 2)  # a Monday
CELL = View().opening("unit:NA", date(2020, 10, 5))


def shown(view: View) -> tuple[Window, date | None, date | None]:
    """Which weeks a view shows."""
    return view.window, view.filters.first, view.filters.last


def test_a_cell_far_ahead_is_shown_with_twelve_weeks_before_it_and_thirteen_after() -> None:
    """26 weeks can be read from the back of a room, 52 can not."""
    first, last = date(2020, 7, 13), date(2021, 1, 10)
    assert shown(near(CELL, AS_OF)) == (Window.WEEKS_52, first, last)
    assert (last - first).days + 1 == 26 * 7
    assert (date(2020, 10, 5) - first).days == 12 * 7


def test_a_cell_in_the_first_half_year_is_shown_with_the_weeks_from_the_as_of_date_on() -> None:
    """As is a view without a cell; the 26th week is the one of 24 Aug, the next one is not among them."""
    for view in (View(), CELL.opening("unit:NA", date(2020, 8, 24)), View().opening("all", AS_OF)):
        assert shown(near(view, AS_OF)) == (Window.WEEKS_26, None, None)
    assert shown(near(CELL.opening("unit:NA", date(2020, 8, 31)), AS_OF))[1] == date(2020, 6, 8)


def test_a_view_of_few_weeks_stays_as_the_reader_chose_it() -> None:
    """A quarter, half a year, or as many weeks by dates."""
    for view in (
        replace(CELL, window=Window.WEEKS_13),
        replace(CELL, window=Window.WEEKS_26),
        replace(CELL, filters=replace(CELL.filters, first=AS_OF, last=date(2020, 5, 31))),
    ):
        assert near(view, AS_OF) == view


def test_no_week_is_shown_that_the_reader_has_left_out() -> None:
    """The year to 31 Oct 2020, of which the last weeks are shown."""
    chosen = replace(CELL.filters, first=date(2019, 11, 4), last=date(2020, 10, 31))
    view = near(replace(CELL, filters=chosen), AS_OF)
    assert shown(view) == (Window.WEEKS_52, date(2020, 7, 13), date(2020, 10, 31))


def test_every_finding_opens_its_cells_on_the_heatmap_even_one_of_another_page() -> None:
    """And remembers by which link its own sentence leads there."""
    other = ReadinessView(units=("NA",))
    found = [
        Finding("North Area: 131 %", "of its capacity", Tone.SEVERE, CELL),
        Finding("1 pair not ready", "in 12 weeks", Tone.SEVERE, other, replace(CELL, window=Window.WEEKS_13)),
    ]
    cell = "cell=unit%3ANA%402020-10-05"
    assert heatmap_steps(found, AS_OF) == [
        Step(
            "Heatmap",
            "North Area: 131 %",
            "of its capacity",
            Tone.SEVERE,
            f"/?from=2020-07-13&to=2021-01-10&{cell}",
            f"/?{cell}",
        ),
        Step(
            "Heatmap",
            "1 pair not ready",
            "in 12 weeks",
            Tone.SEVERE,
            f"/?weeks=13&{cell}",
            "/readiness?unit=NA",
        ),
    ]


def test_a_units_step_says_the_first_of_its_worst_weeks() -> None:
    """Severe comes before over capacity, and the earlier before the later."""
    tones = (Tone.INFO, Tone.OVER, Tone.SEVERE, Tone.SEVERE)
    weeks = [WeekSentence(date(2020, 3, 2), f"Week {n}", f"detail {n}", tone) for n, tone in enumerate(tones)]
    assert unit_step("North Area", weeks, "/unit/NA") == Step(
        "Unit", "North Area: the next four weeks", "Week 2, detail 2", Tone.SEVERE, "/unit/NA"
    )


def test_the_three_strongest_findings_after_go_lives_open_their_charts() -> None:
    """In short; the evidence stands below the chart."""
    found = [Association(f"{n}", f"short {n}", f"long {n}", "I", f"U{n}", "E", {}) for n in range(4)]
    steps = performance_steps(found, PerformanceView(version=2))
    assert [(each.headline, each.detail, each.href) for each in steps] == [
        (f"{n}", f"short {n}", f"/performance?version=2&cell=I%40U{n}") for n in range(3)
    ]


def test_no_finding_after_a_go_live_is_said_too() -> None:
    """Good news is news."""
    (step,) = performance_steps([], PerformanceView())
    assert (step.headline, step.tone, step.href) == (
        "No go-live is associated with a change for the worse",
        Tone.INFO,
        "/performance",
    )


def test_readiness_has_a_step_for_each_list_with_its_first_pair_open(tmp_path: Path) -> None:
    """On 28 Sep: P2 and P1 go live in NA's full week, P2 assessed eight weeks ago, P1 with a barrier."""
    old = assessment(LATE, LONG_AGO, project="P2")
    answered(tmp_path, board([*assessment(LATE, RECENTLY), *old]))
    overloaded, stale = readiness_steps(matrix(Store(tmp_path), ReadinessView()))
    assert (overloaded.headline, overloaded.tone) == ("2 pairs overloaded and not ready", Tone.SEVERE)
    assert overloaded.detail == "go-lives to 29 Mar 2021; first Rotas at North Area, 5 Oct"
    assert overloaded.href == "/readiness?pairs=overloaded&cell=P2%40NA"
    assert (stale.headline, stale.href) == (
        "1 pair assessed too long ago",
        "/readiness?cell=P2%40NA&state=stale",
    )


def test_nothing_is_said_of_readiness_where_nobody_was_asked(tmp_path: Path) -> None:
    """Every unit would be not ready."""
    answered(tmp_path, board())
    assert readiness_steps(matrix(Store(tmp_path), ReadinessView())) == []


def test_a_change_opens_its_cell_among_weeks_to_come_and_a_count_the_whole_review() -> None:
    """5 Oct 2020 with twelve weeks before it; 16 Mar with the weeks from the as-of date on."""
    found = [
        ChangeFinding("NA: 88 % to 131 %", "because", Tone.SEVERE, "unit:NA", date(2020, 10, 5)),
        ChangeFinding("CE: 90 % to 60 %", "because", Tone.INFO, "unit:CE", date(2020, 3, 16)),
        ChangeFinding("3 unit-weeks in a higher band", "with 1", Tone.OVER),
    ]
    far, near_by, count = review_steps(found, ReviewView(version=2), AS_OF)
    assert "from=2020-07-13&to=2021-01-10&cell=unit%3ANA%402020-10-05" in far.href
    assert "from=2020-03-02&to=2020-08-30&cell=unit%3ACE%402020-03-16" in near_by.href
    assert (count.page, count.href) == ("Review", "/review?version=2")
    assert far.link == "/review?version=2&cell=unit%3ANA%402020-10-05"


def test_the_walk_follows_the_menu(tmp_path: Path) -> None:
    """Findings, the unit of the first, and the indicators; this portfolio has no assessments."""
    steps = walk(board_store(tmp_path), View())
    pages = [each.page for each in steps]
    assert pages == sorted(pages, key=("Heatmap", "Unit", "Readiness", "Performance", "Review").index)
    assert steps[0].headline == "North Area, 5 Oct: 103\N{NO-BREAK SPACE}%"
    assert [each.href for each in steps if each.page == "Unit"] == ["/unit/NA"]


def test_the_walk_keeps_version_day_and_filters(store: Store) -> None:
    """Each page takes those that it has."""
    view = View.from_query("?version=1&asof=2020-10-06&programme=Digital")
    for step in walk(store, view):
        assert "version=1&asof=2020-10-06" in step.href
        assert ("programme=Digital" in step.href) == (step.page == "Heatmap")


def test_a_view_without_load_still_has_a_walk(store: Store) -> None:
    """No unit is first, so there is none of a unit."""
    assert [each.headline for each in walk(store, View.from_query("?kind=equipment"))] == [
        "No unit over capacity"
    ]


def test_a_version_that_does_not_exist_has_no_walk(store: Store) -> None:
    """The presentation says so, as the page does."""
    with pytest.raises(HeatmapError, match="9"):
        walk(store, View(version=9))
