"""Why a cell's difference is what it is: its causes, gathered into reasons that can be said in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from heatmap import words
from heatmap.analysis.compared.change_causes import Reason, Story, Teller
from heatmap.analysis.compared.changes import REMEMBERED, Changes, Level
from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.terms import CAPACITY, LOAD, Measure

MOST_NAMED = 2  # reasons in a sentence
ENOUGH = 0.6  # of what drives a difference: no further reason is named


@dataclass(frozen=True, eq=False)
class Reasons:
    """What every cell's difference is made of: one entry per cell and reason, sorted by row and column.

    `stories` are the causes' in words, by their place in the parts; `reason` is a place in `reasons`; the
    numbers are those of Parts, summed. `entries` are the entries of the parts in the same order: those of
    entry n are `entries[bounds[n]:bounds[n + 1]]`.
    """

    stories: tuple[Story, ...]
    reasons: tuple[Reason, ...]
    row: Integers
    column: Integers
    reason: Integers
    load: Floats
    capacity: Floats
    saturation: Floats
    entries: Integers
    bounds: Integers

    def of_cell(self, row: int, column: int) -> Integers:
        """The entries of one cell."""
        begin, end = np.searchsorted(self.row, (row, row + 1))
        first, last = np.searchsorted(self.column[begin:end], (column, column + 1))
        return np.arange(begin + first, begin + last)

    def amount(self, measure: Measure) -> Floats:
        """What each entry adds to the measure; hours of pressure where saturation is unknown."""
        if measure is LOAD:
            return self.load
        if measure is CAPACITY:
            return self.capacity
        return np.where(np.isnan(self.saturation), self.load - self.capacity, self.saturation)


@lru_cache(maxsize=REMEMBERED)
def teller(answer: Changes) -> Teller:
    """The teller of a difference, remembered."""
    return Teller(answer)


@lru_cache(maxsize=REMEMBERED * 2)
def reasons(answer: Changes, over: Level) -> Reasons:
    """The reasons of every cell of a level, remembered."""
    made = over.parts
    stories = tuple(teller(answer).story(cause) for cause in made.causes)
    known: dict[Reason, int] = {}
    ways = np.array(
        [[known.setdefault(way, len(known)) for way in (story.down, story.up)] for story in stories],
        dtype=np.int64,
    ).reshape(len(stories), 2)
    raises = ((made.load > 0) | (made.capacity < 0)).astype(np.int64)
    reason = ways[made.cause, raises]
    order = np.lexsort((reason, made.column, made.row))
    keys = np.stack([made.row[order], made.column[order], reason[order]])
    starts = np.flatnonzero(np.append(True, (keys[:, 1:] != keys[:, :-1]).any(axis=0)))[: keys.shape[1]]

    def summed(values: Floats) -> Floats:
        return np.add.reduceat(values[order], starts) if len(starts) else np.zeros(0)

    return Reasons(
        stories=stories,
        reasons=tuple(known),
        row=keys[0][starts],
        column=keys[1][starts],
        reason=keys[2][starts],
        load=summed(made.load),
        capacity=summed(made.capacity),
        saturation=summed(made.saturation),
        entries=order,
        bounds=np.append(starts, len(order)),
    )


def chief(made: Reasons, over: Level, measure: Measure) -> Integers:
    """Of each cell, rows x columns, the reason that drives its difference most; -1 where nothing changed."""
    amount = made.amount(measure)
    total = np.zeros(over.rolled.load.shape)
    np.add.at(total, (made.row, made.column), amount)
    driving = amount * np.sign(total)[made.row, made.column]
    order = np.lexsort((driving, made.column, made.row))
    found = np.full(total.shape, -1)
    found[made.row[order], made.column[order]] = np.where(driving[order] > 0, made.reason[order], -1)
    return found


def titles(made: Reasons, over: Level, entry: int) -> list[str]:
    """The titles of the events behind one entry."""
    causes = over.parts.cause[made.entries[made.bounds[entry] : made.bounds[entry + 1]]]
    return list(dict.fromkeys(made.stories[cause].title for cause in causes))


def because(
    answer: Changes, over: Level, cell: tuple[int, int], measure: Measure, most: int = MOST_NAMED
) -> str:
    """CONNECT Drop 1 moved 4 weeks later and Taser grew (more people); empty where nothing changed.

    Named are the largest of the reasons that go the way of the whole difference, at most so many.
    """
    made = reasons(answer, over)
    entries = made.of_cell(*cell)
    amount = made.amount(measure)[entries]
    way = np.sign(amount.sum())
    driving = entries[np.sign(amount) == way] if way else entries
    size = np.abs(made.amount(measure)[driving])
    driving = driving[np.argsort(-size, kind="stable")]
    return _listed([_said(made, over, int(entry)) for entry in driving], _named(np.sort(size)[::-1], most))


def _said(made: Reasons, over: Level, entry: int) -> str:
    reason = made.reasons[int(made.reason[entry])]
    return reason.said(titles(made, over, entry))


def _named(sizes: Floats, most: int) -> int:
    """How many reasons, the largest first, are named: until they are enough, and few."""
    if not len(sizes):
        return 0
    reached = np.cumsum(sizes) >= ENOUGH * sizes.sum()
    return min(int(np.argmax(reached)) + 1, most)


def _listed(said: Sequence[str], named: int) -> str:
    rest = len(said) - named
    if rest > 0:
        return f"{', '.join(said[:named])} and {words.counted(rest, 'smaller cause')}"
    return " and ".join(said)
