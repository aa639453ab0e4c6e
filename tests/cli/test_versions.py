import hashlib
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from heatmap.cli import main
from heatmap.cli.check import check
from heatmap.cli.versions import publish, restore, versions
from heatmap.errors import HeatmapError
from heatmap.store.store import Store
from tests.ingest.portfolios import folder_with, with_row


@pytest.fixture
def portfolio(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A right portfolio of 13 rows, and an empty store that the environment names."""
    monkeypatch.setenv("HEATMAP_STORE", str(tmp_path / "store"))
    folder = tmp_path / "portfolio"
    folder.mkdir()
    return folder_with(folder)


def run_publish(*arguments: object) -> Result:
    """`heatmap publish ARGUMENTS` by Sam."""
    return CliRunner().invoke(publish, [*map(str, arguments), "--author", "Sam"])


def test_publish_says_the_version_and_its_rows(portfolio: Path, tmp_path: Path) -> None:
    """And where the store is."""
    result = run_publish(portfolio, "--note", "March board", "--as-of", "2020-03-02")

    assert result.exit_code == 0
    assert result.output.splitlines()[0] == f"Published version 1: 13 rows in {tmp_path / 'store'}"


def test_publish_says_which_version_has_the_same_content(portfolio: Path) -> None:
    """Publishing again is recorded, and seen through."""
    run_publish(portfolio, "--note", "March board", "--as-of", "2020-03-02")

    assert "Its content equals version 1's." in run_publish(portfolio, "--note", "Again").output


def test_publish_refuses_rejected_rows_with_exit_code_1(portfolio: Path) -> None:
    """And says how many, where to see them, and how to go on."""
    folder_with(portfolio, impacts=with_row("impacts", "E2,NA,RESP,10,1,6"))

    result = run_publish(portfolio, "--note", "March board")

    assert result.exit_code == 1
    assert "Error: portfolio has 1 row that cannot be accepted (impacts 1)" in result.stderr


def test_publish_counts_the_warnings_that_the_command_it_names_shows(portfolio: Path) -> None:
    """Not those of today, when both projects are without events to come."""
    folder_with(portfolio, projects=with_row("projects", "P2,Old,Devices,false,active"))

    told = run_publish(portfolio, "--note", "March board", "--as-of", "2020-03-02").output

    words = re.search(r"  (\d+ warnings?) about its tables: read them with `heatmap check (.+)`\.", told)
    assert words is not None
    assert words[1] == "1 warning"
    shown = CliRunner().invoke(check, shlex.split(words[2])).output
    assert f"{words[1]} (the rows are accepted):" in shown
    assert "has no event from 2 Mar 2020 to 2 Mar 2021" in shown


def test_publish_leaves_rejected_rows_out_when_told_to(portfolio: Path) -> None:
    """The count of what is missing is said."""
    folder_with(portfolio, impacts=with_row("impacts", "E2,NA,RESP,10,1,6"))

    result = run_publish(portfolio, "--note", "March board", "--accept-partial")

    assert result.exit_code == 0
    assert "Left out: 1 rejected row." in result.output


def test_publish_needs_a_note(portfolio: Path) -> None:
    """Click's own words and its exit code 2."""
    result = run_publish(portfolio)

    assert result.exit_code == 2
    assert "Missing option '--note'" in result.stderr


def test_versions_lists_the_newest_first_and_marks_it(portfolio: Path) -> None:
    """Dates as people write them, counts, author and note."""
    run_publish(portfolio, "--note", "October board", "--as-of", "2019-10-07")
    run_publish(portfolio, "--note", "March board", "--as-of", "2020-03-02")

    lines = CliRunner().invoke(versions).output.splitlines()

    assert re.sub(" +", " ", lines[0]).strip() == (
        "version published (UTC) as of author accepted rejected note"
    )
    assert re.fullmatch(r"\* +2  .+  2 Mar 2020 +Sam +13 +0  March board", lines[1])
    assert re.fullmatch(r" +1  .+  7 Oct 2019 +Sam +13 +0  October board", lines[2])


def test_one_version_tells_its_files_rows_and_parameters(portfolio: Path) -> None:
    """So that anyone can see from which data its numbers come."""
    run_publish(portfolio, "--note", "October board", "--as-of", "2019-10-07")

    output = CliRunner().invoke(versions, ["1"]).output

    assert output.startswith("Version 1: October board\n")
    assert "As of 7 Oct 2019, scoring version 1" in output
    units = portfolio / "units.csv"
    digest = hashlib.sha256(units.read_bytes()).hexdigest()
    assert re.search(rf"^units.csv +{units.stat().st_size} .+ {digest}$", output, re.MULTILINE)
    assert re.search(r"^units +2 +0 +0$", output, re.MULTILINE)
    assert "  [severity_weight]\n  1 = 0.5" in output


def test_versions_of_an_empty_store_says_how_to_publish(portfolio: Path) -> None:
    """An empty list is no answer."""
    assert portfolio.exists()
    assert "heatmap publish PATH --note TEXT" in CliRunner().invoke(versions).output


def test_a_store_whose_pointer_is_lost_is_listed_and_served_by_nobody(
    portfolio: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sample is not shown in its place, and a copy of it is no folder of files."""
    monkeypatch.setenv("HEATMAP_PORT", "1")  # never reached
    run_publish(portfolio, "--note", "March board")
    current = tmp_path / "store" / "CURRENT"
    newest = current.read_text("utf-8")
    current.unlink()

    out = str(tmp_path / "scores.csv")
    for words in (["versions"], ["serve"], ["score", str(tmp_path / "store"), "--out", out]):
        with pytest.raises(SystemExit) as ended:
            main(words)
        assert ended.value.code == 2
        assert f"newest version's file name on one line: {newest}" in capsys.readouterr().err
    assert not (tmp_path / "store" / "sample").exists()


def test_restore_publishes_an_old_version_as_the_newest(portfolio: Path, tmp_path: Path) -> None:
    """The note says so unless the user has a better one."""
    run_publish(portfolio, "--note", "October board")

    result = CliRunner().invoke(restore, ["1"])

    assert result.exit_code == 0
    assert "Published version 2: 13 rows" in result.output
    assert Store(tmp_path / "store").version().note == "Restored version 1"


def test_restore_of_an_unknown_version_lists_the_choices(portfolio: Path) -> None:
    """The main command prints it and exits with 2."""
    run_publish(portfolio, "--note", "October board")

    problem = CliRunner().invoke(restore, ["9"]).exception

    assert isinstance(problem, HeatmapError)
    assert (problem.what, problem.do) == ("Version 9 does not exist.", "Choose from: 1.")
