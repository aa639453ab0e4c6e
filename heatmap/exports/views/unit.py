"""A unit's page as a document: its next weeks, load against capacity, business areas, changes, readiness."""

from datetime import date
from typing import Any

import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.indicators.indicator_series import chosen_series
from heatmap.analysis.indicators.performance import Performance, performance
from heatmap.analysis.next_weeks import next_weeks
from heatmap.analysis.readiness import Readiness, readiness
from heatmap.analysis.unit import UnitAnswer, go_lives_by_week, stated, unit_answer
from heatmap.errors import HeatmapError
from heatmap.exports.document import (
    NO_DATA,
    CalendarBar,
    Chart,
    ChartMark,
    Charts,
    Document,
    HeatCell,
    HeatColumn,
    HeatRow,
    HeatTable,
    Holds,
    Part,
    Role,
    Sentence,
    Sentences,
    Series,
    Table,
    TableColumn,
)
from heatmap.exports.glances.unit_glance import unit_glance
from heatmap.exports.views.indicators import SMALL, charts_of, control_chart, series_table
from heatmap.exports.views.source import Making, band_steps, bands_meaning, source_of
from heatmap.exports.views.unit_fan import MEANING, unit_fan
from heatmap.figures.readiness import countdown, state_words
from heatmap.figures.units.unit_events import SHOWN
from heatmap.figures.units.unit_load import UnitLoad, area_strips, load_chart, unit_calendar
from heatmap.scoring.rollup import RollUp
from heatmap.store.store import Store
from heatmap.terms import LOAD, SATURATION, Grain
from heatmap.views.performance_view import PerformanceView
from heatmap.views.unit_view import UnitView

HUES = ("#12436d", "#28a197", "#a285d1", "#c98a00", "#5a7fa3", "#9aa5ae")  # as the page's
EVENTS = (
    TableColumn("Project", width=3),
    TableColumn("Change", width=3.4),
    TableColumn("Kind", width=1.2),
    TableColumn("Status", width=1.1),
    TableColumn("From", Holds.DATE, 1.2),
    TableColumn("To", Holds.DATE, 1.2),
    TableColumn("Go-live", Holds.DATE, 1.2),
    TableColumn("Hours", Holds.HOURS, 0.9),
    TableColumn("Of the load shown", Holds.PERCENT, 1),
)
READY = (
    TableColumn("Project", width=3),
    TableColumn("Go-live", Holds.DATE, 1.2),
    TableColumn("When", width=1.4),
    TableColumn("State", width=1.6),
    TableColumn("Over capacity that week", width=1.2),
)


def unit_document(store: Store, below: str, query: str, making: Making) -> Document:
    """What is coming at the unit whose code stands `below` the page, in the view of `query`.

    Raises:
        HeatmapError: no unit is named, the view does not exist, or there are no weeks in it.
    """
    if not below:
        raise HeatmapError(
            "The address names no unit to export.", "Write it as unit/NA, with the unit's code."
        )
    answer = unit_answer(store, UnitView.from_query(query), below)
    if answer.is_empty:
        raise HeatmapError("This unit has no weeks to export.", "Choose other weeks.")
    shown = unit_load(answer)
    weeks, load = _next_weeks(answer), _load(shown)
    ready = readiness(store, answer.view.version, answer.as_of)
    measured, series = _measured(store, answer)
    return Document(
        name=f"unit-{below}",
        title=f"What is coming at {answer.name}",
        stated=stated(answer),
        meanings=(
            (f"{LOAD.label} ({LOAD.unit})", LOAD.meaning),
            ("Capacity (hours)", "Hours that the unit can give to change in that week."),
            (f"{SATURATION.label} ({SATURATION.unit})", SATURATION.meaning),
            MEANING,
            bands_meaning(answer.loaded.coded.parameters),
        ),
        source=source_of(answer.loaded, answer.as_of, making),
        parts=(
            weeks,
            load,
            unit_fan(answer),
            _areas(answer, shown),
            _events(answer),
            _readiness(ready, answer.unit),
            *_indicators(measured, series, answer.unit),
        ),
        numbers=numbers(answer),
        glance=unit_glance(answer, weeks, load, ready, series),
    )


def unit_load(answer: UnitAnswer) -> UnitLoad:
    """What the unit's charts are drawn from."""
    columns = answer.weeks.columns
    return UnitLoad(
        name=answer.name,
        as_of=answer.as_of,
        weeks=answer.weeks,
        programmes=answer.programmes,
        areas=answer.areas,
        calendar=unit_calendar(
            answer.loaded.portfolio.calendar, answer.unit, columns[0].start, columns[-1].end
        ),
        go_lives=go_lives_by_week(answer),
    )


def _next_weeks(answer: UnitAnswer) -> Sentences:
    weeks = tuple(Sentence(each.headline, each.detail, each.tone) for each in next_weeks(answer))
    return Sentences("The next four weeks", weeks)


def _load(shown: UnitLoad) -> Chart:
    spec = load_chart(shown)
    weeks = spec["weeks"]
    capacity = Series("Capacity", tuple(week["capacity"] for week in weeks), Role.LEVEL, "#0b0c0c")
    programmes = tuple(
        Series(f"{each['name']} ({each['note']})", tuple(each["load"]), Role.STACK, hue)
        for each, hue in zip(spec["series"], HUES, strict=False)
    )
    marks = tuple(
        ChartMark(at, words.listed(list(shown.go_lives[column.start])))
        for at, column in enumerate(shown.weeks.columns)
        if column.start in shown.go_lives
    )
    over = sum(bool(week["tone"]) for week in weeks)
    said = words.counted(len(weeks), "week")
    return Chart(
        title="Load by programme, against capacity",
        summary=f"Over capacity in {over} of {said}." if over else f"Never over capacity in these {said}.",
        categories=tuple(date.fromisoformat(week["from"]) for week in weeks),
        series=(*programmes, capacity),
        measured="Hours of change a week",
        marks=marks,
    )


def _areas(answer: UnitAnswer, shown: UnitLoad) -> HeatTable:
    strips = area_strips(shown, names(answer.loaded.portfolio, "area"))
    columns = answer.weeks.columns
    values = [answer.weeks.saturation[0], *answer.areas.saturation]
    return HeatTable(
        title="Business areas side by side",
        summary=strips["title"],
        corner="Business area",
        columns=tuple(
            HeatColumn(
                words.column(each.start, Grain.WEEK),
                str(each.start.day),
                f"{words.MONTHS[each.start.month - 1]} {each.start.year}",
                each.start,
            )
            for each in columns
        ),
        rows=tuple(HeatRow(row["name"], total=at == 0) for at, row in enumerate(strips["rows"])),
        cells=tuple(
            tuple(
                HeatCell(text or ("!" if letter not in ".-" else ""), letter, _known(ratio, letter))
                for text, letter, ratio in zip(row["text"], row["step"], saturation, strict=True)
            )
            for row, saturation in zip(strips["rows"], values, strict=True)
        ),
        steps=band_steps(answer.loaded.coded.parameters),
        steps_title="Share of capacity",
        holds=Holds.PERCENT,
        calendar=_calendar(shown),
        as_of=next((at for at, each in enumerate(columns) if each.start <= answer.as_of <= each.end), None),
    )


def _calendar(shown: UnitLoad) -> tuple[CalendarBar, ...]:
    """The unit's part of the operational calendar, over the weeks that it meets."""
    bars = []
    columns = shown.weeks.columns
    entries = shown.calendar.select("name", "start", "end", "capacity_taken", "freeze").iter_rows()
    for name, start, end, taken, freeze in entries:
        met = [at for at, each in enumerate(columns) if each.start <= end and start <= each.end]
        if met:
            no_go_lives = ", no go-lives" if freeze else ""
            meaning = f"{name}, {words.days(start, end)}: takes {words.share(taken)} of capacity{no_go_lives}"
            bars.append(CalendarBar(name, met[0], met[-1], freeze, meaning))
    return tuple(bars)


def _known(ratio: float, letter: str) -> float | None:
    return None if letter in (".", NO_DATA) or ratio != ratio else round(float(ratio), 4)  # noqa: PLR0124 - NaN


def _events(answer: UnitAnswer) -> Table:
    """The changes of the projects with the most load, as the page lists them; all where it has all."""
    ranked = (
        answer.events.group_by("project", maintain_order=True)
        .agg(pl.col("load").sum())
        .sort("load", "project", descending=[True, False])
    )
    chosen = ranked if answer.view.every_project else ranked.head(SHOWN)
    shown = answer.events.join(chosen.select("project"), on="project", how="semi", maintain_order="left")
    which = "" if chosen.height == ranked.height else f", the {SHOWN} projects with the most load"
    return Table(
        f"Changes{which}",
        EVENTS,
        tuple(
            (
                row["project_name"],
                row["title"],
                str(row["kind"]).replace("_", "-"),
                str(row["status"]),
                row["first_day"],
                row["last_day"],
                row["go_live"],
                row["load"],
                row["share"],
            )
            for row in shown.iter_rows(named=True)
        ),
        empty="No change lands here in these weeks.",
    )


def _readiness(answer: Readiness, unit: str) -> Table:
    tables = answer.loaded.portfolio
    unknown = tables.readiness.is_empty() and tables.checks.is_empty()
    ahead = answer.rows.filter(pl.col("unit") == unit, "live", pl.col("days_left") >= 0)
    return Table(
        "Readiness for the next go-lives",
        READY,
        tuple(
            (
                row["project_name"] or row["project"],
                row["go_live"],
                countdown(row["days_left"]),
                state_words(row),
                "yes" if row["over_capacity"] else "no",
            )
            for row in ahead.iter_rows(named=True)
        ),
        empty="This version has no readiness assessments." if unknown else "No go-live lies ahead here.",
    )


def _measured(store: Store, answer: UnitAnswer) -> tuple[Performance, pl.DataFrame]:
    """What is measured, and the series of this unit, concern first."""
    measured = performance(store, answer.view.version, answer.as_of)
    if measured.is_empty:
        return measured, pl.DataFrame()
    return measured, chosen_series(measured, PerformanceView(units=(answer.unit,)))


def _indicators(measured: Performance, series: pl.DataFrame, unit: str) -> tuple[Part, ...]:
    """The unit's lead indicators, concern first: charts, and all of them as a table."""
    if measured.is_empty:
        return (Table("Lead indicators", (), (), "This version has no lead indicators."),)
    if series.is_empty():
        return (Table("Lead indicators", (), (), "No lead indicator is measured here."),)
    charts = charts_of(measured, series)
    drawn = tuple(control_chart(charts, code, unit) for code in series["indicator"].head(SMALL))
    return (Charts("Lead indicators, concern first", drawn), series_table(charts, "Lead indicators"))


SCHEMA: dict[str, Any] = {
    "unit": pl.String,
    "unit_name": pl.String,
    "week": pl.Date,
    "programme": pl.String,
    "load": pl.Float64,
    "unit_load": pl.Float64,
    "capacity": pl.Float64,
    "saturation": pl.Float64,
    "band": pl.String,
}


def numbers(answer: UnitAnswer) -> pl.DataFrame:
    """One row per week and programme: its load, and the whole unit's load, capacity, saturation and band.

    Load and capacity are hours, saturation is a share; a week in which nothing lands has one row without a
    programme.
    """
    whole: RollUp = answer.weeks
    rows: list[tuple[Any, ...]] = []
    for at, column in enumerate(whole.columns):
        capacity, ratio = float(whole.capacity[0, at]), float(whole.saturation[0, at])
        band = int(whole.band[0, at])
        shared = (
            round(float(whole.load[0, at]), 4),
            None if capacity != capacity else round(capacity, 4),  # noqa: PLR0124 - NaN
            None if ratio != ratio else round(ratio, 6),  # noqa: PLR0124 - NaN
            whole.bands[band].letter if 0 <= band < len(whole.bands) else "",
        )
        parts = [
            (row.programme, round(float(answer.programmes.load[place, at]), 4))
            for place, row in enumerate(answer.programmes.rows)
            if answer.programmes.load[place, at] > 0
        ]
        rows += [
            (answer.unit, answer.name, column.start, programme, load, *shared)
            for programme, load in parts or [(None, 0.0)]
        ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")
