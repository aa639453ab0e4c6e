"""What a reader sees when something goes wrong: what happened and what to do, or a reference number."""

import logging
import secrets
from http import HTTPStatus
from typing import NamedTuple

import dash
import dash_mantine_components as dmc
from dash.development.base_component import Component
from dash.exceptions import DependencyException, InvalidResourceError
from flask import Response, jsonify, request
from markupsafe import Markup
from werkzeug.exceptions import HTTPException, NotFound

from heatmap.errors import HeatmapError
from heatmap.web.callbacks import check_callback
from heatmap.web.refusals import Refused

LOG = logging.getLogger(__name__)
NOTICE = "notice"
CALLBACKS = "_dash-update-component"
LARGEST_REQUEST = 2 * 1024 * 1024  # bytes; the page's own requests have some thousands

_PAGE = Markup("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{what}</title><style>
body{{font:1.125rem/1.5 system-ui,sans-serif;max-width:40rem;margin:15vh auto;padding:0 1.5rem;color:#0b0c0c;\
background:#fff}}h1{{font-size:1.5rem;overflow-wrap:anywhere}}p{{overflow-wrap:anywhere}}a{{color:#12436d}}
@media (prefers-color-scheme:dark){{body{{color:#edf2f6;background:#11181f}}a{{color:#8cc4f2}}}}
</style></head><body><main><h1>{what}</h1><p>{do}</p><p><a href="{home}">Open the heatmap</a></p></main>
</body></html>
""")

_HTTP = {
    HTTPStatus.BAD_REQUEST: HeatmapError("The request cannot be read.", "Reload the page and try again."),
    HTTPStatus.NOT_FOUND: HeatmapError(
        "There is no such page.", "Check the address, or start from the heatmap."
    ),
    HTTPStatus.METHOD_NOT_ALLOWED: HeatmapError(
        "This address does not take such requests.", "Use the page's own controls."
    ),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: HeatmapError(
        f"The request is larger than {LARGEST_REQUEST // 1024 // 1024} MB.",
        "Send less at once, or use the command line.",
    ),
}


class Said(NamedTuple):
    """An error in words, with the status that goes with it."""

    what: str
    do: str
    status: int


def install(app: dash.Dash, paths: tuple[str, ...] = ("/",)) -> None:
    """Answer every error of `app` in words; other addresses than the pages' `paths` do not exist.

    A path that ends in / stands for every address below it.
    """
    prefix: str = app.config.routes_pathname_prefix
    anything = f"{prefix}<path:path>"  # Dash's rule that gives the index page for any address
    known = {prefix + path.removeprefix("/") for path in paths}
    above = tuple(path for path in known if path.endswith("/") and path != prefix)

    def check() -> None:
        exists = request.path in known or (bool(above) and request.path.startswith(above))
        if request.endpoint == anything and not exists:
            raise Refused(HTTPStatus.NOT_FOUND, _HTTP[HTTPStatus.NOT_FOUND])
        if request.endpoint == prefix + CALLBACKS and request.method == "POST":
            check_callback(app)

    def answer(error: Exception) -> Response:
        return _answer(said(error), prefix)

    app.server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    app.server.before_request(check)
    # Dash has a handler of its own for the second, which gives its text back as a page.
    for kind in (Exception, InvalidResourceError):
        app.server.register_error_handler(kind, answer)


def on_error(error: Exception) -> None:
    """Show a callback's error in the page's notice; its outputs stay as they are."""
    what, do, _ = said(error)
    dash.set_props(NOTICE, {"title": what, "children": do, "hide": False})


def notice() -> Component:
    """The notice that `on_error` fills, hidden until then. It belongs once into every page."""
    alert: Component = dmc.Alert(
        id=NOTICE,
        title="",
        children="",
        hide=True,
        withCloseButton=True,
        closeButtonLabel="Close this message",
        variant="default",
        className="notice",
    )
    return alert


def said(error: Exception) -> Said:
    """The error in its reader's words. What nobody foresaw is logged under a reference, and only there."""
    if isinstance(error, Refused):
        return Said(error.reason.what, error.reason.do, error.status)
    if isinstance(error, HeatmapError):
        return Said(error.what, error.do, HTTPStatus.BAD_REQUEST)
    if isinstance(error, HTTPException) and error.code and error.code < HTTPStatus.INTERNAL_SERVER_ERROR:
        known = _HTTP.get(HTTPStatus(error.code), _HTTP[HTTPStatus.BAD_REQUEST])
        return Said(known.what, known.do, error.code)
    if isinstance(error, DependencyException | InvalidResourceError):
        return said(NotFound())
    reference = secrets.token_hex(4)
    LOG.error("Reference %s", reference, exc_info=error)
    return Said(
        f"Something went wrong that should not have. Its reference is {reference}.",
        "Try again; if it happens again, send the reference to whoever runs this server: "
        "their log has the details.",
        HTTPStatus.INTERNAL_SERVER_ERROR,
    )


def _answer(words: Said, home: str) -> Response:
    """JSON for the page's scripts, a page for people."""
    if request.path.endswith(CALLBACKS):
        answer = jsonify({"what": words.what, "do": words.do})
    else:
        answer = Response(_PAGE.format(what=words.what, do=words.do, home=home), mimetype="text/html")
    answer.status_code = words.status
    return answer
