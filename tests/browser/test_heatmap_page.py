"""The Heatmap page in a real browser, on the sample portfolio: what a change manager does with it."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import polars as pl
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from heatmap.scoring.parameters import SCORING_VERSION, default_text
from heatmap.settings import Settings
from heatmap.store.store import Store
from tests.browser.live import served
from tests.example import FIRST_WEEK, example

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=alert(1)>"
CELLS = "[role=gridcell]"


@pytest.fixture(scope="module")
def hostile_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on a portfolio whose every name is a script."""
    folder = tmp_path_factory.mktemp("hostile")
    portfolio = example()
    named = {
        table: frame.with_columns(pl.lit(HOSTILE).alias(column))
        for table, column in (
            ("units", "name"),
            ("areas", "name"),
            ("projects", "name"),
            ("calendar", "name"),
        )
        for frame in [portfolio.tables()[table]]
    }
    events = portfolio.events.with_columns(title=pl.lit(HOSTILE))
    programmes = named["projects"].with_columns(programme=pl.lit(HOSTILE))
    Store(folder).publish(
        replace(portfolio, **{**named, "projects": programmes, "events": events}),
        note=HOSTILE,
        author="Sam",
        as_of=FIRST_WEEK,
        now=datetime(2020, 10, 5, tzinfo=UTC),
        parameters=default_text(),
        scoring_version=SCORING_VERSION,
    )
    with served(Settings(store=folder)) as home:
        yield home


def show(page: Page, url: str) -> None:
    """Open the page and wait for its first numbers."""
    page.goto(url)
    expect(page.locator(CELLS).first).to_be_visible()


def cell(page: Page, name: str) -> str:
    """The accessible name of the first cell that begins with `name`."""
    return (
        page.get_by_role("gridcell", name=re.compile(f"^{re.escape(name)}")).first.get_attribute("aria-label")
        or ""
    )


def asked(page: Page) -> dict[str, list[str]]:
    """The address bar's parameters."""
    return parse_qs(urlsplit(page.url).query)


def test_the_page_opens_on_the_sample_with_its_findings_and_grid(page: Page, address: str) -> None:
    """Five sentences, 24 rows, and the view stated."""
    show(page, address)
    expect(page.locator(".sentence strong")).to_have_count(5)
    expect(page.get_by_role("rowheader")).to_have_count(24)
    expect(page.locator("#heatmap-stated")).to_contain_text("2 Mar 2020 to 28 Feb 2021")


def test_a_click_on_a_cell_opens_its_causes_and_the_address_says_so(page: Page, address: str) -> None:
    """Which events, how much of the load, what is near."""
    show(page, address)
    page.get_by_role("gridcell", name=re.compile("^North Area, week of 5 Oct 2020")).click()
    panel = page.get_by_role("complementary", name="The selected cell")
    expect(panel.get_by_role("heading", level=2)).to_have_text("North Area, week of 5 Oct 2020")
    expect(panel).to_contain_text("Local despatch")
    assert asked(page)["cell"] == ["unit:NA@2020-10-05"]


def test_back_returns_to_the_view_before(page: Page, address: str) -> None:
    """The history holds views, as the reader expects."""
    show(page, f"{address}/?weeks=13")
    page.get_by_role("link", name=re.compile("unit-weeks? over capacity|No unit over capacity")).click()
    expect(page).to_have_url(re.compile("off=ABC"))
    page.go_back()
    expect(page).to_have_url(re.compile(r"\?weeks=13$"))


def test_a_link_shows_a_colleague_the_same_picture(open_page: Callable[..., Page], address: str) -> None:
    """Filters, measure, rows and the selected cell all come from the address."""
    link = (
        f"{address}/?rows=programme&measure=load&weeks=26&kind=training&cell=programme%3ACONNECT%402020-06-15"
    )
    pages = [open_page(), open_page()]
    for page in pages:
        show(page, link)
        expect(page.get_by_role("heading", name=re.compile("^CONNECT, week of"))).to_be_visible()
    first, second = (page.locator(".grid-body").inner_text() for page in pages)
    assert first == second
    expect(pages[0].get_by_role("button", name=re.compile("Kind Training"))).to_be_visible()


def test_one_readers_filter_never_shows_on_anothers_screen(
    open_page: Callable[..., Page], address: str
) -> None:
    """Two browsers, one server."""
    one, other = open_page(), open_page()
    show(one, address)
    show(other, address)
    before = cell(other, "North Area, week of 5 Oct 2020")
    choose_programme(one, "CONNECT")
    expect(one.get_by_role("gridcell", name=before, exact=True)).to_have_count(0)
    other.reload()
    expect(other.locator(CELLS).first).to_be_visible()
    assert cell(other, "North Area, week of 5 Oct 2020") == before


def choose_programme(page: Page, name: str) -> None:
    """By mouse, in the programme's chip."""
    page.get_by_role("button", name=re.compile("^Programme")).click()
    page.get_by_role("textbox", name="Programme").click()
    page.get_by_role("option", name=name, exact=True).click()
    expect(page.locator("#heatmap-stated")).to_contain_text(name)
    page.keyboard.press("Escape")


def test_the_page_can_be_used_by_keyboard_alone(page: Page, address: str) -> None:
    """To a cell, into its causes, and back; then another measure."""
    show(page, f"{address}/?weeks=13")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") in ("gridcell", "rowheader"):
            break
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    name = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert name.startswith("Central South, week of 9 Mar 2020"), name
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Central South, week of 9 Mar 2020")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Central South, week of 9 Mar 2020")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    [
        "?weeks=13&unitkind=bcu",
        "?weeks=13&unitkind=bcu&cell=unit%3ANA%402020-03-16",
        "?weeks=13&unitkind=bcu&show=table",
        "?weeks=13&show=map",
        "?unit=ZZ",
        "?from=2030-01-01&to=2030-02-01",
    ],
)
def test_axe_finds_no_violation(
    open_page: Callable[..., Page], address: str, query: str, scheme: str
) -> None:
    """Every form and state of the page, in both schemes; cropped, because axe reads every cell."""
    page = open_page(color_scheme=scheme)
    page.goto(f"{address}/{query}")
    expect(page.locator("#heatmap-state .state-loading")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    assert_accessible(page)


def test_axe_finds_no_violation_in_the_filters_dialogues(page: Page, address: str) -> None:
    """Each chip opened in turn."""
    show(page, f"{address}/?weeks=13&unit=NA&unit=CE")
    for chip in page.locator(".chip").all():
        chip.click()
        expect(page.locator(".chip-dialogue")).to_be_visible()
        assert_accessible(page)
        page.keyboard.press("Escape")
        expect(page.locator(".chip-dialogue")).to_be_hidden()


def assert_accessible(page: Page) -> None:
    """No violation of any rule."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_names_from_files_stay_names(page: Page, hostile_address: str) -> None:
    """No element is made from a name, and no dialogue appears."""
    page.on("dialog", lambda dialog: pytest.fail(f"a name was run: {dialog.message}"))
    for query in ("?cell=unit%3ANA%402020-10-05", "?show=table", "?show=map", "?rows=programme"):
        show_any(page, f"{hostile_address}/{query}")
        expect(page.get_by_text(HOSTILE).first).to_be_visible()
        assert page.locator("img[src=x]").count() == 0


def show_any(page: Page, url: str) -> None:
    """Open the page in any form."""
    page.goto(url)
    expect(page.locator("#heatmap-grid .heatmap")).to_be_visible()


@pytest.mark.parametrize(
    ("label", "ending"),
    [("PNG", "png"), ("SVG", "svg"), ("PDF\\), A3", "pdf"), ("Slide \\(PPTX", "pptx"), ("XLSX", "xlsx")],
)
def test_the_grid_can_be_taken_away(
    page: Page, address: str, label: str, ending: str, tmp_path: Path
) -> None:
    """With the filters of the view, through the menu."""
    show(page, f"{address}/?weeks=13&unitkind=bcu")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile(label)).click()
    assert download.value.suggested_filename.endswith(f".{ending}")
    target = tmp_path / "export"
    download.value.save_as(target)
    assert target.stat().st_size > 1000


def test_what_can_not_be_shown_is_said_with_a_way_out(page: Page, address: str) -> None:
    """An address with a unit that does not exist."""
    page.goto(f"{address}/?unit=ZZ")
    expect(page.get_by_role("alert")).to_contain_text("This version has no unit “ZZ”")
    page.get_by_role("link", name="Start again from the plain view").click()
    expect(page.locator(CELLS).first).to_be_visible()
