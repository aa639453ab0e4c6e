from datetime import date

import pytest

from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.scenario import Cancel, Noun, Shift
from heatmap.views.planner_view import PlannerView, Shown
from heatmap.views.view import Cell, Window

WHOLE = PlannerView(
    version=2,
    as_of=date(2020, 3, 2),
    window=Window.ALL,
    name="Später & mehr",
    moves=(Shift(Noun.EVENT, "E 1", 3), Cancel(Noun.PROJECT, "P=1")),
    projects=("P1", "P2"),
    event="E 1",
    cell=Cell("unit:NA", date(2020, 10, 5)),
    shown=Shown.AFTER,
    compared=("this", "0123456789ab"),
)


def test_an_address_gives_back_its_view() -> None:
    """Every part of it, and nothing for the usual ones."""
    assert PlannerView.from_query(WHOLE.to_query()) == WHOLE
    assert PlannerView().href == "/planner"
    assert PlannerView.from_query("") == PlannerView()


def test_the_scenario_stands_in_the_address_as_it_is() -> None:
    """No escaping is needed for moves."""
    assert "moves=shift.E~201...3_cancel..P~3D1" in WHOLE.to_query()


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("?moves=%3Cscript%3E", "no move “<script>”"),
        ("?moves=shift.E1...", "no weeks"),
        ("?moves=" + "_".join(["cancel.E1."] * 101), "101 moves"),
        ("?moves=" + "a" * 7_000, "7,000 characters"),
        ("?name=" + "a" * 81, "cannot be called"),
        ("?name=a%0Ab", "cannot be called"),
        ("?weeks=7", "number of weeks"),
        ("?show=all", "no heatmap “all”"),
        ("?cell=NA", "is not a cell"),
        ("?compare=1&compare=2&compare=3&compare=4&compare=5", "too many for one table"),
        ("?version=0x1", "is not a version"),
        ("?a=" + "a" * 9_000, "characters"),
    ],
)
def test_a_hostile_address_is_refused_in_words(query: str, what: str) -> None:
    """Each part has its own words; nothing else can come of it."""
    with pytest.raises(HeatmapError, match=what):
        PlannerView.from_query(query)
