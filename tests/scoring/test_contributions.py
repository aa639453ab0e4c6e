from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heatmap.portfolio import Portfolio
from heatmap.scoring.contributions import by_programme, by_project, causes, contributions, event_rows
from heatmap.scoring.cube import score
from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import DEFAULT
from heatmap.scoring.rollup import roll_up
from heatmap.terms import Filters, Grain
from tests.scoring.agreement import some_filters
from tests.scoring.oracle import Oracle
from tests.scoring.portfolios import AREAS, START, UNITS, portfolio, portfolios


@settings(max_examples=60, deadline=None)
@given(
    portfolios(),
    some_filters,
    st.sampled_from(((), UNITS[:1], UNITS[1:])),
    st.sampled_from(((), AREAS[:1])),
    st.sampled_from(((None, None), (START + timedelta(days=30), START + timedelta(days=60)))),
)
def test_contributions_are_each_events_pieces(
    portfolio: Portfolio,
    filters: Filters,
    units: tuple[str, ...],
    areas: tuple[str, ...],
    days: tuple[date | None, date | None],
) -> None:
    """Load, estimated share and severity of each event on any set of cells are the oracle's."""
    oracle = Oracle(portfolio, DEFAULT, filters)
    first, last = days
    weeks = [
        week
        for week in oracle.weeks()
        if (first is None or week + timedelta(days=6) >= first) and (last is None or week <= last)
    ]
    loads: dict[str, float] = {}
    estimated: dict[str, float] = {}
    severity: dict[str, int] = {}
    for (unit, area, _), piece in oracle.pieces(weeks):
        if (not units or unit in units) and (not areas or area in areas):
            event = piece.event["event"]
            loads[event] = loads.get(event, 0.0) + piece.hours
            estimated[event] = estimated.get(event, 0.0) + piece.hours * piece.estimated
            severity[event] = max(severity.get(event, 0), piece.severity)
    found = contributions(
        score(portfolio, DEFAULT, filters), units=units, areas=areas, first=first, last=last
    )
    rows = {row["event"]: row for row in found.to_dicts()}
    assert rows.keys() == loads.keys()
    for event, row in rows.items():
        assert row["load"] == pytest.approx(loads[event], rel=1e-9)
        assert row["share"] == pytest.approx(loads[event] / sum(loads.values()), rel=1e-9)
        assert row["estimated"] == pytest.approx(estimated[event] / loads[event], rel=1e-9)
        assert row["severity"] == severity[event]


@settings(max_examples=60, deadline=None)
@given(portfolios(), some_filters)
def test_contributions_add_up_to_the_cell(portfolio: Portfolio, filters: Filters) -> None:
    """The parts of each cell add up to its load within 1e-9, by event, project and programme."""
    cube = score(portfolio, DEFAULT, filters)
    for cell in cube.frame().filter(pl.col("load") > 0).head(12).to_dicts():
        week = cell["week"]
        parts = contributions(cube, units=[cell["unit"]], areas=[cell["area"]], first=week, last=week)
        for each in (parts, by_project(parts), by_programme(parts)):
            assert each["load"].sum() == pytest.approx(cell["load"], rel=1e-9)
            assert each["share"].sum() == pytest.approx(1.0, rel=1e-9)


@settings(max_examples=40, deadline=None)
@given(portfolios(), some_filters, st.sampled_from(By), st.sampled_from(Grain))
def test_causes_are_the_three_greatest_contributions(
    portfolio: Portfolio, filters: Filters, by: By, grain: Grain
) -> None:
    """Each cell of the roll-up names its three greatest events, in order, with their shares."""
    cube = score(portfolio, DEFAULT, filters)
    rolled, chief = roll_up(cube, by, grain), causes(cube, by, grain)
    names = event_rows(chief.coded, chief.places)["event"].to_list()
    for row, group in enumerate(rolled.rows):
        for column, when in enumerate(rolled.columns[:6]):
            parts = contributions(
                cube,
                units=[group.unit] if group.unit else [],
                areas=[group.area] if group.area else [],
                programmes=[group.programme] if group.programme else [],
                first=date.fromordinal(719163 + 4 + when.first_week * 7),
                last=date.fromordinal(719163 + 4 + when.last_week * 7),
            )
            found = chief.event[row, column]
            expected = parts["share"].to_list()[:3]
            assert [names[each] for each in found if each >= 0] != [] or not expected
            assert chief.share[row, column, : len(expected)].tolist() == pytest.approx(expected, rel=1e-9)
            shares = dict(zip(parts["event"], parts["share"], strict=True))
            for place, each in enumerate(found):
                if each >= 0:
                    assert shares[names[each]] == pytest.approx(chief.share[row, column, place], rel=1e-9)
            assert np.count_nonzero(found >= 0) == len(expected)


WEEK = {"start": date(2020, 3, 2), "end": date(2020, 3, 8)}


def test_contributions_are_ranked_and_say_who_and_what() -> None:
    """Two events of 10 and 30 hours: the greater first, with its project, owner and share."""
    parts = contributions(
        score(
            portfolio(
                projects=[
                    {"project": "P1", "name": "CONNECT", "programme": "Digital", "owner": "Sam Hill"},
                ],
                events=[{"event": "E1", **WEEK}, {"event": "E2", "title": "Custody training", **WEEK}],
                impacts=[{"event": "E1"}, {"event": "E2", "people": 30.0}],
            ),
            DEFAULT,
        )
    )
    first = parts.row(0, named=True)
    assert parts["event"].to_list() == ["E2", "E1"]
    assert (first["title"], first["project_name"], first["programme"], first["owner"]) == (
        "Custody training",
        "CONNECT",
        "Digital",
        "Sam Hill",
    )
    assert (first["load"], first["share"], first["people"]) == pytest.approx((30.0, 0.75, 30.0))
