"""The export menu: every format of the shown view, and a link to it; the same on each page."""

from datetime import UTC, datetime
from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, html
from dash.development.base_component import Component
from flask import Response, request

from heatmap.analysis.versions.sample import serving_store
from heatmap.errors import HeatmapError
from heatmap.exports.export import At, Exported, at, export
from heatmap.exports.views.source import Making
from heatmap.exports.writing import LABELS, Format, Paper, Slides, format_of, paper_of, slides_of
from heatmap.pages.parts import choices
from heatmap.pages.parts.address import Address
from heatmap.settings import Settings
from heatmap.views.query import given, one

PAPER, SLIDES = "paper", "slides"  # of the address, beside the view's own parts
PARTS = {
    Format.PPTX: [("", "Slide (PPTX)"), (f"{SLIDES}={Slides.EVERY_ROW}", "Slides with every row (PPTX)")],
    Format.PDF: [("", "Document (PDF), A4"), (f"{PAPER}={Paper.A3}", "Document (PDF), A3")],
}
"""What chooses between several files of a format: a part of their address, and the label."""
ENTRIES = [
    (form, part, label) for form, only in LABELS.items() for part, label in PARTS.get(form, [("", only)])
]


def copy_id(address: Address) -> str:
    """The id of the button that copies the address."""
    return f"{address.page}-copy"


def button() -> Component:
    """The menu, which opens below its button; assets/address.js tells its links where they lead."""
    links = html.Ul(
        [html.Li(html.A(label, href="#", download="", **_to(form, part))) for form, part, label in ENTRIES],
        className="menu export-menu",
    )
    menu: Component = dmc.Popover(
        [choices.popover_button("Export", "button"), dmc.PopoverDropdown(links)],
        trapFocus=True,
        returnFocus=True,
        position="bottom-end",
        transitionProps={"duration": 0},
    )
    return menu


def _to(form: Format, part: str) -> dict[str, Any]:
    return {"data-format": form.value, "data-part": part}


def copy_button(address: Address) -> Component:
    """Copies the address, which holds the whole view."""
    return html.Button("Copy link", id=copy_id(address), className="button", type="button")


def wire(app: Dash, address: Address) -> None:
    """Let a page's button copy its address on `app`."""
    app.clientside_callback(
        ClientsideFunction("heatmap", "copyLink"),
        Output(copy_id(address), "children"),
        Input(copy_id(address), "n_clicks"),
        prevent_initial_call=True,
    )


def exported(settings: Settings, name: str, query: str, made: datetime) -> Exported:
    """The file `name`, such as unit/NA.pdf, of the view in `query`, made at a time in UTC.

    Raises:
        HeatmapError: a view or a format that does not exist, or a view with nothing in it.
    """
    view, dot, ending = name.rpartition(".")
    if not dot:
        raise HeatmapError(f"“{name[:80]}” names no format.", f"End it in one of .{', .'.join(Format)}.")
    form = format_of(ending)
    page, _, below = view.partition("/")
    where = At(at(page).page, below, query)
    making = Making(settings.marking, made)
    parts = given(query)
    paper = one(parts, PAPER, paper_of) or Paper.A4
    slides = one(parts, SLIDES, slides_of) or Slides.ONE
    return export(serving_store(settings), where, form, making, paper=paper, slides=slides)


def register(app: Dash, settings: Settings) -> None:
    """Answer the links of every page's menu on `app`."""

    @app.server.get("/export/<path:name>")
    def export_file(name: str) -> Response:
        file = exported(settings, name, request.query_string.decode(), datetime.now(UTC))
        return Response(
            file.content,
            mimetype=file.media_type,
            headers={"Content-Disposition": f'attachment; filename="{file.name}"'},
        )
