"""Slopes by Theil-Sen and the days on which every element has passed 3."""

from datetime import date, timedelta
from statistics import median

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heatmap.contract import ELEMENTS
from heatmap.scoring.assessments.pace import slopes
from heatmap.scoring.assessments.readiness import readiness
from tests.scoring.readiness_rows import AS_OF, Scores, assessment, days_before, portfolio

series = st.dictionaries(st.integers(0, 400), st.floats(1, 5) | st.none(), min_size=1, max_size=12)


def slope_by_brute_force(scores: dict[int, float | None]) -> float | None:
    """The median of every two scores' difference over their weeks apart; written without the program."""
    known = [(day, score) for day, score in scores.items() if score is not None]
    each = [
        (later[1] - earlier[1]) / ((later[0] - earlier[0]) / 7)
        for earlier in known
        for later in known
        if later[0] > earlier[0]
    ]
    return median(each) if each else None


def points(scores: dict[int, float | None], element: str = "aware") -> pl.DataFrame:
    """Scores by day of one project and unit."""
    return pl.DataFrame(
        [
            {"project": "P1", "unit": "NA", "element": element}
            | {"assessed_on": AS_OF + timedelta(days=day), "score": score}
            for day, score in scores.items()
        ],
        schema_overrides={"score": pl.Float64},
    )


@settings(max_examples=60, deadline=None)
@given(series)
def test_the_slope_agrees_with_every_two_scores_by_brute_force(scores: dict[int, float | None]) -> None:
    """For any days and any scores, some of them missing."""
    expected = slope_by_brute_force(scores)
    near = None if expected is None else pytest.approx(expected, rel=1e-9, abs=2e-9)
    assert slopes(points(scores))["slope"].to_list() == [near]


@settings(max_examples=60, deadline=None)
@given(series, series)
def test_elements_do_not_touch_each_others_slopes(
    one: dict[int, float | None], other: dict[int, float | None]
) -> None:
    """Together as alone."""
    both = slopes(pl.concat([points(one), points(other, "knows")]))
    assert both["slope"].to_list() == [
        *slopes(points(one))["slope"],
        *slopes(points(other, "knows"))["slope"],
    ]


def test_one_wild_score_does_not_bend_the_slope() -> None:
    """2.0, 2.2, 5.0, 2.6, 2.8 a week apart: 6 of the 10 pairs rise by exactly 0.2, so the median is 0.2."""
    assert slopes(points({0: 2.0, 7: 2.2, 14: 5.0, 21: 2.6, 28: 2.8}))["slope"].to_list() == [0.2]


def last_row(first: Scores, second: Scores) -> dict[str, object]:
    """The readiness after an assessment five weeks ago and one a week ago: four weeks apart."""
    assessed = [*assessment(first, days_before(35)), *assessment(second, days_before(7))]
    return readiness(portfolio(assessed), AS_OF).row(0, named=True)


def test_the_slope_is_that_of_the_first_barrier() -> None:
    """Supportive rose by 0.4 in four weeks, able, lower and later in order, by 0.8."""
    row = last_row((4.0, 2.0, 4.0, 1.0, 4.0), (4.0, 2.4, 4.0, 1.8, 4.0))
    assert (row["first_barrier"], row["slope_per_week"]) == ("supportive", 0.1)


def test_without_a_barrier_the_slope_is_that_of_the_lowest() -> None:
    """Knows, 3.2, rose by 0.8 in four weeks."""
    assert last_row((4.0, 4.0, 2.4, 4.0, 4.0), (4.0, 4.0, 3.2, 4.0, 4.0))["slope_per_week"] == 0.2


def test_of_equally_low_elements_the_first_in_order_gives_the_slope() -> None:
    """Aware and able are both at 3.4; aware fell."""
    assert last_row((3.8, 4.0, 4.0, 3.0, 4.0), (3.4, 4.0, 4.0, 3.4, 4.0))["slope_per_week"] == -0.1


def test_one_assessment_has_no_slope() -> None:
    """And so no day on which the barrier will be passed."""
    row = readiness(portfolio(assessment((2.0, 4.0, 4.0, 4.0, 4.0))), AS_OF).row(0, named=True)
    assert (row["slope_per_week"], row["ready_by"]) == (None, None)


def test_ready_by_is_the_first_day_above_3_of_the_slowest_element() -> None:
    """Aware, 2.4 and 0.2 a week, is at 3 after 21 days; able, 2.8 and 0.1, after 14: above on day 22."""
    row = last_row((1.6, 4.0, 4.0, 2.4, 4.0), (2.4, 4.0, 4.0, 2.8, 4.0))
    assert row["ready_by"] == days_before(7) + timedelta(days=22)


def test_an_element_between_days_passes_on_the_next_day() -> None:
    """2.75 and 0.2 a week: at 3 after 8.75 days, so above it on day 9."""
    row = last_row((1.95, 4.0, 4.0, 4.0, 4.0), (2.75, 4.0, 4.0, 4.0, 4.0))
    assert row["ready_by"] == days_before(7) + timedelta(days=9)


def test_exactly_3_and_rising_is_passed_a_day_later() -> None:
    """A score of 3 is still a barrier."""
    row = last_row((2.0, 4.0, 4.0, 4.0, 4.0), (3.0, 4.0, 4.0, 4.0, 4.0))
    assert row["ready_by"] == days_before(6)


def test_with_every_element_above_3_ready_by_is_the_day_of_the_assessment() -> None:
    """Also of a single one, which has no slope."""
    row = readiness(portfolio(assessment((4.0,) * 5)), AS_OF).row(0, named=True)
    assert row["ready_by"] == days_before(7)


@pytest.mark.parametrize("before", [2.0, 2.4])
def test_a_barrier_that_stays_or_falls_is_never_passed(before: float) -> None:
    """2.0 now."""
    assert last_row((before, 4.0, 4.0, 4.0, 4.0), (2.0, 4.0, 4.0, 4.0, 4.0))["ready_by"] is None


@pytest.mark.parametrize(
    ("aware", "ready_by"),
    # Aware falls by 0.1 a week: 3.2 is at 3 after 14 days, 3.4 after 28.
    [((3.6, 3.2), None), ((3.8, 3.4), days_before(7) + timedelta(days=22))],
)
def test_an_element_that_falls_to_3_before_the_others_have_passed_spoils_the_day(
    aware: tuple[float, float], ready_by: date | None
) -> None:
    """Able, 2.4 and 0.2 a week, is above 3 on day 22: every element at once, or never."""
    row = last_row((aware[0], 4.0, 4.0, 1.6, 4.0), (aware[1], 4.0, 4.0, 2.4, 4.0))
    assert row["ready_by"] == ready_by


def test_an_element_at_3_on_the_day_the_others_pass_is_not_above_it() -> None:
    """Aware, 3.1, falls by 0.1 a week and able, 2.85, rises by 0.15: both are at 3 on day 7."""
    row = last_row((3.5, 4.0, 4.0, 2.25, 4.0), (3.1, 4.0, 4.0, 2.85, 4.0))
    assert row["ready_by"] is None


def test_a_pace_of_more_than_a_century_is_never() -> None:
    """No day that a calendar would hold."""
    assert last_row((1.0, 4.0, 4.0, 4.0, 4.0), (1.0 + 1e-6, 4.0, 4.0, 4.0, 4.0))["ready_by"] is None


@pytest.mark.parametrize("place", range(5))
def test_with_an_element_missing_no_day_is_given(place: int) -> None:
    """Nobody can say when every element passes 3."""
    scores: list[float | None] = [4.0] * len(ELEMENTS)
    scores[place] = None
    assert readiness(portfolio(assessment(scores)), AS_OF)["ready_by"].to_list() == [None]
