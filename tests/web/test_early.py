"""Hints for what a page's scripts will ask for."""

from pathlib import Path

import pytest
from flask import Flask

from heatmap.web.early import MARK, PARTS, hinted


def hints(address: str) -> str:
    """The hints of the page at an address."""
    with Flask(str(Path(__file__).stem)).test_request_context(address):
        return hinted(MARK)


@pytest.mark.parametrize("address", ["/", "/readiness", "/unit/NA?weeks=13"])
def test_every_page_hints_at_its_parts(address: str) -> None:
    """Dash asks for them wherever the reader starts."""
    assert all(f'href="{part}"' in hints(address) for part in PARTS)


def test_the_heatmap_hints_at_its_first_answer_with_its_own_query() -> None:
    """The same address as the script's own request, or the answer would come twice."""
    assert 'href="/first/heatmap.json?rows=area&amp;weeks=13"' in hints("/?rows=area&weeks=13")


def test_other_pages_do_not_hint_at_the_heatmaps_answer() -> None:
    """A hint that nobody takes costs the browser a request and a warning."""
    assert "heatmap.json" not in hints("/readiness")


def test_a_query_stays_text() -> None:
    """Whatever a link carries."""
    assert "<script" not in hints('/?unit="><script>alert(1)</script>')
