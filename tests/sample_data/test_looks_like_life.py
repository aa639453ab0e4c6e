"""The shape of the March 2020 version, by a brute force that shares no code with the program."""

from datetime import date
from functools import cache

import numpy as np

from heatmap.resources import SAMPLE_DATA
from tests.sample_data import brute_force
from tests.sample_data.brute_force import Weekly, by_unit, monday, week_of

MARCH = SAMPLE_DATA / "march_2020"
YEAR = slice(week_of(date(2020, 3, 2)), week_of(date(2020, 12, 28)) + 1)
OCTOBER_5 = week_of(date(2020, 10, 5))
BCUS = ("AS", "AW", "CE", "CN", "EA", "NA", "NE", "NW", "SE", "SN", "SW", "WA")


@cache
def saturations() -> dict[str, Weekly]:
    """Weekly saturation by unit, of the March 2020 version."""
    return brute_force.saturations(MARCH)


@cache
def organisation() -> Weekly:
    """Weekly saturation of the whole organisation."""
    return brute_force.organisation(MARCH)


def mean_of(first: date, last: date) -> float:
    """The organisation's mean saturation over the weeks from `first` to `last`."""
    return float(organisation()[week_of(first) : week_of(last) + 1].mean())


def share_of_cells(low: float, high: float) -> float:
    """Share of unit-weeks from March to December 2020 with a saturation from `low` to below `high`."""
    cells = np.array([weekly[YEAR] for weekly in saturations().values()])
    return float(((cells >= low) & (cells < high)).mean())


def test_loads_span_january_2019_to_december_2021() -> None:
    """The first week with load is that of 7 Jan 2019, the last that of 27 Dec 2021; none lies outside."""
    load = sum(brute_force.loads(MARCH).values(), np.zeros(brute_force.WEEKS))
    weeks = np.flatnonzero(load)
    assert (monday(int(weeks[0])), monday(int(weeks[-1]))) == (date(2019, 1, 7), date(2021, 12, 27))
    assert bool((load[1:] > 0).all())


def test_bands_are_spread_as_in_a_busy_year() -> None:
    """Most cells are calm or busy, some near capacity, fewer over it, a few severe."""
    assert 0.55 <= share_of_cells(0, 0.8) <= 0.70
    assert 0.15 <= share_of_cells(0.8, 1.0) <= 0.25
    assert 0.08 <= share_of_cells(1.0, 1.25) <= 0.15
    assert 0.04 <= 1 - share_of_cells(0, 1.25) <= 0.08


def test_the_organisation_is_never_idle_and_never_full() -> None:
    """From March to December 2020 the whole lies between 45 and 95 %."""
    year = organisation()[YEAR]
    assert year.min() >= 0.45
    assert year.max() <= 0.95


def test_load_peaks_in_autumn_and_at_the_financial_years_end() -> None:
    """October and the weeks to mid March are fuller than August, and Christmas is quiet."""
    autumn = mean_of(date(2020, 9, 28), date(2020, 11, 2))
    year_end = mean_of(date(2020, 2, 17), date(2020, 3, 23))
    august = mean_of(date(2020, 7, 27), date(2020, 8, 17))
    christmas = mean_of(date(2020, 12, 14), date(2020, 12, 28))
    assert min(autumn, year_end) > 0.78
    assert august < 0.7
    assert christmas < 0.65


def test_some_units_are_calm_and_others_hot() -> None:
    """Medians of units over the year lie at least 25 points apart."""
    medians = [float(np.median(weekly[YEAR])) for weekly in saturations().values()]
    assert max(medians) - min(medians) > 0.25


def test_north_area_is_the_fullest_unit_in_the_week_of_5_october_2020() -> None:
    """About 130 %, severe, and above every other BCU and central unit of that week."""
    here = saturations()["NA"][OCTOBER_5]
    others = [weekly[OCTOBER_5] for unit, weekly in saturations().items() if unit != "NA"]
    assert 1.25 < here < 1.40
    assert here > max(others)


def test_north_areas_collision_is_of_three_named_projects() -> None:
    """CONNECT Drop 1, local despatch and Resource Management lead that week's load."""
    there = {
        project: by_unit(cells)["NA"][OCTOBER_5]
        for project, cells in brute_force.loads_by_project(MARCH).items()
        if any(unit == "NA" for unit, _ in cells)
    }
    first_three = sorted(there, key=lambda project: -there[project])[:3]
    assert set(first_three) == {"CONNECT-D1", "LOCDES", "RM"}


def test_north_area_peaks_in_that_week() -> None:
    """No other week of 2020 and 2021 is as full there."""
    weekly = saturations()["NA"]
    year_2020 = week_of(date(2020, 1, 6))
    assert year_2020 + int(np.argmax(weekly[year_2020:])) == OCTOBER_5


def test_most_bcus_are_over_capacity_at_some_time_and_one_never_is() -> None:
    """Eleven BCUs have a week over 100 % from March to December 2020; Central East is spared."""
    spared = [unit for unit in BCUS if saturations()[unit][YEAR].max() <= 1]
    assert spared == ["CE"]


def test_a_unit_has_load_and_no_headcount() -> None:
    """Roads and Transport Policing: load in 2020, no headcount row."""
    assert by_unit(brute_force.loads(MARCH))["RTPC"][YEAR].sum() > 0
    assert "RTPC" not in by_unit(brute_force.capacities(MARCH))


def test_a_unit_has_load_in_a_week_without_capacity() -> None:
    """Learning and Development, 3 Aug 2020: the site is closed."""
    week = week_of(date(2020, 8, 3))
    assert by_unit(brute_force.capacities(MARCH))["LD"][week] == 0
    assert by_unit(brute_force.loads(MARCH))["LD"][week] > 0
