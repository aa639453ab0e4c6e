"""The go-lives of the next 12 weeks: which project, when, at which units, and how ready these are."""

import polars as pl

from heatmap.analysis.packing.scope import Scope
from heatmap.analysis.readiness import readiness_of
from heatmap.scoring.assessments.readiness import NOT_ASSESSED, READY, STATES
from heatmap.scoring.go_lives import go_lives

NAMED = 3  # units named one by one; of more, their number is said too


def go_lives_ahead(scope: Scope) -> pl.DataFrame:
    """One row per project and day, by day: go_live, project, project_name, unit_count, units, ready, states.

    `units` names the units, `ready` counts those that are, `states` says how many are in which state. The
    state is that before the project's next go-live at the unit.
    """
    tables = scope.loaded.portfolio
    known = readiness_of(scope.loaded, scope.as_of).rows.select("project", "unit", "state")
    named = tables.units.select(pl.col("unit").cast(pl.String), "position", unit_name="name")
    rows = (
        scope.of_units(go_lives(tables, scope.last_day).filter(pl.col("go_live") >= scope.as_of))
        .select("go_live", "project", "unit")
        .unique()
        .join(named, on="unit")
        .join(known, on=["project", "unit"], how="left")
        .with_columns(pl.col("state").fill_null(NOT_ASSESSED))
        .sort("go_live", "project", "position", "unit")
    )
    summed = rows.group_by("go_live", "project", maintain_order=True).agg(
        pl.col("unit_name"), pl.col("state"), unit_count=pl.len(), ready=(pl.col("state") == READY).sum()
    )
    projects = tables.projects.select(pl.col("project").cast(pl.String), project_name="name")
    return summed.join(projects, on="project", how="left", maintain_order="left").select(
        "go_live",
        "project",
        "project_name",
        "unit_count",
        units=pl.col("unit_name").map_elements(_units, return_dtype=pl.String),
        ready="ready",
        states=pl.col("state").map_elements(_states, return_dtype=pl.String),
    )


def _units(named: pl.Series) -> str:
    """North Area, Central East; 16 units: Central East, North Area, East Area and 13 more."""
    if len(named) <= NAMED:
        return ", ".join(named)
    return f"{len(named)} units: {', '.join(named[:NAMED])} and {len(named) - NAMED} more"


def _states(states: pl.Series) -> str:
    """Ready; ready at 2, barrier: aware at 3, not assessed at 11."""
    counted = dict(states.value_counts().iter_rows())
    if len(counted) == 1:
        return str(states[0])
    return ", ".join(f"{state} at {counted[state]}" for state in reversed(STATES) if state in counted)
