"""What the two versions hold, and how the second differs from the first."""

from pathlib import Path

import pytest

from heatmap.resources import SAMPLE_DATA
from tests.sample_data.brute_force import Row, rows

OCTOBER = SAMPLE_DATA / "october_2019"
MARCH = SAMPLE_DATA / "march_2020"
both = pytest.mark.parametrize("folder", [OCTOBER, MARCH], ids=lambda folder: folder.name)


def by_code(folder: Path, table: str, *key: str) -> dict[tuple[str, ...], Row]:
    """The rows of a table by their key."""
    return {tuple(row[name] for name in key): row for row in rows(folder, table)}


def in_both(table: str, *key: str) -> list[tuple[Row, Row]]:
    """Rows of a table that both versions have: as in October 2019, as in March 2020."""
    before, after = by_code(OCTOBER, table, *key), by_code(MARCH, table, *key)
    return [(before[code], after[code]) for code in before if code in after]


def last_day(event: Row) -> str:
    """The latest date of an event, as text."""
    return max(event["end"], event["go_live"])


def test_march_2020_has_84_projects_in_12_programmes_or_more() -> None:
    """84 projects; programmes as the board groups them."""
    projects = rows(MARCH, "projects")
    assert len(projects) == 84
    assert len({row["programme"] for row in projects}) >= 12


@both
def test_each_version_is_of_full_size(folder: Path) -> None:
    """Over 80 projects, 500 events, 6,000 impacts, 12 BCUs, about ten central units, five areas."""
    assert len(rows(folder, "projects")) > 80
    assert len(rows(folder, "events")) >= 500
    assert len(rows(folder, "impacts")) >= 6_000
    kinds = [row["kind"] for row in rows(folder, "units")]
    assert (kinds.count("bcu"), kinds.count("central")) == (12, 11)
    assert len(rows(folder, "areas")) == 5


@both
def test_hours_are_missing_on_some_impacts(folder: Path) -> None:
    """Between a tenth and 15 % of the impacts have no hours per person."""
    impacts = rows(folder, "impacts")
    missing = sum(row["hours_per_person"] == "" for row in impacts)
    assert 0.10 <= missing / len(impacts) <= 0.15


@both
def test_some_dates_are_tentative_and_some_of_them_past(folder: Path) -> None:
    """Tentative events, a few of which ended before the board met: stale."""
    as_of = {"october_2019": "2019-10-07", "march_2020": "2020-03-02"}[folder.name]
    tentative = [row for row in rows(folder, "events") if row["status"] == "tentative"]
    past = [row for row in tentative if last_day(row) < as_of]
    assert len(tentative) > 50
    assert 3 <= len(past) <= 20


@both
def test_half_of_the_events_have_room_to_move(folder: Path) -> None:
    """`latest` is given on 40 to 70 % of the events."""
    events = rows(folder, "events")
    assert 0.4 <= sum(row["latest"] != "" for row in events) / len(events) <= 0.7


@both
def test_go_lives_bunch_in_autumn_and_at_the_financial_years_end(folder: Path) -> None:
    """September to November 2020 and January to March 2020 hold most of the go-lives of five quarters."""
    months = [row["go_live"][:7] for row in rows(folder, "events") if row["status"] != "cancelled"]
    autumn = sum(months.count(month) for month in ("2020-09", "2020-10", "2020-11"))
    year_end = sum(months.count(month) for month in ("2020-01", "2020-02", "2020-03"))
    summer = sum(months.count(month) for month in ("2020-06", "2020-07", "2020-08"))
    assert min(autumn, year_end) > summer


def test_named_projects_stand_at_their_planned_dates() -> None:
    """CONNECT Drop 1 in October 2020 and Drop 2 in July 2021, for both boards."""
    for before, after in in_both("events", "event"):
        if before["event"] in {"CONNECT-D1-LIVE", "CONNECT-D2-LIVE"}:
            assert before["go_live"] == after["go_live"]
            assert before["go_live"][:7] in {"2020-10", "2021-07"}


def test_work_slipped_between_the_boards() -> None:
    """At least 40 events end later in March 2020 than they did in October 2019."""
    slipped = [after for before, after in in_both("events", "event") if last_day(after) > last_day(before)]
    assert len(slipped) >= 40


def test_work_was_added_between_the_boards() -> None:
    """Three projects and their events are new."""
    added = {row["project"] for row in rows(MARCH, "projects")} - {
        row["project"] for row in rows(OCTOBER, "projects")
    }
    assert added == {"VSU", "REMOTE", "UPL-KIT"}
    assert added <= {row["project"] for row in rows(MARCH, "events")}


def test_work_was_cancelled_between_the_boards() -> None:
    """Events that stood in October 2019 are cancelled in March 2020."""
    cancelled = [
        after
        for before, after in in_both("events", "event")
        if after["status"] == "cancelled" and before["status"] != "cancelled"
    ]
    assert len(cancelled) >= 10


def test_work_was_rescoped_between_the_boards() -> None:
    """The same impact takes other people or has another severity."""
    pairs = in_both("impacts", "event", "unit", "area")
    assert sum(before["people"] != after["people"] for before, after in pairs) >= 100
    assert sum(before["severity"] != after["severity"] for before, after in pairs) >= 20


def test_headcounts_and_the_calendar_changed_between_the_boards() -> None:
    """A larger uplift is planned, and the December 2019 election is known."""
    headcounts = in_both("headcount", "unit", "area", "from_date")
    assert any(before["headcount"] != after["headcount"] for before, after in headcounts)
    names = {row["name"] for row in rows(MARCH, "calendar")} - {
        row["name"] for row in rows(OCTOBER, "calendar")
    }
    assert names == {"General election"}
