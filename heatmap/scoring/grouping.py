"""Which row of a roll-up each part and each impact of a cube belongs to."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from heatmap.scoring.coded.arrays import Integers
from heatmap.scoring.coded.coding import Coded
from heatmap.scoring.cube import Cube

REMEMBERED = 4  # portfolios whose order of rows is kept


class By(StrEnum):
    """What one row of a roll-up is. The values of `terms.Rows` are among them."""

    UNIT = "unit"
    AREA = "area"
    UNIT_AREA = "unit,area"
    PROGRAMME = "programme"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Row:
    """What a row stands for; None is all of them."""

    unit: str | None = None
    area: str | None = None
    programme: str | None = None

    @property
    def key(self) -> str:
        """How the row is named in one word: all, unit:NA, unit:NA/area:RESP, area:CID, programme:CONNECT."""
        named = (("unit", self.unit), ("area", self.area), ("programme", self.programme))
        return "/".join(f"{noun}:{code}" for noun, code in named if code is not None) or "all"


@dataclass(frozen=True, eq=False)
class Groups:
    """Rows, and the parts under them: a part is a pair (place among the cube's pairs) within one row.

    `impact_part` is the part that each selected impact falls on. `impact_row` follows from it.
    """

    rows: tuple[Row, ...]
    part_row: Integers
    part_pair: Integers
    impact_part: Integers

    @property
    def impact_row(self) -> Integers:
        """The row that each selected impact falls on."""
        return self.part_row[self.impact_part]

    def reduced(self, reduce: np.ufunc, parts: npt.NDArray[Any], empty: float) -> npt.NDArray[Any]:
        """Parts x columns reduced to rows x columns; `empty` where a row has no part."""
        result = np.full((len(self.rows), parts.shape[1]), empty, dtype=parts.dtype)
        order = np.argsort(self.part_row, kind="stable")
        present, starts = np.unique(self.part_row[order], return_index=True)
        if len(present):
            result[present] = reduce.reduceat(parts[order], starts, axis=0)
        return result


def groups(cube: Cube, by: By) -> Groups:
    """The cube's parts and impacts under the rows that `by` asks for.

    Units and areas are in the organisation's order and all there, unless the filters leave them out;
    programmes are in order of name, those with a chosen impact.
    """
    if by is By.PROGRAMME:
        return _programmes(cube)
    rows, part_row = _pair_rows(cube, by)
    return Groups(rows, part_row, np.arange(len(part_row)), cube.selection.row)


def _pair_rows(cube: Cube, by: By) -> tuple[tuple[Row, ...], Integers]:
    if by is By.ORGANISATION:
        return (Row(),), np.zeros(len(cube.units), dtype=np.int64)
    if by is By.UNIT:
        codes, place = _ordered_units(cube)
        return tuple(Row(unit=unit) for unit in codes), place[cube.units]
    if by is By.AREA:
        codes, place = _ordered_areas(cube)
        return tuple(Row(area=area) for area in codes), place[cube.areas]
    units, areas = _ordered_units(cube)[1][cube.units], _ordered_areas(cube)[1][cube.areas]
    order = np.lexsort((areas, units))
    part_row = np.empty_like(order)
    part_row[order] = np.arange(len(order))
    unit_codes, area_codes = cube.coded.units.to_list(), cube.coded.areas.to_list()
    named = ((unit_codes[cube.units[pair]], area_codes[cube.areas[pair]]) for pair in order)
    return tuple(Row(unit=unit, area=area) for unit, area in named), part_row


def _ordered_units(cube: Cube) -> tuple[list[str], Integers]:
    """The chosen units in the organisation's order; each coded unit's row, -1 if it is not chosen."""
    filters = cube.filters
    codes = [
        code
        for code, kind in _in_order(cube.coded).units
        if (not filters.units or code in filters.units)
        and (not filters.unit_kinds or kind in filters.unit_kinds)
    ]
    return codes, _rows_of(codes, cube.coded.units)


def _ordered_areas(cube: Cube) -> tuple[list[str], Integers]:
    """The chosen areas in the organisation's order; each coded area's row, -1 if it is not chosen."""
    chosen = cube.filters.areas
    codes = [code for code in _in_order(cube.coded).areas if not chosen or code in chosen]
    return codes, _rows_of(codes, cube.coded.areas)


def _rows_of(rows: list[str], codes: pl.Series) -> Integers:
    """The row of each code, -1 where it has none."""
    place = {code: row for row, code in enumerate(rows)}
    return np.array([place.get(code, -1) for code in codes.to_list()], dtype=np.int64)


@dataclass(frozen=True)
class _Order:
    """Codes in the organisation's order; a unit with its kind."""

    units: list[tuple[str, str]]
    areas: list[str]


@lru_cache(maxsize=REMEMBERED)
def _in_order(coded: Coded) -> _Order:
    """Read once for a portfolio: every view of it asks, twice for each of its levels."""
    units = coded.portfolio.units.sort("position", "unit")
    areas = coded.portfolio.areas.sort("position", "area")
    return _Order(
        units=list(zip(units["unit"].to_list(), units["kind"].to_list(), strict=True)),
        areas=areas["area"].to_list(),
    )


def _programmes(cube: Cube) -> Groups:
    """Parts are the pairs that a programme has an impact on."""
    pairs = max(len(cube.selection.pairs), 1)
    programme = cube.coded.events.programme[cube.selection.event]
    parts, impact_part = np.unique(programme * pairs + cube.selection.row, return_inverse=True)
    present, part_row = np.unique(parts // pairs, return_inverse=True)
    names = cube.coded.programmes.to_list()
    return Groups(
        rows=tuple(Row(programme=names[place]) for place in present),
        part_row=part_row,
        part_pair=parts % pairs,
        impact_part=impact_part,
    )
