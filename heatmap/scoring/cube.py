"""Weekly load, capacity and what goes with them, for every unit and area: the cube.

What the columns mean where there is nothing to say:

* no load: load 0, projects 0, worst 0, estimated 0;
* no headcount row in force: capacity, saturation and band are missing;
* load on a capacity of 0: saturation is missing, the band is the last one;
* neither load nor capacity: saturation 0, the first band.

A go-live counts wherever its event has an impact, also one of no hours.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.scoring import counting
from heatmap.scoring.arrays import Floats, Integers
from heatmap.scoring.bands import NO_BAND, Bands, band, saturation
from heatmap.scoring.capacity import capacity
from heatmap.scoring.coding import Coded, code
from heatmap.scoring.parameters import Parameters
from heatmap.scoring.selection import Selection, Span, select
from heatmap.scoring.spreading import Hours, spread
from heatmap.scoring.timing import monday_day
from heatmap.terms import Filters

EVERYTHING = Filters()


@dataclass(frozen=True, eq=False)
class Cube:
    """Arrays of pairs x weeks; `selection` says which pairs of unit and area, and which weeks.

    `load`, `estimated_load` and `capacity` in hours; `saturation` as a share; `band` a place among the
    parameters' bands; `projects`, `worst` and `go_lives` whole numbers; `estimated` a share of the load.
    """

    coded: Coded
    filters: Filters
    selection: Selection
    load: Floats
    estimated_load: Floats
    capacity: Floats
    saturation: Floats
    band: Bands
    projects: Integers
    worst: Integers
    go_lives: Integers
    estimated: Floats

    @property
    def window(self) -> Span:
        """The weeks of the cube."""
        return self.selection.window

    @property
    def units(self) -> Integers:
        """Each pair's unit, as a place among the coded units."""
        return self.coded.pair_unit[self.selection.pairs]

    @property
    def areas(self) -> Integers:
        """Each pair's area, as a place among the coded areas."""
        return self.coded.pair_area[self.selection.pairs]

    def frame(self) -> pl.DataFrame:
        """One row per unit, area and week that has a headcount row in force or a load; sorted by them.

        Columns: unit, area, week (its Monday), load and capacity in hours, saturation, band (letter),
        projects, worst, go_lives, estimated.
        """
        pair, week = np.nonzero(~np.isnan(self.capacity) | (self.load > 0))
        letters = pl.Series([each.letter for each in self.coded.parameters.bands], dtype=pl.String)
        bands = pl.Series(self.band[pair, week])
        return pl.DataFrame(
            {
                "unit": self.coded.units.gather(self.units[pair]),
                "area": self.coded.areas.gather(self.areas[pair]),
                "week": dates(self.window)[week],
                "load": self.load[pair, week],
                "capacity": self.capacity[pair, week],
                "saturation": self.saturation[pair, week],
                "band": letters.gather(bands.replace(NO_BAND, None)),
                "projects": self.projects[pair, week],
                "worst": self.worst[pair, week],
                "go_lives": self.go_lives[pair, week],
                "estimated": self.estimated[pair, week],
            }
        ).with_columns(pl.col("capacity", "saturation").fill_nan(None))


def dates(span: Span) -> pl.Series:
    """The Monday of each week of the span."""
    return pl.Series(monday_day(span.numbers), dtype=pl.Int32).cast(pl.Date)


def score(portfolio: Portfolio, parameters: Parameters, filters: Filters = EVERYTHING) -> Cube:
    """The cube of the changes and cells that `filters` choose; the same to the last bit on every run."""
    return score_coded(code(portfolio, parameters), filters)


def score_coded(coded: Coded, filters: Filters = EVERYTHING) -> Cube:
    """The cube of an already coded portfolio: code once, then score for every filter."""
    selection = select(coded, filters)
    window = selection.window
    shown = selection.shown
    load, estimated_load = (hours[:, shown] for hours in weekly_hours(coded, selection))
    projects, worst, go_lives = (counts[:, shown] for counts in _weekly_counts(coded, selection))
    available = capacity(coded, selection.pairs, window)
    ratio = saturation(load, available)
    return Cube(
        coded=coded,
        filters=filters,
        selection=selection,
        load=load,
        estimated_load=estimated_load,
        capacity=available,
        saturation=ratio,
        band=band(load, available, ratio, coded.parameters.bands),
        projects=projects,
        worst=worst,
        go_lives=go_lives,
        estimated=share_of(estimated_load, load),
    )


def share_of(part: Floats, whole: Floats) -> Floats:
    """Part / whole, 0 where the whole is 0."""
    return np.divide(part, whole, out=np.zeros(whole.shape), where=whole > 0)


def weekly_hours(coded: Coded, selection: Selection) -> tuple[Floats, Floats]:
    """Load, and the estimated part of it, in hours: pairs x weeks of the span.

    Change load: load[u,a,w] = sum over i on (u,a) of weighted[i] * share[e,w].
    """
    given_and_estimated = spread(
        coded.events.blocks,
        Hours(selection.row, selection.event, selection.weighted, selection.estimated),
        rows=len(selection.pairs),
        first=selection.span.first,
        weeks=selection.span.weeks,
    )
    return given_and_estimated.sum(axis=1), given_and_estimated[:, 1]


def _weekly_counts(coded: Coded, selection: Selection) -> tuple[Integers, Integers, Integers]:
    """Distinct projects, worst severity and go-lives: pairs x weeks of the span."""
    size = {"row_count": len(selection.pairs), "columns": selection.span.weeks}
    when = coded.events.timing
    go_lives = counting.occurrences(
        selection.row, when.go_live[selection.event] - selection.span.first, **size
    )
    loaded = np.flatnonzero(selection.weighted > 0)
    row, event = selection.row[loaded], selection.event[loaded]
    first = when.first[event] - selection.span.first
    last = when.last[event] - selection.span.first
    projects = counting.distinct(row, coded.events.project[event], first, last, **size)
    return projects, counting.worst(row, first, last, selection.severity[loaded], **size), go_lives
