"""What a pack speaks of: one version as of a day, some of its units, and the weeks that it shows."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.findings import AHEAD
from heatmap.analysis.heatmaps.heatmap import Heatmap, check_known, heatmap, weeks_from
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.packing.choice import PackChoice
from heatmap.analysis.versions.loading import Loaded, loaded
from heatmap.store.store import Store
from heatmap.terms import Filters
from heatmap.views.view import View
from heatmap.weeks import monday_of


@dataclass(frozen=True, eq=False)
class Scope:
    """`heatmap` is the grid of the units and weeks shown; no units means all of them."""

    loaded: Loaded
    as_of: date
    units: tuple[str, ...]
    heatmap: Heatmap

    @property
    def filters(self) -> Filters:
        """The units and weeks shown."""
        return self.heatmap.filters

    @property
    def last_day(self) -> date:
        """The last day of the next 12 weeks, as the page of readiness counts them."""
        return self.as_of + timedelta(weeks=AHEAD)

    @property
    def last_week(self) -> date:
        """The Monday of the last of the next 12 weeks, the as-of date's being the first."""
        return monday_of(self.as_of) + timedelta(weeks=AHEAD - 1)

    @property
    def units_words(self) -> str:
        """All units; or their names."""
        named = names(self.loaded.portfolio, "unit")
        return words.listed([named[code] for code in self.units], most=4) or "all units"

    def of_units(self, rows: pl.DataFrame) -> pl.DataFrame:
        """The rows whose column `unit` is one of the pack's units."""
        return rows.filter(pl.col("unit").is_in(self.units)) if self.units else rows


def scope(store: Store, choice: PackChoice) -> Scope:
    """What the pack of this choice speaks of.

    Raises:
        HeatmapError: the version or a unit does not exist.
    """
    version = loaded(store, choice.version)
    as_of = choice.as_of or version.version.as_of
    check_known("unit", choice.units, version.portfolio.units.sort("position")["unit"].cast(str))
    filters = weeks_from(version, Filters(units=choice.units), choice.weeks, as_of)
    view = replace(View(choice.version, choice.as_of), filters=filters)
    return Scope(version, as_of, choice.units, heatmap(store, view))
