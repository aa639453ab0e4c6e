"""A unit's events as bars over time, grouped by project, for the browser (assets/charts/chart_gantt.js)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, TypedDict

import polars as pl

from heatmap import words
from heatmap.figures.charts import ChartTable, Days, days_shown, table
from heatmap.scoring.columns import Column

SHOWN = 16  # projects, unless all are asked for
HEADS = ("Project", "Event", "Kind", "Status", "From", "To", "Go-live", "Hours", "Of the load shown")

Bar = TypedDict(
    "Bar", {"name": str, "from": str, "to": str, "status": str, "goLive": str | None, "tip": list[str]}
)
"""An event: its first day, the one after its last, and the day of its go-live where it has one."""


class Group(TypedDict):
    """A project: events in one of its `lanes` do not overlap. `rank` 0 has the most load."""

    name: str
    note: str
    rank: int
    lanes: list[list[Bar]]


class Gantt(TypedDict):
    """The spec of assets/charts/chart_gantt.js."""

    kind: str
    title: str
    days: Days
    groups: list[Group]
    projects: int
    table: ChartTable


def gantt(
    events: pl.DataFrame, columns: Sequence[Column], name: str, as_of: date, most: int = SHOWN
) -> Gantt:
    """The `most` projects with the greatest load, in order of their first day.

    `events` has one row an event: the columns of `heatmap.scoring.contributions`, first_day and last_day.
    """
    ranked = (
        events.group_by("project", maintain_order=True)
        .agg(pl.col("load").sum(), pl.col("share").sum(), pl.col("first_day").min())
        .sort("load", "project", descending=[True, False])
        .with_row_index("rank")
    )
    chosen = ranked.head(most).sort("first_day", "rank")
    shown = chosen.select("project", "rank", project_share="share").join(
        events, on="project", how="left", maintain_order="left_right"
    )
    grouped = shown.partition_by("project", maintain_order=True)
    return {
        "kind": "gantt",
        "title": f"Changes at {name}, by project",
        "days": days_shown(columns, as_of),
        "groups": [_group(rows.to_dicts()) for rows in grouped],
        "projects": ranked.height,
        "table": table(HEADS, [_line(event) for event in shown.to_dicts()], HEADS[-2:]),
    }


def _group(events: Sequence[dict[str, Any]]) -> Group:
    first = events[0]
    return {
        "name": first["project_name"],
        "note": f"{first['programme']}, {words.share(first['project_share'])} of the load shown",
        "rank": first["rank"],
        "lanes": _lanes(events),
    }


def _lanes(events: Sequence[dict[str, Any]]) -> list[list[Bar]]:
    """The events packed into as few lanes as they need, each in the first one that is free."""
    lanes: list[list[Bar]] = []
    free_from: list[date] = []
    for event in sorted(events, key=lambda each: (each["first_day"], each["event"])):
        last = max(event["last_day"], event["go_live"] or event["last_day"])
        place = next((at for at, day in enumerate(free_from) if day < event["first_day"]), len(lanes))
        if place == len(lanes):
            lanes.append([])
            free_from.append(last)
        lanes[place].append(_bar(event, last))
        free_from[place] = last
    return lanes


def _bar(event: dict[str, Any], last: date) -> Bar:
    go_live = event["go_live"]
    return {
        "name": event["title"],
        "from": event["first_day"].isoformat(),
        "to": (last + timedelta(days=1)).isoformat(),
        "status": event["status"],
        "goLive": go_live.isoformat() if go_live else None,
        "tip": [
            f"{event['project_name']}: {event['title']}",
            f"{_kind(event)}, {event['status']}",
            _when(event),
            f"{words.hours(event['load'])} hours here, {words.share(event['share'])} of the load shown",
            f"Owner: {event['owner']}" if event["owner"] else "",
        ],
    }


def _kind(event: dict[str, Any]) -> str:
    return str(event["kind"]).replace("_", "-").capitalize()


def _when(event: dict[str, Any]) -> str:
    """5 to 11 Oct 2020; Goes live on 14 Oct 2020, felt from 14 Sep to 13 Dec 2020."""
    span = words.days(event["first_day"], event["last_day"])
    return f"Goes live on {words.day(event['go_live'])}; felt {span}" if event["go_live"] else span


def _line(event: dict[str, Any]) -> list[str]:
    return [
        event["project_name"],
        event["title"],
        _kind(event),
        str(event["status"]).capitalize(),
        words.day(event["first_day"]),
        words.day(event["last_day"]),
        words.day(event["go_live"]) if event["go_live"] else "",
        words.hours(event["load"]),
        words.share(event["share"]),
    ]
