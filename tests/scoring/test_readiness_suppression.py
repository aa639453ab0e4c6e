"""Small groups are hidden, and what is hidden cannot be derived from anything that is shown."""

from collections.abc import Sequence
from datetime import timedelta

import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from heatmap.contract import ELEMENTS
from heatmap.scoring.assessments.readiness import readiness
from heatmap.scoring.assessments.suppression import shown_scores
from tests.scoring.readiness_rows import AS_OF, Responses, Row, Scores, assessment, days_before, portfolio

FINE = (4.0, 4.0, 4.0, 4.0, 4.0)


def hidden(scores: Scores, responses: Responses) -> list[str]:
    """The elements hidden of one assessment with these scores and responses."""
    rows = shown_scores(portfolio(assessment(scores, responses=responses)).readiness)
    return rows.filter("hidden")["element"].cast(pl.String).to_list()


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        ((5, 5, 5, 5, 5), []),
        ((4, 4, 9, 9, 9), ["aware", "supportive"]),
        ((0, 9, 9, 9, None), ["aware", "sustained"]),
        ((None, None, None, None, None), list(ELEMENTS)),
        ((4, 9, 7, 8, 9), ["aware", "knows"]),  # 7 is the next fewest
        ((9, 4, 7, 7, 9), ["supportive", "able"]),  # of two with 7 the later one
        ((9, 9, 9, 9, 1), ["able", "sustained"]),
    ],
)
def test_fewer_than_5_responses_are_hidden_and_never_only_one(
    responses: tuple[int | None, ...], expected: list[str]
) -> None:
    """5 are enough; an unknown number is not; the second hidden is the one with the next fewest."""
    assert hidden(FINE, responses) == expected


def test_an_element_without_a_score_hides_nothing_and_is_not_hidden() -> None:
    """Aware has no score, so supportive is the only small one: sustained, last of the equals, joins it."""
    assert hidden((None, 4.0, 4.0, 4.0, 4.0), (1, 4, 9, 9, 9)) == ["supportive", "sustained"]


def test_a_hidden_element_shows_neither_score_nor_responses() -> None:
    """Three responses are not told from four."""
    rows = shown_scores(portfolio(assessment(FINE, responses=(3, 4, 9, 9, 9))).readiness)
    assert rows.select("score", "responses").rows() == [
        (None, None),
        (None, None),
        (4.0, 9),
        (4.0, 9),
        (4.0, 9),
    ]


def test_assessments_of_other_days_and_units_hide_on_their_own() -> None:
    """One small element on each of two days is not two small elements."""
    first = assessment(FINE, days_before(35), (4, 9, 9, 9, 9))
    second = assessment(FINE, days_before(7), (9, 4, 9, 9, 9))
    rows = shown_scores(portfolio([*first, *second]).readiness).filter("hidden")
    assert rows["element"].cast(pl.String).to_list() == ["aware", "sustained", "supportive", "sustained"]


@pytest.mark.parametrize("value", [1.0, 3.0, 3.1, 5.0])
def test_nobody_is_ready_on_hidden_scores(value: float) -> None:
    """Whatever they are: too few people answered to count as assessed."""
    row = readiness(portfolio(assessment((value,) * 5, responses=4)), AS_OF).row(0, named=True)
    assert (row["state"], row["first_barrier"], row["hidden"]) == ("not assessed", None, list(ELEMENTS))
    assert row["assessed_on"] == days_before(7)


@pytest.mark.parametrize("value", [1.0, 5.0])
def test_the_first_barrier_is_the_first_of_the_shown(value: float) -> None:
    """Aware and supportive are hidden, and the same is said of knows whatever they are."""
    scores = (value, value, 2.0, 4.0, 4.0)
    row = readiness(portfolio(assessment(scores, responses=(4, 4, 9, 9, 9))), AS_OF).row(0, named=True)
    assert (row["state"], row["hidden"]) == ("barrier: knows", ["aware", "supportive"])


def test_the_slope_leaves_hidden_scores_out() -> None:
    """2.0, hidden 4.9 and 2.4 over four weeks: 0.1 a week."""
    assessed = [
        *assessment((2.0, 4.0, 4.0, 4.0, 4.0), days_before(35)),
        *assessment((4.9, 4.9, 4.0, 4.0, 4.0), days_before(21), (4, 4, 9, 9, 9)),
        *assessment((2.4, 4.0, 4.0, 4.0, 4.0), days_before(7)),
    ]
    assert readiness(portfolio(assessed), AS_OF)["slope_per_week"].to_list() == [0.1]


def test_a_stale_state_follows_from_days_alone() -> None:
    """Hidden or not, an old assessment is stale."""
    row = readiness(portfolio(assessment(FINE, days_before(29), 4)), AS_OF).row(0, named=True)
    assert row["state"] == "stale"


score = st.sampled_from((1.0, 2.9, 3.0, 3.1, 5.0)) | st.floats(1, 5)
answered = st.none() | st.integers(0, 12)


def hidden_by_hand(rows: Sequence[Row]) -> list[bool]:
    """Which scores of one assessment are hidden, one at a time; written without the program."""
    counts = [row["responses"] for row in rows]
    scored = [place for place, row in enumerate(rows) if row["score"] is not None]
    small = [place for place in scored if counts[place] is None or int(str(counts[place])) < 5]
    large = [place for place in scored if place not in small]
    if len(small) == 1 and large:
        small.append(min(large, key=lambda place: (int(str(counts[place])), -place)))
    return [place in small for place in range(len(rows))]


@st.composite
def two_of_which_only_hidden_scores_differ(draw: st.DrawFn) -> tuple[list[Row], list[Row]]:
    """Up to three units with up to four assessments each; and the same with other scores where hidden."""
    given_rows: list[Row] = []
    other_rows: list[Row] = []
    for unit in ("NA", "CE", "SW")[: draw(st.integers(1, 3))]:
        for age in draw(st.sets(st.integers(0, 60), min_size=1, max_size=4)):
            scores = draw(st.tuples(*[st.none() | score] * 5))
            rows = assessment(
                scores, AS_OF - timedelta(days=age), draw(st.tuples(*[answered] * 5)), unit=unit
            )
            given_rows += rows
            other_rows += [
                {**row, "score": draw(score)} if hide else row
                for row, hide in zip(rows, hidden_by_hand(rows), strict=True)
            ]
    return given_rows, other_rows


@settings(max_examples=60, deadline=None)
@given(two_of_which_only_hidden_scores_differ())
def test_whatever_a_hidden_score_is_everything_shown_is_the_same(pair: tuple[list[Row], list[Row]]) -> None:
    """States, barriers, slopes, days, order of rows and scores over time tell none of its values apart."""
    given_rows, other_rows = (portfolio(rows) for rows in pair)
    assert readiness(given_rows, AS_OF).equals(readiness(other_rows, AS_OF))
    assert shown_scores(given_rows.readiness).equals(shown_scores(other_rows.readiness))


@settings(max_examples=60, deadline=None)
@given(two_of_which_only_hidden_scores_differ())
def test_no_assessment_hides_exactly_one_of_several_scores(pair: tuple[list[Row], list[Row]]) -> None:
    """Otherwise an overall score, known from elsewhere, would give it away."""
    given_rows = [row for row in pair[0] if row["score"] is not None]
    rows = shown_scores(portfolio(given_rows).readiness)
    counts = rows.group_by("unit", "assessed_on").agg(pl.col("hidden").sum(), of=pl.len())
    assert counts.filter(pl.col("hidden") == 1, pl.col("of") > 1).is_empty()


@settings(max_examples=60, deadline=None)
@given(st.tuples(*[st.floats(1.5, 4.5)] * 5), st.tuples(*[answered] * 5), st.floats(0.1, 0.5))
def test_even_with_the_overall_score_known_each_hidden_score_can_be_another(
    scores: tuple[float, ...], responses: tuple[int | None, ...], shift: float
) -> None:
    """What one hidden score gains another loses: the overall score and everything shown stay the same."""
    one, *others = [ELEMENTS.index(element) for element in hidden(scores, responses)] or [-1]
    assume(one >= 0)
    other_scores = list(scores)
    other_scores[one] += shift
    other_scores[others[0]] -= shift
    assert sum(other_scores) == pytest.approx(sum(scores))
    before, after = (portfolio(assessment(each, responses=responses)) for each in (scores, other_scores))
    assert readiness(before, AS_OF).equals(readiness(after, AS_OF))
