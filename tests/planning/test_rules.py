from datetime import date

import polars as pl

from heatmap.contract import TABLES
from heatmap.planning.scenarios.applying import apply
from heatmap.planning.scenarios.rules import BrokenRule, Rule, broken_rules
from heatmap.planning.scenarios.scenario import Add, AddFreeze, Cancel, Impact, Move, Noun, Shift
from heatmap.portfolio import Portfolio
from heatmap.terms import Kind
from tests.scoring.portfolios import Rows, portfolio

AS_OF = date(2020, 3, 2)
FREEZE = {
    "name": "Christmas",
    "unit": "NA",
    "start": date(2020, 12, 16),
    "end": date(2021, 1, 3),
    "freeze": True,
}


def board(*, dependencies: Rows = (), calendar: Rows = ()) -> Portfolio:
    """P1 goes live on 5 Oct 2020 on NA, with a window; P2 on 2 Nov, fixed; T1 trains in May, latest only."""
    made = portfolio(
        projects=[{"project": "P1", "name": "First"}, {"project": "P2", "name": "Second"}],
        events=[
            {
                "event": "G1",
                "kind": "go_live",
                "go_live": date(2020, 10, 5),
                "earliest": date(2020, 9, 21),
                "latest": date(2020, 12, 31),
            },
            {"event": "G2", "project": "P2", "kind": "go_live", "go_live": date(2020, 11, 2)},
            {
                "event": "T1",
                "start": date(2020, 5, 4),
                "end": date(2020, 5, 10),
                "latest": date(2020, 5, 31),
            },
        ],
        impacts=[{"event": "G1"}, {"event": "T1"}],
        calendar=calendar,
    )
    needs = pl.DataFrame(list(dependencies), TABLES["dependencies"].schema)
    return Portfolio.from_tables({**made.tables(), "dependencies": needs})


def broken(before: Portfolio, *moves: Move) -> list[BrokenRule]:
    """The rules that the moves break."""
    return broken_rules(before, apply(before, moves), AS_OF)


def test_a_scenario_that_keeps_to_the_rules_breaks_none() -> None:
    """P1 two weeks earlier is the earliest day itself."""
    assert broken(board(calendar=[FREEZE]), Shift(Noun.PROJECT, "P1", 0 - 2)) == []


def test_an_event_outside_its_window_is_told_with_the_end_that_it_left() -> None:
    """Three weeks earlier is a week before the earliest; thirteen later is after the latest."""
    earlier, later = (broken(board(), Shift(Noun.EVENT, "G1", weeks)) for weeks in (-3, 13))
    assert earlier == [_window("P1", "G1", date(2020, 9, 14), date(2020, 9, 21))]
    assert later == [_window("P1", "G1", date(2021, 1, 4), date(2020, 12, 31))]


def test_a_window_with_one_end_is_open_at_the_other() -> None:
    """T1 has only a latest day: it may start three weeks earlier, and end no later than 31 May."""
    assert broken(board(), Shift(Noun.EVENT, "T1", -3)) == []
    assert broken(board(), Shift(Noun.EVENT, "T1", 4)) == [
        _window("P1", "T1", date(2020, 6, 7), date(2020, 5, 31))
    ]


def test_an_event_without_a_window_is_fixed() -> None:
    """G2 has neither end, so that any move breaks the rule; cancelling it does not."""
    assert broken(board(), Shift(Noun.EVENT, "G2", 1)) == [_window("P2", "G2", date(2020, 11, 9), None)]
    assert broken(board(), Cancel(Noun.EVENT, "G2")) == []


def _window(project: str, event: str, day: date, limit: date | None) -> BrokenRule:
    return BrokenRule(Rule.WINDOW, project, event, None, None, day, limit, None)


def test_a_go_live_in_a_frozen_week_is_told_with_unit_and_freeze() -> None:
    """14 Dec is in the week of the 16th, from which NA is frozen; a freeze of another unit does not count."""
    expected = BrokenRule(
        Rule.FREEZE, "P1", "G1", "NA", "Christmas", date(2020, 12, 14), date(2020, 12, 14), None
    )
    assert broken(board(calendar=[FREEZE]), Shift(Noun.EVENT, "G1", 10)) == [expected]
    elsewhere = {**FREEZE, "unit": "CE"}
    assert broken(board(calendar=[elsewhere]), Shift(Noun.EVENT, "G1", 10)) == []


def test_an_added_freeze_breaks_the_rule_for_go_lives_already_there() -> None:
    """All units frozen in the week of 5 Oct; G2's week too, but it lands on no unit."""
    found = broken(board(), AddFreeze("*", date(2020, 10, 11), date(2020, 11, 5)))
    assert [(each.rule, each.event, each.unit) for each in found] == [(Rule.FREEZE, "G1", "NA")]


def test_a_go_live_that_was_frozen_before_is_no_news() -> None:
    """The freeze was there, and the go-live in it: another move does not bring it up again."""
    frozen = {**FREEZE, "start": date(2020, 10, 5), "end": date(2020, 10, 6)}
    assert broken(board(calendar=[frozen]), Shift(Noun.EVENT, "T1", -1)) == []


def test_a_go_live_before_what_it_needs_is_told_with_the_first_allowed_day() -> None:
    """P2 needs P1 by four weeks: 5 Oct + 28 days = 2 Nov, met to the day; P1 a week later breaks it."""
    before = board(dependencies=[{"project": "P2", "needs": "P1", "lag_weeks": 4}])
    assert broken(before, Shift(Noun.EVENT, "T1", -1)) == []
    assert broken(before, Shift(Noun.EVENT, "G1", 1)) == [
        BrokenRule(Rule.DEPENDENCY, "P2", None, None, "P1", date(2020, 11, 2), date(2020, 11, 9), 4)
    ]
    both = broken(before, Shift(Noun.EVENT, "G1", 1), Shift(Noun.EVENT, "G2", 1))
    assert [each.rule for each in both] == [Rule.WINDOW]


def test_cancelling_what_others_need_breaks_their_dependency() -> None:
    """P2 needs P1, of which nothing is left; a project that is itself cancelled waits for nobody."""
    before = board(dependencies=[{"project": "P2", "needs": "P1", "lag_weeks": 4}])
    assert broken(before, Cancel(Noun.PROJECT, "P1")) == [
        BrokenRule(Rule.DEPENDENCY, "P2", None, None, "P1", date(2020, 11, 2), None, 4)
    ]
    assert broken(before, Cancel(Noun.PROJECT, "P2")) == []


def test_a_project_without_go_lives_is_done_at_its_last_end() -> None:
    """With G1 cancelled, P1 ends with T1: 10 May and 22 weeks is 11 Oct, and four weeks more 8 Nov."""
    before = board(dependencies=[{"project": "P2", "needs": "P1", "lag_weeks": 4}])
    assert broken(before, Cancel(Noun.EVENT, "G1")) == []
    assert broken(before, Cancel(Noun.EVENT, "G1"), Shift(Noun.EVENT, "T1", 22))[-1] == BrokenRule(
        Rule.DEPENDENCY, "P2", None, None, "P1", date(2020, 11, 2), date(2020, 11, 8), 4
    )


def test_less_than_four_weeks_notice_is_told_for_the_old_or_the_new_start() -> None:
    """T1 to 23 Mar is three weeks' notice, to 30 Mar four; one that started soon and now starts later too."""
    assert broken(board(), Shift(Noun.EVENT, "T1", -5)) == []
    expected = BrokenRule(Rule.NOTICE, "P1", "T1", None, None, date(2020, 3, 23), date(2020, 3, 30), None)
    assert broken(board(), Shift(Noun.EVENT, "T1", -6)) == [expected]
    soon = apply(board(), [Shift(Noun.EVENT, "T1", -6)])
    assert broken(soon, Shift(Noun.EVENT, "T1", 6)) == [expected]


def test_an_added_event_needs_notice_too() -> None:
    """It starts with its go-live, 28 days after 2 Mar less one."""
    impacts = (Impact("NA", "CID", 10.0, None, 3),)
    added = Add("N1", "P1", "New", Kind.MOVE, None, None, date(2020, 3, 29), impacts)
    assert [each.rule for each in broken(board(), added)] == [Rule.NOTICE]
