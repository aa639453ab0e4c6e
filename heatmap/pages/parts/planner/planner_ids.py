"""The planner's address, what its reader can choose, and the ids of its parts."""

from typing import Any

from heatmap.pages.parts import choices
from heatmap.pages.parts.address import Address
from heatmap.pages.parts.choices import VERSION, Choice
from heatmap.views.planner_view import PlannerView, Shown
from heatmap.views.view import Window

ADDRESS = Address("planner")

WEEKS = Choice("weeks", "Weeks", tuple((each.value, choices.WINDOW_LABELS[each]) for each in Window))
PROJECT = Choice("project", "Projects drawn", several=True, searched=True)
AS_OF = Choice("asof", "As of", day=True)
CHOICES = (WEEKS, PROJECT, AS_OF)
OTHERS = (
    VERSION,
    Choice("name", "Scenario"),
    Choice("event", "Event"),
    Choice("show", "Heatmaps"),
    Choice("compare", "Compare", several=True),
)
USUAL = {"weeks": PlannerView.window.value, "show": PlannerView.shown.value, "version": choices.NEWEST}
SHOWN_LABELS = {
    Shown.SIDE: "Side by side",
    Shown.BEFORE: "Before",
    Shown.AFTER: "After",
    Shown.DIFFERENCE: "Difference",
}


class Id:
    """Ids of this page. The browser's code names the same ones: assets/planner/."""

    SPEC = "planner-spec"
    DRAWN = "planner-drawn"
    PENDING = "planner-pending"
    HISTORY = "planner-history"
    STATE = "planner-state"
    BENCH = "planner-bench"
    MAPS = "planner-maps"
    GANTT = "planner-gantt"
    FIGURES = "planner-figures"
    STATED = "planner-stated"
    COMPARISON = "planner-comparison"
    PANEL = "planner-panel"
    MOVES = "planner-moves"
    RULES = "planner-rules"
    BREACHES = "planner-breaches"
    DELAYS = "planner-delays"
    FORM_SAID = "planner-form-said"
    SAVED = "planner-saved"
    SAVED_SAID = "planner-saved-said"
    SAVE = "planner-save"
    REPLACE = "planner-replace"
    UNDO = "planner-undo"
    REDO = "planner-redo"
    CLEAR = "planner-clear"
    OPTIONS_OF = "planner-options-of"  # the version whose units and projects the forms offer

    @staticmethod
    def remove(place: Any) -> dict[str, Any]:  # noqa: ANN401 - a place, or ALL
        """The button that removes a move."""
        return {"type": "planner-remove", "place": place}

    @staticmethod
    def saved(does: Any, key: Any) -> dict[str, Any]:  # noqa: ANN401 - a word and a key, or ALL
        """A control of a saved scenario: its new name, or a button that renames or deletes it."""
        return {"type": "planner-saved", "does": does, "key": key}
