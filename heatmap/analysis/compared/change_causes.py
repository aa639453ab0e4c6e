"""What each cause of a difference is, in words: CONNECT Drop 1 moved 4 weeks later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from heatmap import words
from heatmap.analysis.compared.changes import Changes
from heatmap.portfolio import Portfolio
from heatmap.scoring.difference.causes import KIND_OF, Cause, CauseKind, What
from heatmap.terms import EVEN_KINDS

WEEK = 7
_DATES = ("start", "end", "go_live")
_EVENT_VERBS = {
    What.NEW: ("was added", "were added"),
    What.REINSTATED: ("is no longer cancelled", "are no longer cancelled"),
    What.CHOSEN: ("is now within the filters", "are now within the filters"),
    What.CANCELLED: ("was cancelled", "were cancelled"),
    What.REMOVED: ("is no longer in the portfolio", "are no longer in the portfolio"),
    What.LEFT: ("is no longer within the filters", "are no longer within the filters"),
}
_PROJECT_WHATS = (What.NEW, What.REMOVED, What.STARTED, What.STOPPED)  # may be said of a whole project
_SCOPE_VERBS = {
    What.REACH: ("grew (more units or areas)", "shrank (fewer units or areas)"),
    What.PEOPLE: ("grew (more people)", "shrank (fewer people)"),
    What.HOURS: ("grew (more hours a person)", "shrank (fewer hours a person)"),
    What.SEVERITY: ("became more severe", "became less severe"),
}

Event = Mapping[str, Any]


@dataclass(frozen=True)
class Reason:
    """Causes that are said in one breath: what happened to whom.

    `project` is None where it is no project's doing. With a `verb_of_many`, the events themselves are what
    the sentence speaks of, and are named or counted.
    """

    what: What
    subject: str
    verb: str
    verb_of_many: str = ""
    project: str | None = None

    @property
    def kind(self) -> CauseKind:
        """The sort of cause."""
        return KIND_OF[self.what]

    def said(self, titles: Sequence[str]) -> str:
        """The sentence, without a full stop, of events with these titles."""
        if not self.verb_of_many:
            return f"{self.subject} {self.verb}"
        if len(titles) == 1:
            return f"“{titles[0]}” ({self.subject}) {self.verb}"
        return f"{len(titles):,} events of {self.subject} {self.verb_of_many}"


@dataclass(frozen=True)
class Story:
    """One cause in words: the reason where it raises and where it lowers, the event's title, the detail."""

    cause: Cause
    title: str
    up: Reason
    down: Reason
    detail: str


class Teller:
    """Tells the causes of one difference. `units` and `areas` are names by code."""

    def __init__(self, answer: Changes) -> None:
        self._before, self._after = _events(answer.earlier.portfolio), _events(answer.later.portfolio)
        self.units = _names(answer.earlier.portfolio, "unit") | _names(answer.later.portfolio, "unit")
        self.areas = _names(answer.earlier.portfolio, "area") | _names(answer.later.portfolio, "area")
        self._projects = {
            False: _projects(answer.earlier.portfolio),
            True: _projects(answer.later.portfolio),
        }
        self._calendar = _calendar_news(answer)

    def story(self, cause: Cause) -> Story:
        """The cause in words."""
        if cause.event is None:
            return self._of_no_event(cause)
        before, after = self._before.get(cause.event), self._after.get(cause.event)
        event = after or before or {}
        code = str(event["project"])
        project = self._projects[True].get(code) or self._projects[False][code]
        verbs = self._verbs(cause.what, before, after, code)
        whole = cause.what in _PROJECT_WHATS and not verbs[0][1]
        name = f"project {project['name']}" if whole else str(project["name"])
        up, down = (Reason(cause.what, name, verb, many, code) for verb, many in verbs)
        return Story(cause, str(event["title"]), up, down, _detail(cause.what, before, after))

    def _verbs(
        self, what: What, before: Event | None, after: Event | None, project: str
    ) -> tuple[tuple[str, str], tuple[str, str]]:
        """What is said of one event and of many, where it raises and where it lowers."""
        if what is What.NEW and project not in self._projects[False]:
            return ("was added", ""), ("was added", "")
        if what is What.REMOVED and project not in self._projects[True]:
            return ("is no longer in the portfolio", ""), ("is no longer in the portfolio", "")
        if what in _EVENT_VERBS:
            return _EVENT_VERBS[what], _EVENT_VERBS[what]
        if what in (What.STARTED, What.STOPPED):
            verb = self._status(what, project)
        elif what is What.DATES:
            verb = redated(before or {}, after or {})
        elif what is What.PROGRAMME:
            verb = f"went to programme {self._projects[True][project]['programme']}"
        elif what is What.KIND:
            verb = f"became {_kind(after or {})}"
        else:
            up, down = _SCOPE_VERBS[what]
            return (up, ""), (down, "")
        return (verb, ""), (verb, "")

    def _status(self, what: What, project: str) -> str:
        if what is What.STARTED:
            return f"is no longer {self._projects[False][project]['status']}"
        status = self._projects[True][project]["status"]
        return "was paused" if status == "paused" else f"was set back to {status}"

    def _of_no_event(self, cause: Cause) -> Story:
        if cause.what is What.PARAMETERS:
            reason = Reason(cause.what, "the scoring parameters", "changed")
            return Story(cause, "", reason, reason, "Severity weights, default hours or kind shapes.")
        if cause.what is What.CALENDAR:
            reason = Reason(cause.what, "the operational calendar", "changed")
            return Story(cause, "", reason, reason, self._calendar)
        unit = self.units.get(cause.unit or "", cause.unit or "")
        up, down = (Reason(cause.what, f"headcount of {unit}", verb) for verb in ("fell", "rose"))
        return Story(cause, "", up, down, "")


def redated(before: Event, after: Event) -> str:
    """Moved 4 weeks later; moved its end 10 days later; moved its go-live 2 weeks earlier."""
    even = after["kind"] in EVEN_KINDS and before["kind"] in EVEN_KINDS
    names = ("start", "end") if even else _DATES
    given = [name for name in names if before[name] and after[name]]
    shifts = {name: (after[name] - before[name]).days for name in given}
    same = all((before[name] is None) == (after[name] is None) for name in names)
    if same and len(set(shifts.values())) == 1:
        return f"moved {_shifted(next(iter(shifts.values())))}"
    if not even and shifts.get("go_live"):
        return f"moved its go-live {_shifted(shifts['go_live'])}"
    changed = [f"moved its {name} {_shifted(shifts[name])}" for name in ("start", "end") if shifts.get(name)]
    return " and ".join(changed) or "changed its dates before or after go-live"


def _shifted(days: int) -> str:
    """4 weeks later; 10 days earlier; 6 weeks and 1 day later."""
    weeks, rest = divmod(abs(days), WEEK)
    said = [words.counted(weeks, "week")] if weeks > 1 or not rest else []
    said += [words.counted(rest if said else abs(days), "day")] if rest else []
    return f"{' and '.join(said)} {'later' if days > 0 else 'earlier'}"


def when(event: Event) -> str:
    """5 to 11 Oct 2020; goes live 5 Oct 2020, ends 30 Nov 2020."""
    start, end, live = (event.get(name) for name in _DATES)
    if event["kind"] in EVEN_KINDS:
        return words.days(start, end) if isinstance(start, date) and isinstance(end, date) else ""
    told = [f"starts {words.day(start)}"] if start else []
    told += [f"goes live {words.day(live)}"] if live else []
    told += [f"ends {words.day(end)}"] if end else []
    return ", ".join(told)


def _kind(event: Event) -> str:
    kind = str(event["kind"]).replace("_", "-")
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def _detail(what: What, before: Event | None, after: Event | None) -> str:
    """5 to 11 Oct 2020 → 2 to 8 Nov 2020: what the portfolio said of the event, and what it says now."""
    if before is None or after is None:
        return when(after or before or {})
    if what is What.DATES:
        return f"{when(before)} → {when(after)}"
    if what is What.KIND:
        return f"{_kind(before)}, {when(before)} → {_kind(after)}, {when(after)}"
    return when(after)


def _events(portfolio: Portfolio) -> dict[str, Event]:
    table = portfolio.events.select(
        pl.col("event", "project", "kind", "status").cast(pl.String), "title", *_DATES
    )
    return {row["event"]: row for row in table.iter_rows(named=True)}


def _projects(portfolio: Portfolio) -> dict[str, Event]:
    table = portfolio.projects.select(pl.col("project", "status").cast(pl.String), "name", "programme")
    return {row["project"]: row for row in table.iter_rows(named=True)}


def _names(portfolio: Portfolio, noun: str) -> dict[str, str]:
    table = portfolio.tables()[f"{noun}s"]
    return dict(table.select(pl.col(noun).cast(pl.String), "name").iter_rows())


def _calendar_news(answer: Changes) -> str:
    """New: General election. No longer: Royal visit. Changed: New Year."""
    key, told = ["name", "unit", "start"], []
    tables = [
        loaded.portfolio.calendar.with_columns(pl.col("unit").cast(pl.String))
        for loaded in (answer.earlier, answer.later)
    ]
    was, now = tables
    both = was.join(now, on=key, how="inner", suffix="_now").filter(
        (pl.col("end") != pl.col("end_now")) | (pl.col("capacity_taken") != pl.col("capacity_taken_now"))
    )
    for label, rows in (
        ("New", now.join(was, on=key, how="anti")),
        ("No longer", was.join(now, on=key, how="anti")),
        ("Changed", both),
    ):
        if rows.height:
            names = rows.sort("start", "name")["name"].unique(maintain_order=True).to_list()
            told.append(f"{label}: {words.listed(names)}.")
    return " ".join(told)
