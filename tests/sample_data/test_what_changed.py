"""The differences between the sample's two boards, by brute force: one impact and one week at a time."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from heatmap.ingest.check import check
from heatmap.resources import SAMPLE_DATA
from heatmap.scoring.coded.coding import code
from heatmap.scoring.difference.difference import difference, rolled
from heatmap.scoring.difference.parts import Parts, parts
from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import DEFAULT
from tests.sample_data.brute_force import (
    WEEKS,
    Row,
    Weekly,
    by_unit,
    capacities,
    loads,
    monday,
    rows,
    saturations,
    share,
    week_of,
    weighted_hours,
)

BEFORE, AFTER = SAMPLE_DATA / "october_2019", SAMPLE_DATA / "march_2020"
BOUNDS = (0.5, 0.8, 1.0, 1.25)
ByCause = dict[tuple[str, int, str, str], float]  # unit, week, event, what happened
Made = tuple[Parts, dict[str, Any], Callable[[int, int], tuple[str, int]]]


class Board:
    """One version's rows by code, and which of its events score."""

    def __init__(self, folder: Path) -> None:
        self.projects = {row["project"]: row["status"] for row in rows(folder, "projects")}
        self.events = {row["event"]: row for row in rows(folder, "events")}
        self.impacts = {(row["event"], row["unit"], row["area"]): row for row in rows(folder, "impacts")}

    def absence(self, event: str) -> str:
        """Why an event does not score; empty where it does."""
        row = self.events.get(event)
        if row is None:
            return "missing"
        if row["status"] == "cancelled":
            return "cancelled"
        return "waiting" if self.projects[row["project"]] in {"paused", "proposed"} else ""


def finite(saturation: dict[str, Weekly]) -> dict[str, Weekly]:
    """NaN in place of load on no capacity."""
    return {unit: np.where(np.isinf(weekly), np.nan, weekly) for unit, weekly in saturation.items()}


def spread(found: ByCause, key: tuple[str, str, str], hours: float, weekly: dict[int, float]) -> None:
    """Adds hours to a cause, by unit, event and what happened, week by week."""
    unit, event, what = key
    for week, part in weekly.items():
        found[unit, week, event, what] += hours * part


def expected_parts() -> ByCause:
    """Every cause of every unit's and week's difference of load, of which only the sample's kinds occur."""
    was, now = Board(BEFORE), Board(AFTER)
    came = {"": "units and areas", "missing": "new event", "cancelled": "no longer cancelled"}
    went = {"": "units and areas", "cancelled": "event cancelled", "waiting": "project stopped"}
    found: ByCause = defaultdict(float)
    for key in was.impacts.keys() | now.impacts.keys():
        event, unit, _ = key
        there, here = was.absence(event), now.absence(event)
        before = None if there else was.impacts.get(key)
        after = None if here else now.impacts.get(key)
        if before is None and after is not None:
            spread(found, (unit, event, came[there]), weighted_hours(after), share(now.events[event]))
        elif after is None and before is not None:
            spread(found, (unit, event, went[here]), -weighted_hours(before), share(was.events[event]))
        elif before is not None and after is not None:
            rescoped(found, key, (before, after), (was.events[event], now.events[event]))
    return found


def rescoped(
    found: ByCause, key: tuple[str, str, str], impact: tuple[Row, Row], event: tuple[Row, Row]
) -> None:
    """Dates first, then people, hours per person and severity; no kind changes in the sample."""
    code, unit, _ = key
    assert event[0]["kind"] == event[1]["kind"]
    old, new = share(event[0]), share(event[1])
    stages = [impact[0]]
    for name in ("people", "hours_per_person", "severity"):
        stages.append({**stages[-1], name: impact[1][name]})
    spread(found, (unit, code, "dates"), -weighted_hours(stages[0]), old)
    spread(found, (unit, code, "dates"), weighted_hours(stages[0]), new)
    for what, one, other in zip(("people", "hours per person", "severity"), stages, stages[1:], strict=False):
        spread(found, (unit, code, what), weighted_hours(other) - weighted_hours(one), new)


@pytest.fixture(scope="module")
def made() -> Made:
    """The parts by unit and week, the rolled numbers, and the unit and week of a row and column."""
    coded = []
    for folder, board in ((BEFORE, date(2019, 10, 7)), (AFTER, date(2020, 3, 2))):
        with check(folder, today=board) as checked:
            coded.append(code(checked.portfolio(), DEFAULT))
    found = difference(coded[0], coded[1])
    over = rolled(found, By.UNIT)
    numbers = {name: getattr(over, name) for name in ("load", "capacity", "saturation", "crossed")}
    return (
        parts(found, over, By.UNIT),
        numbers,
        lambda row, column: (over.rows[row].unit or "", week_of(over.columns[column].start)),
    )


def test_every_part_of_every_unit_and_week_is_what_brute_force_says(made: Made) -> None:
    """Over 6,000 parts, by unit, week, event and what happened, within a millionth of an hour."""
    told, _, at = made
    found = {
        (*at(row, column), told.causes[cause].event or "", told.causes[cause].what.value): load
        for row, column, cause, load in zip(told.row, told.column, told.cause, told.load, strict=True)
        if load
    }
    expected = {key: hours for key, hours in expected_parts().items() if abs(hours) > 1e-9}
    found = {key: hours for key, hours in found.items() if abs(hours) > 1e-9}
    assert len(expected) > 4_000
    assert found.keys() == expected.keys()
    assert max(abs(found[key] - expected[key]) for key in expected) < 1e-6


def test_the_differences_are_those_of_two_separate_scores(made: Made) -> None:
    """Load, capacity and saturation by unit and week; and so the bands crossed, both ways."""
    _, numbers, at = made
    sides = [
        (by_unit(loads(folder)), by_unit(capacities(folder)), finite(saturations(folder)))
        for folder in (BEFORE, AFTER)
    ]
    empty, unknown = np.zeros(WEEKS), np.full(WEEKS, np.nan)
    up = down = 0
    for row, column in np.ndindex(numbers["load"].shape):
        unit, week = at(row, column)
        before, after = (
            (load.get(unit, empty)[week], capacity.get(unit, unknown)[week], full.get(unit, unknown)[week])
            for load, capacity, full in sides
        )
        for place, name in enumerate(("load", "capacity", "saturation")):
            assert numbers[name][row, column] == pytest.approx(
                after[place] - before[place], abs=1e-6, nan_ok=True
            ), (unit, week, name)
        steps = [sum(round(side[2], 9) >= bound for bound in BOUNDS) for side in (before, after)]
        up, down = up + (steps[1] > steps[0]), down + (steps[1] < steps[0])
    assert int((numbers["crossed"] > 0).sum()) == up > 100
    assert int((numbers["crossed"] < 0).sum()) == down > 100


def test_command_and_controls_delay_is_the_largest_rise(made: Made) -> None:
    """Eight weeks' delay: Met Contact's week of 25 Oct 2021 goes from 36 % to 171 %."""
    _, numbers, at = made
    row, column = np.unravel_index(np.nanargmax(numbers["saturation"]), numbers["saturation"].shape)
    unit, week = at(int(row), int(column))
    assert (unit, monday(week).isoformat()) == ("METCC", "2021-10-25")
    before, after = (saturations(folder)["METCC"][week] for folder in (BEFORE, AFTER))
    assert (round(before * 100), round(after * 100)) == (36, 171)
