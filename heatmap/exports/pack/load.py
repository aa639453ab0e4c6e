"""Sections on load: the findings, the organisation's heatmap, the hottest unit-weeks."""

from dataclasses import replace

from heatmap import words
from heatmap.analysis.heatmaps.findings import ahead, findings, peak
from heatmap.analysis.packing.choice import Section
from heatmap.analysis.packing.hottest import hottest
from heatmap.exports.document import Holds, Sentence, Sentences, Table, TableColumn
from heatmap.exports.pack.asked import Asked, Made, Nothing
from heatmap.exports.views.grid import heat_table
from heatmap.exports.views.heatmap import payload
from heatmap.figures import steps
from heatmap.terms import SATURATION

NO_LOAD = "no change has any load in these weeks and units."
HOTTEST = (
    TableColumn("Unit", width=2.4),
    TableColumn("Week of", Holds.DATE, width=1.1),
    TableColumn("Saturation", Holds.PERCENT, width=1.1),
    TableColumn("Load, hours", Holds.HOURS, width=0.9),
    TableColumn("Capacity, hours", Holds.HOURS, width=1.15),
    TableColumn("Projects", Holds.COUNT, width=1.1),
    TableColumn("Chief causes, and their share of the load", width=5.2),
)


def headline_findings(asked: Asked) -> Made:
    """The findings of the heatmap page, as sentences."""
    if asked.scope.heatmap.is_empty:
        return Nothing(NO_LOAD)
    found = findings(asked.scope.heatmap)
    chief = ahead(asked.scope.heatmap) or found[0]
    title = f"{chief.headline} {chief.detail.partition(';')[0]}"
    said = tuple(Sentence(each.headline, each.detail, each.tone) for each in found)
    stated = f"{asked.scope.units_words}, {asked.shown_weeks} unless another span is named"
    part = Sentences(title, said)
    return [asked.document(Section.FINDINGS, title, stated, part, meanings=asked.saturation)]


def organisation_heatmap(asked: Asked) -> Made:
    """Units by weeks, as the heatmap page draws them."""
    answer = asked.scope.heatmap
    if answer.is_empty:
        return Nothing(NO_LOAD)
    highest = peak(answer)
    title = f"{highest.headline} {highest.detail.partition(';')[0]}" if highest else "No load is planned"
    shown = payload(answer)
    scale = steps.scale(SATURATION.key, answer.stack.rolled)
    part = replace(heat_table(shown, scale.lower), title=title)
    stated = f"{asked.scope.units_words}, {asked.shown_weeks}; load as a share of capacity, in %"
    return [asked.document(Section.HEATMAP, title, stated, part, meanings=asked.saturation)]


def hottest_unit_weeks(asked: Asked) -> Made:
    """The ten, with their causes."""
    rows = hottest(asked.scope)
    if rows.is_empty():
        return Nothing(NO_LOAD)
    of_units = rows["unit_name"].value_counts(sort=False).sort("count", "unit_name", descending=[True, False])
    name, count = of_units.row(0)
    first = rows.filter(rows["unit_name"] == name).row(0, named=True)
    title = f"{name} has {count} of the {rows.height} hottest unit-weeks, up to {first['said']}"
    columns = ("unit_name", "week", "said", "load", "capacity", "projects", "causes")
    part = Table(title, HOTTEST, tuple(rows.select(columns).iter_rows()))
    stated = f"{asked.scope.units_words}, {asked.shown_weeks}; the hottest first"
    shares = ("Share", f"Of the unit-week’s load in hours, weighted by severity; {words.share(1.0)} in all.")
    return [asked.document(Section.HOTTEST, title, stated, part, meanings=(*asked.saturation, shares))]
