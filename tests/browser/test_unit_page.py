"""The Unit page in a real browser, on the sample portfolio: what a change manager does with it."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.getAttribute('aria-label').replaceAll('\\u00a0', ' ')"
A4 = re.compile(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]")


def show(page: Page, url: str) -> None:
    """Open the page and wait for its last chart."""
    page.goto(url)
    expect(chart(page, "^Changes at ")).to_be_visible()


def chart(page: Page, name: str) -> Locator:
    """The drawing of the chart whose name matches."""
    return page.get_by_role("group", name=re.compile(name))


def assert_accessible(page: Page) -> None:
    """No violation of any rule."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_a_unit_is_chosen_from_the_list_and_then_another(page: Page, address: str) -> None:
    """The weeks stay as chosen; Back returns to the unit before."""
    page.goto(f"{address}/unit/?weeks=52")
    page.get_by_role("link", name="North Area").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("North Area")
    page.get_by_role("textbox", name="Another unit").click()
    page.get_by_role("option", name="Met Detention").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Met Detention")
    expect(page).to_have_url(f"{address}/unit/CUST?weeks=52")
    expect(chart(page, "^Load of Met Detention")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("North Area")
    expect(chart(page, "^Load of North Area")).to_be_visible()


def test_the_heatmaps_panel_opens_the_unit_page(page: Page, address: str) -> None:
    """From a hot cell to all that is coming there."""
    page.goto(f"{address}/?cell=unit%3ATDIU%402020-03-02")
    page.get_by_role("link", name="Open the unit page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Telephone and Digital Investigation Unit")


def test_the_next_four_weeks_are_said_in_sentences(page: Page, address: str) -> None:
    """How full, and chiefly by what."""
    show(page, f"{address}/unit/TDIU")
    first = page.locator("#unit-sentences li").first
    expect(first).to_contain_text("Week of 2 Mar: 153 % of capacity")
    expect(first).to_contain_text("chiefly Telephony and contact routing training")


def test_the_charts_are_walked_by_keyboard_and_say_each_mark(page: Page, address: str) -> None:
    """One tab stop a chart: week by week, area by area, event by event; Escape takes the tooltip away."""
    show(page, f"{address}/unit/TDIU")
    load = chart(page, "^Load of ").locator("[tabindex='0']")
    expect(load).to_have_count(1)
    load.focus()
    assert page.evaluate(FOCUSED).startswith("Week of 2 Mar 2020. 153 % of capacity, severe")
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED).startswith("Week of 9 Mar 2020. 156 % of capacity")
    expect(page.get_by_role("tooltip")).to_contain_text("Week of 9 Mar 2020")
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)
    page.keyboard.press("End")
    assert page.evaluate(FOCUSED).startswith("Week of 24 Aug 2020")

    chart(page, "^How sure the load").locator("[tabindex='0']").focus()
    assert page.evaluate(FOCUSED).startswith(
        "Week of 2 Mar 2020. 43 % chance of overload, standard error 0.5"
    )
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED).startswith("Week of 9 Mar 2020. 64 % chance of overload")
    expect(page.get_by_role("tooltip")).to_contain_text("In 8 of 10 draws")

    chart(page, "^How full each business area").locator("[tabindex='0']").focus()
    assert page.evaluate(FOCUSED).startswith("Whole unit, week of 2 Mar 2020. 153 %")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED).startswith("CID, week of 2 Mar 2020")

    chart(page, "^Changes at ").locator("[tabindex='0']").focus()
    first = page.evaluate(FOCUSED)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED) not in ("", first)


def test_hovering_a_mark_says_it_too_until_one_leaves(page: Page, address: str) -> None:
    """The tooltip can be pointed at itself."""
    show(page, f"{address}/unit/TDIU")
    chart(page, "^Load of ").get_by_role("img", name=re.compile("^Week of 9 Mar 2020")).hover()
    tooltip = page.get_by_role("tooltip")
    expect(tooltip).to_contain_text("156 % of capacity")
    tooltip.hover()
    expect(tooltip).to_be_visible()
    page.get_by_role("heading", level=1).hover()
    expect(tooltip).to_have_count(0)


def test_every_chart_is_a_table_too(page: Page, address: str) -> None:
    """With the same numbers."""
    show(page, f"{address}/unit/TDIU")
    buttons = page.get_by_role("button", name=re.compile("^As a table"))
    expect(buttons).to_have_count(4)
    for button in buttons.all():
        button.click()
    tables = page.locator(".chart table")
    expect(tables).to_have_count(4)
    expect(tables.nth(0).locator("tbody tr").first).to_contain_text("153 %")
    expect(tables.nth(1).locator("thead")).to_contain_text("Chance of overload")
    expect(tables.nth(2).locator("tbody tr").first).to_contain_text("153 % of capacity, severe")
    expect(tables.nth(3).locator("thead")).to_contain_text("Go-live")


def test_all_projects_are_one_click_away(page: Page, address: str) -> None:
    """Sixteen at first; the address says which."""
    show(page, f"{address}/unit/NA")
    few = chart(page, "^Changes at ").locator(".chart-mark").count()
    page.get_by_role("link", name=re.compile(r"^All \d+ projects")).click()
    expect(page).to_have_url(re.compile(r"/unit/NA\?projects=all$"))
    expect(page.get_by_role("link", name=re.compile("^Only the 16"))).to_be_visible()
    assert chart(page, "^Changes at ").locator(".chart-mark").count() > few


@pytest.mark.parametrize("path", ["NA", "CN?weeks=52", "EA?weeks=all&projects=all", "TDIU", "RTPC"])
def test_it_prints_on_one_upright_page_of_a4(page: Page, address: str, path: str) -> None:
    """Whatever is shown, and however many changes there are."""
    show(page, f"{address}/unit/{path}")
    pdf = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", pdf)) == 1
    assert A4.search(pdf)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "TDIU", "RTPC?weeks=52", "ZZ"])
def test_axe_finds_no_violation(open_page: Callable[..., Page], address: str, path: str, scheme: str) -> None:
    """The choice, charts, a unit without headcount, an error; then the charts as tables."""
    page = open_page(color_scheme=scheme)
    page.goto(f"{address}/unit/{path}")
    expect(page.locator("#unit-state .state-loading")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert_accessible(page)
    for button in page.get_by_role("button", name=re.compile("^As a table")).all():
        button.click()
    assert_accessible(page)


def test_one_readers_unit_never_shows_on_anothers_screen(
    open_page: Callable[..., Page], address: str
) -> None:
    """Two browsers, one server."""
    one, other = open_page(), open_page()
    show(one, f"{address}/unit/NA")
    show(other, f"{address}/unit/CUST?weeks=52")
    show(one, f"{address}/unit/CN")
    other.reload()
    expect(other.get_by_role("heading", level=1)).to_have_text("Met Detention")
    expect(other.get_by_role("button", name=re.compile("^Weeks"))).to_contain_text("52")
