"""Lead indicators as parts of documents: control charts, and a table of what each shows."""

from datetime import date

import polars as pl

from heatmap.analysis.indicators.indicator_series import period_lengths
from heatmap.analysis.indicators.performance import Performance
from heatmap.exports.document import Chart, ChartMark, Holds, Role, Series, Table, TableColumn
from heatmap.figures.indicators.indicator_words import line_decimals, period_name, period_noun, signal_words
from heatmap.figures.indicators.performance import Charts
from heatmap.figures.indicators.xmr import go_live_names, marks
from heatmap.figures.theme import LIGHT

SMALL = 6  # charts side by side on one page or slide
COLUMNS = (
    TableColumn("Indicator", width=2.6),
    TableColumn("Unit", width=2),
    TableColumn("Measured in", width=1.5),
    TableColumn("Last period", width=1.6),
    TableColumn("Value", Holds.NUMBER, 0.8, 2),
    TableColumn("Mean", Holds.NUMBER, 0.8, 2),
    TableColumn("Lower limit", Holds.NUMBER, 0.8, 2),
    TableColumn("Upper limit", Holds.NUMBER, 0.8, 2),
    TableColumn("Target", Holds.NUMBER, 0.8, 1),
    TableColumn("Signal", width=2.2),
    TableColumn("Periods of concern in 13 weeks", Holds.COUNT, 1.1),
)


def charts_of(answer: Performance, series: pl.DataFrame) -> Charts:
    """What the figures draw of an answer; `series` are its rows to show."""
    days = dict(period_lengths(answer).iter_rows())
    return Charts(points=answer.charts, series=series, days=days, go_lives=answer.go_lives)


def control_chart(charts: Charts, indicator: str, unit: str) -> Chart:
    """One indicator of one unit: its values with their signals, mean, limits, target, and go-lives."""
    points, row = charts.of(indicator, unit), charts.row(indicator, unit)
    periods = tuple(point["period"] for point in points)
    values = tuple(point["value"] for point in points)
    lines = (
        Series("Value", values, Role.LINE, LIGHT.seq[4].paper, marks(points).replace(".", " ")),
        Series("Mean", tuple(point["mean"] for point in points), Role.MEAN, LIGHT.soft),
        Series("Lower limit", tuple(point["lower"] for point in points), Role.LIMIT, LIGHT.no_data),
        Series("Upper limit", tuple(point["upper"] for point in points), Role.LIMIT, LIGHT.no_data),
        Series("Target", tuple(point["target"] for point in points), Role.TARGET, "#28a197"),
    )
    return Chart(
        title=f"{row['indicator_name']}, {row['unit_name']}",
        summary=charts.summary(indicator, unit),
        categories=periods,
        series=tuple(each for each in lines if any(value is not None for value in each.values)),
        measured=row["measured_in"],
        category_name=f"{period_noun(charts.days[indicator]).capitalize()} from",
        marks=_go_lives(charts, unit, periods),
        from_zero=False,
        decimals=line_decimals(values),
    )


def _go_lives(charts: Charts, unit: str, periods: tuple[date, ...]) -> tuple[ChartMark, ...]:
    """The unit's go-lives, each in the period that holds it."""
    found = []
    for day, name in go_live_names(charts.go_lives, unit):
        places = [at for at, period in enumerate(periods) if period.isoformat() <= day]
        if places:
            found.append(ChartMark(places[-1], name))
    return tuple(found)


def series_table(charts: Charts, title: str) -> Table:
    """Every series with its last period."""
    by_series = charts.points.partition_by("indicator", "unit", as_dict=True, maintain_order=True)
    rows = []
    for row in charts.series.iter_rows(named=True):
        last = by_series[row["indicator"], row["unit"]].row(-1, named=True)
        rows.append(
            (
                row["indicator_name"],
                row["unit_name"],
                row["measured_in"],
                period_name(last["period"], charts.days[row["indicator"]]),
                last["value"],
                last["mean"],
                last["lower"],
                last["upper"],
                last["target"],
                signal_words(last),
                row["concerns"],
            )
        )
    return Table(title, COLUMNS, tuple(rows), empty="No lead indicator is measured.")
