"""Go-lives as a plain list: which unit, which project, when."""

from datetime import date

import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.terms import LIVE_EVENTS, LIVE_PROJECTS


def go_lives(portfolio: Portfolio, last: date) -> pl.DataFrame:
    """One row per event and unit that it has an impact on: event, project, unit, go_live; by date.

    Go-lives up to and including the day `last`, of events and projects that score.
    """
    projects = portfolio.projects.filter(pl.col("status").is_in(LIVE_PROJECTS)).select("project")
    events = portfolio.events.filter(pl.col("go_live") <= last, pl.col("status").is_in(LIVE_EVENTS)).join(
        projects, on="project", how="semi"
    )
    reached = portfolio.impacts.select(pl.col("event", "unit").cast(pl.String)).unique()
    return (
        events.select("event", "project", "go_live")
        .join(reached, on="event")
        .select("event", "project", "unit", "go_live")
        .sort("go_live", "event", "unit")
    )
