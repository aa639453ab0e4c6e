"""The specs of the Unit page's charts, on the example."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.unit import UnitAnswer, go_lives_by_week, unit_answer
from heatmap.figures.units.unit_events import gantt
from heatmap.figures.units.unit_load import UnitLoad, area_strips, load_chart, unit_calendar
from heatmap.views.unit_view import UnitView
from tests.example import FIRST_WEEK, example_store


@pytest.fixture(scope="module")
def north(tmp_path_factory: pytest.TempPathFactory) -> UnitAnswer:
    """North Area of the example."""
    folder: Path = tmp_path_factory.mktemp("store")
    return unit_answer(example_store(folder), UnitView(), "NA")


@pytest.fixture(scope="module")
def shown(north: UnitAnswer) -> UnitLoad:
    """What the load chart and the strips draw."""
    calendar = unit_calendar(north.loaded.portfolio.calendar, "NA", FIRST_WEEK, date(2020, 10, 18))
    return UnitLoad(
        name=north.name,
        as_of=north.as_of,
        weeks=north.weeks,
        programmes=north.programmes,
        areas=north.areas,
        calendar=calendar,
        go_lives=go_lives_by_week(north),
    )


def test_a_week_says_how_full_it_is_by_which_programmes_and_what_happens(shown: UnitLoad) -> None:
    """As the tooltip and a screen reader say it."""
    assert load_chart(shown)["weeks"][1]["tip"] == [
        "Week of 12 Oct 2020",
        "37\N{NO-BREAK SPACE}% of capacity, calm: 110 of 300 hours",
        "Workforce 110 h",
        "Go-lives: Rotas",
        "Calendar: Carnival",
    ]


def test_only_a_week_over_capacity_has_its_percentage_written_above_it(shown: UnitLoad) -> None:
    """103 % and 37 %."""
    assert [(week["text"], week["tone"]) for week in load_chart(shown)["weeks"]] == [
        ("103", "over"),
        ("", ""),
    ]


def test_the_table_says_all_that_the_load_chart_shows(shown: UnitLoad) -> None:
    """A row a week, a column for each programme."""
    table = load_chart(shown)["table"]
    assert [head["name"] for head in table["heads"]] == [
        "Week of",
        "Load, hours",
        "Capacity, hours",
        "Of capacity",
        "Band",
        "Digital, hours",
        "Workforce, hours",
        "Go-lives and calendar",
    ]
    assert table["rows"][0] == [
        "5 Oct 2020",
        "620",
        "600",
        "103\N{NO-BREAK SPACE}%",
        "D over capacity",
        "520",
        "100",
        "",
    ]


def test_a_freeze_is_marked_over_its_days(shown: UnitLoad) -> None:
    """Carnival, to the end of its Sunday."""
    (carnival,) = load_chart(shown)["calendar"]
    assert (carnival["from"], carnival["to"], carnival["freeze"]) == ("2020-10-12", "2020-10-19", True)
    assert carnival["tip"][2] == "takes 50\N{NO-BREAK SPACE}% of capacity; change freeze: no go-lives"


def test_the_strips_have_the_whole_unit_and_each_area(shown: UnitLoad, north: UnitAnswer) -> None:
    """150 % and 10 % make 103 %."""
    rows = area_strips(shown, names(north.loaded.portfolio, "area"))["rows"]
    assert [row["name"] for row in rows] == ["Whole unit", "Response", "CID"]
    assert [row["text"][0] for row in rows] == ["103", "150", "10"]
    assert [row["step"][0] for row in rows] == ["D", "E", "A"]


def test_events_of_a_project_that_overlap_have_lanes_of_their_own(north: UnitAnswer) -> None:
    """T2 lasts while G1 goes live; T1 is another project's."""
    groups = gantt(north.events, north.weeks.columns, "North Area", FIRST_WEEK)["groups"]
    assert [group["name"] for group in groups] == ["Case system", "Rotas"]
    assert [[bar["name"] for bar in lane] for lane in groups[1]["lanes"]] == [["Briefings"], ["Rotas live"]]
    assert groups[1]["lanes"][1][0]["goLive"] == "2020-10-14"


def test_events_that_follow_one_another_share_a_lane(north: UnitAnswer) -> None:
    """The second starts the day after the first ends."""
    later = north.events.filter(pl.col("event") == "T1").with_columns(
        event=pl.lit("T3"), first_day=pl.lit(date(2020, 10, 12)), last_day=pl.lit(date(2020, 10, 13))
    )
    events = pl.concat([north.events, later])
    groups = gantt(events, north.weeks.columns, "North Area", FIRST_WEEK)["groups"]
    assert [len(lane) for lane in groups[0]["lanes"]] == [2]


def test_of_many_projects_those_with_the_most_load_are_drawn(north: UnitAnswer) -> None:
    """Case system has 520 of 730 hours."""
    spec = gantt(north.events, north.weeks.columns, "North Area", FIRST_WEEK, most=1)
    assert [group["name"] for group in spec["groups"]] == ["Case system"]
    assert spec["projects"] == 2
    assert spec["table"]["rows"] == [
        [
            "Case system",
            "Classroom",
            "Training",
            "Confirmed",
            "5 Oct 2020",
            "11 Oct 2020",
            "",
            "520",
            "71\N{NO-BREAK SPACE}%",
        ]
    ]
