"""heatmap diff says what changed between two versions of a store."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from heatmap.cli.diff import diff
from heatmap.errors import HeatmapError
from tests.two_boards import two_boards


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with two boards, the differences of which are known by hand."""
    made = tmp_path_factory.mktemp("store")
    two_boards(made).close()
    return made


def run(folder: Path, *arguments: object) -> Result:
    """`heatmap diff ARGUMENTS --store FOLDER`."""
    return CliRunner().invoke(diff, [*map(str, arguments), "--store", str(folder)])


def refusal(result: Result) -> str:
    """What the command refused to do."""
    assert isinstance(result.exception, HeatmapError)
    return result.exception.what


def test_the_newest_version_is_compared_with_the_one_before_it(folder: Path) -> None:
    """Which, what rose and why, both versions' rows, in plain lines."""
    result = run(folder)
    text = result.output.replace("\N{NO-BREAK SPACE}", " ")

    assert result.exit_code == 0
    assert text.startswith(
        "From version 1, “First board”, as of 7 Oct 2020, to version 2, “Second board”, as of 14 Oct 2020."
    )
    assert (
        "\nRose most\n"
        "  North Area, week of 12 Oct 2020: 37 % -> 207 %, because Case system moved 1 week later\n" in text
    )
    assert "because Case system moved 1 week later [D -> A]" in text
    assert "2 rejected and left out (impacts 2)" in text
    assert "none rejected" in text


def test_versions_may_be_given_as_numbers_or_dates(folder: Path) -> None:
    """The way back: what rose falls."""
    for pair in (("2", "1"), ("2020-10-14", "2020-10-08")):
        text = run(folder, *pair).output.replace("\N{NO-BREAK SPACE}", " ")
        assert "\nFell most\n  North Area, week of 12 Oct 2020: 207 % -> 37 %" in text


def test_filters_choose_units_and_weeks(folder: Path) -> None:
    """Central East alone, and North Area's second week alone."""
    assert "North Area" not in run(folder, "--unit", "CE").output
    text = run(folder, "--unit", "NA", "--from", "2020-10-12", "--to", "2020-10-13").output
    assert "Fell most: none" in text


def test_the_file_has_the_changed_cells(folder: Path, tmp_path: Path) -> None:
    """By unit and week three; by default by unit, area and week four."""
    result = run(folder, "--by", "unit,week", "--out", tmp_path / "out.csv")
    lines = (tmp_path / "out.csv").read_text("utf-8").splitlines()

    assert "3 rows in" in result.output
    assert lines[0] == (
        "unit,week,load_before,load_after,load_change,capacity_before,capacity_after,capacity_change,"
        "saturation_before,saturation_after,saturation_change,band_before,band_after,bands_crossed,because"
    )
    assert lines[1].startswith("NA,2020-10-05,620.0,100.0,-520.0,600.0,600.0,0.0,1.03")
    run(folder, "--out", tmp_path / "cells.parquet")
    assert pl.read_parquet(tmp_path / "cells.parquet").height == 5


def test_the_file_of_causes_adds_up_to_the_file_of_cells(folder: Path, tmp_path: Path) -> None:
    """Load and saturation of every unit, area and week."""
    run(folder, "--out", tmp_path / "cells.parquet")
    run(folder, "--causes", "--out", tmp_path / "causes.parquet")
    key = ["unit", "area", "week"]
    cells = (
        pl.read_parquet(tmp_path / "cells.parquet").select(*key, "load_change", "saturation_change").sort(key)
    )
    sums = (
        pl.read_parquet(tmp_path / "causes.parquet")
        .group_by(key)
        .agg(pl.col("load", "saturation").sum())
        .sort(key)
    )

    assert sums.select(key).equals(cells.select(key))
    assert sums["load"].to_list() == pytest.approx(cells["load_change"].to_list())
    assert sums["saturation"].to_list() == pytest.approx(cells["saturation_change"].to_list())


def test_what_can_not_be_compared_is_refused_in_words(folder: Path, tmp_path: Path) -> None:
    """An unknown version, no version, no store."""
    assert refusal(run(folder, "3")) == "Version 3 does not exist."
    assert refusal(run(folder, "second")) == "“second” is neither a version nor a date."
    assert refusal(run(tmp_path / "none")) == "No version has been published yet."
