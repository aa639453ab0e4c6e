"""How wide the columns of a plain table are on a slide."""

from heatmap.exports.document import Holds, Table, TableColumn, said
from heatmap.exports.letters import width
from heatmap.exports.slides.frame import POINT
from heatmap.figures.svg import plain

INDENT = 5  # points before a text, or after a number
ROUND = 4  # points more, which the program's own margin needs
HEAD_LINES = 1.6  # of the head of a column of numbers, which is no reason for a wide column


def column_widths(table: Table, room: int, size: float) -> list[int]:
    """As wide as its values where there is room for all; else texts share what numbers and dates leave.

    No text has more than its values need while another lacks it, and no head is broken within a word.
    """
    needs = [_needed(table, at, size) for at in range(len(table.columns))]
    if sum(needs) <= room:
        return [int(need * room / sum(needs)) for need in needs]
    texts = [at for at, column in enumerate(table.columns) if column.holds is Holds.TEXT]
    made = dict(enumerate(needs))
    left = room - sum(need for at, need in enumerate(needs) if at not in texts)
    while texts:
        whole = sum(table.columns[at].width for at in texts)
        short = [at for at in texts if needs[at] <= left * table.columns[at].width / whole]
        for at in short or texts:
            share = left * table.columns[at].width / whole
            made[at] = needs[at] if short else max(share, least_width(table.columns[at], size))
        left -= sum(needs[at] for at in short)
        texts = [at for at in texts if at not in short] if short else []
    return [int(made[at] * min(1.0, room / sum(made.values()))) for at in range(len(needs))]


def least_width(column: TableColumn, size: float) -> float:
    """As wide as the longest word of its head."""
    return _padded(max(width(word, size, bold=True) for word in plain(column.name).split(" ")))


def _needed(table: Table, at: int, size: float) -> float:
    """As wide as its widest value, in one line, and its head in one line or, of numbers, in two."""
    column = table.columns[at]
    values = {said(row[at], column.holds, column.decimals) for row in table.rows}
    widest = max((width(plain(value), size) for value in values), default=0.0)
    head = width(plain(column.name), size, bold=True)
    lines = HEAD_LINES if len(column.name.split(" ")) > 1 else 1
    return max(_padded(max(widest, head / lines)), least_width(column, size))


def _padded(points: float) -> float:
    return (points + INDENT + ROUND) * POINT
