"""The grid as the page and the pictures take it: one typed payload, ready for JSON."""

from typing import NotRequired, TypedDict


class Step(TypedDict):
    """A colour step of the measure; for saturation, a band. `mark` stands on its swatch, else its letter."""

    letter: str
    name: str
    range: str
    mark: NotRequired[str]


class Column(TypedDict):
    """A week, month or quarter: its first and last day, ISO, and its name in words."""

    start: str
    end: str
    name: str


Group = TypedDict("Group", {"name": str, "from": int, "to": int})
"""A heading over the columns `from` to `to`, both included."""

CalendarEntry = TypedDict(
    "CalendarEntry", {"name": str, "from": int, "to": int, "freeze": bool, "who": str, "taken": int}
)
"""An entry of the operational calendar over the columns `from` to `to`; `taken` in % of capacity."""


class Row(TypedDict):
    """A row of the grid; `level` says how far its name is set in."""

    key: str
    name: str
    code: str
    level: int
    kind: str
    opens: bool
    open: bool


class Was(TypedDict):
    """What the cells were in the earlier version, as Cells has it."""

    load: list[list[float]]
    capacity: list[list[float | None]]
    saturation: list[list[int | None]]
    band: list[str]


class Difference(TypedDict):
    """Which measure the grid shows the change of, and between which versions."""

    measure: str
    earlier: int
    later: int


class Cells(TypedDict):
    """One entry per row in each list, holding one value or character per column.

    `step` is a letter A to E, or `-` no headcount, `.` nothing planned, `x` not selected. `saturation` and
    `hottest` are per mille, `estimated` is % of the load, `load` and `capacity` are hours. `causes` are flat
    pairs: index into the events, share in %; of a chance, index into the projects that drive it, and by how
    many points it would fall. `error` is a chance's standard error in tenths of a point.

    Of a difference, `was` has what was, `band` and `was.band` the bands' letters, `crossed` u or d where a
    cell crossed a band up or down; `step` is `.` where nothing changed and `-` where nothing can be
    compared; `causes` hold what each reason adds, in hours or per mille, and `events` are the reasons.
    """

    text: list[list[str]]
    step: list[str]
    load: list[list[float]]
    capacity: list[list[float | None]]
    saturation: list[list[int | None]]
    perHead: list[list[float | None]]
    projects: list[list[int]]
    worst: list[list[int]]
    goLives: list[list[int]]
    estimated: list[list[int]]
    hottest: list[list[int | None]]
    freeze: list[str]
    atRisk: list[str]
    causes: list[list[list[int]]]
    error: NotRequired[list[list[int | None]]]
    was: NotRequired[Was]
    band: NotRequired[list[str]]
    crossed: NotRequired[list[str]]


class Tile(TypedDict):
    """A borough on the tile map."""

    name: str
    short: str
    unit: str
    unitName: str
    x: int
    y: int


class GridPayload(TypedDict):
    """The whole grid: what is drawn, said on hover, and exported. All names are text from users' files."""

    key: str
    measure: str
    measureLabel: str
    unit: str
    grain: str
    title: str
    steps: list[Step]
    stepsTitle: str
    bands: bool
    palette: NotRequired[str]  # diff for the diverging one; else band or seq, as `bands` says
    difference: NotRequired[Difference]
    columns: list[Column]
    groups: list[Group]
    asOf: int | None
    asOfName: str
    calendar: list[CalendarEntry]
    rows: list[Row]
    cells: Cells
    events: list[str]
    tiles: list[Tile]
    stated: str
    footer: str
    version: int  # and the next two: what an exported table repeats in each of its rows
    asOfDate: str
    scoringVersion: str
