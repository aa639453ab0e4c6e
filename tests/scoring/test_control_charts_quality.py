"""Periods whose records do not say their unit: made by hand, and on London's recorded crime."""

from datetime import date

import polars as pl
import pytest

from heatmap.resources import SAMPLE_DATA
from heatmap.scoring.indicators.control_charts import control_charts
from heatmap.scoring.indicators.quality import left_out, of_units, shares_without_unit, unknown_shares
from tests.scoring.indicator_rows import defined, measured

LONDON = SAMPLE_DATA.parent.parent / "shared" / "data" / "london"
START = date(2020, 1, 6)
BCUS = ("AS", "AW", "CE", "CN", "EA", "NA", "NE", "NW", "SE", "SN", "SW", "WA")


def shares(*given: float) -> pl.DataFrame:
    """Shares of indicator A, week by week from START."""
    return measured(given, start=START).select("indicator", "period", share="value")


def test_a_share_is_of_all_records_of_the_period() -> None:
    """6 of 40 + 54 + 6 have no unit; in the second week none of 50."""
    weeks = pl.DataFrame({"week": [START, START, START, date(2020, 1, 13)]})["week"]
    records = pl.DataFrame(
        {
            "indicator": "A",
            "unit": ["NA", "CE", None, "NA"],
            "period": weeks,
            "value": [40.0, 54.0, 6.0, 50.0],
        }
    )
    assert unknown_shares(records)["share"].to_list() == pytest.approx([0.06, 0.0])


def test_measurements_of_no_unit_give_the_share_of_their_own_indicator_alone() -> None:
    """Of A 6 in 100 records name no unit; B says nothing of the kind, and stays as it is."""
    rows = pl.concat(
        [
            measured([94], start=START),
            measured([6], start=START, unit="*"),
            measured([3], start=START, indicator="B"),
        ]
    )
    assert shares_without_unit(rows).rows() == [("A", START, pytest.approx(0.06))]
    assert of_units(rows)["unit"].to_list() == ["NA", "NA"]


def test_only_a_share_over_five_per_cent_is_left_out() -> None:
    """5 % is not; a week without a share is not."""
    rows = measured([1, 2, 3], start=START)
    assert left_out(rows, shares(0.05, 0.0501)).to_list() == [False, True, False]


def test_a_period_left_out_makes_no_limits_and_no_signal() -> None:
    """Without the 90: mean 1.5 and ranges of 1, so limits -1.16 and 4.16, and nothing beyond them."""
    rows = measured([1, 2, 90, 1, 2], start=START)
    chart = control_charts(rows, defined(), unknown=shares(0, 0, 0.2, 0, 0))
    assert chart["left_out"].to_list() == [False, False, True, False, False]
    assert chart["upper"].to_list() == pytest.approx([4.16] * 5)
    assert set(chart["signal"]) == {"none"}


def test_a_run_goes_on_across_a_period_left_out() -> None:
    """Seven above the mean, with a false dip among them that was left out."""
    rows = measured([1] * 8 + [9, 8, 9, 0, 8, 9, 8, 9], start=START)
    chart = control_charts(rows, defined(), unknown=shares(*[0] * 11, 0.2))
    flagged = chart["signal"].to_list()
    assert flagged[11] == "none"
    assert "none" not in flagged[8:11] + flagged[12:]


@pytest.fixture(scope="module")
def crime() -> pl.DataFrame:
    """Recorded offences of London: indicator, unit (empty where not known), period, value."""
    path = LONDON / "mps_crime_bcu_month_total.csv"
    if not path.is_file():
        pytest.skip("London's recorded crime is not here")
    return (
        pl.read_csv(path)
        .drop("FORCE")
        .unpivot(index="month", variable_name="unit")
        .select(
            indicator=pl.lit("A"),
            unit=pl.when(pl.col("unit") != "UNKNOWN").then("unit"),
            period=(pl.col("month") + "-01").str.to_date(),
            value=pl.col("value").cast(pl.Float64),
        )
    )


@pytest.fixture(scope="module")
def london(crime: pl.DataFrame) -> pl.DataFrame:
    """The charts of the twelve BCUs, lower being better, redefined in March 2024."""
    definitions = pl.concat([defined(better="lower"), defined(better="lower", redefined_on=date(2024, 3, 1))])
    bcus = crime.filter(pl.col("unit").is_in(BCUS))
    return control_charts(bcus, definitions, unknown=unknown_shares(crime))


def test_three_months_of_london_lack_the_unit_of_over_five_per_cent(crime: pl.DataFrame) -> None:
    """March 2020 19.1 %, March 2023 6.1 %, October 2023 9.8 %; no other of 191 months."""
    high = unknown_shares(crime).filter(pl.col("share") > 0.05)
    assert high["period"].to_list() == [date(2020, 3, 1), date(2023, 3, 1), date(2023, 10, 1)]
    assert high["share"].to_list() == pytest.approx([0.191, 0.061, 0.098], abs=0.0005)


def test_those_months_are_marked_and_left_out_of_signals(london: pl.DataFrame) -> None:
    """In every BCU, North Area among them."""
    marked = london.filter("left_out")
    assert marked["unit"].unique().sort().to_list() == list(BCUS)
    assert marked["period"].n_unique() == 3
    assert set(marked["signal"]) == {"none"}


def test_a_false_dip_would_be_an_improvement_if_it_were_not_left_out(crime: pl.DataFrame) -> None:
    """March 2020: without the mark, every BCU would be praised for crime that only lacks its unit."""
    two_years = pl.col("period").is_between(date(2018, 4, 1), date(2020, 3, 1))
    plain = control_charts(crime.filter(pl.col("unit").is_in(BCUS), two_years), defined(better="lower"))
    march = plain.filter(pl.col("period") == date(2020, 3, 1))
    assert march["direction"].to_list() == ["improvement"] * 12


def test_the_definition_of_march_2024_starts_a_phase(london: pl.DataFrame) -> None:
    """February 2024 is the last month of the first phase in every BCU."""
    phases = london.group_by("unit", "phase").agg(pl.col("period").min().alias("first")).sort("unit", "phase")
    assert phases["first"].to_list() == [date(2010, 4, 1), date(2024, 3, 1)] * 12
