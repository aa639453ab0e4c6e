"""The score by brute force: one impact at a time, day by day, to judge the sample by."""

import csv
from datetime import date, timedelta
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Row = dict[str, str]
Weekly = NDArray[np.float64]

FIRST = date(2018, 12, 31)
WEEKS = 157
WEIGHT = {1: 0.5, 2: 0.75, 3: 1.0, 4: 1.5, 5: 2.0}
DEFAULT_HOURS = {1: 1, 2: 3, 3: 8, 4: 16, 5: 32}
SHAPE = {"go_live": (4, 8, 2), "system": (3, 6, 2), "move": (2, 4, 1), "restructure": (6, 12, 4)}


def rows(folder: Path, table: str) -> list[Row]:
    """The rows of one table, every field as text."""
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def day(text: str) -> date | None:
    """A date, or None for an empty field."""
    return date.fromisoformat(text) if text else None


def week_of(when: date) -> int:
    """Weeks since the sample's first Monday."""
    return (when - FIRST).days // 7


def monday(week: int) -> date:
    """The Monday of a week counted from the sample's first."""
    return FIRST + timedelta(weeks=week)


def share(event: Row) -> dict[int, float]:
    """Share of an event's hours by week, adding up to 1; weeks may lie outside the sample's."""
    start, end, go_live = (day(event[name]) for name in ("start", "end", "go_live"))
    if event["kind"] not in SHAPE:
        assert start is not None
        assert end is not None
        days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
        return {
            week: sum(week_of(each) == week for each in days) / len(days)
            for week in sorted({*map(week_of, days)})
        }
    assert go_live is not None
    lead, tail, half = SHAPE[event["kind"]]
    here = week_of(go_live)
    lead = lead if start is None else here - week_of(start)
    tail = tail if end is None else week_of(end) - here
    raw = {here: 1.0}
    raw |= {here - k: (lead + 1 - k) / (lead + 1) for k in range(1, lead + 1)}
    raw |= {here + j: 2 ** (-j / half) for j in range(1, tail + 1)}
    return {week: weight / sum(raw.values()) for week, weight in raw.items()}


def weighted_hours(impact: Row) -> float:
    """Hours of one impact, weighted by severity."""
    severity = int(impact["severity"])
    hours = float(impact["hours_per_person"]) if impact["hours_per_person"] else DEFAULT_HOURS[severity]
    return float(impact["people"]) * hours * WEIGHT[severity]


def loads(folder: Path) -> dict[tuple[str, str], Weekly]:
    """Weekly load by unit and business area, of all that scores."""
    return loads_by_project(folder, merged=True)[""]


def loads_by_project(folder: Path, *, merged: bool = False) -> dict[str, dict[tuple[str, str], Weekly]]:
    """Weekly load by project, then by unit and business area; `merged` puts all under ''."""
    scoring = {row["project"] for row in rows(folder, "projects") if row["status"] in {"active", "closed"}}
    events = {
        row["event"]: row
        for row in rows(folder, "events")
        if row["status"] != "cancelled" and row["project"] in scoring
    }
    shares = {code: share(event) for code, event in events.items()}
    found: dict[str, dict[tuple[str, str], Weekly]] = {}
    for impact in rows(folder, "impacts"):
        if impact["event"] in events:
            project = "" if merged else events[impact["event"]]["project"]
            cell = (impact["unit"], impact["area"])
            weekly = found.setdefault(project, {}).setdefault(cell, np.zeros(WEEKS))
            for week, part in shares[impact["event"]].items():
                weekly[week] += weighted_hours(impact) * part
    return found


def taken(folder: Path, unit: str) -> Weekly:
    """Share of capacity that the operational calendar takes from a unit, by week, at most 1."""
    sums = np.zeros(WEEKS)
    for row in rows(folder, "calendar"):
        if row["unit"] in {"*", unit}:
            start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"])
            for n in range((end - start).days + 1):
                week = week_of(start + timedelta(days=n))
                if 0 <= week < WEEKS:
                    sums[week] += float(row["capacity_taken"]) / 7
    return np.minimum(sums, 1.0)


def capacities(folder: Path) -> dict[tuple[str, str], Weekly]:
    """Weekly capacity in hours by unit and business area; cells without headcount are absent."""
    found: dict[tuple[str, str], Weekly] = {}
    steps = sorted(rows(folder, "headcount"), key=lambda row: row["from_date"])
    for row in steps:
        weekly = found.setdefault((row["unit"], row["area"]), np.full(WEEKS, np.nan))
        hours = float(row["headcount"]) * float(row["hours_per_week"]) * float(row["absorbable_share"])
        for week in range(WEEKS):
            if row["from_date"] <= monday(week).isoformat():
                weekly[week] = hours
    left = {unit: 1 - taken(folder, unit) for unit in {unit for unit, _ in found}}
    return {cell: weekly * left[cell[0]] for cell, weekly in found.items()}


def by_unit(cells: dict[tuple[str, str], Weekly]) -> dict[str, Weekly]:
    """Sums over business areas."""
    found: dict[str, Weekly] = {}
    for (unit, _), weekly in cells.items():
        found[unit] = found.get(unit, np.zeros(WEEKS)) + weekly
    return found


def saturations(folder: Path) -> dict[str, Weekly]:
    """Weekly saturation by unit that has headcount."""
    load, capacity = by_unit(loads(folder)), by_unit(capacities(folder))
    empty = np.zeros(WEEKS)
    with np.errstate(divide="ignore", invalid="ignore"):
        return {unit: load.get(unit, empty) / capacity[unit] for unit in sorted(capacity)}


def organisation(folder: Path) -> Weekly:
    """Weekly saturation of the whole organisation: all load against all capacity."""
    load = sum(loads(folder).values(), np.zeros(WEEKS))
    capacity = sum(capacities(folder).values(), np.zeros(WEEKS))
    return load / capacity
