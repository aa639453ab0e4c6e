"""Which cells of the grid are at risk."""

from collections import defaultdict
from collections.abc import Iterable

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
    risky: dict[str | None, set[int]] = defaultdict(set)
    for unit, week in zip(weeks["unit"].to_list(), weeks["week"].to_list(), strict=True):
        number = week_number(week)
        if number in column:
            risky[unit].add(column[number])
    texts = []
    for row in rolled.rows:
        whole = row.area is None and row.programme is None
        here = risky.get(row.unit, set()) if whole else set()
        texts.append(marked(len(rolled.columns), here))
    return texts


def marked(width: int, places: Iterable[int]) -> str:
    """One character a place: 1 at these places, 0 at all others."""
    text = bytearray(b"0" * width)
    for place in places:
        text[place] = ord("1")
    return text.decode("ascii")
