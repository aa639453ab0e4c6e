"""How many weeks later a scenario brings each project to its end."""

import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.terms import EventStatus


def delays(before: Portfolio, after: Portfolio) -> pl.DataFrame:
    """One row per project whose last day moves or that is cancelled, by project: project, weeks, cancelled.

    A project's last day is its last go-live, or, if it has none, the last end of its events; events that
    are cancelled have none. `weeks` is by how many weeks that day is later, negative if earlier; it is
    missing of a project that is cancelled: one that had such a day and has none now.
    """
    days = _last_days(before).join(_last_days(after), on="project", how="left", suffix="_after")
    moved = pl.col("last_after").is_null() | (pl.col("last_after") != pl.col("last"))
    return (
        days.filter(moved)
        .select(
            "project",
            weeks=(pl.col("last_after") - pl.col("last")).dt.total_days() / 7,
            cancelled=pl.col("last_after").is_null(),
        )
        .sort("project")
    )


def weeks_of_delay(found: pl.DataFrame) -> float:
    """The sum of the delays, in weeks; a project that ends earlier makes no other one's delay good."""
    return float(found["weeks"].drop_nulls().clip(lower_bound=0).sum())


def _last_days(portfolio: Portfolio) -> pl.DataFrame:
    """One row per project with a go-live or an end, by project: project, last."""
    return (
        portfolio.events.with_columns(pl.col("project", "status").cast(pl.String))
        .filter(pl.col("status") != EventStatus.CANCELLED)
        .sort("project", "event")
        .group_by("project", maintain_order=True)
        .agg(last=pl.coalesce(pl.col("go_live").max(), pl.col("end").max()))
        .drop_nulls("last")
    )
