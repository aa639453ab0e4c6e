"""Whether a comparison shows an effect: a signal of concern, and a difference beyond chance."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

import numpy as np

from heatmap.scoring.coded.arrays import Flags, Floats
from heatmap.scoring.comparing.comparison import Comparison
from heatmap.scoring.comparing.panels import Panel
from heatmap.scoring.indicators.signals import NONE, SIGNALS, limits, signals

FALSE_ALARMS = 0.05  # of go-lives that raise a finding although nothing happened, at most
# Weeks after a go-live at which it is looked at, and the share of the false alarms that each look may have.
LOOKS = {6: 0.2, 12: 0.5, 26: 0.3}
TRUSTED = 5  # units that the variance by chance is worth beside the few whose spread is seen
FEWEST_FREE = 3.0  # degrees of freedom
FEWEST_AFTER = 3  # periods that a look needs
SHARE_AFTER = 0.75  # of its periods that can be compared


@dataclass(frozen=True)
class Judgement:
    """What one look says, in standard deviations of the unit's baseline; above 0 is higher.

    `lower` and `upper` bound the difference so that, over all looks and indicators of a go-live together,
    chance alone leaves 0 out on the side of concern in at most 5 of 100 go-lives. `signal` is the first
    signal of concern of the adjusted chart; `first` and `last` (days since 1970) are the periods between
    which it shows concern, `until` is the last period looked at.
    """

    weeks: int
    points: int
    controls: int
    effect: float
    lower: float
    upper: float
    strength: float
    signal: str
    first: int | None
    last: int | None
    until: int
    found: bool


def judge(panel: Panel, compared: Comparison, day: int, tests: int) -> list[Judgement]:
    """One judgement for each look whose periods are all measured; `tests` indicators share the go-live."""
    concern = -panel.better_on(day)
    made = []
    for weeks, share in LOOKS.items():
        seen = compared.periods < day + weeks * 7
        enough = max(FEWEST_AFTER, SHARE_AFTER * panel.after(day, weeks).sum())
        if panel.complete(day, weeks) and seen.sum() >= enough:
            made.append(_look(compared, weeks, seen, concern, FALSE_ALARMS * share / tests))
    return made


def _look(compared: Comparison, weeks: int, seen: Flags, concern: int, chance: float) -> Judgement:
    after = compared.after[seen]
    effect = float(after.mean() - compared.before.mean())
    error, freedom = _error(compared, seen)
    reach = student(1 - chance, freedom) * error
    kind, flagged = _concerns(compared, seen, concern)
    days = compared.periods[seen][flagged]
    return Judgement(
        weeks=weeks,
        points=int(seen.sum()),
        controls=int(compared.controls[seen].min()),
        effect=effect,
        lower=effect - reach,
        upper=effect + reach,
        strength=concern * effect / reach,
        signal=kind,
        first=int(days[0]) if len(days) else None,
        last=int(days[-1]) if len(days) else None,
        until=int(compared.periods[seen][-1]),
        found=bool(flagged.any() and concern * effect > reach),
    )


def _error(compared: Comparison, seen: Flags) -> tuple[float, float]:
    """Standard error of the difference of the two means, and its degrees of freedom.

    Two parts: what periods vary by chance, and what units move apart by without any go-live, as the controls
    show: a bad month for all need not be as bad everywhere. Values that are alike from period to period tell
    less than as many independent ones. Degrees of freedom of the sum: Welch and Satterthwaite.
    """
    count, controls = len(compared.before), compared.controls[seen]
    before = _variance_of_mean(count, compared.likeness)
    after = _variance_of_mean(int(seen.sum()), compared.likeness)
    squares = float(((compared.before - compared.before.mean()) ** 2).sum())
    one = squares / (count * (1 - before)) / (1 + 1 / compared.controls_before)
    fewer = 1 + float((1 / controls).mean())
    by_chance = one * (before * (1 + 1 / compared.controls_before) + after * fewer)
    apart, units = _apart(compared.moves[:, seen], one * (before + after))
    total = by_chance + apart * fewer
    doubt = by_chance**2 / max(1 / before - 1, FEWEST_FREE)
    if apart > 0:
        doubt += total**2 * (units - 1) / (TRUSTED + units - 1) ** 2
    return sqrt(total), max(total**2 / doubt, FEWEST_FREE)


def _apart(moves: Floats, expected: float) -> tuple[float, int]:
    """Variance of the controls' own moves beyond what chance expects, and how many they are.

    A few units tell a variance badly, so it is weighed with the expected one.
    """
    measured = ~np.isnan(moves)
    count = measured.sum(axis=1)
    enough = count >= max(FEWEST_AFTER, moves.shape[1] / 2)
    if enough.sum() < 2:  # noqa: PLR2004 - a variance needs two
        return 0.0, 1
    mean = np.where(measured, moves, 0.0).sum(axis=1)[enough] / count[enough]
    spread = float(mean.var(ddof=1))
    units = int(enough.sum())
    weighed = (TRUSTED * expected + (units - 1) * spread) / (TRUSTED + units - 1)
    return max(weighed - expected, 0.0), units


def _variance_of_mean(count: int, likeness: float) -> float:
    """Variance of the mean of `count` values, as a share of one value's: (1 + 2 sum (1 - k/n) r^k) / n."""
    lag = np.arange(1, count)
    return float((1 + 2 * ((1 - lag / count) * likeness**lag).sum()) / count)


def _concerns(compared: Comparison, seen: Flags, concern: int) -> tuple[str, Flags]:
    """The first signal of concern of the adjusted chart, limits from before the go-live, and its points."""
    before, after = compared.before, compared.after[seen]
    lines = limits(before, np.zeros(len(before), np.int64), np.ones(len(before), np.bool_), 1)
    group = np.zeros(len(after), np.int64)
    kind, side = signals(after, group, lines.of(group))
    flagged = (kind != NONE) & (side == concern)
    return SIGNALS[int(kind[flagged][0]) if flagged.any() else NONE], flagged


def student(share: float, freedom: float) -> float:
    """The quantile of Student's t distribution, by its expansion: Abramowitz and Stegun, 26.7.5."""
    z = NormalDist().inv_cdf(share)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / freedom**place for place, term in enumerate(terms, start=1))
