"""What an export says, whatever file it becomes: a document is a view's statements and its parts, in order.

The seam between pages and files. A page adds its view in three steps, and gets every format:

1. a function in `heatmap.exports.views` that answers a question and gives a `Document`, and its `Glance`;
2. its line in `VIEWS` of `heatmap.exports.export`, by which the page's menu, `/export/...` and
   `heatmap export --view` find it;
3. `export_menu` in the page's header.

Writers take several documents for one file, so a pack is a list of documents: see `heatmap.exports.writing`.
A part says what is shown, never how: sizes, splits over pages and slides, and fonts are the writers'. Names
in parts are text from users' files; each writer makes them harmless in its own format. Parts are frozen, hold
plain values, and the same parts give the same bytes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum

import polars as pl

from heatmap import words
from heatmap.analysis.packing.logo import Logo
from heatmap.figures.grid import GridPayload
from heatmap.figures.theme import Shade

Value = str | int | float | date | bool | None

NOTHING, NO_DATA, LEFT_OUT = ".", "-", "x"
BLANKS = {NOTHING: "nothing planned", NO_DATA: "no headcount", LEFT_OUT: "left out by a filter"}
MARKS = {
    "go-live": "go-live",
    "freeze": "change freeze",
    "at-risk": "at risk: over capacity while a lead indicator shows concern",
    "hottest": "a part is over capacity",
    "estimated": "half or more is estimated",
    "no-capacity": "no capacity",
    "overloaded": "unit over capacity in the go-live week",
}
"""What a heat table's cell may carry besides its value, and what that means."""

SIGNS = {
    "U": "concern, on the high side",
    "D": "concern, on the low side",
    "I": "improvement",
    "H": "unusually high",
    "L": "unusually low",
    "x": "left out: over 5 % of the records have no unit",
}
"""What a chart's point may carry; the letters of `heatmap.figures.indicators.xmr`."""


@dataclass(frozen=True)
class Source:
    """Where a document's numbers come from; `made` is when, in UTC if it has no zone."""

    version: int
    note: str
    published: date
    as_of: date
    scoring_version: str
    marking: str
    made: datetime

    @property
    def version_words(self) -> str:
        """Version 2, published 2 Mar 2020, “March 2020 board”."""
        return f"Version {self.version}, published {words.day(self.published)}, “{self.note}”"

    @property
    def made_words(self) -> str:
        """2 Mar 2020, 14:05 UTC."""
        return f"{words.day(self.made_utc.date())}, {self.made_utc:%H:%M} UTC"

    @property
    def made_utc(self) -> datetime:
        """When, in UTC, without saying so and to the second."""
        utc = self.made.astimezone(UTC) if self.made.tzinfo else self.made
        return utc.replace(tzinfo=None, microsecond=0)

    @property
    def line(self) -> str:
        """All of it in one line, but for the marking, which stands by itself."""
        return " · ".join(
            [
                self.version_words,
                f"as of {words.day(self.as_of)}",
                f"scoring version {self.scoring_version}",
                f"made {self.made_words}",
            ]
        )


@dataclass(frozen=True)
class Step:
    """A colour of a heat table: its key, what it means, and the value from which on it is given, if any.

    `hatched` steps are told from the others without colour too; `sign` stands on the colour in a legend.
    """

    key: str
    meaning: str
    shade: Shade
    lower: float | None = None
    hatched: bool = False
    sign: str = ""


@dataclass(frozen=True)
class HeatColumn:
    """A column: its whole name, its short one over the cells, the heading it shares, its first day if any."""

    name: str
    head: str
    group: str = ""
    start: date | None = None


@dataclass(frozen=True)
class HeatRow:
    """A row: `code` is short and stands beside the name; `level` says how far that is set in.

    `total` rows stand apart.
    """

    name: str
    code: str = ""
    level: int = 0
    total: bool = False


@dataclass(frozen=True)
class HeatCell:
    """A cell: its text, the key of its step or of BLANKS, its number if it has one, and its MARKS."""

    text: str
    step: str
    value: float | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class CalendarBar:
    """An entry of the operational calendar over the columns `first` to `last`; `meaning` says it in full."""

    name: str
    first: int
    last: int
    freeze: bool
    meaning: str


class Holds(StrEnum):
    """What values are, and so how they are said: 0.42 as a percent is 42 %; a change has its sign."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    HOURS = "hours"
    PERCENT = "percent"
    CHANGE = "change"
    DATE = "date"


@dataclass(frozen=True)
class HeatTable:
    """Coloured cells by row and column, with a legend. `cells` has a tuple for each row.

    `corner` says what a row is, `code_head` what its code is. `as_of` is the column that holds the
    as-of date. `grid` is the payload of a grid that has a drawing of its own, which pictures then show.
    """

    title: str
    summary: str  # what a reader who sees no picture is told
    corner: str
    columns: tuple[HeatColumn, ...]
    rows: tuple[HeatRow, ...]
    cells: tuple[tuple[HeatCell, ...], ...]
    steps: tuple[Step, ...]
    steps_title: str
    holds: Holds = Holds.TEXT
    code_head: str = ""
    calendar: tuple[CalendarBar, ...] = ()
    as_of: int | None = None
    grid: GridPayload | None = None
    blanks: Mapping[str, str] = field(default_factory=lambda: BLANKS)  # what they mean here

    @property
    def has_marks(self) -> tuple[str, ...]:
        """The MARKS that some cell carries, in their order."""
        seen = {mark for row in self.cells for cell in row for mark in cell.marks}
        return tuple(mark for mark in MARKS if mark in seen)

    @property
    def has_blanks(self) -> tuple[str, ...]:
        """The BLANKS that some cell is."""
        seen = {cell.step for row in self.cells for cell in row}
        return tuple(blank for blank in BLANKS if blank in seen)


class Role(StrEnum):
    """How a series is drawn."""

    STACK = "stack"  # columns, one on the other, the first at the bottom
    COLUMN = "column"  # columns side by side
    LINE = "line"
    LEVEL = "level"  # a line that the columns are measured by, such as capacity
    MEAN = "mean"
    LIMIT = "limit"
    TARGET = "target"
    EDGE = "edge"  # one edge of a fan


@dataclass(frozen=True)
class Series:
    """Numbers of a chart, one a category; `signs` has a key of SIGNS, or a space, for each of them."""

    name: str
    values: tuple[float | None, ...]
    role: Role = Role.LINE
    colour: str = "#12436d"
    signs: str = ""


@dataclass(frozen=True)
class ChartMark:
    """Something that happened at a category, such as a go-live."""

    at: int
    name: str


@dataclass(frozen=True)
class Chart:
    """Numbers over days, names, or numbers (a curve). `categories` are all of one kind.

    `measured` says what the value axis holds; `from_zero` whether it must start there.
    """

    title: str
    summary: str
    categories: tuple[date | str | float, ...]
    series: tuple[Series, ...]
    measured: str
    category_name: str = "Week of"
    marks: tuple[ChartMark, ...] = ()
    marks_name: str = "Go-live"
    from_zero: bool = True
    decimals: int = 0


@dataclass(frozen=True)
class Charts:
    """Small charts side by side, to be compared."""

    title: str
    charts: tuple[Chart, ...]


@dataclass(frozen=True)
class TableColumn:
    """A column of a table: what its values are, and how wide it is against the others."""

    name: str
    holds: Holds = Holds.TEXT
    width: float = 1.0
    decimals: int = 1


@dataclass(frozen=True)
class Table:
    """Rows of typed values; without any, `empty` is said in their place.

    `first_are` says what the first rows are where there is room for them alone: the 8 worst of 31.
    """

    title: str
    columns: tuple[TableColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    empty: str = "None."
    first_are: str = "first"


@dataclass(frozen=True)
class Sentence:
    """A finding: what, then its detail; `tone` is info, over or severe."""

    headline: str
    detail: str = ""
    tone: str = "info"


@dataclass(frozen=True)
class Sentences:
    """A list of findings, or one line that says why there are none."""

    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Cover:
    """The first page of a pack: its title, what it is of, what is in it, and a logo if there is one."""

    title: str
    lines: tuple[str, ...]
    contents: tuple[str, ...]
    logo: Logo | None = None


Shown = HeatTable | Chart | Charts | Table | Sentences
Part = Shown | Cover


@dataclass(frozen=True)
class Figure:
    """A number that stands out: as it is said, and what it is; `tone` as of a sentence."""

    said: str
    meaning: str
    tone: str = "info"


@dataclass(frozen=True)
class Glance:
    """A view on one slide: `title` says its chief finding, `figures` stand below it, then the parts.

    `left` takes `share` of the width, `right` the rest; without `right`, all of it. Parts of a side stand one
    below the other, and of each as much is shown as there is room for; all of it is in the document's parts.
    """

    title: str
    left: tuple[Shown, ...]
    right: tuple[Shown, ...] = ()
    figures: tuple[Figure, ...] = ()
    share: float = 0.6


@dataclass(frozen=True, eq=False)
class Document:
    """One view as an export says it.

    `stated` says the filters in words; `meanings` are pairs of a term and its definition. `numbers` are the
    view's own, for CSV and Parquet: one row for each thing shown, texts, numbers and dates. With a `glance`
    slides show that one; without, all parts.
    """

    name: str
    title: str
    stated: str
    meanings: tuple[tuple[str, str], ...]
    source: Source
    parts: tuple[Part, ...]
    numbers: pl.DataFrame = field(default_factory=pl.DataFrame)
    glance: Glance | None = None

    @property
    def notes(self) -> str:
        """What a speaker needs to know: the definitions, the filters and the source."""
        defined = [f"{term}: {meaning}" for term, meaning in self.meanings]
        marking = [self.source.marking] if self.source.marking else []
        return "\n".join([*defined, self.stated, self.source.line, *marking])


def said(value: Value, holds: Holds, decimals: int = 1) -> str:
    """A value as people read it: 2,904; 42 %; 5 Oct 2020; nothing where there is none."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return words.day(value)
    if isinstance(value, int | float):
        return _said_number(value, holds, decimals)
    return value or ""


def _said_number(number: float, holds: Holds, decimals: int) -> str:
    if holds is Holds.PERCENT:
        return f"{number * 100:,.0f}{words.PERCENT}"
    if holds is Holds.HOURS:
        return words.hours(number)
    if holds is Holds.CHANGE:
        return f"{number:+,.0f}".replace("-", "\N{MINUS SIGN}")
    return f"{number:,}" if isinstance(number, int) else f"{number:,.{decimals}f}"
