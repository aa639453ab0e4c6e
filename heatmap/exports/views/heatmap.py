"""The heatmap as a document: the grid, and behind it a row of numbers for each row and column."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from heatmap.analysis.compared.change_of_view import changed_rows, changes_of
from heatmap.analysis.compared.change_tables import changed_cells
from heatmap.analysis.compared.changes import level
from heatmap.analysis.heatmaps.chances import simulated
from heatmap.analysis.heatmaps.heatmap import Heatmap, heatmap
from heatmap.analysis.heatmaps.stated import footer, stated
from heatmap.analysis.indicators.risk import risk_weeks
from heatmap.analysis.versions.loading import Loaded
from heatmap.errors import HeatmapError
from heatmap.exports.document import Document
from heatmap.exports.glances.heatmap_glance import heatmap_glance
from heatmap.exports.views.grid import heat_table
from heatmap.exports.views.names import names_of_both
from heatmap.exports.views.source import Making, bands_meaning, source_of
from heatmap.figures import steps
from heatmap.figures.difference_grid import DifferenceContext, difference_payload
from heatmap.figures.difference_steps import difference_scale
from heatmap.figures.grid import GridPayload
from heatmap.figures.load_grid import GridContext, grid_payload
from heatmap.scoring.grouping import By
from heatmap.store.store import Store
from heatmap.terms import CHANCE, MEASURES, SATURATION, Rows
from heatmap.views.view import View

ROWS_NOUNS = {Rows.UNIT: "unit", Rows.AREA: "business area", Rows.PROGRAMME: "programme"}
STATES = {".": "nothing planned", "-": "no headcount", "x": "not selected"}
SCHEMA: dict[str, Any] = {
    "row_key": pl.String,
    "row": pl.String,
    "code": pl.String,
    "start": pl.Date,
    "end": pl.Date,
    "shown": pl.String,
    "step": pl.String,
    "step_name": pl.String,
    "state": pl.String,
    "load": pl.Float64,
    "capacity": pl.Float64,
    "saturation": pl.Float64,
    "hours_per_head": pl.Float64,
    "projects": pl.Int64,
    "worst": pl.Int64,
    "go_lives": pl.Int64,
    "estimated": pl.Float64,
    "hottest": pl.Float64,
    "freeze": pl.Int64,
    "at_risk": pl.Int64,
    "causes": pl.String,
    "measure": pl.String,
}


def heatmap_document(store: Store, below: str, query: str, making: Making) -> Document:
    """The grid of the view in `query`; the page has no address `below` it.

    Raises:
        HeatmapError: a view that does not exist, or with no weeks in it.
    """
    if below:
        raise HeatmapError(f"The heatmap has no part “{below}”.", "Leave it out.")
    answer = heatmap(store, View.from_query(query))
    if answer.is_empty:
        raise HeatmapError("This view has no weeks to export.", "Choose other weeks, or reset the filters.")
    shown = payload(answer)
    measure, table = MEASURES[answer.view.measure], heat_table(shown, _scale(answer).lower)
    return Document(
        name=f"heatmap-{measure.key}",
        title=shown["title"],
        stated=shown["stated"],
        meanings=(
            (f"{measure.label} ({measure.unit})", measure.meaning),
            *([bands_meaning(answer.loaded.coded.parameters)] if shown["bands"] else []),
        ),
        source=source_of(answer.loaded, answer.as_of, making),
        parts=(table,),
        numbers=numbers(shown) if answer.compared is None else _changed(answer, answer.compared),
        glance=heatmap_glance(answer, table),
    )


def grid_key(answer: Heatmap) -> str:
    """What tells one answer's grid from another's."""
    return f"{answer.loaded.version.file}{answer.view.to_query()}"


def payload(answer: Heatmap) -> GridPayload:
    """The grid of an answer, as the browser and the exports take it."""
    view, version = answer.view, answer.loaded.version
    if answer.compared is not None:
        return _change_payload(answer, answer.compared)
    context = GridContext(
        key=grid_key(answer),
        measure=view.measure,
        grain=view.grain,
        rows_noun=ROWS_NOUNS[view.rows],
        opened=view.opened,
        opens=view.rows is Rows.UNIT,
        as_of=answer.as_of,
        stated=stated(answer),
        footer=footer(answer),
        version=version.number,
        scoring_version=version.scoring_version,
        at_risk=risk_weeks(answer.loaded, answer.as_of),
        chances=simulated(answer) if view.measure == CHANCE.key else None,
    )
    stack = answer.stack
    return grid_payload(stack.rolled, stack.causes, answer.people, answer.loaded.portfolio, context)


def _scale(answer: Heatmap) -> steps.Scale:
    if answer.compared is None:
        return steps.scale(answer.view.measure, answer.stack.rolled)
    return difference_scale(SATURATION, changed_rows(answer, answer.compared).rolled.saturation)


def _changed(answer: Heatmap, compared: Loaded) -> pl.DataFrame:
    """The changed cells of the view's rows and columns."""
    found = changes_of(answer, compared)
    return changed_cells(found, level(found, By(answer.view.rows), answer.view.grain))


def _change_payload(answer: Heatmap, compared: Loaded) -> GridPayload:
    view, version = answer.view, answer.loaded.version
    context = DifferenceContext(
        key=grid_key(answer),
        measure=SATURATION,
        rows_noun=ROWS_NOUNS[view.rows],
        opened=view.opened,
        opens=view.rows is Rows.UNIT,
        as_of=answer.as_of,
        stated=stated(answer),
        footer=footer(answer),
        earlier=compared.version.number,
        version=version.number,
        scoring_version=version.scoring_version,
        names=names_of_both(changes_of(answer, compared)),
    )
    rows = changed_rows(answer, compared)
    return difference_payload(rows.rolled, rows.sentences, rows.chief, answer.loaded.portfolio, context)


def numbers(shown: GridPayload) -> pl.DataFrame:
    """One row per grid row and column, in the grid's order.

    `load` and `capacity` are hours; `saturation`, `hottest` and `estimated` are shares, 1.0 is full.
    """
    rows = [cell for at in range(len(shown["rows"])) for cell in _cells(shown, at)]
    texts = pl.DataFrame(rows, schema=SCHEMA | {"start": pl.String, "end": pl.String}, orient="row")
    return texts.with_columns(pl.col("start", "end").str.to_date())


def _cells(shown: GridPayload, at: int) -> Iterator[tuple[Any, ...]]:
    row, step = shown["rows"][at], shown["cells"]["step"][at]
    names = {step["letter"]: step["name"] for step in shown["steps"]}
    for week, column in enumerate(shown["columns"]):
        letter = step[week]
        yield (
            row["key"],
            row["name"],
            row["code"],
            column["start"],
            column["end"],
            shown["cells"]["text"][at][week],
            letter if letter in names else "",
            names.get(letter, ""),
            STATES.get(letter) or _state(shown, at, week),
            *(_measured(shown, at, week) if letter != "x" else [None] * 11),
            _causes(shown, at, week),
            shown["measureLabel"],
        )


def _state(shown: GridPayload, at: int, week: int) -> str:
    return "no capacity" if shown["cells"]["capacity"][at][week] == 0 else "planned"


def _measured(shown: GridPayload, at: int, week: int) -> tuple[float | None, ...]:
    """From `load` to `at_risk`."""
    cells = shown["cells"]
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


def _causes(shown: GridPayload, at: int, week: int) -> str:
    pairs = shown["cells"]["causes"][at][week]
    shares = zip(pairs[::2], pairs[1::2], strict=True)
    unit = "points" if shown["measure"] == CHANCE.key else "%"
    return "; ".join(f"{shown['events'][event]} {share} {unit}" for event, share in shares)
