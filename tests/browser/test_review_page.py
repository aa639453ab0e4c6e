"""The Review page in a real browser, on the sample portfolio: what a board does with it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from heatmap.settings import Settings
from tests.browser.live import served
from tests.two_boards import two_boards

pytestmark = pytest.mark.browser

FEW = "from=2020-09-07&to=2020-11-29&unit=SCN&unit=SCE&unit=NA"
GRID = re.compile("^Change of saturation by unit and week")


@pytest.fixture(scope="module")
def lonely(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on a store of one version."""
    folder = tmp_path_factory.mktemp("one")
    two_boards(folder, only_the_first=True).close()
    with served(Settings(store=folder)) as home:
        yield home


def show(page: Page, url: str) -> Locator:
    """Open the page and wait for its grid."""
    page.goto(url)
    grid = page.get_by_role("grid", name=GRID)
    expect(grid).to_be_visible()
    return grid


def asked(page: Page) -> dict[str, list[str]]:
    """The address bar's parameters."""
    return parse_qs(urlsplit(page.url).query)


def assert_accessible(page: Page) -> None:
    """No violation of any rule."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_the_first_sentence_leads_to_its_cell_and_exact_causes(page: Page, address: str) -> None:
    """Command and Control's delay, from 36 % to 171 %; the panel says why, and leads to the heatmap."""
    show(page, f"{address}/review")
    page.get_by_role(
        "link", name=re.compile("^Met Contact and Command and Control, 25 Oct 2021")
    ).first.click()
    panel = page.get_by_role("complementary", name="The selected cell")
    expect(panel).to_contain_text("Command and Control moved 8 weeks later.")
    expect(panel).to_contain_text(re.compile("36\\s%\\s→\\s171\\s%"))
    expect(panel).to_contain_text("Crossed from band A (calm) up to band E (severe).")
    assert asked(page)["cell"] == ["unit:METCC@2021-10-25"]
    panel.get_by_role("link", name="Open it on the heatmap").click()
    expect(page.get_by_role("heading", name=re.compile("week of 25 Oct 2021"))).to_be_visible()


def test_a_cell_says_what_was_what_is_and_why_on_hover(page: Page, address: str) -> None:
    """In the tooltip, and to screen readers."""
    grid = show(page, f"{address}/review?{FEW}")
    cell = grid.get_by_role(
        "gridcell", name=re.compile("^Specialist Crime North, week of 2 Nov 2020: \\+43 points")
    )
    expect(cell).to_have_accessible_name(re.compile("crossed from band C up to E"))
    cell.hover()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text(re.compile("97\\s%\\s→\\s140\\s%"))
    expect(tip).to_contain_text("Major incident room upgrade moved 4 weeks later +43 points")


def test_the_table_says_the_same(page: Page, address: str) -> None:
    """Before, after, band and causes."""
    page.goto(f"{address}/review?{FEW}&show=table")
    row = page.get_by_role("row", name=re.compile("Specialist Crime North.*2 Nov 2020"))
    expect(row).to_contain_text("+43")
    expect(row).to_contain_text("C → E")
    expect(row).to_contain_text("Major incident room upgrade moved 4 weeks later +43 points")


def test_the_measure_and_the_legend_change_with_a_chip(page: Page, address: str) -> None:
    """Load, in hours; the address says so."""
    show(page, f"{address}/review?{FEW}")
    page.get_by_role("button", name=re.compile("^Measure")).click()
    page.get_by_role("radio", name="Load").click()
    page.keyboard.press("Escape")
    expect(page.get_by_role("grid", name=re.compile("^Change of load"))).to_be_visible()
    expect(page.get_by_role("group", name=re.compile("^Legend: Change of load, hours"))).to_be_visible()
    assert asked(page)["measure"] == ["load"]


def test_the_versions_can_be_chosen(page: Page, address: str) -> None:
    """The older one as the version shown, compared with the newer: what rose falls."""
    grid = show(page, f"{address}/review?{FEW}&version=1&since=2")
    expect(
        grid.get_by_role(
            "gridcell", name=re.compile("^Specialist Crime North, week of 2 Nov 2020: −43 points")
        )
    ).to_be_visible()
    expect(page.locator("#review-versions")).to_contain_text("From version 2")


def test_the_page_can_be_used_by_keyboard_alone(page: Page, address: str) -> None:
    """The grid is one tab stop; arrows walk it, Enter opens, Escape closes."""
    show(page, f"{address}/review?{FEW}")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.grid-canvas')"):
            break
    for key in ("ArrowRight", "ArrowDown", "End", "Home"):
        page.keyboard.press(key)
    expect(page.get_by_role("tooltip")).to_contain_text("Saturation")
    page.keyboard.press("Enter")
    panel = page.get_by_role("complementary", name="The selected cell")
    expect(panel).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()


def test_one_readers_choice_never_shows_on_anothers_screen(
    open_page: Callable[..., Page], address: str
) -> None:
    """Two browsers, one server."""
    one, other = open_page(), open_page()
    before = show(other, f"{address}/review?{FEW}").inner_text()
    show(one, f"{address}/review?{FEW}&version=1&since=2")
    other.reload()
    grid = other.get_by_role("grid", name=GRID)
    expect(grid).to_be_visible()
    expect(other.locator("#review-versions")).to_contain_text("From version 1")
    assert grid.inner_text() == before


def test_the_changed_cells_can_be_taken_away(page: Page, address: str, tmp_path: Path) -> None:
    """With the filters of the view."""
    show(page, f"{address}/review?{FEW}")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Table (CSV)").click()
    download.value.save_as(tmp_path / "export.csv")
    text = (tmp_path / "export.csv").read_text("utf-8-sig")
    assert "Major incident room upgrade moved 4 weeks later" in text
    assert "METCC" not in text


def test_one_version_says_what_to_do(page: Page, lonely: str) -> None:
    """No grid, no lists, no error."""
    page.goto(f"{lonely}/review")
    expect(page.locator("#review-state")).to_contain_text("There is only version 1")
    expect(page.get_by_role("grid")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    [f"?{FEW}&cell=unit:SCN@2020-11-02", f"?{FEW}&show=table", "?unit=ZZ", "?from=2015-01-05&to=2015-02-01"],
)
def test_axe_finds_no_violation(
    open_page: Callable[..., Page], address: str, query: str, scheme: str
) -> None:
    """The grid with its panel and lists, the table, and the error and empty states, in both schemes."""
    page = open_page(color_scheme=scheme)
    page.goto(f"{address}/review{query}")
    expect(page.locator("#review-state .state-loading")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert_accessible(page)


def test_the_heatmap_shows_the_change_since_a_version_as_a_measure(page: Page, address: str) -> None:
    """Chosen by its chip, compared with a version; the tooltip says what was."""
    page.goto(f"{address}/?{FEW}")
    expect(page.get_by_role("grid")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Measure")).click()
    page.get_by_role("radio", name="Change since").click()
    page.keyboard.press("Escape")
    grid = page.get_by_role("grid", name=GRID)
    expect(grid).to_be_visible()
    expect(page.locator("#heatmap-stated")).to_contain_text("since version 1, “October 2019 board”")
    cell = grid.get_by_role("gridcell", name=re.compile("^Specialist Crime North, week of 2 Nov 2020: \\+43"))
    cell.hover()
    expect(page.get_by_role("tooltip")).to_contain_text(re.compile("97\\s%\\s→\\s140\\s%"))
    cell.click()
    panel = page.get_by_role("complementary", name="The selected cell")
    expect(panel).to_contain_text("Major incident room upgrade moved 4 weeks later.")
    assert_accessible(page)
