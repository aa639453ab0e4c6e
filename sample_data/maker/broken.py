"""A portfolio with one row for each way of being wrong, and good rows beside them.

Each wrong row says the column and a word that its reason must hold; rows that cannot be laid into
columns have no column.
"""

from dataclasses import dataclass
from pathlib import Path

from maker.broken_rows import FIELD_END, TABLES, Line
from maker.writing import line_of, write_lines, write_text

EXPECTED = ("file", "line", "column", "word")


@dataclass(frozen=True)
class Expected:
    """One rejection to come: its file, line (the header is line 1), column, and a word of its reason."""

    file: str
    line: int
    column: str
    word: str


def write_broken(folder: Path) -> int:
    """Write `broken/` and `broken_expected.csv` into `folder`; give how many rows are wrong."""
    expected: list[Expected] = []
    (folder / "broken").mkdir(parents=True, exist_ok=True)
    for name, (header, rows) in TABLES.items():
        lines = [line_of(header.split(",")), *(_line(row) for row in rows)]
        write_text(folder / "broken" / f"{name}.csv", "".join(lines))
        expected += [
            Expected(f"{name}.csv", line, row.column, row.word)
            for line, row in enumerate(rows, start=2)
            if row.word
        ]
    written = [[each.file, str(each.line), each.column, each.word] for each in expected]
    write_lines(folder / "broken_expected.csv", [list(EXPECTED), *written])
    return len(expected)


def _line(row: Line) -> str:
    return f"{row.text}\n" if row.as_it_stands else line_of(row.text.split(FIELD_END))
