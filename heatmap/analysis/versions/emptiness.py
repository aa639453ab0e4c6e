"""A portfolio that has nothing to show: it would take the place of what readers see now."""

from heatmap import words
from heatmap.contract import TABLES
from heatmap.errors import HeatmapError
from heatmap.ingest.checked import Checked


def require_impacts(checked: Checked, name: str) -> None:
    """Refuse checked files without one accepted impact; without units, areas or events there can be none.

    Raises:
        HeatmapError: it names the required tables without an accepted row.
    """
    accepted = {count.table: count.accepted for count in checked.counts}
    if accepted.get("impacts"):
        return
    empty = [table for table in TABLES if TABLES[table].required and not accepted.get(table)]
    noun = "accepted row" if checked.rejected else "row"
    raise HeatmapError(
        f"{name} has no {noun} in {words.listed(empty, len(empty))}, so no unit would have any load: "
        "it cannot be published.",
        f"{'Correct the rejected rows' if checked.rejected else 'Add rows'}: "
        "each unit that receives change has at least one row in impacts.",
    )
