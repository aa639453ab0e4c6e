"""One indicator as a table of units by periods, so that units can be set against each other."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from heatmap.scoring.coded.arrays import Flags, Floats, Integers

WEEK = 7  # days


@dataclass(frozen=True, eq=False)
class Panel:
    """Values of units x periods, NaN where there is none or its period is left out.

    `periods` are first days, in days since 1970, in order, and `length` the usual number of days from one
    to the next. `definition` numbers the indicator's definitions, `better` is 1, -1 or 0, both by period.
    """

    indicator: str
    units: tuple[str, ...]
    periods: Integers
    length: int
    definition: Integers
    better: Integers
    values: Floats

    def after(self, day: int, weeks: int) -> Flags:
        """Periods that start on or after a day and before so many weeks later."""
        return (self.periods >= day) & (self.periods < day + weeks * WEEK)

    def before(self, day: int, weeks: int) -> Flags:
        """Periods that end before a day and start at most so many weeks earlier."""
        return (self.periods + self.length <= day) & (self.periods >= day - weeks * WEEK)

    def better_on(self, day: int) -> int:
        """1 where higher is better on a day, -1 where lower is, 0 where neither; as defined then."""
        return int(self.better[max(int(np.searchsorted(self.periods, day, side="right")) - 1, 0)])

    def complete(self, day: int, weeks: int) -> bool:
        """Whether the periods measured so far reach to the end of so many weeks after a day."""
        return bool(self.periods[-1] + self.length >= day + weeks * WEEK)

    def touched(self, days: Integers, weeks: int) -> Flags:
        """Periods of which some day lies within so many weeks after any of `days`."""
        ends = self.periods[:, None] + self.length
        inside = (ends > days) & (self.periods[:, None] < days + weeks * WEEK)
        return np.asarray(inside.any(axis=1))


def panels(points: pl.DataFrame, indicators: pl.DataFrame) -> list[Panel]:
    """A panel for each indicator, by code. `points` are control charts' rows: one per series and period."""
    redefined = indicators.drop_nulls("redefined_on").sort("redefined_on")
    return [
        _panel(str(code), rows, redefined.filter(pl.col("indicator") == code)["redefined_on"])
        for (code,), rows in points.group_by("indicator", maintain_order=True)
    ]


def _panel(indicator: str, rows: pl.DataFrame, redefined: pl.Series) -> Panel:
    units = rows["unit"].unique().sort()
    days = rows["period"].to_physical().to_numpy().astype(np.int64)
    periods, column = np.unique(days, return_inverse=True)
    row = units.search_sorted(rows["unit"]).to_numpy()
    values = np.full((len(units), len(periods)), np.nan)
    kept = ~rows["left_out"].to_numpy()
    values[row[kept], column[kept]] = rows["value"].to_numpy()[kept]
    better = np.zeros(len(periods), np.int64)
    better[column] = rows["better"].replace_strict(
        {"higher": 1, "lower": -1}, default=0, return_dtype=pl.Int64
    )
    starts = redefined.to_physical().to_numpy()
    return Panel(
        indicator=indicator,
        units=tuple(units),
        periods=periods,
        length=int(np.median(np.diff(periods))) if len(periods) > 1 else 1,
        definition=np.asarray(np.searchsorted(starts, periods, side="right"), np.int64),
        better=better,
        values=values,
    )
