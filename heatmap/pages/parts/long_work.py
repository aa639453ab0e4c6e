"""Long work on a page: a button that starts it, how far it is, a way to cancel it, and its end.

A page has one `LongWork` for each kind of work that it starts:

    WORK = LongWork("planner", "Searching for a better plan")

    def layout(): [... *WORK.parts(), WORK.start_button("Suggest moves"), WORK.progress(), ...]

    def begin(settings, query) -> Work:            # checks what it is sent, as every callback does
        view = View.from_query(query)
        return Work(plan, (settings, view))        # plan(settings, view, *, report) in its own process

    def register_long_work(app, settings, runner):  # called by create_app for the pages in its WORKING
        WORK.register(app, runner, partial(begin, settings), State(ADDRESS.query, "data"))

        @app.callback(Output(Id.PLAN, "children"), Input(WORK.done, "data"), prevent_initial_call=True)
        def _(work: object) -> Component:
            return show_plan(runner.result(work))

`WORK.partial` holds the newest partial result, also after the work was cancelled. The browser asks how
the work is only while it runs, and keeps its id for as long as the tab is open: a reload goes on.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html, no_update
from dash.development.base_component import Component

from heatmap import words
from heatmap.errors import HeatmapError
from heatmap.pages.parts import states
from heatmap.settings import Settings
from heatmap.web.errors import Said, said
from heatmap.web.long_work.runner import Phase, Progress, Runner

ASK_EVERY = 1000  # milliseconds; each time, Dash tells every part of the page
_STEPS = 4  # quarters: how often a screen reader is told how far the work is


class Work(NamedTuple):
    """A module's function that takes a keyword `report`, and what it is called with."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...] = ()


class WorkingPage(Protocol):
    """What a page module has besides, if it starts long work; `heatmap.dashboard.WORKING` lists it."""

    def register_long_work(self, app: Dash, settings: Settings, runner: Runner) -> None:
        """Wire the work on `app`."""


Begin = Callable[..., Work]


@dataclass(frozen=True)
class LongWork:
    """One kind of work on a page: the page's name (and what tells several kinds apart), and its name."""

    page: str
    name: str

    def _id(self, part: str) -> str:
        return f"{self.page}-work-{part}"

    @property
    def done(self) -> str:
        """The store that takes the id of work that is done."""
        return self._id("done")

    @property
    def partial(self) -> str:
        """The store that takes each new partial result."""
        return self._id("partial")

    @property
    def start(self) -> str:
        """The button that starts the work. A page may have another one, and register its clicks."""
        return self._id("start")

    @property
    def running(self) -> str:
        """The store that holds the id of the work while it runs."""
        return self._id("running")

    def parts(self) -> list[Component]:
        """The invisible parts."""
        return [
            dcc.Store(id=self.running, storage_type="session"),
            *(dcc.Store(id=each) for each in (self.done, self.partial, self._id("seen"))),
            dcc.Interval(id=self._id("clock"), interval=ASK_EVERY, disabled=True),
        ]

    def start_button(self, label: str, class_name: str = "button") -> Component:
        """The button that starts the work; it rests while the work runs."""
        return html.Button(label, id=self.start, className=class_name, type="button")

    def progress(self) -> Component:
        """How far the work is, and what is to be said when it ends without a result; empty until then."""
        cancel = html.Button("Cancel", id=self._id("cancel"), className="button is-small", type="button")
        return html.Div(
            [
                html.Div(
                    [html.Div(bar(self.name, Progress()), id=self._id("bar"), className="work-told"), cancel],
                    id=self._id("going"),
                    className="work-going",
                    hidden=True,
                ),
                html.Div(id=self._id("said"), role="status"),
            ],
            className="work no-print",
        )

    def register(self, app: Dash, runner: Runner, begin: Begin, *given: State) -> None:
        """Wire the work on `app`: `begin` makes it of the values of `given`, or raises a HeatmapError."""
        running, asked = self.running, [Output(self._id("said"), "children", allow_duplicate=True)]
        asked.append(Output(running, "data", allow_duplicate=True))

        @app.callback(*asked, Input(self.start, "n_clicks"), *given, prevent_initial_call=True)
        def _(clicks: object, *values: object) -> tuple[Any, Any]:
            return show_start(runner, begin, clicks, values)

        @app.callback(
            *asked, Input(self._id("cancel"), "n_clicks"), State(running, "data"), prevent_initial_call=True
        )
        def _(clicks: object, work: object) -> tuple[Any, Any]:
            return show_cancelled(runner, clicks, work)

        @app.callback(
            *(Output(self._id(each), "children") for each in ("bar", "said")),
            *(Output(each, "data") for each in (running, self.done, self.partial, self._id("seen"))),
            Input(self._id("clock"), "n_intervals"),
            State(running, "data"),
            State(self._id("seen"), "data"),
            prevent_initial_call=True,
        )
        def _(_: object, work: object, seen: object) -> tuple[Any, ...]:
            return show_progress(runner, self.name, work, seen)

        app.clientside_callback(
            ClientsideFunction("heatmap", "whileWorkRuns"),
            Output(self._id("clock"), "disabled"),
            Output(self._id("going"), "hidden"),
            Output(self.start, "disabled"),
            Input(running, "data"),
        )


def show_start(runner: Runner, begin: Begin, clicks: object, values: tuple[object, ...]) -> tuple[Any, Any]:
    """What is said, and the id of the work that was started."""
    if not clicks:
        return no_update, no_update
    try:
        work = begin(*values)
        return [], runner.start(work.function, *work.arguments)
    except HeatmapError as problem:
        return told(said(problem)), no_update


def show_cancelled(runner: Runner, clicks: object, work: object) -> tuple[Any, Any]:
    """What is said of the cancelled work; nothing runs any more."""
    if not clicks:
        return no_update, no_update
    try:
        progress = runner.cancel(work)
    except HeatmapError as problem:
        return told(said(problem)), None
    if progress.phase is Phase.DONE:  # it was quicker than the click: the next look fetches its result
        return no_update, no_update
    return told(progress.said), None


def show_progress(runner: Runner, name: str, work: object, seen: object) -> tuple[Any, ...]:
    """The bar, what is said, the running work, the work that is done, its partial result, and which one."""
    if work is None:
        return (no_update,) * 6
    try:
        progress = runner.progress(work)
    except HeatmapError as problem:
        return no_update, told(said(problem)), None, no_update, no_update, no_update
    new = progress.revision != 0 and seen != [work, progress.revision]
    partial = (progress.partial, [work, progress.revision]) if new else (no_update, no_update)
    if progress.phase is Phase.RUNNING:
        return bar(name, progress), no_update, no_update, no_update, *partial
    if progress.phase is Phase.DONE:
        return bar(name, progress), [], None, work, *partial
    return no_update, told(progress.said), None, no_update, *partial


def bar(name: str, progress: Progress) -> list[Component]:
    """How far the work is: a bar, the same in words, and now and then for those who listen."""
    per_cent = round(100 * progress.done)
    quarter = words.share(int(progress.done * _STEPS) / _STEPS)
    value: dict[str, Any] = {"aria-valuenow": str(per_cent), "aria-valuemin": "0", "aria-valuemax": "100"}
    meter = html.Div(
        html.Div(className="work-bar-done", style={"width": f"{per_cent}%"}),
        className="work-bar",
        role="progressbar",
        **states.aria(name),
        **value,
    )
    return [
        html.P([f"{progress.label} … ", html.Span(words.share(progress.done), className="work-share")]),
        meter,
        html.P(f"{name}: {progress.label}, {quarter}", className="visually-hidden", role="status"),
    ]


def told(why: Said | None) -> list[Component]:
    """Why the work has no result, and what to do."""
    if why is None:
        return []
    return [html.Div([html.Strong(why.what), " ", why.do], className="notice work-notice")]
