"""What a filter chooses of a coded portfolio: events, pairs of unit and area, impacts and weeks."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import polars as pl

from heatmap.scoring.coded.arrays import Flags, Floats, Integers
from heatmap.scoring.coded.coding import Coded
from heatmap.scoring.coded.impacts import Impacts
from heatmap.terms import LIVE_EVENTS, LIVE_PROJECTS, EventStatus, Filters, Kind, ProjectStatus, UnitKind
from heatmap.weeks import week_number


@dataclass(frozen=True, eq=False)
class Span:
    """Consecutive weeks: the first one's number, and how many."""

    first: int
    weeks: int

    @property
    def last(self) -> int:
        """The last week's number; before the first if there are none."""
        return self.first + self.weeks - 1

    @property
    def numbers(self) -> Integers:
        """Every week's number."""
        return np.arange(self.first, self.first + self.weeks)

    def joined(self, other: "Span") -> "Span":
        """The weeks of both, and those between them."""
        if not self.weeks or not other.weeks:
            return self if self.weeks else other
        first = min(self.first, other.first)
        return Span(first, max(self.last, other.last) - first + 1)


@dataclass(frozen=True, eq=False)
class Selection:
    """The chosen pairs, by place in the coded portfolio, and the chosen impacts, a row for each chosen pair.

    `span` holds the load of every event that scores; `window` are the weeks shown, a part of it.
    """

    pairs: Integers
    span: Span
    window: Span
    impacts: Impacts

    @property
    def row(self) -> Integers:
        """The place among the chosen pairs of each impact."""
        return self.impacts.row

    @property
    def event(self) -> Integers:
        """The event of each impact, by place in the coded portfolio."""
        return self.impacts.event.astype(np.int64)

    @property
    def weighted(self) -> Floats:
        """The weighted hours of each impact."""
        return self.impacts.weighted

    @property
    def severity(self) -> Integers:
        """The severity of each impact."""
        return self.impacts.severity.astype(np.int64)

    @property
    def estimated(self) -> Integers:
        """1 for each impact whose hours are estimated, else 0."""
        return self.impacts.estimated.astype(np.int64)

    @property
    def shown(self) -> slice:
        """The window's place within the span."""
        begin = self.window.first - self.span.first
        return slice(begin, begin + self.window.weeks)


def select(coded: Coded, filters: Filters, over: Span | None = None) -> Selection:
    """What `filters` choose. A code that the portfolio does not have chooses nothing.

    The span reaches at least over the weeks `over`.
    """
    events, pairs = chosen_events(coded, filters), _chosen_pairs(coded, filters)
    span = span_of(coded, filters)
    if over is not None:
        span = span.joined(over)
    return Selection(
        pairs=np.flatnonzero(pairs),
        span=span,
        window=_window(span, filters),
        impacts=_chosen_impacts(coded.impacts, events, pairs),
    )


def _chosen_impacts(impacts: Impacts, events: Flags, pairs: Flags) -> Impacts:
    if events.all() and pairs.all():
        return impacts
    entries = np.flatnonzero(events[impacts.event] & pairs[impacts.row])
    counts = np.bincount(impacts.row[entries], minlength=len(pairs))[pairs]
    return impacts.of(entries, np.append(0, np.cumsum(counts)))


def _places(codes: pl.Series, chosen: Iterable[str]) -> Flags:
    wanted = frozenset(chosen)
    return np.array([code in wanted for code in codes.to_list()], dtype=bool)


def _members(members: type[StrEnum], chosen: Iterable[str]) -> Flags:
    wanted = frozenset(chosen)
    return np.array([member in wanted for member in members])


def _scoring(coded: Coded, event_statuses: Iterable[str], project_statuses: Iterable[str]) -> Flags:
    """Events that score under these statuses."""
    of_event = _members(EventStatus, event_statuses)[coded.events.status]
    of_project = _members(ProjectStatus, project_statuses)[coded.events.project_status]
    return np.asarray(of_event & of_project)


def chosen_events(coded: Coded, filters: Filters) -> Flags:
    """Whether each coded event scores and is chosen, wherever it falls."""
    events = coded.events
    chosen = _scoring(coded, filters.event_statuses, filters.project_statuses)
    if filters.programmes:
        chosen &= _places(coded.programmes, filters.programmes)[events.programme]
    if filters.projects:
        chosen &= _places(coded.projects, filters.projects)[events.project]
    if filters.kinds:
        chosen &= _members(Kind, filters.kinds)[events.kind]
    return chosen


def _chosen_pairs(coded: Coded, filters: Filters) -> Flags:
    chosen = np.ones(len(coded.pair_unit), dtype=bool)
    if filters.units:
        chosen &= _places(coded.units, filters.units)[coded.pair_unit]
    if filters.areas:
        chosen &= _places(coded.areas, filters.areas)[coded.pair_area]
    if filters.unit_kinds:
        chosen &= _members(UnitKind, filters.unit_kinds)[coded.unit_kind[coded.pair_unit]]
    return chosen


def span_of(coded: Coded, filters: Filters) -> Span:
    """From the first to the last week in which an event has load, whatever else the filters choose.

    Events with a status that the filters ask for count besides those that always score, so that none
    of their hours falls outside.
    """
    scoring = coded.events.loaded & _scoring(
        coded, (*LIVE_EVENTS, *filters.event_statuses), (*LIVE_PROJECTS, *filters.project_statuses)
    )
    if not scoring.any():
        return Span(0, 0)
    first = int(coded.events.timing.first[scoring].min())
    return Span(first, int(coded.events.timing.last[scoring].max()) - first + 1)


def _window(span: Span, filters: Filters) -> Span:
    """The weeks of the span that hold a day from the filters' first to their last."""
    first = max(span.first, week_number(filters.first)) if filters.first else span.first
    last = min(span.last, week_number(filters.last)) if filters.last else span.last
    return Span(first, max(last - first + 1, 0))
