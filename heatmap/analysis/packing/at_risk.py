"""The units at risk: over capacity in the next 12 weeks while a lead indicator of theirs shows concern."""

import polars as pl

from heatmap import words
from heatmap.analysis.indicators.risk import risk_weeks
from heatmap.analysis.packing.scope import Scope
from heatmap.weeks import monday_of


def at_risk_units(scope: Scope) -> pl.DataFrame:
    """One row per unit, the fullest first: unit, unit_name, weeks, fullest, saturation, said, indicators.

    `weeks` counts the weeks at risk, `fullest` is the Monday of the fullest of them, `indicators` names
    those that show concern.
    """
    tables = scope.loaded.portfolio
    bands = scope.loaded.coded.parameters.bands
    defined = tables.indicators.sort("redefined_on", nulls_last=False)
    named = dict(defined.select(pl.col("indicator").cast(pl.String), "name").iter_rows())
    units = tables.units.select(pl.col("unit").cast(pl.String), unit_name="name")
    weeks = scope.of_units(risk_weeks(scope.loaded, scope.as_of)).filter(
        pl.col("week").is_between(monday_of(scope.as_of), scope.last_week)
    )

    def said(full: float | None) -> str:
        return "no capacity" if full is None else words.said_percent(full, bands)

    def concerns(codes: pl.Series) -> str:
        return words.listed([named[code] for code in codes.unique().sort().to_list()], most=4)

    by_heat = weeks.sort("saturation", "week", descending=[True, False], nulls_last=False)
    summed = by_heat.group_by("unit", maintain_order=True).agg(
        weeks=pl.len(),
        fullest=pl.col("week").first(),
        saturation=pl.col("saturation").first(),
        indicators=pl.col("indicators").explode(),
    )
    return summed.join(units, on="unit", how="left", maintain_order="left").select(
        "unit",
        "unit_name",
        "weeks",
        "fullest",
        "saturation",
        said=pl.col("saturation").map_elements(said, return_dtype=pl.String, skip_nulls=False),
        indicators=pl.col("indicators").map_elements(concerns, return_dtype=pl.String),
    )
