"""Numbers and dates as people read them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmap import words
from heatmap.scoring.parameters import DEFAULT
from heatmap.terms import Grain


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2020, 10, 5), date(2020, 10, 5), "5 Oct 2020"),
        (date(2020, 10, 5), date(2020, 10, 11), "5 to 11 Oct 2020"),
        (date(2020, 9, 28), date(2020, 10, 4), "28 Sep to 4 Oct 2020"),
        (date(2020, 12, 28), date(2021, 1, 3), "28 Dec 2020 to 3 Jan 2021"),
    ],
)
def test_days_say_month_and_year_once_where_they_are_the_same(first: date, last: date, said: str) -> None:
    """As one would write them."""
    assert words.days(first, last) == said


@pytest.mark.parametrize(
    ("grain", "said"),
    [
        (Grain.WEEK, "week of 1 Oct 2020"),
        (Grain.MONTH, "Oct 2020"),
        (Grain.QUARTER, "Oct to Dec 2020"),
    ],
)
def test_a_column_is_named_by_its_grain(grain: Grain, said: str) -> None:
    """Week, month, quarter."""
    assert words.column(date(2020, 10, 1), grain) == said


@pytest.mark.parametrize(
    ("saturation", "said"),
    [(0.0, 0), (0.494, 49), (0.4951, 49), (0.5, 50), (0.996, 99), (1.0, 100), (1.2499, 124), (1.25, 125)],
)
def test_a_percentage_never_crosses_into_another_band(saturation: float, said: int) -> None:
    """99.6 % is still below capacity, and 49.5 % still calm."""
    assert words.percent(saturation, DEFAULT.bands) == said


@given(st.floats(0, 20))
def test_a_percentage_is_within_one_of_the_exact_number(saturation: float) -> None:
    """Keeping to the band costs less than one per cent."""
    assert abs(words.percent(saturation, DEFAULT.bands) - 100 * saturation) < 1


@pytest.mark.parametrize(
    ("amount", "said"), [(0, "0"), (2.64, "2.6"), (9.96, "10.0"), (10.4, "10"), (2904.2, "2,904")]
)
def test_hours_have_separators_and_a_decimal_only_when_few(amount: float, said: str) -> None:
    """2,904 hours; 2.6 hours."""
    assert words.hours(amount) == said


def test_lists_are_joined_as_in_a_sentence() -> None:
    """None, one, two, and more than can be named."""
    assert words.listed([]) == ""
    assert words.listed(["A"]) == "A"
    assert words.listed(["A", "B"]) == "A and B"
    assert words.listed(["A", "B", "C"]) == "A, B and C"
    assert words.listed(["A", "B", "C", "D", "E"]) == "A, B, C and 2 more"


def test_choices_are_named_up_to_a_dozen() -> None:
    """As an error names what may be chosen."""
    assert words.choices(["A", "B", "C"]) == "A, B, C"
    assert words.choices([*"ABCDEFGHIJKL"]) == "A, B, C, D, E, F, G, H, I, J, K, L"
    assert words.choices([*"ABCDEFGHIJKLMN"]) == "A, B, C, D, E, F, G, H, I, J, K, L and 2 more"


def test_where_there_is_nothing_to_choose_from_it_is_said() -> None:
    """An empty list is no advice."""
    assert words.choose_from(["A", "B"]) == "Choose from: A, B."
    assert words.choose_from([]) == "There is none to choose from: its table has no rows."


def test_nouns_are_counted_in_singular_and_plural() -> None:
    """1 project, 1,200 projects."""
    assert words.counted(1, "project") == "1 project"
    assert words.counted(1200, "project") == "1,200 projects"
