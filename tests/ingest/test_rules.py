"""Rules that take a whole row, a whole table or two."""

from pathlib import Path

import pytest

from heatmap.contract import TABLES as CONTRACT
from heatmap.ingest.check import check
from tests.ingest.portfolios import TABLES, TODAY, folder_with, only_rejection, rejections, with_row


def _reasons(path: Path) -> list[tuple[int, str, str]]:
    return [(each["line"], each["column"], each["reason"]) for each in rejections(path)]


def test_a_right_portfolio_has_neither_rejections_nor_warnings(tmp_path: Path) -> None:
    """Every row of it is accepted, with the contract's types."""
    with check(folder_with(tmp_path), today=TODAY) as checked:
        assert (checked.rejections_total, checked.warnings_total) == (0, 0)
        tables = checked.portfolio().tables()
    assert {name: frame.schema for name, frame in tables.items()} == {
        name: table.schema for name, table in CONTRACT.items()
    }
    assert [tables[name].height for name in TABLES] == [2, 2, 3, 1, 2, 3]


def test_a_key_used_twice_is_rejected_the_second_time(tmp_path: Path) -> None:
    """The first row with the key stands; the later one names it."""
    found = only_rejection(folder_with(tmp_path, impacts=with_row("impacts", "E1,NA,RESP,5,1,1")))
    assert (found["line"], found["column"], found["value"]) == (5, "event, unit, area", "E1, NA, RESP")
    assert found["reason"] == "is used twice: first in line 2"
    assert found["right"] == "Remove one of impacts.csv lines 2 and 5."


def test_an_empty_part_of_a_key_counts_as_a_value(tmp_path: Path) -> None:
    """Two definitions of an indicator without a date are one too many."""
    text = (
        "indicator,name,measured_in,better,target,redefined_on\n"
        "R,Response,minutes,lower,,\nR,Response,minutes,lower,,2020-01-01\nR,Response,hours,lower,,\n"
    )
    assert _reasons(folder_with(tmp_path, indicators=text)) == [
        (4, "indicator, redefined_on", "is used twice: first in line 2")
    ]


def test_an_unknown_code_is_rejected_with_the_codes_that_exist(tmp_path: Path) -> None:
    """Codes are compared exactly: na is not NA."""
    found = only_rejection(folder_with(tmp_path, impacts=with_row("impacts", "E1,na,CID,5,1,1")))
    assert found["reason"] == "is a code that units does not have"
    assert found["right"] == "Write NA or AS. Did you mean “NA”?"


def test_a_code_whose_own_row_was_rejected_says_so(tmp_path: Path) -> None:
    """An event of a rejected project names the project's line."""
    path = folder_with(
        tmp_path,
        projects=with_row("projects", "P2,Other,Devices,perhaps,active"),
        events=with_row("events", "E3,P2,Briefing,training,2020-03-02,2020-03-06,,,,planned"),
    )
    found = rejections(path)
    assert [each["column"] for each in found] == ["national", "project"]
    assert found[1]["reason"] == "is a code whose own row in projects was rejected"
    assert found[1]["right"] == "Correct projects.csv line 3 first."


def test_a_calendar_row_may_speak_of_every_unit(tmp_path: Path) -> None:
    """Its unit is a code or *."""
    text = (
        "name,unit,start,end,capacity_taken,freeze\n"
        "Christmas,*,2020-12-20,2021-01-03,0.5,true\nElection,ZZ,2020-05-07,2020-05-07,0.2,false\n"
    )
    assert _reasons(folder_with(tmp_path, calendar=text)) == [
        (3, "unit", "is a code that units does not have")
    ]


@pytest.mark.parametrize(
    ("row", "broken"),
    [
        ("training,2020-03-06,2020-03-02,,,", [("end", "is before start (2020-03-06)")]),
        ("training,,2020-03-02,,,", [("start", "is empty, and an event of kind training must have it")]),
        ("process,2020-03-02,,,,", [("end", "is empty, and an event of kind process must have it")]),
        ("move,2020-03-02,,,,", [("go_live", "is empty, and an event of kind move must have it")]),
        (
            "system,2020-03-02,2020-03-06,2020-03-09,,",
            [("go_live", "is not from start (2020-03-02) to end (2020-03-06)")],
        ),
        ("system,2020-03-02,,2020-03-01,,", [("go_live", "is before start (2020-03-02)")]),
        ("system,,2020-03-02,2020-03-09,,", [("go_live", "is after end (2020-03-02)")]),
        ("system,,,2020-03-09,2020-03-10,", [("go_live", "is before earliest (2020-03-10)")]),
        ("system,,,2020-03-09,,2020-03-01", [("go_live", "is after latest (2020-03-01)")]),
        (
            "training,2020-03-02,2020-03-20,,2020-03-03,2020-03-10",
            [
                ("start", "is not from earliest (2020-03-03) to latest (2020-03-10)"),
                ("end", "is not from earliest (2020-03-03) to latest (2020-03-10)"),
            ],
        ),
        ("go_live,,,2020-03-09,2020-04-01,2020-03-01", [("latest", "is before earliest (2020-04-01)")]),
    ],
)
def test_an_events_dates_must_agree(row: str, broken: list[tuple[str, str]], tmp_path: Path) -> None:
    """With its kind, with each other, and with the window that it may move in."""
    path = folder_with(tmp_path, events=with_row("events", f"E3,P1,Late,{row},planned"))
    found = [(column, reason) for _, column, reason in _reasons(path)]
    assert [each for each in found if each in broken] == broken


def test_a_row_on_the_edges_of_its_window_is_accepted(tmp_path: Path) -> None:
    """Windows and spans include their first and last day."""
    row = "E3,P1,Launch,system,2020-03-02,2020-03-02,2020-03-02,2020-03-02,2020-03-02,planned"
    assert rejections(folder_with(tmp_path, events=with_row("events", row))) == []


def test_a_row_that_breaks_several_rules_is_counted_once(tmp_path: Path) -> None:
    """Each broken rule is told."""
    path = folder_with(tmp_path, impacts=with_row("impacts", "E1,NA,CID,-5,inf,9"))
    with check(path, today=TODAY) as checked:
        assert checked.rejections["column"].to_list() == ["people", "hours_per_person", "severity"]
        assert (checked.counts[5].accepted, checked.counts[5].rejected) == (3, 1)


@pytest.mark.parametrize(
    ("table", "row", "reason"),
    [
        ("headcount", "AS,CID,2019-01-07,-1,40,0.1", "is below 0"),
        ("headcount", "AS,CID,2019-01-07,1,-40,0.1", "is below 0"),
        ("headcount", "AS,CID,2019-01-07,1,40,1.01", "is not from 0 to 1"),
        ("impacts", "E2,AS,CID,-1,1,1", "is below 0"),
        ("impacts", "E2,AS,CID,1,-0.5,1", "is below 0"),
        ("units", "CE,Centre,borough,3", "is not a known kind"),
        ("projects", "P2,Other,Devices,true,Active", "is not a known status"),
        ("events", "E3,P1,Late,launch,2020-03-02,2020-03-02,,,,planned", "is not a known kind"),
        ("events", "E3,P1,Late,training,2020-03-02,2020-03-02,,,,sure", "is not a known status"),
    ],
)
def test_a_value_outside_its_range_or_choices_is_rejected(
    table: str, row: str, reason: str, tmp_path: Path
) -> None:
    """Each of the contract's ranges and lists of choices is a rule."""
    found = only_rejection(folder_with(tmp_path, **{table: with_row(table, row)}))
    assert found["reason"] == reason


def test_a_day_is_not_asked_to_be_between_bounds_that_are_the_wrong_way_round(tmp_path: Path) -> None:
    """No day is from 1 June to 1 January: what is wrong are the bounds."""
    row = "E3,P1,Late,go_live,2020-05-01,2020-04-01,2020-03-09,2020-06-01,2020-01-01,planned"
    found = rejections(folder_with(tmp_path, events=with_row("events", row)))
    assert [(each["column"], each["reason"], each["right"]) for each in found] == [
        ("end", "is before start (2020-05-01)", "Write a day on or after 2020-05-01, or correct start."),
        (
            "latest",
            "is before earliest (2020-06-01)",
            "Write a day on or after 2020-06-01, or correct earliest.",
        ),
    ]


@pytest.mark.parametrize(
    ("table", "row", "means"),
    [
        (
            "units",
            "*,Every unit,bcu,3",
            "unit: * stands for all units in the calendar, and records that name no unit in measurements",
        ),
        ("areas", "*,Every area,3", "area: * stands for all business areas in scenarios"),
    ],
)
def test_a_code_that_stands_for_all_is_the_code_of_none(
    table: str, row: str, means: str, tmp_path: Path
) -> None:
    """A calendar's row for * would else speak of one unit and of all."""
    found = only_rejection(folder_with(tmp_path, **{table: with_row(table, row)}))
    assert (found["line"], found["value"]) == (4, "*")
    assert found["reason"] == f"cannot be the code of one {means}"


def test_optional_tables_are_checked_too(tmp_path: Path) -> None:
    """Training, people and dependencies have rules of their own."""
    path = folder_with(
        tmp_path,
        training="event,unit,area,week,seats,completed\nE1,NA,RESP,2020-03-02,-1,\n",
        people="unit,role,name,since,until\nNA,change manager,Ann,2020-03-02,2020-03-01\n",
        dependencies="project,needs,lag_weeks\nP1,P9,2\n",
    )
    assert [(each["file"], each["column"], each["reason"]) for each in rejections(path)] == [
        ("dependencies.csv", "needs", "is a code that projects does not have"),
        ("training.csv", "seats", "is below 0"),
        ("people.csv", "until", "is before since (2020-03-02)"),
    ]
