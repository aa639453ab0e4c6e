"""The operational calendar: days that take people away from change, and freezes.

Dates and rules are facts where the sample's README says so; how much capacity they take is assumed.
"""

from datetime import date, timedelta

from maker.rows import CalendarDays

EVERY_UNIT = "*"

BANK_HOLIDAYS = (
    (date(2019, 1, 1), "New Year’s Day"),
    (date(2019, 4, 19), "Good Friday"),
    (date(2019, 4, 22), "Easter Monday"),
    (date(2019, 5, 6), "Early May"),
    (date(2019, 5, 27), "Spring"),
    (date(2019, 8, 26), "Summer"),
    (date(2019, 12, 25), "Christmas Day"),
    (date(2019, 12, 26), "Boxing Day"),
    (date(2020, 1, 1), "New Year’s Day"),
    (date(2020, 4, 10), "Good Friday"),
    (date(2020, 4, 13), "Easter Monday"),
    (date(2020, 5, 8), "Early May (VE day)"),
    (date(2020, 5, 25), "Spring"),
    (date(2020, 8, 31), "Summer"),
    (date(2020, 12, 25), "Christmas Day"),
    (date(2020, 12, 28), "Boxing Day (substitute)"),
    (date(2021, 1, 1), "New Year’s Day"),
    (date(2021, 4, 2), "Good Friday"),
    (date(2021, 4, 5), "Easter Monday"),
    (date(2021, 5, 3), "Early May"),
    (date(2021, 5, 31), "Spring"),
    (date(2021, 8, 30), "Summer"),
    (date(2021, 12, 27), "Christmas Day (substitute)"),
    (date(2021, 12, 28), "Boxing Day (substitute)"),
)

SUMMER_BANK_HOLIDAYS = (date(2019, 8, 26), date(2020, 8, 31), date(2021, 8, 30))
TROOPING = (date(2019, 6, 8), date(2020, 6, 13), date(2021, 6, 12))  # second Saturdays of June
REMEMBRANCE = (date(2019, 11, 10), date(2020, 11, 8), date(2021, 11, 14))  # second Sundays of November
PRIDE = (date(2019, 7, 6), date(2020, 6, 27), date(2021, 7, 3))
MARATHON = (date(2019, 4, 28), date(2020, 4, 26), date(2021, 4, 25))
HALF_TERMS = (
    (date(2019, 2, 18), date(2019, 2, 22)),
    (date(2019, 5, 28), date(2019, 5, 31)),
    (date(2019, 10, 21), date(2019, 10, 25)),
    (date(2020, 2, 17), date(2020, 2, 21)),
    (date(2020, 5, 26), date(2020, 5, 29)),
    (date(2020, 10, 26), date(2020, 10, 30)),
    (date(2021, 2, 15), date(2021, 2, 19)),
    (date(2021, 6, 1), date(2021, 6, 4)),
    (date(2021, 10, 25), date(2021, 10, 29)),
)
SCHOOL_SUMMERS = (
    (date(2019, 7, 24), date(2019, 9, 3)),
    (date(2020, 7, 22), date(2020, 9, 2)),
    (date(2021, 7, 22), date(2021, 9, 1)),
)
YEARS = (2019, 2020, 2021)

# General election of 12 December 2019: called on 29 October, so the first board did not know of it.
GENERAL_ELECTION = CalendarDays(
    "General election", EVERY_UNIT, date(2019, 12, 11), date(2019, 12, 13), 0.35, freeze=False
)


def christmas_freeze(year: int) -> tuple[date, date]:
    """First and last day of the technology freeze that starts in December of `year`."""
    return date(year, 12, 14), date(year + 1, 1, 6)


def calendar() -> list[CalendarDays]:
    """One row per name, unit and start, as both boards knew it."""
    rows = [
        CalendarDays(f"Bank holiday: {name}", EVERY_UNIT, day, day, 0.3, freeze=False)
        for day, name in BANK_HOLIDAYS
    ]
    return [*rows, *_seasons(), *_events(), *_local()]


def _seasons() -> list[CalendarDays]:
    rows = [
        CalendarDays("School half term", EVERY_UNIT, start, end, 0.06, freeze=False)
        for start, end in HALF_TERMS
    ]
    rows += [
        CalendarDays("School summer holidays", EVERY_UNIT, start, end, 0.06, freeze=False)
        for start, end in SCHOOL_SUMMERS
    ]
    for year in YEARS:
        freeze_from, freeze_to = christmas_freeze(year)
        rows += [
            _all("Summer demand peak", date(year, 5, 1), date(year, 7, 31), 0.05),
            _all("Halloween and Bonfire Night", date(year, 10, 31), date(year, 11, 5), 0.12),
            _all("Financial year end: leave to be used", date(year, 3, 16), date(year, 3, 31), 0.04),
            CalendarDays("Christmas change freeze", EVERY_UNIT, freeze_from, freeze_to, 0.05, freeze=True),
            _all("Christmas leave", date(year, 12, 21), date(year + 1, 1, 3), 0.22),
            _all("New Year’s Eve", date(year, 12, 31), date(year + 1, 1, 1), 0.5),
            _one("New Year’s Eve, central London", "AW", date(year, 12, 30), date(year + 1, 1, 1), 0.3),
        ]
    return rows


def _events() -> list[CalendarDays]:
    rows: list[CalendarDays] = []
    for monday in SUMMER_BANK_HOLIDAYS:
        saturday = monday - timedelta(days=2)
        rows += [
            _all("Notting Hill Carnival", saturday, monday, 0.3),
            CalendarDays(
                "Notting Hill Carnival, host BCU",
                "AW",
                saturday - timedelta(days=5),
                monday,
                0.25,
                freeze=True,
            ),
        ]
    for day in TROOPING:
        rows.append(_one("Trooping the Colour and reviews", "AW", day - timedelta(days=14), day, 0.1))
    for day in REMEMBRANCE:
        rows.append(_one("State Opening and Remembrance", "AW", day - timedelta(days=3), day, 0.25))
    for day in PRIDE:
        rows.append(_one("Pride in London", "AW", day - timedelta(days=1), day, 0.35))
    for day in MARATHON:
        rows += [_one("London Marathon", unit, day, day, 0.5) for unit in ("SE", "CE", "AW")]
    rows.append(_all("London elections", date(2020, 5, 6), date(2020, 5, 8), 0.3))
    return rows


def _local() -> list[CalendarDays]:
    return [
        CalendarDays(
            "Contact centre peak season", "METCC", date(2020, 6, 22), date(2020, 8, 31), 0.08, freeze=True
        ),
        _one("Hendon closed for electrical works", "LD", date(2020, 8, 3), date(2020, 8, 9), 1.0),
        _one("Laboratory air handling works", "FOR", date(2020, 7, 6), date(2020, 7, 17), 0.2),
        CalendarDays("Accreditation visit", "FOR", date(2020, 11, 16), date(2020, 11, 27), 0.1, freeze=True),
    ]


def _all(name: str, start: date, end: date, taken: float) -> CalendarDays:
    return CalendarDays(name, EVERY_UNIT, start, end, taken, freeze=False)


def _one(name: str, unit: str, start: date, end: date, taken: float) -> CalendarDays:
    return CalendarDays(name, unit, start, end, taken, freeze=False)
