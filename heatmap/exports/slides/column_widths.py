"""How wide the columns of a plain table are on a slide."""

from heatmap.exports.document import Holds, Table, Value, said
from heatmap.exports.letters import width
from heatmap.exports.slides.frame import POINT
from heatmap.figures.picture.svg import plain

INDENT = 5  # points before a text, or after a number
LONGEST_WORD = 10  # times the size of the letters; longer ones may be broken
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
    left = room - sum(need for at, need in made.items() if at not in texts)
    while texts:
        whole = sum(table.columns[at].width for at in texts)
        shares = {at: left * table.columns[at].width / whole for at in texts}
        least = {at: least_width(table, at, size) for at in texts}
        settled = {at: needs[at] for at in texts if needs[at] <= shares[at]}
        settled = settled or {at: least[at] for at in texts if least[at] > shares[at]} or shares
        made |= settled
        left -= sum(settled.values())
        texts = [at for at in texts if at not in settled]
    return [int(made[at] * min(1.0, room / sum(made.values()))) for at in range(len(needs))]


def least_width(table: Table, at: int, size: float) -> float:
    """As wide as the longest word of its head and of its values, unless that is no word of a language."""
    column = table.columns[at]
    texts = {row[at] for row in table.rows if isinstance(row[at], str)}
    longest = max((width(word, size) for text in texts for word in _words(text)), default=0.0)
    heads = max(width(word, size, bold=True) for word in _words(column.name))
    return _padded(max(heads, min(longest, size * LONGEST_WORD)))


def _words(text: Value) -> list[str]:
    return plain(str(text)).split(" ")


def _needed(table: Table, at: int, size: float) -> float:
    """As wide as its widest value, in one line, and its head in one line or, of numbers, in two."""
    column = table.columns[at]
    values = {said(row[at], column.holds, column.decimals) for row in table.rows}
    widest = max((width(plain(value), size) for value in values), default=0.0)
    head = width(plain(column.name), size, bold=True)
    lines = HEAD_LINES if len(column.name.split(" ")) > 1 else 1
    return max(_padded(max(widest, head / lines)), least_width(table, at, size))


def _padded(points: float) -> float:
    return (points + INDENT + ROUND) * POINT
