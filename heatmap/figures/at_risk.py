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
    risky: dict[str, list[int]] = defaultdict(list)
    for unit, week in weeks.select("unit", "week").iter_rows():
        risky[unit].append(week_number(week))
    texts = []
    for row in rolled.rows:
        whole = row.unit is not None and row.area is None and row.programme is None
        here = risky[row.unit] if whole and row.unit else []
        texts.append(
            "".join(
                "1" if any(each.first_week <= week <= each.last_week for week in here) else "0"
                for each in rolled.columns
            )
        )
    return texts
