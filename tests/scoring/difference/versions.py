"""Two small versions to tell apart, and their difference in one unit and week, by hand."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import code
from heatmap.scoring.cube import EVERYTHING
from heatmap.scoring.difference.difference import Difference, RolledDifference, difference, rolled
from heatmap.scoring.difference.parts import Parts, parts
from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import DEFAULT, Parameters
from heatmap.terms import Filters, Grain
from tests.scoring.portfolios import portfolio

MONDAY, TUESDAY, SUNDAY = date(2020, 10, 5), date(2020, 10, 6), date(2020, 10, 11)
TRAINING: Mapping[str, Any] = {"event": "E1", "start": MONDAY, "end": SUNDAY}
PEOPLE: Mapping[str, Any] = {"event": "E1"}  # 10 people, 1 hour each, severity 3: 10 hours


def version(
    events: Sequence[Mapping[str, Any]] = (TRAINING,),
    impacts: Sequence[Mapping[str, Any]] = (PEOPLE,),
    **tables: Sequence[Mapping[str, Any]],
) -> Portfolio:
    """10 hours of training on North Area's CID in the week of 5 Oct 2020, of 400 hours, unless told."""
    return portfolio(events=events, impacts=impacts, **tables)


class Told:
    """The difference of two versions, rolled up, and its parts in words."""

    def __init__(
        self,
        earlier: Portfolio,
        later: Portfolio,
        filters: Filters = EVERYTHING,
        *,
        by: By = By.UNIT,
        grain: Grain = Grain.WEEK,
        scored: tuple[Parameters, Parameters] = (DEFAULT, DEFAULT),
    ) -> None:
        self.found: Difference = difference(code(earlier, scored[0]), code(later, scored[1]), filters)
        self.rolled: RolledDifference = rolled(self.found, by, grain)
        self.parts: Parts = parts(self.found, self.rolled, by)

    def cell(self, row: str = "unit:NA", start: date = MONDAY) -> tuple[int, int]:
        """The place of a row and of a column."""
        rows, starts = [each.key for each in self.rolled.rows], [each.start for each in self.rolled.columns]
        return rows.index(row), starts.index(start)

    def of(
        self, what: str, row: str = "unit:NA", start: date = MONDAY
    ) -> dict[tuple[str, str | None], float]:
        """A cell's parts of load, capacity or saturation, by what happened and event or unit."""
        causes = [self.parts.causes[place] for place in self.parts.cause]
        return {
            (causes[at].what.value, causes[at].event or causes[at].unit): float(getattr(self.parts, what)[at])
            for at in self.parts.of_cell(*self.cell(row, start))
            if not np.isnan(getattr(self.parts, what)[at]) and getattr(self.parts, what)[at] != 0
        }
