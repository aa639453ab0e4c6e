"""Events: a line of work and its waves get dates, a status, and room to move."""

from dataclasses import dataclass
from datetime import date, timedelta

from maker.draws import draw, whole_between
from maker.operational_calendar import YEARS, christmas_freeze
from maker.plan import FIRST_BOARD, Waves, Work, later
from maker.rows import Event
from maker.waves import Wave

FIRST = date(2019, 1, 7)  # no load before this Monday
LAST = date(2021, 12, 31)  # nor after this day
REACH = {"go_live": (4, 8), "system": (3, 6), "move": (2, 4), "restructure": (6, 12)}  # weeks before, after
STALE_SHARE = 0.025
ROOMY = 0.60  # share of projects whose events may be moved
PINNED = {"CONNECT-D1", "LOCDES", "RM"}  # their dates are as written


@dataclass(frozen=True)
class Dates:
    """When an event happens: the columns of `events`."""

    start: date | None
    end: date | None
    go_live: date | None

    @property
    def known(self) -> list[date]:
        """The dates that are given, earliest first."""
        return sorted(day for day in (self.start, self.end, self.go_live) if day is not None)


def event(work: Work, wave: Wave, as_of: date) -> Event:
    """The row of `events` for one wave of a line of work, as a board saw it."""
    code = "-".join(part for part in (work.project, work.work, wave.code) if part)
    dates = _dates(work, wave, code)
    earliest, latest = _room(work, code, dates)
    status = _status(work, code, dates, as_of)
    if work.cancelled and dates.known[0] > as_of - timedelta(weeks=2):
        status = "cancelled"
    title = f"{work.title}, {wave.name}" if wave.name else work.title
    return Event(
        code, work.project, title, work.kind, dates.start, dates.end, dates.go_live, earliest, latest, status
    )


def _dates(work: Work, wave: Wave, code: str) -> Dates:
    first = work.first + timedelta(days=wave.after)
    if work.slipped and first > FIRST_BOARD:
        first = later(first, work.slipped)
    if work.kind in REACH:
        return _go_live_dates(work, first, code)
    return _even_dates(work, wave, first)


def _even_dates(work: Work, wave: Wave, first: date) -> Dates:
    """A stretch of work that keeps out of Christmas unless it is longer than a season."""
    start = first - timedelta(days=first.weekday()) if wave.code else first
    end = start + timedelta(days=work.days)
    if work.days < 80 and work.kind != "process":
        start, end = _around_christmas(start, end)
    return Dates(max(start, FIRST), min(end, LAST), None)


def _around_christmas(start: date, end: date) -> tuple[date, date]:
    for year in YEARS:
        closed, opened = date(year, 12, 19), date(year + 1, 1, 3)
        before, after = (closed - start).days, (end - opened).days
        if start <= opened and end >= closed:
            if before >= after and before > 0:
                return start, closed - timedelta(days=whole_between(1, 3, "christmas", start.isoformat()))
            return max(start, opened + timedelta(days=1)), max(end, opened + timedelta(days=12))
    return start, end


def _go_live_dates(work: Work, day: date, code: str) -> Dates:
    """A go-live outside the Christmas freeze and, for roll-outs, August; some say when they start or end."""
    if work.project not in PINNED and work.waves is not Waves.ALL:
        day = _not_in_august(day)
    for year in YEARS:
        closed, opened = christmas_freeze(year)
        if closed <= day <= opened:
            day = opened + timedelta(days=6 + day.weekday())
    before, after = REACH[work.kind]
    start = day - timedelta(weeks=before) if draw("start", code) < 0.2 else None
    end = later(day, whole_between(2, after, "hypercare", code)) if draw("end", code) < 0.2 else None
    if later(day, -before) < FIRST:
        start = FIRST
    if later(day, after) > LAST:
        end = LAST
    return Dates(start, end, day)


def _not_in_august(day: date) -> date:
    return later(day, 4) if day.month == 8 and day.day > 3 else day


def _room(work: Work, code: str, dates: Dates) -> tuple[date | None, date | None]:
    """The days between which an event may be moved; its project says whether and about how far."""
    if draw("room", work.project) > ROOMY and work.project not in PINNED:
        return None, None
    first, last = dates.known[0], dates.known[-1]
    back = whole_between(0, 4, "back", work.project) + whole_between(0, 2, "back", code)
    forth = whole_between(4, 12, "forth", work.project) + whole_between(0, 3, "forth", code)
    earliest = later(first, -back) if draw("earliest", work.project) < 0.9 else None
    return earliest, later(last, forth)


def _status(work: Work, code: str, dates: Dates, as_of: date) -> str:
    """Firm when near, tentative when far; a few stay tentative after their dates: stale."""
    chance = draw("status", code)
    if work.status == "stale":
        return "tentative"
    if dates.known[-1] < as_of:
        return "tentative" if chance < STALE_SHARE else "confirmed"
    if work.status:
        return work.status
    away = (dates.known[0] - as_of).days
    confirmed, planned = (0.8, 0.97) if away < 60 else (0.45, 0.9) if away < 200 else (0.06, 0.7)
    return "confirmed" if chance < confirmed else "planned" if chance < planned else "tentative"
