"""Types of the scoring core's arrays."""

from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.integer[Any]]  # whole numbers in as few bytes as they need
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
