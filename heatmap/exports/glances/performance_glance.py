"""Performance on one slide: the charts of most concern, and what is associated with go-lives."""

import polars as pl

from heatmap import words
from heatmap.analysis.indicators.performance import Performance
from heatmap.exports.document import Chart, Charts, Figure, Glance, Sentences


def performance_glance(
    answer: Performance, series: pl.DataFrame, opened: tuple[Chart, ...], findings: Sentences, small: Charts
) -> Glance:
    """The slide of a view with charts in it; `answer` has the findings of what the view chooses."""
    concerned = series.filter(pl.col("concerns") > 0).height
    found = answer.findings.height
    charts = words.counted(series.height, "control chart")
    shown = f"{concerned or 'None'} of {charts} {'shows' if concerned == 1 else 'show'} concern"
    went = words.counted(found, "change") if found else "no change"
    return Glance(
        title=f"{shown}; {went} for the worse associated with a go-live",
        figures=_figures(answer, series, concerned),
        left=opened or (small,),
        right=(findings,),
        share=0.68,
    )


def _figures(answer: Performance, series: pl.DataFrame, concerned: int) -> tuple[Figure, ...]:
    found, judged = answer.findings.height, answer.judged.height
    unknown = answer.judged.drop_nulls("reason").height
    tone = "over" if found else "info"
    return (
        Figure(f"{concerned} of {series.height}", "control charts with concern in the last 13 weeks"),
        Figure(f"{found:,}", "changes for the worse associated with a go-live", tone),
        Figure(f"{unknown:,} of {judged:,}", "pairs of a go-live and an indicator that cannot be decided"),
    )
