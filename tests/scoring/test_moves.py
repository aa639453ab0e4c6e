from datetime import timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heatmap.errors import HeatmapError
from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import code
from heatmap.scoring.contributions import contributions
from heatmap.scoring.cube import Cube, score, score_coded
from heatmap.scoring.grouping import By
from heatmap.scoring.moves import Moves
from heatmap.scoring.parameters import DEFAULT
from heatmap.scoring.rollup import roll_up
from heatmap.terms import Filters, Grain
from tests.scoring.agreement import some_filters
from tests.scoring.portfolios import START, portfolio, portfolios

shifts = st.lists(st.tuples(st.integers(0, 5), st.integers(-20, 20)), max_size=4)


def shifted(portfolio: Portfolio, event: str, weeks: int) -> Portfolio:
    """The portfolio with one event's dates changed."""
    later = pl.col("start", "end", "go_live") + timedelta(weeks=weeks)
    moved = portfolio.events.with_columns(
        pl.when(event=event).then(later).otherwise(pl.col("start", "end", "go_live"))
    )
    return Portfolio.from_tables({**portfolio.tables(), "events": moved})


def assert_same(found: Cube, expected: Cube) -> None:
    """Counts are equal, hours within 1e-9."""
    assert (found.window.first, found.window.weeks) == (expected.window.first, expected.window.weeks)
    for name in ("projects", "worst", "go_lives", "band"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name), name)
    for name in ("load", "estimated_load", "capacity", "saturation", "estimated"):
        np.testing.assert_allclose(getattr(found, name), getattr(expected, name), rtol=1e-9, atol=0)


@settings(max_examples=60, deadline=None)
@given(portfolios(), some_filters, shifts)
def test_moving_events_equals_scoring_the_moved_dates(
    portfolio: Portfolio, filters: Filters, moves: list[tuple[int, int]]
) -> None:
    """After any moves the cube, its roll-ups and contributions are those of the changed portfolio."""
    moving = Moves(code(portfolio, DEFAULT), filters)
    codes = portfolio.events["event"].to_list()
    for number, weeks in moves:
        if f"E{number}" in codes and moving.weeks.weeks > 104:
            try:
                moving.move(f"E{number}", weeks)
            except HeatmapError:
                continue
            portfolio = shifted(portfolio, f"E{number}", weeks)
    found, expected = moving.cube(), score(portfolio, DEFAULT, filters)
    assert_same(found, expected)
    rolled, whole = (roll_up(each, By.AREA, Grain.MONTH) for each in (found, expected))
    np.testing.assert_array_equal(rolled.projects, whole.projects)
    np.testing.assert_array_equal(rolled.go_lives, whole.go_lives)
    columns = ["event", "start", "end", "go_live", "people"]
    for each in (found, expected):
        assert contributions(each)["load"].sum() == pytest.approx(each.load.sum(), rel=1e-9)
    assert (
        contributions(found)
        .sort("event")
        .select(columns)
        .equals(contributions(expected).sort("event").select(columns))
    )


def example() -> Portfolio:
    """Two training weeks of two events on one cell."""
    return portfolio(
        events=[
            {"event": "E1", "start": START, "end": START + timedelta(days=13)},
            {"event": "E2", "kind": "go_live", "go_live": START + timedelta(days=7)},
        ],
        impacts=[{"event": "E1"}, {"event": "E2", "hours_per_person": None}],
    )


def test_moving_there_and_back_leaves_the_same_cube() -> None:
    """Three weeks later and three weeks earlier: all numbers as they were."""
    coded = code(example(), DEFAULT)
    moving = Moves(coded)
    moving.move("E1", 3)
    moving.move("E1", -3)
    assert_same(moving.cube(), score_coded(coded))


def test_a_cube_taken_earlier_does_not_change_with_later_moves() -> None:
    """What `cube` gave stays as it was."""
    moving = Moves(code(example(), DEFAULT))
    before = moving.cube()
    load = before.load.copy()
    moving.move("E1", 2)
    np.testing.assert_array_equal(before.load, load)


def test_an_unknown_event_cannot_be_moved() -> None:
    """The error names the event."""
    with pytest.raises(HeatmapError, match="no event “E9”"):
        Moves(code(example(), DEFAULT)).move("E9", 1)


def test_an_event_cannot_leave_the_margin() -> None:
    """The error says how far it may move."""
    with pytest.raises(HeatmapError, match="Move it by -3 to"):
        Moves(code(example(), DEFAULT), margin=0).move("E1", -9)


def test_filters_crop_the_moved_cube() -> None:
    """The window of the filters is the window of the cube."""
    filters = Filters(first=START, last=START)
    assert Moves(code(example(), DEFAULT), filters).cube().window.weeks == 1
