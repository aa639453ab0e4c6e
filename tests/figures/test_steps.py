"""The colour steps of each measure."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmap.figures import steps
from heatmap.scoring.cube import score
from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import DEFAULT
from heatmap.scoring.rollup import RollUp, roll_up
from heatmap.words import percent
from tests.example import example
from tests.scoring.portfolios import portfolio


def units() -> RollUp:
    """The example's two units by two weeks; as in the grid, a first row that does not stretch the steps."""
    return roll_up(score(example(), DEFAULT), By.UNIT)


def names(measure: str) -> list[str]:
    """The steps' names of a measure."""
    return [step["name"] for step in steps.scale(measure, units()).steps]


def test_saturations_steps_are_the_bands_with_their_ranges() -> None:
    """As the parameters have them."""
    assert [(step["letter"], step["range"]) for step in steps.scale("saturation", units()).steps] == [
        ("A", "under 50 %"),
        ("B", "50 to 80 %"),
        ("C", "80 to 100 %"),
        ("D", "100 to 125 %"),
        ("E", "125 % and more"),
    ]


def test_load_is_shown_in_even_steps_of_round_hours() -> None:
    """Up to 160 hours beside the first row: five steps of 50 hours hold them."""
    assert names("load") == ["0 to 50 h", "50 to 100 h", "100 to 150 h", "150 to 200 h", "200 h and more"]


def test_few_projects_are_counted_one_by_one() -> None:
    """One project at most on a unit beside the first row."""
    assert names("projects") == ["1", "2", "3", "4", "5 and more"]


def test_the_first_row_does_not_stretch_the_steps() -> None:
    """It is the organisation's total, many times a unit's load."""
    rolled = units()
    assert rolled.load[0].max() == pytest.approx(620)
    assert steps.scale("load", rolled).lower[-1] == 200


def test_cells_are_lettered_by_step_and_blanks_keep_their_own_marks() -> None:
    """Load without headcount, no load, load on no capacity, and a band."""
    rows = portfolio(
        units=[{"unit": unit, "name": unit} for unit in ("A", "B", "C", "D")],
        headcount=[
            {"unit": "B", "area": "CID", "headcount": 10.0},
            {"unit": "C", "area": "CID", "headcount": 0.0},
            {"unit": "D", "area": "CID", "headcount": 10.0},
        ],
        events=[{"event": "E1", "start": date(2020, 10, 5), "end": date(2020, 10, 11)}],
        impacts=[
            {"event": "E1", "unit": unit, "people": 6.0, "hours_per_person": 5.0} for unit in ("A", "C", "D")
        ],
    )
    rolled = roll_up(score(rows, DEFAULT), By.UNIT)
    lower = steps.scale("saturation", rolled).lower
    assert steps.letters("saturation", rolled, lower) == ["-", ".", "E", "B"]


@given(st.floats(0, 20))
def test_the_percentages_of_the_grid_are_those_of_the_sentences(saturation: float) -> None:
    """The vectorised way agrees with the plain one."""
    assert steps.percents(np.array([saturation]), DEFAULT.bands)[0] == percent(saturation, DEFAULT.bands)
