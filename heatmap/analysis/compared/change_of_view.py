"""How much has each cell of the heatmap changed since another version? The difference under its view."""

from heatmap.analysis.compared.change_cell import ChangedCell, changed_cell
from heatmap.analysis.compared.change_stack import ChangeStack, change_stack
from heatmap.analysis.compared.changes import Changes, changes_between
from heatmap.analysis.heatmaps.heatmap import Heatmap
from heatmap.analysis.versions.loading import Loaded
from heatmap.scoring.grouping import By
from heatmap.terms import SATURATION, Rows
from heatmap.views.view import Cell


def changes_of(answer: Heatmap, compared: Loaded) -> Changes:
    """How the shown version differs from the one compared with, under the filters and weeks shown."""
    return changes_between(compared, answer.loaded, answer.filters)


def changed_rows(answer: Heatmap, compared: Loaded) -> ChangeStack:
    """The difference by the rows and columns of the heatmap's view."""
    view = answer.view
    opened = view.opened if view.rows is Rows.UNIT else ()
    return change_stack(changes_of(answer, compared), SATURATION, By(view.rows), view.grain, opened)


def changed_cell_of(answer: Heatmap, compared: Loaded, cell: Cell) -> ChangedCell:
    """One cell of it, with its exact causes.

    Raises:
        HeatmapError: the difference has no such cell.
    """
    return changed_cell(changes_of(answer, compared), cell, SATURATION, answer.view.grain)
