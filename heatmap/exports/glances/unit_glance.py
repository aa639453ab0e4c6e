"""A unit on one slide: its load against its capacity, its next weeks, and the go-lives that come."""

import numpy as np
import polars as pl

from heatmap import words
from heatmap.analysis.heatmaps.cell import Fullness, fullness
from heatmap.analysis.heatmaps.findings import FULL
from heatmap.analysis.readiness import Readiness
from heatmap.analysis.unit import UnitAnswer
from heatmap.exports.document import Chart, Figure, Glance, Holds, Sentences, Table, TableColumn
from heatmap.figures.readiness import state_words
from heatmap.scoring.assessments.readiness import READY

NEXT = (
    TableColumn("Go-live", Holds.DATE),
    TableColumn("Project", width=2.4),
    TableColumn("Readiness", width=1.6),
)


def unit_glance(
    answer: UnitAnswer, weeks: Sentences, load: Chart, ready: Readiness, indicators: pl.DataFrame
) -> Glance:
    """The unit's slide; `indicators` has one row per lead indicator of it, with `concerns`."""
    live = _ahead(ready, answer)
    return Glance(
        title=_title(answer),
        figures=(*_load_figures(answer), _go_lives(answer, live), *_concern(indicators)),
        left=(load,),
        right=(weeks, _table(live)),
        share=0.62,
    )


def _fullest(answer: UnitAnswer) -> tuple[Fullness, str]:
    """How full the fullest week shown is, and which one it is; load on no capacity is fuller than any."""
    rolled = answer.weeks
    ranked = np.nan_to_num(rolled.saturation[0], nan=-1.0)
    ranked[(rolled.capacity[0] == 0) & (rolled.load[0] > 0)] = np.inf
    at = int(ranked.argmax())
    return fullness(rolled, 0, at), words.short_day(rolled.columns[at].start)


def _over(answer: UnitAnswer) -> int:
    """How many of the weeks shown are over capacity."""
    rolled = answer.weeks
    full = [place for place, band in enumerate(rolled.bands) if band.lower >= FULL]
    return int(((rolled.band[0] >= min(full, default=len(rolled.bands))) & (rolled.load[0] > 0)).sum())


def _title(answer: UnitAnswer) -> str:
    if not answer.weeks.load.any():
        return f"{answer.name}: nothing is planned in these weeks"
    full, week = _fullest(answer)
    over, most = _over(answer), f"fullest the week of {week}, {full.percent(answer.weeks.bands)}"
    if not over:
        return f"{answer.name}: never over capacity; {most}"
    count = words.counted(len(answer.weeks.columns), "week")
    return f"{answer.name}: over capacity in {over} of {count}; {most}"


def _load_figures(answer: UnitAnswer) -> tuple[Figure, ...]:
    full, week = _fullest(answer)
    over, count = _over(answer), len(answer.weeks.columns)
    tone = "over" if over else "info"
    return (
        Figure(full.percent(answer.weeks.bands), f"of capacity in the fullest week, {week}", tone),
        Figure(f"{over} of {count}", "weeks over capacity", tone),
    )


def _ahead(ready: Readiness, answer: UnitAnswer) -> pl.DataFrame:
    """The go-lives here from the as-of date on, the next first."""
    return ready.rows.filter(pl.col("unit") == answer.unit, "live", pl.col("days_left") >= 0)


def _go_lives(answer: UnitAnswer, live: pl.DataFrame) -> Figure:
    shown = live.filter(pl.col("go_live") <= answer.weeks.columns[-1].end)
    ready = shown.filter(pl.col("state") == READY).height
    said = f"go-lives in these weeks, ready for {ready or 'none'}"
    return Figure(f"{shown.height:,}", said, "over" if ready < shown.height else "info")


def _concern(indicators: pl.DataFrame) -> tuple[Figure, ...]:
    if indicators.is_empty():
        return ()
    concerned = indicators.filter(pl.col("concerns") > 0).height
    said = "lead indicators with concern in the last 13 weeks"
    return (Figure(f"{concerned} of {indicators.height}", said, "over" if concerned else "info"),)


def _table(live: pl.DataFrame) -> Table:
    rows = (
        (row["go_live"], row["project_name"] or row["project"], state_words(row))
        for row in live.iter_rows(named=True)
    )
    return Table("The next go-lives", NEXT, tuple(rows), "No go-live lies ahead here.", "next")
