"""The Readiness page in a real browser, on the sample portfolio: what a change manager does with it."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.innerText.trim()"


def show(page: Page, url: str) -> Locator:
    """Open the page and wait for its matrix."""
    page.goto(url)
    matrix = page.get_by_role("grid", name=re.compile("^Readiness by project and unit"))
    expect(matrix).to_be_visible()
    return matrix


def cell(matrix: Locator, project: str, unit: str) -> Locator:
    """The cell of a project and a unit's code, found by its headers as a reader of the table does."""
    place = matrix.locator("thead th b").all_inner_texts().index(unit)
    row = matrix.get_by_role("row").filter(has=matrix.page.get_by_role("rowheader", name=project))
    return row.get_by_role("gridcell").nth(place)


def asked(page: Page) -> dict[str, list[str]]:
    """The address bar's parameters."""
    return parse_qs(urlsplit(page.url).query)


def assert_accessible(page: Page) -> None:
    """No violation of any rule."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_the_matrix_says_each_state_in_words_under_its_headers(page: Page, address: str) -> None:
    """Data centre exit is first, tomorrow; Met Detention is overloaded and not able."""
    matrix = show(page, f"{address}/readiness")
    expect(matrix.get_by_role("rowheader").first).to_contain_text("Data centre exit3 Mar 2020, in 1 day")
    expect(cell(matrix, "Data centre exit", "CUST")).to_contain_text("barrier: able")
    expect(cell(matrix, "Data centre exit", "CUST")).to_contain_text("unit over capacity in that week")


def test_a_click_on_a_cell_opens_its_panel_and_leads_to_the_heatmaps_cell(page: Page, address: str) -> None:
    """State, elements, checks, and the load of the go-live week; then back."""
    matrix = show(page, f"{address}/readiness")
    cell(matrix, "Local despatch", "CN").get_by_role("link").click()
    panel = page.get_by_role("complementary", name="The selected pair")
    expect(panel.get_by_role("heading", level=2)).to_have_text("Local despatch, Central North")
    expect(panel).to_contain_text("barrier: supportive")
    expect(
        panel.get_by_role("img", name=re.compile("^Supportive, 24 Feb 2020: 2.3, a barrier"))
    ).to_be_visible()
    assert asked(page)["cell"] == ["LOCDES@CN"]
    panel.get_by_role("link", name="Week of 4 May 2020").click()
    expect(page.get_by_role("heading", name="Central North, week of 4 May 2020")).to_be_visible()
    link = page.get_by_role("complementary").get_by_role("link", name="Local despatch", exact=True)
    link.click()
    expect(page.get_by_role("heading", name="Local despatch, Central North")).to_be_visible()


def test_the_elements_can_be_read_as_a_table(page: Page, address: str) -> None:
    """The same scores, by day."""
    show(page, f"{address}/readiness?cell=LOCDES@CN")
    page.get_by_role("button", name=re.compile("^As a table: Five elements")).click()
    row = page.get_by_role("complementary").get_by_role("row", name=re.compile("^24 Feb 2020"))
    expect(row.get_by_role("cell")).to_have_text(["4.1", "2.3", "4.2", "4.0", "3.8"])


def test_the_heatmaps_sentence_leads_to_the_pairs_that_it_counts(page: Page, address: str) -> None:
    """As many in the list as in the sentence."""
    page.goto(address)
    sentence = page.get_by_role("link", name=re.compile("pairs overloaded and not ready"))
    count = re.match(r"\d+", sentence.inner_text())
    assert count is not None
    sentence.click()
    heading = page.get_by_role("heading", name=re.compile("overloaded and not ready"))
    expect(heading).to_have_text(f"{count[0]} overloaded and not ready")
    expect(page.locator(".matrix td > a")).to_have_count(int(count[0]))


def test_the_page_can_be_used_by_keyboard_alone(page: Page, address: str) -> None:
    """The matrix is one tab stop; arrows walk it, Enter opens, Escape closes."""
    show(page, f"{address}/readiness?weeks=12&project=DC-EXIT&project=MI")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.matrix')"):
            break
    assert page.evaluate(FOCUSED).startswith("barrier: able")
    for key in ("ArrowRight", "End", "Home", "ArrowDown", "ArrowUp"):
        page.keyboard.press(key)
    expect(page.get_by_role("tooltip")).to_contain_text("Data centre exit, Central South")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", name="Data centre exit, Central South")
    expect(heading).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('.panel')")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(heading).to_be_hidden()


def test_a_filter_chip_changes_the_matrix_and_the_address(page: Page, address: str) -> None:
    """Only stale pairs."""
    matrix = show(page, f"{address}/readiness")
    page.get_by_role("button", name=re.compile("^State")).click()
    page.get_by_role("checkbox", name="Stale").click()
    expect(page.locator("#readiness-stated")).to_contain_text(", stale;")
    assert asked(page)["state"] == ["stale"]
    assert set(matrix.locator("td > a").evaluate_all("all => all.map((one) => one.className)")) == {
        "is-stale"
    }


def test_one_readers_filter_never_shows_on_anothers_screen(
    open_page: Callable[..., Page], address: str
) -> None:
    """Two browsers, one server."""
    one, other = open_page(), open_page()
    show(one, f"{address}/readiness?state=stale")
    before = show(other, f"{address}/readiness").inner_text()
    show(one, f"{address}/readiness?programme=CONNECT&weeks=all")
    other.reload()
    matrix = other.get_by_role("grid")
    expect(matrix).to_be_visible()
    assert matrix.inner_text() == before


def test_the_table_can_be_taken_away(page: Page, address: str, tmp_path: Path) -> None:
    """With the filters of the view."""
    show(page, f"{address}/readiness?state=stale")
    page.get_by_role("button", name="Export").click()
    link = page.get_by_role("link", name="Table (CSV)")
    expect(link).to_have_attribute("href", "/export/readiness.csv?state=stale")
    with page.expect_download() as download:
        link.click()
    download.value.save_as(tmp_path / "export.csv")
    lines = (tmp_path / "export.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) > 5
    assert all('"stale"' in line for line in lines[1:])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    [
        "?weeks=12&cell=LOCDES@CN",
        "?weeks=4&cell=CUST-HC@CUST",
        "?state=stale&unit=NA",
        "?unit=ZZ",
        "?weeks=4&cell=P9@NA",
    ],
)
def test_axe_finds_no_violation(
    open_page: Callable[..., Page], address: str, query: str, scheme: str
) -> None:
    """The matrix with its panel, and the empty and error states, in both schemes."""
    page = open_page(color_scheme=scheme)
    page.goto(f"{address}/readiness{query}")
    expect(page.locator("#readiness-state .state-loading")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert_accessible(page)
