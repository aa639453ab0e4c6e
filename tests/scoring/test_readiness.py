"""States, first barriers, go-lives and checks, worked out by hand."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from heatmap.contract import ELEMENTS
from heatmap.scoring.assessments.readiness import COLUMNS, readiness
from tests.scoring.readiness_rows import (
    AS_OF,
    GO_LIVE,
    Row,
    Scores,
    assessment,
    check,
    days_before,
    go_live,
    impact,
    portfolio,
)

ALL_FOUR = (4.0, 4.0, 4.0, 4.0, 4.0)


def only_row(
    assessed: Sequence[Row] = (), checks: Sequence[Row] = (), events: Sequence[Row] = (go_live(),)
) -> dict[str, Any]:
    """The one row of the readiness of this portfolio."""
    impacts = [impact(event=str(event["event"])) for event in events]
    return readiness(portfolio(assessed, checks, events, impacts), AS_OF).row(0, named=True)


def test_a_go_live_without_an_assessment_is_not_assessed() -> None:
    """Everything that an assessment would say is missing; no check is open."""
    row = only_row()
    assert row["state"] == "not assessed"
    assert (row["go_live"], row["days_left"], row["checks_open"]) == (GO_LIVE, 35, 0)
    assert all(row[name] is None for name in (*ELEMENTS, "first_barrier", "slope_per_week", "ready_by"))


def test_every_element_above_3_and_no_check_open_is_ready() -> None:
    """The scores stand in the elements' order."""
    row = only_row(assessment((3.1, 3.2, 3.3, 3.4, 3.5)))
    assert (row["state"], row["first_barrier"]) == ("ready", None)
    assert [row[element] for element in ELEMENTS] == [3.1, 3.2, 3.3, 3.4, 3.5]


@pytest.mark.parametrize("place", range(5))
def test_a_score_of_exactly_3_is_a_barrier(place: int) -> None:
    """Each element in its turn."""
    scores = [4.0] * 5
    scores[place] = 3.0
    row = only_row(assessment(scores))
    assert (row["state"], row["first_barrier"]) == (f"barrier: {ELEMENTS[place]}", ELEMENTS[place])


def test_the_first_barrier_is_the_first_in_order_not_the_lowest() -> None:
    """Supportive 3.0 comes before able 1.0."""
    assert only_row(assessment((4.0, 3.0, 4.0, 1.0, 2.0)))["first_barrier"] == "supportive"


def test_the_latest_assessment_on_or_before_the_day_counts() -> None:
    """Neither an older one nor one of tomorrow; one of the day itself does."""
    older = assessment((2.0, *ALL_FOUR[1:]), days_before(14))
    today = assessment(ALL_FOUR, AS_OF)
    tomorrow = assessment((1.0, *ALL_FOUR[1:]), date(2020, 3, 3))
    row = only_row([*older, *today, *tomorrow])
    assert (row["state"], row["assessed_on"]) == ("ready", AS_OF)


def test_an_older_assessment_does_not_fill_in_for_the_latest() -> None:
    """What the latest left out stays missing."""
    latest = assessment(ALL_FOUR, days_before(7))[:4]
    row = only_row([*assessment(ALL_FOUR, days_before(14)), *latest])
    assert (row["sustained"], row["state"]) == (None, "not assessed")


@pytest.mark.parametrize(("age", "state"), [(28, "ready"), (29, "stale")])
def test_an_assessment_is_stale_when_older_than_28_days(age: int, state: str) -> None:
    """28 days are not older than 28 days."""
    assert only_row(assessment(ALL_FOUR, days_before(age)))["state"] == state


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2020, 5, 25), "stale"),  # 84 days ahead
        (date(2020, 5, 26), "ready"),  # 85
        (AS_OF, "stale"),
        (date(2020, 3, 1), "ready"),  # gone live yesterday
    ],
)
def test_an_old_assessment_is_stale_only_while_the_go_live_is_within_84_days(day: date, state: str) -> None:
    """From the day of the go-live back to 84 days before it."""
    assert only_row(assessment(ALL_FOUR, days_before(60)), events=[go_live(day)])["state"] == state


def test_a_stale_assessment_still_says_its_barrier() -> None:
    """The state is stale, the scores and the barrier are as they were."""
    row = only_row(assessment((2.0, *ALL_FOUR[1:]), days_before(40)))
    assert (row["state"], row["first_barrier"], row["aware"]) == ("stale", "aware", 2.0)


def test_a_barrier_comes_before_open_checks() -> None:
    """With both, the barrier is the state."""
    row = only_row(assessment((2.0, *ALL_FOUR[1:])), [check("Kit", "not met")])
    assert (row["state"], row["checks_open"]) == ("barrier: aware", 1)


def test_required_checks_that_are_not_met_are_open() -> None:
    """Two are open; a met one, one that does not apply and one that is not required are not."""
    checks = [
        check("Kit", "not met"),
        check("Rota", "not met"),
        check("Training", "met"),
        check("Data", "not applicable"),
        check("Posters", "not met", required=False),
    ]
    row = only_row(assessment(ALL_FOUR), checks)
    assert (row["state"], row["checks_open"]) == ("checks open", 2)


def test_checks_that_are_met_or_not_applicable_or_not_required_do_not_keep_from_ready() -> None:
    """Only required checks count, and `not applicable` is as good as met."""
    checks = [check("A", "met"), check("B", "not applicable"), check("C", "not met", required=False)]
    assert only_row(assessment(ALL_FOUR), checks)["state"] == "ready"


def test_checks_of_another_unit_do_not_count() -> None:
    """They belong to the project there."""
    checks = [{**check("Kit", "not met"), "unit": "CE"}]
    assert only_row(assessment(ALL_FOUR), checks)["checks_open"] == 0


@pytest.mark.parametrize(
    ("scores", "state"),
    [((4.0, None, 4.0, 4.0, 4.0), "not assessed"), ((4.0, None, 4.0, 2.0, 4.0), "barrier: able")],
)
def test_a_score_never_given_keeps_from_ready_but_hides_no_barrier(scores: Scores, state: str) -> None:
    """Nobody knows that all five are above 3; one that is not is known."""
    row = only_row(assessment(scores))
    assert (row["state"], row["hidden"]) == (state, [])


def test_the_next_go_live_counts_before_later_and_past_ones() -> None:
    """Of 2 Feb, 6 Apr and 4 May, 6 Apr is next."""
    days = (date(2020, 5, 4), date(2020, 2, 3), GO_LIVE)
    row = only_row(events=[go_live(day, f"E{place}") for place, day in enumerate(days)])
    assert (row["go_live"], row["days_left"]) == (GO_LIVE, 35)


def test_with_only_past_go_lives_the_last_one_counts() -> None:
    """28 days ago."""
    row = only_row(events=[go_live(date(2019, 6, 3), "E1"), go_live(date(2020, 2, 3), "E2")])
    assert (row["go_live"], row["days_left"]) == (date(2020, 2, 3), -28)


def test_a_go_live_today_is_the_next_one() -> None:
    """No day is left."""
    row = only_row(events=[go_live(AS_OF, "E1"), go_live(GO_LIVE, "E2")])
    assert (row["go_live"], row["days_left"]) == (AS_OF, 0)


def test_cancelled_events_and_events_without_go_live_are_no_go_lives() -> None:
    """Nothing is left to be ready for."""
    events = [go_live(status="cancelled"), go_live(None, "E2", kind="training")]
    impacts = [impact(), impact(event="E2")]
    assert readiness(portfolio(events=events, impacts=impacts), AS_OF).is_empty()


def test_a_go_live_counts_for_the_units_that_it_meets() -> None:
    """CE and NA, each once however many areas are met; an event without impacts is nobody's."""
    impacts = [impact("NA"), {**impact("NA"), "area": "RESP"}, impact("CE")]
    rows = readiness(portfolio(events=[go_live(), go_live(event="E2")], impacts=impacts), AS_OF)
    assert rows["unit"].to_list() == ["CE", "NA"]


def test_an_assessment_without_a_go_live_has_its_row() -> None:
    """No go-live, no countdown, never stale."""
    row = only_row(assessment(ALL_FOUR, days_before(60)), events=())
    assert (row["go_live"], row["days_left"], row["state"]) == (None, None, "ready")


def test_rows_come_in_order_of_go_live_then_project_and_unit() -> None:
    """Those without a go-live are last."""
    events = [go_live(date(2020, 5, 4), "E1"), go_live(event="E2", project="P2")]
    impacts = [impact("NA"), impact("NA", "E2"), impact("CE", "E2")]
    assessed = assessment(ALL_FOUR, project="P0")
    rows = readiness(portfolio(assessed, events=events, impacts=impacts), AS_OF)
    assert rows.select("project", "unit").rows() == [("P2", "CE"), ("P2", "NA"), ("P1", "NA"), ("P0", "NA")]


def test_an_empty_portfolio_has_no_rows_but_all_columns() -> None:
    """Optional tables that were not given are empty."""
    rows = readiness(portfolio(events=(), impacts=()), AS_OF)
    assert rows.is_empty()
    assert rows.columns == [*COLUMNS, "assessed_on", "hidden"]
