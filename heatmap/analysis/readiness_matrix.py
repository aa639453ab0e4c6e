"""Which pairs of a project and a unit does a view of the readiness page show, and what do they need?"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.heatmap import check_known
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.readiness import (
    Choice,
    Pair,
    Readiness,
    chosen,
    overloaded_and_not_ready,
    pair,
    readiness,
    stale,
)
from heatmap.store.store import Store
from heatmap.views.readiness_view import Ahead, Pairs, ReadinessView, cell_of
from heatmap.views.view import View, Window
from heatmap.weeks import monday_of, week_number


@dataclass(frozen=True, eq=False)
class Matrix:
    """Projects by units: `rows` are the rows of `readiness` that the view shows, in order of go-live.

    `overloaded` and `stale` are those of them that are overloaded and not ready, and stale.
    """

    readiness: Readiness
    view: ReadinessView
    rows: pl.DataFrame
    overloaded: pl.DataFrame
    stale: pl.DataFrame

    @property
    def is_empty(self) -> bool:
        """Whether the view shows no pair."""
        return self.rows.is_empty()

    @property
    def has_assessments(self) -> bool:
        """Whether anybody was ever asked, as far as the version knows."""
        return not self.readiness.loaded.portfolio.readiness.is_empty()


def matrix(store: Store, view: ReadinessView) -> Matrix:
    """The pairs that `view` shows.

    Raises:
        HeatmapError: the version or a code that the view names does not exist.
    """
    answer = readiness(store, view.version, view.as_of)
    _check_codes(answer, view)
    rows = chosen(answer, _choice(view))
    if view.projects:
        rows = rows.filter(pl.col("project").is_in(view.projects))
    if view.ahead is Ahead.AHEAD:
        rows = rows.filter(pl.col("days_left") >= 0)
    shown = replace(answer, rows=rows)
    overloaded = overloaded_and_not_ready(shown)
    if view.pairs is Pairs.OVERLOADED:
        shown = replace(answer, rows=overloaded)
    return Matrix(answer, view, shown.rows, overloaded, stale(shown))


def _choice(view: ReadinessView) -> Choice:
    weeks = None if view.ahead in {Ahead.AHEAD, Ahead.ALL} else int(view.ahead)
    return Choice(view.programmes, view.units, view.states, weeks)


def _check_codes(answer: Readiness, view: ReadinessView) -> None:
    tables = answer.loaded.portfolio
    check_known("programme", view.programmes, tables.projects["programme"].cast(str).unique().sort())
    check_known("project", view.projects, tables.projects["project"].cast(str))
    check_known("unit", view.units, tables.units.sort("position")["unit"].cast(str))


def opened(answer: Readiness, cell: str) -> Pair:
    """The pair that an address's cell names, whatever signs the codes have.

    Raises:
        HeatmapError: no project and unit with a state has this cell.
    """
    named = pl.concat_str("project", pl.lit("@"), "unit")
    found = answer.rows.filter(named == cell).select("project", "unit")
    if found.is_empty():
        project, _, unit = cell.rpartition("@")
        return pair(answer, project or cell, unit or "any unit")
    return pair(answer, *found.row(0))


def stated(answer: Matrix) -> str:
    """57 pairs of 22 projects and 20 units, all programmes, with go-lives from 2 Mar to 31 Aug 2020."""
    view, tables = answer.view, answer.readiness.loaded.portfolio
    size = (
        f"{words.counted(answer.rows['project'].n_unique(), 'project')} at "
        f"{words.counted(answer.rows['unit'].n_unique(), 'unit')}"
    )
    parts = [
        f"Readiness of {size}",
        words.listed(view.programmes) or "all programmes",
        words.listed([names(tables, "project")[code] for code in view.projects]),
        words.listed([names(tables, "unit")[code] for code in view.units]),
        words.listed(view.states),
        "overloaded and not ready" if view.pairs is Pairs.OVERLOADED else "",
    ]
    return f"{', '.join(part for part in parts if part)}; {_go_lives(answer)}."


def _go_lives(answer: Matrix) -> str:
    if answer.view.ahead is Ahead.ALL:
        return "go-lives of any day"
    if answer.view.ahead is Ahead.AHEAD:
        return f"go-lives from {words.day(answer.readiness.as_of)}"
    last = answer.readiness.as_of + timedelta(weeks=int(answer.view.ahead))
    return f"go-lives from {words.days(answer.readiness.as_of, last)}"


def link(row: Mapping[str, Any], version: int | None, answer: Readiness) -> ReadinessView:
    """The view that shows the pair of a row of Readiness, with its side panel open."""
    days = row["days_left"]
    ahead = Ahead.ALL if days is None or days < 0 else Ahead.AHEAD
    if ahead is Ahead.AHEAD and days <= int(ReadinessView.ahead) * 7:
        ahead = ReadinessView.ahead
    as_of = None if answer.as_of == answer.loaded.version.as_of else answer.as_of
    return ReadinessView(version, as_of, ahead=ahead, cell=cell_of(row["project"], row["unit"]))


def load_link(row: Mapping[str, Any], answer: Readiness, view: ReadinessView) -> View | None:
    """The heatmap with the cell of the unit's go-live week open; None where it has no such week."""
    if row["go_live"] is None or row["load"] is None:
        return None
    near = 0 <= week_number(row["go_live"]) - week_number(answer.as_of) < int(View.window)
    window = View.window if near else Window.ALL
    whole = View(version=view.version, as_of=view.as_of, window=window)
    return whole.opening(f"unit:{row['unit']}", monday_of(row["go_live"]))
