"""Themes, contrast, accessibility checks, paper and weight of the browser's part."""

from collections.abc import Callable
from typing import Any

import brotli
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from heatmap.resources import ASSETS

pytestmark = pytest.mark.browser
Draw = Callable[..., Page]
LOOKS: dict[str, dict[str, str]] = {
    "light": {},
    "dark": {"scheme": "dark"},
    "contrast": {"contrast": "more"},
    "dark contrast": {"contrast": "more", "scheme": "dark"},
}
BUDGET = 35_700  # bytes on the wire, with what chances and differences need; the whole page is near 500 kB
SCRIPTS = (
    "elements words grid grid_body grid_head grid_keys grid_window tooltip legend table_view tile_map page"
)
STYLES = "tokens layout grid forms media"
CONTRAST = """() => {
    const style = getComputedStyle(document.documentElement);
    const pen = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
    const paint = (...colours) => {
        for (const colour of colours) { pen.fillStyle = colour; pen.fillRect(0, 0, 1, 1); }
        return Array.from(pen.getImageData(0, 0, 1, 1).data).slice(0, 3);
    };
    const light = (rgb) => rgb.map((one) => one / 255)
        .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
        .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
    const ratio = (a, b) => {
        const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
        return (high + 0.05) / (low + 0.05);
    };
    const value = (name) => style.getPropertyValue(name).trim();
    const found = {};
    for (const family of ['band', 'seq']) for (const letter of 'ABCDE') {
        const paper = value(`--${family}-${letter}`);
        const ink = paint(value(`--on-${family}-${letter}`));
        found[`${family}-${letter}`] = ratio(paint(paper), ink);
        if (family === 'band' && letter === 'E') found.hatched = ratio(paint(paper, value('--hatch')), ink);
    }
    for (const name of ['ink', 'soft', 'accent', 'severe', 'over']) {
        found[name] = ratio(paint(value('--paper')), paint(value(`--${name}`)));
        found[`${name} on panel`] = ratio(paint(value('--panel-paper')), paint(value(`--${name}`)));
    }
    found.calendar = ratio(paint(value('--paper')), paint(value('--on-calendar')));
    found['in calendar'] = ratio(paint(value('--calendar')), paint(value('--on-calendar')));
    found['tag severe'] = ratio(paint(value('--severe-paper')), paint(value('--severe')));
    found['tag over'] = ratio(paint(value('--over-paper')), paint(value('--over')));
    return found;
}"""


@pytest.mark.parametrize("look", LOOKS)
def test_text_has_contrast_on_every_step_in_every_theme(draw: Draw, look: str) -> None:
    """At least 4.5 to 1, on the hatching's lines too; 7 to 1 on the steps in high contrast."""
    ratios: dict[str, float] = draw("cropped", **LOOKS[look]).evaluate(CONTRAST)
    assert {name: ratio for name, ratio in ratios.items() if ratio < 4.5} == {}
    if "contrast" in look:
        steps = {name: ratio for name, ratio in ratios.items() if name[:4] in {"band", "seq-"}}
        assert {name: ratio for name, ratio in steps.items() if ratio < 7} == {}


@pytest.mark.parametrize("look", LOOKS)
def test_over_capacity_leaves_the_blues_in_every_theme(draw: Draw, look: str) -> None:
    """A, B and C are more blue than red; D and E are more red than blue or green."""
    page = draw("cropped", **LOOKS[look])
    steps: list[list[int]] = page.evaluate("""() => Array.from('ABCDE').map((letter) => {
        const node = document.querySelector(`.legend .s-${letter}`);
        return getComputedStyle(node).backgroundColor.match(/[0-9]+/g).map(Number);
    })""")
    assert [red > blue for red, _, blue in steps] == [False, False, False, True, True]
    assert all(red > green for red, green, _ in steps[3:])


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("form", ["grid", "table", "map"])
def test_axe_finds_nothing(draw: Draw, look: str, form: str) -> None:
    """On a cropped grid, with a cell chosen, in every theme."""
    page = draw("cropped", view=form, selected="unit:AS@2020-03-16", **LOOKS[look])
    page.wait_for_timeout(250)  # colours fade over
    violations: list[dict[str, Any]] = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"][:90] for node in one["nodes"]]) for one in violations] == []


def test_axe_finds_nothing_in_forced_colours(open_page: Callable[..., Page], harness_home: str) -> None:
    """Steps are then told apart by lines and inversion."""
    page = open_page(forced_colors="active")
    page.goto(f"{harness_home}/?payload=cropped")
    page.evaluate("harness.ready")
    assert Axe().run(page).response["violations"] == []
    looks = page.evaluate("""() => Array.from('ABCDE').map((letter) => {
        const style = getComputedStyle(document.querySelector(`.legend .s-${letter}`));
        return [style.backgroundColor, style.borderLeftWidth, style.borderRightWidth].join(' ');
    })""")
    assert len(set(looks)) == 5


@pytest.mark.parametrize("size", [(1366, 768), (2560, 1440), (3840, 2160), (820, 1180), (683, 384)])
def test_the_page_never_scrolls_sideways(
    open_page: Callable[..., Page], harness_home: str, size: tuple[int, int]
) -> None:
    """From a zoomed laptop and a tablet to a wall; only the grid itself may scroll."""
    page = open_page(viewport={"width": size[0], "height": size[1]})
    page.goto(harness_home)
    page.evaluate("harness.ready")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    grid = page.locator(".grid-canvas").bounding_box()
    scroll = page.locator(".grid-scroll").bounding_box()
    assert grid is not None
    assert scroll is not None
    assert grid["width"] >= scroll["width"] - 1


def test_the_chosen_cell_stays_in_sight_beside_the_panel(draw: Draw) -> None:
    """The panel takes room from the grid; the cell that opened it must not slip under."""
    page = draw()
    page.locator(".grid-row[aria-rowindex='7'] .cell[aria-colindex='45']").click()
    expect(page.locator("#panel")).to_be_visible()
    page.wait_for_timeout(200)
    cell = page.locator(".cell[aria-selected='true']").bounding_box()
    scroll = page.locator(".grid-scroll").bounding_box()
    assert cell is not None
    assert scroll is not None
    assert cell["x"] + cell["width"] <= scroll["x"] + scroll["width"] + 1


def test_paper_shows_the_grid_whole_and_nothing_else(draw: Draw) -> None:
    """One page of A4 landscape: no menu, no controls, colours kept, also from the dark theme."""
    page = draw(scheme="dark")
    sheet = page.pdf(format="A4", landscape=True)
    assert sheet.count(b"/Type /Page\n") == 1
    page.emulate_media(media="print")
    for gone in (".nav", ".filters", ".page-header .actions", ".keyboard-help"):
        expect(page.locator(gone)).to_be_hidden()
    severe = page.locator(".cell.s-E").first
    assert severe.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(128, 22, 80)"
    assert severe.evaluate("e => getComputedStyle(e).printColorAdjust") == "exact"
    assert page.locator(".grid-scroll").evaluate("e => getComputedStyle(e).overflowX") == "visible"


def test_the_projector_has_large_type_and_no_menu(draw: Draw) -> None:
    """For the portfolio review meeting."""
    page = draw(layout="projector")
    expect(page.locator(".nav")).to_be_hidden()
    expect(page.locator(".filters")).to_be_hidden()
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") == 21


def test_the_grids_scripts_and_styles_stay_light() -> None:
    """All of them, as they go over the wire, in at most 35.7 kB."""
    files = [f"{name}.js" for name in SCRIPTS.split()] + [f"{name}.css" for name in STYLES.split()]
    assert sum(len(brotli.compress((ASSETS / name).read_bytes())) for name in files) <= BUDGET
