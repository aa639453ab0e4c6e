"""A view of the review page: everything that its address holds, and nothing else."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from heatmap.terms import CAPACITY, LOAD, SATURATION, Measure
from heatmap.views.query import among, day, given, one, version_or_day, written
from heatmap.views.view import Cell, Shown, cell_of, parsed_letters

PATH = "/review"
MEASURES: dict[str, Measure] = {measure.key: measure for measure in (SATURATION, LOAD, CAPACITY)}
FORMS = (Shown.GRID, Shown.TABLE)


class Weeks(StrEnum):
    """Which weeks are compared, counted from the later version's as-of date."""

    WEEKS_13 = "13"
    WEEKS_26 = "26"
    WEEKS_52 = "52"
    AHEAD = "ahead"
    ALL = "all"


@dataclass(frozen=True)
class ReviewView:
    """What one reader looks at: how `version` differs from `since`, each a number or the day it describes.

    None means the newest version, and the one before it. An empty tuple means all; `first` and `last`, where
    given, replace `weeks`.
    """

    version: int | date | None = None
    since: int | date | None = None
    measure: str = SATURATION.key
    weeks: Weeks = Weeks.AHEAD
    programmes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    opened: tuple[str, ...] = ()  # units whose business areas are shown below them
    steps_off: str = ""  # letters of the colour steps that are faded
    shown: Shown = Shown.GRID
    cell: Cell | None = None

    @classmethod
    def from_query(cls, query: object) -> "ReviewView":
        """The view that an address's query string describes; a page's callbacks pass what they are sent.

        Raises:
            HeatmapError: no text, a value that is not one of the valid ones, or a query that is too long.
        """
        parts = given(query)
        return cls(
            version=one(parts, "version", version_or_day),
            since=one(parts, "since", version_or_day),
            measure=one(parts, "measure", among("measure", MEASURES)) or cls.measure,
            weeks=Weeks(one(parts, "weeks", among("choice of weeks", Weeks)) or cls.weeks),
            programmes=tuple(parts.get("programme", ())),
            units=tuple(parts.get("unit", ())),
            areas=tuple(parts.get("area", ())),
            first=one(parts, "from", day),
            last=one(parts, "to", day),
            opened=tuple(parts.get("open", ())),
            steps_off=one(parts, "off", parsed_letters) or "",
            shown=Shown(one(parts, "show", among("form", FORMS)) or cls.shown),
            cell=one(parts, "cell", cell_of),
        )

    def to_query(self) -> str:
        """The query string that gives this view back, defaults left out."""
        usual = ReviewView()
        single = (
            ("version", self.version, usual.version),
            ("since", self.since, usual.since),
            ("measure", self.measure, usual.measure),
            ("weeks", self.weeks, usual.weeks),
            ("from", self.first, None),
            ("to", self.last, None),
            ("off", self.steps_off, ""),
            ("show", self.shown, usual.shown),
            ("cell", self.cell.text if self.cell else None, None),
        )
        several = (
            ("programme", self.programmes, ()),
            ("unit", self.units, ()),
            ("area", self.areas, ()),
            ("open", self.opened, ()),
        )
        return written(single, several)

    @property
    def href(self) -> str:
        """The address of this view."""
        return f"{PATH}{self.to_query()}"
