"""Codes as whole numbers: the place of each value of a column among the values that it may have."""

from enum import StrEnum

import numpy as np
import polars as pl

from heatmap.scoring.arrays import Integers


def members(values: type[StrEnum]) -> pl.Series:
    """The values of an enumeration, in its order."""
    return pl.Series([member.value for member in values], dtype=pl.String)


def positions(column: pl.Series, codes: pl.Series) -> Integers:
    """For each value of `column`, its position in `codes`, which holds every value once.

    An Enum column is looked up by its few categories, never by its many values.
    """
    codes = codes.cast(pl.String)
    if isinstance(column.dtype, pl.Enum):
        categories = column.dtype.categories
        known = categories.is_in(codes.implode()).to_numpy()
        places = np.zeros(len(categories), dtype=np.int64)
        places[known] = positions(categories.filter(known), codes)
        return np.asarray(places[column.to_physical().to_numpy()])
    return np.asarray(column.cast(pl.Enum(codes)).to_physical().cast(pl.Int64))
