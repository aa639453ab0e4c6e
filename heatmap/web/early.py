"""What the browser asks for while the page's scripts still load: the page's parts and its first answer."""

from functools import cache

import dash
from flask import request
from markupsafe import escape

MARK = "<!-- early -->"  # its place in the page
PARTS = ("/_dash-layout", "/_dash-dependencies")  # what Dash asks for on every page
ANSWERS = {"/": "/first/heatmap.json"}  # by page: its first answer, asked for with the page's own query


@cache
def install() -> None:
    """Fill the mark in the pages of all Dash applications in the process: Dash's hooks are shared."""
    dash.hooks.index()(hinted)


def hinted(page: str) -> str:
    """The page with a hint for each address that its scripts will surely ask for."""
    wanted = [*PARTS]
    if request.path in ANSWERS:
        query = request.query_string.decode("ascii", "ignore")
        wanted.append(ANSWERS[request.path] + (f"?{query}" if query else ""))
    return page.replace(MARK, "".join(_hint(address) for address in wanted))


def _hint(address: str) -> str:
    # "anonymous" makes it the same request as the scripts' own: same origin, so with its credentials.
    return f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{escape(address)}">'
