"""What the browser gets while the page's scripts still load."""

from collections.abc import Callable

import pytest
from dash import Dash
from markupsafe import Markup

from heatmap.web.early import MARK, PARTS, PLACE, EarlyPage, hinted, offer

SCRIPTS = (
    '<script src="/ours.js" data-later="{}"></script>'
    '<script id="_dash-config" type="application/json">{}</script><script src="/react.js"></script>'
    '<script id="_dash-renderer" type="application/javascript">start()</script>'
)


def page_of(address: str, page: Callable[[str], EarlyPage | None] | None = None) -> str:
    """The page at an address, of an application whose first page has an early one."""
    app = Dash(__name__)
    if page:
        offer(app, "/", page)
    with app.server.test_request_context(address):
        return hinted(MARK + PLACE + SCRIPTS)


def looked_at(query: str) -> EarlyPage:
    """A page that says its query, with an answer."""
    return EarlyPage(Markup("<p>{}</p>").format(query), '{"unit": "</script>"}')


@pytest.mark.parametrize("address", ["/", "/readiness", "/unit/NA?weeks=13"])
def test_a_page_whose_scripts_run_at_once_hints_at_its_parts(address: str) -> None:
    """Dash asks for them wherever the reader starts; the script of an early page hints when it is time."""
    assert all(f'href="{part}"' in page_of(address) for part in PARTS)


def test_other_pages_stay_as_they_are() -> None:
    """Their scripts run at once."""
    page = page_of("/readiness", looked_at)
    assert page.endswith(SCRIPTS)
    assert "early" not in page


def test_an_early_page_has_its_answer_and_its_scripts_wait() -> None:
    """All of Dash's scripts and the one that starts it, but not ours, and not Dash's settings."""
    page = page_of("/?weeks=13", looked_at)
    assert '<div id="early" data-address=""><p>?weeks=13</p></div>' in page
    assert '<script type="text/plain" src="/react.js">' in page
    assert '<script type="text/plain" id="_dash-renderer"' in page
    assert '<script src="/ours.js" data-later="{}">' in page
    assert '<script id="_dash-config" type="application/json">' in page
    assert 'as="script"' not in page  # fetched when the grid is drawn, and not before


def test_no_text_of_an_answer_ends_its_element() -> None:
    """Names come from files."""
    assert '{"unit": "\\u003c/script\\u003e"}</script>' in page_of("/", looked_at)


def test_a_slow_answer_is_hinted_at_instead() -> None:
    """The page does not wait for it."""
    page = page_of("/?a=1&b=2", lambda query: EarlyPage(Markup(), address=f"/slow.json{query}"))
    assert 'as="fetch" crossorigin="anonymous" href="/slow.json?a=1&amp;b=2"' in page
    assert 'data-address="/slow.json?a=1&amp;b=2"' in page


def test_a_query_stays_text() -> None:
    """Whatever a link carries."""
    page = page_of('/?unit="><script>alert(1)</script>', looked_at)
    assert "<script>alert" not in page
