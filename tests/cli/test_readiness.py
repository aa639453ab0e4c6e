"""heatmap readiness writes who is ready for which go-live."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from heatmap.cli.readiness import readiness
from heatmap.cli.versions import publish
from heatmap.errors import HeatmapError
from tests.ingest.portfolios import folder_with, with_row

ASSESSED = "project,unit,assessed_on,element,score,responses,assessor,note\n" + "".join(
    f"P1,NA,2020-02-{day},{element},{score},{responses},,\n"
    for day, scores in (("03", (2.0, 4.0, 4.0, 4.0, 4.0)), ("24", (2.6, 4.0, 4.0, 4.0, 4.0)))
    for element, score, responses in zip(
        ("aware", "supportive", "knows", "able", "sustained"), scores, (9, 9, 9, 8, 4), strict=True
    )
)
CHECKS = (
    "project,unit,check,required,status,due,owner,evidence\n"
    "P1,NA,Kit delivered,true,not met,2020-03-30,Head of Kit,\n"
)
HEADER = (
    "project,unit,go_live,days_left,state,first_barrier,aware,supportive,knows,able,sustained,"
    "checks_open,slope_per_week,ready_by"
)


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """A right portfolio: P1 goes live at NA on 6 Apr 2020, was assessed twice, and has one open check."""
    folder = tmp_path / "portfolio"
    folder.mkdir()
    return folder_with(folder, readiness=ASSESSED, checks=CHECKS)


def run(path: Path, out: Path, *more: str) -> Result:
    """`heatmap readiness PATH --as-of 2020-03-02 --out OUT`."""
    return CliRunner().invoke(readiness, [str(path), "--as-of", "2020-03-02", "--out", str(out), *more])


def test_the_csv_has_the_issued_columns_and_suppressed_scores_are_empty(
    portfolio: Path, tmp_path: Path
) -> None:
    """Sustained had four responses; able, with the next fewest, goes with it."""
    result = run(portfolio, tmp_path / "out.csv")

    assert result.exit_code == 0
    assert (tmp_path / "out.csv").read_text("utf-8").splitlines() == [
        HEADER,
        "P1,NA,2020-04-06,35,barrier: aware,aware,2.6,4.0,4.0,,,1,0.2,",
    ]
    assert "as of 2 Mar 2020" in result.output
    assert "2 scores not shown" in result.output


def test_the_parquet_file_has_the_same_columns_with_their_types(portfolio: Path, tmp_path: Path) -> None:
    """Dates are dates, empty scores are missing."""
    run(portfolio, tmp_path / "out.parquet")

    rows = pl.read_parquet(tmp_path / "out.parquet")
    assert rows.columns == HEADER.split(",")
    assert rows.schema["go_live"] == pl.Date()
    assert rows["sustained"].to_list() == [None]


def test_the_file_is_the_same_to_the_byte_whatever_the_hidden_scores_are(
    portfolio: Path, tmp_path: Path
) -> None:
    """Able and sustained at 1.0 instead of 4.0."""
    run(portfolio, tmp_path / "before.csv")
    others = ASSESSED.replace("able,4.0", "able,1.0").replace("sustained,4.0", "sustained,1.0")
    run(folder_with(portfolio, readiness=others), tmp_path / "after.csv")

    assert others != ASSESSED
    assert (tmp_path / "before.csv").read_bytes() == (tmp_path / "after.csv").read_bytes()


def test_texts_that_a_spreadsheet_would_run_are_made_neutral(portfolio: Path, tmp_path: Path) -> None:
    """A project's code that starts with an equals sign."""
    tables = {
        "projects": with_row("projects", "=1+1,Odd,Devices,false,active"),
        "events": with_row("events", "E3,=1+1,Odd launch,go_live,,,2020-04-13,,,planned"),
        "impacts": with_row("impacts", "E3,NA,CID,1,1,1"),
    }
    run(folder_with(portfolio, **tables), tmp_path / "out.csv")

    assert (tmp_path / "out.csv").read_text("utf-8").splitlines()[2].startswith("'=1+1,NA,2020-04-13,42")


def test_a_store_is_read_too(portfolio: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its newest version."""
    monkeypatch.setenv("HEATMAP_STORE", str(tmp_path / "store"))
    published = CliRunner().invoke(publish, [str(portfolio), "--note", "March", "--author", "Sam"])
    assert published.exit_code == 0

    result = run(tmp_path / "store", tmp_path / "out.csv")

    assert "from version 1 of" in result.output
    assert "barrier: aware" in (tmp_path / "out.csv").read_text("utf-8")


def test_rejected_rows_are_refused_with_exit_code_1(portfolio: Path, tmp_path: Path) -> None:
    """Unless they may be left out."""
    folder_with(portfolio, checks=CHECKS + "P9,NA,Kit,true,met,,,\n")

    assert run(portfolio, tmp_path / "out.csv").exit_code == 1
    assert not (tmp_path / "out.csv").exists()
    assert run(portfolio, tmp_path / "out.csv", "--accept-partial").exit_code == 0


def test_a_name_that_is_neither_csv_nor_parquet_is_refused(portfolio: Path, tmp_path: Path) -> None:
    """Before any work is done."""
    problem = run(portfolio, tmp_path / "out.xlsx").exception
    assert isinstance(problem, HeatmapError)
    assert problem.what == "out.xlsx is neither CSV nor Parquet."


def test_the_portfolios_own_table_is_not_written_over(portfolio: Path) -> None:
    """`readiness.csv` is the obvious name, and it is taken."""
    problem = run(portfolio, portfolio / "readiness.csv").exception
    assert isinstance(problem, HeatmapError)
    assert problem.what.endswith("is the place of a table of the portfolio itself.")
    assert (portfolio / "readiness.csv").read_text("utf-8") == ASSESSED


def test_the_as_of_date_must_be_given() -> None:
    """Click's own words and its exit code 2."""
    result = CliRunner().invoke(readiness, ["portfolio", "--out", "out.csv"])
    assert result.exit_code == 2
    assert "Missing option '--as-of'" in result.stderr
