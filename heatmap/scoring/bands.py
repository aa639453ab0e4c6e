"""Saturation and its band, at any level of roll-up."""

import numpy as np
import numpy.typing as npt

from heatmap.scoring.coded.arrays import Floats
from heatmap.terms import Band

NO_BAND = -1
_DIGITS = 9  # a saturation within a billionth of a band's lower bound has reached it

Bands = npt.NDArray[np.int8]


def saturation(load: Floats, capacity: Floats) -> Floats:
    """Load / capacity; NaN where no headcount is known, or where there is load but no capacity.

    No load on no capacity is 0: nothing falls on nothing.
    """
    free = capacity > 0
    ratio = np.divide(load, capacity, out=np.full(load.shape, np.nan), where=free)
    ratio[(load == 0) & (capacity == 0)] = 0.0
    return np.asarray(ratio)


def band(load: Floats, capacity: Floats, ratio: Floats, bands: tuple[Band, ...]) -> Bands:
    """Each cell's place among `bands`; the last one for load on no capacity; NO_BAND without headcount."""
    reached = ratio.round(_DIGITS)
    place = np.zeros(ratio.shape, dtype=np.int8)
    for each in bands[1:]:
        place += reached >= each.lower
    place[(capacity == 0) & (load > 0)] = len(bands) - 1
    place[np.isnan(capacity)] = NO_BAND
    return place
