"""Suggested moves as rows: for a file, and for the command's JSON."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl

from heatmap.planning.optimising.problem import Problem
from heatmap.planning.suggesting.suggestions import Suggestion

COLUMNS = {
    "rank": pl.Int64,
    "move": pl.String,
    "event": pl.String,
    "weeks": pl.Int64,
    "of_project": pl.String,
    "event_title": pl.String,
    "day_now": pl.Date,
    "day_then": pl.Date,
    "relief_alone": pl.Float64,
    "relief_in_list": pl.Float64,
    "project_delay": pl.Int64,
}
_HOURS = 1  # decimals


def move_rows(problem: Problem, moves: Sequence[Suggestion]) -> pl.DataFrame:
    """One row per event that moves, in the order of the list; a scenario reads `move`, `event` and `weeks`.

    `day_now` and `day_then` are the event's go-live, or its start, before and after. Reliefs are of the whole
    move, in hours; `project_delay` in weeks.
    """
    events = {row["event"]: row for row in problem.coded.portfolio.events.iter_rows(named=True)}
    rows = []
    for rank, move in enumerate(moves, 1):
        for code in move.events:
            now: date = events[code]["go_live"] or events[code]["start"]
            row = (
                rank, "shift", code, move.weeks, move.project, events[code]["title"], now,
                now + timedelta(weeks=move.weeks), round(move.alone, _HOURS), round(move.in_list, _HOURS),
                move.delay,
            )  # fmt: skip
            rows.append(row)
    return pl.DataFrame(rows, schema=COLUMNS, orient="row")


def told_moves(problem: Problem, moves: Sequence[Suggestion]) -> list[dict[str, Any]]:
    """One entry per move, hours rounded, for JSON."""
    names = dict(
        problem.coded.portfolio.projects.select(pl.col("project", "name").cast(pl.String)).iter_rows()
    )
    return [
        {
            "rank": rank,
            "project": move.project,
            "name": names[move.project],
            "weeks": move.weeks,
            "events": len(move.events),
            "relief_alone": round(move.alone, _HOURS),
            "relief_in_list": round(move.in_list, _HOURS),
            "delay_weeks": move.delay,
            "price": round(move.price, _HOURS),
            "cells_relieved": move.removed,
            "cells_overloaded": move.created,
            "units_relieved": {each.unit: round(-each.hours, _HOURS) for each in move.relieved},
            "units_burdened": {each.unit: round(each.hours, _HOURS) for each in move.burdened},
        }
        for rank, move in enumerate(moves, 1)
    ]
