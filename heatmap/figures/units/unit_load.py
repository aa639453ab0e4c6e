"""A unit's load by programme under its capacity, and its business areas side by side, for the browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypedDict

import numpy as np
import numpy.typing as npt
import polars as pl

from heatmap import words
from heatmap.figures import steps
from heatmap.figures.charts import ChartTable, Days, days_shown, table
from heatmap.scoring.bands import NO_BAND
from heatmap.scoring.rollup import RollUp
from heatmap.terms import EVERY_UNIT, SATURATION

NAMED = 5  # programmes with a hue of their own; the others together have the sixth
REST = "Other programmes"
FULL = 1.0

Week = TypedDict(
    "Week",
    {
        "from": str,
        "to": str,
        "load": float,
        "capacity": float | None,
        "text": str,
        "tone": str,
        "tip": list[str],
    },
)
"""A week: from its Monday to the next; `text` its saturation in % where it is over capacity, else empty."""

CalendarBar = TypedDict(
    "CalendarBar", {"name": str, "from": str, "to": str, "freeze": bool, "tip": list[str]}
)
"""An entry of the operational calendar: its first day and the one after its last."""


class Series(TypedDict):
    """One programme's load in hours, a number for each week; `note` its share of the whole."""

    name: str
    note: str
    load: list[float]


class LoadChart(TypedDict):
    """The spec of assets/charts/chart_load.js; `series` from the bottom up."""

    kind: str
    title: str
    days: Days
    weeks: list[Week]
    series: list[Series]
    calendar: list[CalendarBar]
    table: ChartTable


class Strip(TypedDict):
    """One row of cells: a letter for each week's step, its text and its tip."""

    name: str
    step: str
    text: list[str]
    tip: list[list[str]]


class Strips(TypedDict):
    """The spec of the heat strips in assets/charts/chart_load.js."""

    kind: str
    title: str
    days: Days
    weeks: list[str]
    rows: list[Strip]
    table: ChartTable


@dataclass(frozen=True, eq=False)
class UnitLoad:
    """What is drawn: one unit's roll-ups over the same weeks, at least one, and its part of the calendar.

    `weeks` has one row. `calendar` has the columns of the contract's table; `go_lives` are titles by week.
    """

    name: str
    as_of: date
    weeks: RollUp
    programmes: RollUp
    areas: RollUp
    calendar: pl.DataFrame
    go_lives: Mapping[date, Sequence[str]]


def unit_calendar(calendar: pl.DataFrame, unit: str, first: date, last: date) -> pl.DataFrame:
    """The rows of the calendar that meet the unit between two days, by time."""
    return calendar.filter(
        pl.col("unit").cast(pl.String).is_in([EVERY_UNIT, unit]),
        pl.col("start") <= last,
        pl.col("end") >= first,
    ).sort("start", "end", "name")


def load_chart(shown: UnitLoad) -> LoadChart:
    """Load stacked by programme, the greatest at the bottom, under the moving capacity."""
    series = _series(shown.programmes)
    weeks = _weeks(shown, series)
    return {
        "kind": "load",
        "title": f"Load of {shown.name} by programme, against its capacity, week by week",
        "days": days_shown(shown.weeks.columns, shown.as_of),
        "weeks": weeks,
        "series": series,
        "calendar": [_calendar_bar(row) for row in _calendar_rows(shown.calendar)],
        "table": _load_table(shown, weeks, series),
    }


def _series(programmes: RollUp) -> list[Series]:
    whole = float(programmes.load.sum()) or 1.0
    named = [
        _one_series(row.programme or "", programmes.load[place], whole)
        for place, row in enumerate(programmes.rows[:NAMED])
    ]
    rest = programmes.load[NAMED:].sum(axis=0)
    if rest.any():
        named.append(_one_series(REST, rest, whole))
    return [each for each in named if any(each["load"])]


def _one_series(name: str, load: npt.NDArray[np.float64], whole: float) -> Series:
    share = load.sum() / whole
    return {"name": name, "note": words.share(share), "load": [round(float(each), 2) for each in load]}


def _weeks(shown: UnitLoad, series: Sequence[Series]) -> list[Week]:
    rolled = shown.weeks
    made: list[Week] = []
    for at, column in enumerate(rolled.columns):
        load, capacity, band = rolled.load[0, at], rolled.capacity[0, at], int(rolled.band[0, at])
        over = band != NO_BAND and rolled.bands[band].lower >= FULL and load > 0
        percent = _percent(rolled, 0, at)
        made.append(
            {
                "from": column.start.isoformat(),
                "to": (column.end + timedelta(days=1)).isoformat(),
                "load": round(float(load), 2),
                "capacity": None if np.isnan(capacity) else round(float(capacity), 2),
                "text": percent.removesuffix(words.PERCENT) if over else "",
                "tone": ("severe" if band == len(rolled.bands) - 1 else "over") if over else "",
                "tip": _week_tip(shown, series, at),
            }
        )
    return made


def _percent(rolled: RollUp, row: int, at: int) -> str:
    """131 %; in words where there is no percentage."""
    if np.isnan(rolled.capacity[row, at]):
        return "no headcount"
    ratio = float(rolled.saturation[row, at])
    return "no capacity" if np.isnan(ratio) else words.said_percent(ratio, rolled.bands)


def _fullness(rolled: RollUp, row: int, at: int) -> str:
    """131 % of capacity, severe: 2,904 of 2,217 hours."""
    load, capacity = float(rolled.load[row, at]), float(rolled.capacity[row, at])
    if load == 0:
        return "nothing planned"
    percent = _percent(rolled, row, at)
    if not percent.endswith("%"):
        return f"{words.hours(load)} hours, {percent}"
    band = rolled.bands[int(rolled.band[row, at])].name
    return f"{percent} of capacity, {band}: {words.hours(load)} of {words.hours(capacity)} hours"


def _week_tip(shown: UnitLoad, series: Sequence[Series], at: int) -> list[str]:
    column = shown.weeks.columns[at]
    ranked = sorted((each for each in series if each["load"][at] > 0), key=lambda each: -each["load"][at])
    causes = [f"{each['name']} {words.hours(each['load'][at])} h" for each in ranked]
    during = [
        name
        for name, start, end in shown.calendar.select("name", "start", "end").iter_rows()
        if start <= column.end and end >= column.start
    ]
    lives = shown.go_lives.get(column.start, ())
    return [
        f"Week of {words.day(column.start)}",
        _fullness(shown.weeks, 0, at),
        ", ".join(causes),
        f"Go-lives: {words.listed(list(lives))}" if lives else "",
        f"Calendar: {words.listed(during)}" if during else "",
    ]


def _calendar_rows(calendar: pl.DataFrame) -> list[tuple[str, date, date, float, bool]]:
    return list(calendar.select("name", "start", "end", "capacity_taken", "freeze").iter_rows())


def _calendar_bar(row: tuple[str, date, date, float, bool]) -> CalendarBar:
    name, start, end, taken, freeze = row
    effects = [f"takes {words.share(taken)} of capacity"] if taken else ["takes no capacity"]
    if freeze:
        effects.append("change freeze: no go-lives")
    return {
        "name": name,
        "from": start.isoformat(),
        "to": (end + timedelta(days=1)).isoformat(),
        "freeze": freeze,
        "tip": [name, words.days(start, end), "; ".join(effects)],
    }


def _load_table(shown: UnitLoad, weeks: Sequence[Week], series: Sequence[Series]) -> ChartTable:
    rolled = shown.weeks
    programmes = [f"{each['name']}, hours" for each in series]
    numbers = ["Load, hours", "Capacity, hours", "Of capacity", *programmes]
    rows = []
    for at, (column, week) in enumerate(zip(rolled.columns, weeks, strict=True)):
        band = int(rolled.band[0, at])
        rows.append(
            [
                words.day(column.start),
                words.hours(week["load"]),
                "" if week["capacity"] is None else words.hours(week["capacity"]),
                _percent(rolled, 0, at),
                "" if band == NO_BAND else f"{rolled.bands[band].letter} {rolled.bands[band].name}",
                *(words.hours(each["load"][at]) for each in series),
                "; ".join(part for part in week["tip"][3:] if part),
            ]
        )
    heads = ["Week of", *numbers[:3], "Band", *programmes, "Go-lives and calendar"]
    return table(heads, rows, numbers)


def area_strips(shown: UnitLoad, names: Mapping[str, str]) -> Strips:
    """The whole unit and below it each business area, a cell a week, coloured by saturation."""
    scale = steps.scale(SATURATION.key, shown.areas)
    rows = [_strip("Whole unit", shown.weeks, 0, scale)]
    rows += [
        _strip(names[row.area or ""], shown.areas, place, scale) for place, row in enumerate(shown.areas.rows)
    ]
    columns = shown.weeks.columns
    heads = ["Week of", *(row["name"] for row in rows)]
    lines = [
        [words.day(column.start), *(row["tip"][at][1].partition(":")[0] for row in rows)]
        for at, column in enumerate(columns)
    ]
    return {
        "kind": "strips",
        "title": f"How full each business area of {shown.name} is, week by week",
        "days": days_shown(columns, shown.as_of),
        "weeks": [column.start.isoformat() for column in columns],
        "rows": rows,
        "table": table(heads, lines, heads[1:]),
    }


def _strip(name: str, rolled: RollUp, row: int, scale: steps.Scale) -> Strip:
    letters = steps.letters(SATURATION.key, rolled, scale.lower)[row]
    columns = range(len(rolled.columns))
    percents = [_percent(rolled, row, at).removesuffix(words.PERCENT) for at in columns]
    return {
        "name": name,
        "step": letters,
        "text": [
            text if text.isdigit() and letter in "ABCDE" else ""
            for text, letter in zip(percents, letters, strict=True)
        ],
        "tip": [
            [f"{name}, {words.column(rolled.columns[at].start, rolled.grain)}", _fullness(rolled, row, at)]
            for at in columns
        ],
    }
