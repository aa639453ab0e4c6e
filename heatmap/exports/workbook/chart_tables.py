"""Charts as a table: a row for each category of each, with what its points are signs of."""

from collections.abc import Iterator
from datetime import date

from heatmap.exports.document import SIGNS, Chart, Charts, Holds, Series, Table, TableColumn, Value

POINTS = {"Of concern": "UD", "Improvement": "I", "Unusual": "HL"}
"""Columns that repeat the values which are such signs, so that a chart can show them apart."""


def charts_table(charts: Charts) -> Table:
    """The charts below each other; the first column names them where they are several."""
    names = list(dict.fromkeys(each.name for chart in charts.charts for each in chart.series))
    first, several = charts.charts[0], len(charts.charts) > 1
    points = _points(charts)
    marked = next((chart.marks_name for chart in charts.charts if chart.marks), "")
    holds = Holds.NUMBER if any(chart.decimals for chart in charts.charts) else Holds.HOURS
    columns = (
        *((TableColumn("Chart"),) if several else ()),
        TableColumn(category_head(charts), _holds_of(first)),
        *(TableColumn(name, holds) for name in [*names, *points]),
        *((TableColumn("Signal"),) if points else ()),
        *((TableColumn(marked),) if marked else ()),
    )
    rows = tuple(
        (
            *((chart.title,) if several else ()),
            *_row(chart, at, names, points),
            *((_signal(chart, at),) if points else ()),
            *((_marks(chart, at),) if marked else ()),
        )
        for chart in charts.charts
        for at in range(len(chart.categories))
    )
    return Table(charts.title, columns, rows)


def category_head(charts: Charts) -> str:
    """The name of the column of categories: weeks and months below each other are periods."""
    names = {chart.category_name for chart in charts.charts}
    return names.pop() if len(names) == 1 else "Period from"


def _holds_of(chart: Chart) -> Holds:
    kinds = {date: Holds.DATE, float: Holds.NUMBER}
    return kinds.get(type(chart.categories[0]), Holds.TEXT) if chart.categories else Holds.TEXT


def _points(charts: Charts) -> list[str]:
    """Which of POINTS some chart has."""
    seen = {sign for chart in charts.charts for each in chart.series for sign in each.signs}
    return [name for name, signs in POINTS.items() if seen & set(signs)]


def _signed(chart: Chart) -> Series | None:
    return next((each for each in chart.series if each.signs.strip()), None)


def _row(chart: Chart, at: int, names: list[str], points: list[str]) -> Iterator[Value]:
    """The category, each series' value, and the value again below what it is a sign of."""
    of, signed = {each.name: each for each in chart.series}, _signed(chart)
    yield chart.categories[at]
    for name in names:
        yield of[name].values[at] if name in of else None
    for name in points:
        yield signed.values[at] if signed and signed.signs[at] in POINTS[name] else None


def _signal(chart: Chart, at: int) -> str:
    signed = _signed(chart)
    return SIGNS.get(signed.signs[at], "") if signed else ""


def _marks(chart: Chart, at: int) -> str:
    return "; ".join(mark.name for mark in chart.marks if mark.at == at)
