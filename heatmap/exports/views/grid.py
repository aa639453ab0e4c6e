"""The grid's payload as a heat table, and as rows of numbers."""

from datetime import date

from heatmap.exports.document import (
    BLANKS,
    CalendarBar,
    HeatCell,
    HeatColumn,
    HeatRow,
    HeatTable,
    Holds,
    Step,
)
from heatmap.figures.grid import GridPayload
from heatmap.figures.picture.load_grid_head import calendar_words, column_head
from heatmap.figures.picture.load_grid_legend import OF_DIFFERENCES, step_words
from heatmap.figures.picture.load_grid_marks import SEVERE, marked, shades
from heatmap.figures.theme import LIGHT, Theme


def heat_table(payload: GridPayload, lower: tuple[float, ...] = (), theme: Theme = LIGHT) -> HeatTable:
    """The grid as every document's table. `lower` are the lower bounds of its steps, in the value's unit."""
    marks = _marks(payload)
    cells = payload["cells"]
    return HeatTable(
        title=payload["title"],
        summary=payload["stated"],
        corner=payload["title"].split(" by ")[-1].split(" and ")[0].capitalize(),
        columns=_columns(payload),
        rows=tuple(
            HeatRow(row["name"], row["code"], level=row["level"], total=row["kind"] == "total")
            for row in payload["rows"]
        ),
        cells=tuple(
            tuple(
                HeatCell(
                    cells["text"][at][week],
                    cells["step"][at][week],
                    _value(payload, at, week),
                    marks.get((at, week), ()),
                )
                for week in range(len(payload["columns"]))
            )
            for at in range(len(payload["rows"]))
        ),
        steps=_steps(payload, lower, theme),
        steps_title=payload["stepsTitle"],
        holds=_holds(payload),
        calendar=tuple(
            CalendarBar(each["name"], each["from"], each["to"], each["freeze"], calendar_words(each))
            for each in payload["calendar"]
        ),
        as_of=payload["asOf"],
        grid=payload,
        blanks=BLANKS | OF_DIFFERENCES if "difference" in payload else BLANKS,
    )


PER_POINT = 10  # thousandths of capacity
HOLDS = {
    "saturation": Holds.PERCENT,
    "load": Holds.HOURS,
    "projects": Holds.COUNT,
    "worst": Holds.COUNT,
    "go_lives": Holds.COUNT,
    "chance": Holds.PERCENT,
}


def _holds(payload: GridPayload) -> Holds:
    """What the cells' numbers are."""
    return Holds.CHANGE if "difference" in payload else HOLDS.get(payload["measure"], Holds.HOURS)


def _columns(payload: GridPayload) -> tuple[HeatColumn, ...]:
    groups = {at: each["name"] for each in payload["groups"] for at in range(each["from"], each["to"] + 1)}
    return tuple(
        HeatColumn(
            each["name"],
            column_head(each, payload["grain"]),
            groups.get(at, ""),
            date.fromisoformat(each["start"]),
        )
        for at, each in enumerate(payload["columns"])
    )


def _steps(payload: GridPayload, lower: tuple[float, ...], theme: Theme) -> tuple[Step, ...]:
    scaled = 100 if payload.get("difference", {}).get("measure") == "saturation" else 1
    return tuple(
        Step(
            step["letter"],
            step_words(step),
            shade,
            lower[at] * scaled if lower else None,
            hatched=payload["bands"] and step["letter"] == SEVERE,
            sign=step.get("mark", step["letter"]),
        )
        for at, (step, shade) in enumerate(zip(payload["steps"], shades(payload, theme), strict=False))
    )


def _value(payload: GridPayload, row: int, column: int) -> float | None:
    """What the cell shows as a number; none where the grid shows none."""
    cells = payload["cells"]
    if cells["step"][row][column] in BLANKS:
        return None
    if "difference" in payload:
        return _change(payload, row, column)
    if payload["measure"] == "saturation":
        share = cells["saturation"][row][column]
        return None if share is None else share / 1000
    if payload["measure"] == "chance":
        return int(cells["text"][row][column]) / 100
    values: dict[str, list[list[int]] | list[list[float]]] = {
        "load": cells["load"],
        "projects": cells["projects"],
        "worst": cells["worst"],
        "go_lives": cells["goLives"],
    }
    return float(values[payload["measure"]][row][column])


def _change(payload: GridPayload, row: int, column: int) -> float | None:
    """How much the cell rose by: points of capacity, or hours."""
    cells, measure = payload["cells"], payload["difference"]["measure"]
    now, was = cells[measure][row][column], cells["was"][measure][row][column]  # type: ignore[literal-required]
    if now is None or was is None:
        return None
    return float(now - was) / (PER_POINT if measure == "saturation" else 1)


def _marks(payload: GridPayload) -> dict[tuple[int, int], tuple[str, ...]]:
    """The marks of each cell that has some."""
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for name, places in marked(payload).items():
        for place in places:
            found[place] = (*found.get(place, ()), name)
    return found
