from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner, Result

from heatmap.cli.score import explain, score
from heatmap.errors import HeatmapError
from heatmap.portfolio import Portfolio
from heatmap.scoring.parameters import SCORING_VERSION, default_text
from heatmap.store.store import Store
from tests.scoring.portfolios import portfolio

COLUMNS = "unit,area,week,load,capacity,saturation,band,projects,worst,go_lives,estimated"


def example() -> Portfolio:
    """Two units; a fortnight of training in both areas of one, and a week in the other."""
    return portfolio(
        units=[
            {"unit": "NA", "name": "North Area", "position": 2},
            {"unit": "WA", "name": "West Area", "position": 1},
        ],
        areas=[{"area": "CID", "name": "CID"}, {"area": "RESP", "name": "Response"}],
        projects=[
            {"project": "P1", "name": "=1+1", "programme": "=2+2"},
            {"project": "P2", "name": "Second", "programme": "Estates", "status": "paused"},
        ],
        events=[
            {"event": "E1", "title": "Classroom", "start": date(2020, 3, 2), "end": date(2020, 3, 15)},
            {"event": "E2", "project": "P2", "start": date(2020, 3, 2), "end": date(2020, 3, 8)},
        ],
        impacts=[
            {"event": "E1", "people": 80.0, "hours_per_person": 7.0},
            {"event": "E1", "area": "RESP", "hours_per_person": None},
            {"event": "E2", "unit": "WA", "people": 5.0},
        ],
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The example's tables as CSV files."""
    path = tmp_path / "portfolio"
    path.mkdir()
    for name in ("units", "areas", "headcount", "projects", "events", "impacts"):
        getattr(example(), name).write_csv(path / f"{name}.csv")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with the example as version 1, and as version 2 without its impacts but one."""
    path = tmp_path / "store"
    fewer = Portfolio.from_tables({**example().tables(), "impacts": example().impacts.head(1)})
    for number, each in enumerate((example(), fewer), start=1):
        Store(path).publish(
            each,
            note=f"Board {number}",
            author="Sam",
            as_of=date(2020, 3, 2),
            now=datetime(2020, 3, 2, tzinfo=UTC),
            parameters=default_text(),
            scoring_version=SCORING_VERSION,
        )
    return path


def run(command: str, *arguments: object) -> Result:
    """The command with these arguments; its own errors are raised."""
    commands = {"score": score, "explain": explain}
    result = CliRunner().invoke(commands[command], [str(argument) for argument in arguments])
    if isinstance(result.exception, HeatmapError):
        raise result.exception
    return result


def scored(path: Path, out: Path, *arguments: object) -> list[dict[str, object]]:
    """The rows of the CSV file that scoring writes."""
    assert run("score", path, "--out", out, *arguments).exit_code == 0
    return pl.read_csv(out, try_parse_dates=True).to_dicts()


def test_score_writes_a_row_for_each_unit_area_and_week(folder: Path, tmp_path: Path) -> None:
    """The columns in their order, sorted; empty where no headcount is known."""
    out = tmp_path / "scores.csv"
    run("score", folder, "--out", out)
    assert out.read_text().splitlines() == [
        COLUMNS,
        "NA,CID,2020-03-02,280.0,400.0,0.7,B,1,3,0,0.0",
        "NA,CID,2020-03-09,280.0,400.0,0.7,B,1,3,0,0.0",
        "NA,RESP,2020-03-02,40.0,,,,1,3,0,1.0",
        "NA,RESP,2020-03-09,40.0,,,,1,3,0,1.0",
    ]


def test_parquet_holds_the_same_rows(folder: Path, tmp_path: Path) -> None:
    """With dates as dates and missing values as nulls."""
    run("score", folder, "--out", tmp_path / "scores.parquet")
    rows = pl.read_parquet(tmp_path / "scores.parquet")
    assert rows.columns == COLUMNS.split(",")
    assert rows["week"].dtype == pl.Date
    assert rows["capacity"].null_count() == 2


def test_a_store_is_scored_by_its_newest_version(store: Path, tmp_path: Path) -> None:
    """Version 2 has one impact; version 1 is there by number."""
    assert len(scored(store, tmp_path / "new.csv")) == 2
    assert len(scored(store, tmp_path / "old.csv", "--version", 1)) == 4


def test_rows_and_weeks_can_be_rolled_up(folder: Path, tmp_path: Path) -> None:
    """By unit and month: load of both areas on the capacity that is known, and the hottest part."""
    rows = scored(folder, tmp_path / "scores.csv", "--by", "unit,month")
    assert [(row["unit"], row["month"], row["load"], row["capacity"], row["hottest"]) for row in rows] == [
        ("NA", date(2020, 3, 1), 640.0, 800.0, 0.7)
    ]


def test_the_organisation_has_no_column_of_its_own(folder: Path, tmp_path: Path) -> None:
    """Only the weeks."""
    assert next(iter(scored(folder, tmp_path / "scores.csv", "--by", "organisation,week")[0])) == "week"


def test_text_cells_are_no_formulas(folder: Path, tmp_path: Path) -> None:
    """A programme called =2+2 gets an apostrophe."""
    rows = scored(folder, tmp_path / "scores.csv", "--by", "programme,quarter")
    assert rows[0]["programme"] == "'=2+2"


def test_filters_choose_changes_cells_and_weeks(folder: Path, tmp_path: Path) -> None:
    """Paused projects when asked for, of one unit, from the second week on."""
    out = tmp_path / "scores.csv"
    rows = scored(folder, out, "--project-status", "paused", "--unit", "WA")
    assert [(row["unit"], row["load"]) for row in rows] == [("WA", 5.0)]
    rows = scored(folder, out, "--area", "CID", "--from", "2020-03-10")
    assert [row["week"] for row in rows] == [date(2020, 3, 9)]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--unit", "XX"), "There is no unit “XX”. Choose from: NA, WA."),
        (("--area", "XX"), "Choose from: CID, RESP."),
        (("--project", "XX"), "Choose from: P1, P2."),
        (("--programme", "XX"), "Choose from: =2\\+2, Estates."),
        (("--kind", "XX"), "Choose from: go_live, system"),
        (("--by", "unit,day"), "Rows by “unit,day” are not known."),
        (("--from", "2020-03-10", "--to", "2020-03-01"), "is before the first"),
        (("--version", "1"), "is not a store"),
    ],
)
def test_a_choice_that_does_not_exist_is_told_with_those_that_do(
    folder: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    """And nothing is written."""
    with pytest.raises(HeatmapError, match=said):
        run("score", folder, "--out", tmp_path / "scores.csv", *arguments)
    assert not (tmp_path / "scores.csv").exists()


def test_a_file_without_rows_says_where_the_load_is(folder: Path, tmp_path: Path) -> None:
    """Weeks after the portfolio's."""
    told = run("score", folder, "--out", tmp_path / "scores.csv", "--from", "2021-01-01").output
    assert "0 rows from" in told
    assert "The portfolio has load in the weeks of 2 to 9 Mar 2020." in told


def test_only_csv_and_parquet_are_written(folder: Path, tmp_path: Path) -> None:
    """Another ending is refused before any work."""
    with pytest.raises(HeatmapError, match="neither CSV nor Parquet"):
        run("score", folder, "--out", tmp_path / "scores.xlsx")


def test_a_folder_that_cannot_be_written_to_is_told(folder: Path, tmp_path: Path) -> None:
    """And no half file is left."""
    with pytest.raises(HeatmapError, match="could not be written"):
        run("score", folder, "--out", tmp_path / "nowhere" / "scores.csv")


def test_rejected_rows_are_refused_unless_accepted(folder: Path, tmp_path: Path) -> None:
    """Exit code 1 and no file; with the yes, a file and a word on what it lacks."""
    with (folder / "impacts.csv").open("a") as file:
        file.write("E9,NA,CID,1,1,3\n")
    out = tmp_path / "scores.csv"
    refused = run("score", folder, "--out", out)
    assert (refused.exit_code, out.exists()) == (1, False)
    assert "1 row that cannot be accepted (impacts 1); nothing was scored." in refused.output
    accepted = run("score", folder, "--out", out, "--accept-partial")
    assert accepted.exit_code == 0
    assert "1 rejected row is left out." in accepted.output


def test_explain_ranks_what_a_cell_is_made_of(folder: Path) -> None:
    """Headline, then the contributions with their shares."""
    lines = run("explain", folder, "--unit", "NA", "--week", "2020-03-05").output.splitlines()
    assert lines[0] == "North Area (NA), all business areas, week of 2 Mar 2020"
    assert lines[1] == "Load 320 hours, capacity 400 hours: 80 %, band C (near capacity)."
    assert lines[2] == "1 project, worst severity 3, 0 go-lives, 12 % of the load estimated."
    assert lines[5].split()[:5] == ["100.0", "%", "320", "E1", "Classroom"]


def test_explain_says_which_changes_are_left_out(folder: Path) -> None:
    """A load of 0 of one project is not a unit without load."""
    where = ("explain", folder, "--unit", "NA", "--week", "2020-03-02")
    assert "Only changes" not in run(*where).output
    told = run(*where, "--project", "P1", "--kind", "move", "--kind", "system").output
    assert "Nothing is planned.\nOnly changes of project P1, of kind move or system." in told
    told = run(*where, "--event-status", "cancelled").output
    assert "Only changes of event status cancelled." in told


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("05/10/2020", "it may mean 5 Oct 2020 or 10 May 2020. Write 2020-10-05 or 2020-05-10."),
        ("31.12.2020", "Write 2020-12-31 if 31 Dec 2020 is meant."),
        ("2020-02-30", "February 2020 has 29 days"),
        ("soon", "“soon” is not a date."),
    ],
)
def test_a_day_is_not_guessed_at(folder: Path, day: str, said: str) -> None:
    """As in a portfolio's files: both readings are named."""
    result = run("explain", folder, "--unit", "NA", "--week", day)
    assert result.exit_code == 2
    assert said in result.output


def test_explain_says_what_a_cell_lacks(folder: Path) -> None:
    """No headcount; nothing planned."""
    lines = run("explain", folder, "--unit", "NA", "--area", "RESP", "--week", "2020-03-02").output
    assert "capacity unknown: no headcount is in force." in lines
    lines = run("explain", folder, "--unit", "WA", "--area", "CID", "--week", "2020-03-02").output
    assert "Nothing is planned." in lines


def test_explain_groups_by_project_and_programme(folder: Path, tmp_path: Path) -> None:
    """And writes the same table, its texts neutral."""
    out = tmp_path / "parts.csv"
    told = run("explain", folder, "--unit", "NA", "--week", "2020-03-02", "--by", "project", "--out", out)
    assert "share  hours  project" in told.output
    assert pl.read_csv(out)["project_name"].to_list() == ["'=1+1"]
    told = run("explain", folder, "--unit", "NA", "--week", "2020-03-02", "--by", "programme")
    assert "share  hours  programme" in told.output


def test_a_week_outside_the_span_is_told_with_the_span(folder: Path) -> None:
    """First and last week by their Mondays."""
    with pytest.raises(HeatmapError, match=r"from 2020-03-02 .* to 2020-03-09"):
        run("explain", folder, "--unit", "NA", "--week", "2021-03-02")


def test_explain_names_an_area_that_is_hotter_than_the_whole(tmp_path: Path) -> None:
    """Two areas of 400 hours each, one with 600 of load and one with none: 75 % together, one at 150 %."""
    path = tmp_path / "portfolio"
    path.mkdir()
    tables = portfolio(
        areas=[{"area": "CID", "name": "CID"}, {"area": "RESP", "name": "Response"}],
        headcount=[{"unit": "NA", "area": area, "headcount": 100.0} for area in ("CID", "RESP")],
        events=[{"event": "E1", "start": date(2020, 3, 2), "end": date(2020, 3, 8)}],
        impacts=[{"event": "E1", "people": 600.0}],
    )
    for name in ("units", "areas", "headcount", "projects", "events", "impacts"):
        getattr(tables, name).write_csv(path / f"{name}.csv")
    told = run("explain", path, "--unit", "NA", "--week", "2020-03-02").output
    assert "75 %, band B (busy); its hottest business area is at 150 %." in told
