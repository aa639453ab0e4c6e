"""How what is too large for one page or slide is split, and where the calendar's names stand."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from heatmap.exports.document import CalendarBar


def split(count: int, most: int) -> list[range]:
    """`count` places in parts of at most `most`, as even as can be: 104 by 56 are 52 and 52."""
    parts = max(1, math.ceil(count / max(1, most)))
    edges = [round(part * count / parts) for part in range(parts + 1)]
    return [range(first, after) for first, after in pairwise(edges)]


def balanced(sizes: Sequence[int], room: int) -> list[range]:
    """Places in order, in as few parts as the room allows, and these as even as can be."""
    count, low, high = len(packed(sizes, room)), max(sizes, default=0), room
    while low < high:
        middle = (low + high) // 2
        if len(packed(sizes, middle)) > count:
            low = middle + 1
        else:
            high = middle
    return packed(sizes, max(low, high))


def packed(sizes: Sequence[int], room: int) -> list[range]:
    """Places in order, as many together as the room holds; at least one each time."""
    parts: list[range] = []
    first, used = 0, 0
    for place, size in enumerate(sizes):
        if used + size > room and place > first:
            parts.append(range(first, place))
            first, used = place, 0
        used += size
    return [*parts, range(first, len(sizes))]


def fair(wanted: Sequence[int], room: int) -> list[int]:
    """The room shared: whoever wants less than an equal part has it, the others share what is left alike."""
    given = [0] * len(wanted)
    left, waiting = room, sorted(range(len(wanted)), key=lambda place: wanted[place])
    for done, place in enumerate(waiting):
        given[place] = min(wanted[place], left // (len(waiting) - done))
        left -= given[place]
    return given


@dataclass(frozen=True)
class Span:
    """A stretch of one lane of the calendar: columns `first` to `last`, a bar or the name beside it."""

    first: int
    last: int
    bar: CalendarBar | None
    text: str = ""
    right: bool = False  # the name stands before its bar, and ends at it


def lanes(
    bars: Sequence[CalendarBar], columns: range, columns_for: Callable[[str], int], most: int
) -> list[list[Span]]:
    """The bars that meet `columns`, each with room for its name, in at most `most` lanes.

    `columns_for` says how many columns a name needs. A bar without a free lane is drawn in none: the
    calendar's entries stand in the notes as well.
    """
    made: list[list[Span]] = []
    free: list[int] = []
    for bar in sorted(bars, key=lambda each: (each.first, each.last, each.name)):
        spans = _spans(bar, columns, columns_for(bar.name))
        if not spans:
            continue
        lane = next((at for at, place in enumerate(free) if place <= spans[0].first), len(free))
        if lane == len(free):
            if len(free) == most:
                continue
            free.append(0)
            made.append([])
        made[lane].extend(spans)
        free[lane] = spans[-1].last + 1
    return made


def _spans(bar: CalendarBar, columns: range, room: int) -> list[Span]:
    """The bar and its name, counted from the first of `columns`."""
    if bar.last < columns.start or bar.first >= columns.stop:
        return []
    first, last = (
        max(bar.first, columns.start) - columns.start,
        min(bar.last, columns.stop - 1) - columns.start,
    )
    end = len(columns) - 1
    if last + room <= end:
        return [Span(first, last, bar), Span(last + 1, last + room, None, bar.name)]
    if first >= room:
        return [Span(first - room, first - 1, None, bar.name, right=True), Span(first, last, bar)]
    return [Span(first, last, bar, bar.name if last - first + 1 >= room else "")]
