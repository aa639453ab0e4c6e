"""Weeks after the last planned one."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from heatmap.planning.horizon import with_weeks_after
from heatmap.planning.slipping.simulation import simulate
from heatmap.planning.slipping.slippage import delays
from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import code
from heatmap.scoring.cube import score_coded
from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import DEFAULT
from heatmap.scoring.rollup import roll_up
from heatmap.terms import Filters
from tests.planning.slipping import LATER, three_projects
from tests.scoring.portfolios import portfolios


@settings(max_examples=15, deadline=None)
@given(plan=portfolios(), by=st.sampled_from(tuple(By)))
def test_more_weeks_change_nothing_before_them_and_bring_no_load(plan: Portfolio, by: By) -> None:
    """Every roll-up has them."""
    cube = score_coded(code(plan, DEFAULT))
    before, after = roll_up(cube, by), roll_up(with_weeks_after(cube, 5), by)
    weeks = len(before.columns)
    assert len(after.columns) == (weeks + 5 if weeks else 0)
    assert (after.load[:, :weeks] == before.load).all()
    assert (after.band[:, :weeks] == before.band).all()
    assert (after.load[:, weeks:] == 0).all()


@settings(max_examples=15, deadline=None)
@given(plan=portfolios(), seed=st.integers(0, 3))
def test_no_hour_slips_beyond_as_many_weeks_as_the_longest_delay(plan: Portfolio, seed: int) -> None:
    """In a single draw all hours are there, only later."""
    cube = score_coded(code(plan, DEFAULT))
    late = delays(cube.coded, date(2020, 2, 3), draws=1, seed=seed)
    longer = with_weeks_after(cube, int(late.max(initial=0)))
    total = simulate(longer, date(2020, 2, 3), late, By.ORGANISATION).middle.sum()
    assert abs(total - cube.load.sum()) <= 1e-5 * max(cube.load.sum(), 1e-9)


def test_a_window_that_ends_before_the_plan_does_stays_as_it_is() -> None:
    """Its next weeks are planned ones."""
    cube = score_coded(code(three_projects(), DEFAULT), Filters(last=LATER[3]))
    assert with_weeks_after(cube, 5) is cube
