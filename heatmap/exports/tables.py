"""The shown grid as a table: one row per grid row and column, for a spreadsheet or for code."""

import csv
import io
from collections.abc import Iterator
from datetime import UTC, datetime

from heatmap.figures.grid import GridPayload
from heatmap.neutral import neutral

Value = str | int | float | None

BYTE_ORDER_MARK = "\ufeff"  # without it, Excel takes UTF-8 for the system's old code page
STATES = {".": "nothing planned", "-": "no headcount", "x": "not selected"}

COLUMNS = (
    "row_key", "row", "code", "start", "end", "shown", "step", "step_name", "state",
    "load", "capacity", "saturation", "hours_per_head", "projects", "worst", "go_lives", "estimated",
    "hottest", "freeze", "at_risk", "causes", "measure", "filters", "as_of", "version", "scoring_version",
    "made",
)  # fmt: skip


def grid_csv(payload: GridPayload, *, made: datetime) -> str:
    """One row per grid row and column, in the grid's order.

    `load` and `capacity` are hours; `saturation`, `hottest` and `estimated` are shares, 1.0 is full. What was
    chosen and from which version stands in every row, so that nothing is lost when rows are sorted or
    cut. Text is neutral to spreadsheets and always quoted, numbers never.
    """
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(COLUMNS)
    source = _source(payload, made)
    for at in range(len(payload["rows"])):
        for cell in _cells(payload, at):
            writer.writerow([neutral(value) if isinstance(value, str) else value for value in cell + source])
    return BYTE_ORDER_MARK + written.getvalue()


def _source(payload: GridPayload, made: datetime) -> tuple[Value, ...]:
    utc = made.astimezone(UTC) if made.tzinfo else made
    return (
        payload["measureLabel"],
        payload["stated"],
        payload["asOfDate"],
        payload["version"],
        payload["scoringVersion"],
        utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
    )


def _cells(payload: GridPayload, at: int) -> Iterator[tuple[Value, ...]]:
    row, step = payload["rows"][at], payload["cells"]["step"][at]
    names = {step["letter"]: step["name"] for step in payload["steps"]}
    for week, column in enumerate(payload["columns"]):
        letter = step[week]
        named = letter if letter in names else ""
        yield (
            row["key"],
            row["name"],
            row["code"],
            column["start"],
            column["end"],
            payload["cells"]["text"][at][week],
            named,
            names.get(letter, ""),
            STATES.get(letter) or _state(payload, at, week),
            *(_numbers(payload, at, week) if letter != "x" else [None] * 11),
            _causes(payload, at, week),
        )


def _state(payload: GridPayload, at: int, week: int) -> str:
    return "no capacity" if payload["cells"]["capacity"][at][week] == 0 else "planned"


def _numbers(payload: GridPayload, at: int, week: int) -> tuple[Value, ...]:
    """From `load` to `at_risk`."""
    cells = payload["cells"]
    return (
        cells["load"][at][week],
        cells["capacity"][at][week],
        _share(cells["saturation"][at][week], 1000),
        cells["perHead"][at][week],
        cells["projects"][at][week],
        cells["worst"][at][week] or None,
        cells["goLives"][at][week],
        _share(cells["estimated"][at][week], 100),
        _share(cells["hottest"][at][week], 1000),
        int(cells["freeze"][at][week] == "1"),
        int(cells["atRisk"][at][week] == "1"),
    )


def _share(parts: int | None, whole: int) -> float | None:
    return None if parts is None else parts / whole


def _causes(payload: GridPayload, at: int, week: int) -> str:
    pairs = payload["cells"]["causes"][at][week]
    shares = zip(pairs[::2], pairs[1::2], strict=True)
    return "; ".join(f"{payload['events'][event]} {share} %" for event, share in shares)
