"""Codes as whole numbers: the place of each value of a column among the values that it may have."""

from enum import StrEnum

import numpy as np
import numpy.typing as npt
import polars as pl

from heatmap.scoring.coded.arrays import Integers


def members(values: type[StrEnum]) -> pl.Series:
    """The values of an enumeration, in its order."""
    return pl.Series([member.value for member in values], dtype=pl.String)


def positions(column: pl.Series, codes: pl.Series) -> Integers:
    """For each value of `column`, its position in `codes`, which holds every value once."""
    coded, places = coded_by(column, codes)
    return np.asarray(places.take(coded))


def coded_by(column: pl.Series, codes: pl.Series) -> tuple[npt.NDArray[np.unsignedinteger], Integers]:
    """The numbers of the column's categories, as an Enum, and the position in `codes` of each category.

    An Enum is taken as it is, so that a million values of few codes need no look-up each. Categories that
    `codes` does not have are at position 0; no value may be one of them.
    """
    codes, dtype = codes.cast(pl.String), column.dtype
    same = np.arange(max(len(codes), 1))
    if not isinstance(dtype, pl.Enum):
        return column.cast(pl.Enum(codes)).to_physical().to_numpy(), same
    numbers, categories = column.to_physical().to_numpy(), dtype.categories
    if categories.equals(codes):
        return numbers, same
    known = categories.is_in(codes).to_numpy()
    places = np.zeros(max(len(categories), 1), dtype=np.int64)
    places[known] = np.asarray(categories.filter(known).cast(pl.Enum(codes)).to_physical())
    return numbers, places
