"""The planner's drawing for the browser (assets/planner/): hours before and after, and events to move."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict

import numpy as np
import polars as pl

from heatmap import words
from heatmap.figures.grid import Column, Group, Step
from heatmap.figures.load_grid import groups_of
from heatmap.figures.steps import band_steps
from heatmap.scoring.coded.arrays import Floats
from heatmap.scoring.columns import columns
from heatmap.scoring.selection import Span
from heatmap.terms import Band, Grain

_DIGITS = 3  # of hours: finer than any band's bound can tell


class Bound(Step):
    """A band: its step, and the share of capacity that it starts at."""

    lower: float


class Line(TypedDict):
    """A row of the heatmaps."""

    key: str
    name: str
    code: str


class Hours(TypedDict):
    """Rows x columns; a capacity that is not known is null."""

    load: list[list[float]]
    capacity: list[list[float | None]]


Bar = TypedDict(
    "Bar",
    {
        "event": str,
        "title": str,
        "kind": str,
        "status": str,
        "from": str,
        "to": str,
        "goLive": str | None,
        "earliest": str | None,
        "latest": str | None,
        "weeks": int,
        "added": bool,
        "begun": bool,
        "first": int,
        "share": list[float],
        "hours": list[list[float]],
    },
)
"""An event as it is after the scenario, which moves it by `weeks`.

From column `first` on it brings to row r, for each pair [r, hours], a `share` of these hours a week. `begun`:
it started before the as-of date.
"""


class ProjectBars(TypedDict):
    """A project and its events."""

    project: str
    name: str
    note: str
    events: list[Bar]


class PlannerSpec(TypedDict):
    """All that the page draws."""

    key: str
    bands: list[Bound]
    columns: list[Column]
    groups: list[Group]
    asOf: int | None
    asOfName: str
    asOfDate: str
    rows: list[Line]
    before: Hours
    after: Hours
    projects: list[ProjectBars]
    event: str | None


def planner_spec(
    *,
    key: str,
    weeks: Span,
    as_of: date,
    bands: Sequence[Band],
    units: pl.DataFrame,
    before: tuple[Floats, Floats],
    after: tuple[Floats, Floats],
    events: pl.DataFrame,
    first_week: Sequence[int],
    share: Sequence[Sequence[float]],
    hours: Floats,
    event: str | None,
) -> PlannerSpec:
    """The drawing of a plan; see `heatmap.analysis.scenarios.planner` for what the frames and arrays hold."""
    cols = columns(weeks, Grain.WEEK).columns
    at = next((place for place, each in enumerate(cols) if each.start <= as_of <= each.end), None)
    lowers = zip(band_steps(tuple(bands)), bands, strict=True)
    bars = [
        (row, _bar(row, first - weeks.first, shares, brings, as_of))
        for row, first, shares, brings in zip(
            events.iter_rows(named=True), first_week, share, hours, strict=True
        )
    ]
    return {
        "key": key,
        "bands": [{**step, "lower": band.lower} for step, band in lowers],
        "columns": [
            {
                "start": each.start.isoformat(),
                "end": each.end.isoformat(),
                "name": words.column(each.start, Grain.WEEK),
            }
            for each in cols
        ],
        "groups": groups_of(cols, Grain.WEEK),
        "asOf": at,
        "asOfName": words.day(as_of),
        "asOfDate": as_of.isoformat(),
        "rows": _lines(units),
        "before": _hours_of(*before),
        "after": _hours_of(*after),
        "projects": _by_project(bars),
        "event": event,
    }


def _lines(units: pl.DataFrame) -> list[Line]:
    lines: list[Line] = [{"key": "total", "name": "All units", "code": ""}]
    lines.extend({"key": f"unit:{unit}", "name": name, "code": unit} for unit, name in units.iter_rows())
    return lines


def _hours_of(load: Floats, capacity: Floats) -> Hours:
    known = capacity.round(_DIGITS).astype(object)
    known[np.isnan(capacity)] = None
    return {"load": load.round(_DIGITS).tolist(), "capacity": known.tolist()}


def _bar(row: Mapping[str, Any], first: int, share: Sequence[float], brings: Floats, as_of: date) -> Bar:
    return {
        "event": row["event"],
        "title": row["title"],
        "kind": row["kind"].replace("_", "-"),
        "status": row["status"],
        "from": row["first_day"].isoformat(),
        "to": max(row["last_day"], row["go_live"] or row["last_day"]).isoformat(),
        "goLive": _iso(row["go_live"]),
        "earliest": _iso(row["earliest"]),
        "latest": _iso(row["latest"]),
        "weeks": row["weeks"],
        "added": row["added"],
        "begun": (row["start"] or row["go_live"]) < as_of,
        "first": first,
        "share": [round(part, 6) for part in share],
        "hours": [[place, round(amount, _DIGITS)] for place, amount in enumerate(brings.tolist()) if amount],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _by_project(bars: Sequence[tuple[Mapping[str, Any], Bar]]) -> list[ProjectBars]:
    found: dict[str, ProjectBars] = {}
    for row, bar in bars:
        project = found.setdefault(
            row["project"],
            {
                "project": row["project"],
                "name": row["project_name"],
                "note": row["programme"],
                "events": [],
            },
        )
        project["events"].append(bar)
    return list(found.values())
