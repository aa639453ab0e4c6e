"""Counts over weeks: active changes, distinct projects, worst severity, go-lives.

Each change is active from one column to another without a gap; a column is a week, or a month or quarter.
"""

import numpy as np

from heatmap.scoring.arrays import Integers
from heatmap.scoring.parameters import SEVERITIES


def active(rows: Integers, first: Integers, last: Integers, *, row_count: int, columns: int) -> Integers:
    """How many of the changes are active: rows x columns. `first` and `last` are their columns."""
    size = columns + 1
    base = rows * size
    starts = base + first
    base += last
    base += 1
    return _standing(starts, base, row_count=row_count, size=size)


def worst(
    rows: Integers, first: Integers, last: Integers, severity: Integers, *, row_count: int, columns: int
) -> Integers:
    """The highest severity of the active changes, 0 where there is none: rows x columns."""
    layers = len(SEVERITIES)
    layer = rows * layers + severity - 1
    counts = active(layer, first, last, row_count=row_count * layers, columns=columns)
    present = counts.reshape(row_count, layers, columns) > 0
    result = np.zeros((row_count, columns), dtype=np.int64)
    for place, value in enumerate(SEVERITIES):
        result[present[:, place]] = value
    return result


def distinct(
    rows: Integers, groups: Integers, first: Integers, last: Integers, *, row_count: int, columns: int
) -> Integers:
    """How many distinct groups have an active change: rows x columns.

    Overlapping changes of one group are merged, so that each group counts once a column. It is quicker
    if changes come sorted by row, group and first column.
    """
    if not len(rows):
        return np.zeros((row_count, columns), dtype=np.int64)
    width = columns + 2
    base = rows * (int(groups.max()) + 1)
    base += groups
    base *= width
    start = base + first
    if (start[1:] < start[:-1]).any():
        order = np.argsort(start, kind="stable")
        rows, base, last, start = (each.take(order) for each in (rows, base, last, start))
    end = base + last
    end += 1
    # Each change is cut to the part that no earlier one of its group has covered, maybe to nothing.
    np.maximum(start[1:], np.maximum.accumulate(end)[:-1], out=start[1:])
    np.minimum(start, end, out=start)
    size = columns + 1
    base -= rows * size
    return _standing(start - base, end - base, row_count=row_count, size=size)


def _standing(starts: Integers, ends: Integers, *, row_count: int, size: int) -> Integers:
    """How many have started and not ended, in all columns of each row but the last."""
    change = np.bincount(starts, minlength=row_count * size)
    change -= np.bincount(ends, minlength=row_count * size)
    return np.cumsum(change.reshape(row_count, size), axis=1)[:, :-1]


def occurrences(
    rows: Integers, column: Integers, things: Integers, *, row_count: int, columns: int
) -> Integers:
    """How many of the `things` happen in each column: rows x columns.

    `column` is the column of each thing that there is; those in none are left out.
    """
    size = columns + 1
    inside = np.where((column >= 0) & (column < columns), column, columns)
    places = rows * size
    places += inside.take(things)
    return np.bincount(places, minlength=row_count * size).reshape(row_count, size)[:, :-1]
