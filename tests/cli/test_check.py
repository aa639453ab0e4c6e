"""heatmap check, as a user types it."""

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from heatmap.cli.check import check
from heatmap.errors import HeatmapError
from heatmap.ingest.checked import IN_MEMORY
from heatmap.scoring.parameters import default_text
from tests.ingest.portfolios import folder_with, with_row, workbook_with

IMPACTS_HEADER = "event,unit,area,people,hours_per_person,severity\n"


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(check, [*map(str, arguments), "--today", "2020-03-02"])


def test_a_right_portfolio_ends_with_code_0(tmp_path: Path) -> None:
    """The summary counts each table's rows."""
    result = _run(folder_with(tmp_path))
    assert result.exit_code == 0
    assert "impacts                  3           0           0" in result.output
    assert "Every row is accepted." in result.output


def test_a_rejected_row_ends_with_code_1_and_a_sentence(tmp_path: Path) -> None:
    """File, line, column, value, reason, and what would be right."""
    row = "E3,P1,Late,training,2020-02-01,2020-01-01,,,,planned"
    result = _run(folder_with(tmp_path, events=with_row("events", row)))
    assert result.exit_code == 1
    assert (
        "events.csv line 4, column end: “2020-01-01” is before start (2020-02-01). "
        "Write a day on or after 2020-02-01, or correct start." in result.output
    )


def test_a_portfolio_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    """The command's group says it in two lines and ends with code 2."""
    result = _run(tmp_path / "nothing")
    assert isinstance(result.exception, HeatmapError)


@pytest.mark.parametrize("form", ["folder", "workbook"])
def test_parameters_that_cannot_score_are_an_error_after_all_that_was_found(
    tmp_path: Path, form: str
) -> None:
    """Publishing would refuse them, so checking does: beside tables and beside a workbook."""
    path = folder_with(tmp_path) if form == "folder" else workbook_with(tmp_path / "book.xlsx")
    (tmp_path / "scoring.toml").write_text("[bands]\n", "utf-8")
    result = _run(path)
    assert "Every row is accepted." in result.output
    assert isinstance(result.exception, HeatmapError)
    assert result.exception.what == "scoring.toml: the section severity_weight is missing."


def test_a_portfolio_without_impacts_is_an_error_after_all_that_was_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Publishing would refuse it, so checking does; the folder that one is in has a name too."""
    folder = tmp_path / "October"
    folder.mkdir()
    monkeypatch.chdir(folder_with(folder, impacts=IMPACTS_HEADER))
    result = _run(".")
    assert "impacts                  0           0           1" in result.output
    assert isinstance(result.exception, HeatmapError)
    assert "October has no row in impacts, so no unit would have any load" in result.exception.what


def test_parameters_that_can_score_are_said_to_be_read(tmp_path: Path) -> None:
    """Nothing of the organisation's own is passed over in silence."""
    path = folder_with(tmp_path)
    (path / "scoring.toml").write_text(default_text(), "utf-8")
    result = _run(path)
    assert result.exit_code == 0
    assert "The scoring parameters in scoring.toml are right." in result.output


def test_every_rejection_is_written_and_none_is_a_formula(tmp_path: Path) -> None:
    """More than the screen shows, safe to open in a spreadsheet program."""
    rows = "\n".join(f"=U{n},,bcu,1" for n in range(30))
    written = tmp_path / "rejected.csv"
    (tmp_path / "portfolio").mkdir()
    units = with_row("units", rows + "\nCE,Centre,=cmd|' /C calc'!A0,1")
    result = _run(folder_with(tmp_path / "portfolio", units=units), "--rejected", written)
    assert "… and 11 more reasons" in result.output
    with written.open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file))
    assert len(cells) == 31
    assert cells[-1]["value"] == "'=cmd|' /C calc'!A0"
    assert list(cells[0]) == ["file", "line", "column", "value", "reason", "right"]


def test_warnings_of_one_kind_are_told_once(tmp_path: Path) -> None:
    """With how many more there are."""
    rows = "E1,AS,CID,1,1,1\nE2,AS,CID,1,1,1"
    result = _run(folder_with(tmp_path, impacts=with_row("impacts", rows)))
    assert result.exit_code == 0
    assert "2 warnings (the rows are accepted):" in result.output
    assert "And 1 more like it." in result.output


def test_kinds_of_warning_are_counted_over_all_warnings(tmp_path: Path) -> None:
    """The last kind is told of after 10,000 others, with all of its rows; every warning can be had."""
    events = "".join(
        f"X{n},P1,Alone,training,2020-03-02,2020-03-06,,,,planned\n" for n in range(IN_MEMORY + 5)
    )
    late = "P2,NEW RADIOS,Devices,false,closed\nP3,New-Radios,Devices,false,closed"
    path = folder_with(
        tmp_path, events=with_row("events", events.strip()), projects=with_row("projects", late)
    )
    written = tmp_path / "doubts.of.it"
    result = _run(path, "--warnings", written)
    assert "10,007 warnings (the rows are accepted):" in result.output
    assert "And 10,004 more like it." in result.output
    assert "is nearly the name of project P1 in line 2 (“New radios”)" in result.output
    with written.open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file))
    assert len(cells) == 10_007
    assert (cells[0]["value"], cells[10_004]["value"], cells[-1]["value"]) == ("X0", "X10004", "New-Radios")


def test_warnings_about_no_table_have_a_line_so_that_the_lines_add_up(tmp_path: Path) -> None:
    """A file that is none of the tables'."""
    path = folder_with(tmp_path)
    (path / "headcont.csv").write_text("x", "utf-8")
    result = _run(path)
    assert "no table                                         1\n" in result.output
    assert "1 warning (the rows are accepted):" in result.output


def test_rejections_and_warnings_are_not_written_over_each_other(tmp_path: Path) -> None:
    """One file for both would hold the last alone."""
    result = _run(folder_with(tmp_path), "--rejected", tmp_path / "x.csv", "--warnings", tmp_path / "x.csv")
    assert isinstance(result.exception, HeatmapError)
    assert not (tmp_path / "x.csv").exists()


def test_nothing_in_a_file_moves_the_terminals_cursor(tmp_path: Path) -> None:
    """Escape sequences in values are shown, not sent."""
    result = _run(folder_with(tmp_path, units=with_row("units", "CE,\x1b[2J\x1b]0;x\a,bcu,3")))
    assert "\x1b" not in result.output
    assert "␛[2J" in result.output


def test_a_rejections_file_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    """What to do is told."""
    result = _run(folder_with(tmp_path), "--rejected", tmp_path / "no" / "such" / "folder.csv")
    assert isinstance(result.exception, HeatmapError)
    assert "could not be written" in result.exception.what
