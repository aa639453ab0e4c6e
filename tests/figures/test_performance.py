"""What is drawn and said of lead indicators, on series short enough to see through."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from heatmap.figures.indicators.indicator_words import (
    decimals,
    in_period,
    line_decimals,
    number,
    period_name,
    signal_words,
    summary,
)
from heatmap.figures.indicators.performance import Charts, cards, large, phase_words, spark, tone
from heatmap.figures.indicators.xmr import go_live_names, marks, phases

FIRST = date(2020, 8, 31)
LINES = {"mean": 10.0, "lower": 7.34, "upper": 12.66}

Row = dict[str, Any]


def point(value: float, week: int = 0, **more: object) -> Row:
    """A point of a weekly chart on which higher is better, without a signal unless said otherwise."""
    return {
        "indicator": "A",
        "unit": "NA",
        "period": FIRST + timedelta(weeks=week),
        "phase": 1,
        "value": value,
        **LINES,
        "signal": "none",
        "direction": "none",
        "target": None,
        "better": "higher",
        "left_out": False,
        **more,
    }


LOW: Row = {"signal": "outside", "direction": "concern"}
DIP = [point(10, 0), point(11, 1), point(7, 2, **LOW)]


def charts(points: Sequence[Row], *, unit: str = "NA", concerns: int = 1) -> Charts:
    """Charts of one weekly series of calls reached, in per cent."""
    row = {
        "indicator": "A",
        "unit": unit,
        "indicator_name": "Calls reached",
        "unit_name": "North Area",
        "measured_in": "% of calls",
        "concerns": concerns,
    }
    go_lives = [("NA", date(2020, 9, 9), "Wave 1", "Rotas"), ("NA", date(2020, 9, 9), "Live", "Case system")]
    names = ["unit", "go_live", "title", "project_name"]
    return Charts(
        points=pl.DataFrame(points),
        series=pl.DataFrame([row]),
        days={"A": 7},
        go_lives=pl.DataFrame(go_lives, schema=names, orient="row"),
    )


def test_a_chart_is_said_with_its_last_period_signal_and_limits() -> None:
    """Concern in the last period needs no second date."""
    assert charts(DIP).summary("A", "NA") == (
        "7 % of calls in the week of 14 Sep 2020: concern, outside the limits; mean 10.0, limits 7.3 to 12.7."
        " 1 week of concern in the last 13 weeks."
    )


def test_concern_that_is_over_is_said_with_its_date() -> None:
    """The last point is as usual again."""
    said = charts([*DIP, point(10, 3)]).summary("A", "NA")
    assert "no signal" in said
    assert said.endswith("1 week of concern in the last 13 weeks, the last in the week of 14 Sep 2020.")


@pytest.mark.parametrize(
    ("value", "better", "said"),
    [
        (91.0, "higher", "target 90 met"),
        (89.0, "higher", "target 90 missed"),
        (89.0, "lower", "target 90 met"),
        (89.0, "neutral", "target 90."),
    ],
)
def test_a_target_is_said_as_met_or_missed(value: float, better: str, said: str) -> None:
    """By the side that is better; where none is, only the number."""
    points = [point(value, target=90.0, better=better)]
    assert said in summary(points, {"measured_in": "%", "concerns": 0}, 7)


def test_periods_left_out_are_counted_and_explained() -> None:
    """The reader learns which, and why."""
    said = summary([point(10, left_out=True), point(10, 1)], {"measured_in": "%", "concerns": 0}, 7)
    assert said.endswith("1 week left out: over 5 % of the records have no unit.")
    assert signal_words(point(10, left_out=True)) == "left out: over 5 % of the records have no unit"


@pytest.mark.parametrize(
    ("days", "name", "within"),
    [
        (1, "1 Oct 2020", "on 1 Oct 2020"),
        (7, "week of 1 Oct 2020", "in the week of 1 Oct 2020"),
        (31, "Oct 2020", "in Oct 2020"),
        (91, "Oct to Dec 2020", "in Oct to Dec 2020"),
        (14, "from 1 Oct 2020", "in the period from 1 Oct 2020"),
    ],
)
def test_a_period_is_named_by_its_length(days: int, name: str, within: str) -> None:
    """A month is never called a week."""
    assert period_name(date(2020, 10, 1), days) == name
    assert in_period(date(2020, 10, 1), days) == within


def test_numbers_keep_their_decimals_and_thousands() -> None:
    """A minus is a minus, and nothing is an en dash."""
    assert [number(1204.0, 0), number(-3.25, 1), number(-0.01, 1), number(None, 1)] == [
        "1,204",
        "−3.2",
        "0.0",
        "–",
    ]


def test_large_numbers_are_said_without_decimals() -> None:
    """Four figures tell enough; a mean of small whole numbers needs one more than they have."""
    assert [decimals([871790.769]), decimals([1234.5]), decimals([87.25]), decimals([4.725])] == [0, 0, 2, 3]
    assert [line_decimals([3.0, 4.0]), line_decimals([300.0]), line_decimals([87.2])] == [1, 0, 1]


def test_each_signal_has_a_mark_of_its_own() -> None:
    """Concern points to the side it is on: low where higher is better, high where lower is."""
    drawn = [
        point(7, **LOW),
        point(13, signal="outside", direction="concern", better="lower"),
        point(13, signal="outside", direction="improvement"),
        point(13, signal="shift", direction="high", better="neutral"),
        point(7, signal="shift", direction="low", better="neutral"),
        point(10, left_out=True, direction="concern"),
        point(10),
    ]
    assert marks(drawn) == "DUIHLx."


def test_lines_step_where_a_phase_or_a_target_starts() -> None:
    """Each step with the place of its first period; no limits in a phase of one point."""
    alone = {"phase": 2, "mean": 20.0, "lower": None, "upper": None}
    drawn = phases([point(10), point(10, 1, target=9.0), point(20, 2, target=9.0, **alone)])
    assert [(each["start"], each["mean"], each["upper"], each["target"]) for each in drawn] == [
        (0, 10.0, 12.66, None),
        (1, 10.0, 12.66, 9.0),
        (2, 20.0, None, 9.0),
    ]


def test_go_lives_of_one_day_are_one_tick_with_all_names() -> None:
    """Two on 9 Sep."""
    assert go_live_names(charts(DIP).go_lives, "NA") == [("2020-09-09", "Case system: Live; Rotas: Wave 1")]


def test_small_charts_share_their_periods() -> None:
    """Two units measured in the same weeks carry one list of them."""
    both = charts([*DIP, *({**each, "unit": "CE"} for each in DIP)])
    series = pl.concat([both.series, both.series.with_columns(unit=pl.lit("CE"))])
    drawn = cards(Charts(both.points, series, both.days, both.go_lives), key="1", href="/performance")
    assert drawn["periods"] == [["2020-08-31", "2020-09-07", "2020-09-14"]]
    assert [(each["unit"], each["periods"], each["marks"]) for each in drawn["charts"]] == [
        ("NA", 0, "..D"),
        ("CE", 0, "..D"),
    ]
    assert drawn["golives"]["CE"] == []


def test_the_table_of_small_charts_says_what_they_show() -> None:
    """One row a chart."""
    row = cards(charts(DIP), key="1", href="/performance")["table"]["rows"][0]
    assert row[:6] == ["Calls reached", "North Area", "% of calls", "week of 14 Sep 2020", "7", "10.0"]
    assert row[-2:] == ["concern, outside the limits", "1"]


def test_the_large_chart_labels_each_period_and_lists_the_newest_first() -> None:
    """For a screen reader, the tooltip and the table."""
    drawn = large(charts(DIP), "A", "NA")
    assert drawn["title"] == "Calls reached, North Area, by week"
    assert drawn["said"][2] == [
        "Week of 14 Sep 2020: 7 % of calls, concern, outside the limits",
        "Week of 14 Sep 2020: 7 % of calls",
        "Concern, outside the limits",
        "Mean 10.0, limits 7.3 to 12.7; phase 1",
    ]
    assert [row[0] for row in drawn["table"]["rows"]] == ["14 Sep 2020", "7 Sep 2020", "31 Aug 2020"]


def test_a_small_drawing_carries_the_same_series() -> None:
    """For a side panel."""
    assert spark(charts(DIP), "A", "NA")["series"]["marks"] == "..D"


def test_a_phase_is_explained_by_the_go_live_it_was_rebased_at() -> None:
    """And a phase without one by a redefinition."""
    points = [point(10), point(10, 1, phase=2), point(10, 2, phase=3)]
    assert phase_words(points, {date(2020, 9, 4): "rebased at the go-live of Rotas"}, 7) == [
        "Phase 2 from the week of 7 Sep 2020: rebased at the go-live of Rotas",
        "Phase 3 from the week of 14 Sep 2020: redefined",
    ]


def test_concern_now_is_louder_than_concern_before() -> None:
    """What the border of a small chart says."""
    assert tone(DIP, 1) == "now"
    assert tone([*DIP, point(10, 3)], 1) == "recent"
    assert tone([*DIP, point(10, 3)], 0) == ""
    assert tone([point(13, signal="outside", direction="improvement")], 0) == "better"
