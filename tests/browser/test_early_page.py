"""The page to look at until Dash's page is there, in a real browser on the sample portfolio."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

SCRIPT = re.compile("/deps/react@")  # the first of Dash's scripts; the others wait for it
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => { window.shifted += one.value; }))
  .observe({ type: "layout-shift", buffered: true });
"""
VIEW = "?weeks=13&kind=training&unitkind=bcu"
CELL = re.compile("^North Area, week of 9 Mar 2020")


@contextmanager
def held(page: Page, url: str) -> Iterator[None]:
    """Dash does not get its scripts before the end of the block."""
    waiting: list[Route] = []

    def wait(route: Route) -> None:
        waiting.append(route)

    page.route(SCRIPT, wait)
    page.goto(url, wait_until="commit")
    expect(page.locator("#early .heatmap")).to_be_visible()
    yield
    while not waiting:
        page.wait_for_timeout(20)
    page.unroute(SCRIPT)
    expect(page.locator("#early")).to_have_count(0)


def seen(page: Page) -> tuple[str, ...]:
    """All that the page says of its view."""
    parts = (".page-header", ".sentences", ".filters", ".stated", ".grid-body", ".legend")
    return tuple(page.locator(part).inner_text() for part in parts)


def places(page: Page) -> Any:  # noqa: ANN401 - JSON
    """Where the page's parts lie, to the pixel."""
    return page.evaluate(
        """() => Array.from(document.querySelectorAll(
          ".nav a, .nav-present, h1, .actions > *, .sentence, .chip, .stated, .grid-row, .legend"
        ), (part) => { const { x, y, width, height } = part.getBoundingClientRect();
          return [x, y, width, height].map(Math.round); })"""
    )


@pytest.mark.parametrize("query", ["", VIEW, "?show=map", "?weeks=13&show=table"])
def test_dashs_page_takes_the_early_ones_place_without_a_change(page: Page, address: str, query: str) -> None:
    """The same texts at the same places, of the address's own view; nothing jumps, nothing is there twice."""
    page.add_init_script(SHIFTS)
    with held(page, f"{address}/{query}"):
        texts, lying = seen(page), places(page)
    page.wait_for_load_state("networkidle")
    assert (seen(page), places(page)) == (texts, lying)
    assert page.evaluate("shifted") < 0.02
    assert page.locator(".heatmap").count() == 1
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), (one) => one.id)")
    assert len(ids) == len(set(ids))


def test_the_early_grid_is_that_of_the_address(page: Page, address: str) -> None:
    """Cell by cell what the server answers for these filters, before Dash is there."""
    grid = page.request.get(f"{address}/heatmap.json{VIEW}").json()
    with held(page, f"{address}/{VIEW}"):
        expect(page.locator(".stated")).to_contain_text("training, Basic Command Units, 2 Mar to 31 May 2020")
        cells = page.locator("#early [role=gridcell]").all_text_contents()
    assert cells == [text for row in grid["cells"]["text"] for text in row]


def test_what_the_reader_does_early_is_done_when_it_can_be(
    open_page: Callable[..., Page], address: str
) -> None:
    """A cell opens its causes, a chip its dialogue."""
    page = open_page()
    with held(page, f"{address}/{VIEW}"):
        page.get_by_role("gridcell", name=CELL).click()
    expect(page.get_by_role("heading", name=CELL)).to_be_visible()
    other = open_page()
    with held(other, f"{address}/{VIEW}"):
        other.get_by_role("button", name="Programme").click()
    expect(other.get_by_role("textbox", name="Programme")).to_be_visible()


def test_the_keyboards_focus_stays_where_it_is(page: Page, address: str) -> None:
    """On a link of the menu as on a cell."""
    with held(page, f"{address}/{VIEW}"):
        page.get_by_role("gridcell", name=CELL).focus()
    expect(page.get_by_role("gridcell", name=CELL)).to_be_focused()
    with held(page, f"{address}/{VIEW}"):
        page.get_by_role("link", name="Planner").focus()
    expect(page.get_by_role("link", name="Planner")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_in_the_early_page(
    open_page: Callable[..., Page], address: str, scheme: str
) -> None:
    """In the scheme of the system from the beginning."""
    page = open_page(color_scheme=scheme)
    with held(page, f"{address}/{VIEW}"):
        assert page.locator("html").get_attribute("data-mantine-color-scheme") == scheme
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()


def test_a_chosen_look_is_there_from_the_beginning(page: Page, address: str) -> None:
    """No flash of the other scheme."""
    page.goto(f"{address}/{VIEW}")
    page.get_by_role("textbox", name="Look").click()
    page.get_by_role("option", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    with held(page, f"{address}/{VIEW}"):
        assert page.locator("html").get_attribute("data-mantine-color-scheme") == "dark"
        expect(page.get_by_role("textbox", name="Look")).to_have_value("Dark")


def test_of_two_quick_changes_both_count(page: Page, address: str) -> None:
    """The second while the grid of the first is on its way: grid, address and sentence have both."""
    page.goto(f"{address}/?weeks=13")
    expect(page.locator("#early")).to_have_count(0)
    page.evaluate(
        """() => { const { set_props } = window.dash_clientside;
          const choose = (name, value) => set_props({ type: "heatmap-choice", name }, { value });
          choose("kind", ["training"]);
          window.setTimeout(() => choose("unitkind", ["bcu"]), 15); }"""
    )
    expect(page).to_have_url(re.compile(r"\?weeks=13&kind=training&unitkind=bcu$"))
    expect(page.locator("#heatmap-stated")).to_contain_text("training, Basic Command Units")
    grid = page.request.get(f"{address}/heatmap.json{VIEW}").json()
    shown = [text for row in grid["cells"]["text"] for text in row]
    assert page.locator("[role=gridcell]").all_text_contents() == shown


def test_a_presentation_has_no_early_page(page: Page, address: str) -> None:
    """Its bar comes with the scripts, and would push everything down."""
    page.goto(f"{address}/?layout=projector", wait_until="commit")
    expect(page.get_by_role("gridcell").first).to_be_visible()
    assert "early-answer" not in page.request.get(f"{address}/?layout=projector").text()
