"""Counts over weeks: active changes, distinct projects, worst severity, go-lives.

Each change is active from one column to another without a gap; a column is a week, or a month or quarter.
"""

import numpy as np

from heatmap.scoring.arrays import Integers
from heatmap.scoring.parameters import SEVERITIES


def worst(
    rows: Integers,
    things: Integers,
    severity: Integers,
    first: Integers,
    last: Integers,
    *,
    row_count: int,
    columns: int,
) -> Integers:
    """The highest severity of the active changes, 0 where there is none: rows x columns.

    `first` and `last` are the columns of each thing that there is; a change is one of these `things`.
    """
    layers, size = len(SEVERITIES), columns + 1
    layer = rows * layers
    layer += severity
    layer -= 1
    layer *= size
    starts = first.take(things)
    starts += layer
    layer += (last + 1).take(things)
    counts = _standing(starts, layer, row_count=row_count * layers, size=size)
    present = counts.reshape(row_count, layers, columns) > 0
    result = np.zeros((row_count, columns), dtype=np.int64)
    for place, value in enumerate(SEVERITIES):
        result[present[:, place]] = value
    return result


def distinct(
    rows: Integers,
    things: Integers,
    groups: Integers,
    first: Integers,
    last: Integers,
    *,
    row_count: int,
    columns: int,
) -> Integers:
    """How many distinct groups have an active change: rows x columns.

    `groups`, `first` and `last` are the group and the columns of each thing that there is; a change is
    one of these `things`. Overlapping changes of one group are merged, so that each group counts once a
    column. It is quicker if changes come sorted by row, group and first column.
    """
    if not len(rows):
        return np.zeros((row_count, columns), dtype=np.int64)
    size = columns + 1
    group = groups * (columns + 2)
    row_width = (int(groups.max()) + 1) * (columns + 2)
    base = rows * row_width
    start = (group + first).take(things)
    start += base
    if (start[1:] < start[:-1]).any():
        order = np.argsort(start, kind="stable")
        rows, things, base, start = (each.take(order) for each in (rows, things, base, start))
    end = (group + last + 1).take(things)
    end += base
    # Each change is cut to the part that no earlier one of its group has covered, maybe to nothing.
    np.maximum(start[1:], np.maximum.accumulate(end)[:-1], out=start[1:])
    np.minimum(start, end, out=start)
    # From places in a line of row, group and column to places in a line of row and column.
    base -= rows * size
    base += group.take(things)
    start -= base
    end -= base
    return _standing(start, end, row_count=row_count, size=size)


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
