"""The section on what changed since the last pack: findings, then the biggest rises and falls."""

from dataclasses import replace

from heatmap import words
from heatmap.analysis.compared.change_findings import findings
from heatmap.analysis.compared.change_lists import CellChange, causes, crossings, falls, rises
from heatmap.analysis.compared.changes import Changes
from heatmap.analysis.compared.review import review
from heatmap.analysis.compared.version_pairs import OneVersionError
from heatmap.analysis.packing.choice import Section
from heatmap.analysis.versions.freshness import freshness, freshness_lines, named
from heatmap.exports.document import Document, Holds, Sentence, Sentences, Table, TableColumn, Value
from heatmap.exports.pack.asked import Asked, Made, Nothing
from heatmap.terms import SATURATION
from heatmap.views.review_view import ReviewView
from heatmap.weeks import monday_of

FIVE = 5
COLUMNS = (
    TableColumn("Change", width=0.8),
    TableColumn("Unit", width=2.6),
    TableColumn("Week of", Holds.DATE, width=1.2),
    TableColumn("Saturation", width=1.6),
    TableColumn("Weeks in a row", Holds.COUNT, width=1.1),
    TableColumn("Because", width=5.0),
)


def what_changed(asked: Asked) -> Made:
    """Between the chosen version, or the one before, and the pack's own, in the weeks to come."""
    of = asked.scope
    later = of.loaded.version.number
    try:
        answer = review(asked.store, _view(asked)).changes
    except OneVersionError as only:
        return Nothing(f"{only.what[0].lower()}{only.what[1:]}")
    if answer.is_empty:
        return Nothing("neither version has any load in the weeks to come.")
    if not causes(answer):
        return Nothing(f"nothing between version {answer.earlier.version.number} and version {later}.")
    return [_findings(asked, answer), *_lists(asked, answer)]


def _view(asked: Asked) -> ReviewView:
    """The same difference as the Review page shows, in weeks from the as-of date's on."""
    choice = asked.choice
    view = ReviewView(asked.scope.loaded.version.number, choice.since, units=choice.units)
    return replace(view, first=monday_of(choice.as_of)) if choice.as_of else view


def _stated(asked: Asked, answer: Changes) -> str:
    later = answer.later.version.number
    weeks = [column.start for column in answer.units.rolled.columns]
    return (
        f"from {named(answer.earlier.version)} to version {later}, {asked.scope.units_words}, "
        f"weeks from {words.day(weeks[0])} on"
    )


def _meanings(asked: Asked, answer: Changes) -> tuple[tuple[str, str], ...]:
    data = [
        (words.sentence(named(version)), " ".join(freshness_lines(freshness(version))))
        for version in (answer.earlier.version, answer.later.version)
    ]
    return (*asked.saturation, *data, ("Because", "The largest parts of an exact sum of causes."))


def _findings(asked: Asked, answer: Changes) -> Document:
    count, since = crossings(answer), answer.earlier.version.number
    title = (
        f"{words.counted(count.over, 'unit-week')} went over capacity since version {since}, "
        f"{count.under:,} came back"
    )
    said = tuple(Sentence(each.headline, each.detail, each.tone) for each in findings(answer))
    part = Sentences(title, said)
    meanings = _meanings(asked, answer)
    return asked.document(Section.CHANGES, title, _stated(asked, answer), part, meanings=meanings)


def _lists(asked: Asked, answer: Changes) -> list[Document]:
    up, down = rises(answer, most=FIVE), falls(answer, most=FIVE)
    if not up and not down:
        return []
    chief, verb = (up[0], "rose") if up else (down[0], "fell")
    title = f"{chief.name} {verb} most, {chief.numbers(SATURATION)}"
    rows = [_row("Rose", each) for each in up] + [_row("Fell", each) for each in down]
    part = Table(title, COLUMNS, tuple(rows))
    meanings = _meanings(asked, answer)
    return [asked.document(Section.CHANGES, title, _stated(asked, answer), part, meanings=meanings)]


def _row(change: str, cell: CellChange) -> tuple[Value, ...]:
    return (change, cell.name, cell.week, cell.numbers(SATURATION), cell.weeks, words.sentence(cell.because))
