"""What the sample's assessments and checks show, on each board's own day."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from heatmap.analysis.versions.source import given
from heatmap.resources import SAMPLE_DATA
from heatmap.scoring.assessments.readiness import BARRIERS, STATES, readiness
from tests.sample_data import brute_force
from tests.sample_data.brute_force import Row, rows, week_of

OCTOBER, MARCH = SAMPLE_DATA / "october_2019", SAMPLE_DATA / "march_2020"
DAYS = {OCTOBER: date(2019, 10, 7), MARCH: date(2020, 3, 2)}
both = pytest.mark.parametrize("folder", DAYS, ids=lambda folder: folder.name)


@cache
def states(folder: Path) -> list[dict[str, Any]]:
    """The readiness of a board on its day."""
    found = given(folder, today=DAYS[folder])
    assert found.left_out == 0
    return readiness(found.portfolio, DAYS[folder]).to_dicts()


def assessed(folder: Path) -> list[dict[str, Any]]:
    """The pairs that have been assessed."""
    return [row for row in states(folder) if row["assessed_on"]]


def overloaded_and_not_ready(folder: Path) -> set[tuple[str, str, date]]:
    """Project, unit and day of go-lives ahead, not ready, in a week over capacity; by brute force."""
    saturations = brute_force.saturations(folder)
    live = {row["project"] for row in rows(folder, "projects") if row["status"] in {"active", "closed"}}
    return {
        (row["project"], row["unit"], row["go_live"])
        for row in states(folder)
        if row["go_live"] and row["go_live"] >= DAYS[folder] and row["state"] != "ready"
        if row["project"] in live and row["unit"] in saturations
        if saturations[row["unit"]][week_of(row["go_live"])] >= 1
    }


def test_march_2020_has_assessed_about_thirty_projects() -> None:
    """25 to 35, most of them at several units; October 2019 fewer."""
    by_project = Counter(row["project"] for row in assessed(MARCH))
    assert 25 <= len(by_project) <= 35
    assert sum(count >= 4 for count in by_project.values()) >= 18
    assert len({row["project"] for row in assessed(OCTOBER)}) < len(by_project)


@both
def test_every_state_is_there(folder: Path) -> None:
    """Each word of the states, and each barrier."""
    assert {row["state"] for row in states(folder)} == set(STATES)


def test_most_near_go_lives_are_assessed_and_some_are_not() -> None:
    """Within 12 weeks of March 2020, 3 to 20 % have no state; 3 to 20 % are stale."""
    near = [row["state"] for row in states(MARCH) if row["go_live"] and 0 <= row["days_left"] <= 84]
    assert 0.03 <= near.count("not assessed") / len(near) <= 0.2
    assert 0.03 <= near.count("stale") / len(near) <= 0.2
    assert sum(state in BARRIERS for state in near) >= 15


def test_some_scores_are_hidden() -> None:
    """Small groups, at a tenth of the pairs or so."""
    hidden = [row for row in assessed(MARCH) if row["hidden"]]
    assert 0.05 <= len(hidden) / len(assessed(MARCH)) <= 0.2


def test_in_the_twelve_weeks_after_march_2020_five_pairs_are_overloaded_and_not_ready() -> None:
    """Those that the sample names; other full go-live weeks there are ready ones."""
    near = {
        (project, unit)
        for project, unit, day in overloaded_and_not_ready(MARCH)
        if week_of(day) < week_of(DAYS[MARCH]) + 12
    }
    assert near == {
        ("DC-EXIT", "CUST"),
        ("METCC-TEL", "TDIU"),
        ("CUST-HC", "CUST"),
        ("LOCDES", "CN"),
        ("VSU", "EA"),
    }


def test_what_collides_in_north_area_in_october_2020_is_assessed_and_not_ready() -> None:
    """CONNECT Drop 1, local despatch and Resource Management each have a barrier of their own."""
    there = {row["project"]: row["state"] for row in assessed(MARCH) if row["unit"] == "NA"}
    listed = {project for project, unit, _ in overloaded_and_not_ready(MARCH) if unit == "NA"}
    assert {project: there[project] for project in ("CONNECT-D1", "LOCDES", "RM")} == {
        "CONNECT-D1": "barrier: knows",
        "LOCDES": "barrier: supportive",
        "RM": "barrier: aware",
    }
    assert {"CONNECT-D1", "LOCDES", "RM"} <= listed


def test_most_scores_rise_and_some_do_not() -> None:
    """Of the slopes that are known."""
    known = [row["slope_per_week"] for row in assessed(MARCH) if row["slope_per_week"] is not None]
    assert sum(slope > 0 for slope in known) > 0.6 * len(known)
    assert sum(slope <= 0 for slope in known) >= 10


def test_assessments_are_four_to_six_weeks_apart() -> None:
    """Give or take a few days, and longer where one was missed."""
    days = sorted({(row["project"], row["unit"], row["assessed_on"]) for row in rows(MARCH, "readiness")})
    gaps = [
        (date.fromisoformat(later[2]) - date.fromisoformat(earlier[2])).days
        for earlier, later in pairwise(days)
        if earlier[:2] == later[:2]
    ]
    assert sum(24 <= gap <= 46 for gap in gaps) > 0.75 * len(gaps)
    assert min(gaps) >= 10


def test_march_2020_has_every_assessment_of_october_2019_as_it_was() -> None:
    """Nobody rewrites what was answered."""
    later = {tuple(row.values()) for row in rows(MARCH, "readiness")}
    assert {tuple(row.values()) for row in rows(OCTOBER, "readiness")} <= later


@both
def test_nothing_was_assessed_after_the_board_met(folder: Path) -> None:
    """A board sees the past."""
    assert max(row["assessed_on"] for row in rows(folder, "readiness")) <= DAYS[folder].isoformat()


@both
def test_some_required_checks_are_past_their_day_and_most_are_met(folder: Path) -> None:
    """Each has an owner and a due day; of those due, 3 to 30 % are open."""
    checks: list[Row] = rows(folder, "checks")
    due = [row for row in checks if row["required"] == "true" and row["due"] < DAYS[folder].isoformat()]
    assert all(row["owner"] and row["due"] for row in checks)
    assert 0.03 <= sum(row["status"] == "not met" for row in due) / len(due) <= 0.3
    assert {row["status"] for row in checks} == {"met", "not met", "not applicable"}
