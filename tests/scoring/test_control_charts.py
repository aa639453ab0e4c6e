"""Limits, phases and directions of control charts, against published cases and by hand."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmap.scoring.indicators.control_charts import control_charts
from heatmap.scoring.indicators.phases import Rebase
from tests.scoring.indicator_rows import defined, measured

START = date(2019, 1, 7)


def drawn(values: Sequence[float], **definition: Any) -> pl.DataFrame:  # noqa: ANN401 - a row's columns
    """The chart of one weekly series of indicator A in NA."""
    return control_charts(measured(values, start=START), defined(**definition))


def lines(chart: pl.DataFrame) -> tuple[float | None, ...]:
    """Mean, lower and upper limit of a chart's first point."""
    return chart["mean"][0], chart["lower"][0], chart["upper"][0]


def test_the_example_of_a_published_library_agrees_to_the_last_digit() -> None:
    """The worked example of statprocon after Wheeler, Making Sense of Data: 32.5, limits -20.7 and 85.7."""
    assert lines(drawn([10, 50, 40, 30])) == pytest.approx((32.5, -20.7, 85.7), abs=1e-9)


def test_wheelers_in_process_inventory_agrees() -> None:
    """Understanding Variation, in-process inventory: sums 632 of 31 values and 141 of 30 moving ranges.

    The mean is 20.39 and the mean moving range 4.7, so the limits are 632/31 +- 12.502.
    """
    inventory = [19, 27, 20, 16, 18, 25, 22, 24, 17, 25, 15, 17]
    inventory += [20, 22, 19, 16, 22, 19, 25, 22, 18, 20, 16, 17]
    inventory += [20, 15, 27, 25, 17, 19, 28]
    mean = 632 / 31
    assert lines(drawn(inventory)) == pytest.approx((mean, mean - 12.502, mean + 12.502), abs=1e-9)


def test_a_published_series_with_three_points_outside_agrees() -> None:
    """The example of spc_plotly: mean 2820.6316, limits 1299.3991 and 4341.8640, before any screening.

    Its largest moving range, 2003, is above 3.267 * 571.89 = 1868.37 and so screened here: the other 36
    have the mean 19157 / 36.
    """
    counts = [2478, 2350, 2485, 2296, 2359, 2567, 3089, 2668, 1788, 2854, 2365, 1883, 1959, 1927, 2640]
    counts += [2626, 2144, 2409, 4412, 3287, 3049, 3364, 3078, 2972, 3415, 2753, 3102, 2191, 3693, 4385]
    counts += [4699, 3031, 2659, 3885, 2628, 2621, 3071, 2002]
    ranges = [abs(later - earlier) for earlier, later in pairwise(counts)]
    mean, all_ranges = sum(counts) / 38, sum(ranges) / 37
    assert (mean, mean - 2.66 * all_ranges, mean + 2.66 * all_ranges) == pytest.approx(
        (2820.6315789473683, 1299.3991465149359, 4341.864011379801), abs=1e-9
    )
    reach = 2.66 * (sum(ranges) - 2003) / 36
    assert lines(drawn(counts)) == pytest.approx((mean, mean - reach, mean + reach), abs=1e-9)


def test_moving_ranges_beyond_3267_of_their_mean_are_screened_once_but_no_value_is() -> None:
    """The case that the NHS-R community's plot-the-dots tool documents: 4.6, 1.94 and -0.72.

    Ranges are 1 but for 8 and 9, which are over 3.267 * 32 / 17; the mean keeps the 10: 35 / 18.
    """
    values = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
    assert lines(drawn(values)) == pytest.approx((35 / 18, 35 / 18 - 2.66, 35 / 18 + 2.66), abs=1e-9)


def test_a_constant_series_has_its_mean_for_limits_and_no_signal() -> None:
    """Even where a sum of equal numbers, divided, is not that number."""
    chart = drawn([0.1] * 9)
    assert lines(chart) == (0.1, 0.1, 0.1)
    assert set(chart["signal"]) == {"none"}


def test_a_phase_of_one_point_has_a_mean_and_no_limits() -> None:
    """No moving range, no limits."""
    chart = drawn([5.0])
    assert lines(chart) == (5.0, None, None)
    assert chart["signal"].to_list() == ["none"]


def test_no_measurements_give_no_rows() -> None:
    """An empty table is an empty chart."""
    assert drawn([]).is_empty()


def test_a_redefinition_starts_a_phase_with_its_own_limits() -> None:
    """Ranges 2 and 2, then 4 and 4: the step from 12 to 100 belongs to neither phase."""
    redefined = START + timedelta(weeks=3)
    chart = control_charts(
        measured([10, 12, 10, 100, 104, 100], start=START),
        pl.concat([defined(), defined(redefined_on=redefined)]),
    )
    assert chart["phase"].to_list() == [1, 1, 1, 2, 2, 2]
    first, second = 32 / 3, 304 / 3
    assert chart["upper"].to_list() == pytest.approx([first + 2.66 * 2] * 3 + [second + 2.66 * 4] * 3)


def test_the_only_definition_may_carry_the_date_of_its_redefinition() -> None:
    """It starts a phase all the same, and says which side is better before it too."""
    chart = drawn([1, 2, 1, 2, 9, 1], redefined_on=START + timedelta(weeks=2), better="lower")
    assert chart["phase"].to_list() == [1, 1, 2, 2, 2, 2]
    assert chart["better"].to_list() == ["lower"] * 6


def test_a_rebase_starts_a_phase_in_its_unit_only() -> None:
    """NA is rebased within its second week: the week after is the first of the new phase."""
    rows = pl.concat([measured([1, 2, 3], start=START), measured([1, 2, 3], start=START, unit="CE")])
    chart = control_charts(rows, defined(), rebases=[Rebase("NA", START + timedelta(days=9))])
    assert chart.filter(pl.col("unit") == "NA")["phase"].to_list() == [1, 1, 2]
    assert chart.filter(pl.col("unit") == "CE")["phase"].to_list() == [1, 1, 1]


def test_dates_before_the_series_or_within_a_gap_start_no_phase_of_their_own() -> None:
    """Phases are numbered without gaps."""
    rebases = [
        Rebase("NA", START - timedelta(weeks=1)),
        *(Rebase("NA", date(2019, 1, day)) for day in (9, 11)),
    ]
    chart = control_charts(measured([1, 2, 3], start=START), defined(), rebases=rebases)
    assert chart["phase"].to_list() == [1, 2, 2]


def test_a_rebase_and_a_redefinition_on_one_day_start_one_phase() -> None:
    """There is one boundary, for two reasons."""
    day = START + timedelta(weeks=1)
    chart = control_charts(
        measured([1, 2, 3], start=START),
        pl.concat([defined(), defined(redefined_on=day)]),
        rebases=[Rebase("NA", day)],
    )
    assert chart["phase"].to_list() == [1, 2, 2]


@pytest.mark.parametrize(
    ("better", "high", "low"),
    [("higher", "improvement", "concern"), ("lower", "concern", "improvement"), ("neutral", "high", "low")],
)
def test_better_turns_high_and_low_into_improvement_and_concern(better: str, high: str, low: str) -> None:
    """Mean 1.5 and ranges of 1 once the four of 8 or more are screened: 10 is above 4.16, -7 below -1.16."""
    chart = drawn([1, 2, 1, 2, 10, 1, 2, 1, 2, -7, *[2, 1] * 10], better=better)
    flagged = chart.filter(pl.col("signal") == "outside")
    assert flagged["value"].to_list() == [10, -7]
    assert flagged["direction"].to_list() == [high, low]


def test_rows_come_sorted_whatever_order_they_were_given_in() -> None:
    """By indicator, unit and period."""
    rows = pl.concat([measured([1, 2, 3], start=START, unit=unit) for unit in ("NA", "CE")])
    expected = control_charts(rows, defined())
    assert control_charts(rows.reverse(), defined()).equals(expected)
    assert expected["unit"].to_list() == ["CE"] * 3 + ["NA"] * 3


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=40))
def test_limits_agree_with_exact_fractions(values: list[int]) -> None:
    """Mean +- 2.66 * mean moving range, screened once, in exact arithmetic."""
    ranges = [abs(later - earlier) for earlier, later in pairwise(values)]
    average = Fraction(sum(ranges), len(ranges))
    kept = [each for each in ranges if each <= Fraction("3.267") * average]
    mean, reach = Fraction(sum(values), len(values)), Fraction("2.66") * Fraction(sum(kept), len(kept))
    exact = (float(mean), float(mean - reach), float(mean + reach))
    assert lines(drawn(values)) == pytest.approx(exact, abs=1e-9)
