"""One cell explained in plain text: how full it is, and the changes that make it so, ranked."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import isnan

import polars as pl

from heatmap import words
from heatmap.errors import HeatmapError
from heatmap.scoring.contributions import by_programme, by_project, contributions
from heatmap.scoring.cube import Cube
from heatmap.scoring.grouping import By, Row
from heatmap.scoring.rollup import RollUp, roll_up
from heatmap.terms import Filters
from heatmap.weeks import monday, monday_of, week_number

_WIDEST = 40  # characters of a title, so that a line fits a terminal
_GAP = "  "


@dataclass(frozen=True, eq=False)
class Explanation:
    """Lines to read, and the same contributions as a frame."""

    lines: tuple[str, ...]
    parts: pl.DataFrame


def explanation(cube: Cube, row: Row, day: date, by: str = "event") -> Explanation:
    """What the load of a unit, or a unit's area, is made of in the week that holds `day`.

    `cube` must be filtered to that unit and area; `by` is event, project or programme. HeatmapError if
    the week is outside the portfolio's span.
    """
    week = monday_of(day)
    at = _place(cube, week)
    rolled = roll_up(cube, By.ORGANISATION)
    parts = contributions(cube, first=week, last=week)
    if by != "event":
        parts = by_project(parts) if by == "project" else by_programme(parts)
    headline = (
        f"{_named(cube, row)}, week of {words.day(week)}",
        _fullness(rolled, at),
        _changes(rolled, at),
        *_only(cube.filters),
    )
    return Explanation((*headline, "", *_ranked(parts, by)), parts)


def _place(cube: Cube, week: date) -> int:
    """The week's place in the cube's window."""
    window = cube.window
    if not window.weeks:
        raise HeatmapError("No change in this portfolio has any load.", "Check its events and impacts.")
    at = week_number(week) - window.first
    if not 0 <= at < window.weeks:
        first, last = monday(window.first), monday(window.last)
        raise HeatmapError(
            f"There is no load in the week of {words.day(week)}: it is outside the portfolio's span.",
            f"Choose a week from {first} ({words.day(first)}) to {last} ({words.day(last)}).",
        )
    return at


def _named(cube: Cube, row: Row) -> str:
    """North Area (NA), Response (RESP)."""
    portfolio = cube.coded.portfolio
    unit = portfolio.units.filter(pl.col("unit").cast(pl.String) == row.unit)["name"].item()
    if row.area is None:
        return f"{unit} ({row.unit}), all business areas"
    area = portfolio.areas.filter(pl.col("area").cast(pl.String) == row.area)["name"].item()
    return f"{unit} ({row.unit}), {area} ({row.area})"


def _fullness(rolled: RollUp, at: int) -> str:
    """Load 2,904 hours, capacity 2,216 hours: 131 %, band E (severe)."""
    load, capacity = float(rolled.load[0, at]), float(rolled.capacity[0, at])
    text = f"Load {words.hours(load)} hours, capacity "
    if isnan(capacity):
        return f"{text}unknown: no headcount is in force."
    band = rolled.bands[rolled.band[0, at]]
    text += f"{words.hours(capacity)} hours: "
    if isnan(rolled.saturation[0, at]):
        return f"{text}load without capacity, band {band.letter} ({band.name})."
    return (
        f"{text}{words.percent(float(rolled.saturation[0, at]), rolled.bands)} %, "
        f"band {band.letter} ({band.name}){_hottest(rolled, at)}."
    )


def _hottest(rolled: RollUp, at: int) -> str:
    """; its hottest business area is at 180 %: where that is in a higher band than the whole."""
    if rolled.hottest_band[0, at] <= rolled.band[0, at]:
        return ""
    hottest = float(rolled.hottest[0, at])
    last = rolled.hottest_band[0, at] == len(rolled.bands) - 1
    if isnan(hottest) or (last and hottest < rolled.bands[-1].lower):
        return "; one of its business areas has load without capacity"
    return f"; its hottest business area is at {words.percent(hottest, rolled.bands)} %"


def _changes(rolled: RollUp, at: int) -> str:
    """7 projects, worst severity 4, 2 go-lives, 12 % of the load estimated."""
    if not rolled.load[0, at]:
        return "Nothing is planned."
    go_lives = int(rolled.go_lives[0, at])
    parts = [
        words.counted(int(rolled.projects[0, at]), "project"),
        f"worst severity {rolled.worst[0, at]}",
        words.counted(go_lives, "go-live"),
    ]
    if rolled.estimated[0, at]:
        parts.append(f"{rolled.estimated[0, at]:.0%} of the load estimated".replace("%", " %"))
    return ", ".join(parts) + "."


def _only(filters: Filters) -> Iterator[str]:
    """Only changes of project BWV, of kind system or move: where filters leave others out."""
    usual = Filters()
    chosen = {
        "programme": filters.programmes,
        "project": filters.projects,
        "kind": filters.kinds,
        "event status": filters.event_statuses if filters.event_statuses != usual.event_statuses else (),
        "project status": filters.project_statuses
        if filters.project_statuses != usual.project_statuses
        else (),
    }
    said = [f"of {noun} {' or '.join(values)}" for noun, values in chosen.items() if values]
    if said:
        yield f"Only changes {', '.join(said)}."


def _ranked(parts: pl.DataFrame, by: str) -> list[str]:
    """A table: share and hours first, then what it is."""
    if not parts.height:
        return []
    columns = {
        "share": [f"{row['share'] * 100:.1f} %" for row in parts.iter_rows(named=True)],
        "hours": [words.hours(row["load"]) for row in parts.iter_rows(named=True)],
    }
    if by == "event":
        columns |= {
            "event": parts["event"].to_list(),
            "title": parts["title"].to_list(),
            "project": parts["project_name"].to_list(),
            "status": parts["status"].to_list(),
            "when": [_when(row) for row in parts.iter_rows(named=True)],
        }
    else:
        columns[by] = parts["project_name" if by == "project" else "programme"].to_list()
        columns["events"] = [f"{count:,}" for count in parts["events"]]
    columns["severity"] = [str(severity) for severity in parts["severity"]]
    columns["estimated"] = [f"{share * 100:.0f} %" if share else "" for share in parts["estimated"]]
    return _table(columns)


def _when(event: dict[str, date | None]) -> str:
    """1 Oct to 9 Oct 2020; goes live 5 Oct 2020."""
    start, end, live = event["start"], event["end"], event["go_live"]
    told = [words.days(start, end)] if start and end else []
    if live:
        told.append(f"goes live {words.day(live)}")
    return "; ".join(told)


def _table(columns: dict[str, list[str]]) -> list[str]:
    """Columns side by side; numbers to the right, texts cut to what fits."""
    right = {"share", "hours", "events", "severity", "estimated"}
    cut = {name: [_short(cell) for cell in cells] for name, cells in columns.items()}
    widths = {name: max(len(name), *map(len, cells)) for name, cells in cut.items()}
    lines = [list(cut), *map(list, zip(*cut.values(), strict=True))]
    return [
        _GAP.join(
            cell.rjust(widths[name]) if name in right else cell.ljust(widths[name])
            for name, cell in zip(cut, line, strict=True)
        ).rstrip()
        for line in lines
    ]


def _short(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
