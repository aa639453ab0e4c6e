"""Which series of which indicators show concern, and what followed the go-lives of their units."""

from datetime import timedelta

import polars as pl

from heatmap.analysis.indicators.performance import Performance, charts, check_code, series
from heatmap.errors import HeatmapError
from heatmap.scoring.indicators.phases import SERIES
from heatmap.views.performance_view import Only, Order, PerformanceView
from heatmap.words import day

RECENT = 13  # weeks up to the last period of concern whose points say how strong it is


def chosen_series(answer: Performance, view: PerformanceView) -> pl.DataFrame:
    """The series that a view asks for, in its order; one row per indicator and unit.

    Columns: those of `heatmap.analysis.indicators.performance.series`, then `last_concern` (period), `ago`
    (weeks from that period's end to the as-of date; empty without concern) and `strength` (distance from the
    mean in reaches of the limits, the farthest point of that concern).

    Raises:
        HeatmapError: the version has no such indicator, unit, or go-live to rebase at.
    """
    for noun, codes in (("indicator", view.indicators), ("unit", view.units)):
        for code in codes:
            check_code(answer.loaded, noun, code)
    _check_rebases(answer, view)
    rows = _with_places(answer, series(answer)).join(
        _concern(answer), on=SERIES, how="left", maintain_order="left"
    )
    for column, codes in (("indicator", view.indicators), ("unit", view.units)):
        if codes:
            rows = rows.filter(pl.col(column).is_in(codes))
    if view.only is Only.CONCERN:
        rows = rows.filter(pl.col("concerns") > 0)
    return _ordered(rows, view.order).drop("indicator_place", "unit_place")


def _check_rebases(answer: Performance, view: PerformanceView) -> None:
    """A phase may start at a go-live of the unit only: any other date would be chosen for its looks."""
    for each in view.rebases:
        check_code(answer.loaded, "unit", each.unit)
        dates = answer.go_lives.filter(pl.col("unit") == each.unit)["go_live"].unique().sort().to_list()
        if each.on not in dates:
            raise HeatmapError(
                f"{each.unit} has no go-live on {day(each.on)} to rebase at.",
                f"Choose from: {', '.join(map(day, dates)) or 'none; leave the rebasing out'}.",
            )


def _with_places(answer: Performance, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows with the place of their indicator and unit in the portfolio's own order."""
    tables = answer.loaded.portfolio
    indicators = tables.indicators["indicator"].unique(maintain_order=True).to_list()
    units = tables.units.sort("position", "unit")["unit"].to_list()
    return rows.with_columns(
        indicator_place=_place("indicator", indicators), unit_place=_place("unit", units)
    )


def _place(column: str, codes: list[str]) -> pl.Expr:
    return pl.col(column).replace_strict(codes, range(len(codes)), return_dtype=pl.Int64)


def _concern(answer: Performance) -> pl.DataFrame:
    """One row per series with any concern: last_concern, ago, strength."""
    reach = pl.col("upper") - pl.col("mean")
    apart = (pl.col("value") - pl.col("mean")).abs()
    concerned = (
        answer.charts.join(period_lengths(answer), on="indicator", maintain_order="left")
        .filter(pl.col("direction") == "concern")
        .with_columns(last_concern=pl.col("period").max().over(*SERIES), reach=apart / reach)
        .filter(pl.col("period") > pl.col("last_concern") - timedelta(weeks=RECENT))
    )
    ended = pl.col("last_concern").first() + pl.duration(days=pl.col("days").first())
    return concerned.group_by(SERIES, maintain_order=True).agg(
        pl.col("last_concern").first(),
        ago=((pl.lit(answer.as_of) - ended).dt.total_days().clip(0) // 7),
        strength=pl.col("reach").max(),
    )


def period_lengths(answer: Performance) -> pl.DataFrame:
    """One row per indicator: indicator, and the usual `days` from one of its periods to the next."""
    return (
        answer.charts.select("indicator", "period")
        .unique()
        .sort("indicator", "period")
        .group_by("indicator", maintain_order=True)
        .agg(days=pl.col("period").diff().dt.total_days().median().fill_null(1).cast(pl.Int64))
    )


def _ordered(rows: pl.DataFrame, order: Order) -> pl.DataFrame:
    own = {
        Order.INDICATOR: ["indicator_place", "unit_place"],
        Order.UNIT: ["unit_place", "indicator_place"],
    }
    if order in own:
        return rows.sort(own[order])
    return rows.sort(
        pl.col("ago"),
        pl.col("strength"),
        pl.col("indicator_place"),
        pl.col("unit_place"),
        descending=[False, True, False, False],
        nulls_last=True,
    )


def go_lives_of(answer: Performance, indicator: str, unit: str) -> pl.DataFrame:
    """The go-lives of a unit within the months its indicator is measured, and what followed each there.

    One row per go-live, by date: event, go_live, title, project_name, then `verdict`, `reason`, `weeks`,
    `effect`, `lower` and `upper` of `heatmap.scoring.indicators.effects`, empty where the indicator is not
    judged.

    Raises:
        HeatmapError: the version has no such indicator or unit, or measures it nowhere there.
    """
    rows = charts(answer, indicator, unit)
    if rows.is_empty():
        raise HeatmapError(
            f"{indicator} is not measured at {unit} up to {day(answer.as_of)}.",
            "Choose one of the charts on the performance page.",
        )
    judged = answer.judged.filter(pl.col("indicator") == indicator, pl.col("unit") == unit).select(
        "event", "verdict", "reason", "weeks", "effect", "lower", "upper"
    )
    first = rows["period"].min()
    return (
        answer.go_lives.filter(pl.col("unit") == unit, pl.col("go_live") > first)
        .select("event", "go_live", "title", "project_name")
        .join(judged, on="event", how="left", maintain_order="left")
        .sort("go_live", "event")
    )
