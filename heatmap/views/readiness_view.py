"""A view of the readiness page: everything that its address holds, and nothing else."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from heatmap.scoring.assessments.readiness import STATES
from heatmap.views.query import among, day, given, one, version, written

PATH = "/readiness"


class Ahead(StrEnum):
    """Which go-lives are shown: those of the next weeks, all that are ahead, or past ones too."""

    WEEKS_4 = "4"
    WEEKS_12 = "12"
    WEEKS_26 = "26"
    WEEKS_52 = "52"
    AHEAD = "ahead"
    ALL = "all"


class Pairs(StrEnum):
    """Which pairs of a project and a unit are shown, besides the other filters."""

    ALL = "all"
    OVERLOADED = "overloaded"  # over capacity in the go-live week, and not ready


@dataclass(frozen=True)
class ReadinessView:
    """What one reader looks at. `version` and `as_of` None mean the newest and its own date.

    An empty tuple means all. `cell` is the project and unit whose side panel is open, as `CONNECT-D1@NA`.
    """

    version: int | None = None
    as_of: date | None = None
    programmes: tuple[str, ...] = ()
    projects: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    ahead: Ahead = Ahead.WEEKS_26
    pairs: Pairs = Pairs.ALL
    cell: str | None = None

    @classmethod
    def from_query(cls, query: object) -> "ReadinessView":
        """The view that an address's query string describes; a page's callbacks pass what they are sent.

        Raises:
            HeatmapError: no text, a value that is not one of the valid ones, or a query that is too long.
        """
        parts = given(query)
        state = among("state", STATES)
        return cls(
            version=one(parts, "version", version),
            as_of=one(parts, "asof", day),
            programmes=tuple(parts.get("programme", ())),
            projects=tuple(parts.get("project", ())),
            units=tuple(parts.get("unit", ())),
            states=tuple(state(text) for text in parts.get("state", ())),
            ahead=Ahead(one(parts, "weeks", among("number of weeks", Ahead)) or cls.ahead),
            pairs=Pairs(one(parts, "pairs", among("choice of pairs", Pairs)) or cls.pairs),
            cell=one(parts, "cell", str),
        )

    def to_query(self) -> str:
        """The query string that gives this view back, defaults left out."""
        usual = ReadinessView()
        single = (
            ("version", self.version, usual.version),
            ("asof", self.as_of, usual.as_of),
            ("weeks", self.ahead, usual.ahead),
            ("pairs", self.pairs, usual.pairs),
            ("cell", self.cell, usual.cell),
        )
        several = (
            ("programme", self.programmes, ()),
            ("project", self.projects, ()),
            ("unit", self.units, ()),
            ("state", self.states, ()),
        )
        return written(single, several)

    @property
    def href(self) -> str:
        """The address of this view."""
        return f"{PATH}{self.to_query()}"


def cell_of(project: str, unit: str) -> str:
    """The cell of one project and unit, as the address holds it."""
    return f"{project}@{unit}"
