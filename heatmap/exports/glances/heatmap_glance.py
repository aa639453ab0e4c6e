"""The heatmap on one slide: the grid alone, under the sentence that says where it is highest."""

from heatmap.analysis.compared.change_findings import findings
from heatmap.analysis.compared.change_of_view import changes_of
from heatmap.analysis.heatmaps.heatmap import Heatmap
from heatmap.exports.document import Glance, HeatTable, said
from heatmap.terms import COLLISIONS, GO_LIVES, MEASURES, WORST


def heatmap_glance(answer: Heatmap, table: HeatTable) -> Glance:
    """The grid of a view that is not empty."""
    return Glance(title=_title(answer, table), left=(table,))


def _title(answer: Heatmap, table: HeatTable) -> str:
    if answer.compared is not None:
        chief = findings(changes_of(answer, answer.compared))
        return chief[0].headline if chief else table.title
    measure = MEASURES[answer.view.measure]
    peak = highest(table)
    if peak is None:
        return table.title
    name, column, number = peak
    most = "Most" if measure in (COLLISIONS, GO_LIVES) else "Highest"
    label = measure.label if measure is WORST else f"{most} {measure.label[:1].lower()}{measure.label[1:]}"
    unit = "" if number.endswith("%") or measure is WORST else f" {measure.unit}"
    return f"{label} {number}{unit}: {name}, {column}"


def highest(table: HeatTable) -> tuple[str, str, str] | None:
    """The cell with the highest number, totals aside: its row, its column and the number as it is said.

    A row that is set in below another is named with it.
    """
    best: tuple[float, int, int] | None = None
    for at, (row, cells) in enumerate(zip(table.rows, table.cells, strict=True)):
        for place, cell in enumerate(cells):
            known = cell.value is not None and not row.total
            if known and (best is None or (cell.value or 0) > best[0]):
                best = (cell.value or 0, at, place)
    if best is None or best[0] <= 0:
        return None
    value, at, place = best
    return _row_name(table, at), table.columns[place].name, said(value, table.holds, 0)


def _row_name(table: HeatTable, at: int) -> str:
    row = table.rows[at]
    above = [each for each in table.rows[:at] if each.level < row.level and not each.total]
    return f"{above[-1].name}, {row.name}" if above else row.name
