"""Which units are at risk: over capacity while a lead indicator of theirs shows concern."""

from datetime import date
from functools import lru_cache

import polars as pl

from heatmap.analysis.indicators.performance import REMEMBERED, at_risk, at_risk_ahead
from heatmap.analysis.versions.loading import Loaded


@lru_cache(maxsize=REMEMBERED)
def risk_weeks(version: Loaded, as_of: date) -> pl.DataFrame:
    """One row per unit and week at risk, by unit and week: unit, week, saturation, indicators (codes).

    Measured weeks show concern themselves; to those to come, twelve with the as-of date's, the concern of
    an indicator's last measured period is carried on.
    """
    parts = [at_risk(version, as_of), at_risk_ahead(version, as_of)]
    columns = ["unit", "week", "saturation", "indicators"]
    return (
        pl.concat([part.select(columns).explode("indicators") for part in parts])
        .unique()
        .sort(columns)
        .group_by("unit", "week", "saturation", maintain_order=True)
        .agg("indicators")
    )
