"""Each cause of a difference, on one event and by hand."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import DEFAULT, Ramp
from heatmap.terms import EventStatus, Filters, Grain, Kind
from tests.scoring.difference.versions import MONDAY, PEOPLE, SUNDAY, TRAINING, Told, version

WEEK = timedelta(weeks=1)
NOTHING: dict[tuple[str, str | None], float] = {}


def impact(**changed: object) -> dict[str, Any]:
    """The impact of E1, changed."""
    return {**PEOPLE, **changed}


def event(**changed: object) -> dict[str, Any]:
    """E1, changed."""
    return {**TRAINING, **changed}


def test_versions_that_are_the_same_differ_in_nothing() -> None:
    """No part, no difference."""
    told = Told(version(), version())

    assert len(told.parts.row) == 0
    assert told.rolled.load.tolist() == [[0.0]]
    assert told.rolled.crossed.tolist() == [[0]]


def test_a_new_event_is_added_whole() -> None:
    """10 hours more, whatever the new event's dates and people are."""
    more = [TRAINING, event(event="E2")]
    told = Told(version(), version(more, [PEOPLE, impact(event="E2")]))

    assert told.of("load") == {("new event", "E2"): 10.0}


def test_an_event_that_is_gone_is_removed_whole() -> None:
    """As above, the other way."""
    told = Told(version([TRAINING, event(event="E2")], [PEOPLE, impact(event="E2")]), version())

    assert told.of("load") == {("event removed", "E2"): -10.0}


@pytest.mark.parametrize(
    ("status", "project", "gone", "came"),
    [
        ("cancelled", "active", "event cancelled", "no longer cancelled"),
        ("confirmed", "paused", "project stopped", "project started"),
        ("confirmed", "proposed", "project stopped", "project started"),
        ("cancelled", "paused", "event cancelled", "no longer cancelled"),
    ],
)
def test_an_event_that_scores_no_more_says_why(status: str, project: str, gone: str, came: str) -> None:
    """Cancelled, or its project paused or only proposed; and the way back."""
    still = version([event(status=status)], projects=[{"project": "P1", "name": "First", "status": project}])

    assert Told(version(), still).of("load") == {(gone, "E1"): -10.0}
    assert Told(still, version()).of("load") == {(came, "E1"): 10.0}


def test_what_the_filters_choose_in_one_version_only_is_said_so() -> None:
    """A tentative event becomes confirmed, and only confirmed ones are asked for."""
    confirmed = Filters(event_statuses=(EventStatus.CONFIRMED,))
    told = Told(version([event(status="tentative")]), version(), confirmed)

    assert told.of("load") == {("now within the filters", "E1"): 10.0}


def test_a_moved_event_takes_its_hours_along() -> None:
    """10 hours leave the week and come to the next; months and quarters see nothing."""
    later = version([event(start=MONDAY + WEEK, end=SUNDAY + WEEK)])
    told = Told(version(), later)

    assert told.of("load") == {("dates", "E1"): -10.0}
    assert told.of("load", start=MONDAY + WEEK) == {("dates", "E1"): 10.0}
    assert len(Told(version(), later, grain=Grain.MONTH).parts.row) == 0


def test_a_longer_event_thins_out() -> None:
    """From one week to two: 10 hours become 5 and 5."""
    told = Told(version(), version([event(end=SUNDAY + WEEK)]))

    assert told.of("load") == {("dates", "E1"): -5.0}
    assert told.of("load", start=MONDAY + WEEK) == {("dates", "E1"): 5.0}


def test_dates_that_move_no_hours_are_no_cause() -> None:
    """A go-live from Monday to Tuesday of the same week."""
    live = {"event": "E1", "kind": "go_live", "go_live": MONDAY}
    told = Told(version([live]), version([{**live, "go_live": MONDAY + timedelta(days=1)}]))

    assert len(told.parts.row) == 0


@pytest.mark.parametrize(
    ("changed", "what", "hours"),
    [
        ({"people": 15.0}, "people", 5.0),
        ({"hours_per_person": 3.0}, "hours per person", 20.0),
        ({"hours_per_person": None}, "hours per person", 70.0),  # severity 3 is estimated at 8 hours
        ({"severity": 5}, "severity", 10.0),  # weight 2.0 in place of 1.0
    ],
)
def test_a_re_scoped_impact_says_what_changed(changed: dict[str, Any], what: str, hours: float) -> None:
    """People, hours per person or severity."""
    assert Told(version(), version(impacts=[impact(**changed)])).of("load") == {(what, "E1"): hours}


def test_a_changed_severity_changes_its_estimated_hours_too() -> None:
    """10 people x 8 h x 1.0 = 80 become 10 x 32 h x 2.0 = 640."""
    told = Told(
        version(impacts=[impact(hours_per_person=None)]),
        version(impacts=[impact(hours_per_person=None, severity=5)]),
    )

    assert told.of("load") == {("severity", "E1"): 560.0}


def test_an_event_that_reaches_another_unit_is_re_scoped() -> None:
    """10 hours at Central East, where the event had none."""
    units = [{"unit": "NA", "name": "North Area"}, {"unit": "CE", "name": "Central East"}]
    told = Told(version(units=units), version(impacts=[PEOPLE, impact(unit="CE")], units=units))

    assert told.of("load", "unit:CE") == {("units and areas", "E1"): 10.0}
    assert told.of("load", "unit:NA") == NOTHING


def test_several_changes_of_one_event_are_told_apart_in_order() -> None:
    """Dates first (10 h come), then people (10 h more), hours (20 h more), severity (40 h more): 80 h."""
    later = version(
        [event(start=MONDAY + WEEK, end=SUNDAY + WEEK)],
        [impact(people=20.0, hours_per_person=2.0, severity=5)],
    )
    told = Told(version(), later)

    assert told.of("load") == {("dates", "E1"): -10.0}
    assert told.of("load", start=MONDAY + WEEK) == {
        ("dates", "E1"): 10.0,
        ("people", "E1"): 10.0,
        ("hours per person", "E1"): 20.0,
        ("severity", "E1"): 40.0,
    }


def test_a_kind_that_falls_otherwise_is_re_scoped_with_its_dates() -> None:
    """A training week becomes a go-live of that week alone, then one a week later."""
    live = {"event": "E1", "kind": "go_live", "start": MONDAY, "go_live": MONDAY, "end": MONDAY}
    later = live | {"start": MONDAY + WEEK, "go_live": MONDAY + WEEK, "end": MONDAY + WEEK}

    assert len(Told(version(), version([live])).parts.row) == 0  # all in that week before and after
    assert Told(version(), version([later])).of("load") == {("kind", "E1"): -10.0}


def test_a_kind_of_another_ramp_keeps_its_dates_apart() -> None:
    """A go-live moves a week (dates), and becomes a system (kind): both parts add up."""
    ramps = {**DEFAULT.ramps, Kind.GO_LIVE: Ramp(0, 0, 1.0), Kind.SYSTEM: Ramp(0, 1, 1.0)}
    scored = replace(DEFAULT, ramps=ramps)
    live = {"event": "E1", "kind": "go_live", "go_live": MONDAY}
    later = {"event": "E1", "kind": "system", "go_live": MONDAY + WEEK}
    told = Told(version([live]), version([later]), scored=(scored, scored))

    assert told.of("load") == {("dates", "E1"): -10.0}
    # A system's weeks weigh 1 and 1/2: two thirds of the hours in the first of them.
    parts = told.of("load", start=MONDAY + WEEK)
    assert parts == {("dates", "E1"): 10.0, ("kind", "E1"): pytest.approx(-10 / 3)}


def test_changed_parameters_are_one_cause_of_all_events() -> None:
    """Severity 3 weighs 2.0 in place of 1.0: two events of 10 hours give 20 hours more."""
    both = version([TRAINING, event(event="E2")], [PEOPLE, impact(event="E2")])
    weights = (*DEFAULT.severity_weight[:2], 2.0, *DEFAULT.severity_weight[3:])
    told = Told(both, both, scored=(DEFAULT, replace(DEFAULT, severity_weight=weights)))

    assert told.of("load") == {("scoring parameters", None): 20.0}


def test_a_project_of_another_programme_shows_in_programmes_alone() -> None:
    """10 hours leave Digital and come to Estates; a unit sees nothing."""
    later = version(projects=[{"project": "P1", "name": "First", "programme": "Estates"}])

    assert Told(version(), later).of("load") == NOTHING
    told = Told(version(), later, by=By.PROGRAMME)
    assert told.of("load", "programme:Digital") == {("other programme", "E1"): -10.0}
    assert told.of("load", "programme:Estates") == {("other programme", "E1"): 10.0}


def test_headcount_and_calendar_share_a_change_of_capacity() -> None:
    """400 h become 200 h of headcount (-200), half of which the calendar then takes (-100)."""
    later = version(
        headcount=[{"unit": "NA", "area": "CID", "headcount": 50.0}],
        calendar=[{"name": "Event", "start": MONDAY, "end": SUNDAY, "capacity_taken": 0.5}],
    )

    assert Told(version(), later).of("capacity") == {("headcount", "NA"): -200.0, ("calendar", None): -100.0}


def test_a_unit_that_only_one_version_has_gains_its_headcount() -> None:
    """And the difference of its saturation is not known."""
    units = [{"unit": "NA", "name": "North Area"}, {"unit": "CE", "name": "Central East"}]
    rows = [{"unit": unit, "area": "CID", "headcount": 100.0} for unit in ("NA", "CE")]
    told = Told(version(), version(units=units, headcount=rows))
    row, column = told.cell("unit:CE")

    assert told.of("capacity", "unit:CE") == {("headcount", "CE"): 400.0}
    assert str(told.rolled.saturation[row, column]) == "nan"
    assert told.of("saturation", "unit:CE") == NOTHING


def test_events_are_matched_by_code_beyond_either_span() -> None:
    """The later version's year is in the difference, though the earlier one has no load there."""
    year_later = event(event="E2", start=date(2021, 10, 4), end=date(2021, 10, 10))
    told = Told(version(), version([TRAINING, year_later], [PEOPLE, impact(event="E2")]))

    assert (told.rolled.columns[0].start, told.rolled.columns[-1].start) == (MONDAY, date(2021, 10, 4))
    assert told.of("load", start=date(2021, 10, 4)) == {("new event", "E2"): 10.0}
