"""What must keep its order when events move: projects that need others.

A project that needs another has its first go-live no sooner than `lag_weeks` weeks after the other's last
go-live. Of a project without go-lives the first days of its events count, and for what needs it the last
ones. A dependency that does not hold as it is may not be broken further.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from heatmap.planning.optimising.windows import milestones
from heatmap.scoring.coded.arrays import Integers

_DAYS = 7


@dataclass(frozen=True)
class Requirement:
    """The shift of group `after` less that of group `before` is at least `least` weeks, never above 0."""

    after: int
    before: int
    least: int


@dataclass
class Requirements:
    """Requirements between groups, and the weeks that fixed events leave each group: from `low` to `high`."""

    pairs: dict[tuple[int, int], int] = field(default_factory=dict)
    low: dict[int, int] = field(default_factory=dict)
    high: dict[int, int] = field(default_factory=dict)

    def require(self, after: int | None, before: int | None, least: int) -> None:
        """Note that shift(after) - shift(before) >= least, where a group of None does not move."""
        if after is not None and before is not None:
            if after != before:
                self.pairs[after, before] = max(least, self.pairs.get((after, before), least))
        elif after is not None:
            self.low[after] = max(least, self.low.get(after, least))
        elif before is not None:
            self.high[before] = min(-least, self.high.get(before, -least))

    def narrowed(self, shifts: Sequence[Integers]) -> list[Integers]:
        """Each group's shifts, without those that fixed events rule out."""
        return [
            weeks[(weeks >= self.low.get(place, weeks.min())) & (weeks <= self.high.get(place, weeks.max()))]
            for place, weeks in enumerate(shifts)
        ]

    def between(self) -> tuple[Requirement, ...]:
        """The requirements between groups."""
        return tuple(
            Requirement(after, before, least) for (after, before), least in sorted(self.pairs.items())
        )


def requirements(
    events: pl.DataFrame, dependencies: pl.DataFrame, groups: Sequence[Sequence[str]]
) -> Requirements:
    """What the dependencies require of groups of events, which are given by their codes."""
    group_of = {event: place for place, own in enumerate(groups) for event in own}
    days = milestones(events)
    found = Requirements()
    rows = dependencies.select(pl.col("project", "needs").cast(pl.String), "lag_weeks").iter_rows()
    for project, needs, lag in rows:
        if project == needs or project not in days or needs not in days:
            continue
        for event, first in days[project][0]:
            for needed, last in days[needs][1]:
                least = min(int(lag) - (first - last).days // _DAYS, 0)
                found.require(group_of.get(event), group_of.get(needed), least)
    return found
