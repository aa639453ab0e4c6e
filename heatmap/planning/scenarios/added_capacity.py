"""Capacity that a scenario adds, as headcount rows: the hours become absorbable for some weeks."""

from datetime import date, timedelta
from typing import Any

import polars as pl

from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.scenario import AddCapacity
from heatmap.weeks import monday_of, sunday, week_number

Row = dict[str, Any]


def with_capacity(headcount: pl.DataFrame, move: AddCapacity) -> pl.DataFrame:
    """The headcount table with the move's hours in the weeks that hold a day from its start to its end.

    In them absorbable_share grows by hours / (headcount * hours_per_week) of the row in force, so that
    the heads stay who they are; from the week after them the row then in force is as it was.
    """
    here = (pl.col("unit").cast(pl.String) == move.unit) & (pl.col("area").cast(pl.String) == move.area)
    rows = headcount.filter(here).sort("from_date").to_dicts()
    first, after = monday_of(move.start), sunday(week_number(move.end)) + timedelta(days=1)
    begun, later = _in_force(rows, first), _in_force(rows, after)
    raised = [row for row in rows if first < row["from_date"] <= after - timedelta(days=7)]
    if begun is not None:
        raised.insert(0, begun | {"from_date": first})
    if not raised:
        raise HeatmapError(
            f"{move.unit} {move.area} has no headcount in the weeks from {first}.",
            "Choose a unit, area and weeks for which a headcount is known.",
        )
    kept = [row for row in rows if not first <= row["from_date"] <= after - timedelta(days=7)]
    if later is not None and later["from_date"] <= after - timedelta(days=7):
        kept.append(later | {"from_date": after})
    changed = pl.DataFrame([*kept, *(_raised(row, move) for row in raised)], schema=headcount.schema)
    return pl.concat([headcount.filter(~here), changed.sort("from_date")])


def _in_force(rows: list[Row], monday: date) -> Row | None:
    return next((row for row in reversed(rows) if row["from_date"] <= monday), None)


def _raised(row: Row, move: AddCapacity) -> Row:
    hours = row["headcount"] * row["hours_per_week"]
    share = row["absorbable_share"] + move.hours_per_week / hours if hours else 2.0
    if share > 1.0 + 1e-12:
        most = hours * (1 - row["absorbable_share"])
        raise HeatmapError(
            f"{move.unit} {move.area} cannot give {move.hours_per_week:,.10g} more hours a week.",
            f"Its people have {hours:,.0f} hours a week in all; add at most {most:,.0f}.",
        )
    return row | {"absorbable_share": min(share, 1.0)}
