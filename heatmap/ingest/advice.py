"""What would be right: for each wrong text, why it is wrong and what to write instead."""

import calendar
import re
from datetime import date, datetime, timedelta

from heatmap.ingest.reading.names import listed

Advice = tuple[str, str]  # the reason, as the end of a sentence; what would be right, as sentences

FIRST_YEAR, LAST_YEAR = 2000, 2100
PERCENT = 100

_SPREADSHEET_DAY_0 = date(1899, 12, 30)
_SPREADSHEET_DAYS = range(36526, 73415)  # 1 Jan 2000 to 31 Dec 2100
_DAY_OR_MONTH_FIRST = re.compile(r"(\d{1,2})([/.\- ])(\d{1,2})\2(\d{4}|\d{2})(?:[ T].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\- ](\d{1,2})[/.\- ](\d{1,2})(?:[ T].*)?")
_WORDED = ("%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %y", "%b %d %Y", "%B %d %Y")
_ERROR = re.compile(r"#[A-Z/0!?_]+")
_NUMBER_IN_TEXT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_TRUE = {"yes", "y", "1", "t", "x", "ja", "oui", "on"}
_FALSE = {"no", "n", "0", "f", "off", "nein", "non"}


def day_words(day: date) -> str:
    """A day as people read it: 5 Oct 2020."""
    return f"{day.day} {calendar.month_abbr[day.month]} {day.year}"


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _readings(text: str) -> list[date]:
    """The days that `text` may mean, day first before month first; none that it cannot mean."""
    if match := _YEAR_FIRST.fullmatch(text):
        year, *parts = (int(part) for part in match.groups())
        days = [_day(year, *parts)] if _day(year, *parts) else [_day(year, *reversed(parts))]
    elif match := _DAY_OR_MONTH_FIRST.fullmatch(text):
        first, _, second, last = match.groups()
        year = int(last) + (2000 if len(last) == len("20") else 0)
        days = [_day(year, int(second), int(first)), _day(year, int(first), int(second))]
    elif text.isdecimal() and int(text) in _SPREADSHEET_DAYS:
        days = [_SPREADSHEET_DAY_0 + timedelta(days=int(text))]
    else:
        days = [_worded(text)]
    return list(dict.fromkeys(day for day in days if day))


def _worded(text: str) -> date | None:
    plain = " ".join(text.replace(",", " ").split())
    for form in _WORDED if any(sign.isalpha() for sign in plain) else ("%Y%m%d",):
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def about_date(text: str) -> Advice:
    """A text that is no ISO date. A day-first or month-first date is never guessed at."""
    example = "Write the date as year-month-day, such as 2020-10-05."
    days = _readings(text)
    if len(days) > 1:
        return (
            f"is not an ISO date: it may mean {listed([day_words(day) for day in days])}",
            f"Write {listed([day.isoformat() for day in days])}.",
        )
    if days:
        return "is not an ISO date", f"Write {days[0].isoformat()} if {day_words(days[0])} is meant."
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, _ = (int(part) for part in match.groups())
        if 1 <= month <= 12 and year:  # noqa: PLR2004 - months
            last = calendar.monthrange(year, month)[1]
            return (
                f"is not a day: {calendar.month_name[month]} {year} has {last} days",
                f"Write a day from {year}-{month:02}-01 to {year}-{month:02}-{last}.",
            )
    if _ERROR.fullmatch(text):
        return _spreadsheet_error("date")
    return "is not a date", example


def _spreadsheet_error(noun: str) -> Advice:
    return "is a spreadsheet's error, not a value", f"Correct the formula, and write its {noun}."


def about_number(text: str) -> Advice:
    """A text that is no plain finite number."""
    plain = text.casefold().lstrip("+-")
    if plain in ("nan", "inf", "infinity", "infinite", "-nan", "1.#inf", "1.#qnan"):
        return "is not a finite number", "Write a number, such as 7.5."
    if _ERROR.fullmatch(text):
        return _spreadsheet_error("number")
    if _as_float(text) is not None:
        return "is larger than any number that is meant here", "Write a number with at most 15 digits."
    meant = _meant_numbers(text)
    if len(meant) > 1:
        return "is not a plain number: its comma may mean thousands or decimals", f"Write {listed(meant)}."
    if meant:
        return "is not a plain number", f"Write {meant[0]}."
    return "is not a number", "Write a number with a decimal point, such as 7.5."


def _as_float(text: str) -> float | None:
    try:
        return float(text) if "_" not in text and text.isascii() else None
    except ValueError:
        return None


def _meant_numbers(text: str) -> list[str]:
    """The plain numbers that a text with separators, a percent sign or a unit may mean."""
    bare = re.sub(r"[\s'’£$€ ]", "", text)
    if re.fullmatch(r"-?[0-9]{1,3},[0-9]{3}", bare):
        return [bare.replace(",", ""), bare.replace(",", ".")]
    if re.fullmatch(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", bare):
        return [bare.replace(",", "")]
    if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{3})*,[0-9]+", bare) or re.fullmatch(r"-?[0-9]+,[0-9]+", bare):
        return [bare.replace(".", "").replace(",", ".")]
    if match := re.fullmatch(r"(-?[0-9]+(?:\.[0-9]+)?)%", bare):
        return [f"{float(match[1]) / 100:.12g}"]
    if _as_float(bare) is not None:
        return [bare]
    found = _NUMBER_IN_TEXT.findall(bare)
    return found if len(found) == 1 and bare.startswith(found[0]) else []


def about_whole(text: str) -> Advice:
    """A text that is no whole number."""
    number = _as_float(text)
    if number is None or not abs(number) < 1e15:  # noqa: PLR2004 - exact as floating point
        reason, right = about_number(text)
        return reason, "Write a whole number, such as 3." if "7.5" in right else right
    below = int(number // 1)
    return "is not a whole number", f"Write {below} or {below + 1}." if below != number else f"Write {below}."


def about_boolean(text: str) -> Advice:
    """A text that is neither true nor false."""
    plain = text.casefold()
    right = "Write true." if plain in _TRUE else "Write false." if plain in _FALSE else "Write true or false."
    return "is neither true nor false", right


def about_range(text: str, minimum: float | None, maximum: float | None) -> Advice:
    """A number outside its column's range."""
    if maximum is None:
        return f"is below {minimum:g}", f"Write {minimum:g} or more."
    right = f"Write a number from {minimum:g} to {maximum:g}."
    number = float(text)
    if (minimum, maximum) == (0, 1) and 1 < number <= PERCENT:
        right += f" If {number:g} % is meant, write {number / PERCENT:g}."
    return f"is not from {minimum:g} to {maximum:g}", right


def about_year(text: str) -> Advice:
    """A date outside the years that a portfolio may speak of."""
    return (
        f"is not in the years {FIRST_YEAR} to {LAST_YEAR}",
        f"Write a date from {FIRST_YEAR}-01-01 to {LAST_YEAR}-12-31; the year {text[:4]} looks like a slip.",
    )
