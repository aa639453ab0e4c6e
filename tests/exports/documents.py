"""Documents for the tests of exports."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import polars as pl

from heatmap.exports.document import (
    Chart,
    ChartMark,
    Charts,
    Document,
    Holds,
    Part,
    Role,
    Sentence,
    Sentences,
    Series,
    Source,
    Table,
    TableColumn,
)
from heatmap.exports.views.grid import heat_table
from heatmap.exports.views.heatmap import numbers
from heatmap.figures.grid import GridPayload

MADE = datetime(2020, 3, 2, 14, 5, tzinfo=UTC)
BANDS = (0.0, 0.5, 0.8, 1.0, 1.25)
HOSTILE = "=cmd|' /C calc'!A0"
LONG = "Transformation of neighbourhood safeguarding and investigation " * 3
SOURCE = Source(
    version=2,
    note="March 2020 board",
    published=date(2020, 3, 2),
    as_of=date(2020, 3, 2),
    scoring_version="1",
    marking="OFFICIAL",
    made=MADE,
)
MEANING = ("Saturation (% of capacity)", "Change load as a share of the capacity of that week.")
WEEKS = tuple(date(2020, 3, 2) + timedelta(weeks=week) for week in range(8))


def document(*parts: Part, made: datetime = MADE, rows: pl.DataFrame | None = None) -> Document:
    """A document of some parts."""
    return Document(
        name="test",
        title="What is coming",
        stated="All units, 2 Mar to 26 Apr 2020.",
        meanings=(MEANING,),
        source=replace(SOURCE, made=made),
        parts=parts,
        numbers=pl.DataFrame() if rows is None else rows,
    )


def grid_document(payload: GridPayload, made: datetime = MADE) -> Document:
    """The heatmap's document of a payload of saturation."""
    return Document(
        name=f"heatmap-{payload['measure']}",
        title=payload["title"],
        stated=payload["stated"],
        meanings=(MEANING,),
        source=replace(SOURCE, made=made),
        parts=(heat_table(payload, BANDS),),
        numbers=numbers(payload),
    )


def load_chart() -> Chart:
    """Two programmes stacked under a capacity, and a go-live in the third week."""
    return Chart(
        title="Load against capacity",
        summary="Over capacity in 1 of 8 weeks.",
        categories=WEEKS,
        series=(
            Series("Capacity", (100.0,) * 8, Role.LEVEL, "#0b0c0c"),
            Series("Digital", (40.0, 50.0, 60.0, 70.0, 60.0, 50.0, 40.0, 30.0), Role.STACK, "#12436d"),
            Series("Workforce", (10.0, 20.0, 30.0, 40.0, 30.0, 20.0, 10.0, 0.0), Role.STACK, "#28a197"),
        ),
        measured="Hours",
        marks=(ChartMark(2, "Case system"),),
    )


def control_chart(title: str = "Overtime, North Area") -> Chart:
    """Values about a mean of 10, one of concern outside the limits."""
    return Chart(
        title=title,
        summary="12.5 hours in the week of 20 Apr 2020.",
        categories=WEEKS,
        series=(
            Series("Value", (10.0, 10.5, 9.5, 10.0, 14.5, 10.0, 9.0, 12.5), Role.LINE, signs="    U  L"),
            Series("Mean", (10.0,) * 8, Role.MEAN, "#505a5f"),
            Series("Upper limit", (13.0,) * 8, Role.LIMIT, "#66737c"),
        ),
        measured="hours per officer",
        from_zero=False,
        decimals=1,
    )


def small_charts() -> Charts:
    """Seven of them: one more than a slide holds."""
    return Charts("Lead indicators", tuple(control_chart(f"Indicator {place}") for place in range(7)))


def table() -> Table:
    """Rows of every kind of value, one of them hostile and one long."""
    return Table(
        "Changes",
        (
            TableColumn("Project", width=3),
            TableColumn("Go-live", Holds.DATE),
            TableColumn("Hours", Holds.HOURS),
            TableColumn("Share", Holds.PERCENT),
        ),
        (
            (HOSTILE, date(2020, 3, 16), 2904.0, 0.44),
            (LONG, None, 2.6, 0.0),
        ),
    )


def findings() -> Sentences:
    """Two findings."""
    return Sentences(
        "The next weeks",
        (
            Sentence("North Area, 2 Mar: 131 %", "chiefly Case system", "severe"),
            Sentence("Nothing else", "is planned"),
        ),
    )
