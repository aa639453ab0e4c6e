"""How sure a unit's load is: its spread over the draws against its capacity, for the browser."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypedDict

import numpy as np

from heatmap import words
from heatmap.figures import steps
from heatmap.figures.charts import ChartTable, Days, days_shown, table
from heatmap.planning.slipping.simulation import Simulation
from heatmap.scoring.coded.arrays import Floats
from heatmap.terms import CHANCE

DRIVERS = 3  # that a week names
_TELLING = 0.1  # a chance below which a unit's likeliest week is not worth a sentence

FanWeek = TypedDict(
    "FanWeek",
    {
        "from": str,
        "to": str,
        "low": float,
        "middle": float,
        "high": float,
        "planned": float,
        "capacity": float | None,
        "step": str,
        "text": str,
        "tip": list[str],
    },
)
"""A week: from its Monday to the next; hours, the step of its chance and the chance in whole per cent."""


class FanChart(TypedDict):
    """The spec of assets/unit/chart_fan.js."""

    kind: str
    title: str
    days: Days
    weeks: list[FanWeek]
    table: ChartTable


def fan_chart(name: str, as_of: date, drawn: Simulation, projects: Mapping[str, str]) -> FanChart:
    """The load that 10, 50 and 90 per cent of the draws do not exceed, and the chance of overload.

    `drawn` has one row, the unit, and at least one week; `projects` are names by code.
    """
    weeks = [_week(drawn, at, projects) for at in range(len(drawn.columns))]
    return {
        "kind": "fan",
        "title": f"How sure the load of {name} is, against its capacity, week by week",
        "days": days_shown(drawn.columns, as_of),
        "weeks": weeks,
        "table": _table(drawn, weeks),
    }


def fan_words(drawn: Simulation, projects: Mapping[str, str], seed: int) -> str:
    """The likeliest week in a sentence, and what the chances are made of."""
    made = (
        f"{drawn.draws:,} draws (seed {seed}) of how late each project may be; standard error at most "
        f"{50 / drawn.draws**0.5:.1f} points. How projects slip is an assumption of the scoring parameters."
    )
    chance = np.nan_to_num(drawn.chance[0], nan=-1.0)
    at = int(chance.argmax())
    if chance[at] < 0:
        return f"Without headcount there is no chance of overload. {made}"
    if chance[at] < _TELLING:
        return f"No week is over capacity in more than {words.chance(float(chance[at]))} of the draws. {made}"
    week = words.day(drawn.columns[at].start)
    said = f"Likeliest over capacity: the week of {week}, with {words.chance(float(chance[at]))}"
    driver = next(iter(drawn.drivers(0, at)), None)
    if driver is not None:
        said += f", {_points(driver.relief)} less if {projects[driver.project]} kept its dates"
    return f"{said}. {made}"


def _week(drawn: Simulation, at: int, projects: Mapping[str, str]) -> FanWeek:
    column, capacity = drawn.columns[at], float(drawn.capacity[0, at])
    chance = drawn.chance[0, at : at + 1]
    known = not np.isnan(chance[0])
    lower = [each for _, each in steps.LIKELIHOODS]
    return {
        "from": column.start.isoformat(),
        "to": (column.end + timedelta(days=1)).isoformat(),
        "low": round(float(drawn.low[0, at]), 2),
        "middle": round(float(drawn.middle[0, at]), 2),
        "high": round(float(drawn.high[0, at]), 2),
        "planned": round(float(drawn.load[0, at]), 2),
        "capacity": round(capacity, 2) if known else None,
        "step": steps.LETTERS[int(np.searchsorted(lower, chance[0], side="right")) - 1] if known else "-",
        "text": f"{steps.chance_percents(chance)[0]:.0f}" if known else "",
        "tip": _tip(drawn, at, projects),
    }


def _tip(drawn: Simulation, at: int, projects: Mapping[str, str]) -> list[str]:
    told = drawn.drivers(0, at)[:DRIVERS]
    drivers = ", ".join(f"{projects[each.project]} \N{MINUS SIGN}{_points(each.relief)}" for each in told)
    chance = "no headcount, so no chance"
    if not np.isnan(drawn.chance[0, at]):
        error = 100 * float(drawn.error[0, at])
        chance = f"{words.chance(float(drawn.chance[0, at]))} {CHANCE.label.lower()}"
        chance += f", standard error {error:.1f} points" if error else ", for certain"
    return [
        f"Week of {words.day(drawn.columns[at].start)}",
        chance,
        f"In 8 of 10 draws {_span(drawn, at)} hours; the middle one {_hours(drawn.middle, at)}",
        f"Planned {_hours(drawn.load, at)} of {_capacity(drawn, at)} hours",
        f"If it kept its dates: {drivers}" if drivers else "",
    ]


def _span(drawn: Simulation, at: int) -> str:
    return f"{_hours(drawn.low, at)} to {_hours(drawn.high, at)}"


def _hours(loads: Floats, at: int) -> str:
    return words.hours(float(loads[0, at]))


def _capacity(drawn: Simulation, at: int) -> str:
    capacity = float(drawn.capacity[0, at])
    return "an unknown number of" if np.isnan(capacity) else words.hours(capacity)


def _points(relief: float) -> str:
    return words.counted(max(round(100 * relief), 1), "point")


def _table(drawn: Simulation, weeks: list[FanWeek]) -> ChartTable:
    numbers = [
        "Chance of overload",
        "Standard error, points",
        "Load in 1 of 10 draws at most, hours",
        "Load in the middle draw, hours",
        "Load in 9 of 10 draws at most, hours",
        "Planned, hours",
        "Capacity, hours",
    ]
    rows = []
    for at, week in enumerate(weeks):
        known = week["capacity"] is not None
        rows.append(
            [
                words.day(drawn.columns[at].start),
                words.chance(float(drawn.chance[0, at])) if known else "",
                f"{100 * float(drawn.error[0, at]):.1f}" if known else "",
                *(words.hours(week[name]) for name in ("low", "middle", "high", "planned")),
                _capacity(drawn, at) if known else "",
                week["tip"][4].partition(": ")[2],
            ]
        )
    return table(["Week of", *numbers, "If it kept its dates"], rows, numbers)
