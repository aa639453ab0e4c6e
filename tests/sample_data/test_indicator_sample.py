"""The sample's indicators: as often as said, and with just the findings that were planted."""

from datetime import date
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from heatmap.analysis.versions.source import given
from heatmap.portfolio import Portfolio
from heatmap.resources import SAMPLE_DATA
from heatmap.scoring.go_lives import go_lives
from heatmap.scoring.indicators.control_charts import control_charts
from heatmap.scoring.indicators.effects import effects, findings

AS_OF = {"october_2019": date(2019, 10, 7), "march_2020": date(2020, 3, 2)}
WEEKLY = {"I_RESPONSE", "S_RESPONSE", "CALLS_999", "CALLS_101"}
each_board = pytest.mark.parametrize("board", AS_OF)

FRONT_COUNTERS = ("FRONTC-CLO-SW", "SW", "S_RESPONSE")
ESTATE_MOVE = ("EST-N-MOV-CE", "CE", "I_RESPONSE")


@cache
def portfolio(board: str) -> Portfolio:
    """The board's accepted rows."""
    return given(Path(SAMPLE_DATA) / board, today=date(2020, 3, 2)).portfolio


@cache
def judged(board: str) -> pl.DataFrame:
    """Every go-live up to the board's day against every indicator of its unit."""
    tables = portfolio(board)
    charts = control_charts(tables.measurements, tables.indicators)
    return effects(charts, tables.indicators, go_lives(tables, AS_OF[board]))


@each_board
def test_periods_are_whole_weeks_or_months_up_to_the_boards_day(board: str) -> None:
    """Weekly ones start on Mondays, monthly ones on the first; none reaches past the day."""
    measured = portfolio(board).measurements
    weekly = measured.filter(pl.col("indicator").is_in(WEEKLY))["period"]
    monthly = measured.filter(~pl.col("indicator").is_in(WEEKLY))["period"]
    assert set(weekly.dt.weekday()) == {1}
    assert set(monthly.dt.day()) == {1}
    assert weekly.min() == monthly.min() == date(2018, 1, 1)
    assert weekly.max() == {"october_2019": date(2019, 9, 30), "march_2020": date(2020, 2, 24)}[board]
    assert monthly.max() == {"october_2019": date(2019, 9, 1), "march_2020": date(2020, 2, 1)}[board]


def test_both_boards_see_the_same_history() -> None:
    """What October knew, March knows unchanged."""
    october, march = (portfolio(board).measurements for board in AS_OF)
    key = ["indicator", "unit", "period"]
    both = october.join(march, on=key, suffix="_later")
    assert both.height == october.height
    assert both["value"].equals(both["value_later"].alias("value"))


def test_october_finds_the_front_counters_and_nothing_else() -> None:
    """The estate move is two weeks old then."""
    found = findings(judged("october_2019"))
    assert found.select("event", "unit", "indicator").rows() == [FRONT_COUNTERS]


def test_march_finds_both_planted_dips_and_nothing_else() -> None:
    """No other go-live of the sample raises a finding."""
    found = findings(judged("march_2020"))
    assert found.select("event", "unit", "indicator").rows() == [ESTATE_MOVE, FRONT_COUNTERS]
    assert found["also"].to_list() == [[], []]


def test_findings_bound_the_planted_depths() -> None:
    """5.5 and 7 points less, within their intervals."""
    found = findings(judged("march_2020"))
    assert [
        lower < -depth < upper
        for lower, upper, depth in zip(found["lower"], found["upper"], (5.5, 7.0), strict=True)
    ] == [True, True]


def test_the_dip_of_all_of_london_is_blamed_on_no_go_live() -> None:
    """Units that went live in the weeks before it were judged, and cleared."""
    shortly_before = judged("march_2020").filter(
        pl.col("go_live").is_between(date(2019, 10, 1), date(2019, 11, 18)),
        pl.col("indicator").is_in(["I_RESPONSE", "S_RESPONSE"]),
        pl.col("verdict") != "undecidable",
    )
    assert shortly_before["unit"].n_unique() >= 3
    assert set(shortly_before["verdict"]) == {"no finding"}
