"""Distinct projects, worst severity and go-lives of pairs and weeks, from a portfolio's impacts."""

from dataclasses import dataclass

import numpy as np

from heatmap.scoring.coded.arrays import Integers
from heatmap.scoring.coded.coding import Events
from heatmap.scoring.coded.impacts import Impacts
from heatmap.scoring.selection import Span
from heatmap.scoring.weekly import counting
from heatmap.scoring.weekly.counting import Active, Line


@dataclass(frozen=True, eq=False)
class Counting:
    """What counting needs of each event, packed into one whole number: its impacts look that up once.

    From the left: project, week of the go-live, first week and the week after the last, as columns of the
    span; `bits` for each week. The column after the last stands for a week that is not in the span.
    """

    columns: int
    bits: int
    packed: Integers

    @classmethod
    def of(cls, events: Events, span: Span) -> "Counting":
        """The events, in the weeks of the span."""
        when, bits = events.timing, span.weeks.bit_length()
        live = when.go_live - span.first
        live[(live < 0) | (live > span.weeks)] = span.weeks
        packed = events.project << bits
        packed |= live
        for week in (when.first, when.last + 1):
            packed <<= bits
            # Only events without hours reach beyond the span.
            packed |= np.clip(week - span.first, 0, span.weeks)
        return cls(span.weeks, bits, packed)

    def counts(self, impacts: Impacts) -> tuple[Integers, Integers, Integers]:
        """Distinct projects, worst severity and go-lives of each row in each week of the span."""
        line, mask = Line(len(impacts.bounds) - 1, self.columns), (1 << self.bits) - 1
        row, packed, severity = impacts.row, self.packed.take(impacts.event), impacts.severity
        live = packed >> (2 * self.bits)
        live &= mask
        go_lives = counting.occurrences(line, row, live)
        if not impacts.weighted.min(initial=1.0) > 0:
            loaded = np.flatnonzero(impacts.weighted > 0)
            row, packed, severity = row.take(loaded), packed.take(loaded), severity.take(loaded)
        cell = line.first(row)
        ends = packed & mask
        ends += cell
        packed >>= self.bits
        starts = packed & mask
        starts += cell
        packed >>= 2 * self.bits
        active = Active(line, row, starts, ends)
        return counting.distinct(active, packed), counting.worst(active, severity), go_lives
