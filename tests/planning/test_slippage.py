"""How late projects are by chance: what can slip, how far, and what others hand on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest

from heatmap.planning.slipping.slippage import (
    NOTHING_LEFT,
    Carried,
    can_slip,
    carried,
    delays,
    dependencies,
    distribution,
    first_week,
    statuses,
)
from heatmap.scoring.coded.coding import Coded, code
from heatmap.scoring.parameters import DEFAULT, Parameters, Slip
from heatmap.terms import EventStatus
from heatmap.weeks import week_number
from tests.planning.slipping import AS_OF, LATER, SLIPS, parameters, three_projects
from tests.scoring.portfolios import portfolio

MANY = 40_000
Rows = Sequence[dict[str, Any]]


def coded(given: Parameters = DEFAULT, **tables: Rows) -> Coded:
    """The three projects with some tables changed, coded."""
    return code(three_projects(**tables), given)


@pytest.mark.parametrize(
    ("slip", "most", "chances"),
    [
        (Slip(1.0, 3.0), 3, [1.0, 0.0, 0.0, 0.0]),
        (Slip(0.5, 1.0), 3, [0.5, 0.5, 0.0, 0.0]),
        (Slip(0.4, 2.0), 3, [0.4, 0.2, 0.2, 0.2]),  # the mean of 1, 2, 3 is 2: all alike
        (Slip(0.3, 11 / 7), 3, [0.3, 0.4, 0.2, 0.1]),  # halving: (1 * 4 + 2 * 2 + 3 * 1) / 7
        (Slip(0.0, 3.0), 3, [0.0, 0.0, 0.0, 1.0]),
        (Slip(0.2, 1.0), 0, [1.0]),
    ],
)
def test_delays_fall_in_one_ratio_with_the_mean_that_was_asked_for(
    slip: Slip, most: int, chances: list[float]
) -> None:
    """Worked out by hand."""
    assert distribution(slip, most) == pytest.approx(chances, abs=1e-9)


@pytest.mark.parametrize("status", list(DEFAULT.slippage.slips))
def test_the_default_delays_have_the_means_that_are_stated(status: EventStatus) -> None:
    """10, 32 and 54 per cent of a quarter of 13 weeks."""
    chances = distribution(DEFAULT.slippage.slips[status], DEFAULT.slippage.most_weeks)
    stated = {"confirmed": 0.10, "planned": 0.32, "tentative": 0.54}[status]
    assert chances @ np.arange(len(chances)) == pytest.approx(stated * 13, abs=0.05)


def test_the_drawn_delays_have_the_chances_of_their_status() -> None:
    """Within four standard errors, of each project and each number of weeks."""
    late = delays(coded(parameters()), AS_OF, draws=MANY, seed=3)
    for project, status in enumerate(("confirmed", "planned", "tentative")):
        chances = distribution(SLIPS[EventStatus(status)], 2)
        seen = np.bincount(late[:, project], minlength=3) / MANY
        assert (np.abs(seen - chances) <= 4 * np.sqrt(chances * (1 - chances) / MANY)).all()


def test_two_projects_are_late_independently_of_each_other() -> None:
    """Their delays have no correlation beyond chance."""
    late = delays(coded(parameters()), AS_OF, draws=MANY, seed=3)
    assert abs(np.corrcoef(late[:, 0], late[:, 1])[0, 1]) < 4 / np.sqrt(MANY)


def test_a_shock_makes_everything_later_in_its_share_of_the_draws() -> None:
    """All projects in the same draws."""
    with_shock = delays(coded(parameters(shock_chance=0.25, shock_weeks=3)), AS_OF, draws=MANY, seed=3)
    more = with_shock - delays(coded(parameters()), AS_OF, draws=MANY, seed=3)
    assert set(np.unique(more)) == {0, 3}
    assert (more == more[:, :1]).all()
    assert np.mean(more[:, 0] == 3) == pytest.approx(0.25, abs=4 * np.sqrt(0.25 * 0.75 / MANY))


def test_the_first_draws_are_the_same_however_many_follow_and_whatever_else_is_planned() -> None:
    """So plans can be compared under the same luck."""
    many, few = (delays(coded(parameters()), AS_OF, draws=draws, seed=7) for draws in (500, 50))
    assert few.shape == (50, 4)
    assert (many[:50] == few).all()
    without_p1 = coded(parameters(), impacts=[{"event": "E2"}, {"event": "E3"}], events=_events()[1:3])
    assert (delays(without_p1, AS_OF, draws=50, seed=7)[:, 1:3] == few[:, 1:3]).all()
    assert (delays(coded(parameters()), AS_OF, draws=50, seed=8) != few).any()


def _events() -> list[dict[str, Any]]:
    return three_projects().events.rows(named=True)


def test_a_projects_status_is_that_of_most_of_its_hours_to_come() -> None:
    """Of two with the same hours, the less firm one; without events to come it has none."""
    events = [
        {"event": name, "status": status, "start": LATER[week], "end": LATER[week], "project": project}
        for name, project, status, week in (
            ("A", "P1", "confirmed", 1),
            ("B", "P1", "tentative", 2),
            ("C", "P2", "planned", 1),
            ("D", "P2", "confirmed", 2),
            ("E", "P3", "tentative", 1),
            ("F", "P3", "cancelled", 1),
        )
    ]
    events.append({**events[0], "event": "G", "start": date(2020, 9, 1), "end": date(2020, 9, 30)})
    people = {"A": 30.0, "B": 20.0, "C": 10.0, "D": 10.0, "E": 1.0, "F": 50.0, "G": 90.0}
    given = coded(events=events, impacts=[{"event": each, "people": count} for each, count in people.items()])
    confirmed, planned, tentative, _ = range(4)
    assert statuses(given, AS_OF).tolist() == [confirmed, planned, tentative, NOTHING_LEFT]
    assert statuses(given, LATER[2]).tolist() == [tentative, confirmed, NOTHING_LEFT, NOTHING_LEFT]


def test_only_work_after_the_as_of_date_slips_and_nothing_that_follows_a_past_go_live() -> None:
    """A running training's rest slips; hypercare after last week's go-live does not."""
    given = code(
        portfolio(
            events=[
                {"event": "running", "start": date(2020, 9, 1), "end": LATER[2]},
                {"event": "lived", "kind": "go_live", "go_live": date(2020, 10, 2)},
                {"event": "lives", "kind": "go_live", "go_live": date(2020, 10, 6)},
                {"event": "over", "start": date(2020, 9, 1), "end": date(2020, 10, 4)},
                {"event": "off", "start": LATER[1], "end": LATER[2], "status": "cancelled"},
            ],
            impacts=[{"event": each} for each in ("running", "lived", "lives", "over", "off")],
        ),
        DEFAULT,
    )
    slips = can_slip(given, first_week(AS_OF))
    named = given.portfolio.events["event"].gather(given.events.rows[slips]).to_list()
    assert sorted(named) == ["lives", "running"]


@pytest.mark.parametrize(
    ("as_of", "first"), [(date(2020, 10, 5), 0), (date(2020, 10, 6), 1), (date(2020, 10, 11), 1)]
)
def test_a_week_that_has_begun_before_the_as_of_date_does_not_slip(as_of: date, first: int) -> None:
    """On its Monday it still can."""
    assert first_week(as_of) == week_number(AS_OF) + first


def test_dependencies_have_the_slack_that_the_dates_and_the_lag_leave() -> None:
    """From the last day of what is needed to the first of what needs it, in whole weeks; never below 0."""
    given = coded(
        dependencies=[
            {"project": "P3", "needs": "P2", "lag_weeks": 0},  # 25 Oct to 26 Oct: none
            {"project": "P4", "needs": "P2", "lag_weeks": 2},  # 25 Oct to 23 Nov: 4 weeks less 2
            {"project": "P2", "needs": "P1", "lag_weeks": 5},  # broken already
        ]
    )
    assert dependencies(given, AS_OF) == (Carried(1, 0, 0), Carried(2, 1, 0), Carried(3, 1, 2))
    # From 26 October on P1, P2 and their days are past.
    assert dependencies(given, LATER[3]) == ()


def test_go_lives_count_where_a_project_has_them() -> None:
    """P1's last go-live is on 14 October, its training ends later; P2's first one on 4 November: 3 weeks."""
    given = code(
        portfolio(
            projects=[{"project": "P1", "name": "P1"}, {"project": "P2", "name": "P2"}],
            events=[
                {"event": "A", "kind": "go_live", "go_live": date(2020, 10, 14)},
                {"event": "B", "start": date(2020, 10, 14), "end": date(2020, 11, 30)},
                {"event": "C", "kind": "go_live", "go_live": date(2020, 11, 4), "project": "P2"},
                {"event": "D", "start": date(2020, 10, 1), "end": date(2020, 10, 2), "project": "P2"},
            ],
            impacts=[{"event": each} for each in "ABCD"],
            dependencies=[{"project": "P2", "needs": "P1", "lag_weeks": 1}],
        ),
        DEFAULT,
    )
    assert dependencies(given, AS_OF) == (Carried(1, 0, 2),)


def test_delays_are_handed_on_less_the_slack_and_round_in_a_circle() -> None:
    """A chain 0 -> 1 -> 2 and back."""
    late = np.array([[5, 0, 0], [0, 4, 0], [1, 1, 1], [0, 0, 9]], dtype=np.int16)
    handed = carried(late, (Carried(1, 0, 1), Carried(2, 1, 2), Carried(0, 2, 3)))
    assert handed.tolist() == [[5, 4, 2], [0, 4, 2], [1, 1, 1], [6, 5, 9]]


def test_a_project_waits_for_what_it_needs_in_every_draw() -> None:
    """At least as late as the other one less the slack, and at least as late as on its own."""
    needs = [{"project": "P4", "needs": "P2", "lag_weeks": 3}]  # slack 1
    alone = delays(coded(parameters()), AS_OF, draws=2_000, seed=5)
    bound = delays(coded(parameters(), dependencies=needs), AS_OF, draws=2_000, seed=5)
    assert (bound[:, 3] == np.maximum(alone[:, 3], alone[:, 1] - 1)).all()
    assert (bound[:, 3] > alone[:, 3]).any()
