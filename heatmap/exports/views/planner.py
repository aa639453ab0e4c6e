"""A scenario as a document: what it does in sentences and lists, three heatmaps, and its moves as rows."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from heatmap import words
from heatmap.analysis.scenarios.planner import Plan, UnitWeeks, plan
from heatmap.analysis.scenarios.planner_words import (
    RULE_NAMES,
    Named,
    move_words,
    rule_words,
    signed,
    weeks_words,
)
from heatmap.errors import HeatmapError
from heatmap.exports.document import (
    NO_DATA,
    NOTHING,
    Document,
    Figure,
    HeatCell,
    HeatColumn,
    HeatRow,
    HeatTable,
    Holds,
    Sentence,
    Sentences,
    Step,
    Table,
    TableColumn,
)
from heatmap.exports.glances.planner_glance import planner_glance
from heatmap.exports.views.source import Making, bands_meaning, source_of
from heatmap.figures.load_grid import groups_of
from heatmap.figures.picture.load_grid_legend import step_words
from heatmap.figures.picture.load_grid_marks import SEVERE
from heatmap.figures.steps import LETTERS, band_steps, percents
from heatmap.figures.theme import LIGHT, Shade
from heatmap.planning.scenarios.scenario_rows import frame_of
from heatmap.scoring.bands import NO_BAND, band, saturation
from heatmap.scoring.columns import columns
from heatmap.store.store import Store
from heatmap.terms import Band, Grain
from heatmap.views.planner_view import PlannerView

MOST_BREACHES = 500  # rows of a table
MEANINGS = (
    ("Breach", "One unit, business area and week over capacity: load of 100 % of its capacity or more."),
    ("Hours over capacity", "The sum of load less capacity over all breaches from the as-of date’s week on."),
    ("Delay", "By how many weeks a project’s last go-live comes later, summed over projects."),
)
_SLIGHT, _CLEAR, _GREAT = 1.0, 10.0, 25.0  # points of capacity, rounded to whole ones
_HALF = 0.5  # a point
_CHANGES = (
    Step("l3", "at least 25 points less", Shade("#12705a", "#ffffff"), -1000.0),
    Step("l2", "10 to 25 points less", Shade("#7cc4ad", "#06281f"), -_GREAT + _HALF),
    Step("l1", "1 to 10 points less", Shade("#d5ebe4", "#06281f"), -_CLEAR + _HALF),
    Step("n0", "no change, or less than a point", Shade("#ffffff", "#505a5f"), -_SLIGHT + _HALF),
    Step("m1", "1 to 10 points more", Shade("#fbe3cf", "#331200"), _SLIGHT - _HALF),
    Step("m2", "10 to 25 points more", Shade("#f0a868", "#331200"), _CLEAR - _HALF),
    Step("m3", "at least 25 points more", Shade("#a34708", "#ffffff"), _GREAT - _HALF, hatched=True),
)


def planner_document(store: Store, below: str, query: str, making: Making) -> Document:
    """The scenario of the view in `query`; the page has no address `below` it. Its numbers are its moves.

    Raises:
        HeatmapError: a view that does not exist, or a scenario without moves.
    """
    if below:
        raise HeatmapError(f"The planner has no part “{below}”.", "Leave it out.")
    answer = plan(store, PlannerView.from_query(query))
    if not answer.view.moves:
        raise HeatmapError("The scenario has no moves to export.", "Make a move first.")
    named = Named.of(answer.outcome.applied)
    name = answer.view.name or "Unnamed scenario"
    moves, rules = _moves(answer, named), _rules(answer, named)
    count = words.counted(len(answer.view.moves), "move")
    return Document(
        name="scenario",
        title=f"Scenario: {name}",
        stated=f"{count} over version {answer.loaded.version.number}, which stays as it is.",
        meanings=(*MEANINGS, bands_meaning(answer.loaded.coded.parameters)),
        source=source_of(answer.loaded, answer.as_of, making),
        parts=(
            Sentences("What the scenario does", tuple(_sentences(answer))),
            moves,
            _heat(answer, "Before", answer.before),
            _heat(answer, "After", answer.after),
            _difference(answer),
            rules,
            _breaches(answer, named),
        ),
        numbers=frame_of(answer.view.moves).with_columns(scenario=pl.lit(answer.view.name)),
        glance=planner_glance(answer, _figures(answer), moves, rules),
    )


def _sentences(answer: Plan) -> Sequence[Sentence]:
    found = answer.outcome
    change = found.difference
    hours = change.overload_after - change.overload_before
    said = f"{words.hours(change.overload_before)} hours before, {words.hours(change.overload_after)} after"
    return (
        Sentence(f"{signed(hours)} hours over capacity", said, "over" if hours > 0 else "info"),
        Sentence(
            f"{words.counted(change.removed, 'breach', 'breaches')} removed, {change.created:,} created",
            f"{change.over_before:,} before, {change.over_after:,} after",
            "over" if change.created > change.removed else "info",
        ),
        Sentence(
            f"{weeks_words(found.delay)} of delay",
            f"{words.counted(found.delays.filter(pl.col('weeks') > 0).height, 'project')} later",
            "over" if found.delay else "info",
        ),
        Sentence(
            f"{words.counted(len(found.broken), 'rule')} broken",
            "windows, freezes, dependencies and four weeks’ notice",
            "severe" if found.broken else "info",
        ),
    )


def _figures(answer: Plan) -> tuple[Figure, ...]:
    """The sentences' numbers, each with the rest of its words."""
    made = []
    for each in _sentences(answer):
        number, _, rest = each.headline.partition(" ")
        made.append(Figure(number, f"{rest}: {each.detail}", each.tone))
    return tuple(made)


def _moves(answer: Plan, named: Named) -> Table:
    said = (move_words(move, named) for move in answer.view.moves)
    return Table("Moves", (TableColumn("What", width=3), TableColumn("Move", width=2)), tuple(said))


def _rules(answer: Plan, named: Named) -> Table:
    rows = [(RULE_NAMES[each.rule], *rule_words(each, named)) for each in answer.outcome.broken]
    heads = (TableColumn("Rule"), TableColumn("What breaks it", width=2), TableColumn("How", width=3))
    return Table("Rules broken", heads, tuple(rows), "No rule is broken.")


def _breaches(answer: Plan, named: Named) -> Table:
    table = answer.outcome.difference.breaches.sort(
        "created", "week", "unit", "area", descending=[True, *[False] * 3]
    )
    rows = [
        (
            "created" if row["created"] else "removed",
            named.units.get(row["unit"], row["unit"]),
            named.areas.get(row["area"], row["area"]),
            row["week"],
            _share(row["load_before"], row["capacity_before"]),
            _share(row["load_after"], row["capacity_after"]),
        )
        for row in table.head(MOST_BREACHES).iter_rows(named=True)
    ]
    heads = (
        TableColumn("Breach"),
        TableColumn("Unit", width=2),
        TableColumn("Business area", width=2),
        TableColumn("Week of", Holds.DATE),
        TableColumn("Before", Holds.PERCENT),
        TableColumn("After", Holds.PERCENT),
    )
    more = f", {MOST_BREACHES} of {len(table):,}" if len(table) > MOST_BREACHES else ""
    return Table(f"Breaches created and removed{more}", heads, tuple(rows), "None created, none removed.")


def _share(load: float, capacity: float | None) -> float | None:
    return load / capacity if capacity else None


def _heat(answer: Plan, title: str, hours: UnitWeeks) -> HeatTable:
    bands = answer.loaded.coded.parameters.bands
    ratio = saturation(hours.load, hours.capacity)
    places = band(hours.load, hours.capacity, ratio, bands)
    said = percents(ratio, bands)
    shown = zip(hours.load, places, said, ratio, strict=True)
    cells = tuple(
        tuple(_cell(*values) for values in zip(*(line.tolist() for line in lines), strict=True))
        for lines in shown
    )
    steps = ("Share of capacity", _band_steps(bands))
    return _table(answer, f"{title}: saturation by unit and week", cells, steps)


def _cell(load: float, place: int, said: float, ratio: float) -> HeatCell:
    if place == NO_BAND:
        return HeatCell("", NO_DATA)
    if load == 0:
        return HeatCell("", NOTHING)
    if np.isnan(ratio):
        return HeatCell("!", LETTERS[place], None, ("no-capacity",))
    return HeatCell(f"{said:.0f}", LETTERS[place], ratio)


def _band_steps(bands: tuple[Band, ...]) -> tuple[Step, ...]:
    shown = zip(band_steps(bands), bands, LIGHT.bands, strict=True)
    return tuple(
        Step(
            step["letter"],
            step_words(step),
            shade,
            each.lower,
            hatched=step["letter"] == SEVERE,
            sign=step["letter"],
        )
        for step, each, shade in shown
    )


def _difference(answer: Plan) -> HeatTable:
    ratios = [saturation(each.load, each.capacity) for each in (answer.before, answer.after)]
    points = (ratios[1] - ratios[0]) * 100
    cells = tuple(tuple(_changed(float(value)) for value in row) for row in points)
    title = "Difference: points of capacity by unit and week"
    return _table(answer, title, cells, ("Change, points of capacity", _CHANGES), Holds.CHANGE)


def _changed(points: float) -> HeatCell:
    if np.isnan(points):
        return HeatCell("", NO_DATA)
    size = sum(round(abs(points)) >= bound for bound in (_SLIGHT, _CLEAR, _GREAT))
    if not size:
        return HeatCell("", "n0", points)
    sign, way = ("+", "m") if points > 0 else ("\N{MINUS SIGN}", "l")
    return HeatCell(f"{sign}{abs(points):.0f}", f"{way}{size}", points)


def _table(
    answer: Plan,
    title: str,
    cells: tuple[tuple[HeatCell, ...], ...],
    steps: tuple[str, tuple[Step, ...]],
    holds: Holds = Holds.PERCENT,
) -> HeatTable:
    cols = columns(answer.weeks, Grain.WEEK).columns
    groups = groups_of(cols, Grain.WEEK)
    months = [group["name"] for group in groups for _ in range(group["from"], group["to"] + 1)]
    return HeatTable(
        title=title,
        summary=f"{title}, {words.days(cols[0].start, cols[-1].end)}.",
        corner="Unit",
        columns=tuple(
            HeatColumn(words.column(each.start, Grain.WEEK), str(each.start.day), month, each.start)
            for each, month in zip(cols, months, strict=True)
        ),
        rows=(
            HeatRow("All units", total=True),
            *(HeatRow(name, unit) for unit, name in answer.units.iter_rows()),
        ),
        cells=cells,
        steps=steps[1],
        steps_title=steps[0],
        holds=holds,
        as_of=next((at for at, each in enumerate(cols) if each.start <= answer.as_of <= each.end), None),
    )
