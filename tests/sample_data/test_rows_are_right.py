"""The contract's rules, checked here by hand and without the program's own checks."""

from datetime import date
from pathlib import Path

import pytest

from heatmap.contract import TABLES, Column, Holds
from heatmap.resources import SAMPLE_DATA
from heatmap.terms import EVEN_KINDS, GO_LIVE_KINDS
from tests.sample_data.brute_force import Row, day, rows

FOLDERS = [SAMPLE_DATA / "october_2019", SAMPLE_DATA / "march_2020"]

pytestmark = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def fits(column: Column, text: str) -> bool:
    """Whether a field's text is of its column's kind and in its range."""
    if text == "":
        return column.nullable
    if column.choices:
        return text in column.choices
    if column.holds in {Holds.NUMBER, Holds.INTEGER}:
        number = float(text)
        low = column.minimum is None or number >= column.minimum
        return low and (column.maximum is None or number <= column.maximum)
    if column.holds is Holds.DATE:
        return date(2000, 1, 1) <= date.fromisoformat(text) <= date(2100, 12, 31)
    if column.holds is Holds.BOOLEAN:
        return text in {"true", "false"}
    return len(text) <= 500 and text.isprintable() and text == text.strip()


def test_every_field_fits_its_column(folder: Path) -> None:
    """No empty required field, unknown kind, wrong type or value out of range."""
    for path in folder.iterdir():
        for row in rows(folder, path.stem):
            wrong = [
                column.name for column in TABLES[path.stem].columns if not fits(column, row[column.name])
            ]
            assert not wrong, (path.name, row)


def test_keys_are_used_once_and_codes_exist(folder: Path) -> None:
    """Keys tell rows apart; every code is in its table, or is the calendar's `*`."""
    for path in folder.iterdir():
        table = TABLES[path.stem]
        here = rows(folder, table.name)
        keys = [tuple(row[name] for name in table.key) for row in here]
        assert len(keys) == len(set(keys))
        for column in table.columns:
            if column.codes_of:
                known = {row[TABLES[column.codes_of].key[0]] for row in rows(folder, column.codes_of)}
                assert {row[column.name] for row in here} <= known | {column.wildcard}


def test_events_have_the_dates_that_their_kind_needs_in_order(folder: Path) -> None:
    """Even kinds have start and end, go-live kinds a go-live between them, all within their room."""
    for event in rows(folder, "events"):
        start, end, go_live = (day(event[name]) for name in ("start", "end", "go_live"))
        if event["kind"] in EVEN_KINDS:
            assert start
            assert end
        if event["kind"] in GO_LIVE_KINDS:
            assert go_live
        known = [each for each in (day(event["earliest"]), start, go_live, end, day(event["latest"])) if each]
        assert known == sorted(known), event


def test_calendar_entries_end_on_or_after_their_start(folder: Path) -> None:
    """No entry runs backwards."""
    assert all(row["start"] <= row["end"] for row in rows(folder, "calendar"))


def test_north_area_is_a_unit_of_enfield_and_haringey(folder: Path) -> None:
    """`NA` is written as a code, and nothing took it for a missing value."""
    boroughs: list[Row] = rows(folder, "boroughs")
    assert {row["borough"] for row in boroughs if row["unit"] == "NA"} == {"Enfield", "Haringey"}
    assert len(boroughs) == 32


def test_officers_of_north_area_add_up_to_the_published_number(folder: Path) -> None:
    """North Area had 1,108 officers in 2019."""
    first = [
        row for row in rows(folder, "headcount") if (row["unit"], row["from_date"]) == ("NA", "2018-12-31")
    ]
    assert sum(int(row["headcount"]) for row in first) == 1108
