"""Names that people type: tables, sheets, files and columns, forgiven for case and spaces."""

from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path

LONGEST_TOLD = 500  # characters of a sentence
LONGEST_NAME = 100  # characters of a file's name that a message repeats

# Control characters would move a terminal's cursor, and worse: each has a picture instead.
PICTURES = {chr(code): chr(0x2400 + code) for code in range(32)} | {"\x7f": "␡"}
# What a file's name has where it is no text in the system's encoding: nothing could be written with it.
_UNDECODED = {chr(code): "�" for code in range(0xD800, 0xE000)}
_NEUTRAL = str.maketrans(PICTURES | _UNDECODED)


def known_name(text: str, known: Collection[str]) -> str | None:
    """The name in `known` that `text` means, or None. “From Date” means from_date."""
    plain = " ".join(text.casefold().replace("\ufeff", "").split())
    for candidate in (plain, plain.replace(" ", "_"), plain.replace(" ", "")):
        if candidate in known:
            return candidate
    return None


def nearest(text: str, known: Collection[str]) -> str | None:
    """The name in `known` that looks most like `text`, or None if none is near."""
    by_case = {name.casefold(): name for name in known}
    found = get_close_matches(text.casefold().strip(), by_case, n=1, cutoff=0.6)
    return by_case[found[0]] if found else None


def did_you_mean(text: str, known: Collection[str]) -> str:
    """A question that names the nearest known name, with a space before it; empty if none is near."""
    name = nearest(text, known)
    return f" Did you mean “{name}”?" if name else ""


def listed(names: Collection[str], last: str = "or") -> str:
    """Names as a person lists them: “a, b or c”."""
    *most, final = names
    return f"{', '.join(most)} {last} {final}" if most else final


def called(path: Path) -> str:
    """What messages call a file or folder: its own name, also where it is given as “.” or “..”."""
    own = path.name if path.name not in ("", "..") else path.resolve().name
    return told(own or str(path), LONGEST_NAME)


def told(text: str, longest: int = LONGEST_TOLD) -> str:
    """A text as a message has it, which may repeat what a file says or is called.

    It is cut, and has no control characters and no bytes that are no text.
    """
    cut = text if len(text) <= longest else text[:longest] + "…"
    return cut.translate(_NEUTRAL)
