"""Grid payloads for the browser: seeded, so that every run draws the same picture."""

import csv
import io
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from heatmap.figures.grid import CalendarEntry, Cells, Column, GridPayload, Group, Row, Tile
from tests.browser.grid_harness.names import BANDS, EVENTS, HOURS, TILES, UNITS

FIRST = date(2020, 3, 2)


@dataclass(frozen=True)
class Shape:
    """How big a payload is, and what it shows."""

    rows: int = 20
    columns: int = 44
    seed: int = 1
    bands: bool = True
    grain: str = "week"
    tiles: bool = True
    opened: bool = False


SHAPES = {
    "default": Shape(),
    "recoloured": Shape(seed=2),
    "cropped": Shape(rows=6, columns=9),
    "quarter": Shape(columns=13),
    "year": Shape(columns=52),
    "big": Shape(rows=60, columns=260),
    "big-recoloured": Shape(rows=60, columns=260, seed=2),
    "load": Shape(bands=False),
    "months": Shape(columns=12, grain="month"),
    "quarters": Shape(columns=8, grain="quarter"),
    "no-tiles": Shape(tiles=False),
    "opened": Shape(opened=True),
}


def payload(name: str) -> GridPayload:
    """The payload of this name; a KeyError for any other."""
    shape = SHAPES[name]
    rows = rows_of(shape)
    columns = columns_of(shape)
    return {
        "key": name,
        "measure": "saturation" if shape.bands else "load",
        "measureLabel": "Saturation" if shape.bands else "Load",
        "unit": "% of capacity" if shape.bands else "hours",
        "grain": shape.grain,
        "title": f"{'Saturation' if shape.bands else 'Load'} by unit and {shape.grain}",
        "steps": list(BANDS if shape.bands else HOURS),
        "stepsTitle": "Share of capacity" if shape.bands else "Hours of change",
        "bands": shape.bands,
        "columns": columns,
        "groups": groups_of(shape, columns),
        "asOf": {"week": 1, "month": 2, "quarter": 0}[shape.grain],
        "asOfName": "9 Mar 2020",
        "calendar": calendar_of(columns) if shape.grain == "week" else [],
        "rows": rows,
        "cells": cells_of(shape, rows, columns),
        "events": EVENTS,
        "tiles": tiles() if shape.tiles else [],
        "stated": "Saturation of all business areas, all programmes, from 2 Mar 2020.",
        "footer": "Version 2, published 2 Mar 2020, “March 2020 board” · scoring version 1",
        "version": 2,
        "asOfDate": "2020-03-09",
        "scoringVersion": "1",
    }


def row(key: str, name: str, code: str = "", kind: str = "unit", level: int = 0) -> Row:
    """A row that opens if it is a unit's."""
    return {
        "key": key,
        "name": name,
        "code": code,
        "level": level,
        "kind": kind,
        "opens": kind == "unit",
        "open": False,
    }


def rows_of(shape: Shape) -> list[Row]:
    """The total, then units, the real ones first; one of them opened into its areas if asked for."""
    rows = [row("all", "All units", kind="total")]
    for at in range(shape.rows - 1):
        code, name = UNITS[at] if at < len(UNITS) else (f"U{at}", f"Central unit {at}")
        rows.append(row(f"unit:{code}", name, code))
        if shape.opened and code == "AW":
            rows[-1]["open"] = True
            areas = ("Response", "Neighbourhoods", "Safeguarding", "CID", "Headquarters")
            rows.extend(row(f"unit:{code}/area:{area}", area, kind="area", level=1) for area in areas)
    return rows


def columns_of(shape: Shape) -> list[Column]:
    """Weeks from 2 March 2020, or months or quarters from January 2020."""
    if shape.grain == "week":
        starts = [FIRST + timedelta(weeks=at) for at in range(shape.columns)]
        ends = [start + timedelta(days=6) for start in starts]
        return [column(a, b, f"week of {a.day} {a:%b %Y}") for a, b in zip(starts, ends, strict=True)]
    months = 1 if shape.grain == "month" else 3
    firsts = [date(2020 + at * months // 12, at * months % 12 + 1, 1) for at in range(shape.columns + 1)]
    pairs = [(a, b - timedelta(days=1)) for a, b in pairwise(firsts)]
    names = [f"{a:%B %Y}" if months == 1 else f"{a:%b} to {b:%b %Y}" for a, b in pairs]
    return [column(a, b, name) for (a, b), name in zip(pairs, names, strict=True)]


def column(start: date, end: date, name: str) -> Column:
    """One column of the grid."""
    return {"start": start.isoformat(), "end": end.isoformat(), "name": name}


def groups_of(shape: Shape, columns: list[Column]) -> list[Group]:
    """Months over weeks, years over months and quarters."""
    groups: list[Group] = []
    for at, each in enumerate(columns):
        start = date.fromisoformat(each["start"])
        name = f"{start:%b %Y}" if shape.grain == "week" else f"{start:%Y}"
        if groups and groups[-1]["name"] == name:
            groups[-1]["to"] = at
        else:
            groups.append({"name": name, "from": at, "to": at})
    return groups


def calendar_of(columns: list[Column]) -> list[CalendarEntry]:
    """Entries that overlap in each year: short and long, with labels and without room for one."""
    entries: list[CalendarEntry] = []
    for year in range(0, len(columns), 52):
        for name, first, last, freeze, taken in (
            ("Easter", 5, 6, False, 10),
            ("May bank holidays", 9, 12, False, 5),
            ("London elections", 9, 9, False, 15),
            ("VE Day", 9, 9, False, 5),
            ("Pride in London", 17, 17, False, 8),
            ("Notting Hill Carnival", 25, 25, False, 30),
            ("Halloween and Bonfire Night", 34, 35, False, 10),
            ("Christmas change freeze", 41, 44, True, 0),
        ):
            if year + first < len(columns):
                last_shown = min(year + last, len(columns) - 1)
                entries.append(
                    {
                        "name": name,
                        "from": year + first,
                        "to": last_shown,
                        "freeze": freeze,
                        "who": "all units",
                        "taken": taken,
                    }
                )
    return entries


def tiles() -> list[Tile]:
    """The boroughs of London as equal tiles."""
    return [
        {"name": name, "short": short, "unit": unit, "unitName": unit_name, "x": int(x), "y": int(y)}
        for name, short, unit, unit_name, x, y in csv.reader(io.StringIO(TILES))
    ]


def cells_of(shape: Shape, rows: list[Row], columns: list[Column]) -> Cells:
    """A walk of saturation along each row, with one of everything that a cell can be near its start."""
    cells: Cells = {
        "text": [],
        "step": [],
        "load": [],
        "capacity": [],
        "saturation": [],
        "perHead": [],
        "projects": [],
        "worst": [],
        "goLives": [],
        "estimated": [],
        "hottest": [],
        "freeze": [],
        "atRisk": [],
        "causes": [],
    }
    for at in range(len(rows)):
        _add_row(cells, shape, Random(shape.seed * 1000 + at), at, len(columns))
    return cells


def _add_row(cells: Cells, shape: Shape, random: Random, at: int, width: int) -> None:
    walk = _walk(random, width, steady=at == 0)
    if at == 3:
        walk[2] = 0
    step = "".join(_letter(shape, value) for value in walk)
    text = [_text(shape, value) for value in walk]
    if at in {2, 4}:
        sign = "-" if at == 2 else "x"
        step = step[:3] + sign * 3 + step[6:]
        text[3:6] = [""] * 3
    unknown = [c for c in range(width) if step[c] in "-x"]
    no_capacity = 4 if at == 5 else None
    if no_capacity is not None:
        step, text[no_capacity] = step[:no_capacity] + "E" + step[no_capacity + 1 :], ""
    known = [None if c in unknown or c == no_capacity else value for c, value in enumerate(walk)]
    cells["text"].append(text)
    cells["step"].append(step)
    cells["load"].append([0.0 if c in unknown else round(value * 2.216, 1) for c, value in enumerate(walk)])
    cells["capacity"].append(
        [None if c in unknown else 0.0 if c == no_capacity else 2216.0 for c in range(width)]
    )
    cells["saturation"].append(known)
    cells["perHead"].append([None if value is None else round(value / 500, 1) for value in known])
    cells["projects"].append([0 if not value else 1 + value // 400 for value in walk])
    cells["worst"].append([0 if not value else min(5, 1 + value // 350) for value in walk])
    cells["goLives"].append([int(at > 0 and random.random() < 0.03) for _ in range(width)])
    cells["estimated"].append([60 if random.random() < 0.06 else 12 for _ in range(width)])
    cells["hottest"].append(
        [None if value is None else round(value * random.uniform(1, 1.3)) for value in known]
    )
    cells["atRisk"].append(
        "".join("1" if at and c % 3 == 0 and (known[c] or 0) >= 1000 else "0" for c in range(width))
    )
    cells["freeze"].append("".join("1" if c % 52 in {41, 42, 43} and at else "0" for c in range(width)))
    cells["causes"].append([[0, 44, 4, 23, 2, 17] if value else [] for value in walk])


def _walk(random: Random, width: int, *, steady: bool) -> list[int]:
    value = random.uniform(450, 800)
    reach = 40 if steady else 190
    walk = []
    for _ in range(width):
        value += random.uniform(-reach, reach) + (680 - value) * 0.08
        value = min(2260, max(180, value))
        walk.append(round(value))
    return walk


def _letter(shape: Shape, value: int) -> str:
    if value == 0:
        return "."
    limits = (500, 800, 1000, 1250) if shape.bands else (250, 500, 1000, 2000)
    size = value if shape.bands else value * 2.216
    return "ABCDE"[sum(size >= limit for limit in limits)]


def _text(shape: Shape, value: int) -> str:
    if value == 0:
        return ""
    return str(value // 10) if shape.bands else f"{value * 2.216 / 1000:.1f}k"
