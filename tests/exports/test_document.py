from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from heatmap.exports.document import Holds, Value, said
from tests.exports.documents import SOURCE, document


def test_the_source_is_said_in_one_line() -> None:
    """Version with its date and note, as-of date, scoring version, time of making."""
    assert SOURCE.line == (
        "Version 2, published 2 Mar 2020, “March 2020 board” · as of 2 Mar 2020 · scoring version 1 · "
        "made 2 Mar 2020, 14:05 UTC"
    )


def test_the_time_of_making_is_said_in_utc() -> None:
    """Half past midnight an hour east of Greenwich is the day before."""
    east = timezone(timedelta(hours=1))
    source = replace(SOURCE, made=datetime(2020, 3, 3, 0, 30, 7, 500, tzinfo=east))
    assert source.made_words == "2 Mar 2020, 23:30 UTC"
    assert source.made_utc == datetime(2020, 3, 2, 23, 30, 7)  # noqa: DTZ001 - UTC without saying so


def test_a_speaker_is_told_the_measure_the_filters_the_source_and_the_marking() -> None:
    """In that order."""
    lines = document().notes.split("\n")
    assert lines[0] == ("Saturation (% of capacity): Change load as a share of the capacity of that week.")
    assert lines[1] == "All units, 2 Mar to 26 Apr 2020."
    assert lines[-1] == "OFFICIAL"


@pytest.mark.parametrize(
    ("value", "holds", "expected"),
    [
        (None, Holds.HOURS, ""),
        (2904.4, Holds.HOURS, "2,904"),
        (2.6, Holds.HOURS, "2.6"),
        (0.44, Holds.PERCENT, "44\N{NO-BREAK SPACE}%"),
        (1204, Holds.COUNT, "1,204"),
        (4.126, Holds.NUMBER, "4.1"),
        (date(2020, 10, 5), Holds.DATE, "5 Oct 2020"),
        (True, Holds.TEXT, "yes"),
        ("=1+1", Holds.TEXT, "=1+1"),
    ],
)
def test_values_are_said_as_people_read_them(value: Value, holds: Holds, expected: str) -> None:
    """Thousands separators, days in words, nothing for nothing."""
    assert said(value, holds) == expected


def test_made_without_a_zone_is_utc() -> None:
    """As the store's times are."""
    assert replace(SOURCE, made=SOURCE.made.replace(tzinfo=None)).made_utc == SOURCE.made.astimezone(
        UTC
    ).replace(tzinfo=None)
