"""A view of the Unit page: everything that its address holds but the unit, which is in the path."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from heatmap.views.query import among, day, given, one, version, written
from heatmap.views.view import Window

PATH = "/unit/"
EVERY = "all"


@dataclass(frozen=True)
class UnitView:
    """What one reader looks at. `version` and `as_of` None mean the newest and its own date."""

    version: int | None = None
    as_of: date | None = None
    window: Window = Window.WEEKS_26
    every_project: bool = False  # or only those with the most load

    @classmethod
    def from_query(cls, query: object) -> "UnitView":
        """The view that an address's query string describes; a page's callbacks pass what they are sent.

        Raises:
            HeatmapError: no text, a value that is not one of the valid ones, or a query that is too long.
        """
        parts = given(query)
        return cls(
            version=one(parts, "version", version),
            as_of=one(parts, "asof", day),
            window=Window(one(parts, "weeks", among("number of weeks", Window)) or cls.window),
            every_project=one(parts, "projects", among("choice of projects", (EVERY,))) is not None,
        )

    def to_query(self) -> str:
        """The query string that gives this view back, defaults left out: `?weeks=52`, or ``."""
        usual = UnitView()
        single = (
            ("version", self.version, usual.version),
            ("asof", self.as_of, usual.as_of),
            ("weeks", self.window, usual.window),
            ("projects", EVERY if self.every_project else None, None),
        )
        return written(single)

    def href(self, unit: str = "") -> str:
        """The address of a unit's page in this view, or of the choice of units: `/unit/NA?weeks=52`."""
        return f"{PATH}{quote(unit, safe='')}{self.to_query()}"
