"""A view of the heatmap: everything that the address bar holds, and nothing else."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from heatmap.errors import HeatmapError
from heatmap.terms import LIVE_EVENTS, LIVE_PROJECTS, MEASURES, SATURATION, Filters, Grain, Rows
from heatmap.views.query import Given, among, day, one, version, written
from heatmap.views.query import given as query_parts


class Shown(StrEnum):
    """In which form the numbers are shown."""

    GRID = "grid"
    TABLE = "table"
    MAP = "map"


class Layout(StrEnum):
    """For a desk, or for a projector in a meeting."""

    PAGE = "page"
    PROJECTOR = "projector"


class Window(StrEnum):
    """How many weeks are shown, counted from the as-of date's week; all is the portfolio's span."""

    WEEKS_13 = "13"
    WEEKS_26 = "26"
    WEEKS_52 = "52"
    ALL = "all"


@dataclass(frozen=True)
class Cell:
    """A cell of the grid: the row's key, and the first day of the column."""

    row: str
    column: date

    @property
    def text(self) -> str:
        """As the address bar writes it: `unit:NA@2020-10-05`."""
        return f"{self.row}@{self.column}"


@dataclass(frozen=True)
class View:
    """What one reader looks at. `version` and `as_of` None mean the newest and its own date.

    `since` is the version that the change is told from, None the one before.

    `filters.first` and `filters.last`, where given, replace `window`.
    """

    version: int | None = None
    as_of: date | None = None
    measure: str = SATURATION.key
    rows: Rows = Rows.UNIT
    grain: Grain = Grain.WEEK
    window: Window = Window.WEEKS_52
    filters: Filters = field(default_factory=Filters)
    opened: tuple[str, ...] = ()  # units whose business areas are shown below them
    steps_off: str = ""  # letters of the colour steps that are faded
    cell: Cell | None = None
    shown: Shown = Shown.GRID
    map_week: date | None = None  # first day of the column that the map shows; None: the as-of date's
    layout: Layout = Layout.PAGE
    since: int | None = None

    @classmethod
    def from_query(cls, query: object) -> "View":
        """The view that an address's query string describes; a page's callbacks pass what they are sent.

        Raises:
            HeatmapError: no text, a value that is not one of the valid ones, or a query that is too long.
        """
        given = query_parts(query)
        return cls(
            version=one(given, "version", version),
            as_of=one(given, "asof", day),
            measure=one(given, "measure", among("measure", MEASURES)) or SATURATION.key,
            rows=Rows(one(given, "rows", among("kind of row", Rows)) or Rows.UNIT),
            grain=Grain(one(given, "grain", among("grain", Grain)) or Grain.WEEK),
            window=Window(one(given, "weeks", among("number of weeks", Window)) or Window.WEEKS_52),
            filters=_filters(given),
            opened=tuple(given.get("open", ())),
            steps_off=one(given, "off", parsed_letters) or "",
            cell=one(given, "cell", cell_of),
            shown=Shown(one(given, "show", among("form", Shown)) or Shown.GRID),
            map_week=one(given, "week", day),
            layout=Layout(one(given, "layout", among("layout", Layout)) or Layout.PAGE),
            since=one(given, "since", version),
        )

    def to_query(self) -> str:
        """The query string that gives this view back, defaults left out: `?rows=area`, or ``."""
        default = View()
        single = (
            ("version", self.version, None),
            ("asof", self.as_of, None),
            ("measure", self.measure, default.measure),
            ("since", self.since, None),
            ("rows", self.rows, default.rows),
            ("grain", self.grain, default.grain),
            ("weeks", self.window, default.window),
            ("from", self.filters.first, None),
            ("to", self.filters.last, None),
            ("off", self.steps_off, ""),
            ("cell", self.cell.text if self.cell else None, None),
            ("show", self.shown, default.shown),
            ("week", self.map_week, None),
            ("layout", self.layout, default.layout),
        )
        return written(single, _chosen(self))

    @property
    def href(self) -> str:
        """The address of this view."""
        return f"/{self.to_query()}"

    def opening(self, row: str, column: date) -> "View":
        """The same view with the cell of `row` and `column` opened."""
        return replace(self, cell=Cell(row, column))


_FILTER_NAMES: dict[str, str] = {
    "programme": "programmes",
    "project": "projects",
    "kind": "kinds",
    "unit": "units",
    "area": "areas",
    "unitkind": "unit_kinds",
    "status": "event_statuses",
    "projectstatus": "project_statuses",
}
_USUAL: dict[str, tuple[str, ...]] = {
    "status": tuple(LIVE_EVENTS),
    "projectstatus": tuple(LIVE_PROJECTS),
}


def _chosen(view: View) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Name, values and usual values of each part of the address that repeats."""
    several = [
        (name, getattr(view.filters, attribute), _USUAL.get(name, ()))
        for name, attribute in _FILTER_NAMES.items()
    ]
    return [*several, ("open", view.opened, ())]


def _filters(given: Given) -> Filters:
    several = {
        attribute: tuple(given[name]) if name in given else _USUAL.get(name, ())
        for name, attribute in _FILTER_NAMES.items()
    }
    return Filters(**several, first=one(given, "from", day), last=one(given, "to", day))


def parsed_letters(text: str) -> str:
    """Letters of the legend's steps, sorted."""
    if re.fullmatch("[0-9A-Za-z]{1,5}", text):
        return "".join(sorted(set(text)))
    raise HeatmapError(f"“{text}” are not steps of the legend.", "Use its letters, such as AB.")


def cell_of(text: str) -> Cell:
    """A cell, written as `unit:NA@2020-10-05`."""
    row, _, column = text.rpartition("@")
    if not row:
        raise HeatmapError(f"“{text}” is not a cell.", "Write it as unit:NA@2020-10-05.")
    return Cell(row, day(column))
