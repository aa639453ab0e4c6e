"""Grid payloads for the tests of pictures and exports."""

from datetime import date, timedelta

from heatmap.figures.grid import Cells, Column, GridPayload, Group, Row

FIRST = date(2020, 3, 2)
STEPS = "ABCDE"
NAMES = ("calm", "busy", "near capacity", "over capacity", "severe")
RANGES = ("under 50 %", "50 to 80 %", "80 to 100 %", "100 to 125 %", "125 % and more")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def row(key: str, name: str, *, code: str = "", level: int = 0, kind: str = "unit") -> Row:
    """A row of the grid that cannot be opened."""
    return {
        "key": key,
        "name": name,
        "code": code,
        "level": level,
        "kind": kind,
        "opens": False,
        "open": False,
    }


def small_payload() -> GridPayload:
    """The total and two units over three weeks, with one of everything that a cell can be.

    North Area: 131 % (E, a go-live, at risk, mostly estimated), a calm week with a hot part, nothing planned.
    Met Contact: no headcount, not selected, over capacity in a freeze.
    """
    rows = [
        row("all", "All units", kind="total"),
        row("unit:NA", "North Area", code="NA"),
        row("unit:MC", "Met Contact", code="MC"),
    ]
    return payload_of(
        rows,
        weeks(3),
        saturation=[[980, 400, 1100], [1310, 400, 0], [None, None, 1100]],
        step=["CAD", "EA.", "-xD"],
        text=[["98", "40", "110"], ["131", "40", ""], ["", "", "110"]],
        go_lives=[[1, 0, 0], [1, 0, 0], [0, 0, 0]],
        estimated=[[10, 0, 0], [60, 0, 0], [0, 0, 0]],
        hottest=[[1310, 1480, 1100], [1310, 1480, 0], [None, None, 1100]],
        freeze=["000", "000", "001"],
        at_risk=["000", "100", "000"],
    )


def large_payload(row_count: int, column_count: int) -> GridPayload:
    """A total and many units over many weeks, every band among them, in a fixed pattern."""
    names = [row(f"unit:U{at:02}", f"Unit number {at}", code=f"U{at:02}") for at in range(row_count - 1)]
    rows = [row("all", "All units", kind="total"), *names]
    saturation: list[list[int | None]] = [
        [(at * 37 + week * week * 11) % 1500 for week in range(column_count)] for at in range(row_count)
    ]
    return payload_of(
        rows,
        weeks(column_count),
        saturation=saturation,
        step=["".join(band(value or 0) for value in values) for values in saturation],
        text=[[str((value or 0) // 10) for value in values] for values in saturation],
        go_lives=[[int((at + week) % 17 == 0) for week in range(column_count)] for at in range(row_count)],
        estimated=[[(at * week) % 60 for week in range(column_count)] for at in range(row_count)],
        hottest=[[(value or 0) + 300 for value in values] for values in saturation],
        freeze=["".join("1" if week % 52 > 49 else "0" for week in range(column_count))] * row_count,
    )


def weeks(count: int) -> list[Column]:
    """Columns of weeks from Monday 2 March 2020 on."""
    mondays = [FIRST + timedelta(weeks=at) for at in range(count)]
    return [
        {
            "start": monday.isoformat(),
            "end": (monday + timedelta(days=6)).isoformat(),
            "name": f"week of {monday.day} {MONTHS[monday.month - 1]} {monday.year}",
        }
        for monday in mondays
    ]


def band(per_mille: int) -> str:
    """The default band of a saturation."""
    return STEPS[sum(per_mille >= lower for lower in (500, 800, 1000, 1250))]


def payload_of(
    rows: list[Row],
    columns: list[Column],
    *,
    saturation: list[list[int | None]],
    step: list[str],
    text: list[list[str]],
    go_lives: list[list[int]],
    estimated: list[list[int]],
    hottest: list[list[int | None]],
    freeze: list[str],
    at_risk: list[str] | None = None,
) -> GridPayload:
    """A payload of saturation by week: capacity 100 hours wherever there is a saturation."""
    cells: Cells = {
        "text": text,
        "step": step,
        "load": [[(value or 0) / 10 for value in values] for values in saturation],
        "capacity": [[None if value is None else 100.0 for value in values] for values in saturation],
        "saturation": saturation,
        "perHead": [[None if value is None else value / 500 for value in values] for values in saturation],
        "projects": [[int(bool(value)) for value in values] for values in saturation],
        "worst": [[3 if value else 0 for value in values] for values in saturation],
        "goLives": go_lives,
        "estimated": estimated,
        "hottest": hottest,
        "freeze": freeze,
        "atRisk": at_risk or ["0" * len(columns)] * len(rows),
        "causes": [[[] for _ in values] for values in saturation],
    }
    return {
        "key": "1",
        "measure": "saturation",
        "measureLabel": "Saturation",
        "unit": "% of capacity",
        "grain": "week",
        "title": "Saturation by unit and week",
        "steps": [
            {"letter": letter, "name": name, "range": span}
            for letter, name, span in zip(STEPS, NAMES, RANGES, strict=True)
        ],
        "stepsTitle": "Share of capacity",
        "bands": True,
        "columns": columns,
        "groups": months(columns),
        "asOf": 0,
        "asOfName": "2 Mar 2020",
        "calendar": [],
        "rows": rows,
        "cells": cells,
        "events": [],
        "tiles": [],
        "stated": "Saturation of all business areas, all programmes, from 2 March 2020; load in hours.",
        "footer": (
            "Version 2, published 2 Mar 2020, “March 2020 board” · as of 2 Mar 2020 · scoring version 1"
        ),
        "version": 2,
        "asOfDate": "2020-03-02",
        "scoringVersion": "1",
    }


def months(columns: list[Column]) -> list[Group]:
    """A heading for each month that a week starts in."""
    groups: list[Group] = []
    for at, column in enumerate(columns):
        start = date.fromisoformat(column["start"])
        name = f"{MONTHS[start.month - 1]} {start.year}"
        if groups and groups[-1]["name"] == name:
            groups[-1]["to"] = at
        else:
            groups.append({"name": name, "from": at, "to": at})
    return groups
