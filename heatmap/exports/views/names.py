"""Names of what two versions have, by code."""

from heatmap.analysis.compared.changes import Changes
from heatmap.analysis.heatmaps.stated import names


def names_of_both(found: Changes) -> dict[str, dict[str, str]]:
    """Names of units and areas by code, the later version's where both have one."""
    tables = found.earlier.portfolio, found.later.portfolio
    return {noun: names(tables[0], noun) | names(tables[1], noun) for noun in ("unit", "area")}
