"""What a reader of the planner does: add and remove moves, save, rename, delete and take a scenario away."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dash import html, no_update

from heatmap import words
from heatmap.analysis.scenarios.planner import plan
from heatmap.analysis.scenarios.saved_scenarios import THIS, listed, saved_scenarios
from heatmap.analysis.versions.sample import serving_store
from heatmap.errors import HeatmapError
from heatmap.pages.parts import choices
from heatmap.pages.parts.planner import planner_saved
from heatmap.pages.parts.planner.planner_ids import Id
from heatmap.pages.parts.planner.planner_made import moves_made
from heatmap.planning.scenarios.scenario_text import text_of
from heatmap.settings import Settings
from heatmap.store.scenarios import NameTakenError
from heatmap.terms import EVERY_UNIT
from heatmap.views.planner_view import PlannerView


def compare_options(settings: Settings) -> choices.Options:
    """The reader's own scenario, then every saved one."""
    saved = saved_scenarios(serving_store(settings)).all()
    return [
        {"value": THIS, "label": "This scenario"},
        *({"value": each.scenario, "label": f"{each.name} (version {each.version})"} for each in saved),
    ]


def form_options(settings: Settings, number: object, asked: Sequence[Mapping[str, Any]]) -> list[Any]:
    """What the forms' fields offer, by the fields' ids: the units, areas and projects of version `number`."""
    if not isinstance(number, int) or isinstance(number, bool):
        return [no_update] * len(asked)
    found = plan(serving_store(settings), PlannerView(version=number))
    offered = choices.options(found.loaded.portfolio)
    everyone = [{"value": EVERY_UNIT, "label": "All units"}]
    by_name = {
        "project": offered["project"],
        "unit": offered["unit"],
        "units": offered["unit"],
        "area": offered["area"],
        "areas": offered["area"],
    }
    return [
        (everyone if each["id"]["form"] == "freeze" else []) + by_name[each["id"]["name"]]
        if each["id"]["name"] in by_name
        else no_update
        for each in asked
    ]


def add_move(
    settings: Settings, query: str, form: object, fields: Sequence[Mapping[str, Any]]
) -> tuple[Any, Any]:
    """The wish for the scenario with a form's move at its end, and what to tell; of an error only that."""
    view = PlannerView.from_query(query)
    found = plan(serving_store(settings), view)
    values = {(each["id"]["form"], each["id"]["name"]): each.get("value") for each in fields}
    try:
        made = moves_made(form, values, view.event, found.outcome.applied, found.as_of)
        after = view.with_moves((*view.moves, *made))
        plan(serving_store(settings), PlannerView.from_query(after.to_query()))
    except HeatmapError as problem:
        return no_update, html.P([html.B(problem.what), f" {problem.do}"], className="notice is-over")
    return wish(after), html.P(f"Added: {words.counted(len(made), 'move')}.")


def wish(view: PlannerView) -> dict[str, str]:
    """The wish that the address holds the moves of `view`; see assets/address.js."""
    return {"part": "moves", "value": text_of(view.moves)}


def remove_move(query: str, place: object) -> Any:  # noqa: ANN401
    """The wish for the scenario without the move at `place`.

    Raises:
        HeatmapError: there is no such move.
    """
    view = PlannerView.from_query(query)
    if not isinstance(place, int) or not 0 <= place < len(view.moves):
        raise HeatmapError("There is no such move any more.", "Reload the page and try again.")
    return wish(view.with_moves((*view.moves[:place], *view.moves[place + 1 :])))


def change_saved(
    settings: Settings, query: str, wanted: tuple[object, object], name: object, now: datetime
) -> dict[str, Any]:
    """Save, replace, rename or delete a scenario; what the page then says, by the id that says it.

    `wanted` is what to do and the key of the saved scenario, `name` the new name of a renamed one.
    """
    store = serving_store(settings)
    try:
        view = PlannerView.from_query(query)
        number = store.version(view.version).number
        told = _change(settings, view, wanted, name, now)
    except HeatmapError as problem:
        taken = isinstance(problem, NameTakenError) and wanted[0] == "save"
        return {
            Id.REPLACE: not taken,
            Id.SAVED_SAID: html.P([html.B(problem.what), f" {problem.do}"], className="notice is-over"),
        }
    own, others = listed(store, number)
    return {
        Id.REPLACE: True,
        Id.SAVED_SAID: html.P(told),
        Id.SAVED: planner_saved.saved_list(own, others, Id.saved),
        "compare": compare_options(settings),
    }


def _change(
    settings: Settings, view: PlannerView, wanted: tuple[object, object], name: object, now: datetime
) -> str:
    """Make the change, and say what was done."""
    does, key = wanted
    store = serving_store(settings)
    saved = saved_scenarios(store)
    if does in ("save", "replace"):
        number = store.version(view.version).number
        plan(store, view)  # a scenario that cannot be made is not kept
        saved.save(view.name, number, text_of(view.moves), now=now, over=does == "replace")
        return f"Saved as “{view.name}”."
    if does == "rename":
        saved.rename(str(key), str(name))
        return "Renamed."
    if does == "delete":
        saved.delete(str(key))
        return "Deleted."
    raise HeatmapError("The page's request cannot be read.", "Reload the page and try again.")
