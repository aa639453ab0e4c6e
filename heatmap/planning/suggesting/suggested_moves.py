"""Suggestions as moves of a scenario: few, and the same events."""

from heatmap.planning.optimising.problem import Problem
from heatmap.planning.scenarios.applying import events_of, starting, starts
from heatmap.planning.scenarios.scenario import Noun, Shift
from heatmap.planning.suggesting.suggestions import Suggestion
from heatmap.portfolio import Portfolio
from heatmap.terms import LIVE_EVENTS


def moves_of_suggestion(problem: Problem, move: Suggestion) -> tuple[Shift, ...]:
    """The shift of the project's events from a day on, where these are just the ones; else of each event."""
    portfolio = problem.coded.portfolio
    first_days, live = starts(portfolio), _live(portfolio)
    start = min(first_days[event] for event in move.events)
    own = starting(events_of(portfolio, Noun.PROJECT, move.project), first_days, start)
    if sorted(event for event in own if event in live) == sorted(move.events):
        return (Shift(Noun.PROJECT, move.project, move.weeks, start),)
    return tuple(Shift(Noun.EVENT, event, move.weeks) for event in move.events)


def _live(portfolio: Portfolio) -> set[str]:
    rows = portfolio.events.select("event", "status").iter_rows()
    return {str(event) for event, status in rows if status in LIVE_EVENTS}
