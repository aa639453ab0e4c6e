"""The chance of overload as a measure of the heatmap, on the example."""

from pathlib import Path

import numpy as np
import pytest

from heatmap.analysis.heatmaps.cell import CellChance, cell_answer
from heatmap.analysis.heatmaps.chances import simulated, simulation
from heatmap.analysis.heatmaps.heatmap import heatmap
from heatmap.analysis.heatmaps.stated import stated
from heatmap.figures.steps import chance_percents
from heatmap.scoring.grouping import By
from heatmap.store.store import Store
from heatmap.views.view import View
from tests.example import example_store

BOTH = 0.6 * 0.6  # P1 and P2, confirmed, keep their dates


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """NA is at 103 % in the week of 5 Oct 2020, with 520 h of P1 and 100 h of P2, and at 37 % after it."""
    return example_store(tmp_path_factory.mktemp("store"))


def test_the_rows_and_columns_are_the_grids(store: Store) -> None:
    """The total, the units, and the areas of an opened unit below it."""
    answer = heatmap(store, View.from_query("?measure=chance&open=NA"))
    drawn = simulated(answer)
    assert drawn.rows == answer.stack.rolled.rows
    assert [column.start for column in drawn.columns] == [each.start for each in answer.stack.rolled.columns]
    assert (drawn.load == answer.stack.rolled.load).all()
    north = [row.key for row in drawn.rows].index("unit:NA")
    assert drawn.chance[north, 0] == pytest.approx(BOTH, abs=4 * drawn.error[north, 0])


def test_the_same_question_is_simulated_once(store: Store) -> None:
    """However the grid is shown, and whatever else was measured meanwhile."""
    one, other = (
        heatmap(store, View.from_query(query)) for query in ("?measure=chance", "?measure=load&show=table")
    )
    drawn = [simulation(each.loaded, each.cube, each.as_of, By.UNIT) for each in (one, other)]
    assert drawn[0] is drawn[1]


def test_a_cell_tells_its_chance_and_who_drives_it(store: Store) -> None:
    """In the week of 12 Oct NA has 300 h: over only if P1's 520 h come a week late."""
    view = View.from_query("?measure=chance&cell=unit:NA@2020-10-12")
    assert view.cell is not None
    told = cell_answer(heatmap(store, view), view.cell, view).chance
    assert isinstance(told, CellChance)
    assert told.draws == 10_000
    assert 0 < told.chance < 0.4
    assert told.drivers[0][0] == "Case system"
    # If P1 keeps its dates, 110 h are the most that can come together: the whole chance is P1's.
    assert told.drivers[0][1] == pytest.approx(told.chance)
    assert told.low <= told.middle <= told.high


def test_other_measures_simulate_nothing(store: Store) -> None:
    """Their panel tells no chance."""
    view = View.from_query("?cell=unit:NA@2020-10-12")
    assert view.cell is not None
    assert cell_answer(heatmap(store, view), view.cell, view).chance is None


def test_the_view_says_what_the_chance_is_a_share_of(store: Store) -> None:
    """Draws, seed and error."""
    said = stated(heatmap(store, View.from_query("?measure=chance")))
    assert said.startswith("Chance of overload of all units")
    assert "the share of 10,000 draws (seed 1)" in said
    assert said.endswith("standard error at most 0.5 points.")


def test_chances_in_per_cent_cross_no_step_and_are_sure_only_if_they_are() -> None:
    """9.96 % is of the first step; 0.01 % is no 0, and 99.99 % no 100."""
    chance = np.array([0.0, 0.0001, 0.0996, 0.1, 0.329, 0.33, 0.655, 0.8951, 0.9999, 1.0])
    assert chance_percents(chance).tolist() == [0, 1, 9, 10, 32, 33, 65, 89, 99, 100]


def test_the_store_path_is_of_no_matter(tmp_path: Path, store: Store) -> None:
    """Two stores with the same portfolio give the same chances to the last bit."""
    other = example_store(tmp_path)
    one, two = (simulated(heatmap(each, View.from_query("?measure=chance"))) for each in (store, other))
    assert one.chance.tobytes() == two.chance.tobytes()
    other.close()
