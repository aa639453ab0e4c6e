"""The planner's suggestions: started, followed, cancelled; then a curve to pick a plan on, and its moves.

Accepted moves enter the reader's scenario, in the address; rejected projects stay on the page, and the next
search leaves both alone.
"""

from collections.abc import Mapping
from typing import Any, cast

import dash_mantine_components as dmc
from dash import ALL, Dash, Input, Output, State, ctx, dcc, html, no_update, set_props
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.scenarios.suggested import Answer, Partial, Wanted, solve
from heatmap.errors import HeatmapError
from heatmap.pages.parts import states
from heatmap.pages.parts.long_work import LongWork, Work
from heatmap.pages.parts.planner import planner_actions, suggestion_list
from heatmap.pages.parts.planner.planner_ids import ADDRESS
from heatmap.pages.parts.planner.suggestion_list import Id
from heatmap.planning.scenarios.scenario_text import moves_in
from heatmap.settings import Settings
from heatmap.views.planner_view import PlannerView
from heatmap.web.long_work.runner import Runner
from heatmap.web.shapes import fits

WORK = LongWork("suggestions", "Searching for a better plan")
SECTION = "suggestions"
FIRST = 8  # moves shown at first: few are what a reader can weigh, and a long list makes the page slow
SECONDS = {"10": "10 s", "30": "30 s", "120": "2 min"}
EVERY = "Show all moves"
WINDOWS = {"0": "Fixed", "4": "4 weeks", "8": "8 weeks", "13": "13 weeks"}
_UNREADABLE = HeatmapError("The page's request cannot be read.", "Reload the page and try again.")


def link() -> Component:
    """Leads to the section, from the scenario's moves."""
    return html.A("Suggest moves", href=f"#{SECTION}", className="button is-small no-print")


def section() -> Component:
    """What is asked, the button, its progress; the curve and the list, empty until there are some."""
    seconds = dmc.SegmentedControl(
        id=Id.SECONDS,
        data=_options(SECONDS),
        value="30",
        transitionDuration=0,
        **states.aria("Time to prove"),
    )
    window = dmc.Select(
        id=Id.WINDOW,
        label="Tentative events without a window",
        data=_options(WINDOWS),
        value="0",
        allowDeselect=False,
        size="xs",
    )
    asked = html.Div(
        [
            window,
            html.Div([html.Span("Prove for", className="field-label"), seconds]),
            WORK.start_button("Suggest moves", "button is-primary"),
        ],
        className="actions suggest-asked",
    )
    return html.Section(
        [
            *WORK.parts(),
            dcc.Store(id=Id.ANSWER),
            dcc.Store(id=Id.PICKED),
            dcc.Store(id=Id.REJECTED, data=[]),
            html.H2("Suggested moves"),
            html.P(
                "The moves that leave the fewest hours over capacity, a week of a project’s delay counted at "
                "its price; within windows, freezes, dependencies and four weeks’ notice. What the scenario "
                "has moved already, and what you reject, stays as it is.",
                className="stated",
            ),
            asked,
            WORK.progress(),
            html.P(id=Id.PROOF, className="suggest-proof", role="status"),
            html.Div(id=Id.FOUND, className="suggest-found"),
            html.Button(EVERY, id=Id.MORE, type="button", className="button is-small", hidden=True),
            _why_not(),
        ],
        id=SECTION,
        className="suggestions no-print",
    )


def _why_not() -> Component:
    choice = dmc.Select(
        id=Id.OTHER,
        label="Why not move",
        placeholder="A project",
        data=[],
        searchable=True,
        clearable=True,
        clearButtonProps={"aria-label": "Clear project"},
        size="xs",
    )
    return html.Div([choice, html.P(id=Id.WHY_NOT, role="status")], id=Id.ASKING, hidden=True)


def _options(labels: Mapping[str, str]) -> list[dict[str, str]]:
    return [{"value": value, "label": label} for value, label in labels.items()]


def begin(settings: Settings, query: object, seconds: object, window: object, rejected: object) -> Work:
    """The work that the reader asks for.

    Raises:
        HeatmapError: a view or a choice that does not exist.
    """
    if not (isinstance(query, str | None) and isinstance(seconds, str) and isinstance(window, str)):
        raise _UNREADABLE
    if seconds not in SECONDS or window not in WINDOWS:
        raise _UNREADABLE
    PlannerView.from_query(query or "")
    wanted = Wanted(float(seconds), _codes(rejected), int(window))
    return Work(solve, (settings, query or "", wanted))


def _codes(rejected: object) -> tuple[str, ...]:
    if not isinstance(rejected, list) or not all(isinstance(code, str) for code in rejected):
        raise _UNREADABLE
    return tuple(rejected)


def register(app: Dash, settings: Settings, runner: Runner) -> None:
    """Wire the part on `app`."""
    state = (State(ADDRESS.query, "data"), State(Id.SECONDS, "value"), State(Id.WINDOW, "value"))

    def start(*given: object) -> Work:
        return begin(settings, *given)

    WORK.register(app, runner, start, *state, State(Id.REJECTED, "data"))
    _register_answers(app, runner)
    _register_decisions(app)


def _register_answers(app: Dash, runner: Runner) -> None:
    @app.callback(
        Output(Id.PROOF, "children"),
        Input(WORK.partial, "data"),
        Input(WORK.done, "data"),
        State(Id.ANSWER, "data"),
        prevent_initial_call=True,
    )
    def _(partial: object, work: object, known: object) -> Any:  # noqa: ANN401 - what is said, or no update
        return tell_answer(runner, partial, work if ctx.triggered_id == WORK.done else None, known)

    @app.callback(
        Output(Id.FOUND, "children"),
        Output(Id.OTHER, "data"),
        Output(Id.ASKING, "hidden"),
        Output(Id.MORE, "children"),
        Output(Id.MORE, "hidden"),
        Input(Id.ANSWER, "data"),
        Input(Id.PICKED, "data"),
        Input(Id.REJECTED, "data"),
        Input(ADDRESS.query, "data"),
        Input(Id.MORE, "n_clicks"),
        prevent_initial_call=True,
    )
    def _(answer: object, picked: object, rejected: object, query: object, clicks: object) -> tuple[Any, ...]:
        return show_found(answer, picked, rejected, query, clicks)

    @app.callback(
        Output(Id.WHY_NOT, "children"),
        Input(Id.OTHER, "value"),
        State(Id.ANSWER, "data"),
        prevent_initial_call=True,
    )
    def _(project: object, answer: object) -> str:
        return show_why_not(answer, project)


def _register_decisions(app: Dash) -> None:
    @app.callback(
        Output(Id.PICKED, "data"),
        Input(Id.point(ALL), "n_clicks"),
        prevent_initial_call=True,
    )
    def _(_clicks: object) -> Any:  # noqa: ANN401 - a place, or no update
        return ctx.triggered_id["place"] if _pressed() else no_update

    @app.callback(
        Output(Id.REJECTED, "data"),
        Input(Id.reject(ALL), "n_clicks"),
        State(Id.REJECTED, "data"),
        prevent_initial_call=True,
    )
    def _(_clicks: object, rejected: object) -> Any:  # noqa: ANN401 - a list, or no update
        return turned(rejected, ctx.triggered_id["project"]) if _pressed() else no_update

    @app.callback(
        Output(ADDRESS.asked, "data", allow_duplicate=True),
        Input(Id.accept(ALL), "n_clicks"),
        State(Id.ANSWER, "data"),
        State(Id.PICKED, "data"),
        State(Id.REJECTED, "data"),
        State(ADDRESS.query, "data"),
        prevent_initial_call=True,
    )
    def _(_clicks: object, answer: object, picked: object, rejected: object, query: object) -> Any:  # noqa: ANN401
        if not _pressed():
            return no_update
        return accepted(answer, picked, rejected, query, ctx.triggered_id["project"])


def _pressed() -> bool:
    """Whether a button was pressed, and not just drawn."""
    return bool(ctx.triggered and ctx.triggered[0]["value"])


def tell_answer(runner: Runner, partial: object, work: object, known: object) -> Any:  # noqa: ANN401
    """What is proven so far; a new answer is set aside from the callback's outputs.

    As an output it would hold the list back: Dash draws nothing whose input may change any moment, and
    while the search runs this is called twice a second.
    """
    told, answer, place = show_answer(runner, partial, work, known)
    if answer is not no_update:
        set_props(Id.ANSWER, {"data": answer})
        set_props(Id.PICKED, {"data": place})
    return told


def show_answer(runner: Runner, partial: object, work: object, known: object) -> tuple[Any, Any, Any]:
    """What is proven so far, the answer, and the point that is picked of it; kept where nothing is new."""
    if work is not None:
        answer = runner.result(work)
        return proof(answer["value"], answer["bound"]), answer, answer["chosen"]
    if partial is None:
        return no_update, no_update, no_update
    if not fits(partial, Partial):
        raise _UNREADABLE
    so_far = cast("Partial", partial)
    found, told = so_far["answer"], proof(so_far["value"], so_far["bound"])
    if not found or _same(found, known):
        return told, no_update, no_update
    return told, found, found["chosen"]


def _same(found: Answer, known: object) -> bool:
    return isinstance(known, dict) and known.get("points") == found["points"]


def proof(value: float, bound: float) -> list[Any]:
    """The best plan and the proven bound, in words."""
    best = [html.B(f"{words.hours(value)} hours"), " with the best plan so far, delays counted. "]
    if bound <= 0:
        return [*best, "How good that is, is not proven yet."]
    gap = (value - bound) / value if value > 0 else 0.0
    if gap < 0.0001:  # noqa: PLR2004 - a hundredth of a per cent
        return [
            html.B(f"{words.hours(value)} hours"),
            " with this plan, delays counted. Proven: no plan is better.",
        ]
    return [
        *best,
        "Proven: no plan at all comes below ",
        html.B(f"{words.hours(bound)} hours"),
        f", so this one is within {100 * gap:.1f}{words.PERCENT} of the best there is.",
    ]


def show_found(
    answer: object, picked: object, rejected: object, query: object, clicks: object = None
) -> tuple[Any, ...]:
    """The curve and the list of the picked plan, and what else can be asked.

    In order: both, the projects to ask about, whether asking is hidden, what the button for the rest of the
    moves says, and whether it is hidden. Every second of its clicks shows only the first moves again.
    """
    if not isinstance(answer, dict):
        return [], [], True, EVERY, True
    given = suggestion_list.read(answer)
    place = suggestion_list.place_of(given, picked)
    held = moves_in(_text(query))
    every = isinstance(clicks, int) and clicks % 2 == 1
    children = suggestion_list.found(given, place, set(_codes(rejected)), held, most=None if every else FIRST)
    count = len(given["points"][place]["moves"])
    button = f"Show only the first {FIRST} moves" if every else f"Show all {count} moves"
    return children, suggestion_list.askable(given, place), False, button, count <= FIRST


def _text(query: object) -> str:
    view = PlannerView.from_query(query if isinstance(query, str) else "")
    return planner_actions.wish(view)["value"]


def show_why_not(answer: object, project: object) -> str:
    """Why the project is not moved, or not otherwise."""
    if not project or not isinstance(answer, dict):
        return ""
    return suggestion_list.why_not(suggestion_list.read(answer), str(project))


def turned(rejected: object, project: object) -> list[str]:
    """The rejected projects with this one, or without it if it was one of them."""
    codes = _codes(rejected)
    if not isinstance(project, str):
        raise _UNREADABLE
    return [code for code in codes if code != project] if project in codes else [*codes, project]


def accepted(
    answer: object, picked: object, rejected: object, query: object, project: object
) -> dict[str, str]:
    """The wish for the scenario with the project's move, or, for `*`, with all that are not rejected."""
    if not isinstance(answer, dict):
        raise _UNREADABLE
    given = suggestion_list.read(answer)
    moves = given["points"][suggestion_list.place_of(given, picked)]["moves"]
    view = PlannerView.from_query(query if isinstance(query, str) else "")
    held, refused = set(view.moves), set(_codes(rejected))
    new = [
        shift
        for move in moves
        if (project in (move["project"], suggestion_list.ALL_OF_THEM)) and move["project"] not in refused
        for shift in moves_in(move["shifts"])
        if shift not in held
    ]
    return planner_actions.wish(view.with_moves((*view.moves, *new)))
