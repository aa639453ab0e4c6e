"""A scenario's moves as one short text for links: letters, digits, `-`, `.`, `_` and `~` only.

    shift.CONNECT-D1-ENG-N...3_cancel..RMS

Moves are parted by `_`, their fields by `.`, in the order of `scenario_rows.FIELDS`; any other character
of a field, these three among them, is `~` and two hexadecimal digits for each of its UTF-8 bytes. No
browser, chat or mail program changes such a text, so it can stand in a query as it is.
"""

import re
from collections.abc import Iterable

from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.scenario import Move
from heatmap.planning.scenarios.scenario_rows import FIELDS, moves_of, rows_of

LONGEST = 6_000  # characters; the address of a page holds no more than 8,000

_ESCAPE = re.compile(r"~([0-9A-F]{2})")
_PLAIN = re.compile(r"(?:[A-Za-z0-9-]|~[0-9A-F]{2})*")


def text_of(moves: Iterable[Move]) -> str:
    """The text of moves; the same moves always give the same text."""
    return "_".join(".".join([row["move"], *map(_escaped, _fields(row))]) for row in rows_of(moves))


def moves_in(text: str) -> tuple[Move, ...]:
    """The moves of a text.

    Raises:
        HeatmapError: the text is not that of a scenario.
    """
    if len(text) > LONGEST:
        raise HeatmapError(
            f"The scenario in the link is {len(text):,} characters long, more than {LONGEST:,}.",
            "Save it and share the saved one, or give it fewer moves.",
        )
    return moves_of(_row(part) for part in text.split("_")) if text else ()


def _fields(row: dict[str, str]) -> list[str]:
    return [row[name] for name in FIELDS[row["move"]]]


def _row(part: str) -> dict[str, str]:
    kind, *fields = part.split(".")
    names = FIELDS.get(kind)
    if names is None:
        return {"move": kind}  # which no move is called: refused with the names of those that are
    if len(fields) != len(names):
        raise HeatmapError(
            f"A {kind} in the link has {len(fields)} fields in place of {len(names)}.",
            "Copy the link again, whole.",
        )
    return {"move": kind, **{name: _plain(field) for name, field in zip(names, fields, strict=True)}}


def _escaped(field: str) -> str:
    return "".join(
        letter if letter == "-" or (letter.isascii() and letter.isalnum()) else _bytes(letter)
        for letter in field
    )


def _bytes(letter: str) -> str:
    return "".join(f"~{byte:02X}" for byte in letter.encode())


def _plain(field: str) -> str:
    if not _PLAIN.fullmatch(field):
        raise HeatmapError("The scenario in the link is garbled.", "Copy the link again, whole.")
    raw = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), field)
    try:
        return raw.encode("latin-1").decode("utf-8")
    except UnicodeError:
        raise HeatmapError("The scenario in the link is garbled.", "Copy the link again, whole.") from None
