"""Warnings: rows that are accepted, and are worth a look."""

import os
from datetime import UTC, date, datetime
from pathlib import Path

from heatmap.ingest.check import check
from tests.ingest.portfolios import TODAY, folder_with, warnings, with_row


def _told(path: Path) -> list[tuple[str, int | None, str, str, str]]:
    return [
        (each["file"], each["line"], each["column"], each["value"], each["reason"]) for each in warnings(path)
    ]


def test_people_above_the_headcount_in_force_are_doubtful(tmp_path: Path) -> None:
    """80 officers until March 2020, 50.5 from then on: 60 are too many in April only."""
    path = folder_with(
        tmp_path,
        headcount=with_row("headcount", "AS,RESP,2020-03-30,50.5,40,0.1"),
        events=with_row("events", "E3,P1,Later,go_live,2020-03-02,,2020-04-02,,,planned"),
        impacts=with_row("impacts", "E3,AS,RESP,60,1,1").replace("E1,AS,RESP,40", "E1,AS,RESP,60"),
    )
    reason = "is above the headcount of AS, RESP in force in the week of 30 Mar 2020 (50.5, from 30 Mar 2020)"
    assert _told(path) == [("impacts.csv", 5, "people", "60", reason)]


def test_an_impact_before_the_cells_first_headcount_is_doubtful(tmp_path: Path) -> None:
    """A week takes the headcount of its Monday: a row from Tuesday 3 March counts from the 9th on."""
    path = folder_with(
        tmp_path,
        headcount=with_row("headcount", "AS,CID,2020-03-03,50,40,0.1"),
        impacts=with_row("impacts", "E1,AS,CID,1,1,1\nE2,AS,CID,1,1,1"),
    )
    reason = (
        "is an impact in the week of 2 Mar 2020, "
        "before the first headcount row of its unit and area (3 Mar 2020)"
    )
    assert _told(path) == [("impacts.csv", 5, "unit, area", "AS, CID", reason)]


def test_an_impact_on_a_cell_with_no_headcount_row_at_all_is_doubtful(tmp_path: Path) -> None:
    """Its saturation stays unknown."""
    path = folder_with(tmp_path, impacts=with_row("impacts", "E1,AS,CID,1,1,1"))
    reason = "is an impact on a unit and area without any headcount row"
    assert _told(path) == [("impacts.csv", 5, "unit, area", "AS, CID", reason)]


def test_an_event_without_impacts_is_doubtful_unless_cancelled(tmp_path: Path) -> None:
    """It adds no load."""
    rows = (
        "E3,P1,Alone,training,2020-03-02,2020-03-06,,,,planned\n"
        "E4,P1,Off,training,2020-03-02,2020-03-06,,,,cancelled"
    )
    path = folder_with(tmp_path, events=with_row("events", rows))
    reason = "is an event without any accepted impact, so it adds no load"
    assert _told(path) == [("events.csv", 4, "event", "E3", reason)]


def test_projects_whose_names_differ_in_dress_only_are_doubtful(tmp_path: Path) -> None:
    """Case, spaces and punctuation tell no two projects apart."""
    rows = "P2,NEW-Radios!,Devices,false,closed\nP3,Newer radios,Devices,false,closed"
    path = folder_with(tmp_path, projects=with_row("projects", rows))
    reason = "is nearly the name of project P1 in line 2 (“New radios”)"
    assert _told(path) == [("projects.csv", 3, "name", "NEW-Radios!", reason)]


def test_a_project_without_an_event_in_the_next_year_is_doubtful_unless_closed(tmp_path: Path) -> None:
    """Cancelled events and those of the past do not count."""
    path = folder_with(
        tmp_path,
        projects=with_row("projects", "P2,Two,D,false,active\nP3,Three,D,false,closed"),
        events=with_row(
            "events",
            "E3,P2,Past,training,2020-01-06,2020-01-10,,,,planned\n"
            "E4,P2,Far,go_live,,,2021-03-03,,,planned\n"
            "E5,P2,Off,go_live,,,2020-06-01,,,cancelled",
        ),
        impacts=with_row("impacts", "E3,NA,RESP,1,1,1\nE4,NA,RESP,1,1,1\nE5,NA,RESP,1,1,1"),
    )
    reason = "has no event from 2 Mar 2020 to 2 Mar 2021"
    assert _told(path) == [("projects.csv", 3, "project", "P2", reason)]


def test_an_event_that_runs_on_from_the_past_is_an_event_of_the_next_year(tmp_path: Path) -> None:
    """It ends today at the earliest."""
    path = folder_with(tmp_path, projects=with_row("projects", "P2,Two,D,false,active"))
    with (path / "events.csv").open("a", encoding="utf-8") as file:
        file.write("E3,P2,Long,training,2019-01-07,2020-03-02,,,,planned\n")
    with (path / "impacts.csv").open("a", encoding="utf-8") as file:
        file.write("E3,NA,RESP,1,1,1\n")
    assert _told(path) == []


def test_a_table_older_than_35_days_is_doubtful(tmp_path: Path) -> None:
    """35 days is not yet old; the file's last change counts."""
    path = folder_with(tmp_path)
    for name, day in (("units", 27), ("areas", 26)):
        changed = datetime(2020, 1, day, 12, tzinfo=UTC).timestamp()
        os.utime(path / f"{name}.csv", (changed, changed))
    assert _told(path) == [("areas.csv", None, "", "", "was last changed 36 days ago, on 26 Jan 2020")]


def test_warnings_are_counted_by_table(tmp_path: Path) -> None:
    """Those about no table are in the total only."""
    path = folder_with(tmp_path, impacts=with_row("impacts", "E1,AS,CID,1,1,1"))
    (path / "unitz.csv").write_text("x", encoding="utf-8")
    with check(path, today=TODAY) as checked:
        assert {count.table: count.warnings for count in checked.counts if count.warnings} == {"impacts": 1}
        assert checked.warnings_total == 2


def test_other_files_are_told_of_with_the_nearest_table(tmp_path: Path) -> None:
    """A README, a script and hidden files are passed over in silence."""
    path = folder_with(tmp_path)
    for name in ("README.md", "make.py", ".DS_Store", "headcont.csv", "impacts.xls", "scorings.toml"):
        (path / name).write_text("x", encoding="utf-8")
    found = warnings(path)
    assert [each["file"] for each in found] == ["headcont.csv", "impacts.xls", "scorings.toml"]
    assert found[0]["right"].startswith("Did you mean “headcount”?")
    assert found[1]["right"] == "Save it as impacts.csv or impacts.parquet to have it read."
    assert found[2]["right"] == "Scoring parameters are read from scoring.toml alone."


def test_scoring_parameters_beside_the_tables_are_kept_as_text(tmp_path: Path) -> None:
    """What they say is judged elsewhere; they are a source like any other file."""
    path = folder_with(tmp_path)
    (path / "scoring.toml").write_text("[bands]\n", encoding="utf-8")
    with check(path, today=TODAY) as checked:
        assert checked.parameters == "[bands]\n"
        assert [source.name for source in checked.sources][-1] == "scoring.toml"
        assert checked.sources[-1].size == 8
        assert len(checked.sources[-1].sha256) == 64
    with check(folder_with(tmp_path), today=date(2020, 3, 2)) as checked:
        assert checked.warnings_total == 0
