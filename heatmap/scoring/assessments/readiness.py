"""Readiness: how willing and able a unit is before a project's go-live there, as of a day.

Everything here is made of shown scores only (see `suppression`), so a reader cannot learn from a state, a
first barrier, a slope, a day or the order of the rows what a hidden score is, nor on which side of 3 it
lies. The price, where scores are hidden:

* the first barrier, and so the state, is the first among the shown elements; a hidden one before it may be
  a barrier too;
* with no shown barrier the state is `not assessed`: an assessment that too few people answered does not
  count as one. Nobody is called ready on a score that nobody may see. The same holds for a score that was
  never given;
* the slope is over the assessments whose score is shown; with an element missing, no day of being ready
  is given.

What a reader does learn is that an element is hidden, and so that it, or another element of that
assessment, had fewer than five responses.
"""

from datetime import date

import polars as pl

from heatmap.contract import ELEMENTS
from heatmap.portfolio import Portfolio
from heatmap.scoring.assessments.pace import BARRIER, ready_by, slopes
from heatmap.scoring.assessments.suppression import ASSESSMENT, shown_scores
from heatmap.terms import EventStatus

NOT_ASSESSED, STALE, READY, CHECKS_OPEN = "not assessed", "stale", "ready", "checks open"
BARRIERS = tuple(f"barrier: {element}" for element in ELEMENTS)
STATES = (NOT_ASSESSED, STALE, *BARRIERS, CHECKS_OPEN, READY)

STALE_AFTER = 28  # days from an assessment to the as-of date; one more is stale
STALE_BEFORE = 84  # days to the go-live, included, within which an old assessment is stale

COLUMNS = (
    "project", "unit", "go_live", "days_left", "state", "first_barrier", *ELEMENTS,
    "checks_open", "slope_per_week", "ready_by",
)  # fmt: skip

TABLES_READ = ("events", "impacts", "readiness", "checks")

_PAIR = ("project", "unit")


def readiness(portfolio: Portfolio, as_of: date) -> pl.DataFrame:
    """One row per project and unit that has a go-live there or was assessed, in order of go-live.

    Columns: those of COLUMNS, then assessed_on (the latest assessment on or before `as_of`) and hidden (the
    elements whose scores are not shown). The go-live is the next on or after `as_of`, or else the
    last one before it, which has negative `days_left`. Scores are 1 to 5, `slope_per_week` is scores a week
    of the first barrier's element or, without a barrier, of the lowest; `checks_open` counts required
    checks that are not met. Readiness: states and their order.
    """
    known = shown_scores(portfolio.readiness).filter(pl.col("assessed_on") <= as_of)
    latest = _latest(known).join(slopes(known), on=(*_PAIR, "element"), how="left")
    return (
        go_lives(portfolio, as_of)
        .join(_side_by_side(latest), on=_PAIR, how="full", coalesce=True)
        .join(_open_checks(portfolio), on=_PAIR, how="left")
        .join(ready_by(latest), on=_PAIR, how="left")
        .with_columns(
            pl.col("checks_open").fill_null(0),
            pl.col("hidden").fill_null([]),
            days_left=(pl.col("go_live") - as_of).dt.total_days(),
            first_barrier=_first_barrier(),
        )
        .with_columns(state=_state(as_of))
        .join(_slope_of_interest(latest), on=_PAIR, how="left")
        .select(*COLUMNS, "assessed_on", "hidden")
        .sort("go_live", *_PAIR, nulls_last=True)
    )


def go_lives(portfolio: Portfolio, as_of: date) -> pl.DataFrame:
    """One row per project and unit that has a go-live: the next on or after `as_of`, else the last.

    Columns: project, unit, go_live. A go-live is an event with a go_live and an impact on the unit that is
    not cancelled, whatever its project's status.
    """
    events = portfolio.events.filter(
        pl.col("go_live").is_not_null(), pl.col("status").cast(pl.String) != EventStatus.CANCELLED.value
    )
    reached = portfolio.impacts.select("event", "unit").unique().cast(pl.String)
    ahead = pl.col("go_live").filter(pl.col("go_live") >= as_of).min()
    return (
        events.select(pl.col("event", "project").cast(pl.String), "go_live")
        .join(reached, on="event")
        .group_by(_PAIR)
        .agg(pl.coalesce(ahead, pl.col("go_live").max()))
    )


def _latest(known: pl.DataFrame) -> pl.DataFrame:
    """The rows of each project and unit's latest assessment."""
    return known.filter(pl.col("assessed_on") == pl.col("assessed_on").max().over(_PAIR))


def _side_by_side(latest: pl.DataFrame) -> pl.DataFrame:
    """One row per project and unit: assessed_on, a column for each element, hidden."""
    scores = [
        pl.col("score").filter(pl.col("element") == element).first().alias(element) for element in ELEMENTS
    ]
    hidden = pl.col("element").filter("hidden").cast(pl.String).alias("hidden")
    return latest.group_by(ASSESSMENT, maintain_order=True).agg(*scores, hidden)


def _open_checks(portfolio: Portfolio) -> pl.DataFrame:
    """One row per project and unit with open checks: project, unit, checks_open."""
    return (
        portfolio.checks.filter("required", pl.col("status").cast(pl.String) == "not met")
        .group_by(pl.col(_PAIR).cast(pl.String))
        .agg(checks_open=pl.len().cast(pl.Int64))
    )


def _first_barrier() -> pl.Expr:
    """Readiness, first barrier: the first element in order with score <= 3."""
    return pl.coalesce(pl.when(pl.col(element) <= BARRIER).then(pl.lit(element)) for element in ELEMENTS)


def _state(as_of: date) -> pl.Expr:
    """Readiness, state. A missing score is no score above 3, so it never makes a unit ready."""
    age = (pl.lit(as_of) - pl.col("assessed_on")).dt.total_days()
    due = pl.col("days_left").is_between(0, STALE_BEFORE)
    return (
        pl.when(pl.col("assessed_on").is_null())
        .then(pl.lit(NOT_ASSESSED))
        .when((age > STALE_AFTER) & due)
        .then(pl.lit(STALE))
        .when(pl.col("first_barrier").is_not_null())
        .then(pl.lit("barrier: ") + pl.col("first_barrier"))
        .when(pl.any_horizontal(pl.col(ELEMENTS).is_null()))
        .then(pl.lit(NOT_ASSESSED))
        .when(pl.col("checks_open") == 0)
        .then(pl.lit(READY))
        .otherwise(pl.lit(CHECKS_OPEN))
    )


def _slope_of_interest(latest: pl.DataFrame) -> pl.DataFrame:
    """One row per assessed pair: the slope of its first barrier, or of its lowest shown element."""
    barrier = pl.col("score") <= BARRIER
    rank = pl.when(barrier).then(0.0).otherwise("score")
    return (
        latest.filter(pl.col("score").is_not_null())
        .sort(*_PAIR, rank, "element")
        .group_by(_PAIR, maintain_order=True)
        .agg(slope_per_week=pl.col("slope").first())
    )
