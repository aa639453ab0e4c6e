"""Why a load or a capacity differs between two versions: the kinds of causes, and one cause."""

from dataclasses import dataclass
from enum import StrEnum


class CauseKind(StrEnum):
    """What sort of cause, in the order in which a difference is taken apart."""

    ADDED = "added"
    CANCELLED = "cancelled"
    REASSIGNED = "reassigned"
    MOVED = "moved"
    RESCOPED = "re-scoped"
    PARAMETERS = "parameters"
    HEADCOUNT = "headcount"
    CALENDAR = "calendar"


class What(StrEnum):
    """What happened, in the order in which a difference is taken apart."""

    NEW = "new event"
    REINSTATED = "no longer cancelled"
    STARTED = "project started"
    CHOSEN = "now within the filters"
    CANCELLED = "event cancelled"
    REMOVED = "event removed"
    STOPPED = "project stopped"
    LEFT = "no longer within the filters"
    PROGRAMME = "other programme"
    DATES = "dates"
    KIND = "kind"
    REACH = "units and areas"
    PEOPLE = "people"
    HOURS = "hours per person"
    SEVERITY = "severity"
    PARAMETERS = "scoring parameters"
    HEADCOUNT = "headcount"
    CALENDAR = "calendar"


KIND_OF = {
    **dict.fromkeys((What.NEW, What.REINSTATED, What.STARTED, What.CHOSEN), CauseKind.ADDED),
    **dict.fromkeys((What.CANCELLED, What.REMOVED, What.STOPPED, What.LEFT), CauseKind.CANCELLED),
    What.PROGRAMME: CauseKind.REASSIGNED,
    What.DATES: CauseKind.MOVED,
    **dict.fromkeys((What.KIND, What.REACH, What.PEOPLE, What.HOURS, What.SEVERITY), CauseKind.RESCOPED),
    What.PARAMETERS: CauseKind.PARAMETERS,
    What.HEADCOUNT: CauseKind.HEADCOUNT,
    What.CALENDAR: CauseKind.CALENDAR,
}


@dataclass(frozen=True)
class Cause:
    """One cause: what happened, and to which event; of a headcount, at which unit."""

    what: What
    event: str | None = None
    unit: str | None = None

    @property
    def kind(self) -> CauseKind:
        """The sort of cause."""
        return KIND_OF[self.what]
