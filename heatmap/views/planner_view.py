"""A view of the planner: everything that its address holds, the whole scenario among it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.scenario import Move, Scenario
from heatmap.planning.scenarios.scenario_text import moves_in, text_of
from heatmap.views.query import among, day, given, one, version, written
from heatmap.views.view import Cell, Window, cell_of

PATH = "/planner"
MOST_COMPARED = 4  # scenarios in one table


class Shown(StrEnum):
    """Which heatmaps are shown: all three side by side, or one of them, larger."""

    SIDE = "side"
    BEFORE = "before"
    AFTER = "after"
    DIFFERENCE = "difference"


@dataclass(frozen=True)
class PlannerView:
    """What one reader looks at. `version` and `as_of` None mean the newest and its own date.

    `projects` are those whose events are drawn; none: those that cause most. `event` is the one that
    the reader came to move. `compared` are keys of saved scenarios.
    """

    version: int | None = None
    as_of: date | None = None
    window: Window = Window.WEEKS_26
    name: str = ""
    moves: tuple[Move, ...] = ()
    projects: tuple[str, ...] = ()
    event: str | None = None
    cell: Cell | None = None
    shown: Shown = Shown.SIDE
    compared: tuple[str, ...] = ()

    @classmethod
    def from_query(cls, query: object) -> "PlannerView":
        """The view that an address's query string describes; a page's callbacks pass what they are sent.

        Raises:
            HeatmapError: no text, a value that is not one of the valid ones, or a query that is too long.
        """
        parts = given(query)
        compared = tuple(dict.fromkeys(parts.get("compare", ())))
        if len(compared) > MOST_COMPARED:
            raise HeatmapError(
                f"{len(compared)} scenarios are too many for one table.", f"Compare up to {MOST_COMPARED}."
            )
        view = cls(
            version=one(parts, "version", version),
            as_of=one(parts, "asof", day),
            window=Window(one(parts, "weeks", among("number of weeks", Window)) or cls.window),
            name=one(parts, "name", str.strip) or "",
            moves=one(parts, "moves", moves_in) or (),
            projects=tuple(parts.get("project", ())),
            event=one(parts, "event", str),
            cell=one(parts, "cell", cell_of),
            shown=Shown(one(parts, "show", among("heatmap", Shown)) or cls.shown),
            compared=compared,
        )
        view.scenario(view.version or 1)  # refuses a name or a number of moves that no scenario may have
        return view

    def to_query(self) -> str:
        """The query string that gives this view back, defaults left out."""
        usual = PlannerView()
        single = (
            ("version", self.version, usual.version),
            ("asof", self.as_of, usual.as_of),
            ("weeks", self.window, usual.window),
            ("name", self.name, usual.name),
            ("moves", text_of(self.moves), ""),
            ("event", self.event, usual.event),
            ("cell", self.cell.text if self.cell else None, None),
            ("show", self.shown, usual.shown),
        )
        return written(single, (("project", self.projects, ()), ("compare", self.compared, ())))

    @property
    def href(self) -> str:
        """The address of this view."""
        return f"{PATH}{self.to_query()}"

    def scenario(self, number: int) -> Scenario:
        """The scenario of this view, over version `number`."""
        return Scenario(self.name, number, self.moves)

    def with_moves(self, moves: tuple[Move, ...]) -> "PlannerView":
        """The same view of other moves."""
        return replace(self, moves=moves)
