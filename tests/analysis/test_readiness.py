"""Readiness joined to load: the two-unit example with go-lives, assessments and checks of its own.

In the week of 5 Oct 2020 North Area is at 103.3 % and Central East at 40 %; in that of 12 Oct both are calm.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from heatmap.analysis.readiness import (
    Choice,
    Readiness,
    at_unit,
    chosen,
    overloaded_and_not_ready,
    pace,
    pair,
    readiness,
    stale,
)
from heatmap.contract import TABLES
from heatmap.errors import HeatmapError
from heatmap.portfolio import Portfolio
from heatmap.scoring.parameters import SCORING_VERSION, default_text
from heatmap.store.store import Store
from heatmap.terms import ProjectStatus
from tests.example import FIRST_WEEK, example
from tests.scoring.readiness_rows import Row, assessment, check

AS_OF = date(2020, 9, 28)
FINE = (4.0, 4.0, 4.0, 4.0, 4.0)
LATE = (2.0, 4.0, 4.0, 4.0, 4.0)
RECENTLY, LONG_AGO = date(2020, 9, 21), date(2020, 8, 3)
HOURLESS = {"people": 0.0, "hours_per_person": 1.0, "severity": 1}


def added(tables: Portfolio, name: str, rows: Sequence[Row]) -> pl.DataFrame:
    """A table of the example with more rows."""
    schema = TABLES[name].schema
    return pl.concat(
        [
            tables.tables()[name],
            pl.DataFrame([{**dict.fromkeys(schema), **row} for row in rows], schema=schema),
        ]
    )


def live(event: str, project: str, day: date) -> Row:
    """One row of events: a go-live."""
    named: Row = {"event": event, "project": project, "title": "Live", "status": "planned"}
    return {**named, "kind": "go_live", "go_live": day}


def board(assessed: Sequence[Row] = (), checks: Sequence[Row] = (), status: str = "active") -> Portfolio:
    """The example, where P1 goes live at both units on 7 Oct, and P2 at NA on 5 Oct and 14 Oct.

    Their go-lives take no hours, so the saturations stay as they are.
    """
    tables = example()
    events = [live("L1", "P1", date(2020, 10, 7)), live("L2", "P2", FIRST_WEEK)]
    impacts: list[Row] = [
        {"event": event, "unit": unit, "area": "RESP", **HOURLESS}
        for event, unit in (("L1", "NA"), ("L1", "CE"), ("L2", "NA"))
    ]
    statuses = pl.when(pl.col("project") == "P1").then(pl.lit(status)).otherwise("status")
    return replace(
        tables,
        events=added(tables, "events", events),
        impacts=added(tables, "impacts", impacts),
        readiness=added(tables, "readiness", assessed),
        checks=added(tables, "checks", checks),
        projects=tables.projects.with_columns(status=statuses),
    )


def answered(folder: Path, tables: Portfolio, as_of: date | None = None) -> Readiness:
    """The readiness of a store with this portfolio, published as of 28 Sep 2020."""
    store = Store(folder)
    store.publish(
        tables,
        note="Board",
        author="Sam",
        as_of=AS_OF,
        now=datetime(2020, 9, 28, 9, 0),  # noqa: DTZ001 - the store's times are UTC without saying so
        parameters=default_text(),
        scoring_version=SCORING_VERSION,
    )
    return readiness(store, as_of=as_of)


def pairs(rows: pl.DataFrame) -> list[tuple[str, str]]:
    """Project and unit of each row."""
    return rows.select("project", "unit").rows()


def test_each_row_has_its_names_and_the_load_of_its_go_live_week(tmp_path: Path) -> None:
    """North Area takes 620 of 600 hours in the week of 5 Oct: 103.3 %, over capacity."""
    row = pair(answered(tmp_path, board()), "P1", "NA").row
    assert (row["project_name"], row["programme"], row["unit_name"]) == (
        "Case system",
        "Digital",
        "North Area",
    )
    assert (row["load"], row["capacity"], row["band"]) == (pytest.approx(620), pytest.approx(600), "D")
    assert row["over_capacity"]


def test_over_capacity_and_not_ready_is_listed_in_order_of_go_live(tmp_path: Path) -> None:
    """P2 on 5 Oct and P1 on 7 Oct at NA; CE is not over capacity."""
    assert pairs(overloaded_and_not_ready(answered(tmp_path, board()))) == [("P2", "NA"), ("P1", "NA")]


def test_a_ready_pair_is_not_listed(tmp_path: Path) -> None:
    """P1 is ready at NA, P2 has a check open there."""
    assessed = [*assessment(FINE, RECENTLY), *assessment(FINE, RECENTLY, project="P2")]
    answer = answered(tmp_path, board(assessed, [{**check("Kit", "not met"), "project": "P2"}]))
    assert pairs(overloaded_and_not_ready(answer)) == [("P2", "NA")]


def test_go_lives_that_are_past_are_not_listed(tmp_path: Path) -> None:
    """As of 6 Oct, P2's next go-live at NA is in the calm week after; P1's is still to come."""
    answer = answered(tmp_path, board(), as_of=date(2020, 10, 6))
    assert pairs(overloaded_and_not_ready(answer)) == [("P1", "NA")]


@pytest.mark.parametrize("status", [ProjectStatus.PAUSED, ProjectStatus.PROPOSED])
def test_projects_that_do_not_score_are_not_listed(tmp_path: Path, status: ProjectStatus) -> None:
    """P1 is not going live for now; its row stays."""
    answer = answered(tmp_path, board(status=status.value))
    assert ("P1", "NA") not in pairs(overloaded_and_not_ready(answer))
    assert ("P1", "NA") in pairs(answer.rows)


def test_load_without_any_capacity_is_over_capacity(tmp_path: Path) -> None:
    """A closure takes all of CE's capacity in the week of its go-live."""
    tables = board()
    closed: Row = {"name": "Closed", "unit": "CE", "start": FIRST_WEEK, "end": date(2020, 10, 11)}
    calendar = added(tables, "calendar", [{**closed, "capacity_taken": 1.0, "freeze": False}])
    answer = answered(tmp_path, replace(tables, calendar=calendar))
    assert ("P1", "CE") in pairs(overloaded_and_not_ready(answer))


def test_a_go_live_outside_the_span_has_no_load(tmp_path: Path) -> None:
    """Nothing is planned there, so nothing is over capacity."""
    tables = board()
    events = added(tables, "events", [live("L3", "P1", date(2025, 1, 6))])
    impacts = added(tables, "impacts", [{"event": "L3", "unit": "CE", "area": "CID", **HOURLESS}])
    answer = answered(tmp_path, replace(tables, events=events, impacts=impacts), date(2021, 1, 4))
    row = pair(answer, "P1", "CE").row
    assert (row["go_live"], row["load"], row["over_capacity"]) == (date(2025, 1, 6), None, False)


def test_stale_pairs_are_listed(tmp_path: Path) -> None:
    """56 days old, with the go-live nine days ahead."""
    assessed = [*assessment(FINE, LONG_AGO), *assessment(FINE, RECENTLY, unit="CE")]
    assert pairs(stale(answered(tmp_path, board(assessed)))) == [("P1", "NA")]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (Choice(), [("P2", "NA"), ("P1", "CE"), ("P1", "NA")]),
        (Choice(programmes=("Workforce",)), [("P2", "NA")]),
        (Choice(units=("CE",)), [("P1", "CE")]),
        (Choice(states=("barrier: aware", "stale")), [("P1", "CE")]),
        (Choice(weeks=1), [("P2", "NA")]),  # 7 days are within a week, 9 are not
    ],
)
def test_rows_are_chosen_by_programme_unit_state_and_weeks(
    tmp_path: Path, choice: Choice, expected: list[tuple[str, str]]
) -> None:
    """An empty choice keeps all."""
    answer = answered(tmp_path, board(assessment(LATE, RECENTLY, unit="CE")))
    assert pairs(chosen(answer, choice)) == expected


def test_the_projects_on_a_cell_come_in_the_order_asked_for(tmp_path: Path) -> None:
    """Those without a go-live or an assessment there are left out."""
    assert pairs(at_unit(answered(tmp_path, board()), "NA", ("P2", "P9", "P1"))) == [
        ("P2", "NA"),
        ("P1", "NA"),
    ]


def test_a_pair_has_its_history_up_to_the_day_with_small_groups_hidden(tmp_path: Path) -> None:
    """Two assessments, the second with four responses for two elements; one of next week is not known yet."""
    assessed = [
        *assessment(LATE, LONG_AGO),
        *assessment(FINE, RECENTLY, (4, 4, 9, 9, 9)),
        *assessment(FINE, AS_OF + timedelta(days=7)),
    ]
    history = pair(answered(tmp_path, board(assessed)), "P1", "NA").history
    assert history["score"].to_list() == [*LATE, None, None, 4.0, 4.0, 4.0]
    assert history["hidden"].to_list() == [False] * 5 + [True, True, False, False, False]


def test_a_pair_has_its_open_checks_required_first_then_by_due_day(tmp_path: Path) -> None:
    """Met ones are gone; one that was due last week is overdue, one due today is not."""
    checks = [
        check("Posters", "not met", required=False, due=LONG_AGO),
        check("Rota", "not met"),
        check("Kit", "not met", due=AS_OF, owner="Head of Kit"),
        check("Training", "not met", due=RECENTLY),
        check("Data", "met", due=LONG_AGO),
    ]
    opened = pair(answered(tmp_path, board(checks=checks)), "P1", "NA").open_checks
    assert opened.select("check", "overdue").rows() == [
        ("Training", True),
        ("Kit", False),
        ("Rota", False),
        ("Posters", True),
    ]
    assert opened["owner"].to_list()[1] == "Head of Kit"


def test_a_pair_that_has_no_state_is_refused(tmp_path: Path) -> None:
    """A link that was made by hand."""
    with pytest.raises(HeatmapError, match="P9 has neither a go-live nor an assessment at NA"):
        pair(answered(tmp_path, board()), "P9", "NA")


def test_the_same_question_has_the_same_answer_in_memory(tmp_path: Path) -> None:
    """Published versions never change, so the second reader waits for nothing."""
    answer = answered(tmp_path, board())
    assert readiness(Store(tmp_path)) is answer


BEHIND: dict[str, object] = {
    "assessed_on": RECENTLY, "aware": 2.4, "supportive": 4.0, "knows": 4.0, "able": 4.0, "sustained": 4.0,
    "hidden": [], "slope_per_week": 0.2, "go_live": date(2020, 10, 12), "ready_by": date(2020, 11, 2),
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "at this pace ready 3 weeks after go-live"),
        ({"ready_by": date(2020, 10, 25)}, "at this pace ready 13 days after go-live"),
        ({"ready_by": date(2020, 10, 26)}, "at this pace ready 2 weeks after go-live"),
        ({"ready_by": date(2020, 10, 13)}, "at this pace ready 1 day after go-live"),
        ({"ready_by": date(2020, 10, 12)}, "at this pace ready on the day of go-live"),
        ({"ready_by": date(2020, 9, 7)}, "at this pace ready 5 weeks before go-live"),
        ({"go_live": None}, "at this pace ready by 2 Nov 2020"),
        ({"ready_by": None}, "at this pace never ready"),
        ({"ready_by": None, "slope_per_week": None}, "no pace yet: only one score to go by"),
        ({"aware": 3.4}, "every element is above 3"),
        ({"able": None}, "no pace: an element has no score"),
        ({"able": None, "hidden": ["able"]}, "no pace: an element had fewer than five responses"),
        ({"assessed_on": None}, "no pace: not assessed yet"),
    ],
)
def test_a_pace_is_said_against_the_go_live(change: dict[str, object], said: str) -> None:
    """Days below two weeks, then weeks; or why there is none."""
    assert pace({**BEHIND, **change}) == said
