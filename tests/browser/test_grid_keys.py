"""The grid by keyboard alone."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Draw = Callable[..., Page]
PLACE = """() => {
    const node = document.activeElement;
    return (node.getAttribute('aria-label') || '').split(':')[0];
}"""


def press(page: Page, *keys: str) -> str:
    """Press the keys one after the other; where the focus is then, in words."""
    for key in keys:
        page.keyboard.press(key)
    where: str = page.evaluate(PLACE)
    return where


def focus(page: Page) -> None:
    """Enter the grid with Tab from the control before it."""
    page.get_by_role("button", name="Reset").focus()
    page.keyboard.press("Tab")


def test_the_grid_is_one_tab_stop(draw: Draw) -> None:
    """Tab enters it at the as-of week, and Tab again leaves it for the legend."""
    page = draw()
    focus(page)
    assert page.evaluate(PLACE) == "All units, week of 9 Mar 2020"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.dataset.letter") == "A"
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(PLACE) == "All units, week of 9 Mar 2020"


def test_arrows_and_jumps_move_the_focus(draw: Draw) -> None:
    """By a cell, to the ends of the row, by 13 weeks, to the corners of the grid."""
    page = draw()
    focus(page)
    assert press(page, "ArrowRight", "ArrowDown") == "Central South, week of 16 Mar 2020"
    assert press(page, "PageDown") == "Central South, week of 15 Jun 2020"
    assert press(page, "End") == "Central South, week of 28 Dec 2020"
    assert press(page, "PageUp") == "Central South, week of 28 Sep 2020"
    assert press(page, "Home") == "Central South, week of 2 Mar 2020"
    assert press(page, "Control+End") == "<img src=x onerror=alert(1)>, week of 28 Dec 2020"
    assert press(page, "Control+Home") == "All units, week of 2 Mar 2020"
    assert press(page, "ArrowUp") == "All units, week of 2 Mar 2020"


def test_the_focused_cell_is_in_sight_in_a_big_grid(draw: Draw) -> None:
    """It is not hidden behind the heads that stick."""
    page = draw("big")
    focus(page)
    press(page, "Control+End", "Home", "ArrowUp", *["PageDown"] * 4, *["ArrowUp"] * 50, *["PageUp"] * 2)
    seen = page.evaluate("""() => {
        const box = document.activeElement.getBoundingClientRect();
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return top === document.activeElement;
    }""")
    assert seen


def test_enter_opens_the_cell_and_escape_closes_it(draw: Draw) -> None:
    """Escape first takes the tooltip, if one is open, then the side panel; focus stays in its cell."""
    page = draw()
    focus(page)
    where = press(page, "ArrowDown", "Enter")
    expect(page.locator("#panel")).to_be_visible()
    assert page.evaluate("harness.state.selected") == {"row": "unit:AS", "column": "2020-03-09"}
    expect(page.locator(".cell[aria-selected='true']")).to_have_count(1)
    assert press(page, "Escape") == where
    expect(page.locator("#panel")).to_be_hidden()
    press(page, " ")
    expect(page.locator("#panel")).to_be_visible()


def test_escape_dismisses_the_tooltip_before_the_panel(draw: Draw) -> None:
    """One thing at a time."""
    page = draw()
    focus(page)
    press(page, "ArrowDown", "Enter", "ArrowRight")
    expect(page.locator(".tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".tooltip")).to_be_hidden()
    expect(page.locator("#panel")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()


def test_a_row_is_opened_from_its_name(draw: Draw) -> None:
    """Left of the first week is the row's name; Enter there asks for its parts."""
    page = draw()
    focus(page)
    press(page, "ArrowDown", "Home", "ArrowLeft")
    toggle = page.get_by_role("button", name="Central South")
    expect(toggle).to_be_focused()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Enter")
    assert page.evaluate("harness.asked") == [{"part": "open", "value": "unit:AS"}]
    assert press(page, "ArrowUp") == "All units"
    assert press(page, "ArrowRight") == "All units, week of 2 Mar 2020"


def test_weeks_are_chosen_with_shift_and_enter(draw: Draw) -> None:
    """Three weeks, said as they are marked; Escape takes the marks back."""
    page = draw()
    focus(page)
    press(page, "Shift+ArrowRight", "Shift+ArrowRight")
    expect(page.locator("[aria-live='polite']")).to_contain_text(
        "week of 9 Mar 2020 to week of 23 Mar 2020 marked"
    )
    expect(page.locator(".column-head.is-marked")).to_have_count(3)
    press(page, "Escape", "Escape")
    expect(page.locator(".column-head.is-marked")).to_have_count(0)
    press(page, "Shift+ArrowLeft", "Enter")
    assert page.evaluate("harness.asked") == [
        {"part": "span", "value": {"from": "2020-03-16", "to": "2020-03-29"}}
    ]


def test_the_causes_describe_the_focused_cell(draw: Draw) -> None:
    """A screen reader hears the chief causes after the cell's own words."""
    page = draw()
    focus(page)
    press(page, "ArrowDown")
    words = "CONNECT Drop 1: custody, case, property 44\u00a0% <img src=x onerror=alert(1)> 23\u00a0%"
    expect(page.locator(":focus")).to_have_accessible_description(re.compile(f"^{re.escape(words)}"))


def test_the_keys_are_explained_on_the_page(draw: Draw) -> None:
    """Behind a disclosure that says what it is."""
    page = draw()
    page.get_by_text("Keyboard", exact=True).click()
    expect(page.locator(".keyboard-help")).to_contain_text("13 columns back and on")
