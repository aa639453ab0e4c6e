"""Data quality: periods whose records do not say which unit they belong to.

Where many records have no unit, every unit's count is too low by an unknown part: a dip that is none.
"""

import polars as pl

from heatmap.terms import NO_UNIT

MOST_UNKNOWN = 0.05  # share of a period's records; beyond it the period is marked and left out


def unknown_shares(records: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator and period: `share` of its records that have no unit, 0 to 1; sorted.

    `records` counts records, one row per indicator, unit and period; `unit` is empty where it is not known.
    A period without records has no row.
    """
    unknown = pl.col("value").filter(pl.col("unit").is_null()).sum()
    return (
        records.sort("indicator", "period", "unit")
        .group_by("indicator", "period", maintain_order=True)
        .agg(unknown=unknown, total=pl.col("value").sum())
        .filter(pl.col("total") > 0)
        .select("indicator", "period", share=pl.col("unknown") / pl.col("total"))
    )


def of_units(measurements: pl.DataFrame) -> pl.DataFrame:
    """The measurements of units, without the counts of records that name none."""
    return measurements.filter(pl.col("unit") != NO_UNIT)


def shares_without_unit(measurements: pl.DataFrame) -> pl.DataFrame:
    """`unknown_shares` of the indicators that count records and say in rows of `*` how many name no unit."""
    unit = pl.when(pl.col("unit") != NO_UNIT).then("unit")
    counted = measurements.filter(pl.col("indicator").is_in(_telling(measurements).implode()))
    return unknown_shares(counted.with_columns(unit=unit))


def _telling(measurements: pl.DataFrame) -> pl.Series:
    return measurements.filter(pl.col("unit") == NO_UNIT)["indicator"].unique()


def left_out(measurements: pl.DataFrame, shares: pl.DataFrame) -> pl.Series:
    """For each measurement, whether its period's records with no unit are more than 5 %.

    `shares` as `unknown_shares` gives them; a period that they do not name is not left out.
    """
    marked = shares.filter(pl.col("share") > MOST_UNKNOWN).select(
        "indicator", "period", left_out=pl.lit(value=True)
    )
    return (
        measurements.select("indicator", "period")
        .join(marked, on=["indicator", "period"], how="left", maintain_order="left")
        .get_column("left_out")
        .fill_null(value=False)
    )
