from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heatmap.portfolio import Portfolio
from heatmap.scoring.cube import score
from heatmap.scoring.grouping import By, Row
from heatmap.scoring.parameters import DEFAULT
from heatmap.scoring.rollup import RollUp, roll_up
from heatmap.terms import Filters, Grain, Rows
from tests.scoring.agreement import assert_agrees, some_filters
from tests.scoring.oracle import Cell, Oracle, Score
from tests.scoring.portfolios import portfolio, portfolios


def first_day(week: date, grain: Grain) -> date:
    """The first day of the column that holds the week."""
    if grain is Grain.WEEK:
        return week
    return week.replace(day=1, month=week.month if grain is Grain.MONTH else (week.month - 1) // 3 * 3 + 1)


def row_of(by: By, cell: Cell, programme: str) -> Row:
    """The row that a cell belongs to."""
    unit, area, _ = cell
    return {
        By.UNIT: Row(unit=unit),
        By.AREA: Row(area=area),
        By.UNIT_AREA: Row(unit=unit, area=area),
        By.PROGRAMME: Row(programme=programme),
        By.ORGANISATION: Row(),
    }[by]


def numbers(rolled: RollUp) -> dict[tuple[Row, date], dict[str, Any]]:
    """The roll-up's numbers by row and first day, those with a known capacity or a load."""
    frame = rolled.frame().to_dicts()
    names = ("unit", "area", "programme")
    return {(Row(**{name: row.get(name) for name in names}), row[rolled.grain]): row for row in frame}


@settings(max_examples=60, deadline=None)
@given(
    portfolios(),
    some_filters,
    st.sampled_from([by for by in By if by is not By.PROGRAMME]),
    st.sampled_from(Grain),
)
def test_every_roll_up_is_what_its_cells_piece_by_piece_give(
    portfolio: Portfolio, filters: Filters, by: By, grain: Grain
) -> None:
    """Rows and numbers of units, areas, both and the organisation, in weeks, months and quarters."""
    oracle = Oracle(portfolio, DEFAULT, filters)
    found = numbers(roll_up(score(portfolio, DEFAULT, filters), by, grain))
    expected = oracle.gathered(lambda cell, name: (row_of(by, cell, name), first_day(cell[2], grain)))
    assert found.keys() == expected.keys()
    for key, row in found.items():
        assert_agrees(row, expected[key])


@settings(max_examples=40, deadline=None)
@given(portfolios(), some_filters, st.sampled_from(Grain))
def test_a_programme_meets_the_capacity_of_every_chosen_cell(
    portfolio: Portfolio, filters: Filters, grain: Grain
) -> None:
    """A programme's row has its own changes, and the organisation's capacity."""
    oracle = Oracle(portfolio, DEFAULT, filters)
    found = numbers(roll_up(score(portfolio, DEFAULT, filters), By.PROGRAMME, grain))
    everything = oracle.gathered(lambda cell, _: first_day(cell[2], grain))
    expected = oracle.gathered(
        lambda cell, name: (row_of(By.PROGRAMME, cell, name), first_day(cell[2], grain))
    )
    live: dict[Any, set[str]] = {}
    for cell, event in oracle.live(oracle.weeks()):
        programme = oracle.projects[event["project"]]["programme"]
        live.setdefault((programme, first_day(cell[2], grain)), set()).add(event["event"])
    for (row, start), given_row in found.items():
        score_of = expected.get((row, start), Score())
        score_of.capacities = everything[start].capacities
        score_of.go_lives = live.get((row.programme, start), set())
        assert_agrees(given_row, score_of)
    assert {key for key, each in expected.items() if each.load > 0} <= found.keys()


@settings(max_examples=40, deadline=None)
@given(portfolios(), st.sampled_from(By), st.sampled_from(Grain))
def test_the_hottest_part_is_the_highest_saturation_of_its_cells(
    portfolio: Portfolio, by: By, grain: Grain
) -> None:
    """The highest saturation of the cells of one unit, area and week; missing where none has one."""
    oracle = Oracle(portfolio, DEFAULT, Filters())
    cells = oracle.gathered(lambda cell, _: cell)
    if by is By.PROGRAMME:
        own = oracle.gathered(lambda cell, name: (cell, name))
        parts = {}
        for (cell, name), part in own.items():
            if name:
                part.capacities = cells[cell].capacities
                parts[cell, name] = part
    else:
        parts = {(cell, ""): part for cell, part in cells.items()}
    hottest: dict[tuple[Row, date], float] = {}
    for (cell, name), part in parts.items():
        if part.saturation is not None:
            key = row_of(by, cell, name), first_day(cell[2], grain)
            hottest[key] = max(hottest.get(key, 0.0), part.saturation)
    for key, row in numbers(roll_up(score(portfolio, DEFAULT), by, grain)).items():
        expected = hottest.get(key)
        assert row["hottest"] == (None if expected is None else pytest.approx(expected, rel=1e-9))


WEEKS = {"start": date(2020, 3, 2), "end": date(2020, 3, 8)}


def test_projects_are_counted_once_over_the_whole_roll_up() -> None:
    """Two areas with the same project, and one with another: two projects, not three."""
    rolled = roll_up(
        score(
            portfolio(
                areas=[{"area": "CID", "name": "CID"}, {"area": "RESP", "name": "Response"}],
                projects=[{"project": "P1", "name": "First"}, {"project": "P2", "name": "Second"}],
                events=[{"event": "E1", **WEEKS}, {"event": "E2", "project": "P2", **WEEKS}],
                impacts=[{"event": "E1"}, {"event": "E1", "area": "RESP"}, {"event": "E2"}],
            ),
            DEFAULT,
        ),
        Rows.UNIT,
    )
    assert rolled.projects.tolist() == [[2]]


def test_a_week_belongs_to_the_month_of_its_monday() -> None:
    """The week of Monday 30 March 2020 is March's, though most of its days are in April."""
    week = {"start": date(2020, 3, 30), "end": date(2020, 4, 5)}
    rolled = roll_up(
        score(portfolio(events=[{"event": "E1", **week}], impacts=[{"event": "E1"}]), DEFAULT),
        By.UNIT,
        Grain.MONTH,
    )
    column = rolled.columns[0]
    assert (column.start, column.end) == (date(2020, 3, 1), date(2020, 3, 31))


def test_rows_are_in_the_organisations_order() -> None:
    """Units come by position, those without any change too."""
    rolled = roll_up(
        score(
            portfolio(
                units=[
                    {"unit": "AS", "name": "South", "position": 3},
                    {"unit": "NA", "name": "North", "position": 2},
                    {"unit": "WA", "name": "West", "position": 1},
                ],
                events=[{"event": "E1", **WEEKS}],
                impacts=[{"event": "E1"}],
            ),
            DEFAULT,
        ),
        By.UNIT,
    )
    assert [row.unit for row in rolled.rows] == ["WA", "NA", "AS"]


def test_a_calm_average_names_its_hottest_part() -> None:
    """Load 10 and 390 on capacities of 400 each: the unit is half full, its hottest area nearly full."""
    rolled = roll_up(
        score(
            portfolio(
                areas=[{"area": "CID", "name": "CID"}, {"area": "RESP", "name": "Response"}],
                headcount=[
                    {"unit": "NA", "area": "CID", "headcount": 100.0},
                    {"unit": "NA", "area": "RESP", "headcount": 100.0},
                ],
                events=[{"event": "E1", **WEEKS}],
                impacts=[{"event": "E1"}, {"event": "E1", "area": "RESP", "people": 390.0}],
            ),
            DEFAULT,
        ),
        By.UNIT,
    )
    assert (rolled.saturation[0, 0], rolled.hottest[0, 0]) == pytest.approx((0.5, 0.975))
    assert DEFAULT.bands[rolled.hottest_band[0, 0]].letter == "C"


def test_a_part_without_capacity_makes_the_hottest_band_the_last() -> None:
    """Load on a capacity of 0 has no saturation, but is as hot as can be."""
    rolled = roll_up(
        score(
            portfolio(
                headcount=[{"unit": "NA", "area": "CID", "headcount": 0.0}],
                events=[{"event": "E1", "start": WEEKS["start"], "end": WEEKS["end"] + timedelta(days=7)}],
                impacts=[{"event": "E1"}],
            ),
            DEFAULT,
        ),
        By.ORGANISATION,
        Grain.QUARTER,
    )
    assert rolled.hottest_band.tolist() == [[4]]
    assert str(rolled.hottest[0, 0]) == "nan"
