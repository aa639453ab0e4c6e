"""The Planner page in a real browser, on the sample portfolio: what a change manager does with it."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from heatmap.settings import Settings
from tests.browser.live import served

pytestmark = pytest.mark.browser

DESPATCH = "LOCDES-TRN-CN"  # a training of Local despatch, 30 Mar to 2 May 2020, that may move
BAR = re.compile("^Local despatch: Despatch training for operations rooms, Central North")


@pytest.fixture(scope="module")
def address(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The dashboard on a sample portfolio of these tests' own, as they save scenarios beside it."""
    folder = tmp_path_factory.mktemp("planner")
    shutil.copytree(sample_store, folder, dirs_exist_ok=True)
    with served(Settings(store=folder)) as home:
        yield home


def show(page: Page, url: str) -> Locator:
    """Open the page and wait for its heatmaps and events."""
    page.goto(url)
    expect(page.get_by_role("grid", name=re.compile("^Saturation by unit and week"))).to_be_visible()
    bar = page.get_by_role("button", name=BAR)
    expect(bar).to_be_visible()
    return bar


def asked(page: Page) -> dict[str, list[str]]:
    """The address bar's parameters."""
    return parse_qs(urlsplit(page.url).query)


def after(page: Page) -> list[str]:
    """What every cell of the After map is, by its classes."""
    found: list[str] = page.locator("[data-map=after] .map-cell").evaluate_all(
        "all => all.map((one) => one.className + one.textContent)"
    )
    return found


def figures(page: Page) -> Locator:
    """The figures at the top."""
    return page.locator("#planner-figures")


def test_dragging_an_event_repaints_the_heatmap_before_it_is_dropped(page: Page, address: str) -> None:
    """Three weeks to the right: cells change at once, figures soon; dropping writes the address."""
    bar = show(page, f"{address}/planner?event={DESPATCH}")
    before = after(page)
    box, track = bar.bounding_box(), bar.locator("xpath=..").bounding_box()
    assert box is not None
    assert track is not None
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 8 + 3 * track["width"] / 26, box["y"] + 8, steps=6)
    page.evaluate("() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(tell)))")
    assert after(page) != before
    assert "moves" not in asked(page)
    expect(figures(page)).to_contain_text("removed")
    page.mouse.up()
    expect(page).to_have_url(re.compile(f"moves=shift.{DESPATCH}...3"))
    expect(page.locator("#planner-moves")).to_contain_text("3 weeks later")


def test_what_the_browser_paints_while_dragging_is_what_the_server_scores(page: Page, address: str) -> None:
    """The picture does not change when the event is dropped and the server answers."""
    bar = show(page, f"{address}/planner?event={DESPATCH}")
    bar.focus()
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.evaluate("() => new Promise((tell) => requestAnimationFrame(() => requestAnimationFrame(tell)))")
    painted = after(page)
    page.keyboard.press("Enter")
    expect(page.locator(".bar.is-moved")).to_have_count(1)
    assert after(page) == painted
    page.reload()
    expect(page.locator(".bar.is-moved")).to_have_count(1)
    assert after(page) == painted


def test_a_move_is_made_and_taken_back_by_keyboard_alone(page: Page, address: str) -> None:
    """The chart is one tab stop; Escape takes back, Enter keeps, and undo and redo go back and forth."""
    show(page, f"{address}/planner?event={DESPATCH}")
    before = after(page)
    page.locator("#planner-maps [role=gridcell][tabindex='0']").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.bar')")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    live = page.locator("#planner-gantt [aria-live]")
    expect(live).to_contain_text("2 weeks later: 13 Apr to 16 May 2020")
    page.keyboard.press("Escape")
    expect(live).to_contain_text("Taken back")
    assert "moves" not in asked(page)
    expect(figures(page)).to_contain_text("No moves yet")
    assert after(page) == before
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"moves=shift.{DESPATCH}...-1"))
    expect(page.locator(".bar:focus.is-moved")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.matches('.bar:not(.is-moved)')")
    page.get_by_role("button", name="Undo").click()
    expect(figures(page)).to_contain_text("No moves yet")
    page.get_by_role("button", name="Redo").click()
    expect(figures(page)).to_contain_text("1 rule")


def test_arrows_walk_the_heatmap_and_enter_selects_on_all_three(page: Page, address: str) -> None:
    """The focused cell says before, after and difference."""
    show(page, f"{address}/planner")
    page.locator("#planner-maps [role=gridcell][tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowRight", "End", "Home"):
        page.keyboard.press(key)
    focused = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert re.match(
        r"Central South, week of 2 Mar 2020: before \d+\s% of capacity.*; after .*; no change", focused
    )
    page.keyboard.press("Enter")
    expect(page.locator(".map-chosen:not([hidden])")).to_have_count(3)
    assert asked(page)["cell"] == ["unit:AS@2020-03-02"]


def test_the_heatmaps_panel_leads_to_the_event_in_the_planner(page: Page, address: str) -> None:
    """“Try moving” opens the planner with that event chosen and its cell marked."""
    page.goto(f"{address}/?cell=unit:CN@2020-04-27")
    link = page.get_by_role("link", name=re.compile("^Try moving")).first
    title = link.locator("xpath=../..").locator(".contribution-title").inner_text()
    link.click()
    expect(page.locator(".bar.is-chosen")).to_have_count(1)
    expect(page.get_by_role("textbox", name="Event", exact=True)).to_have_value(title)
    expect(page.locator(".map-chosen:not([hidden])")).to_have_count(3)


def test_forms_add_moves_and_say_what_is_wrong(page: Page, address: str) -> None:
    """Half the people; then a form that is not filled in; then the move is removed."""
    show(page, f"{address}/planner?event={DESPATCH}")
    page.get_by_label("People, % of now").fill("50")
    page.get_by_role("button", name="Change", exact=True).click()
    expect(page.locator("#planner-moves")).to_contain_text("of the people, everywhere")
    page.get_by_role("tab", name="Capacity").click()
    page.get_by_role("button", name="Add capacity").click()
    expect(page.locator("#planner-form-said")).to_contain_text("It has no hours per week")
    page.get_by_role("button", name=re.compile("^Remove: Local despatch")).click()
    expect(page.locator("#planner-moves")).to_contain_text("None yet")


def test_a_scenario_is_saved_compared_and_opened_by_another_reader(
    open_page: Callable[..., Page], address: str
) -> None:
    """One saves; the other opens it, and compares it with a scenario of their own."""
    one, other = open_page(), open_page()
    show(one, f"{address}/planner?moves=shift.{DESPATCH}...3")
    one.get_by_label("Scenario", exact=True).fill("Later training")
    one.keyboard.press("Tab")
    expect(one).to_have_url(re.compile("name=Later"))
    one.get_by_role("button", name="Save", exact=True).click()
    expect(one.locator("#planner-saved-said")).to_contain_text("Saved as “Later training”")
    show(other, f"{address}/planner?moves=cancel.{DESPATCH}.&compare=this")
    other.get_by_role("textbox", name="Compare up to 4").click()
    other.get_by_role("option", name=re.compile("^Later training")).click()
    table = other.get_by_role("table", name="Scenarios compared")
    expect(table.get_by_role("columnheader")).to_have_text(["Figure", "This scenario", "Later training"])
    other.keyboard.press("Escape")
    other.locator("#planner-saved").get_by_role("link", name="Later training").click()
    expect(other.locator("#planner-moves")).to_contain_text("3 weeks later")


def test_one_readers_moves_never_show_on_anothers_screen(
    open_page: Callable[..., Page], address: str
) -> None:
    """Two browsers, one server."""
    one, other = open_page(), open_page()
    show(other, f"{address}/planner")
    before = figures(other).inner_text(), after(other)
    bar = show(one, f"{address}/planner?event={DESPATCH}")
    bar.focus()
    one.keyboard.press("ArrowRight")
    one.keyboard.press("Enter")
    expect(one).to_have_url(re.compile("moves="))
    show(other, f"{address}/planner")
    assert (figures(other).inner_text(), after(other)) == before


def test_a_hostile_scenario_in_a_link_is_said_to_be_none(page: Page, address: str) -> None:
    """No script runs; there is a way to the plain planner."""
    page.goto(f"{address}/planner?moves=%3Cimg%20src=x%20onerror=alert(1)%3E&name=%3Cb%3E")
    expect(page.get_by_role("alert")).to_contain_text("There is no move")
    page.get_by_role("link", name="Start again from the plain view").click()
    expect(page.get_by_role("button", name=BAR)).to_be_visible()


def test_the_moves_can_be_taken_away(page: Page, address: str, tmp_path: Path) -> None:
    """As a table, from the menu."""
    show(page, f"{address}/planner?moves=shift.{DESPATCH}...3")
    page.get_by_role("button", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("CSV")).click()
    download.value.save_as(tmp_path / "moves.csv")
    lines = (tmp_path / "moves.csv").read_text("utf-8-sig").splitlines()
    assert len(lines) == 2
    assert f'"shift","{DESPATCH}"' in lines[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    [
        f"?weeks=13&moves=shift.{DESPATCH}...3_freeze.~2A.2020-04-01.2020-05-01&compare=this&event={DESPATCH}",
        "?moves=x",
    ],
)
def test_axe_finds_no_violation(
    open_page: Callable[..., Page], address: str, query: str, scheme: str
) -> None:
    """The page with a scenario, its forms and a comparison, and its error state, in both schemes."""
    page = open_page(color_scheme=scheme)
    page.goto(f"{address}/planner{query}")
    expect(page.locator("#planner-state .state-loading")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
