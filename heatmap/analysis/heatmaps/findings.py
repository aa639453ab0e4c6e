"""What the numbers say, in sentences: the worst week, what lies ahead, the peak, what collides."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.heatmap import Heatmap, scored, unit_weeks
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.indicators.risk import risk_weeks
from heatmap.analysis.readiness import overloaded_and_not_ready, readiness_of
from heatmap.scoring.contributions import by_project, contributions
from heatmap.scoring.cube import Cube
from heatmap.scoring.grouping import By
from heatmap.scoring.rollup import RollUp, roll_up
from heatmap.terms import EVERY_UNIT, SATURATION, Grain, Rows
from heatmap.views.readiness_view import Ahead, Pairs, ReadinessView
from heatmap.views.view import View, Window
from heatmap.weeks import monday_of, sunday, week_number

AHEAD = 12  # weeks that a board looks ahead for overload
FULL = 1.0
MOST = 5  # sentences; more are not read


class Tone(StrEnum):
    """How much a finding weighs."""

    SEVERE = "severe"
    OVER = "over"
    INFO = "info"


@dataclass(frozen=True)
class Finding:
    """One sentence in two parts, and the view that shows its cells; `load` does so on the heatmap."""

    headline: str
    detail: str
    tone: Tone
    view: View | ReadinessView
    load: View | None = None  # None: `view` is on the heatmap


def findings(answer: Heatmap) -> list[Finding]:
    """Up to five findings of a view that is not empty, the worst first; the peak gives way to the others."""
    highest = peak(answer)
    made = (
        _worst(answer),
        ahead(answer),
        not_ready(answer),
        at_risk(answer),
        highest,
        _frozen_go_lives(answer) or _collision(answer),
    )
    found = [finding for finding in made if finding]
    return found if len(found) <= MOST else [finding for finding in found if finding is not highest]


def _plain(answer: Heatmap) -> View:
    """The same changes and cells as units by weeks, coloured by saturation."""
    return replace(
        answer.view, rows=Rows.UNIT, grain=Grain.WEEK, measure=SATURATION.key, opened=(), steps_off=""
    )


def _next_weeks(answer: Heatmap) -> View:
    """The same from the as-of date's week on, a quarter of weeks, whatever weeks are shown."""
    view = _plain(answer)
    return replace(view, window=Window.WEEKS_13, filters=replace(view.filters, first=None, last=None))


def _said(saturation: float, rolled: RollUp) -> str:
    return words.said_percent(saturation, rolled.bands)


def _worst(answer: Heatmap) -> Finding | None:
    """The fullest unit and week shown, and its chief cause."""
    rolled = unit_weeks(answer.cube)
    if not (rolled.saturation > 0).any():
        return None
    row, column = np.unravel_index(np.nanargmax(rolled.saturation), rolled.saturation.shape)
    unit, week = rolled.rows[row].unit or "", rolled.columns[column].start
    parts = contributions(answer.cube, units=[unit], first=week, last=week)
    chief = by_project(parts).row(0, named=True)
    saturation = float(rolled.saturation[row, column])
    name = names(answer.loaded.portfolio, "unit")[unit]
    return Finding(
        f"{name}, {words.short_day(week)}: {_said(saturation, rolled)}",
        f"of its capacity; {chief['project_name']} is {words.share(chief['share'])} of it",
        Tone.SEVERE if saturation >= FULL else Tone.INFO,
        _plain(answer).opening(f"unit:{unit}", week),
    )


def _ahead_cube(answer: Heatmap) -> Cube:
    """The cells of the as-of date's week and those after it, twelve in all."""
    first = monday_of(answer.as_of)
    last = sunday(week_number(first) + AHEAD - 1)
    return scored(answer.loaded, replace(answer.view.filters, first=first, last=last))


def ahead(answer: Heatmap) -> Finding | None:
    """How many unit-weeks are over capacity in the next weeks, and how many now."""
    cube = _ahead_cube(answer)
    if cube.window.weeks == 0:
        return None
    rolled = unit_weeks(cube)
    over = (rolled.band >= _first_full_band(rolled)) & (rolled.load > 0)
    now = int(over[:, 0].sum())
    below = "".join(band.letter for band in rolled.bands[: _first_full_band(rolled)])
    view = replace(_next_weeks(answer), steps_off=below)
    if not over.any():
        return Finding("No unit over capacity", f"in the next {AHEAD} weeks", Tone.INFO, view)
    units = words.counted(int(over.any(axis=1).sum()), "unit")
    return Finding(
        f"{words.counted(int(over.sum()), 'unit-week')} over capacity",
        f"in the next {AHEAD} weeks, in {units}; {now or 'none'} this week",
        Tone.OVER,
        view,
    )


def _first_full_band(rolled: RollUp) -> int:
    """The place of the first band that starts at full capacity or above; past the last if none does."""
    places = [place for place, band in enumerate(rolled.bands) if band.lower >= FULL]
    return places[0] if places else len(rolled.bands)


def not_ready(answer: Heatmap) -> Finding | None:
    """How many pairs of the view's projects and units are overloaded and not ready in the next weeks.

    Nothing is said of a version without any assessment: it knows of no readiness at all.
    """
    if answer.loaded.portfolio.readiness.is_empty():
        return None
    filters, view = answer.view.filters, answer.view
    units = tuple(units_chosen(answer))
    pairs = overloaded_and_not_ready(readiness_of(answer.loaded, answer.as_of)).filter(
        pl.col("days_left") <= AHEAD * 7
    )
    for column, wanted in (("programme", filters.programmes), ("project", filters.projects), ("unit", units)):
        if wanted:
            pairs = pairs.filter(pl.col(column).is_in(wanted))
    if pairs.is_empty():
        return None
    first = pairs.row(0, named=True)
    shown = ReadinessView(view.version, view.as_of, filters.programmes, filters.projects, units)
    return Finding(
        f"{words.counted(pairs.height, 'pair')} overloaded and not ready",
        f"in the next {AHEAD} weeks; first {first['project_name']} at {first['unit_name']}, "
        f"{words.short_day(first['go_live'])}",
        Tone.SEVERE,
        replace(shown, ahead=Ahead.WEEKS_12, pairs=Pairs.OVERLOADED),
        _next_weeks(answer).opening(f"unit:{first['unit']}", monday_of(first["go_live"])),
    )


def at_risk(answer: Heatmap) -> Finding | None:
    """How many of the view's units are over capacity in the next weeks while an indicator shows concern."""
    units = units_chosen(answer)
    first = monday_of(answer.as_of)
    weeks = risk_weeks(answer.loaded, answer.as_of).filter(
        pl.col("week").is_between(first, first + timedelta(weeks=AHEAD - 1)),
        pl.col("unit").is_in(units) if units else pl.lit(True),
    )
    if weeks.is_empty():
        return None
    fullest = weeks.sort("saturation", descending=True, nulls_last=True).row(0, named=True)
    count = weeks["unit"].n_unique()
    return Finding(
        f"{words.counted(count, 'unit')} at risk",
        f"over capacity in the next {AHEAD} weeks while an indicator shows concern; fullest "
        f"{names(answer.loaded.portfolio, 'unit')[fullest['unit']]}, {words.short_day(fullest['week'])}",
        Tone.SEVERE,
        _next_weeks(answer).opening(f"unit:{fullest['unit']}", fullest["week"]),
    )


def units_chosen(answer: Heatmap) -> list[str]:
    """The units that the view chooses, by code and by kind; none if it chooses all."""
    filters = answer.view.filters
    if not filters.unit_kinds:
        return list(filters.units)
    kinds = answer.loaded.portfolio.units.filter(pl.col("kind").cast(pl.String).is_in(filters.unit_kinds))
    codes = kinds.sort("position")["unit"].cast(pl.String).to_list()
    return [code for code in codes if not filters.units or code in filters.units]


def peak(answer: Heatmap) -> Finding | None:
    """The organisation's fullest week shown from the as-of date on, and its calmest."""
    rolled = roll_up(answer.cube, By.ORGANISATION, Grain.WEEK)
    to_come = np.array([column.end >= answer.as_of for column in rolled.columns])
    saturation = np.where(to_come, rolled.saturation[0], np.nan)
    if not (saturation > 0).any():
        return None
    highest, lowest = int(np.nanargmax(saturation)), int(np.nanargmin(saturation))
    week, calmest = rolled.columns[highest].start, rolled.columns[lowest].start
    return Finding(
        f"All units peak at {_said(saturation[highest], rolled)}",
        f"in the week of {words.short_day(week)}; calmest is {words.short_day(calmest)}, "
        f"{_said(saturation[lowest], rolled)}",
        Tone.SEVERE if saturation[highest] >= FULL else Tone.INFO,
        _plain(answer).opening("all", week),
    )


def _frozen_go_lives(answer: Heatmap) -> Finding | None:
    """Go-lives shown, from the as-of date on, that fall in a freeze of a unit that they reach."""
    met = _go_lives_in_freezes(answer)
    if not met:
        return None
    (project, unit, when), *_ = met
    events = len({(project, when) for project, _, when in met})
    more = f"; first {project}, {words.short_day(when)}"
    return Finding(
        f"{words.counted(events, 'go-live')} in a freeze",
        f"of {words.counted(len({unit for _, unit, _ in met}), 'unit')}{more}",
        Tone.OVER,
        replace(_plain(answer), measure="go_lives").opening(f"unit:{unit}", monday_of(when)),
    )


def _go_lives_in_freezes(answer: Heatmap) -> list[tuple[str, str, date]]:
    """Project, unit and day of each shown go-live in a freeze, by day."""
    cube = answer.cube
    coded, tables = cube.coded, cube.coded.portfolio
    freezes = tables.calendar.filter("freeze").select("unit", "start", "end")
    pairs = np.unique(np.stack([cube.selection.event, cube.units[cube.selection.row]]), axis=1)
    events = tables.events[coded.events.rows[pairs[0]]].select("project", "go_live")
    rows = events.with_columns(at=coded.units.gather(pairs[1])).filter(events["go_live"] >= answer.as_of)
    met = (
        rows.join(freezes, how="cross")
        .filter(
            (pl.col("unit").cast(pl.String) == EVERY_UNIT) | (pl.col("unit") == pl.col("at")),
            pl.col("go_live").is_between("start", "end"),
            pl.col("go_live") <= sunday(cube.window.last),
        )
        .select("project", "at", "go_live")
        .unique()
        .sort("go_live", "project", "at")
    )
    said = names(tables, "project")
    return [(said[project], unit, day) for project, unit, day in met.iter_rows()]


def _collision(answer: Heatmap) -> Finding | None:
    """The unit and week shown on which most projects meet."""
    rolled = unit_weeks(answer.cube)
    if rolled.projects.max(initial=0) < 2:  # noqa: PLR2004 - two or more are a collision
        return None
    row, column = np.unravel_index(rolled.projects.argmax(), rolled.projects.shape)
    unit, week = rolled.rows[row].unit or "", rolled.columns[column].start
    name = names(answer.loaded.portfolio, "unit")[unit]
    return Finding(
        f"{rolled.projects[row, column]} projects meet",
        f"on {name}, week of {words.short_day(week)}, more than anywhere",
        Tone.INFO,
        replace(_plain(answer), measure="projects").opening(f"unit:{unit}", week),
    )
