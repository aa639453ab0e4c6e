"""What does a scenario do? Its cube beside the version's, overload, delay and broken rules."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import polars as pl

from heatmap.analysis.heatmaps.heatmap import scored
from heatmap.analysis.versions.loading import Loaded
from heatmap.planning.scenarios.applying import shifted
from heatmap.planning.scenarios.delays import delays, weeks_of_delay
from heatmap.planning.scenarios.overload import Difference, difference
from heatmap.planning.scenarios.rules import BrokenRule, broken_rules
from heatmap.planning.scenarios.scenario import Move
from heatmap.planning.scenarios.shifting import Parted, parted, shifted_cube, unshifted
from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import code
from heatmap.scoring.cube import EVERYTHING, Cube
from heatmap.weeks import week_number

REMEMBERED = 16  # outcomes; each of other moves than shifts holds a coded portfolio of its own


@dataclass(frozen=True, eq=False)
class Outcome:
    """A scenario over a version. `before` and `after` have all units, areas and weeks.

    `difference` counts from the as-of date's week on. `delays` are those of
    `heatmap.planning.scenarios.delays`.
    """

    loaded: Loaded
    moves: tuple[Move, ...]
    parts: Parted
    before: Cube
    after: Cube
    applied: Portfolio
    difference: Difference
    delays: pl.DataFrame
    broken: list[BrokenRule]

    @property
    def delay(self) -> float:
        """Weeks of delay, summed over projects."""
        return weeks_of_delay(self.delays)


@lru_cache(maxsize=REMEMBERED)
def outcome(version: Loaded, moves: tuple[Move, ...], as_of: date) -> Outcome:
    """What the moves do to the version, seen from the as-of date; remembered for every reader.

    Raises:
        HeatmapError: a move names a code that the version does not have, or cannot be made.
    """
    portfolio = version.portfolio
    parts = parted(portfolio, moves)
    base = unshifted(portfolio, parts)
    coded = code(base, version.coded.parameters) if parts.others else version.coded
    before = scored(version, EVERYTHING)
    after = shifted_cube(coded, parts.weeks) if moves else before
    applied = shifted(base, parts.weeks)
    return Outcome(
        loaded=version,
        moves=moves,
        parts=parts,
        before=before,
        after=after,
        applied=applied,
        difference=difference(before, after, since=week_number(as_of)),
        delays=delays(portfolio, applied),
        broken=broken_rules(portfolio, applied, as_of),
    )
