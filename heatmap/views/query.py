"""The parts of an address's query string, each checked and read as what it means."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar
from urllib.parse import parse_qs, urlencode

from heatmap.errors import HeatmapError

T = TypeVar("T")
Given = Mapping[str, list[str]]

LONGEST_QUERY = 8_000  # characters; longer than any view that the controls can make


def given(query: object) -> Given:
    """The values by name of a query string; a page's callbacks pass what they are sent.

    Raises:
        HeatmapError: no text, or one that is too long.
    """
    if not isinstance(query, str):
        raise HeatmapError("The request does not describe a view.", "Reload the page and try again.")
    if len(query) > LONGEST_QUERY:
        raise HeatmapError(
            f"The address holds {len(query):,} characters.",
            "Use the filters on the page to make it again.",
        )
    return parse_qs(query.removeprefix("?"))


def written(
    single: Iterable[tuple[str, object, object]],
    several: Iterable[tuple[str, Sequence[str], Sequence[str]]] = (),
) -> str:
    """The query string of names, values and usual values, `?weeks=13&unit=NA`; usual ones are left out.

    Nothing but usual values give ``.
    """
    pairs = [(name, str(value)) for name, value, usual in single if value != usual]
    for name, values, usual_values in several:
        if values != usual_values:
            pairs.extend((name, value) for value in values)
    return f"?{urlencode(pairs)}" if pairs else ""


def one(parts: Given, name: str, parse: Callable[[str], T]) -> T | None:
    """The last value of `name`, parsed; None without one."""
    values = parts.get(name)
    return parse(values[-1]) if values else None


def version(text: str) -> int:
    """A version's number."""
    if re.fullmatch("[0-9]{1,9}", text):
        return int(text)
    raise HeatmapError(f"“{text}” is not a version.", "Give a version's number, such as 2.")


def version_or_day(text: str) -> int | date:
    """A version's number, or the day that the version describes."""
    try:
        return day(text) if "-" in text else version(text)
    except HeatmapError as wrong:
        raise HeatmapError(
            f"“{text}” is neither a version nor a date.",
            "Give a number such as 2, or a date such as 2020-03-02.",
        ) from wrong


def day(text: str) -> date:
    """A day, written as 2020-10-05."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HeatmapError(f"“{text}” is not a date.", "Write it as 2020-10-05.") from None


def among(noun: str, choices: Iterable[str]) -> Callable[[str], str]:
    """A parser that takes nothing but one of `choices`."""
    valid = tuple(choices)

    def parse(text: str) -> str:
        if text in valid:
            return text
        raise HeatmapError(f"There is no {noun} “{text}”.", f"Choose from: {', '.join(valid)}.")

    return parse
