"""A difference of loads as a sum of terms, each with its cause."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.coded.timing import Timing
from heatmap.scoring.difference.causes import Cause, What

WHATS = tuple(What)


@dataclass(frozen=True, eq=False)
class Where:
    """The common pair and the common programme of some impacts."""

    pair: Integers
    programme: Integers


@dataclass(frozen=True, eq=False)
class Terms:
    """The difference of the loads as a sum: entry t adds `weight[t]` hours, spread as `timing[t]` says.

    `cause` is a place among the causes, `pair` a common pair, `programme` a common programme and `timing` a
    place in `timings`.
    """

    timings: Timing
    cause: Integers
    pair: Integers
    programme: Integers
    timing: Integers
    weight: Floats


class Collector:
    """Collects terms; a cause is numbered by what happened and to which common event."""

    def __init__(self, events: int) -> None:
        self._events = events + 1  # the last one stands for no event
        self._parts: list[tuple[Integers, Integers, Integers, Integers, Floats]] = []

    def add(
        self, what: What | Integers, event: Integers | None, where: Where, *, when: Integers, weight: Floats
    ) -> None:
        """Hours `weight` on `where`, spread as `when` says. `what` is one for all, or places among WHATS."""
        some = np.flatnonzero(weight)
        number = np.full(len(weight), WHATS.index(what)) if isinstance(what, What) else what
        met = np.full(len(weight), self._events - 1) if event is None else event
        cause = number * self._events + met
        self._parts.append((cause[some], where.pair[some], where.programme[some], when[some], weight[some]))

    def terms(self, codes: pl.Series, timings: Timing) -> tuple[tuple[Cause, ...], Terms]:
        """The causes, sorted by what happened and event, and the terms."""
        cause, *rest = (np.concatenate(each) for each in zip(*self._parts, strict=True))
        numbers, place = np.unique(cause, return_inverse=True)
        names = [*codes.to_list(), None]
        causes = tuple(
            Cause(WHATS[number // self._events], names[number % self._events]) for number in numbers.tolist()
        )
        return causes, Terms(timings, place, *rest)
