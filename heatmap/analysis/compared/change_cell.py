"""Why has this cell changed? Its exact causes, event by event: the answer behind the side panel."""

from dataclasses import dataclass
from datetime import date
from math import isnan

import numpy as np

from heatmap.analysis.compared.change_lists import CellChange, cell_change
from heatmap.analysis.compared.change_reasons import reasons
from heatmap.analysis.compared.changes import Changes, Level, level
from heatmap.errors import HeatmapError
from heatmap.scoring.difference.causes import CauseKind
from heatmap.scoring.grouping import By, Row
from heatmap.terms import SATURATION, Grain, Measure
from heatmap.views.view import Cell


@dataclass(frozen=True)
class CellCause:
    """One cause of a cell's difference: whose, what happened, from what to what, and what it adds.

    `load` and `capacity` are hours; `saturation` is a share, None where the cell's can not be compared.
    """

    subject: str
    sentence: str
    detail: str
    kind: CauseKind
    load: float
    capacity: float
    saturation: float | None


@dataclass(frozen=True, eq=False)
class ChangedCell:
    """One cell's difference and all its causes, the largest first; they add up to it."""

    change: CellChange
    column_end: date
    unit: str | None
    causes: tuple[CellCause, ...]


def changed_cell(
    answer: Changes, cell: Cell, measure: Measure = SATURATION, grain: Grain = Grain.WEEK
) -> ChangedCell:
    """The cell that an address names.

    Raises:
        HeatmapError: the difference has no such row or column.
    """
    over, row, column = _found(answer, cell, grain)
    made = over.parts
    entries = made.of_cell(row, column)
    stories = reasons(answer, over).stories
    causes = []
    for at in entries.tolist():
        story, load, capacity = stories[made.cause[at]], float(made.load[at]), float(made.capacity[at])
        reason = story.up if load > 0 or capacity < 0 else story.down
        share = float(made.saturation[at])
        causes.append(
            CellCause(
                subject=f"{reason.subject}: {story.title}" if story.title else reason.subject,
                sentence=reason.verb,
                detail=story.detail,
                kind=reason.kind,
                load=load,
                capacity=capacity,
                saturation=None if isnan(share) else share,
            )
        )
    causes.sort(key=lambda cause: (-abs(_amount(cause, measure)), cause.subject))
    place = over.rolled.columns[column]
    return ChangedCell(
        cell_change(answer, over, (row, column), measure),
        place.end,
        over.rolled.rows[row].unit,
        tuple(causes),
    )


def _amount(cause: CellCause, measure: Measure) -> float:
    if measure is SATURATION:
        return cause.load - cause.capacity if cause.saturation is None else cause.saturation
    return float(getattr(cause, measure.key))


def _found(answer: Changes, cell: Cell, grain: Grain) -> tuple[Level, int, int]:
    """The level that has the cell's row, and its places."""
    for by in (By.ORGANISATION, By.UNIT, By.UNIT_AREA, By.AREA, By.PROGRAMME):
        if _kind(cell.row) is not by:
            continue
        over = level(answer, by, grain)
        rows = [row.key for row in over.rolled.rows]
        starts = np.array([column.start for column in over.rolled.columns], dtype="datetime64[D]")
        at = np.flatnonzero(starts == np.datetime64(cell.column))
        if cell.row in rows and len(at):
            return over, rows.index(cell.row), int(at[0])
    raise HeatmapError(
        f"The difference has no cell “{cell.text}”.", "Choose a cell of the grid, or reset the filters."
    )


def _kind(key: str) -> By:
    """Which roll-up a row's key belongs to."""
    if key == Row().key:
        return By.ORGANISATION
    noun, _, rest = key.partition(":")
    if noun == "unit" and "/area:" in rest:
        return By.UNIT_AREA
    return {"area": By.AREA, "programme": By.PROGRAMME}.get(noun, By.UNIT)
