"""The board pack on a page: a button that makes it in a process of its own, how far it is, and its file.

def layout(): [... *pack_button.parts(), ..., pack_button.section(), ...]

def register_long_work(app, settings, runner):
    pack_button.register(app, settings, runner, State(ADDRESS.query, "data"), chosen_versions)
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import dash_mantine_components as dmc
from dash import Dash, Input, Output, State, html
from dash.development.base_component import Component
from flask import Response

from heatmap.analysis.packing.choice import PackChoice, choice_at
from heatmap.exports.export import Exported
from heatmap.exports.pack.pack import FORMATS, board_pack, check_format
from heatmap.exports.writing import LABELS, Format, format_of
from heatmap.pages.parts import states
from heatmap.pages.parts.long_work import LongWork, Work
from heatmap.settings import Settings
from heatmap.web.long_work.runner import UNKNOWN, Runner

WORK = LongWork("pack", "Making the board pack")
ROUTE = "/pack"
SECTION = "board-pack"
KILOBYTE = 1000


class Id:
    """Ids of this part."""

    FORMAT = "pack-format"
    FILE = "pack-file"


class Versions(NamedTuple):
    """What a page says of the pack: its version, and since which one what changed is told."""

    version: int | None
    since: int | date | None


def parts() -> list[Component]:
    """The invisible parts."""
    return WORK.parts()


def section() -> Component:
    """A heading, what it is, the choice of format, the button, its progress and the file."""
    form = dmc.SegmentedControl(
        id=Id.FORMAT,
        data=[{"value": each.value, "label": LABELS[each]} for each in FORMATS],
        value=FORMATS[0].value,
        transitionDuration=0,
        **states.aria("Format of the board pack"),
    )
    return html.Section(
        [
            html.H2("Board pack"),
            html.P(
                "Cover, findings, heatmap, ten hottest unit-weeks, what changed, what lies ahead, and how "
                "far to trust the numbers: for the versions that this page compares.",
                className="stated",
            ),
            html.Div(
                [form, WORK.start_button("Make the board pack", "button is-primary")], className="actions"
            ),
            WORK.progress(),
            html.Div(id=Id.FILE, role="status"),
        ],
        id=SECTION,
        className="pack no-print",
    )


def link() -> Component:
    """Leads to the section, from the page's header."""
    return html.A("Board pack", href=f"#{SECTION}", className="button")


def begin(
    settings: Settings, versions: Callable[[str], Versions], made: datetime, query: object, form: object
) -> Work:
    """The work that makes the pack of the page's versions, as its configuration has it.

    Raises:
        HeatmapError: a format, a view or a configuration that does not exist, or is wrong.
    """
    chosen = format_of(form if isinstance(form, str) else "")
    check_format(chosen)
    of = versions(query if isinstance(query, str) else "")
    choice = choice_at(settings.pack) if settings.pack else PackChoice()
    choice = replace(choice, version=of.version or choice.version, since=of.since or choice.since)
    return Work(board_pack, (settings, choice, chosen, made))


def made_pack(runner: Runner, work: object) -> Exported:
    """The file of work that is done.

    Raises:
        HeatmapError: there is no such work, or it made no pack.
    """
    result = runner.result(work)
    if isinstance(result, Exported):
        return result
    raise UNKNOWN


def show_file(runner: Runner, work: object) -> list[Component]:
    """The link to the file of work that is done; nothing before."""
    if work is None:
        return []
    file = made_pack(runner, work)
    form = Format(file.name.rpartition(".")[2])
    size = f"{form.upper()}, {max(1, round(len(file.content) / KILOBYTE)):,} kB"
    anchor = html.A(
        f"Download the board pack ({size})", href=f"{ROUTE}/{work}", download=file.name, className="button"
    )
    kept = html.Span("It is kept here for some minutes.", className="stated")
    return [html.P([anchor, " ", kept])]


def register(
    app: Dash, settings: Settings, runner: Runner, query: State, versions: Callable[[str], Versions]
) -> None:
    """Wire the part on `app`; `versions` reads the page's query, which is the value of `query`."""

    def start(given: object, form: object) -> Work:
        return begin(settings, versions, datetime.now(UTC), given, form)

    WORK.register(app, runner, start, query, State(Id.FORMAT, "value"))

    @app.callback(Output(Id.FILE, "children"), Input(WORK.done, "data"), prevent_initial_call=True)
    def _(work: object) -> list[Component]:
        return show_file(runner, work)

    @app.server.get(f"{ROUTE}/<work>")
    def pack_file(work: str) -> Response:
        return _response(made_pack(runner, work))


def _response(file: Exported) -> Response:
    headers: dict[str, Any] = {"Content-Disposition": f'attachment; filename="{file.name}"'}
    return Response(file.content, mimetype=file.media_type, headers=headers)
