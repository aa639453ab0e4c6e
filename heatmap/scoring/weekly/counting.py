"""Counts over weeks: active changes, distinct projects, worst severity, go-lives.

Each change is active from one column to another without a gap; a column is a week, or a month or quarter.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heatmap.scoring.coded.arrays import Integers
from heatmap.scoring.parameters import SEVERITIES


@dataclass(frozen=True, eq=False)
class Line:
    """Cells of rows and columns in one line; each row has one cell more, for what is in no column."""

    rows: int
    columns: int

    @property
    def width(self) -> int:
        """Cells of a row."""
        return self.columns + 1

    def first(self, row: Integers) -> Integers:
        """The place of the first cell of each of these rows."""
        return row * self.width

    def cells(self, line: Integers) -> Integers:
        """What a line holds, as rows x columns."""
        return line.reshape(self.rows, self.width)[:, :-1]


@dataclass(frozen=True, eq=False)
class Active:
    """Changes in a line: the row of each, the cell that it starts in and the first one after its last."""

    line: Line
    row: Integers
    starts: Integers
    ends: Integers


def worst(active: Active, severity: npt.NDArray[np.integer]) -> Integers:
    """The highest severity of the active changes, 0 where there is none: rows x columns."""
    line, layers = active.line, len(SEVERITIES)
    size = line.rows * line.width
    # One line of cells for each severity, one behind the other.
    layer = (np.arange(-1, layers) * size).take(severity)
    change = np.bincount(active.starts + layer, minlength=layers * size)
    change -= np.bincount(np.add(active.ends, layer, out=layer), minlength=layers * size)
    present = np.cumsum(change).reshape(layers, line.rows, line.width)[..., :-1] > 0
    result = np.zeros((line.rows, line.columns), dtype=np.int64)
    for place, value in enumerate(SEVERITIES):
        result[present[place]] = value
    return result


def distinct(active: Active, groups: Integers) -> Integers:
    """How many distinct groups have an active change: rows x columns.

    Overlapping changes of one group are merged, so that each group counts once a column. It is
    quicker if changes come sorted by row, group and start.
    """
    line, starts, ends = active.line, active.starts, active.ends
    if not len(starts):
        return np.zeros((line.rows, line.columns), dtype=np.int64)
    # From places in a line of row and column to places in a line of row, group and column.
    apart = line.width + 1
    further = active.row * ((int(groups.max()) + 1) * apart - line.width)
    further += groups * apart
    starts = starts + further
    if (starts[1:] < starts[:-1]).any():
        order = np.argsort(starts, kind="stable")
        starts, ends, further = starts.take(order), ends.take(order), further.take(order)
    covered = ends + further
    # Each change is cut to the part that no earlier one of its group has covered, maybe to nothing.
    limits = np.maximum.accumulate(covered)
    np.maximum(starts[1:], limits[:-1], out=starts[1:])
    np.minimum(starts, covered, out=starts)
    starts -= further
    change = np.bincount(starts, minlength=line.rows * line.width)
    change -= np.bincount(ends, minlength=line.rows * line.width)
    return line.cells(np.cumsum(change))


def occurrences(line: Line, row: Integers, column: Integers) -> Integers:
    """How many changes happen in each column: rows x columns; those in none are left out.

    `column` is the column of each change, from 0; or the count of columns if it is in none.
    """
    return line.cells(np.bincount(line.first(row) + column, minlength=line.rows * line.width))
