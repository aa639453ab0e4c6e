"""Hours that each unit and area can give to change, week by week."""

import numpy as np

from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.coded.coding import Coded, Supply
from heatmap.scoring.coded.timing import DAYS, monday_day
from heatmap.scoring.selection import Span


def capacity(coded: Coded, pairs: Integers, span: Span) -> Floats:
    """Hours of capacity of each pair in each week: pairs x weeks; NaN where no headcount row is in force.

    Capacity: headcount * hours_per_week * absorbable_share * (1 - taken[u,w]), of the headcount row with
    the latest from_date on or before the week's Monday.
    """
    hours = supplied(coded, pairs, span)
    return np.asarray(hours * (1.0 - taken(coded.supply, len(coded.units), span)[coded.pair_unit[pairs]]))


def supplied(coded: Coded, pairs: Integers, span: Span) -> Floats:
    """Headcount * hours_per_week * absorbable_share, before the calendar takes its part; as `capacity`."""
    row = _row_in_force(coded.supply, len(coded.pair_unit), span)[pairs]
    return np.append(coded.supply.hours, np.nan)[row]


def _row_in_force(supply: Supply, pairs: int, span: Span) -> Integers:
    """For each pair and week the headcount row that is in force; -1 for none."""
    row = np.full((pairs, max(span.weeks, 1)), -1)
    started = supply.from_week <= span.last
    week = np.maximum(supply.from_week[started] - span.first, 0)
    # Rows of a pair come by rising date: of several that start in one week, the highest is the latest.
    np.maximum.at(row, (supply.pair[started], week), np.flatnonzero(started))
    return np.maximum.accumulate(row, axis=1)[:, : span.weeks]


def taken(supply: Supply, units: int, span: Span) -> Floats:
    """Share of capacity that the operational calendar takes: units x weeks, 0 to 1.

    Capacity: taken[u,w] = min(1, sum of capacity_taken[c] * days of c in w / 7) over rows of u or *.
    """
    monday = monday_day(span.numbers)
    start, end = supply.calendar_start[:, None], supply.calendar_end[:, None]
    days = np.maximum(np.minimum(end, monday + DAYS - 1) - np.maximum(start, monday) + 1, 0)
    share = supply.calendar_taken[:, None] * days / DAYS
    everyone = supply.calendar_unit < 0
    total = np.zeros((units, span.weeks))
    np.add.at(total, supply.calendar_unit[~everyone], share[~everyone])
    total += share[everyone].sum(axis=0)
    # Tenths such as 0.7 + 0.2 + 0.1 must leave nothing, not a capacity of a millionth of a second.
    return np.minimum(total.round(12), 1.0)
