"""The colour steps of a difference: two falls, little change, two rises, named A to E, zero in the middle."""

import numpy as np
import numpy.typing as npt

from heatmap.figures.grid import Step
from heatmap.figures.steps import LETTERS, NO_DATA, NOTHING, Scale, nice
from heatmap.terms import SATURATION, Measure

LITTLE, MUCH = (
    0.05,
    0.25,
)  # of capacity: below the first a change of saturation is little, from the second much
LOWEST = -1e9  # below every change
LARGE = 0.95  # of the changes in hours are smaller: the few largest do not pale the others
PART = 5  # of hours, little is a fifth of much
MARKS = ("−−", "−", "±", "+", "++")


def difference_scale(measure: Measure, change: npt.NDArray[np.float64]) -> Scale:
    """The steps of a change: rows x columns, whose first row, the total, does not stretch them."""
    if measure is SATURATION:
        return _scale(
            "Change of saturation, points", (LITTLE, MUCH), (f"{LITTLE * 100:g}", f"{MUCH * 100:g}"), "points"
        )
    size = np.abs(change[1:])
    large = float(np.quantile(size[size > 0], LARGE)) if (size > 0).any() else 0.0
    much = nice(large / 2) if large else float(PART)
    little = much / PART
    return _scale(
        f"Change of {measure.label.lower()}, hours", (little, much), (f"{little:,g}", f"{much:,g}"), "hours"
    )


def difference_letters(
    change: npt.NDArray[np.float64], same: npt.NDArray[np.bool_], scale: Scale
) -> list[str]:
    """For each row one character per column: the step's letter, `.` unchanged, `-` can not be compared."""
    place = np.searchsorted(scale.lower[1:], np.nan_to_num(change), side="right")
    symbols = np.array([*LETTERS, NO_DATA, NOTHING])
    coded = np.where(same, len(LETTERS) + 1, np.where(np.isnan(change), len(LETTERS), place))
    return ["".join(row) for row in symbols[coded]]


def _scale(title: str, bounds: tuple[float, float], said: tuple[str, str], unit: str) -> Scale:
    little, much = bounds
    least, most = said
    names = (
        f"fell by {most} {unit} or more",
        f"fell by {least} to {most}",
        f"within {least} {unit}",
        f"rose by {least} to {most}",
        f"rose by {most} {unit} or more",
    )
    steps: list[Step] = [
        {"letter": letter, "name": name, "range": "", "mark": mark}
        for letter, name, mark in zip(LETTERS, names, MARKS, strict=True)
    ]
    # Just above a bound on the way down, so that a fall of exactly so much is a fall.
    below = np.nextafter(-much, 0), np.nextafter(-little, 0)
    return Scale(title, steps, (LOWEST, float(below[0]), float(below[1]), little, much))
