"""What the browser gets while the page's scripts still load: hints, and a page to look at meanwhile.

A page to look at is plain HTML, shown at once; our own script draws the first answer into it, and only then
come Dash's scripts, whose page takes its place: see assets/early.js.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import dash
from flask import current_app, request
from markupsafe import Markup, escape

MARK = "<!-- early -->"  # places in the page: of the hints
PLACE = "<!-- early page -->"  # and of the page to look at
PARTS = ("/_dash-layout", "/_dash-dependencies")  # what Dash asks for on every page
PAGES = "EARLY_PAGES"  # in the configuration of an application: by path, what gives a page to look at

# Dash's scripts, and the one that starts it, but not ours, which have more attributes, and not its settings.
_SCRIPT = re.compile(r'<script (?=src="[^"]+">|id="_dash-renderer")')
WAITING = '<script type="text/plain" '  # the browser leaves it alone
JSON_IN_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})  # nothing that ends an element


@dataclass(frozen=True)
class EarlyPage:
    """A page to look at, with the answer in JSON that is drawn into it; where it has none, its address."""

    content: Markup
    answer: str = ""
    address: str = ""


@cache
def install() -> None:
    """Fill the marks in the pages of all Dash applications in the process: Dash's hooks are shared."""
    dash.hooks.index()(hinted)


def offer(app: dash.Dash, path: str, page: Callable[[str], EarlyPage | None]) -> None:
    """Show what `page` gives for a query string at `path` of `app`, until its scripts are there."""
    app.server.config.setdefault(PAGES, {})[path] = page


def hinted(page: str) -> str:
    """The page with a hint for each address that its scripts will surely ask for, and a page to look at."""
    query = request.query_string.decode("ascii", "ignore")
    offered = current_app.config.get(PAGES, {}).get(request.path)
    early: EarlyPage | None = offered(f"?{query}" if query else "") if offered else None
    if early is None:
        return page.replace(MARK, "".join(_hint(address) for address in PARTS)).replace(PLACE, "")
    hints = _hint(early.address) if early.address else ""
    # Its scripts come last, when the grid is drawn. Fetched any sooner, a machine of two cores is busy with
    # them instead: the grid was painted after 0.89 s instead of 0.74 s, and Dash was there no sooner.
    return _SCRIPT.sub(WAITING, page).replace(MARK, hints).replace(PLACE, _shown(early))


def _shown(early: EarlyPage) -> str:
    answer = early.answer.translate(JSON_IN_HTML)
    return (
        f'<div id="early" data-address="{escape(early.address)}">{early.content}</div>'
        f'<script id="early-answer" type="application/json">{answer}</script>'
    )


def _hint(address: str) -> str:
    # "anonymous" makes it the same request as the scripts' own: same origin, so with its credentials.
    return f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{escape(address)}">'
