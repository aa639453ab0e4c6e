"""A portfolio with one row for each way of being wrong, and good rows beside them.

Each wrong row says the column and a word that its reason must hold; ragged rows have no column.
"""

from dataclasses import dataclass
from pathlib import Path

from maker.broken_rows import FIELD_END, TABLES
from maker.writing import write_lines

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
        lines = [row.text.split(FIELD_END) for row in rows]
        write_lines(folder / "broken" / f"{name}.csv", [header.split(","), *lines])
        expected += [
            Expected(f"{name}.csv", line, row.column, row.word)
            for line, row in enumerate(rows, start=2)
            if row.word
        ]
    written = [[each.file, str(each.line), each.column, each.word] for each in expected]
    write_lines(folder / "broken_expected.csv", [list(EXPECTED), *written])
    return len(expected)
