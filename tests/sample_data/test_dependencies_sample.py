"""What needs what in the sample, and the room that its projects have, judged without the program."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from heatmap.resources import SAMPLE_DATA
from tests.sample_data.brute_force import Row, day, rows

FOLDERS = [SAMPLE_DATA / "october_2019", SAMPLE_DATA / "march_2020"]

pytestmark = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def live_days(events: list[Row], project: str) -> list[date]:
    """A project's go-lives, or all its days if it has none; cancelled events aside."""
    own = [event for event in events if event["project"] == project and event["status"] != "cancelled"]
    go_lives = [found for event in own if (found := day(event["go_live"]))]
    return go_lives or [found for event in own for name in ("start", "end") if (found := day(event[name]))]


def test_every_dependency_holds(folder: Path) -> None:
    """A project's first go-live comes its lag or more after the last one of what it needs."""
    events = rows(folder, "events")
    listed = rows(folder, "dependencies")
    assert len(listed) >= 20
    for row in listed:
        done = max(live_days(events, row["needs"]))
        assert done + timedelta(weeks=int(row["lag_weeks"])) <= min(live_days(events, row["project"])), row


def test_nothing_needs_itself_by_way_of_others(folder: Path) -> None:
    """Taking away what needs nothing that is left takes all away."""
    left = {(row["project"], row["needs"]) for row in rows(folder, "dependencies")}
    while left:
        free = {needs for _, needs in left} - {project for project, _ in left}
        assert free, left
        left = {(project, needs) for project, needs in left if needs not in free}


def test_a_project_has_room_as_a_whole(folder: Path) -> None:
    """All its events say how late they may be, or none does; about half of the projects say."""
    room: dict[str, set[bool]] = {}
    for event in rows(folder, "events"):
        room.setdefault(event["project"], set()).add(event["latest"] != "")
    assert all(len(said) == 1 for said in room.values())
    assert 0.4 <= sum(said == {True} for said in room.values()) / len(room) <= 0.75
