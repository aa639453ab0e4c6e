"""The export menu in a real browser: the same on each page, by keyboard too, with the view in its links."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from heatmap.settings import Settings
from tests.browser.live import served
from tests.example import example_store

pytestmark = pytest.mark.browser

PAGES = (
    ("/", "heatmap"),
    ("/unit/NA", "unit/NA"),
    ("/readiness", "readiness"),
    ("/performance", "performance"),
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on the example."""
    folder = tmp_path_factory.mktemp("store")
    example_store(folder).close()
    with served(Settings(store=folder)) as home:
        yield home


@pytest.mark.parametrize(("path", "view"), PAGES)
def test_the_links_of_each_page_carry_its_view(page: Page, address: str, path: str, view: str) -> None:
    """Version and day, in every format; A3 beside them."""
    page.goto(f"{address}{path}?version=1&asof=2020-10-05")
    expect(page.get_by_text("as of 5 Oct 2020").first).to_be_visible()
    page.get_by_role("button", name="Export").click()
    query = r"\?version=1&asof=2020-10-05"
    for label, ending in (
        ("Slide \\(PPTX", "pptx"),
        ("XLSX", "xlsx"),
        ("PNG", "png"),
        ("Parquet", "parquet"),
    ):
        link = page.get_by_role("link", name=re.compile(label))
        expect(link).to_have_attribute("href", re.compile(f"^/export/{view}\\.{ending}{query}$"))
    every = page.get_by_role("link", name="Slides with every row (PPTX)")
    expect(every).to_have_attribute("href", re.compile(f"^/export/{view}\\.pptx{query}&slides=every-row$"))
    a3 = page.get_by_role("link", name="Document (PDF), A3")
    expect(a3).to_have_attribute("href", re.compile(f"^/export/{view}\\.pdf{query}&paper=a3$"))


def test_a_unit_chosen_from_the_list_is_the_one_exported(page: Page, address: str) -> None:
    """The links follow the path; where no unit is chosen there is no menu."""
    page.goto(f"{address}/unit/")
    page.get_by_role("link", name="Central East").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Central East")
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("link", name="Drawing (SVG)")).to_have_attribute("href", "/export/unit/CE.svg")


def test_the_menu_is_opened_and_left_by_keyboard(page: Page, address: str) -> None:
    """Enter opens at the first format, Tab goes to the next, Escape closes; axe finds nothing."""
    page.goto(f"{address}/readiness")
    menu = page.get_by_role("button", name="Export")
    menu.focus()
    page.keyboard.press("Enter")
    slide = page.get_by_role("link", name="Slide (PPTX)")
    expect(slide).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Slides with every row (PPTX)")).to_be_focused()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.keyboard.press("Escape")
    expect(slide).to_be_hidden()
    expect(menu).to_be_focused()


def test_a_slide_comes_as_a_file(page: Page, address: str, tmp_path: Path) -> None:
    """Named by view, version and day."""
    page.goto(f"{address}/unit/NA")
    expect(page.get_by_role("heading", level=1)).to_have_text("North Area")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Slide (PPTX)").click()
    assert download.value.suggested_filename == "unit-na-version-1-as-of-2020-10-05.pptx"
    download.value.save_as(tmp_path / "unit.pptx")
    assert (tmp_path / "unit.pptx").read_bytes().startswith(b"PK")


def test_the_link_of_any_page_can_be_copied(page: Page, address: str) -> None:
    """The whole address, view and all."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{address}/performance?only=concern")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}/performance?only=concern"
