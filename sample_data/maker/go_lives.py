"""Which unit goes live with which project when, as a board saw it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maker.rows import Event, Impact, Project

Pair = tuple[str, str]  # project, unit

LEAD = 24  # weeks before a go-live from which readiness is looked at
# Large changes are looked at earlier, and so are two that meet them in autumn 2020.
LEADS = {"CONNECT-D1": 36, "LOCDES": 36, "RM": 36, "STOPAPP": 34, "PEQF": 30}
AFTER = timedelta(weeks=4)  # a go-live is followed up for so long


@dataclass(frozen=True)
class Seen:
    """What one board saw: its day, the days since the board before it, its projects and go-lives."""

    as_of: date
    since: date
    projects: dict[str, Project]
    go_lives: dict[Pair, list[date]]

    def target(self, pair: Pair, day: date) -> date | None:
        """The go-live that a unit prepares for on a day, or has just had; None if it is too far off."""
        lead = timedelta(weeks=LEADS.get(pair[0], LEAD))
        ahead = [live for live in self.go_lives[pair] if day <= live <= day + lead]
        past = [live for live in self.go_lives[pair] if day - AFTER <= live < day]
        return min(ahead) if ahead else max(past, default=None)


def seen(
    as_of: date, since: date, projects: Sequence[Project], events: Sequence[Event], impacts: Sequence[Impact]
) -> Seen:
    """A board's view of its go-lives; cancelled ones are none."""
    lives = {
        event.event: (event.project, event.go_live)
        for event in events
        if event.go_live and event.status != "cancelled"
    }
    found: dict[Pair, set[date]] = defaultdict(set)
    for impact in impacts:
        if impact.event in lives:
            project, day = lives[impact.event]
            found[project, impact.unit].add(day)
    by_code = {project.project: project for project in projects}
    return Seen(as_of, since, by_code, {pair: sorted(found[pair]) for pair in sorted(found)})


def workday(day: date) -> date:
    """The day, or the Friday before it."""
    return day - timedelta(days=max(0, day.weekday() - 4))
