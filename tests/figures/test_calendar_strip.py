"""The operational calendar on the grid."""

from datetime import date

from heatmap.figures.calendar_strip import calendar_strip, freezes
from heatmap.portfolio import Portfolio
from heatmap.scoring.cube import score
from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import DEFAULT
from heatmap.scoring.rollup import RollUp, roll_up
from tests.example import example
from tests.scoring.portfolios import portfolio


def by_unit() -> RollUp:
    """The example's units by weeks."""
    return roll_up(score(example(), DEFAULT), By.UNIT)


def with_calendar(*rows: dict[str, object]) -> Portfolio:
    """The example's units with this calendar."""
    units = [{"unit": "NA", "name": "North Area"}, {"unit": "CE", "name": "Central East"}]
    return portfolio(units=units, calendar=rows)


def test_an_entry_spans_the_weeks_that_it_touches() -> None:
    """Carnival is in the second week."""
    (entry,) = calendar_strip(example(), by_unit().columns)
    assert entry == {
        "name": "Carnival",
        "from": 1,
        "to": 1,
        "freeze": True,
        "who": "North Area",
        "taken": 50,
    }


def test_the_same_days_of_several_units_are_one_entry() -> None:
    """Listed once, with its units."""
    days = {"name": "Ball", "start": date(2020, 10, 5), "end": date(2020, 10, 5)}
    entries = calendar_strip(with_calendar({**days, "unit": "NA"}, {**days, "unit": "CE"}), by_unit().columns)
    assert [entry["who"] for entry in entries] == ["Central East and North Area"]


def test_entries_outside_the_weeks_shown_are_left_out() -> None:
    """Nothing to draw."""
    later = {"name": "Later", "start": date(2021, 1, 1), "end": date(2021, 1, 1)}
    assert calendar_strip(with_calendar(later), by_unit().columns) == []


def test_a_freeze_marks_its_units_weeks_and_no_others() -> None:
    """NA is frozen in the second week, CE never."""
    assert freezes(example(), by_unit()) == ["01", "00"]


def test_a_freeze_of_all_units_marks_every_row() -> None:
    """Also rows of no unit."""
    everyone = {"name": "Freeze", "start": date(2020, 10, 5), "end": date(2020, 10, 11), "freeze": True}
    rolled = roll_up(score(example(), DEFAULT), By.ORGANISATION)
    assert freezes(with_calendar(everyone), rolled) == ["10"]
