"""Which cells of the grid are at risk."""

from collections import defaultdict

import polars as pl

from heatmap.scoring.rollup import RollUp
from heatmap.weeks import week_number


def at_risk_marks(weeks: pl.DataFrame, rolled: RollUp) -> list[str]:
    """For each row one character per column: 1 where the row's unit is at risk in some week of it.

    `weeks` has one row per unit and week at risk: unit, week (its Monday). Rows that are no whole unit have
    none.
    """
    column = {
        week: place
        for place, each in enumerate(rolled.columns)
        for week in range(each.first_week, each.last_week + 1)
    }
    risky: dict[str | None, set[int | None]] = defaultdict(set)
    for unit, week in weeks.select("unit", "week").iter_rows():
        risky[unit].add(column.get(week_number(week)))
    width = range(len(rolled.columns))
    texts = []
    for row in rolled.rows:
        whole = row.area is None and row.programme is None
        here = risky.get(row.unit, set()) if whole else set()
        texts.append("".join("1" if place in here else "0" for place in width))
    return texts
