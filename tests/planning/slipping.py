"""Three small projects that meet in one unit, and parameters under which they slip by at most two weeks.

Unit NA gives 400 hours a week. As of Monday 5 October 2020, which is before all work:

* P1, confirmed: 300 hours in the week of 19 October;
* P2, planned: 200 hours in the week of 12 October, and 200 in the week of 19 October;
* P3, tentative: 250 hours in the week of 26 October.

As planned no week but that of 19 October, with 500 hours, is over capacity.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.scoring.parameters import DEFAULT, Parameters, Slip, Slippage
from heatmap.terms import EventStatus
from tests.scoring.portfolios import portfolio

AS_OF = date(2020, 10, 5)
LATER = [AS_OF + timedelta(weeks=weeks) for weeks in range(8)]

SLIPS = {
    EventStatus.CONFIRMED: Slip(on_time=0.7, mean_weeks=1.5),
    EventStatus.PLANNED: Slip(on_time=0.5, mean_weeks=1.25),
    EventStatus.TENTATIVE: Slip(on_time=0.25, mean_weeks=4 / 3),
}


def parameters(shock_chance: float = 0.0, shock_weeks: int = 0, **changed: Any) -> Parameters:  # noqa: ANN401
    """The default ones, with slips of at most two weeks."""
    slippage = Slippage(most_weeks=2, shock_chance=shock_chance, shock_weeks=shock_weeks, slips=SLIPS)
    return replace(DEFAULT, slippage=replace(slippage, **changed))


def three_projects(**tables: Any) -> Portfolio:  # noqa: ANN401 - rows of a table
    """The portfolio that this module's first lines describe."""
    given: dict[str, Any] = {
        "projects": [{"project": name, "name": name} for name in ("P1", "P2", "P3")],
        "events": [
            {"event": "E1", "project": "P1", "start": LATER[2], "end": _sunday(2), "status": "confirmed"},
            {"event": "E2", "project": "P2", "start": LATER[1], "end": _sunday(2), "status": "planned"},
            {"event": "E3", "project": "P3", "start": LATER[3], "end": _sunday(3), "status": "tentative"},
            # What keeps the weeks after the last one in the span, and weighs nothing to speak of.
            {"event": "E4", "project": "P4", "start": LATER[7], "end": _sunday(7), "status": "confirmed"},
        ],
        "impacts": [
            {"event": "E1", "people": 300.0},
            {"event": "E2", "people": 400.0},
            {"event": "E3", "people": 250.0},
            {"event": "E4", "people": 1.0},
        ],
    }
    given["projects"].append({"project": "P4", "name": "P4"})
    return portfolio(**{**given, **tables})


def moved(given: Portfolio, weeks: dict[str, int]) -> Portfolio:
    """The same portfolio with all dates of these projects later by so many weeks."""
    days = pl.col("project").cast(pl.String).replace_strict(weeks, default=0, return_dtype=pl.Int64) * 7
    dates = [(pl.col(name) + pl.duration(days=days)).cast(pl.Date) for name in ("start", "end", "go_live")]
    return replace(given, events=given.events.with_columns(dates))


def _sunday(week: int) -> date:
    return LATER[week] + timedelta(days=6)
