"""A view of the performance page: everything that its address holds, and nothing else."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from heatmap.errors import HeatmapError
from heatmap.scoring.indicators.phases import Rebase
from heatmap.views.query import among, day, given, one, version, written

PATH = "/performance"


class Only(StrEnum):
    """Which charts are shown, besides the other filters."""

    ALL = "all"
    CONCERN = "concern"  # that show concern in the weeks measured last


class Order(StrEnum):
    """What comes first: the most recent and strongest concern, or an indicator's or unit's own place."""

    CONCERN = "concern"
    INDICATOR = "indicator"
    UNIT = "unit"


class Shown(StrEnum):
    """In which form the numbers are shown."""

    CHARTS = "charts"
    TABLE = "table"


@dataclass(frozen=True)
class PerformanceView:
    """What one reader looks at. `version` and `as_of` None mean the newest and its own date.

    An empty tuple means all. `chart` is the indicator and unit whose large chart is open.
    """

    version: int | None = None
    as_of: date | None = None
    indicators: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    only: Only = Only.ALL
    order: Order = Order.CONCERN
    rebases: tuple[Rebase, ...] = ()
    chart: tuple[str, str] | None = None
    shown: Shown = Shown.CHARTS

    @classmethod
    def from_query(cls, query: object) -> "PerformanceView":
        """The view that an address's query string describes; a page's callbacks pass what they are sent.

        Raises:
            HeatmapError: no text, a value that is not one of the valid ones, or a query that is too long.
        """
        parts = given(query)
        return cls(
            version=one(parts, "version", version),
            as_of=one(parts, "asof", day),
            indicators=tuple(parts.get("indicator", ())),
            units=tuple(parts.get("unit", ())),
            only=Only(one(parts, "only", among("choice of charts", Only)) or cls.only),
            order=Order(one(parts, "order", among("order", Order)) or cls.order),
            rebases=tuple(_rebase(text) for text in parts.get("rebase", ())),
            chart=one(parts, "cell", _chart),
            shown=Shown(one(parts, "show", among("form", Shown)) or cls.shown),
        )

    def to_query(self) -> str:
        """The query string that gives this view back, defaults left out."""
        usual = PerformanceView()
        single = (
            ("version", self.version, usual.version),
            ("asof", self.as_of, usual.as_of),
            ("only", self.only, usual.only),
            ("order", self.order, usual.order),
            ("show", self.shown, usual.shown),
        )
        several = (
            ("indicator", self.indicators, ()),
            ("unit", self.units, ()),
            ("rebase", tuple(f"{each.unit}@{each.on}" for each in self.rebases), ()),
            ("cell", ("@".join(self.chart),) if self.chart else (), ()),
        )
        return written(single, several)

    @property
    def href(self) -> str:
        """The address of this view."""
        return f"{PATH}{self.to_query()}"

    def opening(self, indicator: str, unit: str) -> "PerformanceView":
        """The same view with the large chart of an indicator and unit opened."""
        return replace(self, chart=(indicator, unit))

    def rebasing(self, rebase: Rebase) -> "PerformanceView":
        """The same view with a phase started there, or, where one is, without it."""
        rest = tuple(each for each in self.rebases if each != rebase)
        chosen = rest if len(rest) < len(self.rebases) else (*rest, rebase)
        return replace(self, rebases=chosen)


def _rebase(text: str) -> Rebase:
    unit, _, on = text.rpartition("@")
    if not unit:
        raise HeatmapError(f"“{text}” is not a go-live to rebase at.", "Write it as NA@2020-10-26.")
    return Rebase(unit, day(on))


def _chart(text: str) -> tuple[str, str]:
    indicator, _, unit = text.rpartition("@")
    if not indicator or not unit:
        raise HeatmapError(f"“{text}” is not a chart.", "Write it as I_RESPONSE@NA.")
    return indicator, unit
