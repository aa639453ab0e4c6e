"""The problem of the plan that is best on average, when projects slip by chance, instead of on paper.

Its cells are those of every draw of delays, one draw after the other, each a share of its hours: so overload
is the mean over the draws. A project's delay comes on top of its move, also that of what cannot be moved; as
in the simulation, only work after the as-of date slips. The delays are drawn for the plan as it is: a move
changes by how much a project starts later, not by how much it slips.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from heatmap.planning.optimising.problem import Group, Problem
from heatmap.planning.slipping.slippage import Delays, can_slip, first_week
from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.coded.timing import shares
from heatmap.scoring.selection import Span
from heatmap.scoring.weekly.capacity import capacity


def averaged(posed: Problem, as_of: date, late: Delays) -> Problem:
    """The problem over draws of delays: draws x projects, in the order of the coded projects."""
    weeks = Span(posed.weeks.first, posed.weeks.weeks + int(late.max(initial=0)))
    draws = len(late)
    available = capacity(posed.coded, posed.selection.pairs, weeks)
    room = [
        np.where(np.isnan(available), np.inf, available - fixed)
        for fixed in _fixed(posed, as_of, late, weeks)
    ]
    projects = {code: place for place, code in enumerate(posed.coded.projects.to_list())}
    groups = tuple(
        _over_draws(posed, each, late[:, projects[each.project]].astype(np.int64), weeks)
        for each in posed.groups
    )
    return replace(posed, weeks=weeks, groups=groups, room=np.concatenate(room).ravel() / draws)


def _fixed(posed: Problem, as_of: date, late: Delays, weeks: Span) -> Iterator[Floats]:
    """Draw by draw, the load of all that is in no group: pairs x weeks."""
    coded, selection = posed.coded, posed.selection
    begin = first_week(as_of)
    share = shares(coded.events.timing, begin, weeks.last - begin + 1)
    slips = can_slip(coded, begin)
    impacts = np.flatnonzero(posed.stays[selection.event])
    rows, event = selection.row[impacts], selection.event[impacts]
    starts = np.flatnonzero(np.diff(rows, prepend=-1))
    column = np.arange(share.shape[1])
    for drawn in late:
        delay = np.where(slips, drawn[coded.events.project], 0)
        source = column - delay[:, None]
        moved = np.take_along_axis(share, np.maximum(source, 0), axis=1) * (source >= 0)
        load = np.zeros((len(selection.pairs), weeks.weeks))
        if len(starts):
            hours = moved[event, weeks.first - begin :] * selection.weighted[impacts, None]
            load[rows[starts]] = np.add.reduceat(hours, starts, axis=0)
        yield load


def _over_draws(posed: Problem, group: Group, delays: Integers, weeks: Span) -> Group:
    """The group's loads in every draw, each a share of its hours."""
    pairs, draws = len(posed.selection.pairs), len(delays)
    rows, row = np.unique(group.cells // posed.weeks.weeks, return_inverse=True)
    base = np.zeros((len(rows), weeks.weeks))
    base[row, group.cells % posed.weeks.weeks] = group.loads[group.stay]
    found = {int(delay): _delayed(base, group.shifts + delay) for delay in np.unique(delays)}
    cells, loads = [], []
    for draw, delay in enumerate(delays.tolist()):
        place, week, load = found[delay]
        cells.append((draw * pairs + rows[place]) * weeks.weeks + week)
        loads.append(load)
    return replace(group, cells=np.concatenate(cells), loads=np.concatenate(loads, axis=1) / draws)


def _delayed(base: Floats, shifts: Integers) -> tuple[Integers, Integers, Floats]:
    """Rows and weeks that any of the shifts puts load on, and the loads: shifts x these cells."""
    loads = np.zeros((len(shifts), *base.shape))
    for place, weeks in enumerate(shifts.tolist()):
        loads[place, :, max(weeks, 0) : base.shape[1] + min(weeks, 0)] = base[
            :, max(-weeks, 0) : base.shape[1] - max(weeks, 0)
        ]
    met = loads.max(axis=0) > 0
    rows, week = np.nonzero(met)
    return rows, week, loads[:, met]
