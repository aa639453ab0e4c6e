"""What the browser draws of lead indicators: many small control charts, and one large one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TypedDict

import polars as pl

from heatmap import words
from heatmap.figures.charts import ChartTable, table
from heatmap.figures.indicators.indicator_words import (
    Row,
    decimals,
    line_decimals,
    number,
    period_name,
    period_noun,
    signal_words,
    summary,
)
from heatmap.figures.indicators.xmr import (
    GoLive,
    Phase,
    Series,
    Spark,
    go_live_names,
    marks,
    periods_of,
    phases,
    series_spec,
)

TABLE_HEADS = ("Period", "Value", "Mean", "Lower limit", "Upper limit", "Target", "Phase", "Signal")
TABLE_NUMBERS = ("Value", "Mean", "Lower limit", "Upper limit", "Target", "Phase")
LIST_HEADS = (
    "Indicator",
    "Unit",
    "Measured in",
    "Last period",
    "Value",
    "Mean",
    "Lower limit",
    "Upper limit",
    "Target",
    "Signal",
    "Periods of concern in 13 weeks",
)
LIST_NUMBERS = ("Value", "Mean", "Lower limit", "Upper limit", "Target", "Periods of concern in 13 weeks")


class Card(TypedDict):
    """A small chart: `periods` names a list that charts share; go-lives are those of its unit."""

    indicator: str
    unit: str
    name: str
    place: str
    value: str
    said: str
    tone: str
    periods: int
    values: list[float]
    marks: str
    phases: list[Phase]


class Cards(TypedDict):
    """Small charts in order; `href` is the address of the view without a large chart."""

    key: str
    href: str
    periods: list[list[str]]
    golives: dict[str, list[GoLive]]
    charts: list[Card]
    table: ChartTable


class Large(TypedDict):
    """The large chart, as a kind of chart; `said` has a label and a tooltip's lines for each period."""

    kind: str
    title: str
    series: Series
    said: list[list[str]]
    measured: str
    places: int
    table: ChartTable


@dataclass(frozen=True)
class Charts:
    """What is charted: rows of control charts, one row a series, the usual days of each indicator's periods.

    `points` as `heatmap.scoring.indicators.control_charts` gives them; `series` as
    `heatmap.analysis.indicators.indicator_series`;
    `go_lives` one row per event and unit: unit, go_live, title, project_name.
    """

    points: pl.DataFrame
    series: pl.DataFrame
    days: Mapping[str, int]
    go_lives: pl.DataFrame

    def of(self, indicator: str, unit: str) -> Sequence[Row]:
        """The points of one series, in order of time."""
        return self.points.filter(pl.col("indicator") == indicator, pl.col("unit") == unit).to_dicts()

    def row(self, indicator: str, unit: str) -> Row:
        """The row of one series."""
        return self.series.row(
            by_predicate=(pl.col("indicator") == indicator) & (pl.col("unit") == unit), named=True
        )

    def summary(self, indicator: str, unit: str) -> str:
        """What the chart of one series shows, in words."""
        return summary(self.of(indicator, unit), self.row(indicator, unit), self.days[indicator])


def cards(charts: Charts, *, key: str, href: str) -> Cards:
    """The small charts of every series, in the order of `charts.series`."""
    by_series = charts.points.partition_by("indicator", "unit", as_dict=True, maintain_order=True)
    shared: dict[tuple[str, ...], int] = {}
    made, rows = [], []
    for row in charts.series.iter_rows(named=True):
        points = by_series[row["indicator"], row["unit"]].to_dicts()
        periods = tuple(periods_of(points))
        place = shared.setdefault(periods, len(shared))
        made.append(_card(row, points, charts.days[row["indicator"]], place))
        rows.append(_list_row(row, points, charts.days[row["indicator"]]))
    units = charts.series["unit"].unique(maintain_order=True)
    return {
        "key": key,
        "href": href,
        "periods": [list(periods) for periods in shared],
        "golives": {unit: go_live_names(charts.go_lives, unit) for unit in units},
        "charts": made,
        "table": table(LIST_HEADS, rows, LIST_NUMBERS),
    }


def large(charts: Charts, indicator: str, unit: str) -> Large:
    """The large chart of one series."""
    points, row, days = charts.of(indicator, unit), charts.row(indicator, unit), charts.days[indicator]
    values = [point["value"] for point in points]
    return {
        "kind": "xmr",
        "title": f"{row['indicator_name']}, {row['unit_name']}, by {period_noun(days)}",
        "series": series_spec(points, go_live_names(charts.go_lives, unit)),
        "said": [_said(point, row, values, days) for point in points],
        "measured": row["measured_in"],
        "places": line_decimals(values),
        "table": table(
            TABLE_HEADS, [_table_row(point, values, days) for point in reversed(points)], TABLE_NUMBERS
        ),
    }


def spark(charts: Charts, indicator: str, unit: str) -> Spark:
    """A small drawing of one series, for a place that says in words what it shows."""
    row = charts.row(indicator, unit)
    series = series_spec(charts.of(indicator, unit), go_live_names(charts.go_lives, unit))
    return {"kind": "xmr-small", "title": f"{row['indicator_name']}, {row['unit_name']}", "series": series}


def tone(points: Sequence[Row], concerns: int) -> str:
    """How loudly a chart is shown: concern now, or in the last 13 weeks, or improvement."""
    if points[-1]["direction"] == "concern":
        return "now"
    if concerns:
        return "recent"
    return "better" if points[-1]["direction"] == "improvement" else ""


def _card(row: Row, points: Sequence[Row], days: int, place: int) -> Card:
    values = [point["value"] for point in points]
    return {
        "indicator": row["indicator"],
        "unit": row["unit"],
        "name": row["indicator_name"],
        "place": row["unit_name"],
        "value": number(values[-1], decimals(values)),
        "said": summary(points, row, days),
        "tone": tone(points, row["concerns"]),
        "periods": place,
        "values": values,
        "marks": marks(points),
        "phases": phases(points),
    }


def _said(point: Row, row: Row, values: Sequence[float], days: int) -> list[str]:
    """A point's label, then what its tooltip says line by line."""
    name = _capital(period_name(point["period"], days))
    value = f"{number(point['value'], decimals(values))} {row['measured_in']}"
    places, signal = line_decimals(values), signal_words(point)
    mean, lower, upper = (number(point[line], places) for line in ("mean", "lower", "upper"))
    lines = f"Mean {mean}, limits {lower} to {upper}" if point["lower"] is not None else "No limits yet"
    return [
        f"{name}: {value}, {signal}",
        f"{name}: {value}",
        _capital(signal),
        f"{lines}; phase {point['phase']}",
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _table_row(point: Row, values: Sequence[float], days: int) -> list[str]:
    return [
        period_name(point["period"], days).removeprefix("week of "),
        *_numbers(point, values),
        str(point["phase"]),
        signal_words(point),
    ]


def _list_row(row: Row, points: Sequence[Row], days: int) -> list[str]:
    last, values = points[-1], [point["value"] for point in points]
    return [
        row["indicator_name"],
        row["unit_name"],
        row["measured_in"],
        period_name(last["period"], days),
        *_numbers(last, values),
        signal_words(last),
        str(row["concerns"]),
    ]


def _numbers(point: Row, values: Sequence[float]) -> list[str]:
    """Value, mean, lower and upper limit, target."""
    places = line_decimals(values)
    return [
        number(point["value"], decimals(values)),
        *(number(point[line], places) for line in ("mean", "lower", "upper")),
        "" if point["target"] is None else number(point["target"], decimals([point["target"]])),
    ]


def phase_words(points: Sequence[Row], reasons: Mapping[date, str], days: int) -> list[str]:
    """Each phase after the first in words: when it starts and why. `reasons` by the day that starts one."""
    said = []
    for before, point in pairwise(points):
        if point["phase"] == before["phase"]:
            continue
        why = [reason for on, reason in sorted(reasons.items()) if before["period"] < on <= point["period"]]
        name = period_name(point["period"], days).removeprefix("from ")
        named = f"the {name}" if name.startswith("week") else name
        said.append(f"Phase {point['phase']} from {named}: {words.listed(why) or 'redefined'}")
    return said
