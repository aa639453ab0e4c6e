"""The colour steps of a measure: five at most, named A to E."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from heatmap.figures.grid import Step
from heatmap.planning.slipping.simulation import Simulation
from heatmap.scoring.bands import NO_BAND
from heatmap.scoring.rollup import RollUp
from heatmap.terms import CHANCE, LOAD, SATURATION, WORST, Band

LETTERS = "ABCDE"
NO_DATA, NOTHING = "-", "."
# The words that the Intergovernmental Panel on Climate Change has for such chances.
LIKELIHOODS = (
    ("very unlikely", 0.0),
    ("unlikely", 0.1),
    ("about as likely as not", 0.33),
    ("likely", 0.66),
    ("very likely", 0.9),
)


@dataclass(frozen=True)
class Scale:
    """The steps of a measure, and the lower bound of each."""

    title: str
    steps: list[Step]
    lower: tuple[float, ...]


def scale(measure: str, rolled: RollUp) -> Scale:
    """The steps that show `measure` of this roll-up: its bands, or even steps up to its greatest value.

    The first row, the organisation's total, does not stretch the steps: it would pale all the others.
    """
    if measure == SATURATION.key:
        return Scale(
            "Share of capacity", band_steps(rolled.bands), tuple(band.lower for band in rolled.bands)
        )
    if measure == WORST.key:
        steps = [_step(place, f"severity {place + 1}", "") for place in range(len(LETTERS))]
        return Scale("Worst severity", steps, (1, 2, 3, 4, 5))
    if measure == CHANCE.key:
        return _chance_steps()
    values = getattr(rolled, measure)[1:]
    greatest = float(values.max(initial=0.0))
    if measure == LOAD.key:
        return _hour_steps(greatest)
    return _count_steps("Projects" if measure == "projects" else "Go-lives", int(greatest))


def letters(
    measure: str, rolled: RollUp, lower: tuple[float, ...], chances: Simulation | None = None
) -> list[str]:
    """For each row one character per column: the step's letter, `-` no headcount, `.` nothing planned.

    Where `chances` are what is measured, a cell without load as planned may still have some by chance.
    """
    if measure == SATURATION.key:
        place = rolled.band.astype(np.int64)
        nothing, unknown = rolled.load == 0, rolled.band == NO_BAND
    elif chances is not None:
        place = np.searchsorted(lower, chances.chance, side="right") - 1
        nothing, unknown = (rolled.load == 0) & (chances.high == 0), np.isnan(chances.chance)
        nothing &= ~(chances.chance > 0)
    else:
        values = getattr(rolled, measure)
        place = np.searchsorted(lower, values, side="right") - 1
        nothing, unknown = values == 0, np.zeros(values.shape, dtype=bool)
    symbols = np.array([*LETTERS, NO_DATA, NOTHING], dtype="S1")
    coded = np.where(nothing, len(LETTERS) + 1, np.where(unknown, len(LETTERS), np.maximum(place, 0)))
    return [row.tobytes().decode("ascii") for row in symbols[coded]]


def percents(ratio: npt.NDArray[np.float64], bands: tuple[Band, ...]) -> npt.NDArray[np.float64]:
    """Saturations in whole per cent that never cross a band; NaN stays NaN. See `words.percent`."""
    return _whole_percents(ratio, [band.lower for band in bands])


def chance_percents(chance: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Chances in whole per cent that never cross a step, and say 0 and 100 of what never and always was."""
    said = _whole_percents(chance, [lower for _, lower in LIKELIHOODS])
    low, high = np.where(chance > 0, 1.0, 0.0), np.where(chance < 1, 99.0, 100.0)
    return np.asarray(np.clip(said, low, high))


def _whole_percents(ratio: npt.NDArray[np.float64], bounds: Sequence[float]) -> npt.NDArray[np.float64]:
    lower = np.array(bounds) - 1e-9
    said = np.rint(ratio * 100)
    reached = np.searchsorted(lower, ratio, side="right")
    return np.asarray(said + np.sign(reached - np.searchsorted(lower, said / 100, side="right")))


def _step(place: int, name: str, span: str) -> Step:
    return {"letter": LETTERS[place], "name": name, "range": span}


def band_steps(bands: tuple[Band, ...]) -> list[Step]:
    """Each band as a step, its range in words."""
    steps: list[Step] = []
    for place, band in enumerate(bands):
        low = f"{band.lower * 100:g}"
        if place + 1 == len(bands):
            span = f"{low} % and more"
        else:
            high = f"{bands[place + 1].lower * 100:g}"
            span = f"under {high} %" if place == 0 else f"{low} to {high} %"
        steps.append({"letter": band.letter, "name": band.name, "range": span})
    return steps


def _chance_steps() -> Scale:
    lower = tuple(each for _, each in LIKELIHOODS)
    spans = [f"under {lower[1] * 100:g} %"]
    spans += [f"{low * 100:g} to {high * 100:g} %" for low, high in pairwise(lower[1:])]
    spans.append(f"{lower[-1] * 100:g} % and more")
    named = zip(LIKELIHOODS, spans, strict=True)
    steps = [_step(place, name, span) for place, ((name, _), span) in enumerate(named)]
    return Scale(CHANCE.label, steps, lower)


def _hour_steps(greatest: float) -> Scale:
    width = nice(greatest / len(LETTERS)) if greatest else 1.0
    lower = tuple(place * width for place in range(len(LETTERS)))
    steps = [_step(place, _hours(low, low + width, last=place == 4), "") for place, low in enumerate(lower)]  # noqa: PLR2004
    return Scale("Hours of load", steps, lower)


def _hours(low: float, high: float, *, last: bool) -> str:
    return f"{low:,.0f} h and more" if last else f"{low:,.0f} to {high:,.0f} h"


def nice(amount: float) -> float:
    """The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below `amount`."""
    power = 10.0 ** math.floor(math.log10(amount))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= amount * (1 - 1e-9))


def _count_steps(title: str, greatest: int) -> Scale:
    width = max(1, math.ceil(greatest / len(LETTERS)))
    lower = tuple(1 + place * width for place in range(len(LETTERS)))
    steps = []
    for place, low in enumerate(lower):
        high = low + width - 1
        last = place + 1 == len(lower)
        name = f"{low} and more" if last else str(low) if width == 1 else f"{low} to {high}"
        steps.append(_step(place, name, ""))
    return Scale(title, steps, lower)
