"""The chance of overload in a real browser: chosen as the measure, hovered, opened, as a table."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

CELL = re.compile("^Central West, week of 24 Aug 2020: 90.% chance of overload, step E very likely")


def test_a_cell_tells_its_chance_its_error_and_what_drives_it(page: Page, address: str) -> None:
    """On hover, and in the side panel."""
    page.goto(address)
    page.get_by_role("button", name="Measure").click()
    page.get_by_role("radio", name="Chance of overload").click()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("measure=chance"))
    cell = page.get_by_label(CELL)
    cell.hover()
    tooltip = page.locator(".tooltip:visible")
    expect(tooltip).to_contain_text("Standard error0.3 points")
    expect(tooltip).to_contain_text("If it kept its dates")
    cell.click()
    panel = page.get_by_role("complementary", name="The selected cell")
    expect(panel).to_contain_text("of 10,000 draws are over capacity (standard error 0.3 points)")
    expect(panel).to_contain_text("lower if one project were sure to keep its dates")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chances_have_no_accessibility_violation_as_a_table(
    open_page: Callable[..., Page], address: str, scheme: str
) -> None:
    """With the error in a column of its own."""
    page = open_page(color_scheme=scheme)
    page.goto(f"{address}/?measure=chance&show=table&unit=AW&cell=unit%3AAW%402020-08-24")
    expect(page.get_by_role("button", name="Standard error, points")).to_be_visible()
    expect(page.locator(".panel .figures")).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
