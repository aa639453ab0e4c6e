"""What the specs of the browser's charts share: spans of days, marks and tables (assets/charts/charts.js)."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TypedDict

from heatmap import words
from heatmap.scoring.columns import Column

Days = TypedDict("Days", {"from": str, "to": str, "asOf": str | None, "asOfName": str})
"""The days that a chart shows: the first, the one after the last, and the as-of date where it is shown."""


class Head(TypedDict):
    """A column of a chart's table."""

    name: str
    number: bool


class ChartTable(TypedDict):
    """The same numbers as the chart's, in words; the first cell of a row names it."""

    heads: list[Head]
    rows: list[list[str]]


def days_shown(columns: Sequence[Column], as_of: date) -> Days:
    """From the first column's first day to the last one's last. There must be a column."""
    first, after = columns[0].start, columns[-1].end + timedelta(days=1)
    return {
        "from": first.isoformat(),
        "to": after.isoformat(),
        "asOf": as_of.isoformat() if first <= as_of < after else None,
        "asOfName": words.day(as_of),
    }


def table(heads: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[str] = ()) -> ChartTable:
    """A table whose columns named in `numbers` are set as numbers."""
    return {
        "heads": [{"name": name, "number": name in numbers} for name in heads],
        "rows": [list(row) for row in rows],
    }
