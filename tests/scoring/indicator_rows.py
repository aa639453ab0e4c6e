"""Rows of `indicators` and `measurements` for tests: one weekly series, as short as it may be."""

from collections.abc import Sequence
from datetime import date, timedelta

import polars as pl

from heatmap.contract import TABLES


def defined(indicator: str = "A", **more: object) -> pl.DataFrame:
    """One definition; higher is better unless `better` says otherwise."""
    row = {
        "indicator": indicator,
        "name": "Calls reached",
        "measured_in": "%",
        "better": "higher",
        "target": None,
        "redefined_on": None,
        **more,
    }
    return pl.DataFrame([row], schema=TABLES["indicators"].schema)


def measured(
    values: Sequence[float],
    *,
    start: date,
    unit: str = "NA",
    indicator: str = "A",
) -> pl.DataFrame:
    """A weekly series from `start` on."""
    rows = [
        {"indicator": indicator, "unit": unit, "period": start + timedelta(weeks=week), "value": float(value)}
        for week, value in enumerate(values)
    ]
    return pl.DataFrame(rows, schema=TABLES["measurements"].schema)
