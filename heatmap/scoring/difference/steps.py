"""Takes the difference of two loads apart, impact by impact and step by step.

An impact of an event that scores in one version only counts as added or cancelled, whole. So does, as
re-scoped, an impact that only one version has of an event that scores in both. The load of an impact that
both versions have is led from the earlier to the later value in this order, each step's difference being
that cause's part:

    programme -> dates -> kind -> people -> hours per person -> severity -> scoring parameters

The steps form a chain, so that the parts add up to the whole by construction.
"""

from itertools import pairwise

import numpy as np

from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.difference.causes import Cause, What
from heatmap.scoring.difference.dates import Dates, step_dates
from heatmap.scoring.difference.sides import Side
from heatmap.scoring.difference.terms import WHATS, Collector, Terms, Where
from heatmap.scoring.parameters import Parameters
from heatmap.terms import EventStatus, ProjectStatus

_WAITING = (ProjectStatus.PROPOSED, ProjectStatus.PAUSED)


def load_terms(earlier: Side, later: Side) -> tuple[tuple[Cause, ...], Terms]:
    """The causes of all differences of load, and the terms that add up to them."""
    dates = step_dates(earlier, later)
    collector = Collector(len(earlier.common.events))
    keys = earlier.met.key, later.met.key
    _, in_earlier, in_later = np.intersect1d(*keys, assume_unique=True, return_indices=True)
    gone = np.where(dates.both, WHATS.index(What.REACH), _absence(later, What.CANCELLED))
    came = np.where(dates.both, WHATS.index(What.REACH), _absence(earlier, What.NEW))
    for side, shared, what, when, sign in (
        (earlier, in_earlier, gone, dates.earlier, -1.0),
        (later, in_later, came, dates.later, 1.0),
    ):
        alone = np.ones(len(side.met.key), dtype=bool)
        alone[shared] = False
        event = side.met.event[alone]
        where = Where(side.met.pair[alone], _programme(side)[event])
        collector.add(what[event], event, where, when=when[event], weight=sign * side.met.weighted[alone])
    event, pair = later.met.event[in_later], later.met.pair[in_later]
    places = [Where(pair, _programme(side)[event]) for side in (earlier, later)]
    _chain(collector, dates, event, places, _weights(earlier, later, in_earlier, in_later))
    return collector.terms(earlier.common.events, dates.timings)


def _absence(side: Side, otherwise: What) -> Integers:
    """For each common event, why it does not score in this version, as a place among WHATS.

    `otherwise` says of which way: NEW, what there is instead came; CANCELLED, what there was went.
    """
    came = otherwise is What.NEW
    coded, filters = side.coded, side.cube.filters
    status = np.array(tuple(EventStatus))[coded.events.status]
    of_project = np.array(tuple(ProjectStatus))[coded.events.project_status]
    waiting = np.isin(of_project, _WAITING) & ~np.isin(of_project, filters.project_statuses)
    cancelled = (status == EventStatus.CANCELLED) & ~np.isin(status, filters.event_statuses)
    known = np.full(len(status), WHATS.index(What.CHOSEN if came else What.LEFT))
    known[waiting] = WHATS.index(What.STARTED if came else What.STOPPED)
    known[cancelled] = WHATS.index(What.REINSTATED if came else What.CANCELLED)
    absent = np.full(len(side.common.events), WHATS.index(What.NEW if came else What.REMOVED))
    absent[side.event] = known
    return absent


def _programme(side: Side) -> Integers:
    """The common programme of each common event; 0 where the version has no such event."""
    programme = np.zeros(len(side.common.events), dtype=np.int64)
    programme[side.event] = side.programme[side.coded.events.programme]
    return programme


def _chain(
    collector: Collector, dates: Dates, event: Integers, places: list[Where], weights: list[Floats]
) -> None:
    """Impacts that both versions have, from step to step; `weights` are those of `_weights`."""
    was, now = places
    first, last = weights[0], weights[-1]
    stages = [each[event] for each in (dates.earlier, dates.dates, dates.kind, dates.later)]
    elsewhere = was.programme != now.programme
    collector.add(What.PROGRAMME, event, was, when=stages[0], weight=np.where(elsewhere, -first, 0.0))
    collector.add(What.PROGRAMME, event, now, when=stages[0], weight=np.where(elsewhere, first, 0.0))
    for what, (before, after) in zip((What.DATES, What.KIND), pairwise(stages[:3]), strict=True):
        changed = dates.differ(before, after)
        collector.add(what, event, now, when=before, weight=np.where(changed, -first, 0.0))
        collector.add(what, event, now, when=after, weight=np.where(changed, first, 0.0))
    scope = (What.PEOPLE, What.HOURS, What.SEVERITY)
    for what, (hours, later_hours) in zip(scope, pairwise(weights[:4]), strict=True):
        collector.add(what, event, now, when=stages[2], weight=later_hours - hours)
    changed = dates.differ(stages[2], stages[3]) | (weights[3] != last)
    collector.add(What.PARAMETERS, None, now, when=stages[2], weight=np.where(changed, -weights[3], 0.0))
    collector.add(What.PARAMETERS, None, now, when=stages[3], weight=np.where(changed, last, 0.0))


def _weights(earlier: Side, later: Side, in_earlier: Integers, in_later: Integers) -> list[Floats]:
    """Weighted hours: as earlier, with the later people, with the later hours and severity too, as later."""
    one, other, scored = earlier.met, later.met, earlier.coded.parameters
    given, severity = one.given[in_earlier], one.severity[in_earlier]
    people, later_given, later_severity = (
        other.people[in_later],
        other.given[in_later],
        other.severity[in_later],
    )
    return [
        one.weighted[in_earlier],
        _weighted(people, given, severity, scored),
        _weighted(people, later_given, severity, scored),
        _weighted(people, later_given, later_severity, scored),
        other.weighted[in_later],
    ]


def _weighted(people: Floats, given: Floats, severity: Integers, parameters: Parameters) -> Floats:
    """People * hours per person, or the default ones, * severity weight; to the bit as the coding has it."""
    estimated = np.array((0.0, *parameters.default_hours))[severity]
    hours = people * np.where(np.isnan(given), estimated, given)
    return np.asarray(hours * np.array((0.0, *parameters.severity_weight))[severity])
