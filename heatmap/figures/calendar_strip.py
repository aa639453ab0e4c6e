"""The operational calendar on the grid: labelled entries above the weeks, and freezes on the cells."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from heatmap.figures import grid
from heatmap.figures.at_risk import marked
from heatmap.portfolio import Portfolio
from heatmap.scoring.columns import Column
from heatmap.scoring.rollup import RollUp
from heatmap.terms import EVERY_UNIT
from heatmap.words import listed

Entry = tuple[str, date, date, float, bool]


def calendar_strip(portfolio: Portfolio, columns: Sequence[Column]) -> list[grid.CalendarEntry]:
    """One entry for each name and dates in the calendar that meets a column, by time; its units joined."""
    names = portfolio.names("unit")
    units: dict[Entry, list[str]] = defaultdict(list)
    for name, unit, start, end, taken, freeze in portfolio.calendar_entries:
        units[name, start, end, taken, freeze].append("all units" if unit == EVERY_UNIT else names[unit])
    strip: list[grid.CalendarEntry] = []
    meets = _Meeting.of(columns)
    for (name, start, end, taken, freeze), who in units.items():
        met = meets.days(start, end)
        if met:
            strip.append(
                {
                    "name": name,
                    "from": met[0],
                    "to": met[-1],
                    "freeze": freeze,
                    "who": listed(who),
                    "taken": round(taken * 100),
                }
            )
    return sorted(strip, key=lambda entry: (entry["from"], -entry["to"], entry["name"]))


def freezes(portfolio: Portfolio, rolled: RollUp) -> list[str]:
    """For each row one character per column: 1 where the row's unit takes no go-live on some day of it.

    Rows of no unit are frozen where all units are.
    """
    frozen: dict[str, set[int]] = defaultdict(set)
    meets = _Meeting.of(rolled.columns)
    for _, unit, start, end, _, freeze in portfolio.calendar_entries:
        if freeze:
            frozen[unit].update(meets.days(start, end))
    everywhere = frozen[EVERY_UNIT]
    return [
        marked(len(rolled.columns), everywhere | frozen.get(row.unit or EVERY_UNIT, set()))
        for row in rolled.rows
    ]


@dataclass(frozen=True)
class _Meeting:
    """First and last days of columns in order of time, to find those that days meet."""

    starts: list[date]
    ends: list[date]

    @classmethod
    def of(cls, columns: Sequence[Column]) -> "_Meeting":
        return cls([column.start for column in columns], [column.end for column in columns])

    def days(self, start: date, end: date) -> range:
        """The columns that hold a day from `start` to `end`."""
        first = bisect_left(self.ends, start)
        return range(first, bisect_right(self.starts, end, lo=first))
