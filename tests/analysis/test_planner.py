from datetime import date

import numpy as np
import pytest

from heatmap.analysis.scenarios.planner import plan
from heatmap.analysis.scenarios.planner_words import Named, move_words, rule_words
from heatmap.analysis.scenarios.saved_scenarios import THIS, comparison, saved_scenarios
from heatmap.analysis.versions.loading import loaded
from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.blame import hours_over
from heatmap.planning.scenarios.overload import aligned, both_weeks
from heatmap.planning.scenarios.rules import BrokenRule, Rule
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
from heatmap.scoring.cube import score
from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import DEFAULT
from heatmap.scoring.rollup import roll_up
from heatmap.store.store import Store
from heatmap.terms import Kind
from heatmap.views.planner_view import PlannerView
from heatmap.views.view import Cell, Window
from tests.example import FIRST_WEEK, SECOND_WEEK, example, example_store
from tests.store.portfolios import NOW

LATER = (Shift(Noun.EVENT, "T1", 1),)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The example as version 1, as of 5 Oct 2020."""
    return example_store(tmp_path_factory.mktemp("store"))


def test_the_rows_before_are_those_of_the_heatmap(store: Store) -> None:
    """All units and each unit: load and capacity as the roll-up has them."""
    answer = plan(store, PlannerView(window=Window.ALL))
    cube = score(example(), DEFAULT)
    rolled = [roll_up(cube, by) for by in (By.ORGANISATION, By.UNIT)]
    np.testing.assert_allclose(answer.before.load, np.concatenate([each.load for each in rolled]))
    np.testing.assert_allclose(answer.before.capacity, np.concatenate([each.capacity for each in rolled]))
    assert answer.units["unit"].to_list() == ["NA", "CE"]


def test_the_rows_after_are_those_of_the_moved_portfolio(store: Store) -> None:
    """T1's 520 hours at NA are a week later: 100 h on 600 h, then 630 h on 300 h."""
    answer = plan(store, PlannerView(window=Window.ALL, moves=LATER))
    np.testing.assert_allclose(answer.after.load[1], [100, 630])
    np.testing.assert_allclose(answer.after.capacity[1], [600, 300])
    np.testing.assert_allclose(answer.before.load[1], [620, 110])


def test_what_an_event_brings_is_its_part_of_the_rows_load(store: Store) -> None:
    """Summed over events, share times hours is the load of every row and week."""
    answer = plan(store, PlannerView(window=Window.ALL, projects=("P1", "P2"), moves=LATER))
    load = np.zeros_like(answer.after.load)
    planned = answer.planned
    for first, share, hours in zip(planned.first_week, planned.share, planned.hours, strict=True):
        at = first - answer.weeks.first
        load[:, at : at + len(share)] += np.outer(hours, share)
    np.testing.assert_allclose(load, answer.after.load)


def test_the_weeks_shown_start_with_the_as_of_week(store: Store) -> None:
    """At least 13, also past the end, so that an event can be seen to move there."""
    answer = plan(store, PlannerView(as_of=SECOND_WEEK))
    assert answer.weeks.weeks == 13
    assert plan(store, PlannerView(window=Window.ALL)).weeks.weeks == 2


def test_the_events_drawn_are_those_that_overload(store: Store) -> None:
    """NA Response is 200 h over: 500 of its 600 h are T1's; P2's T2 has the rest, so both, P1 first."""
    found = plan(store, PlannerView()).planned.events
    assert found["event"].to_list() == ["T1", "T2", "G1"]
    cube = score(example(), DEFAULT)
    hours = hours_over(cube, aligned(cube, cube, both_weeks(cube, cube))[0])
    codes = cube.coded.portfolio.events["event"].gather(cube.coded.events.rows).to_list()
    assert dict(zip(codes, hours.tolist(), strict=True)) == pytest.approx(
        {"T1": 500 / 3, "T2": 100 / 3, "G1": 0.0}
    )


def test_the_events_drawn_are_those_of_the_chosen_cell_or_projects(store: Store) -> None:
    """Only P2 has load at CE; P1 is drawn when it is asked for, or when its event is."""
    on_cell = PlannerView(cell=Cell("unit:CE", FIRST_WEEK))
    assert plan(store, on_cell).planned.events["project"].unique().to_list() == ["P2"]
    assert plan(store, PlannerView(projects=("P1",))).planned.events["event"].to_list() == ["T1"]
    came = PlannerView(cell=Cell("unit:CE", FIRST_WEEK), event="T1")
    assert plan(store, came).planned.events["project"].to_list() == ["P1", "P2", "P2"]


@pytest.mark.parametrize(
    ("view", "what"),
    [
        (PlannerView(version=9), "Version 9"),
        (PlannerView(projects=("P9",)), "no project “P9”"),
        (PlannerView(event="E9"), "no event “E9”"),
        (PlannerView(cell=Cell("unit:ZZ", FIRST_WEEK)), "no unit “ZZ”"),
        (PlannerView(cell=Cell("area:CID", FIRST_WEEK)), "no row “area:CID”"),
        (PlannerView(moves=(Shift(Noun.EVENT, "E9", 1),)), "no event “E9”"),
        (PlannerView(moves=(AddFreeze("ZZ", FIRST_WEEK, FIRST_WEEK),)), "no unit “ZZ”"),
    ],
)
def test_a_view_of_what_does_not_exist_is_refused(store: Store, view: PlannerView, what: str) -> None:
    """With the code that is unknown."""
    with pytest.raises(HeatmapError, match=what):
        plan(store, view)


def test_scenarios_are_compared_each_over_its_version(store: Store) -> None:
    """The reader's own, a saved one, one that is gone, and one whose moves cannot be made."""
    saved = saved_scenarios(store)
    good = saved.save("Later", 1, "shift.T1...1", now=NOW)
    bad = saved.save("Unmade", 1, "cancel.E9.", now=NOW)
    view = PlannerView(moves=LATER, compared=(THIS, good.scenario, "0" * 12, bad.scenario))
    own, later, gone, unmade = comparison(store, view)
    assert own.outcome is later.outcome
    assert later.outcome is not None
    assert later.outcome.difference.created == 1
    assert later.view == PlannerView(version=1, name="Later", moves=LATER)
    assert gone.problem is not None
    assert "does not exist any more" in gone.problem.what
    assert unmade.problem is not None
    assert "no event “E9”" in unmade.problem.what


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (Shift(Noun.EVENT, "T1", 3), ("Case system: Classroom", "3 weeks later")),
        (
            Shift(Noun.PROJECT, "P2", -1, SECOND_WEEK),
            ("Rotas, all 2 events", "1 week earlier, what starts from 12 Oct 2020 on"),
        ),
        (Cancel(Noun.EVENT, "G1"), ("Rotas: Rotas live", "cancelled")),
        (
            Change("T1", 50.0, 2.5),
            ("Case system: Classroom", "50\N{NO-BREAK SPACE}% of the people and 2.5 hours each, everywhere"),
        ),
        (
            Add("N", "P1", "More", Kind.MOVE, None, None, SECOND_WEEK, (Impact("NA", "CID", 1200, None, 3),)),
            ("Case system: More", "added, move, live on 12 Oct 2020, 1,200 people in 1 place"),
        ),
        (
            AddCapacity("NA", "CID", 40.0, FIRST_WEEK, date(2020, 10, 11)),
            ("North Area, CID", "40 hours a week more, 5 to 11 Oct 2020"),
        ),
        (AddFreeze("*", FIRST_WEEK, FIRST_WEEK), ("All units", "no go-live, 5 Oct 2020")),
    ],
)
def test_a_move_is_said_in_words(move: Move, said: tuple[str, str]) -> None:
    """Of what, and what is done to it."""
    assert move_words(move, Named.of(example())) == said


@pytest.mark.parametrize(
    ("broken", "how"),
    [
        (
            BrokenRule(Rule.WINDOW, "P1", "T1", None, None, date(2020, 9, 1), FIRST_WEEK, None),
            "would be on 1 Sep 2020, before its earliest day, 5 Oct 2020",
        ),
        (BrokenRule(Rule.WINDOW, "P1", "T1", None, None, FIRST_WEEK, None, None), "its dates are fixed"),
        (
            BrokenRule(Rule.FREEZE, "P2", "G1", "NA", "Carnival", SECOND_WEEK, SECOND_WEEK, None),
            "would go live on 12 Oct 2020, when North Area is frozen: Carnival",
        ),
        (
            BrokenRule(Rule.DEPENDENCY, "P2", None, None, "P1", FIRST_WEEK, SECOND_WEEK, 1),
            "would start on 5 Oct 2020; it needs Case system and 1 week after it, so not before 12 Oct 2020",
        ),
        (
            BrokenRule(Rule.DEPENDENCY, "P2", None, None, "P1", FIRST_WEEK, None, 0),
            "needs Case system, which would be cancelled",
        ),
        (
            BrokenRule(Rule.NOTICE, "P1", "T1", None, None, FIRST_WEEK, date(2020, 11, 2), None),
            "changes the roster of 5 Oct 2020; rosters stand until 1 Nov 2020, 4 weeks ahead",
        ),
    ],
)
def test_a_broken_rule_is_said_in_words(broken: BrokenRule, how: str) -> None:
    """With the day that breaks it and the one that it should keep to."""
    assert how in rule_words(broken, Named.of(example()))[1]


def test_a_version_is_scored_as_it_was_after_many_scenarios(store: Store) -> None:
    """Trying moves changes nothing of what is remembered of the version."""
    before = loaded(store).coded.events.timing.first.copy()
    for weeks in (1, 5, -3):
        plan(store, PlannerView(moves=(Shift(Noun.PROJECT, "P2", weeks),)))
    np.testing.assert_array_equal(loaded(store).coded.events.timing.first, before)
