"""The Performance page in a real browser, on the sample portfolio: did a go-live hurt a unit?"""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

DIP = "I_RESPONSE%40CE"  # the planted dip after a headquarters move
MOVE = "2019-09-23"
FOCUSED = "document.activeElement.getAttribute('aria-label')"
DRAWN = "#performance-cards svg"


def show(page: Page, url: str) -> None:
    """Open the page and wait for its charts."""
    page.goto(url)
    expect(page.get_by_role("figure").first).to_be_visible()


def large(page: Page) -> Locator:
    """The drawing of the large chart."""
    return page.get_by_role("group", name=re.compile("by (week|month)$"))


def asked(page: Page) -> dict[str, list[str]]:
    """The address bar's parameters."""
    return parse_qs(urlsplit(page.url).query)


def assert_accessible(page: Page) -> None:
    """No violation of any rule."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_the_page_opens_with_findings_and_the_charts_of_concern(page: Page, address: str) -> None:
    """Both planted dips, in the words associated with; every chart a figure said in words."""
    show(page, f"{address}/performance")
    found = page.get_by_role("region", name="Findings after go-lives").get_by_role("listitem")
    expect(found).to_have_count(2)
    expect(found.first).to_contain_text("Associated with the go-live of BCU headquarters moves")
    figure = page.get_by_role("figure", name="Telephone and Digital Investigation Unit Working time")
    expect(figure).to_have_accessible_description(re.compile("^4.72 % of working time in Feb 2020: concern"))


def test_charts_are_drawn_only_as_they_come_into_sight(page: Page, address: str) -> None:
    """Of 84, those near the window; the last once it is scrolled to."""
    show(page, f"{address}/performance")
    figures = page.get_by_role("figure")
    expect(figures).to_have_count(84)
    assert page.locator(DRAWN).count() < 40
    figures.last.scroll_into_view_if_needed()
    expect(figures.last.locator("svg")).to_be_visible()


def test_a_chart_opens_by_keyboard_is_walked_and_closes_where_it_was_opened(page: Page, address: str) -> None:
    """Enter, point by point, down to the go-lives, Escape, and the focus is back."""
    show(page, f"{address}/performance?unit=CE&order=indicator")
    link = page.get_by_role("link", name=re.compile("^Central East Immediate"))
    link.focus()
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="Immediate (I) calls reached within 15 minutes, Central East")
    expect(heading).to_be_focused()
    assert asked(page)["cell"] == ["I_RESPONSE@CE"]
    large(page).locator("[tabindex='0']").focus()
    page.keyboard.press("End")
    assert page.evaluate(FOCUSED) == "Week of 24 Feb 2020: 87.2 % of I calls, no signal"
    page.keyboard.press("ArrowDown")
    assert "Go-live on 25 Feb 2020: Fleet telematics" in page.evaluate(FOCUSED)
    page.keyboard.press("Escape")  # the tooltip
    page.keyboard.press("Escape")
    expect(large(page)).to_have_count(0)
    expect(link).to_be_focused()
    assert "cell" not in asked(page)


def test_the_large_chart_has_a_table_of_the_same_numbers(page: Page, address: str) -> None:
    """Newest first; so have the small ones together."""
    show(page, f"{address}/performance?cell={DIP}")
    page.get_by_role("button", name=re.compile("^As a table")).click()
    first = page.get_by_role("table", name=re.compile("by week$")).get_by_role("row").nth(1)
    expect(first).to_contain_text("24 Feb 2020")
    expect(first).to_contain_text("no signal")
    page.get_by_text("Table", exact=True).click()
    expect(page.get_by_role("table", name="Control charts").get_by_role("row")).to_have_count(85)


def test_rebasing_at_a_go_live_is_kept_in_the_address(page: Page, address: str) -> None:
    """A new phase, explained; Back undoes it."""
    show(page, f"{address}/performance?cell={DIP}")
    page.get_by_role("link", name=re.compile("^Rebase here at 23 Sep 2019")).click()
    expect(page.locator("#performance-large")).to_contain_text("Phase 2 from the week of 23 Sep 2019")
    expect(page.locator("#performance-large .xmr-start")).to_have_count(1)
    assert asked(page)["rebase"] == [f"CE@{MOVE}"]
    page.go_back()
    expect(page.locator("#performance-large .xmr-start")).to_have_count(0)


def test_one_reader_does_not_move_the_others_limits(open_page: Callable[..., Page], address: str) -> None:
    """Two browsers, one rebased."""
    first, second = open_page(), open_page()
    show(first, f"{address}/performance?cell={DIP}&rebase=CE%40{MOVE}")
    show(second, f"{address}/performance?cell={DIP}")
    expect(first.locator("#performance-large .xmr-start")).to_have_count(1)
    expect(second.locator("#performance-large .xmr-start")).to_have_count(0)
    first.reload()
    expect(first.locator("#performance-large .xmr-start")).to_have_count(1)


def test_the_filters_leave_only_concern(page: Page, address: str) -> None:
    """Fewer charts, and the address says so."""
    show(page, f"{address}/performance")
    page.get_by_role("button", name="Charts").click()
    page.get_by_role("radio", name="Only concern in the last 13 weeks").check(force=True)
    expect(page.get_by_role("figure")).to_have_count(33)
    assert asked(page)["only"] == ["concern"]


def test_the_heatmap_leads_from_a_cell_at_risk_to_its_indicators(page: Page, address: str) -> None:
    """The mark is said; the panel draws; the link opens the large chart."""
    page.goto(f"{address}/")
    page.get_by_role("link", name=re.compile("^5 units at risk")).click()
    cell = page.get_by_role("gridcell", name=re.compile("^Telephone and Digital.*week of 9 Mar 2020"))
    expect(cell).to_have_accessible_name(re.compile("at risk: a lead indicator shows concern"))
    panel = page.get_by_role("complementary", name="The selected cell")
    expect(panel.locator(".spark svg").first).to_be_visible()
    panel.get_by_role("link", name="Working time lost to sickness").click()
    expect(large(page)).to_have_accessible_name(
        "Working time lost to sickness, Telephone and Digital Investigation Unit, by month"
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_rule_of_accessibility_is_broken(
    open_page: Callable[..., Page], address: str, scheme: str
) -> None:
    """The charts, the large one rebased, the tables, the empty and the error state."""
    page = open_page(color_scheme=scheme)
    show(page, f"{address}/performance?cell={DIP}&rebase=CE%40{MOVE}")
    expect(large(page)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("^As a table")).click()
    page.get_by_text("Table", exact=True).click()
    expect(page.get_by_role("table", name="Control charts")).to_be_visible()
    assert_accessible(page)
    for query, said in (("unit=RTPC", "No chart to show"), ("unit=ZZ", "no unit “ZZ”")):
        page.goto(f"{address}/performance?{query}")
        expect(page.locator("#performance-state")).to_contain_text(said)
        assert_accessible(page)
