"""By how much the load of each row changes when a project is late: worked out once for every delay."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from heatmap.planning.slippage import Delays, can_slip
from heatmap.scoring.arrays import Floats
from heatmap.scoring.columns import columns
from heatmap.scoring.cube import Cube
from heatmap.scoring.grouping import By, groups
from heatmap.scoring.selection import Span
from heatmap.scoring.spreading import Hours, spread
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


def tables_of(cube: Cube, by: By, grain: Grain, late: Delays, first: int) -> list[list[Table]]:
    """For each row, the tables of the projects that can change it when work from week `first` on slips."""
    grouped, selection, coded = groups(cube, by), cube.selection, cube.coded
    result: list[list[Table]] = [[] for _ in grouped.rows]
    begin, span = max(first, selection.span.first), selection.span
    most = late.max(axis=0, initial=0).astype(np.int64)
    project = coded.events.project[selection.event]
    moves = can_slip(coded, first)[selection.event] & (most[project] > 0) & (selection.weighted > 0)
    chosen = np.flatnonzero(moves)
    if not len(chosen) or begin > cube.window.last:
        return result
    keys = grouped.impact_row[chosen] * len(coded.projects) + project[chosen]
    order = np.argsort(keys, kind="stable")
    chosen, (own, place) = chosen[order], np.unique(keys[order], return_inverse=True)
    given = np.zeros(len(chosen), dtype=np.int64)
    hours = Hours(place, selection.event[chosen], selection.weighted[chosen], given)
    weekly = spread(coded.blocks, hours, rows=len(own), first=span.first, weeks=span.weeks)[:, 0]
    starts = columns(cube.window, grain).starts
    for key, work in zip(own.tolist(), weekly[:, begin - span.first :], strict=True):
        row, number = divmod(key, len(coded.projects))
        shown = _shifted(work, begin, cube.window, int(most[number]))
        table = _table(number, np.add.reduceat(shown, starts, axis=1))
        if table is not None:
            result[row].append(table)
    return result


def _shifted(work: Floats, begin: int, window: Span, most: int) -> Floats:
    """Weekly work from week `begin` on, later by 0 to `most` weeks: delays x weeks of the window."""
    out = max(window.first - begin, 0)
    padded = np.concatenate((np.zeros(most), work))
    views = np.lib.stride_tricks.sliding_window_view(padded, window.last - begin + 1 - out)
    shown = np.zeros((most + 1, window.weeks))
    shown[:, max(begin - window.first, 0) :] = views[out : out + most + 1][::-1]
    return shown


def _table(project: int, load: Floats) -> Table | None:
    """The table of a project's load by delay and column; None if no delay changes anything."""
    change = load - load[0]
    touched = np.flatnonzero(change.any(axis=0))
    if not len(touched):
        return None
    begin, end = int(touched[0]), int(touched[-1]) + 1
    return Table(project, begin, np.ascontiguousarray(change[:, begin:end], dtype=np.float32))
