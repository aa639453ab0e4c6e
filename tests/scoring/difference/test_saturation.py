"""A difference of saturation falls into parts of load and of capacity without a remainder."""

import numpy as np
import pytest
from hypothesis import given, settings

from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import code
from heatmap.scoring.cube import score
from heatmap.scoring.difference.difference import difference, rolled
from heatmap.scoring.difference.parts import parts
from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import DEFAULT, parse
from heatmap.scoring.rollup import roll_up
from heatmap.terms import Filters, Grain
from tests.scoring.agreement import some_filters
from tests.scoring.difference.versions import MONDAY, PEOPLE, SUNDAY, Told, version
from tests.scoring.portfolios import portfolios

OTHER = parse(
    """
severity_weight = {1 = 0.5, 2 = 0.75, 3 = 1.25, 4 = 1.5, 5 = 3.0}
default_hours_per_person = {1 = 1, 2 = 3, 3 = 8, 4 = 20, 5 = 32}
bands = [{letter = "A", name = "calm", lower = 0}, {letter = "B", name = "full", lower = 1}]
[kinds]
go_live = {before = 2, after = 5, half_life = 1}
system = {before = 3, after = 6, half_life = 2}
move = {before = 2, after = 4, half_life = 1}
restructure = {before = 6, after = 12, half_life = 4}
training = "even"
process = "even"
engagement = "even"
equipment = "even"
"""
)


def test_load_and_capacity_share_a_difference_of_saturation_symmetrically() -> None:
    """10 / 400 become 30 / 200.

    Load's part is 20 x (1/400 + 1/200) / 2 = 0.075, headcount's 200 x (10 + 30) / 2 / (400 x 200) = 0.05;
    together 0.15 - 0.025 = 0.125.
    """
    later = version(
        impacts=[{**PEOPLE, "people": 30.0}], headcount=[{"unit": "NA", "area": "CID", "headcount": 50.0}]
    )
    told = Told(version(), later)

    assert told.rolled.saturation.tolist() == [[pytest.approx(0.125)]]
    assert told.of("saturation") == {
        ("people", "E1"): pytest.approx(0.075),
        ("headcount", "NA"): pytest.approx(0.05),
    }


def test_without_capacity_in_one_version_all_is_the_loads() -> None:
    """Nothing on no hours, 0, becomes 10 hours on 400: 0.025."""
    closed = [{"name": "Closed", "start": MONDAY, "end": SUNDAY, "capacity_taken": 1.0}]
    told = Told(version(impacts=[{**PEOPLE, "people": 0.0}], calendar=closed), version())

    assert told.of("saturation") == {("people", "E1"): pytest.approx(0.025)}
    assert told.of("capacity") == {("calendar", None): pytest.approx(400.0)}


def test_load_on_no_capacity_has_no_saturation_to_take_apart() -> None:
    """The hours are told all the same."""
    closed = [{"name": "Closed", "start": MONDAY, "end": SUNDAY, "capacity_taken": 1.0}]
    told = Told(version(), version(calendar=closed))

    assert np.isnan(told.rolled.saturation).all()
    assert told.of("capacity") == {("calendar", None): pytest.approx(-400.0)}
    assert told.of("saturation") == {}
    assert told.rolled.crossed.tolist() == [[4]]  # from calm to severe: no capacity at all


def test_a_band_is_crossed_upwards_and_downwards() -> None:
    """2.5 % is calm; 250 hours of 400, 62.5 %, busy: one band up, and one down on the way back."""
    fuller = version(impacts=[{**PEOPLE, "people": 250.0}])

    assert Told(version(), fuller).rolled.crossed.tolist() == [[1]]
    assert Told(fuller, version()).rolled.crossed.tolist() == [[-1]]


def test_both_versions_are_judged_by_the_later_bands() -> None:
    """Other bands alone let no cell cross one."""
    told = Told(version(), version(), scored=(DEFAULT, OTHER))

    assert [band.name for band in told.rolled.bands] == ["calm", "full"]
    assert told.rolled.crossed.tolist() == [[0]]


@settings(max_examples=40, deadline=None)
@given(portfolios(), portfolios(), some_filters)
def test_the_parts_add_up_to_the_whole_difference(
    earlier: Portfolio, later: Portfolio, filters: Filters
) -> None:
    """Load, capacity and saturation, at every level, within 1e-9 of what is added and taken."""
    found = difference(code(earlier, DEFAULT), code(later, OTHER), filters)
    for by, grain in ((By.UNIT_AREA, Grain.WEEK), (By.PROGRAMME, Grain.MONTH), (By.ORGANISATION, Grain.WEEK)):
        over = rolled(found, by, grain)
        made = parts(found, over, by)
        for name in ("load", "capacity", "saturation"):
            whole = getattr(over, name)
            total, size = np.zeros(whole.shape), np.zeros(whole.shape)
            np.add.at(total, (made.row, made.column), getattr(made, name))
            np.add.at(size, (made.row, made.column), np.abs(getattr(made, name)))
            known = ~np.isnan(whole)
            size += np.abs(getattr(over.before, name)) + np.abs(getattr(over.after, name))
            assert (np.abs(total - whole)[known] <= 1e-9 * size[known]).all(), name


@settings(max_examples=20, deadline=None)
@given(portfolios(), portfolios(), some_filters)
def test_both_sides_are_what_scoring_each_version_gives(
    earlier: Portfolio, later: Portfolio, filters: Filters
) -> None:
    """In the weeks that a version has of its own; beyond them it has no load."""
    over = rolled(difference(code(earlier, DEFAULT), code(later, DEFAULT), filters), By.UNIT_AREA)
    place = {
        (row, column.start): (at, nth)
        for at, row in enumerate(over.rows)
        for nth, column in enumerate(over.columns)
    }
    for portfolio, level in ((earlier, over.before), (later, over.after)):
        own = roll_up(score(portfolio, DEFAULT, filters), By.UNIT_AREA)
        cells = [place[row, column.start] for row in own.rows for column in own.columns]
        for name in ("load", "capacity", "saturation", "band"):
            mine = np.array([getattr(level, name)[cell] for cell in cells])
            np.testing.assert_allclose(mine, getattr(own, name).ravel(), rtol=1e-9, atol=0)
        assert level.load.sum() == pytest.approx(own.load.sum(), rel=1e-9)


@settings(max_examples=15, deadline=None)
@given(portfolios(), portfolios())
def test_the_way_back_is_the_opposite(earlier: Portfolio, later: Portfolio) -> None:
    """From later to earlier everything changes by as much, the other way."""
    there = rolled(difference(code(earlier, DEFAULT), code(later, DEFAULT)), By.ORGANISATION)
    back = rolled(difference(code(later, DEFAULT), code(earlier, DEFAULT)), By.ORGANISATION)

    for name in ("load", "capacity", "saturation", "crossed"):
        np.testing.assert_array_equal(getattr(there, name), -getattr(back, name))
