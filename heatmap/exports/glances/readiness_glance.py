"""Readiness on one slide: how many pairs are how ready, when, and which of them are the least ready."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from heatmap import words
from heatmap.analysis.readiness_matrix import Matrix
from heatmap.exports.document import Chart, Figure, Glance, Holds, Role, Series, Table, TableColumn
from heatmap.figures.readiness import KIND_NAMES, kind_of, state_words
from heatmap.scoring.assessments.readiness import READY

LEAST = (
    TableColumn("Go-live", Holds.DATE),
    TableColumn("Project", width=2.7),
    TableColumn("Unit", width=2.4),
    TableColumn("State", width=2.1),
    TableColumn("Of capacity that week", Holds.PERCENT, 1.2),
)
COLOURS = {
    "ready": "#12436d",
    "checks": "#6bace6",
    "barrier": "#f7914d",
    "stale": "#801650",
    "none": "#a3adb5",
}
MONTHS = 12  # of a chart; later ones are one


def readiness_glance(answer: Matrix) -> Glance:
    """The slide of a view with pairs in it."""
    ahead = answer.rows.filter(pl.col("days_left") >= 0)
    charts = (_chart(ahead),) if ahead.height else ()
    return Glance(
        title=_title(answer),
        figures=_figures(answer),
        left=(_least_ready(answer),),
        right=charts,
        share=0.67,
    )


def _title(answer: Matrix) -> str:
    ready = answer.rows.filter(pl.col("state") == READY).height
    count = words.counted(answer.rows.height, "pair")
    said = f"{ready or 'None'} of {count} of a project and a unit {'is' if ready == 1 else 'are'} ready"
    if answer.overloaded.is_empty():
        return said
    first = answer.overloaded.row(0, named=True)
    both = f"{answer.overloaded.height:,} overloaded and not ready"
    return f"{said}; {both}, the first on {words.short_day(first['go_live'])}"


def _figures(answer: Matrix) -> tuple[Figure, ...]:
    count = Counter(map(kind_of, answer.rows["state"].cast(pl.String)))
    names = KIND_NAMES | {"barrier": "with a barrier", "checks": "with checks open"}
    tones = {"ready": "info", "checks": "info", "none": "info"}
    states = [
        Figure(f"{count[kind]:,}", names[kind], tones.get(kind, "over") if count[kind] else "info")
        for kind in KIND_NAMES
    ]
    both = answer.overloaded.height
    return (*states, Figure(f"{both:,}", "overloaded and not ready", "severe" if both else "info"))


def _least_ready(answer: Matrix) -> Table:
    """What is not ready and still to come: overloaded first, then the next go-live."""
    flagged = answer.overloaded.select("project", "unit", both=pl.lit(value=True))
    rows = (
        answer.rows.filter(pl.col("days_left") >= 0, pl.col("state") != READY)
        .join(flagged, on=("project", "unit"), how="left", maintain_order="left")
        .with_columns(pl.col("both").fill_null(value=False))
        .sort("both", "go_live", "project", "unit", descending=[True, False, False, False])
    )
    made = tuple(_least(row) for row in rows.iter_rows(named=True))
    title = "Least ready: overloaded first, then the next to go live"
    return Table(title, LEAST, made, "Every pair that is still to go live is ready.", "least ready")


def _least(row: Mapping[str, Any]) -> tuple[date, str, str, str, float | None]:
    return (
        row["go_live"],
        row["project_name"] or row["project"],
        row["unit_name"] or row["unit"],
        state_words(row),
        row["saturation"],
    )


def _chart(ahead: pl.DataFrame) -> Chart:
    """How many pairs go live in each month, by state."""
    months = sorted({day.replace(day=1) for day in ahead["go_live"]})
    kept = months if len(months) <= MONTHS else months[: MONTHS - 1]
    names = [f"{words.MONTHS[month.month - 1]} {month.year}" for month in kept]
    names += ["later"] if len(kept) < len(months) else []
    places = {month: min(at, len(names) - 1) for at, month in enumerate(months)}
    count = Counter(
        (kind_of(state), places[day.replace(day=1)])
        for state, day in ahead.select(pl.col("state").cast(pl.String), "go_live").iter_rows()
    )
    series = tuple(
        Series(name, tuple(float(count[kind, at]) for at in range(len(names))), Role.STACK, COLOURS[kind])
        for kind, name in KIND_NAMES.items()
        if any(count[kind, at] for at in range(len(names)))
    )
    late = sum(number for (kind, at), number in count.items() if at == 0 and kind != "ready")
    summary = (
        f"{late} of those in {names[0]} are not ready." if late else f"All of those in {names[0]} are ready."
    )
    title = "Pairs that go live, by month and state"
    return Chart(title, summary, tuple(names), series, "Pairs of a project and a unit", "Month")
