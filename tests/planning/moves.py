"""Moves that Hypothesis makes: any, and ones of the portfolios in tests.scoring.portfolios."""

from datetime import date, timedelta

from hypothesis import strategies as st

from heatmap.planning.scenarios.scenario import (
    Add,
    AddCapacity,
    AddFreeze,
    Cancel,
    Change,
    Impact,
    Move,
    Noun,
    Shift,
)
from heatmap.terms import EVEN_KINDS, Kind
from tests.scoring.portfolios import AREAS, PROJECTS, START, UNITS

Texts = st.SearchStrategy[str]

_numbers = st.sampled_from((0.0, 1e-7, 0.125, 1 / 3, 50.0, 12_345.678, 1e6))
_days = st.tuples(st.integers(0, 150), st.integers(0, 40)).map(
    lambda days: (START + timedelta(days=days[0]), START + timedelta(days=sum(days)))
)


def _moves(targets: tuple[Texts, Texts], cells: tuple[Texts, Texts], added: Texts) -> st.SearchStrategy[Move]:
    """Moves of these events and projects, units and areas, and codes of events to add."""
    (events, projects), (units, areas) = targets, cells
    target = st.tuples(st.just(Noun.EVENT), events) | st.tuples(st.just(Noun.PROJECT), projects)
    weeks = st.integers(-30, 30).filter(bool)
    impacts = st.lists(
        st.builds(Impact, units, areas, _numbers, st.none() | _numbers, st.integers(1, 5)),
        max_size=3,
        unique_by=lambda impact: (impact.unit, impact.area),
    ).map(tuple)
    everywhere = st.tuples(units | st.just("*"), areas | st.just("*"))
    return st.one_of(
        st.tuples(target, weeks).map(lambda drawn: Shift(*drawn[0], drawn[1])),
        st.tuples(projects, weeks, _days).map(
            lambda drawn: Shift(Noun.PROJECT, drawn[0], drawn[1], drawn[2][0])
        ),
        target.map(lambda drawn: Cancel(*drawn)),
        st.tuples(events, st.none() | _numbers, _numbers, everywhere).map(
            lambda drawn: Change(*drawn[:3], *drawn[3])
        ),
        st.builds(_added, added, projects, st.sampled_from(tuple(Kind)), _days, impacts),
        st.tuples(units, areas, st.sampled_from((0.5, 8.0, 40.0)), _days).map(
            lambda drawn: AddCapacity(*drawn[:3], *drawn[3])
        ),
        st.tuples(units | st.just("*"), _days).map(lambda drawn: AddFreeze(drawn[0], *drawn[1])),
    )


def _added(event: str, project: str, kind: Kind, days: tuple[date, date], impacts: tuple[Impact, ...]) -> Add:
    go_live = None if kind in EVEN_KINDS else days[0]
    return Add(event, project, f"Added {event}", kind, *days, go_live, impacts)


_codes = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=8).filter(
    lambda text: bool(text.strip())
)
ANY_MOVES = _moves((_codes, _codes), (_codes, _codes), _codes)
OWN_MOVES = _moves(
    (st.sampled_from([f"E{number}" for number in range(9)]), st.sampled_from(PROJECTS)),
    (st.sampled_from(UNITS), st.sampled_from(AREAS)),
    st.sampled_from(("E6", "E7", "E8")),
)
