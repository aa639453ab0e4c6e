"""What has changed on one slide: the difference by unit, the findings, and how many bands were crossed."""

from dataclasses import replace

from heatmap import words
from heatmap.analysis.compared.change_findings import ChangeFinding, crossed
from heatmap.analysis.compared.change_lists import Crossings, crossings
from heatmap.analysis.compared.changes import Changes
from heatmap.exports.document import Figure, Glance, HeatTable, Sentences


def review_glance(found: Changes, sentences: Sentences, table: HeatTable) -> Glance:
    """The slide of a difference with weeks in it."""
    count = crossings(found)
    return Glance(
        title=_title(found, count),
        figures=(
            Figure(f"{count.over:,}", "unit-weeks went over capacity", "severe" if count.over else "info"),
            Figure(f"{count.under:,}", "came back under it"),
            Figure(f"{count.up:,}", "into a higher band", "over" if count.up else "info"),
            Figure(f"{count.down:,}", "into a lower band"),
        ),
        left=(table,),
        right=(_without(crossed(found), sentences),),
        share=0.66,
    )


def _without(told: ChangeFinding, sentences: Sentences) -> Sentences:
    """The sentences but for what the figures say."""
    others = (each for each in sentences.sentences if each.headline != told.headline)
    return replace(sentences, sentences=tuple(others))


def _title(found: Changes, count: Crossings) -> str:
    since = found.earlier.version
    over = words.counted(count.over, "unit-week") if count.over else "No unit-week"
    back = f"{count.under:,} came back" if count.under else "none came back"
    return f"{over} went over capacity since version {since.number}, “{since.note}”; {back}"


def most_changed(table: HeatTable, most: int) -> HeatTable:
    """The totals, and in their order the rows that changed most in one cell: `most` of them."""
    rows = [at for at, row in enumerate(table.rows) if not row.total]
    if len(rows) <= most:
        return table
    largest = {at: max((abs(cell.value or 0) for cell in table.cells[at]), default=0) for at in rows}
    kept = set(sorted(rows, key=lambda at: -largest[at])[:most])
    chosen = [at for at, row in enumerate(table.rows) if row.total or at in kept]
    return replace(
        table,
        title=f"{table.title}: the {most} of {len(rows)} rows that changed most",
        rows=tuple(table.rows[at] for at in chosen),
        cells=tuple(table.cells[at] for at in chosen),
    )
