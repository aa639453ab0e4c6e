"""A difference as the grid shows it: the total, the rows, the rows opened below them, and chief reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from heatmap.analysis.compared.change_reasons import Reasons, reasons, titles
from heatmap.analysis.compared.changes import Changes, Level, level
from heatmap.scoring.difference.difference import Level as Numbers
from heatmap.scoring.difference.difference import RolledDifference
from heatmap.scoring.grouping import By, Row
from heatmap.terms import Grain, Measure

TOP = 3  # reasons told on a cell

Chief = list[list[list[tuple[int, float]]]]


@dataclass(frozen=True, eq=False)
class ChangeStack:
    """Rows as the grid shows them, the organisation first.

    `chief` has, for each row and column, up to three pairs of a place in `sentences` and what that reason
    adds to the measure, the largest first.
    """

    rolled: RolledDifference
    sentences: list[str]
    chief: Chief


def change_stack(
    answer: Changes, measure: Measure, by: By, grain: Grain = Grain.WEEK, opened: Sequence[str] = ()
) -> ChangeStack:
    """The organisation, then the rows of `by`; below each unit in `opened` its business areas."""
    levels = [level(answer, each, grain) for each in (By.ORGANISATION, by)]
    below = level(answer, By.UNIT_AREA, grain) if opened else None
    said: dict[str, int] = {}
    rows: list[Row] = []
    places: list[tuple[int, int]] = []
    stacked = [*levels, *([below] if below else [])]
    for nth, each in enumerate(levels):
        for place, row in enumerate(each.rolled.rows):
            rows.append(row)
            places.append((nth, place))
            if below is not None and row.unit in opened and row.area is None:
                mine = [at for at, part in enumerate(below.rolled.rows) if part.unit == row.unit]
                rows += [below.rolled.rows[at] for at in mine]
                places += [(2, at) for at in mine]
    chief = [_chief(answer, each, measure, said) for each in stacked]
    return ChangeStack(
        rolled=_stacked([each.rolled for each in stacked], places, tuple(rows)),
        sentences=list(said),
        chief=[chief[nth][place] for nth, place in places],
    )


def _stacked(
    levels: Sequence[RolledDifference], places: Sequence[tuple[int, int]], rows: tuple[Row, ...]
) -> RolledDifference:
    starts = np.cumsum([0, *(len(each.rows) for each in levels)])
    order = np.array([starts[nth] + place for nth, place in places], dtype=np.int64)

    def side(name: str) -> Numbers:
        parts = [getattr(each, name) for each in levels]
        return Numbers(
            *(
                np.concatenate([getattr(each, array) for each in parts])[order]
                for array in ("load", "capacity", "saturation", "band")
            )
        )

    return replace(levels[0], rows=rows, before=side("before"), after=side("after"))


def _chief(answer: Changes, over: Level, measure: Measure, said: dict[str, int]) -> Chief:
    made = reasons(answer, over)
    amount = made.amount(measure)
    chief: Chief = [[[] for _ in over.rolled.columns] for _ in over.rolled.rows]
    for entry in np.lexsort((-np.abs(amount), made.column, made.row)).tolist():
        cell = chief[made.row[entry]][made.column[entry]]
        if len(cell) < TOP and amount[entry]:
            cell.append((said.setdefault(_sentence(made, over, entry), len(said)), float(amount[entry])))
    return chief


def _sentence(made: Reasons, over: Level, entry: int) -> str:
    return made.reasons[int(made.reason[entry])].said(titles(made, over, entry))
