"""Finds the cuts that a relaxation breaks, and hands them on from node to node."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from heatmap.planning.optimising.cuts import Mixer
from heatmap.planning.optimising.relaxation import Relaxation, Rows
from heatmap.scoring.coded.arrays import Floats, Integers

_LEAST = 0.5  # hours that a cut must raise a cell's overload by
_SOME = 1e-7  # less of a shift is none
_STEPS = 16  # of equal share, that a mixture is put into
_CELLS = 50  # that are cut at a time


@dataclass(frozen=True, eq=False)
class Cut:
    """A cell's overload is at least the sum of potentials of shifts; both as places in the whole problem.

    It holds for all plans of the windows that it was found in.
    """

    cell: int
    shifts: Integers  # places among all groups' shifts, one group after the other
    potentials: Floats


class Columns:
    """Where the shifts and cells of the whole problem are in a relaxation; -1 for gone."""

    def __init__(
        self, relaxation: Relaxation, first_shift: Integers, windows: Sequence[Integers], cells: int
    ) -> None:
        self.global_shift = np.concatenate(
            [first + places for first, places in zip(first_shift, windows, strict=False)]
        )
        self.of_shift = np.full(int(first_shift[-1]), -1)
        self.of_shift[self.global_shift] = np.arange(len(self.global_shift))
        self.of_cell = np.full(cells, -1)
        self.of_cell[relaxation.whole.cells] = np.arange(len(relaxation.whole.cells))


def handed_on(relaxation: Relaxation, columns: Columns, known: Sequence[Cut]) -> Rows:
    """The cuts as rows of the relaxation: those on cells that it has, of shifts that it has."""
    rows = Rows()
    for cut in known:
        cell = int(columns.of_cell[cut.cell])
        if cell < 0:
            continue
        own = columns.of_shift[cut.shifts]
        there = own >= 0
        rows.add(
            np.array([int(there.sum()) + 1]),
            np.append(own[there], relaxation.shares + cell),
            np.append(-cut.potentials[there], 1.0),
            np.zeros(1),
            np.array([cell]),
        )
    return rows


def found_cuts(relaxation: Relaxation, columns: Columns, mixer: Mixer) -> list[Cut]:
    """Cuts that the relaxation's shares and overloads break, on the cells where they break most."""
    whole = relaxation.whole
    shares = [relaxation.share(number) for number in range(len(whole.parts))]
    overloads = relaxation.overloads
    cells, parts, places = _crossings(relaxation)
    bounds = np.searchsorted(cells, np.arange(len(whole.room) + 1))
    found = []
    for cell in _hiding(relaxation, shares).tolist():
        own = range(bounds[cell], bounds[cell + 1])
        numbers = [int(parts[at]) for at in own]
        loads = [whole.parts[number].loads[:, places[at]] for number, at in zip(numbers, own, strict=True)]
        mixed = [shares[number] for number in numbers]
        potentials = mixer.potentials(loads, mixed, float(whole.room[cell]))
        proven = sum(float(each @ share) for each, share in zip(potentials, mixed, strict=True))
        if proven > overloads[cell] + _LEAST:
            local = np.concatenate(
                [np.arange(relaxation.starts[number], relaxation.starts[number + 1]) for number in numbers]
            )
            found.append(Cut(int(whole.cells[cell]), columns.global_shift[local], np.concatenate(potentials)))
    return found


def _crossings(relaxation: Relaxation) -> tuple[Integers, Integers, Integers]:
    """Where parts meet cells, by cell: cell, part, the cell's place in the part."""
    parts = relaxation.whole.parts
    cells = np.concatenate([part.cells for part in parts])
    numbers = np.repeat(np.arange(len(parts)), [len(part.cells) for part in parts])
    places = np.concatenate([np.arange(len(part.cells)) for part in parts])
    order = np.argsort(cells, kind="stable")
    return cells[order], numbers[order], places[order]


def _hiding(relaxation: Relaxation, shares: Sequence[Floats]) -> Integers:
    """Cells whose mixture hides most overload, the worst first, as estimated.

    Each part's mixed load is put into steps of equal share, from light to heavy, and added to what is there
    from heavy to light: so heavy meets light, which overloads about the least that the mixture must.
    """
    whole = relaxation.whole
    steps = np.zeros((len(whole.room), _STEPS))
    ends = (np.arange(_STEPS) + 0.5) / _STEPS
    for part, share in zip(whole.parts, shares, strict=True):
        some = np.flatnonzero(share > _SOME)
        if len(some) <= 1:
            steps[part.cells] += part.loads[some].sum(axis=0)[:, None]
            continue
        loads = part.loads[some]
        order = loads.argsort(axis=0)
        reached = share[some][order].cumsum(axis=0)
        reached /= reached[-1]
        place = (ends[None, None, :] > reached[:-1, :, None]).sum(axis=0)
        mixed = np.take_along_axis(np.take_along_axis(loads, order, axis=0).T, place, axis=1)
        steps[part.cells] = -np.sort(-steps[part.cells], axis=1) + mixed
    hidden = np.maximum(steps - whole.room[:, None], 0.0).mean(axis=1) - relaxation.overloads
    worst = np.argsort(-hidden, kind="stable")[:_CELLS]
    return np.asarray(worst[hidden[worst] > _LEAST])
