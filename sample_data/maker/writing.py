"""Rows to CSV: UTF-8, commas, line feeds; the same rows always give the same bytes."""

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

Value = str | int | float | date | None


def write_tables(folder: Path, tables: dict[str, Sequence[NamedTuple]]) -> None:
    """Write one file a table into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        header = type(rows[0])._fields
        write_lines(folder / f"{name}.csv", [header, *(tuple(map(text_of, row)) for row in rows)])


def write_lines(path: Path, lines: Sequence[Sequence[str]]) -> None:
    """Write fields as they are, quoted only where a comma or quote needs it."""
    write_text(path, "".join(map(line_of, lines)))


def line_of(fields: Sequence[str]) -> str:
    """Fields as one line of CSV, with its line feed."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(fields)
    return buffer.getvalue()


def write_text(path: Path, text: str) -> None:
    """Write a text as it is, in UTF-8."""
    path.write_bytes(text.encode("utf-8"))


def text_of(value: Value) -> str:
    """A value as the data contract writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    return value.isoformat() if isinstance(value, date) else str(value)
