"""Why is this cell so full, and what is near it? The answer behind the side panel."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import inf, isnan
from typing import Any

import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.chances import simulated
from heatmap.analysis.heatmaps.heatmap import Heatmap, scored
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.readiness import at_unit, readiness_of
from heatmap.analysis.readiness_matrix import link
from heatmap.errors import HeatmapError
from heatmap.scoring.bands import NO_BAND
from heatmap.scoring.columns import Column
from heatmap.scoring.contributions import by_programme, by_project, contributions
from heatmap.scoring.cube import Cube
from heatmap.scoring.grouping import By, Row
from heatmap.scoring.rollup import RollUp, roll_up
from heatmap.terms import CHANCE, EVERY_UNIT, Band, Grain
from heatmap.views.readiness_view import ReadinessView
from heatmap.views.view import Cell, View
from heatmap.weeks import sunday

NEAR = 4  # columns before and after
LONGEST = {Grain.WEEK: 7, Grain.MONTH: 31, Grain.QUARTER: 92}  # days in a column


@dataclass(frozen=True)
class Fullness:
    """How full something is: hours of load and capacity, saturation and band; None where it has none."""

    load: float
    capacity: float | None
    saturation: float | None
    band: Band | None

    def percent(self, bands: Sequence[Band]) -> str:
        """131 %; in words where there is no percentage."""
        if self.saturation is not None:
            return words.said_percent(self.saturation, bands)
        return "no headcount" if self.capacity is None else "no capacity"


@dataclass(frozen=True, eq=False)
class CellChance:
    """How likely the cell is over capacity: the chance, its standard error and the number of draws.

    `low`, `middle` and `high` are the load that 10, 50 and 90 per cent of the draws do not exceed; `drivers`
    are projects by name and by how much the chance would fall if they kept their dates.
    """

    chance: float
    error: float
    draws: int
    low: float
    middle: float
    high: float
    drivers: list[tuple[str, float]]


@dataclass(frozen=True, eq=False)
class CellAnswer:
    """One cell of the grid: how full, what makes it up, which parts it has, what lies near it.

    `by_event`, `by_project` and `by_programme` are the contributions of `heatmap.scoring.contributions`;
    each adds up to the cell's load. `parts` come the fullest first; `near` in order of time, each with the
    view that opens it, None where the grid does not show it. `readiness` has, of a unit's
    cell, the rows of `heatmap.analysis.readiness` for its projects that are still to go live or were
    assessed, each with the view that opens it, the project with most load first.
    """

    row_name: str
    column_name: str
    unit: str | None
    fullness: Fullness
    bands: tuple[Band, ...]
    people: float
    projects: int
    by_event: pl.DataFrame
    by_project: pl.DataFrame
    by_programme: pl.DataFrame
    parts: list[tuple[str, Fullness]]
    near: list[tuple[str, View | None, Fullness]]
    calendar: list[tuple[str, float, bool]]
    readiness: list[tuple[dict[str, Any], ReadinessView]]
    chance: CellChance | None  # only where it is what the grid shows


def cell_answer(answer: Heatmap, cell: Cell, view: View) -> CellAnswer:
    """What `cell` of the grid is made of; links to its neighbours are made from the reader's `view`.

    Raises:
        HeatmapError: the grid has no such row or column.
    """
    rolled = answer.stack.rolled
    place = _place(answer, cell.row)
    at = _column(rolled.columns, cell.column)
    row, column = rolled.rows[place], rolled.columns[at]
    chosen = _choice(row)
    by_event = contributions(answer.cube, **chosen, first=column.start, last=_last_day(column))
    projects = by_project(by_event)
    return CellAnswer(
        row_name=row_name(answer, row),
        column_name=words.column(column.start, answer.view.grain),
        unit=row.unit,
        fullness=fullness(rolled, place, at),
        bands=rolled.bands,
        people=float(answer.people[place, at]),
        projects=int(rolled.projects[place, at]),
        by_event=by_event,
        by_project=projects,
        by_programme=by_programme(by_event),
        parts=_parts(answer, row, column),
        near=_near(answer, cell, row, view),
        calendar=_calendar(answer, row, column),
        readiness=_readiness(answer, row, tuple(projects["project"])),
        chance=_chance(answer, place, at) if answer.view.measure == CHANCE.key else None,
    )


def _chance(answer: Heatmap, row: int, column: int) -> CellChance | None:
    drawn = simulated(answer)
    if isnan(drawn.chance[row, column]):
        return None
    project = names(answer.loaded.portfolio, "project")
    return CellChance(
        chance=float(drawn.chance[row, column]),
        error=float(drawn.error[row, column]),
        draws=drawn.draws,
        low=float(drawn.low[row, column]),
        middle=float(drawn.middle[row, column]),
        high=float(drawn.high[row, column]),
        drivers=[(project[each.project], each.relief) for each in drawn.drivers(row, column)],
    )


def row_name(answer: Heatmap, row: Row) -> str:
    """North Area; North Area, Response; All units."""
    portfolio = answer.loaded.portfolio
    named = [names(portfolio, noun)[code] for noun, code in (("unit", row.unit), ("area", row.area)) if code]
    return ", ".join(named) or row.programme or "All units"


def fullness(rolled: RollUp, row: int, column: int) -> Fullness:
    """One cell of a roll-up."""
    capacity, saturation = float(rolled.capacity[row, column]), float(rolled.saturation[row, column])
    band = int(rolled.band[row, column])
    return Fullness(
        load=float(rolled.load[row, column]),
        capacity=None if isnan(capacity) else capacity,
        saturation=None if isnan(saturation) else saturation,
        band=None if band == NO_BAND else rolled.bands[band],
    )


def _place(answer: Heatmap, key: str) -> int:
    for place, row in enumerate(answer.stack.rolled.rows):
        if row.key == key:
            return place
    raise HeatmapError(
        f"The grid shows no row “{key}”.", "Choose a cell of the grid, or reset the filters to see all rows."
    )


def _column(columns: Sequence[Column], start: date) -> int:
    for place, column in enumerate(columns):
        if column.start == start:
            return place
    shown = f"from {words.day(columns[0].start)} to {words.day(columns[-1].end)}" if columns else "none"
    raise HeatmapError(
        f"The grid shows no column that starts on {words.day(start)}.",
        f"Choose a cell of the grid; its columns are {shown}.",
    )


def _last_day(column: Column) -> date:
    """The Sunday of the last week that counts to the column."""
    return sunday(column.last_week)


def _choice(row: Row) -> dict[str, list[str]]:
    """The cells of a row, as `contributions` takes them."""
    chosen = {"units": row.unit, "areas": row.area, "programmes": row.programme}
    return {name: [] if code is None else [code] for name, code in chosen.items()}


def _level(row: Row) -> By:
    if row.programme is not None:
        return By.PROGRAMME
    if row.unit is not None:
        return By.UNIT if row.area is None else By.UNIT_AREA
    return By.ORGANISATION if row.area is None else By.AREA


def _parts(answer: Heatmap, row: Row, column: Column) -> list[tuple[str, Fullness]]:
    """A unit's business areas; of the organisation or an area, its units; the fullest first."""
    if row.programme is not None or (row.unit is not None and row.area is not None):
        return []
    cube = _within(answer, column.start, _last_day(column))
    rolled = roll_up(cube, By.UNIT if row == Row() else By.UNIT_AREA, answer.view.grain)
    parts = [
        (_part_name(answer, row, each), fullness(rolled, place, 0), float(rolled.load[place, 0]))
        for place, each in enumerate(rolled.rows)
        if row.unit in (None, each.unit) and row.area in (None, each.area)
    ]
    parts.sort(key=lambda part: (-_rank(part[1]), -part[2], part[0]))
    return [(name, full) for name, full, _ in parts if full.load > 0]


def _rank(full: Fullness) -> float:
    """What fullest means: load on no capacity is fuller than any share."""
    if full.saturation is not None:
        return full.saturation
    return -1.0 if full.capacity is None else inf


def _part_name(answer: Heatmap, whole: Row, part: Row) -> str:
    """What tells a part from its siblings."""
    return row_name(answer, Row(unit=part.unit) if whole.unit is None else Row(area=part.area))


def _near(answer: Heatmap, cell: Cell, row: Row, view: View) -> list[tuple[str, View | None, Fullness]]:
    """The same row, four columns before to four after."""
    reach = timedelta(days=LONGEST[answer.view.grain] * NEAR)
    cube = _within(
        answer, cell.column - reach, cell.column + reach + timedelta(days=LONGEST[answer.view.grain])
    )
    rolled = roll_up(cube, _level(row), answer.view.grain)
    if row not in rolled.rows:
        return []
    place, at = rolled.rows.index(row), _column(rolled.columns, cell.column)
    shown = {column.start for column in answer.stack.rolled.columns}
    near = []
    for each in range(max(at - NEAR, 0), min(at + NEAR + 1, len(rolled.columns))):
        start = rolled.columns[each].start
        opening = view.opening(cell.row, start) if start in shown else None
        near.append((words.column(start, answer.view.grain), opening, fullness(rolled, place, each)))
    return near


def _within(answer: Heatmap, first: date, last: date) -> Cube:
    return scored(answer.loaded, replace(answer.filters, first=first, last=last))


def _calendar(answer: Heatmap, row: Row, column: Column) -> list[tuple[str, float, bool]]:
    """Name, share of capacity taken and freeze of the calendar rows that touch the cell."""
    units = [EVERY_UNIT, *([row.unit] if row.unit is not None else [])]
    return list(
        answer.loaded.portfolio.calendar.filter(
            pl.col("unit").cast(pl.String).is_in(units),
            pl.col("start") <= _last_day(column),
            pl.col("end") >= column.start,
        )
        .sort("start", "name")
        .select("name", "capacity_taken", "freeze")
        .iter_rows()
    )


def _readiness(
    answer: Heatmap, row: Row, projects: tuple[str, ...]
) -> list[tuple[dict[str, Any], ReadinessView]]:
    """How ready the row's unit is for these projects; of a row that is no unit's, nothing."""
    if row.unit is None:
        return []
    known = readiness_of(answer.loaded, answer.as_of)
    rows = at_unit(known, row.unit, projects).filter(
        (pl.col("days_left") >= 0) | pl.col("assessed_on").is_not_null()
    )
    return [(pair, link(pair, answer.view.version, known)) for pair in rows.iter_rows(named=True)]
