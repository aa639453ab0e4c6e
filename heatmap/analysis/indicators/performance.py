"""Did a go-live hurt us? Control charts of the lead indicators, findings after go-lives, units at risk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.heatmap import scored, unit_weeks
from heatmap.analysis.versions.loading import Loaded, loaded
from heatmap.errors import HeatmapError
from heatmap.scoring.go_lives import go_lives
from heatmap.scoring.indicators.control_charts import control_charts
from heatmap.scoring.indicators.effects import effects
from heatmap.scoring.indicators.effects import findings as scored_findings
from heatmap.scoring.indicators.phases import SERIES, Rebase
from heatmap.scoring.indicators.quality import of_units, shares_without_unit
from heatmap.scoring.rollup import RollUp
from heatmap.store.store import Store
from heatmap.terms import Filters
from heatmap.weeks import monday_of

REMEMBERED = 16  # versions, as-of dates and choices of rebasing
RECENT = 13  # weeks; a series is ranked by its signals of concern in the last quarter measured
AHEAD = 12  # weeks that a board looks ahead for overload
FULL = 1.0
FORTNIGHT = 14  # days; a shorter period speaks for the one week that its middle is in
MONTH, SHORTEST_MONTH = 30.4, 28  # days


@dataclass(frozen=True, eq=False)
class Performance:
    """The lead indicators of a version, measured up to a day.

    `charts` has the rows and columns of `heatmap.scoring.indicators.control_charts`, with the reader's
    rebasing; `judged` those of `heatmap.scoring.indicators.effects`, and `findings` their episodes, both
    without it; `go_lives`
    one row per event and unit up to that day: event, project, unit, go_live, title, project_name.
    """

    loaded: Loaded
    as_of: date
    rebases: tuple[Rebase, ...]
    charts: pl.DataFrame
    judged: pl.DataFrame
    findings: pl.DataFrame
    go_lives: pl.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether the version has nothing measured up to the as-of date."""
        return self.charts.is_empty()


def performance(
    store: Store,
    number: int | None = None,
    as_of: date | None = None,
    rebases: Iterable[Rebase] = (),
) -> Performance:
    """The indicators of version `number`, or the newest, up to a day, or to the version's own as-of date.

    Raises:
        HeatmapError: the version, or a unit to rebase, does not exist.
    """
    version = loaded(store, number)
    chosen = tuple(sorted(set(rebases)))
    for each in chosen:
        check_code(version, "unit", each.unit)
    return _performance(version, as_of or version.version.as_of, chosen)


@lru_cache(maxsize=REMEMBERED)
def _performance(version: Loaded, as_of: date, rebases: tuple[Rebase, ...]) -> Performance:
    if not rebases:
        return _plain(version, as_of)
    plain = _performance(version, as_of, ())
    return Performance(
        loaded=version,
        as_of=as_of,
        rebases=rebases,
        charts=_charts(version, as_of, rebases),
        judged=plain.judged,
        findings=plain.findings,
        go_lives=plain.go_lives,
    )


def _plain(version: Loaded, as_of: date) -> Performance:
    tables = version.portfolio
    charts = _charts(version, as_of, ())
    lives = go_lives(tables, as_of)
    judged = effects(charts, tables.indicators, lives)
    titles = tables.events.select("event", "title")
    projects = tables.projects.select("project", project_name="name")
    named = lives.join(titles, on="event", how="left", maintain_order="left").join(
        projects, on="project", how="left", maintain_order="left"
    )
    return Performance(version, as_of, (), charts, judged, scored_findings(judged), named)


@lru_cache(maxsize=REMEMBERED)
def _charts(version: Loaded, as_of: date, rebases: tuple[Rebase, ...]) -> pl.DataFrame:
    tables = version.portfolio
    measured = tables.measurements.filter(pl.col("period") <= as_of)
    return control_charts(
        of_units(measured), tables.indicators, rebases=rebases, unknown=shares_without_unit(measured)
    )


def check_code(version: Loaded, noun: str, code: str) -> None:
    """Refuse a unit or an indicator that the version does not have.

    Raises:
        HeatmapError: it names the valid codes.
    """
    valid = version.portfolio.tables()[f"{noun}s"][noun].unique(maintain_order=True).to_list()
    if code not in valid:
        raise HeatmapError(f"This version has no {noun} “{code}”.", words.choose_from(valid))


def charts(answer: Performance, indicator: str | None = None, unit: str | None = None) -> pl.DataFrame:
    """The rows of `answer.charts` of one indicator, one unit, or both.

    Raises:
        HeatmapError: the version has no such indicator or unit.
    """
    rows = answer.charts
    for noun, code in (("indicator", indicator), ("unit", unit)):
        if code is not None:
            check_code(answer.loaded, noun, code)
            rows = rows.filter(pl.col(noun) == code)
    return rows


def series(answer: Performance) -> pl.DataFrame:
    """One row per indicator and unit that is measured, the most concern first.

    Columns: indicator, unit, indicator_name, unit_name, measured_in, better, target, period, value, mean,
    lower, upper, signal and direction of the last period, `concerns` and `improvements` (periods with such a
    signal in the last 13 weeks measured), `findings` (episodes).
    """
    last = pl.col("period").max().over(*SERIES)
    recent = answer.charts.filter(pl.col("period") > last - timedelta(weeks=RECENT))
    summed = recent.group_by(SERIES, maintain_order=True).agg(
        pl.col("period", "value", "mean", "lower", "upper", "signal", "direction", "better", "target").last(),
        concerns=(pl.col("direction") == "concern").sum(),
        improvements=(pl.col("direction") == "improvement").sum(),
    )
    found = answer.findings.group_by(SERIES).agg(findings=pl.len())
    return (
        summed.join(found, on=SERIES, how="left", maintain_order="left")
        .join(_indicator_names(answer), on="indicator", how="left", maintain_order="left")
        .join(_unit_names(answer), on="unit", how="left", maintain_order="left")
        .with_columns(pl.col("findings").fill_null(0))
        .sort(pl.col("direction") == "concern", "concerns", "findings", descending=True, maintain_order=True)
    )


def _indicator_names(answer: Performance) -> pl.DataFrame:
    """Name and unit of measurement as defined last."""
    return (
        answer.loaded.portfolio.indicators.sort("redefined_on", nulls_last=False)
        .group_by("indicator", maintain_order=True)
        .agg(indicator_name=pl.col("name").last(), measured_in=pl.col("measured_in").last())
    )


def _unit_names(answer: Performance) -> pl.DataFrame:
    return answer.loaded.portfolio.units.select("unit", unit_name="name")


def at_risk(version: Loaded, as_of: date) -> pl.DataFrame:
    """One row per unit and week at risk, by unit and week: unit, week, saturation, indicators (codes).

    At risk: over capacity (band D or E, whatever the reader filters) while a lead indicator of that unit
    shows concern; a month's value speaks for the weeks whose Monday is in it.
    """
    over = _over_capacity(version)
    return (
        _concerned_weeks(_charts(version, as_of, ()))
        .join(over, on=["unit", "week"])
        .group_by("unit", "week", "saturation")
        .agg(indicators=pl.col("indicator").sort())
        .sort("unit", "week")
    )


def at_risk_ahead(version: Loaded, as_of: date, weeks: int = AHEAD) -> pl.DataFrame:
    """The same columns for weeks to come, which nobody has measured yet.

    Over capacity in the as-of date's week or the next ones, in a unit of which a lead indicator shows concern
    in its last measured period.
    """
    rows = _charts(version, as_of, ())
    last = rows.group_by(SERIES, maintain_order=True).last()
    now = last.filter(pl.col("direction") == "concern").group_by("unit").agg(indicators=pl.col("indicator"))
    first = monday_of(as_of)
    return (
        _over_capacity(version)
        .filter(pl.col("week").is_between(first, first + timedelta(weeks=weeks - 1)))
        .join(now.with_columns(pl.col("indicators").list.sort()), on="unit")
        .sort("unit", "week")
    )


@lru_cache(maxsize=REMEMBERED)
def _over_capacity(version: Loaded) -> pl.DataFrame:
    """Unit, week and saturation of the unit-weeks in a band that starts at full capacity or above."""
    rolled: RollUp = unit_weeks(scored(version, Filters()))
    full = [band.letter for band in rolled.bands if band.lower >= FULL]
    return rolled.frame().filter(pl.col("band").is_in(full)).select("unit", "week", "saturation")


def _concerned_weeks(rows: pl.DataFrame) -> pl.DataFrame:
    """Indicator, unit and week of every period that shows concern; a period may hold several weeks."""
    lengths = (
        rows.select("indicator", "period")
        .unique()
        .sort("indicator", "period")
        .group_by("indicator", maintain_order=True)
        .agg(days=pl.col("period").diff().dt.total_days().median().fill_null(1).cast(pl.Int64))
    )
    concerned = rows.filter(pl.col("direction") == "concern").join(lengths, on="indicator")
    short = concerned.filter(pl.col("days") < FORTNIGHT).with_columns(
        week=(pl.col("period") + pl.duration(days=pl.col("days") // 2)).dt.truncate("1w")
    )
    long = (
        concerned.filter(pl.col("days") >= FORTNIGHT)
        .with_columns(week=pl.date_ranges(_first_monday(), _end(), interval="1w", closed="left"))
        .explode("week")
    )
    every = pl.concat([each.select(*SERIES, "week") for each in (short, long)])
    return every.unique().sort(*SERIES, "week")


def _first_monday() -> pl.Expr:
    """The first Monday of a period."""
    return pl.col("period").dt.offset_by("6d").dt.truncate("1w")


def _end() -> pl.Expr:
    """The first day after a period of `days`; months and quarters by the calendar."""
    months = (pl.col("days") / MONTH).round().cast(pl.Int64).cast(pl.String) + "mo"
    by_days = pl.col("period") + pl.duration(days="days")
    return (
        pl.when(pl.col("days") < SHORTEST_MONTH)
        .then(by_days)
        .otherwise(pl.col("period").dt.offset_by(months))
    )
