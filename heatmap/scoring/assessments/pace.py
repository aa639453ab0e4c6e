"""Pace: how fast each element of readiness rises, and when all of them will have passed the barrier.

Readiness, pace: the score's slope over the assessments so far (Theil-Sen: the median of the slopes between
every two assessments), and whether at that pace every element passes 3.
"""

import polars as pl

from heatmap.contract import ELEMENTS

BARRIER = 3.0  # a score of 3 or less is a barrier

_ELEMENT = ("project", "unit", "element")
_DIGITS = 9  # a slope or a day within a billionth is met: 0.6 / 0.2 * 7 days is 21, not 20.999...
_FAR = 36_525  # days; what takes longer than a century is never


def slopes(points: pl.DataFrame) -> pl.DataFrame:
    """Theil-Sen slope of each element, in scores per week; missing with fewer than two scores.

    `points` has project, unit, element, assessed_on and score, each day once; rows without a score do not
    count. Gives one row per project, unit and element of `points`: project, unit, element, slope.
    """
    scored = points.filter(pl.col("score").is_not_null()).select(*_ELEMENT, "assessed_on", "score")
    weeks = (pl.col("assessed_on_later") - pl.col("assessed_on")).dt.total_days() / 7
    between = (
        scored.join(scored, on=_ELEMENT, suffix="_later")
        .filter(pl.col("assessed_on_later") > pl.col("assessed_on"))
        .select(*_ELEMENT, slope=(pl.col("score_later") - pl.col("score")) / weeks)
    )
    median = between.group_by(_ELEMENT).agg(pl.col("slope").median().round(_DIGITS))
    return points.select(_ELEMENT).unique().join(median, on=_ELEMENT, how="left").sort(_ELEMENT)


def ready_by(latest: pl.DataFrame) -> pl.DataFrame:
    """The first day, from the latest assessment on, on which every element is above 3 at its own pace.

    `latest` has one row per project, unit and element of the latest assessment: project, unit, assessed_on,
    element, score, slope. From its latest score an element follows its slope; without a slope it stays
    where it is. One that is above 3 but falls counts only until it reaches 3. Gives one row per project and
    unit: project, unit, ready_by; missing if there is no such day, or if an element's score is missing.
    """
    slope = pl.col("slope").fill_null(0.0)
    days_to_barrier = ((BARRIER - pl.col("score")) / slope * 7).round(_DIGITS)
    above = pl.col("score") > BARRIER
    first = (
        pl.when(above)
        .then(0.0)
        .when(pl.col("score").is_not_null() & (slope > 0))
        .then(days_to_barrier.floor() + 1)
        .otherwise(float("inf"))
    )
    last = pl.when(above & (slope < 0)).then(days_to_barrier.ceil() - 1).otherwise(float("inf"))
    reached = (
        latest.with_columns(first=first, last=last)
        .group_by("project", "unit")
        .agg(
            pl.col("assessed_on").first(),
            pl.col("first").max(),
            pl.col("last").min(),
            complete=pl.col("element").n_unique() == len(ELEMENTS),
        )
        .sort("project", "unit")
    )
    met = pl.col("complete") & (pl.col("first") <= pl.col("last")) & (pl.col("first") < _FAR)
    days = pl.when(met).then("first").cast(pl.Int64)
    return reached.select("project", "unit", ready_by=pl.col("assessed_on") + pl.duration(days=days))
