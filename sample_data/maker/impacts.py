"""Impacts: whom an event meets, how many of them, for how long and how hard."""

from maker.draws import between, draw
from maker.organisation import areas_of, people_of
from maker.plan import Work
from maker.rows import Impact
from maker.waves import Wave

DEFAULT_HOURS = {1: 1, 2: 3, 3: 8, 4: 16, 5: 32}  # what an empty field will count as
OVERBOOKED = {"BWV"}  # asked for more cameras than there are people
# How much more of its people a change reaches in some units than in the others: those who give a course
# are a larger part of their unit than those who take it, and a system is everyone's tool in a small unit.
EXPOSED = {
    "LD": 2.0,
    "INT": 1.5,
    "TDIU": 1.45,
    "SCN": 1.3,
    "SCS": 1.3,
    "SCE": 1.3,
    "SCW": 1.2,
    "FOR": 1.15,
    "CUST": 1.08,
    "METCC": 1.05,
    "AW": 1.16,
    "EA": 1.13,
    "NE": 1.15,
    "SW": 1.08,
    "AS": 1.08,
    "SE": 1.06,
    "SN": 1.05,
    "NW": 1.04,
    "NA": 1.03,
    "WA": 0.91,
    "CN": 0.91,
    "CE": 0.82,
}
LEFT_OUT = 0.04  # cells that a wave does not meet after all


def impacts(work: Work, wave: Wave, event: str) -> list[Impact]:
    """One row per unit and business area that the event meets."""
    if work.reach == 0:
        return []
    return [
        _impact(work, event, unit, area)
        for unit in wave.units
        for area in _areas(work, unit)
        if work.reach >= 0.2 or draw("left out", event, unit, area) >= LEFT_OUT
    ]


def _areas(work: Work, unit: str) -> tuple[str, ...]:
    """The work's areas that the unit has; all of the unit's if it has none of them."""
    own = areas_of(unit)
    return tuple(area for area in own if area in work.areas) or own


def _impact(work: Work, event: str, unit: str, area: str) -> Impact:
    there = people_of(unit)[area]
    reach = work.reach * work.people * EXPOSED.get(unit, 1.0)
    people = round((there or 150) * reach * between(0.75, 1.25, "people", event, unit, area))
    if there is not None and work.project not in OVERBOOKED:
        people = min(people, there)
    severity = _severity(work, unit, event)
    return Impact(event, unit, area, max(1, people), _hours(work, event, unit, area, severity), severity)


def _severity(work: Work, unit: str, event: str) -> int:
    chance = draw("severity", event, unit)
    step = -1 if chance < 0.12 else 1 if chance > 0.93 else 0
    return min(5, max(1, work.severity + work.severer + step))


def _hours(work: Work, event: str, unit: str, area: str, severity: int) -> float | None:
    """Half hours; empty where nobody has estimated yet, more often on whole events than on one cell."""
    hours = max(0.5, round(work.hours * between(0.8, 1.2, "hours", event, unit, area) * 2) / 2)
    likely = 0.3 <= DEFAULT_HOURS[severity] / hours <= 2.2
    if likely and (draw("no hours", event) < 0.14 or draw("no hours", event, unit, area) < 0.05):
        return None
    return hours
