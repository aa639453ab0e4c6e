"""Numbers and dates as people read them."""

from collections.abc import Sequence
from datetime import date, timedelta

from heatmap.terms import Band, Grain

PERCENT = "\N{NO-BREAK SPACE}%"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(when: date) -> str:
    """5 Oct 2020."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """5 Oct: where the year is plain from what stands around it."""
    return f"{when.day} {MONTHS[when.month - 1]}"


def days(first: date, last: date) -> str:
    """5 Oct 2020; 5 to 11 Oct 2020; 28 Sep to 4 Oct 2020; 28 Dec 2020 to 3 Jan 2021."""
    if first == last:
        return day(last)
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {day(last)}"
    return f"{first.day} to {day(last)}"


def column(start: date, grain: Grain) -> str:
    """The name of a column: week of 5 Oct 2020; Oct 2020; Oct to Dec 2020."""
    if grain is Grain.WEEK:
        return f"week of {day(start)}"
    if grain is Grain.MONTH:
        return f"{MONTHS[start.month - 1]} {start.year}"
    last = start + timedelta(days=70)
    return f"{MONTHS[start.month - 1]} to {MONTHS[last.month - 1]} {start.year}"


def percent(saturation: float, bands: Sequence[Band]) -> int:
    """A saturation in whole per cent that never crosses a band: 0.996 of the band below 1.0 is 99."""
    said = round(saturation * 100)
    reached = sum(saturation >= band.lower - 1e-9 for band in bands)
    reached_as_said = sum(said / 100 >= band.lower - 1e-9 for band in bands)
    return said + (reached > reached_as_said) - (reached < reached_as_said)


def said_percent(saturation: float, bands: Sequence[Band]) -> str:
    """131 %, never parted at a line's end, with thousands separators."""
    return f"{percent(saturation, bands):,}{PERCENT}"


def share(part: float) -> str:
    """A share of a whole: 44 %; below half a per cent under 1 %."""
    return f"{part * 100:.0f}{PERCENT}" if part >= 0.005 or part == 0 else f"under 1{PERCENT}"  # noqa: PLR2004


def chance(part: float) -> str:
    """A chance: 44 %; under 1 % and over 99 % where it is not sure."""
    if 0 < part < 0.005:  # noqa: PLR2004
        return f"under 1{PERCENT}"
    return f"over 99{PERCENT}" if 0.995 <= part < 1 else f"{part * 100:.0f}{PERCENT}"  # noqa: PLR2004


def hours(amount: float) -> str:
    """Hours with thousands separators: 2,904; below ten with one decimal: 2.6."""
    return f"{amount:,.0f}" if amount >= 10 or amount == 0 else f"{amount:,.1f}"  # noqa: PLR2004


def counted(number: int, noun: str, plural: str = "") -> str:
    """1 project; 4 projects."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def sentence(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def listed(names: Sequence[str], most: int = 3) -> str:
    """A, B and C; of more than `most`: A, B, C and 2 more."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most} more"
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def choices(names: Sequence[str], most: int = 12) -> str:
    """The valid values that an error names: A, B, C; of more than `most`: A, B, C and 2 more."""
    return listed(names, most) if len(names) > most else ", ".join(names)


def choose_from(names: Sequence[str]) -> str:
    """What an error says to do about a code that its table does not have; a table may be empty."""
    if not names:
        return "There is none to choose from: its table has no rows."
    return f"Choose from: {choices(names)}."
