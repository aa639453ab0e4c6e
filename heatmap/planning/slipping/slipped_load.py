"""By how much the load of each row changes when a project is late: worked out once for every delay."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heatmap.planning.slipping.slippage import Delays, can_slip
from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.columns import columns
from heatmap.scoring.cube import Cube
from heatmap.scoring.grouping import By, groups
from heatmap.scoring.selection import Span
from heatmap.scoring.weekly.spreading import Hours, spread
from heatmap.terms import Grain

Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Table:
    """By how much a project changes a row's load: delays x columns from `begin` on."""

    project: int
    begin: int
    change: Singles

    @property
    def end(self) -> int:
        """The column after the last one."""
        return self.begin + len(self.change[0])


@dataclass(frozen=True, eq=False)
class SlippedLoad:
    """The weekly work that can still slip, from week `begin` on: one entry for each row and project.

    Entries are sorted by row; those of row r are `bounds[r]` to `bounds[r + 1]`. `most` is each project's
    longest delay, `starts` the first week of each column of the window.
    """

    begin: int
    window: Span
    starts: Integers
    most: Integers
    bounds: Integers
    project: Integers
    work: Floats

    def tables(self, row: int) -> list[Table]:
        """The tables of the projects that can change a row, made when asked for: all are too many to keep."""
        entries = range(*self.bounds[row : row + 2])
        found = (self._table(int(self.project[entry]), self.work[entry]) for entry in entries)
        return [table for table in found if table is not None]

    def _table(self, project: int, work: Floats) -> Table | None:
        """None if no delay changes anything in the window."""
        shown = _shifted(work, self.begin, self.window, int(self.most[project]))
        load = np.add.reduceat(shown, self.starts, axis=1)
        change = load - load[0]
        touched = np.flatnonzero(change.any(axis=0))
        if not len(touched):
            return None
        begin, end = int(touched[0]), int(touched[-1]) + 1
        return Table(project, begin, np.ascontiguousarray(change[:, begin:end], dtype=np.float32))


def slipped_load(cube: Cube, by: By, grain: Grain, late: Delays, first: int) -> SlippedLoad:
    """The work from week `first` on that these delays, draws x projects, bring later."""
    grouped, selection, coded = groups(cube, by), cube.selection, cube.coded
    begin, span = max(first, selection.span.first), selection.span
    most = late.max(axis=0, initial=0).astype(np.int64)
    project = coded.events.project[selection.event]
    moves = can_slip(coded, first)[selection.event] & (most[project] > 0) & (selection.weighted > 0)
    chosen = np.flatnonzero(moves & (begin <= cube.window.last))
    count = max(len(coded.projects), 1)
    keys = grouped.impact_row[chosen] * count + project[chosen]
    order = np.argsort(keys, kind="stable")
    chosen, (own, place) = chosen[order], np.unique(keys[order], return_inverse=True)
    given = np.zeros(len(chosen), dtype=np.int64)
    hours = Hours(place, selection.event[chosen], selection.weighted[chosen], given)
    weekly = spread(coded.blocks, hours, rows=len(own), first=span.first, weeks=span.weeks)[:, 0]
    return SlippedLoad(
        begin=begin,
        window=cube.window,
        starts=columns(cube.window, grain).starts,
        most=most,
        bounds=np.searchsorted(own, np.arange(len(grouped.rows) + 1) * count),
        project=own % count,
        work=weekly[:, begin - span.first :],
    )


def _shifted(work: Floats, begin: int, window: Span, most: int) -> Floats:
    """Weekly work from week `begin` on, later by 0 to `most` weeks: delays x weeks of the window."""
    out = max(window.first - begin, 0)
    padded = np.concatenate((np.zeros(most), work))
    views = np.lib.stride_tricks.sliding_window_view(padded, window.last - begin + 1 - out)
    shown = np.zeros((most + 1, window.weeks))
    shown[:, max(begin - window.first, 0) :] = views[out : out + most + 1][::-1]
    return shown
