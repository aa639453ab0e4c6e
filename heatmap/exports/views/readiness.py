"""The readiness page as a document: projects by units, overloaded and not ready, stale."""

from datetime import date

import polars as pl

from heatmap.analysis.readiness_matrix import Matrix, matrix, stated
from heatmap.errors import HeatmapError
from heatmap.exports.document import (
    LEFT_OUT,
    Document,
    HeatCell,
    HeatColumn,
    HeatRow,
    HeatTable,
    Holds,
    Step,
    Table,
    TableColumn,
)
from heatmap.exports.glances.readiness_glance import readiness_glance
from heatmap.exports.views.source import Making, source_of
from heatmap.figures.readiness import KIND_NAMES, MatrixSpec, Row, countdown, matrix_spec, state_words
from heatmap.figures.theme import Shade
from heatmap.scoring.assessments.readiness import COLUMNS
from heatmap.store.store import Store
from heatmap.views.readiness_view import ReadinessView

NO_PAIR = " "  # a project has nothing to do with the unit
SHADES = {
    "ready": Shade("#cfe2f3", "#12436d"),
    "checks": Shade("#eef4fa", "#12436d"),
    "barrier": Shade("#fde7d9", "#8a3500", edge="#f7914d"),
    "stale": Shade("#f6e3ed", "#801650"),
    "none": Shade("#f0f2f4", "#505a5f"),
}
PAIR = (
    TableColumn("Project", width=3),
    TableColumn("Unit", width=2.4),
    TableColumn("Go-live", Holds.DATE, 1.2),
    TableColumn("When", width=1.4),
    TableColumn("State", width=1.8),
)
OVERLOADED = (*PAIR, TableColumn("Of capacity that week", Holds.PERCENT, 1.2))
STALE = (*PAIR, TableColumn("Assessed on", Holds.DATE, 1.2))
MEANINGS = (
    (
        "Readiness",
        (
            "The latest assessment of a project at a unit, five elements scored 1 to 5: aware, supportive, "
            "knows, able, sustained. The first one at 3 or below is the first barrier."
        ),
    ),
    ("Ready", "Every element is above 3, and every required check is met or not applicable."),
    ("Stale", "Assessed more than 28 days ago while the go-live is within 84 days."),
    ("Hidden scores", "Scores that fewer than five people gave are hidden; nothing is made of them."),
    (
        "Overloaded and not ready",
        "The unit is over capacity in the go-live week of a project that is not ready.",
    ),
)
PAIR_COLUMNS = (
    "project", "project_name", "programme", "unit", "unit_name", *COLUMNS[2:], "assessed_on", "hidden",
    "load", "capacity", "saturation", "band", "over_capacity", "overloaded_and_not_ready",
)  # fmt: skip


def readiness_document(store: Store, below: str, query: str, making: Making) -> Document:
    """The pairs of the view in `query`; the page has no address `below` it.

    Raises:
        HeatmapError: a view that does not exist, or with nothing in it.
    """
    if below:
        raise HeatmapError(f"The readiness page has no part “{below}”.", "Leave it out.")
    answer = matrix(store, ReadinessView.from_query(query))
    if answer.is_empty:
        raise HeatmapError(
            "This view has no pairs to export.", "Choose other go-lives, or reset the filters."
        )
    loaded = answer.readiness.loaded
    return Document(
        name="readiness",
        title="Who is not ready for which go-live",
        stated=stated(answer),
        meanings=MEANINGS,
        source=source_of(loaded, answer.readiness.as_of, making),
        parts=(
            _overloaded(answer),
            _stale(answer),
            _matrix(answer),
        ),
        numbers=numbers(answer),
        glance=readiness_glance(answer),
    )


def _overloaded(answer: Matrix) -> Table:
    return Table(
        "Overloaded and not ready",
        OVERLOADED,
        tuple((*_pair(row), row["saturation"]) for row in answer.overloaded.iter_rows(named=True)),
        empty="None of the pairs shown is overloaded and not ready.",
    )


def _stale(answer: Matrix) -> Table:
    return Table(
        "Stale: assessed too long ago",
        STALE,
        tuple((*_pair(row), row["assessed_on"]) for row in answer.stale.iter_rows(named=True)),
        empty="None of the pairs shown is stale.",
    )


def _pair(row: Row) -> tuple[str, str, date | None, str, str]:
    return (
        row["project_name"] or row["project"],
        row["unit_name"] or row["unit"],
        row["go_live"],
        countdown(row["days_left"]),
        state_words(row),
    )


def _matrix(answer: Matrix) -> HeatTable:
    """Projects by units, in order of the next go-live."""
    spec = matrix_spec(answer.rows, answer.readiness.rows, key="", title="", href="")
    return HeatTable(
        title="Readiness by project and unit",
        summary=stated(answer),
        corner="Project",
        code_head="Next go-live",
        columns=tuple(HeatColumn(unit["name"], unit["code"]) for unit in spec["units"]),
        rows=tuple(
            HeatRow(project["name"], project["note"].partition(",")[0]) for project in spec["projects"]
        ),
        cells=_cells(spec),
        steps=tuple(Step(kind, name, SHADES[kind]) for kind, name in KIND_NAMES.items()),
        steps_title="States",
    )


def _cells(spec: MatrixSpec) -> tuple[tuple[HeatCell, ...], ...]:
    rows = []
    for project in spec["projects"]:
        cells = [HeatCell("", NO_PAIR)] * len(spec["units"])
        for cell in project["cells"]:
            out = cell["kind"] == "out"
            days = f", {cell['days']}" if "days" in cell else ""
            cells[cell["unit"]] = HeatCell(
                "" if out else f"{cell['word'].removeprefix('barrier: ')}{days}",
                LEFT_OUT if out else cell["kind"],
                marks=("overloaded",) if cell.get("over") else (),
            )
        rows.append(tuple(cells))
    return tuple(rows)


def numbers(answer: Matrix) -> pl.DataFrame:
    """One row per pair of a project and a unit, in order of go-live.

    A score that may not be shown is empty, and its element named under `hidden`. `load` and `capacity` are
    hours of the unit's go-live week.
    """
    flagged = answer.overloaded.select("project", "unit", overloaded_and_not_ready=pl.lit(1))
    return (
        answer.rows.join(flagged, on=("project", "unit"), how="left", maintain_order="left")
        .with_columns(
            pl.col("hidden").list.join(", "),
            pl.col("over_capacity").cast(pl.Int64),
            pl.col("overloaded_and_not_ready").fill_null(0),
        )
        .select(PAIR_COLUMNS)
        .with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String))
    )
