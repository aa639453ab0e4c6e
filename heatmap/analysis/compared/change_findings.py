"""What changed between two versions, in a few sentences, each with its cells."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from heatmap import words
from heatmap.analysis.compared.change_lists import FULL, CellChange, causes, crossings, falls, rises
from heatmap.analysis.compared.changes import Changes
from heatmap.analysis.heatmaps.findings import Tone
from heatmap.terms import SATURATION

NBSP = "\N{NO-BREAK SPACE}"
RISES = 2  # units whose biggest rise is told


@dataclass(frozen=True)
class ChangeFinding:
    """One sentence in two parts; `row` and `week` name the cell that shows it, if one does."""

    headline: str
    detail: str
    tone: Tone
    row: str | None = None
    week: date | None = None

    @property
    def sentence(self) -> str:
        """Both parts in one, with a full stop."""
        return f"{self.headline}, {self.detail}."


def findings(answer: Changes) -> list[ChangeFinding]:
    """Up to six: the biggest rises of two units, the biggest fall, bands crossed, chief cause, the total."""
    if answer.is_empty:
        return []
    made = [_cell(change) for change in _of_each_unit(rises(answer))[:RISES]]
    made += [_cell(change) for change in falls(answer, most=1)]
    return [*made, crossed(answer), *_chief(answer), total(answer)]


def _of_each_unit(changes: list[CellChange]) -> list[CellChange]:
    first: dict[str, CellChange] = {}
    for change in changes:
        first.setdefault(change.row, change)
    return list(first.values())


def _cell(change: CellChange) -> ChangeFinding:
    """Met Contact, 25 Oct 2021: 36 % → 171 % | because Command and Control moved 8 weeks later."""
    full = change.after.saturation is None or change.after.saturation >= FULL
    rose = (change.after.saturation or 0) > (change.before.saturation or 0)
    alike = f"; {change.weeks} weeks in a row" if change.weeks > 1 else ""
    return ChangeFinding(
        f"{change.name}, {_whole(words.day(change.week))}: {_whole(change.numbers(SATURATION))}",
        f"because {change.chiefly}{alike}",
        Tone.SEVERE if full and rose else Tone.INFO,
        change.row,
        change.week,
    )


def _whole(text: str) -> str:
    """Never parted at a line's end."""
    return text.replace(" ", NBSP)


def crossed(answer: Changes) -> ChangeFinding:
    """How many unit-weeks crossed a band, both ways."""
    count = crossings(answer)
    if not count.up and not count.down:
        return ChangeFinding("No unit-week crossed a band", "in either direction", Tone.INFO)
    return ChangeFinding(
        f"{words.counted(count.up, 'unit-week')} in a higher band, {count.down:,} in a lower",
        f"with {count.over:,} gone over capacity and {count.under:,} back under it",
        Tone.OVER if count.over else Tone.INFO,
    )


def _chief(answer: Changes) -> list[ChangeFinding]:
    """The cause that moves most hours of load."""
    ranked = [cause for cause in causes(answer) if cause.reason.project]
    if not ranked:
        return []
    cause = ranked[0]
    return [
        ChangeFinding(
            cause.sentence,
            f"the largest cause: {cause.amounts} in {words.counted(cause.unit_weeks, 'unit-week')}",
            Tone.INFO,
            cause.row,
            cause.week,
        )
    ]


def total(answer: Changes) -> ChangeFinding:
    """Over all units and weeks shown: load and capacity, before and after."""
    before, after = answer.whole.rolled.before, answer.whole.rolled.after
    load, capacity = (
        [float(np.nansum(getattr(side, noun))) for side in (before, after)] for noun in ("load", "capacity")
    )
    return ChangeFinding(
        _changed("Load", *load),
        f"and {_changed('capacity', *capacity)}, over all units and weeks shown",
        Tone.INFO,
    )


def _changed(noun: str, before: float, after: float) -> str:
    """Load rose by 1,234 hours (2 %)."""
    hours = after - before
    share = f" ({words.share(abs(hours) / before)})" if before else ""
    if round(hours) == 0:
        return f"{noun} is unchanged"
    return f"{noun} {'rose' if hours > 0 else 'fell'} by {words.hours(abs(hours))} hours{share}"
