"""Moves events by whole weeks, each time recomputing only the cells that they touch.

After any moves the cube is the one that scoring the portfolio with the moved dates gives: its counts
exactly, its hours within 1e-9, relative. Touched cells are summed anew, never corrected, so that no
residue gathers, and moving an event back gives the same numbers as before to the last bit once its
cells have been touched.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from heatmap.errors import HeatmapError
from heatmap.scoring.bands import band, saturation
from heatmap.scoring.coded.arrays import Integers
from heatmap.scoring.coded.coding import Coded
from heatmap.scoring.coded.timing import DAYS, NEVER, Timing, shares
from heatmap.scoring.cube import EVERYTHING, Cube, score_coded, share_of
from heatmap.scoring.selection import Span, select
from heatmap.scoring.weekly.capacity import capacity
from heatmap.terms import Filters

Array = npt.NDArray[Any]

MARGIN = 52  # weeks before and after the portfolio's span that events may move into


@dataclass(frozen=True, eq=False)
class _Near:
    """What an event touches, as places in the selection.

    `rows` are the pairs that it has hours on, `impacts` all that have hours on those, sorted by pair and
    event; `live_rows` are the pairs that it has any impact on.
    """

    rows: Integers
    impacts: Integers
    live_rows: Integers


class Moves:
    """A portfolio's cube, of which single events are moved to and fro.

    Arrays are pairs x weeks, with the meanings of a Cube's, over the span and a margin on both sides.
    They change in place; `cube` gives a copy that stays.
    """

    def __init__(self, coded: Coded, filters: Filters = EVERYTHING, margin: int = MARGIN) -> None:
        whole = score_coded(coded, replace(filters, first=None, last=None))
        self.filters = filters
        self.selection = whole.selection
        self.weeks = Span(whole.window.first - margin, whole.window.weeks + 2 * margin)
        self.coded = _own(coded)
        self._when = self.coded.events.timing
        self._share = shares(self._when, self.weeks.first, self.weeks.weeks)
        sides = ((0, 0), (margin, margin))
        self.load = np.pad(whole.load, sides)
        self.estimated_load = np.pad(whole.estimated_load, sides)
        self.projects = np.pad(whole.projects, sides)
        self.worst = np.pad(whole.worst, sides)
        self.go_lives = np.pad(whole.go_lives, sides)
        self.capacity = capacity(coded, whole.selection.pairs, self.weeks)
        self.saturation = saturation(self.load, self.capacity)
        self.band = band(self.load, self.capacity, self.saturation, coded.parameters.bands)
        self._codes = coded.portfolio.events["event"].gather(coded.events.rows).to_list()
        self._places = {code: place for place, code in enumerate(self._codes)}
        self._nears: dict[int, _Near] = {}

    def move(self, event: str, weeks: int) -> None:
        """Moves the event by this many weeks, later or, if negative, earlier, from where it is now."""
        place = self._places.get(event)
        if place is None:
            raise HeatmapError(f"There is no event “{event}”.", "Choose an event of this version.")
        when = self._when
        first, last = int(when.first[place]) - self.weeks.first, int(when.last[place]) - self.weeks.first
        if not (first + weeks >= 0 and last + weeks < self.weeks.weeks):
            raise HeatmapError(
                f"Event {event} cannot move by {weeks} weeks, so far from all other work.",
                f"Move it by {-first} to {self.weeks.weeks - 1 - last} weeks.",
            )
        near = self._near(place)
        self._count_go_live(place, near, -1)
        _shift(self.coded, place, weeks)
        self._count_go_live(place, near, +1)
        profile = self._share[place, first : last + 1].copy()
        self._share[place, first : last + 1] = 0.0
        self._share[place, first + weeks : last + weeks + 1] = profile
        if len(near.rows):
            self._rescore(near, min(first, first + weeks), max(last, last + weeks) + 1)

    def cube(self) -> Cube:
        """The cube as it now is: what scoring the portfolio with the moved dates gives."""
        coded = _own(self.coded)
        selection = select(coded, self.filters)
        begin = selection.window.first - self.weeks.first
        shown = slice(begin, begin + selection.window.weeks)
        load, estimated_load = self.load[:, shown].copy(), self.estimated_load[:, shown].copy()
        return Cube(
            coded=coded,
            filters=self.filters,
            selection=selection,
            load=load,
            estimated_load=estimated_load,
            capacity=self.capacity[:, shown].copy(),
            saturation=self.saturation[:, shown].copy(),
            band=self.band[:, shown].copy(),
            projects=self.projects[:, shown].copy(),
            worst=self.worst[:, shown].copy(),
            go_lives=self.go_lives[:, shown].copy(),
            estimated=share_of(estimated_load, load),
        )

    def _near(self, place: int) -> _Near:
        """What the event touches; kept, as a planner asks for the same events again and again."""
        if place not in self._nears:
            selection = self.selection
            own = np.flatnonzero(selection.event == place)
            loaded = selection.weighted > 0
            rows = selection.row[own[loaded[own]]]
            impacts = np.flatnonzero(np.isin(selection.row, rows) & loaded)
            self._nears[place] = _Near(rows, impacts, selection.row[own])
        return self._nears[place]

    def _count_go_live(self, place: int, near: _Near, by: int) -> None:
        week = int(self._when.go_live[place]) - self.weeks.first
        if 0 <= week < self.weeks.weeks:
            self.go_lives[near.live_rows, week] += by

    def _rescore(self, near: _Near, begin: int, end: int) -> None:
        """Sums these pairs anew in the weeks from `begin` up to `end`, counted from the margin's start."""
        event = self.selection.event[near.impacts]
        active = self._when.first[event] < self.weeks.first + end
        active &= self._when.last[event] >= self.weeks.first + begin
        impacts, event = near.impacts[active], event[active]
        row = np.searchsorted(near.rows, self.selection.row[impacts])
        share = self._share[event, begin:end]
        cells = (near.rows[:, None], np.arange(begin, end))
        hours = share * self.selection.weighted[impacts, None]
        load = self._anew(np.add, hours, row, cells, self.load)
        estimated = hours * self.selection.estimated[impacts, None]
        self._anew(np.add, estimated, row, cells, self.estimated_load)
        severity = np.where(share > 0, self.selection.severity[impacts, None], 0)
        self._anew(np.maximum, severity, row, cells, self.worst)
        # Impacts of a pair come project by project: first whether each project is there, then how many are.
        starts = _starts(row * len(self.coded.projects) + self.coded.events.project[event])
        present = np.logical_or.reduceat(share > 0, starts, axis=0) if len(starts) else share > 0
        self._anew(np.add, present.astype(np.int64), row[starts], cells, self.projects)
        available = self.capacity[cells]
        ratio = saturation(load, available)
        self.saturation[cells] = ratio
        self.band[cells] = band(load, available, ratio, self.coded.parameters.bands)

    @staticmethod
    def _anew(
        reduce: np.ufunc, parts: Array, row: Integers, cells: tuple[Integers, Integers], into: Array
    ) -> Array:
        """Reduces parts x weeks to rows x weeks, and writes them over the cells."""
        result = np.zeros((len(cells[0]), len(cells[1])), dtype=into.dtype)
        starts = _starts(row)
        if len(starts):
            result[row[starts]] = reduce.reduceat(parts, starts, axis=0)
        into[cells] = result
        return result


def _starts(keys: Integers) -> Integers:
    """Where each run of equal keys starts."""
    return np.flatnonzero(np.diff(keys, prepend=-1))


def _own(coded: Coded) -> Coded:
    """The coded portfolio with dates of its own, that can change without changing the original's."""
    events = coded.events
    when = Timing(**{each.name: getattr(events.timing, each.name).copy() for each in fields(events.timing)})
    return replace(
        coded,
        events=replace(events, timing=when, moved=events.moved.copy()),
        blocks=replace(coded.blocks, week=coded.blocks.week.copy()),
    )


def _shift(coded: Coded, place: int, weeks: int) -> None:
    """Moves all dates of one event, in place."""
    when = coded.events.timing
    by_week, by_day = (when.first, when.last, when.go_live), (when.start, when.end)
    for dates, step in (*((each, 1) for each in by_week), *((each, DAYS) for each in by_day)):
        if dates[place] != NEVER:
            dates[place] += weeks * step
    coded.events.moved[place] += weeks
    coded.blocks.week[:, place] += weeks
