"""The chance of overload: against every possible outcome, by hand, and as properties."""

from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heatmap.planning.slipping.simulation import Simulation, is_over, simulate
from heatmap.planning.slipping.slippage import Delays, delays, distribution
from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.arrays import Floats
from heatmap.scoring.coded.coding import code
from heatmap.scoring.cube import Cube, score_coded
from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import DEFAULT
from heatmap.scoring.rollup import RollUp, roll_up
from heatmap.terms import EventStatus, Filters, Grain
from tests.planning.slipping import AS_OF, LATER, SLIPS, moved, parameters, three_projects
from tests.scoring.portfolios import PROJECTS, portfolio, portfolios

EVERY = [*product(range(3), repeat=3)]  # delays of P1, P2 and P3
MANY = 20_000
days = st.integers(-20, 140).map(lambda number: date(2020, 1, 1) + timedelta(days=number))


def cube_of(plan: Portfolio, filters: Filters | None = None) -> Cube:
    """Scored with slips of at most two weeks."""
    return score_coded(code(plan, parameters()), filters or Filters())


def every_outcome() -> Delays:
    """Each combination of delays once; P4 keeps its dates."""
    return np.array([(*each, 0) for each in EVERY], dtype=np.int16)


def outcomes(plan: Portfolio) -> list[RollUp]:
    """The plan scored anew for each combination, with all dates moved: an independent way."""
    return [
        roll_up(cube_of(moved(plan, dict(zip(("P1", "P2", "P3"), each, strict=True)))), By.UNIT)
        for each in EVERY
    ]


def over_in_each(plan: Portfolio, columns: int) -> Floats:
    """Whether the unit is over capacity: outcomes x weeks."""
    first = LATER[1]
    found = np.zeros((len(EVERY), columns))
    for place, rolled in enumerate(outcomes(plan)):
        weeks = [(column.start - first).days // 7 for column in rolled.columns]
        found[place, weeks] = is_over(rolled)[0]
    return found


def relief_of(simulated: Simulation, project: int) -> list[float]:
    """The relief of one project on the first row, week by week; 0 where it is not among the drivers."""
    found = np.where(simulated.driver[0] == project, simulated.relief[0], 0.0)
    return [float(week) for week in found.sum(axis=1)]


def same(one: Simulation, other: Simulation) -> bool:
    """Whether all numbers are the same to the last bit."""
    names = ("chance", "error", "low", "middle", "high", "driver", "relief", "relief_error")
    return all(getattr(one, name).tobytes() == getattr(other, name).tobytes() for name in names)


def test_the_chances_are_those_of_all_outcomes_counted_one_by_one() -> None:
    """27 combinations of delays, each equally often: exactly."""
    plan = three_projects()
    simulated = simulate(cube_of(plan), AS_OF, every_outcome())
    counted = over_in_each(plan, len(simulated.columns))
    assert simulated.chance[0].tolist() == (counted.sum(axis=0) / 27).tolist()
    # 19 October is over if P1 keeps its dates and P2 is late by at most a week; 26 October if two of the
    # three are there, which happens to P1 in 1/3, to P2 in 2/3 and to P3 in 1/3 of the outcomes; 2 November
    # if two of P1, P2 and P3 are there, each in 1/3.
    assert simulated.chance[0, :4].tolist() == [0.0, 6 / 27, 11 / 27, 7 / 27]


def test_the_reliefs_are_those_of_all_outcomes_counted_one_by_one() -> None:
    """Chance, less the chance among the nine outcomes in which the project keeps its dates."""
    plan = three_projects()
    simulated = simulate(cube_of(plan), AS_OF, every_outcome())
    counted = over_in_each(plan, len(simulated.columns))
    for project in range(3):
        kept = np.array([each[project] == 0 for each in EVERY])
        relief = counted.mean(axis=0) - counted[kept].mean(axis=0)
        assert relief_of(simulated, project) == pytest.approx(relief, abs=1e-6)
    assert relief_of(simulated, 3) == [0.0] * len(simulated.columns)
    # P1 on its dates would make 19 October worse.
    assert relief_of(simulated, 0)[1] == pytest.approx(6 / 27 - 6 / 9)


def test_drawn_chances_are_near_the_exact_ones_by_their_stated_error() -> None:
    """Weighted by the chances of each delay; within four standard errors."""
    plan = three_projects()
    cube = cube_of(plan)
    simulated = simulate(cube, AS_OF, delays(cube.coded, AS_OF, draws=MANY, seed=11))
    chances = [distribution(SLIPS[EventStatus(each)], 2) for each in ("confirmed", "planned", "tentative")]
    weights = np.array([np.prod([chances[place][late] for place, late in enumerate(each)]) for each in EVERY])
    exact = weights @ over_in_each(plan, len(simulated.columns))
    assert simulated.error[0] == pytest.approx(
        np.sqrt(simulated.chance[0] * (1 - simulated.chance[0]) / MANY)
    )
    assert (np.abs(simulated.chance[0] - exact) <= 4 * np.sqrt(exact * (1 - exact) / MANY)).all()
    assert 0 < exact[1] < 1


def test_the_bands_of_load_are_those_of_all_outcomes_in_order() -> None:
    """The 3rd, 14th and 25th of 27: the load that at least 10, 50 and 90 per cent do not exceed."""
    plan = three_projects()
    simulated = simulate(cube_of(plan), AS_OF, every_outcome())
    loads = np.zeros((len(EVERY), len(simulated.columns)))
    for place, rolled in enumerate(outcomes(plan)):
        weeks = [(column.start - LATER[1]).days // 7 for column in rolled.columns]
        loads[place, weeks] = rolled.load[0]
    ordered = np.sort(loads, axis=0)
    for band, rank in ((simulated.low, 3), (simulated.middle, 14), (simulated.high, 25)):
        assert band[0] == pytest.approx(ordered[rank - 1], abs=1e-3)


def test_running_work_stays_until_the_as_of_date_and_goes_on_later() -> None:
    """As of 12 October, 200 of P2's hours are done; the other 200 come a week late, on 26 October."""
    late = np.array([[0, 1, 0, 0]], dtype=np.int16)
    simulated = simulate(cube_of(three_projects()), LATER[2], late)
    assert simulated.middle[0, :4].tolist() == pytest.approx([200, 300, 450, 0])
    assert simulated.chance[0, :4].tolist() == [0, 0, 1, 0]


def test_months_are_as_likely_over_as_the_sum_of_their_weeks() -> None:
    """October has three weeks of 400 hours; E3 a week later is November's."""
    late = np.array([[0, 0, 1, 0], [0, 0, 0, 0]], dtype=np.int16)
    simulated = simulate(cube_of(three_projects()), AS_OF, late, By.UNIT, Grain.MONTH)
    assert simulated.low[0].tolist() == pytest.approx([700, 1])
    assert simulated.high[0].tolist() == pytest.approx([950, 251])


def test_a_window_takes_in_what_slips_into_it() -> None:
    """The week of 26 October alone, from P1, P2 and P3 alike."""
    plan = three_projects()
    whole = simulate(cube_of(plan), AS_OF, every_outcome())
    week = simulate(cube_of(plan, Filters(first=LATER[3], last=LATER[3])), AS_OF, every_outcome())
    assert week.chance[0].tolist() == whole.chance[0, 2:3].tolist()
    assert week.high[0].tolist() == whole.high[0, 2:3].tolist()


def test_any_load_where_there_is_no_capacity_is_over_and_what_left_is_not() -> None:
    """The calendar takes the week of 19 October; in half of the draws its only project is late."""
    plan = portfolio(
        events=[
            {"event": "A", "start": LATER[2], "end": LATER[2]},
            {"event": "B", "start": LATER[4], "end": LATER[4]},
        ],
        impacts=[{"event": "A", "people": 0.1}, {"event": "B", "people": 1e-9}],
        calendar=[{"name": "Closed", "start": LATER[2], "end": LATER[2] + timedelta(days=6)}],
    )
    late = np.array([[0], [1]], dtype=np.int16)
    assert simulate(cube_of(plan), AS_OF, late).chance[0].tolist() == [0.5, 0.0, 0.0]


def test_without_headcount_there_is_no_chance() -> None:
    """Unknown, as the saturation is."""
    plan = three_projects(headcount=[{"unit": "NA", "area": "CID", "headcount": 1.0, "from_date": LATER[3]}])
    simulated = simulate(cube_of(plan), AS_OF, every_outcome())
    assert np.isnan(simulated.chance[0]).tolist() == [True, True, *[False] * 5]
    assert np.isnan(simulated.error[0]).tolist() == [True, True, *[False] * 5]


def test_drivers_are_told_strongest_first_and_only_if_they_surely_are() -> None:
    """In the week of 26 October P2, then P1: their lateness makes it, P3 is there already."""
    cube = cube_of(three_projects())
    simulated = simulate(cube, AS_OF, delays(cube.coded, AS_OF, draws=MANY, seed=11))
    drivers = simulated.drivers(0, 2)
    assert [each.project for each in drivers] == ["P2", "P1"]
    assert drivers[0].relief > drivers[1].relief > 2 * drivers[1].error > 0


@settings(max_examples=60, deadline=None)
@given(plan=portfolios(), as_of=days, by=st.sampled_from(tuple(By)), grain=st.sampled_from(tuple(Grain)))
def test_without_slippage_the_chances_are_0_or_1_as_scored(
    plan: Portfolio, as_of: date, by: By, grain: Grain
) -> None:
    """And the bands are the load itself."""
    cube = score_coded(code(plan, DEFAULT))
    rolled = roll_up(cube, by, grain)
    simulated = simulate(cube, as_of, np.zeros((7, len(PROJECTS)), dtype=np.int16), by, grain)
    known = ~np.isnan(rolled.capacity)
    assert (simulated.chance[known] == is_over(rolled)[known]).all()
    assert np.isnan(simulated.chance[~known]).all()
    for band in (simulated.low, simulated.middle, simulated.high):
        assert (band == rolled.load).all()


@settings(max_examples=40, deadline=None)
@given(plan=portfolios(), as_of=days, seed=st.integers(0, 5))
def test_the_same_seed_gives_the_same_bytes_and_chances_are_chances(
    plan: Portfolio, as_of: date, seed: int
) -> None:
    """Bands in order, between nothing and all that could come together."""
    cube = score_coded(code(plan, DEFAULT))
    late = delays(cube.coded, as_of, draws=200, seed=seed)
    assert late.tobytes() == delays(cube.coded, as_of, draws=200, seed=seed).tobytes()
    one, other = (simulate(cube, as_of, late) for _ in range(2))
    assert same(one, other)
    known = one.chance[~np.isnan(one.chance)]
    assert ((known >= 0) & (known <= 1)).all()
    assert (one.low <= one.middle).all()
    assert (one.middle <= one.high).all()
    assert (one.low >= 0).all()


@settings(max_examples=40, deadline=None)
@given(plan=portfolios(), as_of=days, late=st.tuples(*[st.integers(0, 9)] * len(PROJECTS)))
def test_one_draws_load_is_the_moved_portfolios_where_all_work_is_to_come(
    plan: Portfolio, as_of: date, late: tuple[int, ...]
) -> None:
    """Scored with all dates moved; as of a day before all work."""
    del as_of
    live = Filters(event_statuses=("confirmed", "planned", "tentative"))
    cube = score_coded(code(plan, DEFAULT), live)
    simulated = simulate(cube, date(2019, 1, 7), np.array([late], dtype=np.int16), By.UNIT_AREA)
    shifted = roll_up(
        score_coded(code(moved(plan, dict(zip(PROJECTS, late, strict=True))), DEFAULT), live), By.UNIT_AREA
    )
    there = {column.start: place for place, column in enumerate(shifted.columns)}
    rows = {row.key: place for place, row in enumerate(shifted.rows)}
    for row, place in ((row, place) for place, row in enumerate(simulated.rows) if row.key in rows):
        for number, column in enumerate(simulated.columns):
            wanted = shifted.load[rows[row.key], there[column.start]] if column.start in there else 0.0
            scale = max(simulated.load.max(), wanted, 1e-9)
            assert simulated.middle[place, number] == pytest.approx(wanted, abs=1e-5 * scale)
