"""The planner's suggestions: what is asked, told, shown and decided, on moves worked out by hand."""

from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from heatmap.analysis.scenarios.suggested import Answer, Wanted, suggested
from heatmap.errors import HeatmapError
from heatmap.pages.parts.planner import suggestion_list, suggestions
from heatmap.planning.optimising.optimiser import Progress
from heatmap.planning.scenarios.scenario import Noun, Shift
from heatmap.planning.scenarios.scenario_text import moves_in, text_of
from heatmap.settings import Settings
from heatmap.store.store import Store
from heatmap.views.planner_view import PlannerView
from heatmap.web.long_work.runner import Runner
from tests.pages.test_heatmap_page import texts
from tests.planning.moving_portfolios import AS_OF, later, published


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The colliding projects, published."""
    return published(tmp_path_factory.mktemp("store"))


def asked(store: Store, view: PlannerView | None = None, wanted: Wanted | None = None) -> Answer:
    """The answer, run to its end."""
    ticks = count()
    wanted = wanted or Wanted(seconds=60.0)
    view = view or PlannerView()
    return suggested(store, view, wanted, clock=lambda: next(ticks) / 1e4, tell=lambda *_: None)


@pytest.fixture(scope="module")
def answer(store: Store) -> Answer:
    """The answer to a reader without a scenario."""
    return asked(store)


def moved(answer: Answer) -> dict[str, int]:
    """Weeks by project, of the suggested plan."""
    return {move["project"]: move["weeks"] for move in answer["points"][answer["chosen"]]["moves"]}


def test_the_answer_is_the_best_plan_with_its_proof(answer: Answer) -> None:
    """No two of them fit into a week: one stays, one goes a week later and one two, at an hour a week."""
    assert answer["before"] == 45
    assert answer["value"] == pytest.approx(3.0)
    assert answer["bound"] == pytest.approx(3.0)
    assert sorted(moved(answer).values()) == [1, 2]
    assert answer["unmoved"] == {"P4": "none of its events says between which days it may move"}


def test_points_trade_overload_for_delay(answer: Answer) -> None:
    """From no delay on, each later point has more delay and less overload."""
    points = [(point["weeks"], point["overload"]) for point in answer["points"]]
    assert points[0][0] == 0
    assert points == sorted(points)
    assert [hours for _, hours in points] == sorted((hours for _, hours in points), reverse=True)


def test_rejected_projects_and_the_scenarios_own_shifts_stay(store: Store) -> None:
    """P2 is rejected, P1 was moved two weeks later by the reader: P3 goes a week later."""
    view = PlannerView(moves=(Shift(Noun.EVENT, "E1", 2),))
    found = asked(store, view, Wanted(seconds=60.0, rejected=("P2",)))
    assert found["before"] == 15
    assert moved(found) == {"P3": 1}


def test_a_moves_shift_is_of_the_project_from_its_first_day_on(answer: Answer) -> None:
    """One short move for the scenario, which moves just its events."""
    for move in answer["points"][answer["chosen"]]["moves"]:
        assert moves_in(move["shifts"]) == (Shift(Noun.PROJECT, move["project"], move["weeks"], later(4)),)


def test_accepting_puts_the_move_into_the_scenario_once(answer: Answer) -> None:
    """One project's, then all that are not rejected."""
    first, second = moved(answer)
    one = suggestions.accepted(answer, None, [], "", first)
    assert [each.code for each in moves_in(one["value"]) if isinstance(each, Shift)] == [first]
    query = PlannerView(moves=moves_in(one["value"])).to_query()
    both = suggestions.accepted(answer, None, [], query, suggestion_list.ALL_OF_THEM)
    assert [each.code for each in moves_in(both["value"]) if isinstance(each, Shift)] == [first, second]
    kept = suggestions.accepted(answer, None, [second], query, suggestion_list.ALL_OF_THEM)
    assert kept == one


def test_rejecting_twice_takes_it_back() -> None:
    """Rejected, then not."""
    assert suggestions.turned([], "P2") == ["P2"]
    assert suggestions.turned(["P1", "P2"], "P2") == ["P1"]


def test_the_list_says_what_each_move_brings_and_what_was_decided(answer: Answer) -> None:
    """Accepted and rejected moves are marked; the rest can be decided."""
    first, second = moved(answer)
    taken = suggestions.accepted(answer, None, [], "", first)
    query = PlannerView(moves=moves_in(taken["value"])).to_query()
    children, options, hidden, _, no_more = suggestions.show_found(answer, None, [second], query)
    said = texts(children)
    assert "Accepted" in said
    assert "Rejected: undo" in said
    assert "instead of 45" in said
    assert not hidden
    assert no_more
    assert {"value": "P4", "label": "Project P4"} in options


def test_a_long_list_shows_its_first_moves_until_all_are_asked_for(answer: Answer) -> None:
    """Eight of twelve; the button changes its words, and its second click takes the rest back."""
    (move, *_) = answer["points"][answer["chosen"]]["moves"]
    many = [move | {"project": f"P{place}", "name": f"Project {place}."} for place in range(12)]
    long = answer | {"points": [answer["points"][answer["chosen"]] | {"moves": many}], "chosen": 0}
    first, _, _, button, no_more = suggestions.show_found(long, None, [], "")
    assert "Project 7." in texts(first)
    assert "Project 8." not in texts(first)
    assert (button, no_more) == ("Show all 12 moves", False)
    every, _, _, button, _ = suggestions.show_found(long, None, [], "", 1)
    assert "Project 11." in texts(every)
    assert button == "Show only the first 8 moves"
    assert "Project 8." not in texts(suggestions.show_found(long, None, [], "", 2)[0])


def test_why_not_names_the_reason(answer: Answer) -> None:
    """A fixed project, and one that moving would make worse."""
    (stays,) = {"P1", "P2", "P3"} - set(moved(answer))
    assert suggestions.show_why_not(answer, "P4") == (
        "Project P4 cannot move: none of its events says between which days it may move."
    )
    assert suggestions.show_why_not(answer, stays).startswith(f"Moving Project {stays} helps nowhere")


def test_the_proof_is_said_in_hours_and_per_cent() -> None:
    """No bound yet; a bound; the best there is."""
    assert "not proven yet" in texts(suggestions.proof(76_421.0, 0.0))
    assert "74,128 hours" in texts(suggestions.proof(76_421.0, 74_128.0))
    assert "3.0" in texts(suggestions.proof(76_421.0, 74_128.0))
    assert "no plan is better" in texts(suggestions.proof(76_421.0, 76_420.9))


@pytest.mark.parametrize(
    "given",
    [
        (None, "99", "0", []),
        ("", "30", "999", []),
        ("", "30", "0", "P1"),
        ("", "30", "0", [1]),
        (5, "30", "0", []),
        ("", [30], "0", []),
        ("", "30", {"0": 0}, []),
    ],
)
def test_what_nobody_can_choose_is_refused(given: tuple[Any, ...]) -> None:
    """Seconds, windows, rejections and queries that the page never sends."""
    with pytest.raises(HeatmapError):
        suggestions.begin(Settings(store=Path()), *given)


def test_an_answer_that_is_none_is_refused() -> None:
    """Without points, or with far too many moves."""
    answers: list[dict[str, Any]] = [{}, {"points": []}, {"points": [{"moves": [0] * 1000}]}]
    for wrong in answers:
        with pytest.raises(HeatmapError, match="cannot be read"):
            suggestion_list.read(wrong)


@pytest.mark.parametrize("partial", [{"a": 1}, [1], {"value": 1, "bound": 2, "answer": 5}, {"value": "1"}])
def test_progress_that_is_none_is_refused(partial: object) -> None:
    """What no search has told."""
    runner = Runner()
    with pytest.raises(HeatmapError, match="cannot be read"):
        suggestions.show_answer(runner, partial, None, None)


def test_progress_is_told_with_the_newest_answer(store: Store) -> None:
    """First while searching, then with a first answer, then with the curve."""
    told: list[tuple[str, Progress, Answer | None]] = []
    ticks = count()

    def tell(label: str, progress: Progress, found: Answer | None) -> None:
        told.append((label, progress, found))

    suggested(store, PlannerView(), Wanted(seconds=60.0), clock=lambda: next(ticks) / 1e4, tell=tell)

    answers = [found for _, _, found in told if found]
    assert len(answers) == 2
    assert len(answers[0]["points"]) == 1
    assert answers[0]["value"] == pytest.approx(3.0)
    assert told[-1][1].bound == pytest.approx(3.0)


def test_a_scenarios_text_stays_short_for_many_moves(answer: Answer) -> None:
    """A project's events are one move, however many they are."""
    moves = answer["points"][answer["chosen"]]["moves"]
    assert all(len(move["shifts"]) < 40 for move in moves)
    view = replace(PlannerView(), moves=tuple(shift for move in moves for shift in moves_in(move["shifts"])))
    assert text_of(view.moves) in view.to_query()
    assert date.fromisoformat(answer["as_of"]) == AS_OF
