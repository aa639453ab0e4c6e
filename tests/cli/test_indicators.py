"""heatmap indicators: the file, its columns, and what it refuses."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from heatmap.cli.indicators import indicators
from heatmap.errors import HeatmapError
from tests.ingest.portfolios import folder_with

COLUMNS = ["indicator", "unit", "period", "phase", "value", "mean", "lower", "upper", "signal", "direction"]


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """A right portfolio with one weekly indicator of unit NA: 10, 50, 40, 30."""
    folder = tmp_path / "portfolio"
    folder.mkdir()
    folder_with(folder)
    (folder / "indicators.csv").write_text(
        "indicator,name,measured_in,better,target,redefined_on\nI,Calls reached,%,higher,90,\n", "utf-8"
    )
    (folder / "measurements.csv").write_text(
        "indicator,unit,period,value\n"
        "I,NA,2019-01-07,10\nI,NA,2019-01-14,50\nI,NA,2019-01-21,40\nI,NA,2019-01-28,30\n",
        "utf-8",
    )
    return folder


def run(*arguments: object) -> Result:
    """`heatmap indicators ARGUMENTS`."""
    return CliRunner().invoke(indicators, [*map(str, arguments)])


def test_the_file_has_one_row_per_indicator_unit_and_period(portfolio: Path, tmp_path: Path) -> None:
    """With the columns in their order: mean 32.5, limits -20.7 and 85.7."""
    out = tmp_path / "charts.csv"
    result = run(portfolio, "--out", out)
    assert result.output.splitlines() == [
        f"4 rows from {portfolio} are in {out}.",
        "0 points of concern, 0 points of improvement.",
    ]
    charts = pl.read_csv(out)
    assert charts.columns == COLUMNS
    first = charts.row(0)
    assert first[:5] == ("I", "NA", "2019-01-07", 1, 10.0)
    assert first[5:8] == pytest.approx((32.5, -20.7, 85.7))
    assert first[8:] == ("none", "none")


def test_a_parquet_file_has_the_same_rows(portfolio: Path, tmp_path: Path) -> None:
    """With real dates."""
    run(portfolio, "--out", tmp_path / "charts.parquet")
    charts = pl.read_parquet(tmp_path / "charts.parquet")
    assert charts.columns == COLUMNS
    assert charts.schema["period"] == pl.Date


def test_a_rebase_starts_a_phase(portfolio: Path, tmp_path: Path) -> None:
    """From the first week on or after its day."""
    run(portfolio, "--out", tmp_path / "charts.csv", "--rebase", "NA:2019-01-16")
    assert pl.read_csv(tmp_path / "charts.csv")["phase"].to_list() == [1, 1, 2, 2]


def test_periods_whose_records_lack_the_unit_are_left_out(portfolio: Path, tmp_path: Path) -> None:
    """Without the 50: mean 80 / 3, ranges 30 and 10."""
    shares = tmp_path / "shares.csv"
    shares.write_text("indicator,period,share\nI,2019-01-14,0.191\nI,2019-01-21,0.05\n", "utf-8")
    result = run(portfolio, "--out", tmp_path / "charts.csv", "--unknown", shares)
    assert "1 point left out: over 5 % of records without a unit." in result.output
    assert pl.read_csv(tmp_path / "charts.csv")["upper"][0] == pytest.approx(80 / 3 + 2.66 * 20)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--rebase", "XX:2019-01-16"), "There is no unit “XX”."),
        (("--rebase", "NA:16/01/2019"), "--rebase NA:16/01/2019 has no date: “16/01/2019”."),
        (("--rebase", "NA"), "There is no unit “”."),
    ],
)
def test_a_rebase_that_names_no_unit_or_day_is_refused(
    portfolio: Path, tmp_path: Path, options: tuple[str, str], said: str
) -> None:
    """With the valid choices."""
    error = run(portfolio, "--out", tmp_path / "charts.csv", *options).exception
    assert isinstance(error, HeatmapError)
    assert error.what == said


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"indicator,period\nI,2019-01-14\n", "has the columns indicator, period."),
        (b"indicator,period,share\nI,14/01/2019,0.1\n", "line 2, has no date: “14/01/2019”."),
        (b"indicator,period,share\nI,2019-01-14,19\n", "line 2, has the share “19”."),
        (b"indicator,period,share\nI,2019-01-14,nan\n", "line 2, has the share “nan”."),
        (b"indicator,period,share\nJ,2019-01-14,0.1\n", "There is no indicator “J”."),
        (b"", "could not be read"),
        (b"indicator,period,share\nI,2019-01-14,\xff\n", "could not be read"),
    ],
)
def test_a_file_of_shares_that_can_not_be_trusted_is_refused(
    portfolio: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    """With its line and value."""
    shares = tmp_path / "shares.csv"
    shares.write_bytes(content)
    error = run(portfolio, "--out", tmp_path / "charts.csv", "--unknown", shares).exception
    assert isinstance(error, HeatmapError)
    assert said in error.what


def test_the_portfolios_own_table_is_not_written_over(portfolio: Path) -> None:
    """`--out indicators.csv` beside the tables is their place."""
    before = (portfolio / "indicators.csv").read_bytes()
    error = run(portfolio, "--out", portfolio / "indicators.csv").exception
    assert isinstance(error, HeatmapError)
    assert (portfolio / "indicators.csv").read_bytes() == before
