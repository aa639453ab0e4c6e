"""Presenting in a real browser, on the sample portfolio: a walk through the findings without a mouse."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PLACE, HEADLINE = ".presenter-place", ".presenter-headline"
WALK = {"Heatmap": 5, "Unit": 1, "Readiness": 2, "Performance": 2, "Review": 5}  # steps of the sample's pages
STEPS = sum(WALK.values())
OPENED = {
    "Heatmap": "The selected cell",
    "Readiness": "The selected pair",
    "Review": "The selected cell",
}  # what a step opens there


def present(page: Page, url: str) -> None:
    """Open a presented page and wait until the walk is known."""
    page.goto(url)
    expect(page.locator(HEADLINE)).not_to_have_text(re.compile("…$"))


def at_step(page: Page, n: int, title: str = "") -> None:
    """The bar says that this step is shown, and so does the address."""
    expect(page.locator(PLACE)).to_have_text(re.compile(rf"^{n} of {STEPS} · {title}"))
    assert parse_qs(urlsplit(page.url).query)["step"] == [str(n)]


def focused(page: Page) -> str:
    """What a screen reader says of the element that has the focus."""
    said: str = page.evaluate("(e => e.getAttribute('aria-label') || e.textContent)(document.activeElement)")
    return said


def test_the_walk_goes_through_every_page_by_keyboard_alone(page: Page, address: str) -> None:
    """From the button in the menu to the last page and back out, and no page is loaded anew."""
    page.goto(address)
    expect(page.get_by_role("gridcell").first).to_be_visible()
    while focused(page) != "Present":
        page.keyboard.press("Tab")
    page.evaluate("window.loadedOnce = true")
    page.keyboard.press("Enter")
    expect(page.locator(".nav")).to_be_hidden()
    expect(page.locator(HEADLINE)).to_have_text(f"{STEPS} steps in this walk")
    n = 0
    for title, steps in WALK.items():
        for _ in range(steps):
            n += 1
            page.keyboard.press("PageDown")
            at_step(page, n, title)
            if title in OPENED and "cell=" in page.url:
                expect(page.get_by_role("complementary", name=OPENED[title])).to_be_visible()
            if title == "Performance":
                expect(page.get_by_role("region", name="The chosen chart")).to_be_visible()
    page.keyboard.press("PageDown")
    at_step(page, STEPS)
    assert page.evaluate("window.loadedOnce")
    page.keyboard.press("Escape")
    expect(page.locator(".nav")).to_be_visible()
    assert urlsplit(page.url).path == "/review"
    assert not {"layout", "step", "walk"} & set(parse_qs(urlsplit(page.url).query))


def test_other_keys_walk_where_nothing_else_has_them(page: Page, address: str) -> None:
    """Arrows, space, Home, End and letters; each only once."""
    present(page, f"{address}/?layout=projector")
    for key, n in (
        ("ArrowRight", 1),
        (" ", 2),
        ("n", 3),
        ("ArrowLeft", 2),
        ("Shift+ ", 1),
        ("End", STEPS),
        ("p", STEPS - 1),
        ("PageUp", STEPS - 2),
    ):
        page.keyboard.press(key.replace(" ", "Space"))
        at_step(page, n)
    page.keyboard.press("Home")
    expect(page.locator(PLACE)).to_have_text("Overview")


def test_in_the_grid_the_arrows_stay_the_grids_and_the_remote_control_walks(page: Page, address: str) -> None:
    """Page Up and Page Down are what it sends."""
    present(page, f"{address}/?layout=projector&step=2&weeks=13&unitkind=bcu")
    page.get_by_role("gridcell", name=re.compile("^Central South, week of 9 Mar 2020")).focus()
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith("Central South, week of 16 Mar 2020")
    page.keyboard.press("End")
    assert focused(page).startswith("Central South, week of 25 May 2020")
    at_step(page, 2)
    page.keyboard.press("PageDown")
    at_step(page, 3)


def test_escape_closes_an_open_cell_before_it_ends_presenting(page: Page, address: str) -> None:
    """Where the focus is in the grid."""
    present(page, f"{address}/?layout=projector&step=3&weeks=13&cell=unit%3ANA%402020-03-16")
    panel = page.get_by_role("complementary")
    expect(panel).to_be_visible()
    page.get_by_role("gridcell", name=re.compile("^North Area, week of 16 Mar 2020")).focus()
    page.keyboard.press("Escape")
    if panel.is_visible():
        page.keyboard.press("Escape")  # the first one closed the cell's tooltip
    expect(panel).to_be_hidden()
    at_step(page, 3)
    page.locator(".presenter").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".nav")).to_be_visible()


def test_a_link_a_reload_and_back_keep_the_place(open_page: Callable[..., Page], address: str) -> None:
    """A colleague who gets the address sees the same step."""
    page, other = open_page(), open_page()
    present(page, f"{address}/?layout=projector&programme=CONNECT")
    page.keyboard.press("PageDown")
    expect(page.locator(PLACE)).to_have_text(re.compile("^1 of"))
    page.keyboard.press("PageDown")
    expect(page.locator(PLACE)).to_have_text(re.compile("^2 of"))
    said = page.locator(HEADLINE).inner_text()
    present(other, page.url)
    expect(other.locator(HEADLINE)).to_have_text(said)
    page.reload()
    expect(page.locator(HEADLINE)).to_have_text(said)
    page.go_back()
    expect(page.locator(PLACE)).to_have_text(re.compile("^1 of"))
    assert "programme=CONNECT" in page.url


def test_one_presenter_does_not_move_the_others_screen(open_page: Callable[..., Page], address: str) -> None:
    """Two meetings, one server; one of them walks through a programme of its own."""
    one, other = open_page(), open_page()
    present(one, f"{address}/?layout=projector")
    present(other, f"{address}/?layout=projector&programme=CONNECT")
    other.keyboard.press("PageDown")
    expect(other.locator(PLACE)).to_have_text(re.compile("^1 of"))
    expect(one.locator(PLACE)).to_have_text("Overview")
    one.keyboard.press("PageDown")
    at_step(one, 1)
    assert one.locator(HEADLINE).inner_text() != other.locator(HEADLINE).inner_text()


def test_a_sentence_of_the_overview_leads_to_its_step(page: Page, address: str) -> None:
    """And a link on a page stays in the presentation."""
    present(page, f"{address}/?layout=projector")
    page.get_by_role("link", name=re.compile("overloaded and not ready")).click()
    at_step(page, 3)
    page.get_by_role("link", name="Open the unit page").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Met Detention")
    expect(page.locator(".nav")).to_be_hidden()
    at_step(page, 3)


def test_a_page_presented_by_itself_goes_on_with_its_own_steps(page: Page, address: str) -> None:
    """Not with those of the heatmap again; touch has buttons."""
    present(page, f"{address}/readiness?layout=projector")
    page.get_by_role("button", name="Next").click()
    at_step(page, 7, "Readiness")
    page.get_by_role("button", name="Previous").click()
    at_step(page, 6, "Unit")


def test_the_help_names_the_keys_and_turns_the_letters_off(page: Page, address: str) -> None:
    """Somebody who dictates must not walk by saying n; Escape closes the help alone."""
    present(page, f"{address}/?layout=projector&step=1")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys while presenting")
    expect(dialog).to_contain_text("Page Down")
    assert Axe().run(page).violations_count == 0
    page.get_by_role("checkbox", name="Letter keys").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("n")
    page.keyboard.press("PageDown")
    at_step(page, 2)


def test_full_screen_comes_with_the_button_and_leaving_it_ends_presenting(page: Page, address: str) -> None:
    """As Escape does in full screen, where the browser keeps the key to itself."""
    page.goto(address)
    page.get_by_role("button", name="Present").click()
    expect(page.get_by_role("button", name="Full screen")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Full screen")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".nav")).to_be_hidden()
    page.keyboard.press("f")
    expect(page.get_by_role("button", name="Full screen")).to_have_attribute("aria-pressed", "true")
    page.evaluate("document.exitFullscreen()")
    expect(page.locator(".nav")).to_be_visible()


def test_a_walk_that_can_not_be_made_says_why(page: Page, address: str) -> None:
    """In the sentence's place, as the page says it below."""
    present(page, f"{address}/readiness?layout=projector&version=9")
    expect(page.locator(HEADLINE)).to_contain_text("Version 9 does not exist")
    page.keyboard.press("PageDown")
    expect(page.locator(PLACE)).to_have_text("Overview")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080), (2560, 1440)])
def test_a_room_sees_the_whole_grid_and_reads_the_sentence(
    open_page: Callable[..., Page], address: str, width: int, height: int
) -> None:
    """All 23 rows without scrolling; the sentence takes a twenty-fifth of the height and more."""
    page = open_page(viewport={"width": width, "height": height})
    present(page, f"{address}/?layout=projector")
    page.keyboard.press("PageDown")
    expect(page.get_by_role("complementary")).to_be_visible()
    last = page.get_by_role("rowheader", name="Learning")
    expect(last).to_be_in_viewport(ratio=1)
    size = page.locator(HEADLINE).evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert size >= height / 25
    assert page.evaluate("document.documentElement.scrollHeight - window.innerHeight") < height / 10


def test_paper_shows_no_bar_and_type_of_its_own_size(page: Page, address: str) -> None:
    """Printing from the projector is printing the page."""
    present(page, f"{address}/?layout=projector&step=1")
    page.emulate_media(media="print")
    expect(page.locator(".presenter")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "16px"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query",
    [
        "/?weeks=13&unitkind=bcu",
        "/?weeks=13&unitkind=bcu&step=1&cell=unit%3ANA%402020-03-16",
        "/unit/CUST?step=6",
        "/readiness?step=7&pairs=overloaded&cell=DC-EXIT%40CUST",
        "/performance?step=9&unit=CE&indicator=I_RESPONSE&cell=I_RESPONSE%40CE",
        "/planner?unit=NA",
        "/review?step=11&unit=METCC&weeks=13",
    ],
)
def test_axe_finds_no_violation(
    open_page: Callable[..., Page], address: str, query: str, scheme: str
) -> None:
    """Every page as a room sees it, in both schemes; cropped, because axe reads every cell."""
    page = open_page(color_scheme=scheme)
    present(page, f"{address}{query}&layout=projector")
    page.wait_for_load_state("networkidle")
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
