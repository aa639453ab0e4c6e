"""The spec of the Unit page's fan chart, on the example."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from heatmap.analysis.heatmaps.chances import simulation
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.unit import unit_answer
from heatmap.figures.units.unit_chances import FanChart, fan_chart, fan_words
from heatmap.planning.slipping.simulation import Simulation
from heatmap.scoring.grouping import By
from heatmap.views.unit_view import UnitView
from tests.example import FIRST_WEEK, example_store

PROJECTS = {"P1": "Case system", "P2": "Rotas"}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Simulation:
    """North Area of the example: 620 of 600 hours on 5 Oct, 110 of 300 on 12 Oct."""
    folder: Path = tmp_path_factory.mktemp("store")
    north = unit_answer(example_store(folder), UnitView(), "NA")
    assert names(north.loaded.portfolio, "project") == PROJECTS
    return simulation(north.loaded, north.heatmap.cube, north.as_of, By.UNIT)


@pytest.fixture(scope="module")
def fan(drawn: Simulation) -> FanChart:
    """Its chart."""
    return fan_chart("North Area", FIRST_WEEK, drawn, PROJECTS)


def test_a_week_has_its_band_plan_capacity_and_chance(drawn: Simulation, fan: FanChart) -> None:
    """5 Oct is over capacity if both projects keep their dates: 36 %, as likely as not."""
    week = fan["weeks"][0]
    assert (week["planned"], week["capacity"], week["low"], week["high"]) == (620, 600, 0, 620)
    assert week["step"] == "C"
    assert week["text"] == f"{100 * drawn.chance[0, 0]:.0f}"


def test_a_week_says_the_same_in_words(drawn: Simulation, fan: FanChart) -> None:
    """As the tooltip and a screen reader say it; on 12 Oct the whole chance is P1's."""
    tip = fan["weeks"][1]["tip"]
    percent = f"{100 * drawn.chance[0, 1]:.0f}"
    error = f"{100 * drawn.error[0, 1]:.1f}"
    assert tip[0] == "Week of 12 Oct 2020"
    assert tip[1] == f"{percent}\N{NO-BREAK SPACE}% chance of overload, standard error {error} points"
    assert tip[3] == "Planned 110 of 300 hours"
    assert tip[4].startswith(f"If it kept its dates: Case system \N{MINUS SIGN}{percent} points")


def test_the_table_says_all_that_the_chart_shows(fan: FanChart) -> None:
    """A row a week. P1 late (0.4): at most 100 hours; else P2 late (0.24): 520; else 620."""
    table = fan["table"]
    assert [head["name"] for head in table["heads"]][:3] == [
        "Week of", "Chance of overload", "Standard error, points",
    ]  # fmt: skip
    assert [row[0] for row in table["rows"]] == ["5 Oct 2020", "12 Oct 2020"]
    assert table["rows"][0][3:8] == ["0", "100", "620", "620", "600"] or table["rows"][0][6:8] == [
        "620",
        "600",
    ]


def test_the_sentence_names_the_likeliest_week_and_what_is_assumed(drawn: Simulation) -> None:
    """And that the draws have an error."""
    said = fan_words(drawn, PROJECTS, 1)
    assert said.startswith("Likeliest over capacity: the week of 5 Oct 2020, with ")
    assert "10,000 draws (seed 1)" in said
    assert "standard error at most 0.5 points" in said


def test_what_is_not_known_or_not_likely_is_said_so(drawn: Simulation) -> None:
    """Without headcount; and with all capacity in the world."""
    unknown = replace(
        drawn, chance=np.full_like(drawn.chance, np.nan), capacity=np.full_like(drawn.capacity, np.nan)
    )
    assert fan_words(unknown, PROJECTS, 1).startswith("Without headcount there is no chance of overload.")
    week = fan_chart("North Area", FIRST_WEEK, unknown, PROJECTS)["weeks"][0]
    assert (week["capacity"], week["step"], week["text"]) == (None, "-", "")
    calm = replace(drawn, chance=np.full_like(drawn.chance, 0.04))
    assert fan_words(calm, PROJECTS, 1).startswith("No week is over capacity in more than 4")
