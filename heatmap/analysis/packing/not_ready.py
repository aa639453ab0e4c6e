"""The pairs of a project and a unit that are overloaded and not ready, with go-lives in the next 12 weeks."""

from typing import Any

import polars as pl

from heatmap import words
from heatmap.analysis.packing.scope import Scope
from heatmap.analysis.readiness import overloaded_and_not_ready, pace, readiness_of


def not_ready(scope: Scope) -> pl.DataFrame:
    """One row per pair, the next go-live first: the columns of Readiness, `said` and `pace`.

    `said` is the saturation of the unit's go-live week as people read it, `pace` when it will be ready at
    the pace of its assessments.
    """
    bands = scope.loaded.coded.parameters.bands
    pairs = scope.of_units(overloaded_and_not_ready(readiness_of(scope.loaded, scope.as_of)))
    rows = pairs.filter(pl.col("go_live") <= scope.last_day)

    def said(row: dict[str, Any]) -> str:
        full = row["saturation"]
        return "no capacity" if full is None else words.said_percent(full, bands)

    told = [(said(row), pace(row)) for row in rows.iter_rows(named=True)]
    return rows.hstack(pl.DataFrame(told, {"said": pl.String, "pace": pl.String}, orient="row"))
