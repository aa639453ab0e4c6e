"""How likely is it that a unit is over capacity, when projects slip by chance?

A draw is one delay for each project (see `slippage`). In it, the part of a project's work that can still slip
comes so many weeks later: load of week w falls on week w + delay. Everything else stays. Over capacity is
what the bands call so: a saturation of 1 or more (to within a millionth, as loads are summed in single
precision), or load where there is no capacity.

    chance = draws in which the cell is over capacity / draws
    standard error = sqrt(chance * (1 - chance) / draws)
    relief of a project = chance - chance in those draws in which the project keeps its dates

The relief says by how much the chance would fall if the project were sure to keep its dates; below 0, it
would rise. Projects that depend on each other are late together, and share what they relieve.

Loads by project and delay are worked out once; a draw looks them up and adds.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from heatmap.planning.slipping.slippage import Delays, first_week
from heatmap.planning.slipping.slipped_load import Singles, Table, slipped_load
from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.coded.threads import for_each
from heatmap.scoring.columns import Column
from heatmap.scoring.cube import Cube
from heatmap.scoring.grouping import By, Row
from heatmap.scoring.rollup import RollUp, roll_up
from heatmap.terms import Grain, Rows

QUANTILES = (0.1, 0.5, 0.9)
OVER = 1.0  # the saturation from which a cell is over capacity
MOST_DRIVERS = 12  # that a cell remembers
SURE = 2.0  # standard errors that a relief must be away from 0 to be told

_NEARLY = 1e-6
_WORD = 8  # bytes
_BLOCK = 512  # draws added up at a time, so that their sums stay in the processor's cache

Bits = npt.NDArray[np.uint64]
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Driver:
    """A project, by how much the chance falls if it keeps its dates, and the standard error of that."""

    project: str
    relief: float
    error: float


@dataclass(frozen=True, eq=False)
class Simulation:
    """What came of the draws: arrays of rows x columns.

    `load` and `capacity` in hours, as planned; `chance` that the cell is over capacity, NaN where no
    headcount is known, and `error`, its standard error; `low`, `middle` and `high`: the load that 10, 50
    and 90 per cent of the draws do not exceed. `driver`, `relief` and `relief_error`, rows x columns x a few,
    are the projects of most relief or the opposite, by place among `projects`, -1 where there are fewer.
    """

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    grain: Grain
    projects: pl.Series
    draws: int
    load: Floats
    capacity: Floats
    chance: Floats
    error: Floats
    low: Floats
    middle: Floats
    high: Floats
    driver: npt.NDArray[np.int32]
    relief: Singles
    relief_error: Singles

    def drivers(self, row: int, column: int, least: float = 0.01) -> tuple[Driver, ...]:
        """The projects whose relief is at least `least` and surely no chance result; the strongest first."""
        return tuple(
            Driver(self.projects[project], relief, error)
            for project, relief, error in zip(
                self.driver[row, column].tolist(),
                self.relief[row, column].tolist(),
                self.relief_error[row, column].tolist(),
                strict=True,
            )
            if project >= 0 and relief >= max(least, SURE * error)
        )


@dataclass(frozen=True, eq=False)
class _Drawn:
    """The draws as projects x draws: the delays, and as bits whether the project keeps its dates."""

    late: Integers
    kept: Bits
    draws: int


def simulate(
    cube: Cube,
    as_of: date,
    late: Delays,
    by: By | Rows = By.UNIT,
    grain: Grain = Grain.WEEK,
    *,
    progress: Progress | None = None,
) -> Simulation:
    """The chances of the cube's cells, rolled up, over the draws of `late`: draws x projects, weeks.

    Only work after the as-of date slips. `progress` is told the share of the rows that are done.
    """
    rolled = roll_up(cube, by, grain)
    slipped = slipped_load(cube, By(by), grain, late, first_week(as_of))
    drawn = _Drawn(
        late=np.ascontiguousarray(late.T, dtype=np.intp),
        kept=_packed(late.T == 0),
        draws=len(late),
    )
    answer, over = _as_planned(rolled, cube.coded.projects, len(late)), is_over(rolled)
    lock, done = Lock(), iter(range(1, len(rolled.rows) + 1))

    def fill(row: int) -> None:
        tables = slipped.tables(row)
        if tables:
            _simulate_row(answer, row, tables, drawn, _need(answer, row, tables, over[row]))
        if progress is not None:
            with lock:
                progress(next(done) / len(rolled.rows))

    for_each(fill, range(len(rolled.rows)))
    known = ~np.isnan(answer.capacity)
    answer.chance[~known] = np.nan
    answer.error[...] = np.sqrt(answer.chance * (1 - answer.chance) / max(answer.draws, 1))
    return answer


def _as_planned(rolled: RollUp, projects: pl.Series, draws: int) -> Simulation:
    """The answer if nothing slips."""
    size = rolled.load.shape
    parts = (*size, min(MOST_DRIVERS, len(projects)))
    return Simulation(
        rows=rolled.rows,
        columns=rolled.columns,
        grain=rolled.grain,
        projects=projects,
        draws=draws,
        load=rolled.load,
        capacity=rolled.capacity,
        chance=is_over(rolled).astype(np.float64),
        error=np.zeros(size),
        low=rolled.load.copy(),
        middle=rolled.load.copy(),
        high=rolled.load.copy(),
        driver=np.full(parts, -1, dtype=np.int32),
        relief=np.zeros(parts, dtype=np.float32),
        relief_error=np.zeros(parts, dtype=np.float32),
    )


def is_over(rolled: RollUp) -> npt.NDArray[np.bool_]:
    """Whether each cell is over capacity as planned."""
    reached = rolled.saturation.round(9) >= OVER
    return np.asarray(reached | ((rolled.capacity == 0) & (rolled.load > 0)))


def _need(answer: Simulation, row: int, tables: list[Table], over: npt.NDArray[np.bool_]) -> Singles:
    """By how much a row's loads must rise to be over capacity; negative where they are over as planned."""
    load, capacity = answer.load[row], answer.capacity[row]
    most = load.copy()
    for each in tables:
        most[each.begin : each.end] += each.change.max(axis=0)
    # Where there is no capacity, any load is too much: more than what rounding leaves of none.
    least = np.where(capacity == 0, most * _NEARLY, capacity * (1 - _NEARLY))
    tiny = np.finfo(np.float32).tiny
    need = np.where(over, np.minimum(least - load, 0), np.maximum(least - load, tiny))
    return np.where(np.isnan(capacity), np.inf, need).astype(np.float32)


def _simulate_row(answer: Simulation, row: int, tables: list[Table], drawn: _Drawn, need: Singles) -> None:
    """Fill one row of the answer, in the columns that anything can change."""
    begin, end = min(each.begin for each in tables), max(each.end for each in tables)
    change = np.ascontiguousarray(_changes(tables, drawn, begin, end).T)
    over = _packed(change >= need[begin:end, None])
    count = _counted(over)
    answer.chance[row, begin:end] = count / drawn.draws
    undecided = np.flatnonzero((count > 0) & (count < drawn.draws))
    if len(undecided):
        relief, error = _reliefs(over[undecided], drawn)
        strongest = np.argsort(-np.abs(relief), axis=0, kind="stable")[: answer.driver.shape[2]]
        cells = (row, begin + undecided)
        answer.driver[cells] = strongest.T
        answer.relief[cells] = np.take_along_axis(relief, strongest, axis=0).T
        answer.relief_error[cells] = np.take_along_axis(error, strongest, axis=0).T
    for quantile, share in zip((answer.low, answer.middle, answer.high), QUANTILES, strict=True):
        rank = max(math.ceil(share * drawn.draws) - 1, 0)
        change.partition(rank, axis=1)  # one rank at a time takes a quarter of the time of all at once
        quantile[row, begin:end] = np.maximum(answer.load[row, begin:end] + change[:, rank], 0.0)


def _changes(tables: list[Table], drawn: _Drawn, begin: int, end: int) -> Singles:
    """By how much the load of a row changes in each draw: draws x columns."""
    change = np.zeros((drawn.draws, end - begin), dtype=np.float32)
    for block in _blocks(drawn.draws):
        part = change[block]
        for each in tables:
            found = each.change.take(drawn.late[each.project, block], axis=0, mode="clip")
            part[:, each.begin - begin : each.end - begin] += found
    return change


def _blocks(draws: int) -> Iterator[slice]:
    return (slice(begin, begin + _BLOCK) for begin in range(0, draws, _BLOCK))


def _packed(flags: npt.NDArray[np.bool_]) -> Bits:
    """Each row's flags as bits, in as many words as they need."""
    packed = np.packbits(flags, axis=1)
    words = np.zeros((len(packed), -(-packed.shape[1] // _WORD)), dtype=np.uint64)
    words.view(np.uint8)[:, : packed.shape[1]] = packed
    return words


def _counted(bits: Bits) -> Integers:
    """How many bits are set along the last axis."""
    return np.asarray(np.bitwise_count(bits).sum(axis=-1, dtype=np.int64))


def _reliefs(over: Bits, drawn: _Drawn) -> tuple[Floats, Floats]:
    """The relief of every project in columns whose chance is neither 0 nor 1, and its standard error.

    Where a project is late in the share q of the draws, chance = q * chance if late + (1 - q) * chance if
    kept, so relief = q * (chance if late - chance if kept): a difference between two sets of draws.
    """
    kept, count = _counted(drawn.kept), _counted(over)
    over_kept = np.array([_counted(over & each) for each in drawn.kept])
    late = (drawn.draws - kept)[:, None]
    both = (late > 0) & (kept > 0)[:, None]
    if_kept = over_kept / np.maximum(kept, 1)[:, None]
    if_late = (count - over_kept) / np.maximum(late, 1)
    relief = late / drawn.draws * (if_late - if_kept)
    variance = if_kept * (1 - if_kept) / np.maximum(kept, 1)[:, None]
    variance += if_late * (1 - if_late) / np.maximum(late, 1)
    return np.where(both, relief, 0.0), np.where(both, late / drawn.draws * np.sqrt(variance), 0.0)


def stacked(parts: Sequence[Simulation], rows: Sequence[Row]) -> Simulation:
    """These rows of several simulations of the same draws and columns, in this order."""
    places = {row: place for place, row in enumerate(row for each in parts for row in each.rows)}
    order = [places[row] for row in rows]
    arrays: dict[str, Any] = {
        each.name: np.concatenate([getattr(one, each.name) for one in parts])[order]
        for each in fields(Simulation)
        if isinstance(getattr(parts[0], each.name), np.ndarray)
    }
    return replace(parts[0], rows=tuple(rows), **arrays)
