"""What the browser draws of readiness."""

from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from heatmap.contract import ELEMENTS
from heatmap.figures.readiness import countdown, elements_spec, matrix_spec, said, score_text, state_words

AS_OF = date(2020, 3, 2)


def row(project: str, unit: str, days: int | None, state: str = "ready", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """One row of Readiness."""
    return {
        "project": project, "project_name": f"Project {project}", "unit": unit, "unit_name": f"Unit {unit}",
        "unit_position": {"NA": 1, "CE": 2}[unit], "live": True, "days_left": days,
        "go_live": None if days is None else AS_OF + timedelta(days=days), "state": state,
        "checks_open": 0, "over_capacity": False, "assessed_on": None, "hidden": [],
        **dict.fromkeys(ELEMENTS), **more,
    }  # fmt: skip


def frame(*rows: dict[str, Any]) -> pl.DataFrame:
    """Rows of Readiness."""
    types = {"go_live": pl.Date, "days_left": pl.Int64, "assessed_on": pl.Date}
    return pl.DataFrame(rows, schema_overrides=types)


def test_projects_come_by_their_next_go_live_and_cells_say_where_theirs_is_another() -> None:
    """B is live at CE and next at NA in 5 days; A goes live in 3 and 40 days."""
    rows = frame(row("B", "CE", -9), row("A", "NA", 3), row("B", "NA", 5), row("A", "CE", 40))
    spec = matrix_spec(rows, rows, key="", title="", href="")
    assert [project["note"] for project in spec["projects"]] == [
        "5 Mar 2020, in 3 days",
        "7 Mar 2020, in 5 days",
    ]
    assert [cell.get("days") for cell in spec["projects"][0]["cells"]] == [None, "40 days"]
    assert [cell.get("days") for cell in spec["projects"][1]["cells"]] == ["9 days ago", None]


def test_a_pair_that_is_left_out_says_nothing_of_itself() -> None:
    """Only that it is there."""
    every = frame(row("A", "NA", 3), row("A", "CE", 3), row("B", "NA", 3))
    spec = matrix_spec(
        every.filter(~pl.col("project").eq("A") | ~pl.col("unit").eq("NA")), every, key="", title="", href=""
    )
    assert spec["projects"][0]["cells"][1] == {"unit": 0, "kind": "out", "word": ""}


@pytest.mark.parametrize(
    ("days", "words"),
    [(45, "in 45 days"), (1, "in 1 day"), (0, "today"), (-1, "1 day ago"), (None, "no go-live")],
)
def test_a_countdown_is_said_in_days(days: int | None, words: str) -> None:
    """Before, on and after the day."""
    assert countdown(days) == words


@pytest.mark.parametrize(("score", "text"), [(3.0, "3.0"), (3.04, "3.1"), (2.96, "3.0"), (4.25, "4.2")])
def test_a_score_is_rounded_but_never_over_the_barrier(score: float, text: str) -> None:
    """3.04 is no barrier, so it is not said 3.0."""
    assert score_text(score) == text


def test_a_pair_is_said_with_state_go_live_load_and_scores() -> None:
    """In the order in which they matter; a hidden score is named so."""
    pair = row(
        "A", "NA", 3, "checks open", checks_open=2, over_capacity=True, assessed_on=AS_OF,
        aware=4.0, supportive=3.5, knows=None, able=None, sustained=3.2, hidden=["knows", "able"],
    )  # fmt: skip
    assert state_words(pair) == "2 checks open"
    assert said(pair) == [
        "Project A, Unit NA",
        "2 checks open",
        "go-live 5 Mar 2020, in 3 days",
        "unit over capacity in that week",
        "Aware 4.0, supportive 3.5, knows hidden, able hidden, sustained 3.2, on 2 Mar 2020",
    ]


def test_elements_have_a_point_for_each_assessment_and_no_number_where_hidden() -> None:
    """Two assessments of one element; the other four have none."""
    history = pl.DataFrame(
        {
            "assessed_on": [date(2020, 1, 6), date(2020, 2, 3)],
            "element": ["aware", "aware"],
            "score": [2.5, None],
            "responses": [9, None],
            "hidden": [False, True],
        }
    )
    spec = elements_spec(history, "Five elements", AS_OF)
    assert spec is not None
    points = spec["elements"][0]["points"]
    assert points[0]["label"] == "Aware, 6 Jan 2020: 2.5, a barrier, 9 responses"
    assert (points[1]["score"], points[1]["label"]) == (None, "Aware, 3 Feb 2020: hidden")
    assert spec["table"]["rows"][1] == ["3 Feb 2020", "hidden", "–", "–", "–", "–"]
    assert (spec["first"], spec["last"]) == ("2020-01-06", "2020-03-02")


def test_without_an_assessment_there_is_no_chart() -> None:
    """Rather than an empty one."""
    assert elements_spec(pl.DataFrame(), "Five elements", AS_OF) is None
