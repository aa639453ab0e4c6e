"""The performance page as a document: findings after go-lives, the charts of most concern."""

from dataclasses import replace

import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.indicators.associations import associations, undecided
from heatmap.analysis.indicators.indicator_series import chosen_series
from heatmap.analysis.indicators.performance import Performance, performance
from heatmap.errors import HeatmapError
from heatmap.exports.document import Chart, Charts, Document, Sentence, Sentences, Table
from heatmap.exports.glances.performance_glance import performance_glance
from heatmap.exports.views.indicators import SMALL, charts_of, control_chart, series_table
from heatmap.exports.views.source import Making, source_of
from heatmap.store.store import Store
from heatmap.views.performance_view import Only, Order, PerformanceView

FINDINGS = 12  # said one by one
MEANINGS = (
    (
        "Control chart (XmR)",
        (
            "Limits are the mean of a phase plus and minus 2.66 times its mean moving range. A signal is a "
            "point outside them, seven rising or falling, two of three near a limit, or "
            "seven on one side of the mean."
        ),
    ),
    (
        "Finding",
        (
            "Two things that went together in time: a go-live, and a change for the worse against the units "
            "without it. Never that one caused the other."
        ),
    ),
)


def performance_document(store: Store, below: str, query: str, making: Making) -> Document:
    """The control charts of the view in `query`; the page has no address `below` it.

    Raises:
        HeatmapError: a view that does not exist, or with no chart in it.
    """
    if below:
        raise HeatmapError(f"The performance page has no part “{below}”.", "Leave it out.")
    view = PerformanceView.from_query(query)
    answer = performance(store, view.version, view.as_of, view.rebases)
    series = pl.DataFrame() if answer.is_empty else chosen_series(answer, view)
    if series.is_empty():
        raise HeatmapError(
            "This view has no charts to export.", "Choose other indicators, units or a later day."
        )
    within = _within(answer, view)
    opened, findings, small, every = _parts(answer, within, view, series)
    return Document(
        name="performance",
        title="Whether a go-live hurt",
        stated=stated(answer, view, series),
        meanings=MEANINGS,
        source=source_of(answer.loaded, answer.as_of, making),
        parts=(*opened, findings, small, every),
        numbers=numbers(answer, series),
        glance=performance_glance(within, series, opened, findings, small),
    )


def stated(answer: Performance, view: PerformanceView, series: pl.DataFrame) -> str:
    """84 control charts up to 2 Mar 2020, 12 with concern in the last 13 weeks; how they are made."""
    measured = f"{words.counted(series.height, 'control chart')}, measured up to {words.day(answer.as_of)}"
    concerned = series.filter(pl.col("concerns") > 0).height
    if view.only is Only.ALL:
        measured += f"; {concerned or 'none'} with concern in the last 13 weeks"
    tables = answer.loaded.portfolio
    units, indicators = names(tables, "unit"), names(tables, "indicator")
    chosen = [
        words.listed([indicators[code] for code in view.indicators]),
        words.listed([units[code] for code in view.units]),
        "only concern" if view.only is Only.CONCERN else "",
    ]
    measured += "".join(f"; {each}" for each in chosen if each)
    rebased = words.listed([f"{units[each.unit]} on {words.day(each.on)}" for each in view.rebases])
    if rebased:
        measured += f"; rebased at go-lives: {rebased}"
    return f"{measured}. XmR charts: limits are the mean ± 2.66 mean moving ranges of each phase."


def _parts(
    answer: Performance, within: Performance, view: PerformanceView, series: pl.DataFrame
) -> tuple[tuple[Chart, ...], Sentences, Charts, Table]:
    """The chart that is open, if one is; findings; the charts of most concern; all of them as a table."""
    every = charts_of(answer, series)
    keys = list(series.select("indicator", "unit").iter_rows())
    opened: tuple[Chart, ...] = ()
    if view.chart is not None:
        whole = charts_of(answer, chosen_series(answer, PerformanceView(rebases=view.rebases)))
        if whole.of(*view.chart):
            opened = (control_chart(whole, *view.chart),)
    small = Charts(
        _small_title(view, len(keys)),
        tuple(control_chart(every, *each) for each in keys[:SMALL]),
    )
    return opened, _findings(within), small, series_table(every, "Every control chart")


def _small_title(view: PerformanceView, count: int) -> str:
    if count <= SMALL:
        return "Control charts"
    which = f"The {SMALL} of most concern, of" if view.order is Order.CONCERN else f"The first {SMALL} of"
    return f"{which} {count} control charts"


def _within(answer: Performance, view: PerformanceView) -> Performance:
    """The findings and what was judged for the view's indicators and units alone."""
    judged, found = answer.judged, answer.findings
    for column, codes in (("indicator", view.indicators), ("unit", view.units)):
        if codes:
            judged, found = (each.filter(pl.col(column).is_in(codes)) for each in (judged, found))
    return replace(answer, judged=judged, findings=found)


def _findings(within: Performance) -> Sentences:
    """What is associated with go-lives, the strongest first, and what can not be decided."""
    said = [
        Sentence(each.headline, f"{each.detail[:1].upper()}{each.detail[1:]}.", "over")
        for each in associations(within)
    ]
    if not said:
        pairs = words.counted(within.judged.height, "pair")
        said = [
            Sentence(
                f"No go-live is associated with a change for the worse, of {pairs} of go-live and indicator."
            )
        ]
    if len(said) > FINDINGS:
        more = Sentence(f"{len(said) - FINDINGS} more findings", "are on the page.")
        said = [*said[:FINDINGS], more]
    reasons = undecided(within)
    if reasons:
        count = sum(number for _, number in reasons)
        listed = ", ".join(f"{reason} ({number:,})" for reason, number in reasons)
        said.append(
            Sentence(
                f"Undecidable: {count:,} of {within.judged.height:,} pairs of a go-live and an indicator.",
                listed,
            )
        )
    return Sentences("Findings after go-lives", tuple(said))


def numbers(answer: Performance, series: pl.DataFrame) -> pl.DataFrame:
    """One row per indicator, unit and period of the charts shown, in their order."""
    named = series.select("indicator", "unit", "indicator_name", "unit_name", "measured_in")
    return named.join(
        answer.charts, on=("indicator", "unit"), how="inner", maintain_order="left_right"
    ).with_columns(pl.col(pl.Categorical, pl.Enum).cast(pl.String))
