"""Names that people type: tables, sheets, files and columns, forgiven for case and spaces."""

from collections.abc import Collection
from difflib import get_close_matches

LONGEST_TOLD = 500  # characters of a sentence

# Control characters would move a terminal's cursor, and worse: each has a picture instead.
PICTURES = {chr(code): chr(0x2400 + code) for code in range(32)} | {"\x7f": "␡"}
_NEUTRAL = str.maketrans(PICTURES)


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


def told(text: str, longest: int = LONGEST_TOLD) -> str:
    """A text as a message has it, which may repeat what a file says: cut, and without control characters."""
    cut = text if len(text) <= longest else text[:longest] + "…"
    return cut.translate(_NEUTRAL)
