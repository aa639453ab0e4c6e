"""What the planner has to decide, in arrays: which events move, by which weeks they may, and what it does.

A group is what moves together: the events of a project that may move, or a single event. A plan is one
shift for each group, as its place among the group's shifts. Its value, in hours, is what is minimised:

    value    = overload + sum over groups of price * max(0, weeks that it is later)
    overload = sum over units, areas and weeks of max(0, load - capacity)

Weeks count from the first that a plan may change to the last that any load can reach, beyond the portfolio's
own end if need be, so that no load is hidden there. A cell without a headcount row has no known
overload. Hours agree with scoring the moved portfolio within rounding.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from heatmap.planning.optimising.windows import Movable, first_free_week, movable, shift_between
from heatmap.planning.scenarios.requirements import Requirement, requirements
from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.arrays import Flags, Floats, Integers
from heatmap.scoring.coded.coding import Coded, code
from heatmap.scoring.coded.timing import shares
from heatmap.scoring.cube import EVERYTHING
from heatmap.scoring.parameters import Parameters, Planning
from heatmap.scoring.selection import Selection, Span, select
from heatmap.scoring.weekly.capacity import capacity

_QUARTER = 13  # weeks

Plan = Integers  # one entry a group: the place of its shift among the group's shifts


@dataclass(frozen=True)
class Terms:
    """What a plan is judged by: hours a week of a project's delay, and who may move how far.

    `price` is for every project that `prices` does not name. `window` is how many weeks a tentative event
    without a window may move by, either way; 0 for not at all. `together`: the events of a project that may
    move do so by the same weeks; else each by its own, and the price is shared among them.
    """

    price: float
    prices: Mapping[str, float] = field(default_factory=dict)
    window: int = 0
    together: bool = True

    @classmethod
    def of(cls, portfolio: Portfolio, planning: Planning, as_of: date) -> "Terms":
        """The organisation's terms: its settings, and what the projects' benefits say."""
        return cls(
            price=planning.price_per_week,
            prices=benefit_prices(portfolio.benefits, planning.benefit_per_hour, as_of),
            window=planning.window,
        )


def benefit_prices(benefits: pl.DataFrame, benefit_per_hour: float, as_of: date) -> dict[str, float]:
    """By project, the hours that its cashable benefits of a week are worth.

    They are what is planned for quarters that end after the as-of date, a week's part of it, divided by
    `benefit_per_hour`. Projects without such benefits are not there.
    """
    ahead = (
        benefits.filter(pl.col("cashable") & (pl.col("quarter") > as_of - timedelta(weeks=_QUARTER)))
        .group_by(pl.col("project").cast(pl.String))
        .agg(pl.col("planned").sum(), pl.col("quarter").n_unique())
        .filter(pl.col("planned") > 0)
        .sort("project")
    )
    return {
        project: planned / (quarters * _QUARTER) / benefit_per_hour
        for project, planned, quarters in ahead.iter_rows()
    }


@dataclass(frozen=True, eq=False)
class Group:
    """Events that move together: by which weeks (0 among them), and what load that puts on which cells.

    `cells` are places in the problem's cells; `loads` are shifts x cells, in hours; `costs` is the price
    of each shift, in hours.
    """

    project: str
    events: tuple[str, ...]
    shifts: Integers
    cells: Integers
    loads: Floats
    costs: Floats

    @property
    def stay(self) -> int:
        """The place of no shift."""
        return int(np.searchsorted(self.shifts, 0))


@dataclass(frozen=True, eq=False)
class Problem:
    """Groups to shift, the room that everything else leaves on each cell, and what must keep its order.

    Cells are pairs x weeks, row by row. `room` is capacity less the load that does not move, in hours:
    below 0 where that alone is too much, infinite where no headcount is known.
    """

    coded: Coded
    selection: Selection
    weeks: Span
    groups: tuple[Group, ...]
    room: Floats
    requirements: tuple[Requirement, ...]
    stay: Plan = field(init=False)

    def __post_init__(self) -> None:
        """Know the plan that moves nothing."""
        object.__setattr__(self, "stay", np.array([group.stay for group in self.groups], dtype=np.int64))

    @property
    def draws(self) -> int:
        """How many times over the cells are there; 1 but for a problem over draws of delays."""
        return max(1, len(self.room) // max(1, len(self.selection.pairs) * self.weeks.weeks))

    @property
    def stays(self) -> Flags:
        """Whether each coded event is in no group."""
        codes = self.coded.portfolio.events["event"].gather(self.coded.events.rows).cast(str).to_list()
        moving = {event for group in self.groups for event in group.events}
        return np.array([code not in moving for code in codes], dtype=bool)

    def load(self, plan: Plan) -> Floats:
        """What the groups put on each cell, in hours."""
        load = np.zeros(len(self.room))
        for group, place in zip(self.groups, plan, strict=True):
            load[group.cells] += group.loads[place]
        return load

    def overload(self, plan: Plan) -> float:
        """Hours over capacity, over all cells."""
        return float(np.maximum(self.load(plan) - self.room, 0.0).sum())

    def cost(self, plan: Plan) -> float:
        """The price of the plan's delays, in hours."""
        return float(sum(group.costs[place] for group, place in zip(self.groups, plan, strict=True)))

    def value(self, plan: Plan) -> float:
        """What is minimised, in hours."""
        return self.overload(plan) + self.cost(plan)

    def shift(self, plan: Plan) -> Integers:
        """Weeks by which each group is later, or, if negative, earlier."""
        return np.array(
            [group.shifts[place] for group, place in zip(self.groups, plan, strict=True)], dtype=np.int64
        )

    def keeps(self, plan: Plan) -> bool:
        """Whether every requirement is met."""
        weeks = self.shift(plan)
        return all(weeks[each.after] - weeks[each.before] >= each.least for each in self.requirements)


def problem(portfolio: Portfolio, parameters: Parameters, as_of: date, terms: Terms) -> Problem:
    """What may be moved in the portfolio, standing on the as-of date."""
    coded = code(portfolio, parameters)
    moving = _grouped(movable(coded, as_of, terms.window), together=terms.together)
    moving = [own for own in moving if len(shift_between(own)) > 1]
    events = [[each.event for each in own] for own in moving]
    found = requirements(portfolio.events, portfolio.dependencies, events)
    shifts = found.narrowed([shift_between(own) for own in moving])
    selection = select(coded, EVERYTHING)
    weeks = _weeks(coded, as_of, moving, shifts)
    share = shares(coded.events.timing, weeks.first, weeks.weeks)
    sharing = Counter(own[0].project for own in moving)
    groups = tuple(
        _group(selection, share, own, by, _price(own[0].project, terms, sharing))
        for own, by in zip(moving, shifts, strict=True)
    )
    posed = Problem(coded, selection, weeks, groups, np.zeros(0), found.between())
    return replace(posed, room=_room(posed, share))


def _grouped(events: Sequence[Movable], *, together: bool) -> list[list[Movable]]:
    groups: dict[str, list[Movable]] = {}
    for each in events:
        groups.setdefault(each.project if together else each.event, []).append(each)
    return list(groups.values())


def _price(project: str, terms: Terms, sharing: Mapping[str, int]) -> float:
    """Hours that a week of one group's delay costs."""
    return terms.prices.get(project, terms.price) / sharing[project]


def _weeks(coded: Coded, as_of: date, moving: list[list[Movable]], shifts: list[Integers]) -> Span:
    """From the first week that a plan may change to the last that load can reach."""
    first = first_free_week(as_of)
    timing = coded.events.timing
    last = select(coded, EVERYTHING).span.last
    for own, weeks in zip(moving, shifts, strict=True):
        last = max(last, max(int(timing.last[each.place]) for each in own) + int(weeks[-1]))
    return Span(first, max(last - first + 1, 0))


def _group(selection: Selection, share: Floats, own: list[Movable], shifts: Integers, price: float) -> Group:
    """A group's load for each of its shifts, on the cells that any of them reaches."""
    places = np.array([each.place for each in own])
    impacts = np.flatnonzero(np.isin(selection.event, places))
    rows, row = np.unique(selection.row[impacts], return_inverse=True)
    base = np.zeros((len(rows), share.shape[1]))
    np.add.at(base, row, share[selection.event[impacts]] * selection.weighted[impacts, None])
    loads = np.zeros((len(shifts), *base.shape))
    for place, weeks in enumerate(shifts.tolist()):
        loads[place] = _later(base, weeks)
    met = loads.max(axis=0) > 0
    pair, week = np.nonzero(met)
    return Group(
        project=own[0].project,
        events=tuple(each.event for each in own),
        shifts=shifts,
        cells=rows[pair] * share.shape[1] + week,
        loads=np.ascontiguousarray(loads[:, met]),
        costs=price * np.maximum(shifts, 0),
    )


def _later(load: Floats, weeks: int) -> Floats:
    """Load some weeks later, or earlier; none may fall off either side."""
    moved = np.zeros_like(load)
    if weeks > 0:
        moved[:, weeks:] = load[:, :-weeks]
    elif weeks < 0:
        moved[:, :weeks] = load[:, -weeks:]
    else:
        moved[:] = load
    return moved


def _room(posed: Problem, share: Floats) -> Floats:
    """Capacity less the load of all events that are in no group."""
    selection = posed.selection
    impacts = np.flatnonzero(posed.stays[selection.event])
    fixed = np.zeros((len(selection.pairs), posed.weeks.weeks))
    hours = share[selection.event[impacts]] * selection.weighted[impacts, None]
    np.add.at(fixed, selection.row[impacts], hours)
    available = capacity(posed.coded, selection.pairs, posed.weeks)
    return np.where(np.isnan(available), np.inf, available - fixed).ravel()
