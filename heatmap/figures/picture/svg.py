"""Vector drawing in plain text: elements, and words that fit their place."""

import re
import unicodedata
from collections.abc import Iterable
from typing import Protocol
from xml.sax.saxutils import escape, quoteattr

_INVALID = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACES = re.compile("[^\\S\N{NO-BREAK SPACE}]+")
_NARROW = frozenset("iljtfrI.,:;'|!()[]/ ‘’")
_WIDE = frozenset("mwMW@%—…")
BASELINE = 0.35  # of the font size: from the middle of a line of digits down to its baseline


def plain(text: str) -> str:
    """`text` on one line, without the characters that XML has no place for; no-break spaces stay."""
    return _SPACES.sub(" ", _INVALID.sub("", text)).strip()


def element(name: str, attributes: dict[str, str | float], content: str = "") -> str:
    """An element; `content` is markup already. Attributes are escaped, numbers rounded to hundredths."""
    written = "".join(f" {key}={quoteattr(_value(value))}" for key, value in attributes.items())
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def group(attributes: dict[str, str | float], parts: Iterable[str]) -> str:
    """The parts with attributes in common; nothing when there are no parts."""
    content = "\n".join(parts)
    return element("g", attributes, f"\n{content}\n") if content else ""


def words(x: float, y: float, text: str, **attributes: str | float) -> str:
    """A line of text at (x, y), the baseline's start unless `text_anchor` says otherwise."""
    named = {key.replace("_", "-"): value for key, value in attributes.items()}
    return element("text", {"x": x, "y": y, **named}, escape(plain(text)))


def titled(full: str, parts: Iterable[str]) -> str:
    """The parts with their full text, shown on hover and read by screen readers."""
    return "<g>" + element("title", {}, escape(plain(full))) + "".join(parts) + "</g>"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide `text` is at font size `size`: an upper estimate over the usual sans-serif fonts."""
    return sum(map(_em, text)) * size * (1.06 if bold else 1.0)


class Measured(Protocol):
    """How wide a text is at a font size."""

    def __call__(self, text: str, size: float, *, bold: bool = False) -> float:
        """In the size's unit."""


def shorten(text: str, room: float, size: float, *, bold: bool = False, measured: Measured = width) -> str:
    """`text` if it fits into `room`, else its beginning and an ellipsis, else nothing."""
    text = plain(text)
    if measured(text, size, bold=bold) <= room:
        return text
    for length in range(len(text) - 1, 0, -1):
        short = text[:length].rstrip() + "…"
        if measured(short, size, bold=bold) <= room:
            return short
    return ""


def wrap(text: str, room: float, size: float, *, bold: bool = False, measured: Measured = width) -> list[str]:
    """`text` in lines no wider than `room`, broken between words, and inside a word only where it must be."""
    lines = [""]
    for word in plain(text).split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if measured(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.extend(_pieces(word, room, size, bold, measured))
    return [line for line in lines if line]


def _pieces(word: str, room: float, size: float, bold: bool, measured: Measured) -> list[str]:  # noqa: FBT001
    pieces = [""]
    for character in word:
        if pieces[-1] and measured(pieces[-1] + character, size, bold=bold) > room:
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.36
    if character in _WIDE:
        return 0.95
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    return 0.7 if character.isupper() else 0.58


def _value(value: str | float) -> str:
    return plain(value) if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
