"""Shifts made on a cube instead of the tables: the same numbers as scoring the applied scenario, much faster.

A scenario is its other moves, applied to the tables and coded once, and the weeks that each event moves by.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from heatmap.planning.scenarios.applying import apply, events_of, starting, starts
from heatmap.planning.scenarios.scenario import Add, Move, Noun, Shift
from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import Coded
from heatmap.scoring.cube import EVERYTHING, Cube
from heatmap.scoring.moves import Moves
from heatmap.scoring.selection import select
from heatmap.terms import Filters


@dataclass(frozen=True, eq=False)
class Parted:
    """A scenario in two: the moves that are no shifts, in order, and the weeks by event."""

    others: tuple[Move, ...]
    weeks: Mapping[str, int]


def parted(portfolio: Portfolio, moves: Iterable[Move]) -> Parted:
    """The scenario in two parts that give the same when the shifts are made last.

    A project's shift moves the events that it has by then, so those added before it and not those after.

    Raises:
        HeatmapError: a shift names a code that the portfolio does not have.
    """
    others: list[Move] = []
    weeks: dict[str, int] = {}
    days = starts(portfolio)
    for move in moves:
        if not isinstance(move, Shift):
            others.append(move)
            if isinstance(move, Add):
                days[move.event] = move.first_day
            continue
        now = {event: day + timedelta(weeks=weeks.get(event, 0)) for event, day in days.items()}
        for event in starting(_events(portfolio, others, move), now, move.start):
            weeks[event] = weeks.get(event, 0) + move.weeks
    return Parted(tuple(others), {event: by for event, by in weeks.items() if by})


def _events(portfolio: Portfolio, others: Iterable[Move], move: Shift) -> list[str]:
    added = [each for each in others if isinstance(each, Add)]
    if move.noun is Noun.EVENT and move.code in [each.event for each in added]:
        return [move.code]
    own = [each.event for each in added if move.noun is Noun.PROJECT and each.project == move.code]
    return [*events_of(portfolio, move.noun, move.code), *own]


def unshifted(portfolio: Portfolio, parts: Parted) -> Portfolio:
    """The portfolio with the moves that are no shifts."""
    return apply(portfolio, parts.others)


def shifting(coded: Coded, weeks: Mapping[str, int], filters: Filters = EVERYTHING) -> Moves:
    """The coded portfolio with events moved by so many weeks each, ready to move on.

    Raises:
        HeatmapError: there is no such event.
    """
    moving = Moves(coded, filters, margin=_margin(coded, weeks, filters))
    for event, by in weeks.items():
        moving.move(event, by)
    return moving


def _margin(coded: Coded, weeks: Mapping[str, int], filters: Filters) -> int:
    """How far beyond the portfolio's span the moved events reach, wherever they are."""
    span, timing = select(coded, filters).span, coded.events.timing
    codes = coded.portfolio.events["event"].gather(coded.events.rows)
    places = {code: place for place, code in enumerate(codes.to_list())}
    furthest = 0
    for event, by in weeks.items():
        if (place := places.get(event)) is not None:
            first, last = int(timing.first[place]) + min(by, 0), int(timing.last[place]) + max(by, 0)
            furthest = max(furthest, span.first - first, last - span.last)
    return furthest


def shifted_cube(coded: Coded, weeks: Mapping[str, int], filters: Filters = EVERYTHING) -> Cube:
    """The cube of the coded portfolio with events moved by so many weeks each."""
    return shifting(coded, weeks, filters).cube()
