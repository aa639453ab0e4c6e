"""The grid's payload: a stacked roll-up and what surrounds it, ready for the browser and the exports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from heatmap import words
from heatmap.figures import grid, steps
from heatmap.figures.at_risk import at_risk_marks
from heatmap.figures.calendar_strip import calendar_strip, freezes
from heatmap.planning.slipping.simulation import Simulation
from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import Coded
from heatmap.scoring.columns import Column
from heatmap.scoring.contributions import Causes
from heatmap.scoring.grouping import Row
from heatmap.scoring.rollup import RollUp
from heatmap.terms import LOAD, MEASURES, SATURATION, Grain

DRIVERS = 3  # that a cell tells
REMEMBERED = 4  # versions whose events' titles are kept


@dataclass(frozen=True)
class GridContext:
    """What surrounds the numbers: the view they answer and the version they come from."""

    key: str
    measure: str
    grain: Grain
    rows_noun: str
    opened: tuple[str, ...]
    opens: bool
    as_of: date
    stated: str
    footer: str
    version: int
    scoring_version: str
    at_risk: pl.DataFrame  # unit, week (its Monday)
    chances: Simulation | None = None  # of the same rows and columns, where they are what is measured


def grid_payload(
    rolled: RollUp,
    causes: Causes,
    people: npt.NDArray[np.float64],
    portfolio: Portfolio,
    context: GridContext,
) -> grid.GridPayload:
    """The payload of a stacked roll-up, whose first row is the organisation's total."""
    measure = MEASURES[context.measure]
    scale = steps.scale(measure.key, rolled)
    columns = [column_payload(each, context.grain) for each in rolled.columns]
    return {
        "key": context.key,
        "measure": measure.key,
        "measureLabel": measure.label,
        "unit": measure.unit,
        "grain": context.grain.value,
        "title": f"{measure.label} by {context.rows_noun} and {context.grain}",
        "steps": scale.steps,
        "stepsTitle": scale.title,
        "bands": measure is SATURATION,
        "columns": columns,
        "groups": groups_of(rolled.columns, context.grain),
        "asOf": column_of(rolled.columns, context.as_of),
        "asOfName": words.day(context.as_of),
        "calendar": calendar_strip(portfolio, rolled.columns),
        "rows": _rows(rolled.rows, portfolio, context),
        "cells": _cells(rolled, causes, people, portfolio, context),
        "events": _event_names(causes)
        if context.chances is None
        else _project_names(context.chances, portfolio),
        "tiles": tiles(portfolio),
        "stated": context.stated,
        "footer": context.footer,
        "version": context.version,
        "asOfDate": context.as_of.isoformat(),
        "scoringVersion": context.scoring_version,
    }


def column_payload(column: Column, grain: Grain) -> grid.Column:
    """A column's first and last day and its name."""
    return {
        "start": column.start.isoformat(),
        "end": column.end.isoformat(),
        "name": words.column(column.start, grain),
    }


def groups_of(columns: Sequence[Column], grain: Grain) -> list[grid.Group]:
    """Headings over the columns: months over weeks, years over months and quarters."""
    groups: list[grid.Group] = []
    for place, column in enumerate(columns):
        start = column.start
        name = f"{words.MONTHS[start.month - 1]} {start.year}" if grain is Grain.WEEK else str(start.year)
        if groups and groups[-1]["name"] == name:
            groups[-1]["to"] = place
        else:
            groups.append({"name": name, "from": place, "to": place})
    return groups


def column_of(columns: Sequence[Column], day: date) -> int | None:
    """The column that holds the day."""
    return next((place for place, each in enumerate(columns) if each.start <= day <= each.end), None)


def _rows(rows: Sequence[Row], portfolio: Portfolio, context: GridContext) -> list[grid.Row]:
    names = {noun: portfolio.names(noun) for noun in ("unit", "area")}
    return [row_payload(row, names, opened=context.opened, opens=context.opens) for row in rows]


def row_payload(
    row: Row, names: Mapping[str, Mapping[str, str]], *, opened: Sequence[str], opens: bool
) -> grid.Row:
    """A row's name, code and place; `names` are those of units and areas by code."""
    unit, area = row.unit, row.area
    nested = unit is not None and area is not None
    name, code, kind = "All units", "", "total"
    if row.programme is not None:
        name, kind = row.programme, "programme"
    elif area is not None:
        name, code, kind = names["area"][area], "" if nested else area, "area"
    elif unit is not None:
        name, code, kind = names["unit"][unit], unit, "unit"
    return {
        "key": row.key,
        "name": name,
        "code": code,
        "level": 1 if nested else 0,
        "kind": kind,
        "opens": opens and kind == "unit",
        "open": kind == "unit" and unit in opened,
    }


def _cells(
    rolled: RollUp,
    causes: Causes,
    people: npt.NDArray[np.float64],
    portfolio: Portfolio,
    context: GridContext,
) -> grid.Cells:
    measure, chances = context.measure, context.chances
    step = steps.letters(measure, rolled, steps.scale(measure, rolled).lower, chances)
    per_head = np.divide(rolled.load, people, out=np.full(people.shape, np.nan), where=people > 0)
    cells: grid.Cells = {
        "text": _texts(_values(rolled, measure, chances), measure, step),
        "step": step,
        "load": rolled.load.round(1).tolist(),
        "capacity": known(rolled.capacity.round(1)),
        "saturation": whole(rolled.saturation * 1000),
        "perHead": known(per_head.round(1)),
        "projects": rolled.projects.tolist(),
        "worst": rolled.worst.tolist(),
        "goLives": rolled.go_lives.tolist(),
        "estimated": np.rint(rolled.estimated * 100).astype(int).tolist(),
        "hottest": whole(rolled.hottest * 1000),
        "freeze": freezes(portfolio, rolled),
        "atRisk": at_risk_marks(context.at_risk, rolled),
        "causes": _causes(causes) if chances is None else _drivers(chances),
    }
    if chances is not None:
        cells["error"] = whole(chances.error * 1000)
    return cells


def _values(rolled: RollUp, measure: str, chances: Simulation | None) -> npt.NDArray[Any]:
    """The measure's values, as numbers that are ready to be written."""
    if chances is not None:
        return steps.chance_percents(chances.chance)
    values: npt.NDArray[Any] = getattr(rolled, measure)
    return steps.percents(values, rolled.bands) if measure == SATURATION.key else values


def _texts(values: npt.NDArray[Any], measure: str, step: Sequence[str]) -> list[list[str]]:
    """What is printed in each cell: a percentage without its sign, hours in short, or a number."""
    write = WRITERS.get(measure, _count_text)
    return [
        [
            "" if mark in (steps.NO_DATA, steps.NOTHING) else write(value)
            for value, mark in zip(row, marks, strict=True)
        ]
        for row, marks in zip(values.tolist(), step, strict=True)
    ]


def _percent_text(value: float) -> str:
    return "!" if value != value else f"{value:.0f}"  # noqa: PLR0124 - NaN: load on no capacity


def _count_text(value: float) -> str:
    return f"{value:.0f}"


def short_hours(hours: float) -> str:
    """950; 1.2k; 14k: three characters at most below 100,000 hours."""
    if hours < 999.5:  # noqa: PLR2004
        return f"{hours:.0f}"
    return f"{hours / 1000:.1f}k" if hours < 9950 else f"{hours / 1000:.0f}k"  # noqa: PLR2004


WRITERS = {SATURATION.key: _percent_text, LOAD.key: short_hours}


def known(values: npt.NDArray[Any]) -> list[list[Any]]:
    """NaN as null: JSON has no NaN."""
    nullable = values.astype(object)
    nullable[np.isnan(values)] = None
    return nullable.tolist()  # type: ignore[no-any-return]


def whole(values: npt.NDArray[np.float64]) -> list[list[int | None]]:
    """Rounded; NaN as null."""
    known = ~np.isnan(values)
    nullable = np.rint(np.where(known, values, 0)).astype(np.int64).astype(object)
    nullable[~known] = None
    return nullable.tolist()  # type: ignore[no-any-return]


def _causes(causes: Causes) -> list[list[list[int]]]:
    """Flat pairs of event and share in per cent, the greatest first."""
    share = np.rint(causes.share * 100).astype(int)
    pairs = np.stack([causes.event, share], axis=-1).reshape(*causes.event.shape[:2], -1)
    counts = (causes.event >= 0).sum(axis=2) * 2
    return [
        [cell[:count] for cell, count in zip(row, row_counts, strict=True)]
        for row, row_counts in zip(pairs.tolist(), counts.tolist(), strict=True)
    ]


def _drivers(chances: Simulation) -> list[list[list[int]]]:
    """Flat pairs of project and relief in points, the strongest driver first."""
    places = {code: place for place, code in enumerate(chances.projects.to_list())}

    def told(row: int, column: int) -> list[int]:
        drivers = chances.drivers(row, column)[:DRIVERS]
        return [number for each in drivers for number in (places[each.project], round(100 * each.relief))]

    return [[told(row, column) for column in range(len(chances.columns))] for row in range(len(chances.rows))]


def _event_names(causes: Causes) -> list[str]:
    titles = _titles(causes.coded)
    return [titles[place] for place in causes.places.tolist()]


@lru_cache(maxsize=REMEMBERED)
def _titles(coded: Coded) -> list[str]:
    """Project and title of each coded event."""
    portfolio, codes = coded.portfolio, coded.projects.to_list()
    names = portfolio.names("project")
    titles = portfolio.events["title"].gather(coded.events.rows).to_list()
    projects = coded.events.project.tolist()
    return [f"{names[codes[project]]}: {title}" for project, title in zip(projects, titles, strict=True)]


def _project_names(chances: Simulation, portfolio: Portfolio) -> list[str]:
    names = portfolio.names("project")
    return [names[code] for code in chances.projects]


def tiles(portfolio: Portfolio) -> list[grid.Tile]:
    """The boroughs of the tile map."""
    names, table = portfolio.names("unit"), portfolio.boroughs
    columns = (table[name].to_list() for name in ("borough", "unit", "tile_x", "tile_y"))
    return [
        {"name": borough, "short": _short(borough), "unit": unit, "unitName": names[unit], "x": x, "y": y}
        for borough, unit, x, y in zip(*columns, strict=True)
    ]


def _short(borough: str) -> str:
    """The first three letters, or the initials of a name of several words."""
    parts = borough.split()
    return "".join(part[0] for part in parts) if len(parts) > 1 else borough[:3]
