"""Who is not ready for which go-live? Readiness joined to the load of the go-live week."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.heatmap import scored, unit_weeks
from heatmap.analysis.versions.loading import Loaded, loaded
from heatmap.contract import ELEMENTS
from heatmap.errors import HeatmapError
from heatmap.scoring.assessments.pace import BARRIER
from heatmap.scoring.assessments.readiness import READY, STALE
from heatmap.scoring.assessments.readiness import readiness as scored_readiness
from heatmap.scoring.assessments.suppression import shown_scores
from heatmap.store.store import Store
from heatmap.terms import LIVE_PROJECTS, Filters

REMEMBERED = 16  # versions and as-of dates
FULL = 1.0  # the saturation from which a unit is over capacity
_ALMOST = 9  # digits: within a billionth of full is full, as for bands
_FEW_DAYS = 14  # below it a pace is said in days, from it on in weeks


@dataclass(frozen=True, eq=False)
class Readiness:
    """Every project and unit with a go-live or an assessment, as of a day.

    `rows` has the rows and columns of `heatmap.scoring.assessments.readiness` and, for each, project_name,
    programme, unit_name, unit_position, live (whether the project's status is one that scores), and of the
    whole unit in the go-live week load and capacity in hours, saturation, band (letter) and over_capacity.
    These are missing outside the portfolio's span, and over_capacity is false there.
    """

    loaded: Loaded
    as_of: date
    rows: pl.DataFrame


@dataclass(frozen=True)
class Choice:
    """Which rows to show; an empty tuple means all, `weeks` the most weeks to a go-live still ahead."""

    programmes: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    weeks: int | None = None


@dataclass(frozen=True, eq=False)
class Pair:
    """One project at one unit.

    `row` is its row of Readiness. `history` has one row per assessment and element up to the as-of date:
    assessed_on, element, score, responses, hidden; a hidden score and its responses are missing.
    `open_checks` are those not met, required ones first, by due day: check, required, due, owner, overdue.
    """

    row: Mapping[str, Any]
    history: pl.DataFrame
    open_checks: pl.DataFrame
    pace: str


def readiness(store: Store, number: int | None = None, as_of: date | None = None) -> Readiness:
    """The readiness of version `number`, or the newest, as of a day, or the version's own as-of date.

    Raises:
        HeatmapError: the version does not exist.
    """
    version = loaded(store, number)
    return readiness_of(version, as_of or version.version.as_of)


@lru_cache(maxsize=REMEMBERED)
def readiness_of(version: Loaded, as_of: date) -> Readiness:
    """The readiness of a version as of a day, remembered."""
    tables = version.portfolio
    projects = tables.projects.select(
        pl.col("project").cast(pl.String),
        "programme",
        project_name="name",
        live=pl.col("status").cast(pl.String).is_in([status.value for status in LIVE_PROJECTS]),
    )
    units = tables.units.select(pl.col("unit").cast(pl.String), unit_name="name", unit_position="position")
    rows = (
        scored_readiness(tables, as_of)
        .join(projects, on="project", how="left", maintain_order="left")
        .join(units, on="unit", how="left", maintain_order="left")
    )
    return Readiness(version, as_of, _with_load(version, rows))


def _with_load(version: Loaded, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows, each with how full its whole unit is in its go-live week."""
    weeks = unit_weeks(scored(version, Filters())).frame()
    full = (pl.col("saturation").round(_ALMOST) >= FULL) | ((pl.col("capacity") == 0) & (pl.col("load") > 0))
    return (
        rows.with_columns(week=pl.col("go_live").dt.truncate("1w"))
        .join(
            weeks.select("unit", "week", "load", "capacity", "saturation", "band"),
            on=("unit", "week"),
            how="left",
            maintain_order="left",
        )
        .with_columns(over_capacity=full.fill_null(value=False))
        .drop("week")
    )


def overloaded_and_not_ready(answer: Readiness) -> pl.DataFrame:
    """The rows whose unit is over capacity in the week of a go-live that it is not ready for, the next first.

    Overloaded and not ready: over capacity (saturation of the whole unit 1.0 or more, or load without any
    capacity) in the go-live week of a project whose state there is not `ready`. Go-lives before the as-of
    date, and those of proposed or paused projects, do not count.
    """
    return answer.rows.filter("over_capacity", "live", pl.col("state") != READY, pl.col("days_left") >= 0)


def stale(answer: Readiness) -> pl.DataFrame:
    """The rows whose state is stale, the next go-live first."""
    return answer.rows.filter(pl.col("state") == STALE)


def at_unit(answer: Readiness, unit: str, projects: tuple[str, ...]) -> pl.DataFrame:
    """The rows of these projects at one unit, in the projects' order; those without a row are left out."""
    order = pl.DataFrame({"project": projects}, schema={"project": pl.String})
    here = answer.rows.filter(pl.col("unit") == unit)
    return order.join(here, on="project", how="inner", maintain_order="left").select(answer.rows.columns)


def chosen(answer: Readiness, choice: Choice) -> pl.DataFrame:
    """The rows that the choice leaves, in order of go-live."""
    rows = answer.rows
    for column, wanted in (
        ("programme", choice.programmes),
        ("unit", choice.units),
        ("state", choice.states),
    ):
        if wanted:
            rows = rows.filter(pl.col(column).is_in(wanted))
    if choice.weeks is not None:
        rows = rows.filter(pl.col("days_left").is_between(0, choice.weeks * 7))
    return rows


def pair(answer: Readiness, project: str, unit: str) -> Pair:
    """What is known of one project at one unit.

    Raises:
        HeatmapError: the project has neither a go-live nor an assessment there.
    """
    found = answer.rows.filter(pl.col("project") == project, pl.col("unit") == unit)
    if found.is_empty():
        raise HeatmapError(
            f"{project} has neither a go-live nor an assessment at {unit}.",
            "Choose a cell of the readiness page that has a state.",
        )
    row = found.row(0, named=True)
    tables = answer.loaded.portfolio
    assessed = _of(tables.readiness, project, unit).filter(pl.col("assessed_on") <= answer.as_of)
    overdue = (pl.col("due") < answer.as_of).fill_null(value=False)
    return Pair(
        row=row,
        history=shown_scores(assessed).drop("project", "unit"),
        open_checks=_of(tables.checks, project, unit)
        .filter(pl.col("status").cast(pl.String) == "not met")
        .sort(~pl.col("required"), "due", "check", nulls_last=True)
        .select("check", "required", "due", "owner", overdue=overdue),
        pace=pace(row),
    )


def _of(table: pl.DataFrame, project: str, unit: str) -> pl.DataFrame:
    return table.filter(pl.col("project").cast(pl.String) == project, pl.col("unit").cast(pl.String) == unit)


def pace(row: Mapping[str, Any]) -> str:
    """At this pace ready 3 weeks after go-live; or why no pace can be told. `row` is a row of Readiness."""
    without = _without_pace(row)
    if without:
        return without
    if row["ready_by"] is None:
        return "at this pace never ready"
    if row["go_live"] is None:
        return f"at this pace ready by {words.day(row['ready_by'])}"
    return f"at this pace ready {_from_go_live((row['ready_by'] - row['go_live']).days)}"


def _without_pace(row: Mapping[str, Any]) -> str:
    scores = [row[element] for element in ELEMENTS]
    if row["assessed_on"] is None:
        return "no pace: not assessed yet"
    if None in scores:
        few = "had fewer than five responses"
        return f"no pace: an element {few if row['hidden'] else 'has no score'}"
    if all(score > BARRIER for score in scores):
        return f"every element is above {BARRIER:g}"
    return "no pace yet: only one score to go by" if row["slope_per_week"] is None else ""


def _from_go_live(days: int) -> str:
    """3 weeks after go-live; 1 day before go-live; on the day of go-live."""
    if days == 0:
        return "on the day of go-live"
    size = abs(days)
    length = words.counted(size, "day") if size < _FEW_DAYS else words.counted((size + 3) // 7, "week")
    return f"{length} {'after' if days > 0 else 'before'} go-live"
