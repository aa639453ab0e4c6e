"""Columns of the grid: weeks, or the months and quarters that hold them.

A week belongs to the month and quarter that its Monday is in, so that every week is in one column whole.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np

from heatmap.scoring.coded.arrays import Integers
from heatmap.scoring.selection import Span
from heatmap.terms import Grain
from heatmap.weeks import monday

REMEMBERED = 64  # windows at a grain: most views show the same few
_LENGTH = {Grain.MONTH: 1, Grain.QUARTER: 3}


@dataclass(frozen=True)
class Column:
    """One column: its first and last day by the calendar, and the weeks of the window that it holds."""

    start: date
    end: date
    first_week: int
    last_week: int


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of a window; `of_week` is the column of each of its weeks, `starts` each column's first."""

    columns: tuple[Column, ...]
    of_week: Integers
    starts: Integers

    def __len__(self) -> int:
        return len(self.columns)

    def column(self, weeks: Integers, window: Span) -> Integers:
        """The column that holds each week, -1 outside the window."""
        inside = (weeks >= window.first) & (weeks <= window.last)
        column = np.full(len(weeks), -1)
        column[inside] = self.of_week[weeks[inside] - window.first]
        return column

    def nearest(self, weeks: Integers, window: Span) -> Integers:
        """The column of each week, or of the window's week that is nearest to it; 0 if it has none."""
        if not window.weeks:
            return np.zeros(len(weeks), dtype=np.int64)
        return np.asarray(self.of_week[np.clip(weeks - window.first, 0, window.weeks - 1)])


def columns(window: Span, grain: Grain) -> Columns:
    """The window's columns at this grain, in order of time."""
    return _columns(int(window.first), int(window.weeks), grain)


@lru_cache(maxsize=REMEMBERED)
def _columns(first: int, weeks: int, grain: Grain) -> Columns:
    mondays = [monday(week) for week in range(first, first + weeks)]
    names = [_first_day(day, grain) for day in mondays]
    starts = [index for index, name in enumerate(names) if index == 0 or name != names[index - 1]]
    ends = [*starts[1:], len(names)][: len(starts)]
    made = tuple(
        Column(names[start], _last_day(names[start], grain), first + start, first + end - 1)
        for start, end in zip(starts, ends, strict=True)
    )
    widths = [end - start for start, end in zip(starts, ends, strict=True)]
    return Columns(made, np.repeat(np.arange(len(made)), widths), np.array(starts, dtype=np.int64))


def _first_day(day: date, grain: Grain) -> date:
    """The first day of the column that a week starting on `day` belongs to."""
    if grain is Grain.WEEK:
        return day
    length = _LENGTH[grain]
    return date(day.year, (day.month - 1) // length * length + 1, 1)


def _last_day(first: date, grain: Grain) -> date:
    if grain is Grain.WEEK:
        return first + timedelta(days=6)
    months = first.year * 12 + first.month - 1 + _LENGTH[grain]
    return date(months // 12, months % 12 + 1, 1) - timedelta(days=1)
