"""A unit's series before and after a go-live, less what the units without that go-live did meanwhile.

Every series is standardised by its own mean and standard deviation before the go-live. The mean of the
other units is taken away period by period, so that what they share - seasons, a bad month for all - falls
out. What is left moves only where the unit moves otherwise than the others.
"""

from dataclasses import dataclass

import numpy as np

from heatmap.scoring.coded.arrays import Flags, Floats, Integers
from heatmap.scoring.comparing.panels import Panel

WITHIN = 26  # weeks after a go-live in which an effect is looked for
BASELINE = 104  # weeks before it at most: two of each season
SHORTEST = 26  # weeks that a baseline spans at least
FEWEST_POINTS = 12  # periods in a baseline
FEWEST_CONTROLS = 3
SHARE_MEASURED = 0.5  # of the unit's baseline periods that a control has too
TELLING = 1e-6  # standard deviations; an adjusted series that varies by less holds only rounding


@dataclass(frozen=True, eq=False)
class Comparison:
    """The adjusted series, in standard deviations of the unit's own baseline.

    `before` and `after` are its points; `periods` are the first days of those after. `controls` counts the
    other units behind each point after, `controls_before` the same before, on average; `scale` is the
    standard deviation of one period in the indicator's own unit; `likeness` how much a period's value
    is like the one before it (lag-1 correlation), of the unit and the others together. `moves` are the
    other units' own points after, in their standard deviations from their means before: controls x points,
    NaN where a unit is no control.
    """

    before: Floats
    after: Floats
    periods: Integers
    controls_before: float
    controls: Integers
    scale: float
    likeness: float
    moves: Floats


@dataclass(frozen=True)
class Undecidable:
    """Why nothing can be said."""

    reason: str


def compare(panel: Panel, row: int, day: int, live: Flags) -> Comparison | Undecidable:
    """The unit in `row` around its go-live on `day`.

    `live` says, of units x periods, where a unit is within 26 weeks after the same project's go-live there,
    and so is no control.
    """
    after = panel.after(day, WITHIN)
    if not after.any():
        return Undecidable("not measured since")
    first = int(np.flatnonzero(after)[0])
    same = panel.definition == panel.definition[first]
    before = panel.before(day, BASELINE) & same
    measured = ~np.isnan(panel.values[row])
    before, after = before & measured, after & same & measured
    if not after.any():
        return Undecidable("not measured since")
    if not _long_enough(panel.periods[before]):
        return Undecidable("too little measured before")
    return _compared(panel, row, before, after, live)


def _long_enough(periods: Integers) -> bool:
    spans = len(periods) >= FEWEST_POINTS and np.ptp(periods) >= (SHORTEST - 1) * 7
    return bool(spans)


def _compared(panel: Panel, row: int, before: Flags, after: Flags, live: Flags) -> Comparison | Undecidable:
    usable = ~np.isnan(panel.values) & ~live
    usable[row] = ~np.isnan(panel.values[row])
    score, scale = _standard_scores(panel.values, usable, before)
    others = ~np.isnan(score)
    others[row] = False
    if np.isnan(scale[row]):
        return Undecidable("does not vary")
    count = others.sum(axis=0)
    enough = count >= FEWEST_CONTROLS
    before, after = before & enough, after & enough
    if not after.any() or not _long_enough(panel.periods[before]):
        return Undecidable("too few other units without it")
    mean = np.where(others, score, 0.0).sum(axis=0) / np.maximum(count, 1)
    adjusted = score[row] - mean
    if np.ptp(adjusted[before]) < TELLING:
        return Undecidable("moved just as the others did before")
    moves = np.where(others, score, np.nan)[others.any(axis=1)][:, after]
    others[row] = True
    return Comparison(
        before=adjusted[before],
        after=adjusted[after],
        periods=panel.periods[after],
        controls_before=float(1 / (1 / count[before]).mean()),
        controls=count[after],
        scale=float(scale[row]),
        likeness=_likeness(score[:, before], others[:, before]),
        moves=moves,
    )


def _standard_scores(values: Floats, usable: Flags, before: Flags) -> tuple[Floats, Floats]:
    """Values less their baseline's mean, in its standard deviations, and these; NaN where not usable.

    A unit with too few baseline points of its own, or one that never varies, is NaN throughout.
    """
    counted = usable & before
    count = counted.sum(axis=1)
    fit = (count >= max(FEWEST_POINTS / 2, SHARE_MEASURED * before.sum())) & (count > 1)
    held = np.where(counted, values, 0.0)
    mean = held.sum(axis=1) / np.maximum(count, 1)
    apart = np.where(counted, values - mean[:, None], 0.0)
    scale = np.sqrt((apart**2).sum(axis=1) / np.maximum(count - 1, 1))
    fit &= scale > 1e-9 * np.abs(mean)  # a constant series has only rounding left
    scale = np.where(fit, scale, np.nan)
    return np.where(usable, (values - mean[:, None]) / scale[:, None], np.nan), scale


def _likeness(score: Floats, usable: Flags) -> float:
    """Lag-1 correlation of what each unit does otherwise than the rest, pooled over units; 0 to 0.9.

    The bias of a short series, -(1 + 3 r) / n, is taken back.
    """
    held = np.where(usable, score, 0.0)
    apart = np.where(usable, held - held.sum(axis=0) / np.maximum(usable.sum(axis=0), 1), 0.0)
    total = float((apart**2).sum())
    if total == 0:
        return 0.0
    raw = float((apart[:, 1:] * apart[:, :-1]).sum()) / total
    return float(np.clip(raw + (1 + 3 * raw) / score.shape[1], 0.0, 0.9))
