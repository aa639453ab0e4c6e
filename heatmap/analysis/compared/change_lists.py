"""The lists of what changed: the biggest rises and falls, the bands crossed, and the causes, ranked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import isnan

import numpy as np
import numpy.typing as npt

from heatmap import words
from heatmap.analysis.compared.change_causes import Reason
from heatmap.analysis.compared.change_reasons import because, chief, reasons, teller, titles
from heatmap.analysis.compared.changes import Changes, Level
from heatmap.analysis.heatmaps.cell import Fullness
from heatmap.scoring.bands import NO_BAND
from heatmap.scoring.coded.arrays import Floats, Integers
from heatmap.scoring.difference.causes import CauseKind
from heatmap.scoring.difference.difference import Level as Numbers
from heatmap.scoring.difference.difference import RolledDifference
from heatmap.scoring.grouping import Row
from heatmap.terms import CAPACITY, LOAD, SATURATION, Band, Measure

FULL = 1.0
SMALLEST = 1e-9  # hours, or a share of capacity: less is rounding


@dataclass(frozen=True, eq=False)
class CellChange:
    """One cell's difference: where, from what to what, why, and over how many weeks in a row alike.

    `row` and `week` name the cell; `crossed` is how many bands it rose by. `load` and `capacity` are the
    hours that each rose by, `capacity` None where it is unknown in either version. `because` names up to two
    reasons, `chiefly` one.
    """

    row: str
    name: str
    week: date
    before: Fullness
    after: Fullness
    load: float
    capacity: float | None
    crossed: int
    because: str
    chiefly: str
    weeks: int
    bands: tuple[Band, ...]

    def numbers(self, measure: Measure, arrow: str = "→") -> str:
        """88 % → 131 %; of load and capacity: 1,234 → 2,345 hours."""
        if measure is LOAD:
            return f"{words.hours(self.before.load)} {arrow} {words.hours(self.after.load)} hours"
        if measure is CAPACITY:
            return f"{_hours(self.before.capacity)} {arrow} {_hours(self.after.capacity)} hours"
        return f"{self.before.percent(self.bands)} {arrow} {self.after.percent(self.bands)}"

    def sentence(self, measure: Measure, arrow: str = "→") -> str:
        """North Area, week of 5 Oct 2020: 88 % → 131 %, because CONNECT Drop 1 moved 4 weeks later."""
        reason = f", because {self.because}" if self.because else ""
        return f"{self.name}, week of {words.day(self.week)}: {self.numbers(measure, arrow)}{reason}"


@dataclass(frozen=True, eq=False)
class RankedCause:
    """One reason over all units and weeks: hours of load, or of capacity, that it adds and takes.

    Both are at least 0. `unit_weeks` counts the cells that it changes, `crossed` those of them that crossed
    a band chiefly for it; `row` and `week` name the cell that it changes most.
    """

    reason: Reason
    sentence: str
    events: int
    added: float
    taken: float
    unit_weeks: int
    crossed: int
    row: str
    week: date

    @property
    def of_load(self) -> bool:
        """Whether it changes load; else it changes capacity."""
        return self.reason.kind not in (CauseKind.HEADCOUNT, CauseKind.CALENDAR)

    @property
    def amounts(self) -> str:
        """49,000 hours of load added and 49,000 taken away."""
        noun = f"hours of {'load' if self.of_load else 'capacity'}"
        both = [(self.added, "added"), (self.taken, "taken away")]
        (first, verb), *rest = [(hours, verb) for hours, verb in both if hours] or both[:1]
        said = f"{words.hours(first)} {noun} {verb}"
        return " and ".join([said, *(f"{words.hours(hours)} {way}" for hours, way in rest)])


@dataclass(frozen=True, eq=False)
class Crossings:
    """How many unit-weeks crossed a band: into a higher one, a lower one, over capacity and back under it."""

    up: int
    down: int
    over: int
    under: int


def rises(answer: Changes, measure: Measure = SATURATION, most: int = 10) -> list[CellChange]:
    """The unit-weeks that rose most, weeks in a row for the same chief reason told once."""
    return _ranked(answer, measure, _difference(answer.units.rolled, measure), most)


def falls(answer: Changes, measure: Measure = SATURATION, most: int = 10) -> list[CellChange]:
    """The unit-weeks that fell most, as `rises`."""
    return _ranked(answer, measure, -_difference(answer.units.rolled, measure), most)


def crossed_up(answer: Changes, most: int = 10) -> list[CellChange]:
    """The unit-weeks that crossed into a higher band, those in the highest bands first, as `rises`."""
    rolled = answer.units.rolled
    return _ranked(answer, SATURATION, _by_band(rolled, rolled.after, rolled.crossed > 0), most)


def crossed_down(answer: Changes, most: int = 10) -> list[CellChange]:
    """The unit-weeks that crossed into a lower band, those from the highest bands first, as `rises`."""
    rolled = answer.units.rolled
    return _ranked(answer, SATURATION, _by_band(rolled, rolled.before, rolled.crossed < 0), most)


def crossings(answer: Changes) -> Crossings:
    """How many unit-weeks crossed a band, both ways."""
    rolled = answer.units.rolled
    full = _first_full(rolled.bands)
    before, after = rolled.before.band >= full, rolled.after.band >= full
    known = (rolled.before.band != NO_BAND) & (rolled.after.band != NO_BAND)
    return Crossings(
        up=int((rolled.crossed > 0).sum()),
        down=int((rolled.crossed < 0).sum()),
        over=int((known & ~before & after).sum()),
        under=int((known & before & ~after).sum()),
    )


def _first_full(bands: tuple[Band, ...]) -> int:
    places = [place for place, band in enumerate(bands) if band.lower >= FULL]
    return places[0] if places else len(bands)


def cell_change(answer: Changes, over: Level, cell: tuple[int, int], measure: Measure) -> CellChange:
    """One cell of a level: a row and a column, by place."""
    rolled, row, week = over.rolled, over.rolled.rows[cell[0]], over.rolled.columns[cell[1]].start
    capacity = float(rolled.capacity[cell])
    return CellChange(
        row=row.key,
        name=row_name(answer, row),
        week=week,
        before=_fullness(rolled.before, rolled.bands, cell),
        after=_fullness(rolled.after, rolled.bands, cell),
        load=float(rolled.load[cell]),
        capacity=None if isnan(capacity) else capacity,
        crossed=int(rolled.crossed[cell]),
        because=because(answer, over, cell, measure),
        chiefly=because(answer, over, cell, measure, 1),
        weeks=1,
        bands=rolled.bands,
    )


def row_name(answer: Changes, row: Row) -> str:
    """North Area; North Area, Response; All units; in the later version's words where it has them."""
    told = teller(answer)
    named = [told.units.get(row.unit or ""), told.areas.get(row.area or "")]
    return ", ".join(name for name in named if name) or row.programme or "All units"


def causes(answer: Changes) -> list[RankedCause]:
    """The reasons of all differences, those that move most hours first."""
    over = answer.units
    made = reasons(answer, over)
    if not len(made.reason):
        return []
    order = np.argsort(made.reason, kind="stable")
    places, starts = np.unique(made.reason[order], return_index=True)
    drives = chief(made, over, SATURATION)
    ranked = [
        _cause(answer, int(place), entries, drives)
        for place, entries in zip(places, np.split(order, starts[1:]), strict=True)
    ]
    return sorted(ranked, key=lambda cause: (-cause.taken - cause.added, cause.sentence))


def _cause(answer: Changes, place: int, entries: Integers, drives: Integers) -> RankedCause:
    over = answer.units
    made, rolled = reasons(answer, over), over.rolled
    hours = made.load[entries] + made.capacity[entries]  # a reason changes one of both
    most = entries[int(np.argmax(np.abs(hours)))]
    mine = drives[made.row[entries], made.column[entries]] == place
    crossed = rolled.crossed[made.row[entries], made.column[entries]] != 0
    named = sorted({title for entry in entries for title in titles(made, over, int(entry))})
    return RankedCause(
        reason=made.reasons[place],
        sentence=words.sentence(made.reasons[place].said(named)),
        events=len(named),
        added=float(hours[hours > 0].sum()),
        taken=abs(float(hours[hours < 0].sum())),
        unit_weeks=len(entries),
        crossed=int((mine & crossed).sum()),
        row=rolled.rows[made.row[most]].key,
        week=rolled.columns[made.column[most]].start,
    )


def _difference(rolled: RolledDifference, measure: Measure) -> Floats:
    return {LOAD: rolled.load, CAPACITY: rolled.capacity}.get(measure, rolled.saturation)


def _by_band(rolled: RolledDifference, side: Numbers, wanted: npt.NDArray[np.bool_]) -> Floats:
    """Ranks by the band on this side, then by how much saturation changed; NaN where not wanted."""
    change = np.nan_to_num(np.abs(rolled.saturation), nan=1e6)
    return np.where(wanted, side.band * 1e9 + change, np.nan)


def _ranked(answer: Changes, measure: Measure, rank: Floats, most: int) -> list[CellChange]:
    """The cells of the highest rank, with the weeks beside them that changed alike."""
    over = answer.units
    drives = chief(reasons(answer, over), over, measure)
    way = np.sign(np.nan_to_num(_difference(over.rolled, measure)))
    told = ~(rank > SMALLEST)
    found = []
    for cell in _highest(rank):
        if told[cell]:
            continue
        run = _alike(cell, drives, way, told)
        told[cell[0], run] = True
        change = cell_change(answer, over, cell, measure)
        found.append(replace(change, weeks=run.stop - run.start))
        if len(found) == most:
            break
    return found


def _highest(rank: Floats) -> Iterator[tuple[int, int]]:
    for place in np.argsort(-np.nan_to_num(rank, nan=-np.inf), axis=None, kind="stable"):
        row, column = np.unravel_index(place, rank.shape)
        yield int(row), int(column)


def _alike(cell: tuple[int, int], drives: Integers, way: Floats, told: npt.NDArray[np.bool_]) -> slice:
    """The weeks in a row around a cell that changed the same way for the same chief reason."""
    row, column = cell
    same = (drives[row] == drives[cell]) & (way[row] == way[cell]) & ~told[row]
    first = last = column
    while first > 0 and same[first - 1]:
        first -= 1
    while last + 1 < len(same) and same[last + 1]:
        last += 1
    return slice(first, last + 1)


def _fullness(side: Numbers, bands: tuple[Band, ...], cell: tuple[int, int]) -> Fullness:
    capacity, saturation, place = float(side.capacity[cell]), float(side.saturation[cell]), side.band[cell]
    return Fullness(
        load=float(side.load[cell]),
        capacity=None if isnan(capacity) else capacity,
        saturation=None if isnan(saturation) else saturation,
        band=None if place == NO_BAND else bands[place],
    )


def _hours(capacity: float | None) -> str:
    return "unknown" if capacity is None else words.hours(capacity)
