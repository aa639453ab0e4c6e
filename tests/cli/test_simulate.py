"""heatmap simulate writes how likely each unit is over capacity when projects slip."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from heatmap.cli.simulate import simulate_command
from heatmap.errors import HeatmapError
from tests.example import example_store
from tests.ingest.portfolios import folder_with

COLUMNS = "unit,week,load,capacity,chance,error,load_10,load_50,load_90,drivers"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example as version 1, as of 5 Oct 2020: NA has 103 % in that week, then 37 %."""
    folder = tmp_path_factory.mktemp("store")
    example_store(folder).close()
    return folder


def run(path: Path, out: Path, *more: str) -> Result:
    """`heatmap simulate PATH --out OUT`."""
    return CliRunner().invoke(simulate_command, [str(path), "--out", str(out), "--draws", "2000", *more])


def test_the_file_has_chances_bands_and_drivers_of_each_unit_and_week(store: Path, tmp_path: Path) -> None:
    """NA is over on 5 Oct only if neither project is late: 0.6 x 0.6, both being confirmed."""
    result = run(store, tmp_path / "out.csv")
    assert result.exit_code == 0
    assert "as of 5 Oct 2020" in result.output
    assert "2,000 draws with seed 1" in result.output
    text = (tmp_path / "out.csv").read_text().splitlines()
    assert text[0] == COLUMNS
    first = pl.read_csv(tmp_path / "out.csv").row(0, named=True)
    assert (first["unit"], first["week"], first["load"], first["capacity"]) == ("NA", "2020-10-05", 620, 600)
    assert abs(first["chance"] - 0.36) <= 4 * first["error"]
    assert abs(first["error"] - (first["chance"] * (1 - first["chance"]) / 2000) ** 0.5) < 1e-12
    assert (first["load_10"], first["load_90"]) == (0, 620)


def test_weeks_that_only_late_work_falls_on_are_there_too(store: Path, tmp_path: Path) -> None:
    """The plan ends on 18 Oct; P1's 520 hours at NA can come up to 26 weeks later."""
    run(store, tmp_path / "out.parquet")
    weeks = pl.read_parquet(tmp_path / "out.parquet").filter(unit="NA")["week"]
    assert len(weeks) > 10
    assert str(weeks.max()) > "2021-01-01"


def test_the_same_seed_gives_the_same_file_and_another_one_another(store: Path, tmp_path: Path) -> None:
    """To the last byte."""
    files = [tmp_path / name for name in ("one.csv", "again.csv", "other.csv")]
    for file, seed in zip(files, ("4", "4", "5"), strict=True):
        assert run(store, file, "--seed", seed).exit_code == 0
    one, again, other = (file.read_bytes() for file in files)
    assert one == again != other


def test_rows_may_be_rolled_up_and_columns_be_months(store: Path, tmp_path: Path) -> None:
    """As `heatmap score` has them."""
    assert run(store, tmp_path / "out.csv", "--by", "unit,area,month").exit_code == 0
    assert (tmp_path / "out.csv").read_text().startswith("unit,area,month,load")
    assert run(store, tmp_path / "out.csv", "--by", "organisation").exit_code == 0
    assert (tmp_path / "out.csv").read_text().startswith("week,load")


def test_what_can_slip_is_not_said_to_stand_still(store: Path, tmp_path: Path) -> None:
    """The example has work ahead of its as-of day."""
    assert "Nothing slips" not in run(store, tmp_path / "out.csv").output


def test_rows_that_do_not_exist_are_told(store: Path, tmp_path: Path) -> None:
    """With the valid choices."""
    result = run(store, tmp_path / "out.csv", "--by", "borough")
    assert isinstance(result.exception, HeatmapError)
    assert "Rows by “borough” are not known." in str(result.exception)


def test_a_folder_of_files_is_simulated_as_of_the_day_that_is_given(tmp_path: Path) -> None:
    """As of a day after all work nothing can slip: every chance is 0 or 1."""
    folder = tmp_path / "portfolio"
    folder.mkdir()
    folder_with(folder)
    result = run(folder, tmp_path / "out.csv", "--as-of", "2022-01-03")
    assert result.exit_code == 0
    assert "no project that can be late lies ahead of 3 Jan 2022" in result.output
    rows = pl.read_csv(tmp_path / "out.csv")
    assert rows.height
    assert set(rows["chance"].drop_nulls()) <= {0.0, 1.0}
    assert rows["error"].drop_nulls().max() == 0.0
