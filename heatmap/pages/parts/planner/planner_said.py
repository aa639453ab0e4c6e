"""What the planner says of a view: its drawing, figures and lists, by the id that says it."""

from dataclasses import replace
from typing import Any

from heatmap import words
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.scenarios.planner import Plan, plan
from heatmap.analysis.scenarios.saved_scenarios import comparison, listed
from heatmap.analysis.versions.sample import serving_store
from heatmap.errors import HeatmapError
from heatmap.figures.planner import PlannerSpec, planner_spec
from heatmap.pages.parts import choices, shell, states
from heatmap.pages.parts.planner import planner_actions, planner_results, planner_saved
from heatmap.pages.parts.planner.planner_ids import Id
from heatmap.planning.scenarios.scenario_text import moves_in
from heatmap.settings import Settings
from heatmap.views.planner_view import PATH, PlannerView, Shown


def show_planner(settings: Settings, query: str, offered: object = None) -> dict[str, Any]:
    """What the page says of the view in `query`, by the id that says it.

    `offered` is the version whose units and projects the forms offer already. A view that can not be
    shown is said in the heatmaps' place, with a way out.
    """
    store = serving_store(settings)
    try:
        answer = plan(store, PlannerView.from_query(query))
        compared = planner_saved.comparison_table(comparison(store, answer.view))
        own, others = listed(store, answer.loaded.version.number)
    except HeatmapError as problem:
        hidden: dict[str, Any] = {Id.BENCH: True, Id.PANEL: True, Id.FIGURES: [], Id.COMPARISON: []}
        return hidden | {
            Id.STATE: states.error(problem, PATH),
            Id.STATED: "",
            "options": {"version": choices.version_options(store.versions())},
        }
    version = answer.loaded.version
    said = {
        shell.Id.VERSION_NOTE: shell.version_note(version),
        Id.STATED: _stated(answer),
        Id.STATE: None if answer.weeks.weeks else states.empty(*NOTHING),
        Id.BENCH: not answer.weeks.weeks,
        Id.PANEL: False,
        Id.MOVES: planner_results.moves(answer, Id.remove),
        Id.COMPARISON: compared,
        Id.SAVED: planner_saved.saved_list(own, others, Id.saved),
        "chosen": _chosen_texts(answer),
        "options": _options(answer, settings),
        **_tried(answer),
    }
    if offered != version.number:
        said[Id.OPTIONS_OF] = version.number
    return said | ({Id.SPEC: spec(answer)} if answer.weeks.weeks else {})


NOTHING = (
    "Nothing to plan",
    "This version has no event with load. Publish a portfolio with events and impacts.",
)


def _tried(answer: Plan) -> dict[str, Any]:
    found = answer.outcome
    return {
        Id.FIGURES: planner_results.figures(found),
        Id.RULES: planner_results.rules(found),
        Id.BREACHES: planner_results.breaches(found, answer.view),
        Id.DELAYS: planner_results.delayed(found),
    }


def show_tried(settings: Settings, query: str, pending: object) -> dict[str, Any]:
    """What moves do that the reader is only trying, while an event is being dragged.

    Raises:
        HeatmapError: they are no moves, or cannot be made.
    """
    view = PlannerView.from_query(query)
    if pending is not None:
        text = pending.get("moves") if isinstance(pending, dict) else None
        if not isinstance(text, str):
            raise HeatmapError("The page's request cannot be read.", "Reload the page and try again.")
        view = view.with_moves(moves_in(text))
    return _tried(plan(serving_store(settings), view))


def spec(answer: Plan) -> PlannerSpec:
    """The drawing of an answer."""
    planned = answer.planned
    return planner_spec(
        key=f"{answer.loaded.version.file}{replace(answer.view, shown=Shown.SIDE).to_query()}",
        weeks=answer.weeks,
        as_of=answer.as_of,
        bands=answer.loaded.coded.parameters.bands,
        units=answer.units,
        before=(answer.before.load, answer.before.capacity),
        after=(answer.after.load, answer.after.capacity),
        events=planned.events,
        first_week=planned.first_week,
        share=planned.share,
        hours=planned.hours,
        event=answer.view.event,
    )


def _stated(answer: Plan) -> str:
    version = answer.loaded.version
    return (
        "Hours of all weeks from the as-of date’s on, weighted by severity; a breach is one unit, business "
        f"area and week over capacity. Version {version.number}, published "
        f"{words.day(version.published_at.date())}, “{version.note}”, scoring version "
        f"{version.scoring_version}; a scenario never changes it."
    )


def _chosen_texts(answer: Plan) -> dict[str, str]:
    view = answer.view
    return {
        "weeks": choices.WINDOW_LABELS[view.window],
        "project": choices.several(view.projects, names(answer.loaded.portfolio, "project")),
        "asof": words.day(answer.as_of),
    }


def _options(answer: Plan, settings: Settings) -> dict[str, choices.Options]:
    store = serving_store(settings)
    events = answer.planned.events.select("event", "project_name", "title")
    return {
        "version": choices.version_options(store.versions()),
        "project": choices.options(answer.loaded.portfolio)["project"],
        "event": [
            {"value": event, "label": f"{project}: {title}"} for event, project, title in events.iter_rows()
        ],
        "compare": planner_actions.compare_options(settings),
    }
