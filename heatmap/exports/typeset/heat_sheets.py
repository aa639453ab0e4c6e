"""A heat table in sheets that are read at arm's length: how wide its cells are, and where it is split."""

from dataclasses import dataclass
from typing import Any

from heatmap.exports.document import (
    LEFT_OUT,
    MARKS,
    NO_DATA,
    HeatCell,
    HeatRow,
    HeatTable,
    Holds,
)
from heatmap.exports.splitting import Span, lanes, split
from heatmap.figures.picture.svg import plain, width

LARGEST, SMALLEST = 9.0, 5.4  # points of a value; the smallest is that of footnotes in print
NAME_LARGEST, NAME_SMALLEST = 9.0, 6.5
GAP = 0.7
WIDEST = 46.0
TALLEST, SHORTEST = 21.0, 8.4
LONGEST_NAME = 190.0
HEAD = 24.0  # of groups and columns together
LANE = 9.5
LANE_SIZE = 6.5
MOST_LANES = 7
WORDS_NARROWEST, WORDS_WIDEST = 46.0, 92.0
LEGEND = 34.0
COMFORT = 1.25  # how much wider a picture's columns are than the narrowest: it has the room
SIGNS = {NO_DATA: "–", LEFT_OUT: "·"}
NO_BREAK = "\N{NO-BREAK SPACE}"
NARROW = 0.87  # of the estimate, which fits any font: these are set in the bundled one


@dataclass(frozen=True)
class Room:
    """What a page has for a table, in points; a picture's height has no end."""

    width: float
    height: float


def heat_content(table: HeatTable, room: Room, *, titled: bool) -> dict[str, Any]:
    """The table as the template takes it."""
    names, codes = _names(table)
    for_cells = room.width - names - codes - 2
    column_parts = split(len(table.columns), int(for_cells // (_narrowest(table) + GAP)))
    lane_count = min(MOST_LANES, len(table.calendar))
    for_rows = room.height - HEAD - LANE * lane_count - LEGEND
    row_parts = split(len(table.rows), int(for_rows // (SHORTEST + 0.9)))
    count, place = len(column_parts) * len(row_parts), 0
    sheets = []
    for columns in column_parts:
        for rows in row_parts:
            place += 1
            number = f" ({place} of {count})" if count > 1 else ""
            title = f"{table.title}{number}" if titled or count > 1 else ""
            sizes = _Sizes.of(table, columns, rows, (for_cells, for_rows), (names, codes))
            sheets.append(_sheet(table, rows, columns, sizes) | {"title": title})
    return {
        "kind": "heat",
        "corner": table.corner,
        "steps": {
            step.key: {"paper": step.shade.paper, "ink": step.shade.ink, "hatched": step.hatched}
            for step in table.steps
        },
        "legend": _legend(table),
        "sheets": sheets,
    }


def _names(table: HeatTable) -> tuple[float, float]:
    """Room for the rows' names and their codes."""
    names = max(
        (width(plain(row.name), NAME_LARGEST, bold=row.total) + 8 * row.level for row in table.rows),
        default=0,
    )
    codes = max((width(plain(row.code), 7) for row in table.rows if row.code), default=0)
    return min(LONGEST_NAME, names * NARROW + 6), min(60.0, codes + 6 if codes else 2)


def width_needed(table: HeatTable) -> float:
    """How wide a picture of the table is at least, without splitting it."""
    return sum(_names(table)) + 4 + len(table.columns) * (_narrowest(table) * COMFORT + GAP)


def _narrowest(table: HeatTable) -> float:
    """A column in which the longest value is still legible."""
    if table.holds is Holds.TEXT:
        return WORDS_NARROWEST
    texts = {cell.text for row in table.cells for cell in row}
    widest = max((width(plain(each), SMALLEST, bold=True) for each in texts), default=0)
    return widest * NARROW + 1.2


@dataclass(frozen=True)
class _Sizes:
    names: float
    codes: float
    column: float
    row: float
    letters: float
    names_letters: float

    @classmethod
    def of(
        cls,
        table: HeatTable,
        columns: range,
        rows: range,
        room: tuple[float, float],
        names: tuple[float, float],
    ) -> "_Sizes":
        """Cells as large as the room allows, and letters as large as the cells allow."""
        words = table.holds is Holds.TEXT
        column = min(WORDS_WIDEST if words else WIDEST, room[0] / max(1, len(columns)) - GAP)
        row = max(SHORTEST, min(TALLEST, room[1] / max(1, len(rows)) - 0.9))
        texts = {cell.text for cells in table.cells for cell in cells}
        widest = max((width(plain(each), 1, bold=True) for each in texts), default=1) * NARROW or 1
        across = (column - 1.2) / widest * (2 if words else 1)
        high = row * (0.42 if words else 0.72)
        return cls(
            names=names[0],
            codes=names[1],
            column=round(column, 2),
            row=round(row, 2),
            letters=round(max(SMALLEST, min(LARGEST, across, high)), 2),
            names_letters=round(max(NAME_SMALLEST, min(NAME_LARGEST, row * 0.72)), 2),
        )


def _sheet(table: HeatTable, rows: range, columns: range, sizes: _Sizes) -> dict[str, Any]:
    def columns_for(name: str) -> int:
        return int(width(plain(name), LANE_SIZE) * NARROW // (sizes.column + GAP)) + 1

    as_of = table.as_of if table.as_of is not None and table.as_of in columns else None
    return {
        "names": sizes.names,
        "codes": sizes.codes,
        "column": sizes.column,
        "row": sizes.row,
        "letters": sizes.letters,
        "names-letters": sizes.names_letters,
        "as_of": None if as_of is None else as_of - columns.start,
        "groups": _groups(table, columns, sizes),
        "heads": [plain(table.columns[at].head) for at in columns],
        "lanes": [
            _lane(spans, len(columns)) for spans in lanes(table.calendar, columns, columns_for, MOST_LANES)
        ],
        "rows": [_row(table.rows[at], [table.cells[at][each] for each in columns]) for at in rows],
    }


def _groups(table: HeatTable, columns: range, sizes: _Sizes) -> list[tuple[str, int]]:
    """Headings and how many columns they are over; half a month's name would mislead, so it is left out."""
    if not any(each.group for each in table.columns):
        return []
    groups: list[tuple[str, int]] = []
    for at in columns:
        name = plain(table.columns[at].group)
        if groups and groups[-1][0] == name:
            groups[-1] = (name, groups[-1][1] + 1)
        else:
            groups.append((name, 1))
    return [(_fitting(name, span * (sizes.column + GAP)), span) for name, span in groups]


def _fitting(name: str, room: float) -> str:
    for candidate in (name, name.split(" ", maxsplit=1)[0]):
        if width(candidate, 8, bold=True) * NARROW <= room:
            return candidate
    return ""


def _lane(spans: list[Span], count: int) -> list[dict[str, Any]]:
    """Cells of one lane, the empty stretches between bars and names too."""
    cells, at = [], 0
    for span in spans:
        if span.first > at:
            cells.append(
                {"across": span.first - at, "bar": False, "freeze": False, "text": "", "right": False}
            )
        bar = span.bar
        cells.append(
            {
                "across": span.last - span.first + 1,
                "bar": bar is not None,
                "freeze": bool(bar and bar.freeze),
                "text": plain(span.text).replace(" ", NO_BREAK),
                "right": span.right,
            }
        )
        at = span.last + 1
    if at < count:
        cells.append({"across": count - at, "bar": False, "freeze": False, "text": "", "right": False})
    return cells


def _row(row: HeatRow, cells: list[HeatCell]) -> dict[str, Any]:
    return {
        "name": plain(row.name),
        "code": plain(row.code),
        "level": row.level,
        "total": row.total,
        "cells": [(plain(cell.text) or SIGNS.get(cell.step, ""), cell.step, cell.marks) for cell in cells],
    }


def _legend(table: HeatTable) -> list[dict[str, str]]:
    entries = [
        {
            "kind": "step",
            "key": step.key,
            "sign": step.sign,
            "words": step.meaning,
        }
        for step in table.steps
    ]
    entries += [
        {"kind": "blank", "key": key, "sign": SIGNS.get(key, ""), "words": table.blanks[key]}
        for key in table.has_blanks
    ]
    entries += [{"kind": "mark", "key": key, "sign": "", "words": MARKS[key]} for key in table.has_marks]
    return entries
