"""Weekly load, capacity and what goes with them, for every unit and area: the cube.

What the columns mean where there is nothing to say:

* no load: load 0, projects 0, worst 0, estimated 0;
* no headcount row in force: capacity, saturation and band are missing;
* load on a capacity of 0: saturation is missing, the band is the last one;
* neither load nor capacity: saturation 0, the first band.

A go-live counts wherever its event has an impact, also one of no hours.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.scoring.bands import Bands, band, saturation
from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.coded.coding import Coded, code
from heatmap.scoring.coded.threads import for_each
from heatmap.scoring.coded.timing import monday_day
from heatmap.scoring.parameters import Parameters
from heatmap.scoring.selection import Selection, Span, select
from heatmap.scoring.weekly.capacity import capacity
from heatmap.scoring.weekly.spreading import LANES, Hours, Tables
from heatmap.scoring.weekly.weekly_counts import Counting
from heatmap.terms import Filters

EVERYTHING = Filters()
_BATCH = 1 << 17  # impacts scored at a time


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
        cells = np.flatnonzero(~np.isnan(self.capacity) | (self.load > 0))
        pair, week = np.divmod(cells, self.window.weeks)
        # The place of no band, -1, is the last from the end: no letter.
        letters = pl.Series([*(each.letter for each in self.coded.parameters.bands), None], dtype=pl.String)
        units, areas = self.coded.units.gather(self.units), self.coded.areas.gather(self.areas)
        numbers = ("load", "capacity", "saturation", "projects", "worst", "go_lives", "estimated")
        values = {name: getattr(self, name).ravel().take(cells) for name in numbers}
        return (
            pl.DataFrame(
                {
                    "unit": units.gather(pair),
                    "area": areas.gather(pair),
                    "week": dates(self.window).gather(week),
                    **values,
                }
            )
            .with_columns(pl.col("capacity", "saturation").fill_nan(None))
            .insert_column(6, letters.gather(self.band.ravel().take(cells)).alias("band"))
        )


def dates(span: Span) -> pl.Series:
    """The Monday of each week of the span."""
    return pl.Series(monday_day(span.numbers), dtype=pl.Int32).cast(pl.Date)


def score(portfolio: Portfolio, parameters: Parameters, filters: Filters = EVERYTHING) -> Cube:
    """The cube of the changes and cells that `filters` choose; the same to the last bit on every run."""
    return score_coded(code(portfolio, parameters), filters)


def score_coded(coded: Coded, filters: Filters = EVERYTHING, over: Span | None = None) -> Cube:
    """The cube of an already coded portfolio: code once, then score for every filter.

    It has at least those of the weeks `over` that the filters choose, so that two versions can have the same.
    """
    selection = select(coded, filters, over)
    hours, projects, worst, go_lives = _weekly(coded, selection)
    load, estimated_load = hours[:, 0] + hours[:, 1], hours[:, 1]
    available = capacity(coded, selection.pairs, selection.window)
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


def _weekly(coded: Coded, selection: Selection) -> tuple[Floats, Integers, Integers, Integers]:
    """Hours given and estimated, distinct projects, worst severity and go-lives, in weeks of the window.

    Change load: load[u,a,w] = sum over i on (u,a) of weighted[i] * share[e,w].
    """
    size = (len(selection.pairs), selection.window.weeks)
    hours = np.zeros((len(selection.pairs), LANES, selection.window.weeks))
    projects, worst, go_lives = (np.zeros(size, dtype=np.int64) for _ in range(3))
    span, shown = selection.span, selection.shown
    tables, counting = Tables.of(coded.blocks, span.first, span.weeks), Counting.of(coded.events, span)

    def fill(batch: tuple[int, int]) -> None:
        begin, end = batch
        rows, part = slice(begin, end), selection.impacts.part(begin, end)
        given = Hours(part.row, part.event, part.weighted, part.estimated)
        hours[rows] = tables.spread(given, end - begin)[..., shown]
        counts = counting.counts(part)
        projects[rows], worst[rows], go_lives[rows] = (each[:, shown] for each in counts)

    batches = list(_batches(selection, tables.rows))
    # Few impacts are counted sooner than threads have started: 2 ms instead of 9 for the sample's.
    if len(selection.impacts) <= _BATCH:
        for batch in batches:
            fill(batch)
    else:
        for_each(fill, batches)
    return hours, projects, worst, go_lives


def _batches(selection: Selection, most: int) -> Iterator[tuple[int, int]]:
    """Runs of at most so many rows that have impacts, few enough to stay in the processor's cache."""
    bounds = selection.impacts.bounds
    begin = 0
    while begin < len(bounds) - 1:
        filled = int(np.searchsorted(bounds, bounds[begin] + _BATCH, side="right")) - 1
        end = min(begin + most, max(filled, begin + 1), len(bounds) - 1)
        if selection.span.weeks and bounds[begin] < bounds[end]:
            yield begin, end
        begin = end
