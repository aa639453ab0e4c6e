"""A portfolio in whole numbers: its codes as positions, its impacts as sorted arrays, ready to score.

Coding a portfolio is done once; every filter, roll-up and move works on the coded form.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.scoring.arrays import Flags, Floats, Integers
from heatmap.scoring.codes import members, positions
from heatmap.scoring.parameters import Parameters
from heatmap.scoring.spreading import Blocks, blocks
from heatmap.scoring.timing import Timing, days_of, timing, week_of
from heatmap.terms import EVERY_UNIT, EventStatus, Kind, ProjectStatus, UnitKind


@dataclass(frozen=True, eq=False)
class Events:
    """One entry an event, sorted by project code, first week and event code. Codes are positions.

    `rows` is the event's row in the portfolio's events table. `loaded` says whether any impact of the
    event has hours. `moved` is how many weeks later the timing is than the portfolio's dates say.
    """

    rows: Integers
    project: Integers
    programme: Integers
    kind: Integers
    status: Integers
    project_status: Integers
    loaded: Flags
    moved: Integers
    timing: Timing
    blocks: Blocks


@dataclass(frozen=True, eq=False)
class Impacts:
    """One entry an impact, sorted by pair and event. `rows` is its row in the impacts table.

    Change load: weighted[i] = hours[i] * severity_weight[severity[i]], in hours.
    """

    rows: Integers
    pair: Integers
    event: Integers
    weighted: Floats
    severity: Integers
    estimated: Integers


@dataclass(frozen=True, eq=False)
class Supply:
    """What capacity is made of: headcount rows by pair and start, calendar rows by unit.

    `from_week` is the first week whose Monday is on or after the headcount row's from_date; `hours`
    are the row's hours a week before the calendar takes its part. A calendar row's unit is -1 for all.
    """

    pair: Integers
    from_week: Integers
    hours: Floats
    calendar_unit: Integers
    calendar_start: Integers
    calendar_end: Integers
    calendar_taken: Floats


@dataclass(frozen=True, eq=False)
class Coded:
    """A portfolio and its scoring parameters, coded.

    `units`, `areas` and `projects` are sorted by code, `programmes` by name. A pair is a unit and area
    that have a headcount row or an impact; pairs are sorted by unit and area.
    """

    portfolio: Portfolio
    parameters: Parameters
    units: pl.Series
    unit_kind: Integers
    areas: pl.Series
    projects: pl.Series
    programmes: pl.Series
    pair_unit: Integers
    pair_area: Integers
    events: Events
    impacts: Impacts
    supply: Supply


def code(portfolio: Portfolio, parameters: Parameters) -> Coded:
    """The portfolio coded for scoring. Its rows must be accepted ones: every code has its table row."""
    units, areas = (portfolio.units["unit"].sort(), portfolio.areas["area"].sort())
    projects = portfolio.projects.sort("project")
    programmes = projects["programme"].unique().sort()
    impact_pair = _grid_pair(portfolio.impacts, units, areas)
    headcount_pair = _grid_pair(portfolio.headcount, units, areas)
    grid_pairs, to_pair = _pairs(len(units) * len(areas), impact_pair, headcount_pair)
    order, events = _events(portfolio, parameters, projects, programmes)
    impacts = _impacts(portfolio, parameters, to_pair[impact_pair], order)
    events.loaded[impacts.event[impacts.weighted > 0]] = True
    kinds = portfolio.units.sort("unit")["kind"]
    return Coded(
        portfolio=portfolio,
        parameters=parameters,
        units=units,
        unit_kind=positions(kinds, members(UnitKind)),
        areas=areas,
        projects=projects["project"],
        programmes=programmes,
        pair_unit=grid_pairs // max(len(areas), 1),
        pair_area=grid_pairs % max(len(areas), 1),
        events=events,
        impacts=impacts,
        supply=_supply(portfolio, units, to_pair[headcount_pair]),
    )


def _grid_pair(rows: pl.DataFrame, units: pl.Series, areas: pl.Series) -> Integers:
    """Unit and area of each row as one number."""
    return positions(rows["unit"], units) * len(areas) + positions(rows["area"], areas)


def _pairs(grid: int, *used: Integers) -> tuple[Integers, Integers]:
    """The grid's unit-area pairs that are used, in order; and each grid pair's place among them."""
    present = np.zeros(grid, dtype=bool)
    for each in used:
        present[each] = True
    return np.flatnonzero(present), np.cumsum(present) - 1


def _events(
    portfolio: Portfolio, parameters: Parameters, projects: pl.DataFrame, programmes: pl.Series
) -> tuple[Integers, Events]:
    """Each events row's place in the sorted order, and the events in that order."""
    table = portfolio.events
    project = positions(table["project"], projects["project"])
    when = timing(table, parameters)
    by_code = np.empty(len(table), dtype=np.int64)
    by_code[table["event"].arg_sort().to_numpy()] = np.arange(len(table))
    rows = np.lexsort((by_code, when.first, project))
    places = np.empty(len(table), dtype=np.int64)
    places[rows] = np.arange(len(table))
    when = when.of(rows)
    project = project[rows]
    return places, Events(
        rows=rows,
        project=project,
        programme=positions(projects["programme"], programmes)[project],
        kind=positions(table["kind"], members(Kind))[rows],
        status=positions(table["status"], members(EventStatus))[rows],
        project_status=positions(projects["status"], members(ProjectStatus))[project],
        loaded=np.zeros(len(table), dtype=bool),
        moved=np.zeros(len(table), dtype=np.int64),
        timing=when,
        blocks=blocks(when),
    )


def _impacts(portfolio: Portfolio, parameters: Parameters, pair: Integers, places: Integers) -> Impacts:
    """The impacts, sorted by pair and event through one sort of packed whole numbers."""
    table = portfolio.impacts
    severity = table["severity"].to_numpy()
    event = places[positions(table["event"], portfolio.events["event"])]
    hours = table["hours_per_person"].to_numpy()
    estimated = np.isnan(hours)
    default = np.array((0.0, *parameters.default_hours))
    weight = np.array((0.0, *parameters.severity_weight))
    if estimated.any():
        hours = np.where(estimated, default[severity], hours)
    weighted = table["people"].to_numpy() * hours * weight[severity]
    row_bits, event_bits = len(table).bit_length(), len(places).bit_length()
    packed = (((pair << event_bits) | event) << row_bits) | np.arange(len(table))
    packed.sort()
    rows = packed & ((1 << row_bits) - 1)
    packed >>= row_bits
    return Impacts(
        rows=rows,
        pair=packed >> event_bits,
        event=packed & ((1 << event_bits) - 1),
        weighted=weighted[rows],
        severity=severity[rows],
        estimated=estimated[rows].astype(np.int64),
    )


def _supply(portfolio: Portfolio, units: pl.Series, pair: Integers) -> Supply:
    table, calendar = portfolio.headcount, portfolio.calendar
    # Six days on from a date is in the week of the first Monday on or after it.
    from_week = week_of(days_of(table["from_date"]) + 6)
    hours = (table["headcount"] * table["hours_per_week"] * table["absorbable_share"]).to_numpy()
    order = np.lexsort((days_of(table["from_date"]), pair))
    everyone = calendar["unit"].cast(pl.String) == EVERY_UNIT
    unit = np.full(len(calendar), -1)
    unit[~everyone.to_numpy()] = positions(calendar["unit"].filter(~everyone), units)
    return Supply(
        pair=pair[order],
        from_week=from_week[order],
        hours=hours[order],
        calendar_unit=unit,
        calendar_start=days_of(calendar["start"]),
        calendar_end=days_of(calendar["end"]),
        calendar_taken=calendar["capacity_taken"].to_numpy(),
    )
