"""The planner's suggestions in a real browser: asked for, decided on, searched again."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from heatmap.settings import Settings
from tests.browser.live import served
from tests.planning.moving_portfolios import published

pytestmark = pytest.mark.browser

PATIENCE = 60_000  # milliseconds: a process of its own starts, searches and proves


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on three projects that collide, and one that is fixed."""
    folder = tmp_path_factory.mktemp("store")
    published(folder).close()
    with served(Settings(store=folder)) as home:
        yield home


def suggest(page: Page) -> None:
    """Press the button and wait for the proof."""
    page.get_by_role("button", name="Suggest moves").click()
    expect(page.locator("#suggest-proof")).to_contain_text("no plan is better", timeout=PATIENCE)


def test_moves_are_suggested_accepted_rejected_and_searched_again(page: Page, address: str) -> None:
    """One is accepted into the scenario, one rejected; the next search leaves both as they are."""
    page.goto(f"{address}/planner")
    suggest(page)
    table = page.get_by_role("region", name="Suggested moves")
    expect(table.get_by_role("button", name=re.compile("^Accept: "))).to_have_count(2)
    results = Axe().run(page, context="#suggestions")
    assert results.violations_count == 0, results.generate_report()

    table.get_by_role("button", name=re.compile("^Accept: ")).first.click()
    expect(table.get_by_role("button", name=re.compile("^Accepted: "))).to_be_disabled()
    expect(page).to_have_url(re.compile(r"moves=shift\.\.P\d\.2020-05-04\.\d"))
    table.get_by_role("button", name=re.compile("^Reject: ")).last.click()
    expect(table.get_by_role("button", name=re.compile("^Take back the rejection: "))).to_be_visible()
    page.get_by_role("button", name="Suggest moves").click()
    expect(table.get_by_role("button", name=re.compile("^Reject: "))).to_have_count(1, timeout=PATIENCE)
    expect(table.get_by_role("button", name=re.compile("^Accepted: "))).to_have_count(0)


def test_a_point_of_the_curve_is_picked_by_keyboard(page: Page, address: str) -> None:
    """The first point delays nothing; picked, its list is shown, and asking why not is possible."""
    page.goto(f"{address}/planner")
    suggest(page)
    first = page.get_by_role("button", name=re.compile("^0 weeks of delay"))
    first.focus()
    page.keyboard.press("Enter")
    expect(first).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".suggest-said")).to_contain_text("for 0 weeks of delay")
    page.get_by_role("textbox", name="Why not move").click()
    page.get_by_role("option", name="Project P4").click()
    expect(page.locator("#suggest-why-not")).to_contain_text("cannot move: none of its events says")
