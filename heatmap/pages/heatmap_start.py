"""How the Heatmap page starts: shown before its scripts are there, and begun with all that is known.

Nothing of it is needed to be right: whatever fails here, the page asks again and says what is wrong.
"""

from collections.abc import Sequence

from dash.development.base_component import Component

from heatmap.pages import heatmap
from heatmap.pages.parts import shell
from heatmap.pages.parts.filling import filled, key
from heatmap.settings import Settings
from heatmap.terms import CHANCE
from heatmap.views.view import View
from heatmap.web import errors
from heatmap.web.early import EarlyPage
from heatmap.web.still import still


def begun(settings: Settings, query: str, pages: Sequence[shell.Page]) -> list[Component]:
    """The page in its menu, with all that it says of the view in `query` but the grid itself."""
    parts = shell.standing(heatmap, pages)
    try:
        return filled(parts, heatmap.known(settings, query))
    except Exception as error:  # noqa: BLE001 - a page that says what is wrong is better than none
        errors.said(error)
        return parts


def early_page(settings: Settings, query: str, pages: Sequence[shell.Page]) -> EarlyPage | None:
    """The page to look at while its scripts load; none while presenting, whose bar the scripts lay out."""
    if "layout=" in query:
        return None
    try:
        said = dict(heatmap.known(settings, query))
        slow = View.from_query(query).measure == CHANCE.key
        answer = "" if slow else heatmap.grid_json(settings, query)
    except Exception as error:  # noqa: BLE001 - the page itself says what is wrong
        errors.said(error)
        return None
    if not said[key(heatmap.Id.GRID)]["hidden"]:
        del said[key(heatmap.Id.STATE)]  # loading, until the grid is drawn
    content = still(filled(shell.standing(heatmap, pages), said))
    return EarlyPage(content, answer, heatmap.GRID_ADDRESS + query if slow else "")
