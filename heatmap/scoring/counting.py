"""Counts over weeks: active changes, distinct projects, worst severity, go-lives.

Each change is active from one column to another without a gap; a column is a week, or a month or quarter.
"""

import numpy as np

from heatmap.scoring.arrays import Flags, Integers
from heatmap.scoring.parameters import SEVERITIES


def active(rows: Integers, first: Integers, last: Integers, *, row_count: int, columns: int) -> Integers:
    """How many of the changes are active: rows x columns. `first` and `last` are their columns."""
    size = columns + 1
    base = rows * size
    change = np.bincount(base + first, minlength=row_count * size)
    change -= np.bincount(base + last + 1, minlength=row_count * size)
    return np.cumsum(change.reshape(row_count, size), axis=1)[:, :columns]


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
    base = (rows * (int(groups.max()) + 1) + groups) * width
    start = base + first
    if (start[1:] < start[:-1]).any():
        order = np.argsort(start, kind="stable")
        rows, base, first, last, start = (each[order] for each in (rows, base, first, last, start))
    reached = np.maximum.accumulate(base + last)
    opens = np.append(True, start[1:] > reached[:-1] + 1)
    closes = np.append(opens[1:], True)
    return active(
        rows[opens],
        first[opens],
        reached[closes] - base[closes],
        row_count=row_count,
        columns=columns,
    )


def occurrences(rows: Integers, column: Integers, *, row_count: int, columns: int) -> Integers:
    """How many changes happen in each column: rows x columns. Those in no column are left out."""
    inside: Flags = (column >= 0) & (column < columns)
    counts = np.bincount(rows[inside] * columns + column[inside], minlength=row_count * columns)
    return counts.reshape(row_count, columns)
