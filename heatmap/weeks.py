"""Weeks run from Monday to Sunday; a week is named by its Monday's date.

Inside the program a week is often its number: Monday weeks since Monday 5 January 1970.
"""

from datetime import date, timedelta

import polars as pl

EPOCH = date(1970, 1, 1)
FIRST_MONDAY = 4  # days from the epoch, a Thursday, to the first Monday


def week_number(day: date) -> int:
    """The number of the week that `day` falls in."""
    return ((day - EPOCH).days - FIRST_MONDAY) // 7


def monday(number: int) -> date:
    """The Monday that week `number` starts on."""
    return EPOCH + timedelta(days=number * 7 + FIRST_MONDAY)


def sunday(number: int) -> date:
    """The Sunday that week `number` ends on."""
    return monday(number) + timedelta(days=6)


def monday_of(day: date) -> date:
    """The Monday of the week that `day` falls in."""
    return monday(week_number(day))


def week_number_of(column: str) -> pl.Expr:
    """The week number of a date column, null where the date is null."""
    return (pl.col(column).dt.epoch("d") - FIRST_MONDAY) // 7
