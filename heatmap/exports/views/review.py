"""What has changed between two versions as a document: findings, the difference grid, lists and causes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from heatmap.analysis.compared.change_findings import findings
from heatmap.analysis.compared.change_lists import (
    CellChange,
    RankedCause,
    causes,
    crossed_down,
    crossed_up,
    falls,
    rises,
)
from heatmap.analysis.compared.change_stack import ChangeStack, change_stack
from heatmap.analysis.compared.change_tables import changed_cells
from heatmap.analysis.compared.changes import Changes, level
from heatmap.analysis.compared.review import Review, footer, review, stated
from heatmap.analysis.versions.freshness import freshness, freshness_lines
from heatmap.errors import HeatmapError
from heatmap.exports.document import Document, HeatTable, Holds, Sentence, Sentences, Table, TableColumn
from heatmap.exports.glances.review_glance import most_changed, review_glance
from heatmap.exports.views.grid import heat_table
from heatmap.exports.views.names import names_of_both
from heatmap.exports.views.source import Making, bands_meaning, source_of
from heatmap.figures.difference_grid import DifferenceContext, difference_payload
from heatmap.figures.difference_steps import difference_scale
from heatmap.figures.grid import GridPayload
from heatmap.scoring.grouping import By
from heatmap.store.store import Store
from heatmap.terms import SATURATION, Grain, Measure
from heatmap.views.review_view import MEASURES, ReviewView

LISTED = 10
BESIDE = 30  # columns of a heat table that stands beside other parts of a slide
MOST_ROWS = 24  # of it
BECAUSE = (
    "Because",
    "The largest of the causes that go the way of the whole change; the parts of all causes add up to it.",
)


def review_document(store: Store, below: str, query: str, making: Making) -> Document:
    """The difference of the view in `query`; the page has no address `below` it.

    Raises:
        HeatmapError: a view that does not exist, or with no weeks in it.
    """
    if below:
        raise HeatmapError(f"The review has no part “{below}”.", "Leave it out.")
    answer = review(store, ReviewView.from_query(query))
    if answer.is_empty:
        raise HeatmapError("This view has no weeks to export.", "Choose other weeks, or reset the filters.")
    found, measure = answer.changes, MEASURES[answer.view.measure]
    scale = difference_scale(measure, getattr(answer.stack.rolled, measure.key))
    sentences = _sentences(found)
    return Document(
        name=f"changes-{measure.key}-since-version-{found.earlier.version.number}",
        title="What has changed",
        stated=stated(answer),
        meanings=(
            (f"{measure.label} ({measure.unit})", measure.meaning),
            BECAUSE,
            bands_meaning(found.later.coded.parameters),
        ),
        source=source_of(found.later, found.later.version.as_of, making),
        parts=(
            sentences,
            heat_table(payload(answer), scale.lower),
            _cells(f"{measure.label} rose most", rises(found, measure, LISTED), measure),
            _cells(f"{measure.label} fell most", falls(found, measure, LISTED), measure),
            _cells("Into a higher band", crossed_up(found, LISTED), SATURATION),
            _cells("Into a lower band", crossed_down(found, LISTED), SATURATION),
            _causes(causes(found)[: 2 * LISTED]),
            _versions(found),
        ),
        numbers=changed_cells(found, level(found, By.UNIT_AREA)),
        glance=review_glance(found, sentences, _at_a_glance(answer)),
    )


def _at_a_glance(answer: Review) -> HeatTable:
    """The difference by unit, in weeks, months or quarters: as few columns as have a place beside others."""
    found, measure = answer.changes, MEASURES[answer.view.measure]
    for grain in Grain:
        stack = change_stack(found, measure, By.UNIT, grain)
        if len(stack.rolled.columns) <= BESIDE:
            break
    scale = difference_scale(measure, getattr(stack.rolled, measure.key))
    table = most_changed(heat_table(_payload(answer, stack), scale.lower), MOST_ROWS)
    return replace(table, calendar=())


def payload(answer: Review) -> GridPayload:
    """The grid of an answer, as the browser and the exports take it."""
    return _payload(answer, answer.stack)


def _payload(answer: Review, stack: ChangeStack) -> GridPayload:
    found, view = answer.changes, answer.view
    earlier, later = found.earlier, found.later
    context = DifferenceContext(
        key=f"{earlier.version.file}{later.version.file}{view.to_query()}",
        measure=MEASURES[view.measure],
        rows_noun="unit",
        opened=view.opened,
        opens=True,
        as_of=later.version.as_of,
        stated=stated(answer),
        footer=footer(answer),
        earlier=earlier.version.number,
        version=later.version.number,
        scoring_version=later.version.scoring_version,
        names=names_of_both(found),
    )
    return difference_payload(stack.rolled, stack.sentences, stack.chief, later.portfolio, context)


def _sentences(found: Changes) -> Sentences:
    told = [Sentence(each.headline, each.detail, each.tone) for each in findings(found)]
    return Sentences("What has changed", tuple(told))


def _cells(title: str, changed: Sequence[CellChange], measure: Measure) -> Table:
    columns = (
        TableColumn("Unit", width=2),
        TableColumn("Week of", Holds.DATE),
        TableColumn(f"{measure.label}, before → after", width=1.6),
        TableColumn("Band"),
        TableColumn("Weeks in a row", Holds.COUNT),
        TableColumn("Because", width=4),
    )
    rows = tuple(
        (each.name, each.week, each.numbers(measure), _band(each), each.weeks, each.because)
        for each in changed
    )
    return Table(title, columns, rows)


def _band(change: CellChange) -> str:
    letters = [side.band.letter if side.band else "–" for side in (change.before, change.after)]
    return letters[0] if letters[0] == letters[1] else " → ".join(letters)


def _causes(ranked: Sequence[RankedCause]) -> Table:
    columns = (
        TableColumn("Cause", width=4),
        TableColumn("Changes"),
        TableColumn("Hours added", Holds.HOURS),
        TableColumn("Hours taken away", Holds.HOURS),
        TableColumn("Unit-weeks", Holds.COUNT),
        TableColumn("Bands crossed", Holds.COUNT),
    )
    rows = tuple(
        (
            each.sentence,
            "load" if each.of_load else "capacity",
            each.added,
            each.taken,
            each.unit_weeks,
            each.crossed,
        )
        for each in ranked
    )
    return Table("Why: the causes that moved most hours", columns, rows)


def _versions(found: Changes) -> Table:
    """Both versions, how old their data are and what they lack."""
    columns = (
        TableColumn("Version", Holds.COUNT),
        TableColumn("Note", width=2),
        TableColumn("As of", Holds.DATE),
        TableColumn("Rows rejected", Holds.COUNT),
        TableColumn("The data", width=5),
    )
    rows: list[tuple[int, str, date, int, str]] = []
    for loaded in (found.earlier, found.later):
        version = loaded.version
        lines = " ".join(freshness_lines(freshness(version)))
        rows.append((version.number, version.note, version.as_of, version.rejected, lines))
    return Table("The two versions", columns, tuple(rows))
