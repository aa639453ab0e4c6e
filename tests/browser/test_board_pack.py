"""The board pack in a real browser: asked for by keyboard on the Review page, watched, and taken away."""

import re
from collections.abc import Iterator
from pathlib import Path

import pptx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from heatmap.settings import Settings
from tests.browser.live import served
from tests.two_boards import two_boards

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on a store with both boards."""
    folder = tmp_path_factory.mktemp("boards")
    two_boards(folder).close()
    with served(Settings(store=folder, marking="OFFICIAL")) as home:
        yield home


def test_the_pack_is_made_by_keyboard_and_downloaded(page: Page, address: str, tmp_path: Path) -> None:
    """Its progress is told, its link says kind and size, and nothing is in a screen reader's way."""
    page.goto(f"{address}/review")
    expect(page.get_by_role("grid")).to_be_visible()
    page.get_by_role("link", name="Board pack").press("Enter")
    button = page.get_by_role("button", name="Make the board pack")
    expect(button).to_be_in_viewport()
    button.press("Enter")
    link = page.get_by_role("link", name=re.compile(r"^Download the board pack \(PPTX, [0-9,]+ kB\)$"))
    expect(link).to_be_visible(timeout=120_000)
    expect(button).to_be_enabled()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    with page.expect_download() as awaited:
        link.click()
    out = tmp_path / "pack.pptx"
    awaited.value.save_as(out)
    assert awaited.value.suggested_filename.startswith("board-pack-version-2-as-of-2020-10-14")
    slides = pptx.Presentation(str(out)).slides
    assert slides[0].shapes.title.text_frame.text == "Change board pack"


def test_the_pack_can_be_cancelled(page: Page, address: str) -> None:
    """It is said, and the button is there again."""
    page.goto(f"{address}/review")
    button = page.get_by_role("button", name="Make the board pack")
    button.click()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("The work was cancelled.")).to_be_visible()
    expect(button).to_be_enabled()
