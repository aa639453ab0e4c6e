"""Several roll-ups of one cube, one below the other: the total, the rows, and the rows opened below them."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from heatmap.scoring.contributions import Causes, causes
from heatmap.scoring.cube import Cube
from heatmap.scoring.grouping import By, Row
from heatmap.scoring.rollup import RollUp, roll_up
from heatmap.terms import Grain


@dataclass(frozen=True, eq=False)
class Stack:
    """Rows as the grid shows them; `causes` and `rolled` share their rows and columns.

    `rolled.rows[0]` is the organisation.
    """

    rolled: RollUp
    causes: Causes

    def place(self, row: Row) -> int:
        """The place of `row` in the stack; ValueError if it has none."""
        return self.rolled.rows.index(row)


def stack(cube: Cube, by: By, grain: Grain, opened: Sequence[str] = ()) -> Stack:
    """The organisation, then the rows of `by`; below each unit in `opened` its business areas."""
    levels = [By.ORGANISATION, by, *([By.UNIT_AREA] if opened else [])]
    rolled = [roll_up(cube, level, grain) for level in levels]
    reasons = [causes(cube, level, grain) for level in levels]
    rows = [row for each in rolled for row in each.rows]
    order = np.array(_order(rows, opened), dtype=np.int64)
    return Stack(_stacked(rolled, order), _stacked_causes(reasons, order))


def _order(rows: Sequence[Row], opened: Sequence[str]) -> list[int]:
    """Places of the rows to show: those of a unit and area only below their opened unit."""
    below: dict[str, list[int]] = {unit: [] for unit in opened}
    for place, row in enumerate(rows):
        if row.unit in below and row.area is not None:
            below[row.unit].append(place)
    order: list[int] = []
    for place, row in enumerate(rows):
        if row.unit is None or row.area is None:
            order += [place, *(below.get(row.unit, ()) if row.unit else ())]
    return order


def _stacked(rolled: Sequence[RollUp], order: np.ndarray) -> RollUp:
    arrays = {
        each.name: np.concatenate([getattr(one, each.name) for one in rolled])[order]
        for each in fields(RollUp)
        if isinstance(getattr(rolled[0], each.name), np.ndarray)
    }
    rows = [row for one in rolled for row in one.rows]
    return replace(rolled[0], rows=tuple(rows[place] for place in order), **arrays)


def _stacked_causes(reasons: Sequence[Causes], order: np.ndarray) -> Causes:
    # Every level has the same cube's events in the same order, so that their places need no change.
    return replace(
        reasons[0],
        event=np.concatenate([one.event for one in reasons])[order],
        share=np.concatenate([one.share for one in reasons])[order],
    )
