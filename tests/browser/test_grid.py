"""The grid as the browser draws it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.grid_harness.names import SCRIPT

pytestmark = pytest.mark.browser
Draw = Callable[..., Page]
WHERE = """() => [
    document.activeElement.getAttribute('aria-colindex'), document.querySelector('.grid-scroll').scrollLeft,
]"""
ALL_WRITTEN = "() => !document.querySelector('.cell:not([aria-label])')"
# In one task, before the browser is idle: new numbers, and the places of cells that still have the old ones.
STALE = """async ([payload, happening, seen]) => {
    harness.state.payload = await harness.load(payload);
    harness.redraw();
    if (happening) (happening === 'scroll' ? document : window).dispatchEvent(new Event(happening));
    const text = harness.state.payload.cells.text.flat();
    const box = document.querySelector('.grid-scroll').getBoundingClientRect();
    const names = document.querySelector('.corner').getBoundingClientRect();
    const isSeen = ({ left, right, top, bottom }) =>
        right > names.right && left < box.right && bottom > Math.max(0, box.top)
        && top < Math.min(innerHeight, box.bottom);
    const cells = Array.from(document.querySelectorAll('.cell'), (cell, at) => [cell, at])
        .filter(([cell]) => !seen || isSeen(cell.getBoundingClientRect()));
    return [cells.length, cells.filter(([cell, at]) => cell.textContent !== text[at]).length];
}"""


def cell(row: int, column: int) -> str:
    """The selector of a cell, both counted from 0."""
    return f".grid-row[aria-rowindex='{row + 2}'] .cell[aria-colindex='{column + 2}']"


def test_every_row_and_column_is_there_for_a_screen_reader(draw: Draw) -> None:
    """20 rows and 44 columns, and one more of each for the headers, all with their place in the grid."""
    page = draw()
    grid = page.get_by_role("grid", name="Saturation by unit and week")
    expect(grid).to_have_attribute("aria-rowcount", "21")
    expect(grid).to_have_attribute("aria-colcount", "45")
    expect(page.get_by_role("gridcell")).to_have_count(20 * 44)
    expect(page.get_by_role("columnheader", name="week of 5 Oct 2020")).to_have_attribute(
        "aria-colindex", "33"
    )
    expect(page.get_by_role("rowheader", name="North Area, NA")).to_have_count(1)


def test_a_cell_says_in_words_what_it_shows(draw: Draw) -> None:
    """Unit, week, value with unit, band, load, projects and markers."""
    page = draw()
    page.wait_for_function(ALL_WRITTEN)
    words = page.locator(cell(7, 26)).get_attribute("aria-label")
    assert words == (
        "North East, week of 31 Aug 2020: 82\u00a0% of capacity, band C near capacity, 1,828 hours, "
        "3 projects, hottest part 105\u00a0%"
    )


def test_the_four_blanks_are_told_apart_in_words_and_in_pattern(draw: Draw) -> None:
    """Nothing planned, no headcount, no capacity, left out by a filter: four sentences, four pictures."""
    page = draw()
    page.wait_for_function(ALL_WRITTEN)
    places = {
        "nothing planned": (3, 2),
        "no data: no headcount": (2, 3),
        "left out by a filter": (4, 3),
        "no capacity, but load": (5, 4),
    }
    pictures = set()
    for words, (row, column) in places.items():
        blank = page.locator(cell(row, column))
        assert f": {words}" in (blank.get_attribute("aria-label") or "")
        pictures.add(
            blank.evaluate("e => getComputedStyle(e).backgroundImage + getComputedStyle(e).boxShadow")
        )
    assert len(pictures) == 4


def test_text_from_files_stays_text(draw: Draw) -> None:
    """A unit and an event named like an image tag are shown, never run."""
    page = draw()
    expect(page.locator(".row-name", has_text=SCRIPT)).to_have_count(1)
    page.locator(cell(6, 7)).hover()
    expect(page.locator(".tooltip")).to_contain_text(SCRIPT)
    assert page.locator("main img").count() == 0


def test_a_new_payload_keeps_focus_and_scroll(draw: Draw) -> None:
    """Recolouring 60 rows and 260 weeks leaves the reader where they were."""
    page = draw("big")
    page.locator(".cell[tabindex='0']").focus()
    for key in ("PageDown", "PageDown", "PageDown", "PageDown", "PageDown", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    before = page.evaluate(WHERE)
    page.evaluate("harness.show('big-recoloured')")
    after = page.evaluate(WHERE)
    assert before == after
    assert before[1] > 0


def test_focus_follows_its_week_when_the_weeks_change(draw: Draw) -> None:
    """From 44 to 13 weeks, and the same unit and week is still the tab stop."""
    page = draw()
    page.locator(".cell[tabindex='0']").focus()
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    page.evaluate("harness.show('quarter')")
    words = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert words.startswith("Central South, week of 23 Mar 2020:")


def test_every_cell_of_a_big_grid_gets_the_new_numbers(draw: Draw) -> None:
    """Cells out of sight are written when the browser is idle."""
    page = draw("big")
    page.evaluate("harness.show('big-recoloured')")
    same = """() => {
        const text = harness.state.payload.cells.text.flat();
        const cells = Array.from(document.querySelectorAll('.cell'));
        return cells.every((cell, at) => cell.textContent === text[at]);
    }"""
    page.wait_for_function(same)


@pytest.mark.parametrize("place", ["grid.scrollTo(0, 0)", "grid.scrollTo(1500, 500)", "scrollTo(0, 300)"])
def test_cells_on_the_screen_get_the_new_numbers_at_once(draw: Draw, place: str) -> None:
    """Wherever the grid or the page is scrolled to; the others wait until these are painted."""
    page = draw("big")
    page.evaluate(f"() => {{ const grid = document.querySelector('.grid-scroll'); {place}; }}")
    page.wait_for_timeout(200)
    seen, stale = page.evaluate(STALE, ["big-recoloured", None, True])
    assert seen > 500
    assert stale == 0


def test_a_printer_waits_for_no_cells(draw: Draw) -> None:
    """Printed right after a change, every cell has its new number."""
    page = draw("big")
    page.wait_for_timeout(200)
    cells, stale = page.evaluate(STALE, ["big-recoloured", "beforeprint", False])
    assert cells == 60 * 260
    assert stale == 0


def test_an_unchanged_legend_keeps_its_open_help(draw: Draw) -> None:
    """New numbers with the same steps and marks do not close what the reader reads."""
    page = draw("big")
    page.locator(".keyboard-help summary").click()
    page.evaluate("harness.show('big-recoloured')")
    page.wait_for_timeout(100)
    expect(page.locator(".keyboard-help dl")).to_be_visible()


def test_the_legend_fades_a_band_and_says_so(draw: Draw) -> None:
    """A toggle for each band: switched off, its cells fade but stay."""
    page = draw()
    severe = page.get_by_role("button", name="E severe, 125 % and more")
    expect(severe).to_have_attribute("aria-pressed", "true")
    strong = page.locator(".cell.s-E").first
    before = strong.evaluate("e => getComputedStyle(e).backgroundColor")
    severe.click()
    expect(severe).to_have_attribute("aria-pressed", "false")
    assert strong.evaluate("e => getComputedStyle(e).backgroundColor") != before
    assert page.evaluate("harness.asked.at(-1)") == {"part": "off", "value": ["E"]}


def test_the_legend_explains_the_marks_that_occur_and_no_others(draw: Draw) -> None:
    """The cropped grid reaches no freeze; the whole one has every mark."""
    page = draw()
    for words in (
        "go-live",
        "change freeze",
        "at risk",
        "a part is over capacity",
        "half or more is estimated",
    ):
        expect(page.locator(".legend-mark", has_text=words)).to_have_count(1)
    page = draw("cropped")
    expect(page.locator(".legend-mark", has_text="change freeze")).to_have_count(0)


@pytest.mark.parametrize("payload", ["default", "quarter", "year", "big"])
def test_calendar_labels_are_never_cut_and_never_overlap(draw: Draw, payload: str) -> None:
    """A label without room is left out of the picture; the table has it."""
    page = draw(payload)
    boxes = page.evaluate("""() => {
        const labels = Array.from(document.querySelectorAll('.strip-bar > span, .as-of-label'));
        return labels.map((label) => {
            const box = label.getBoundingClientRect();
            return [box.left, box.right, box.top, label.scrollWidth > Math.ceil(box.width)];
        });
    }""")
    assert len(boxes) > 2
    assert not any(cut for *_, cut in boxes)
    for at, (left, right, top, _) in enumerate(boxes):
        for other_left, other_right, other_top, _ in boxes[at + 1 :]:
            assert right <= other_left + 1 or other_right <= left + 1 or abs(top - other_top) > 8


@pytest.mark.parametrize("numerals", ["", "'DejaVu Sans Condensed'"])
def test_three_digits_fit_a_narrow_cell(page: Page, draw: Draw, numerals: str) -> None:
    """Every value fits its cell, at 9 pixels or more, also where only a wide font is installed."""
    if numerals:
        page.add_init_script(
            "document.addEventListener('readystatechange', () =>"
            f' document.documentElement.style.setProperty("--numerals", "{numerals}"))'
        )
    draw()
    widest = page.evaluate("""() => Array.from(document.querySelectorAll('.cell')).reduce((most, cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return Math.max(most, range.getBoundingClientRect().width - cell.getBoundingClientRect().width);
    }, -99)""")
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.cell')).fontSize)")
    assert widest <= 0
    assert size >= 9


def test_rows_and_columns_stay_named_while_scrolling(draw: Draw) -> None:
    """The heads of rows and weeks stick to the edges."""
    page = draw("big")
    page.evaluate("document.querySelector('.grid-scroll').scrollTo(1500, 600)")
    page.wait_for_timeout(100)
    name = page.locator(".row-head:not(.corner)").nth(40).bounding_box()
    scroll = page.locator(".grid-scroll").bounding_box()
    days = page.locator(".grid-days").bounding_box()
    assert name is not None
    assert scroll is not None
    assert days is not None
    assert abs(name["x"] - scroll["x"]) < 1
    assert scroll["y"] <= days["y"] < scroll["y"] + 120


def test_dragging_over_the_weeks_chooses_them(draw: Draw) -> None:
    """From the third week to the seventh."""
    page = draw()
    first = page.locator(".column-head").nth(2).bounding_box()
    last = page.locator(".column-head").nth(6).bounding_box()
    assert first is not None
    assert last is not None
    page.mouse.move(first["x"] + 5, first["y"] + 5)
    page.mouse.down()
    page.mouse.move(last["x"] + 5, last["y"] + 5, steps=3)
    page.mouse.up()
    assert page.evaluate("harness.asked") == [
        {"part": "span", "value": {"from": "2020-03-16", "to": "2020-04-19"}}
    ]


@pytest.mark.parametrize("place", [(1, 0), (1, 43), (19, 0), (19, 43), (10, 20)])
def test_the_tooltip_is_never_off_the_screen_nor_over_its_cell(draw: Draw, place: tuple[int, int]) -> None:
    """In every corner of the grid."""
    page = draw()
    target = page.locator(cell(*place))
    target.hover()
    expect(page.locator(".tooltip")).to_be_visible()
    tip = page.locator(".tooltip").bounding_box()
    box = target.bounding_box()
    assert tip is not None
    assert box is not None
    assert tip["x"] >= 0
    assert tip["y"] >= 0
    assert tip["x"] + tip["width"] <= 1366
    assert tip["y"] + tip["height"] <= 768
    apart_across = tip["x"] >= box["x"] + box["width"] or tip["x"] + tip["width"] <= box["x"]
    apart_down = tip["y"] >= box["y"] + box["height"] or tip["y"] + tip["height"] <= box["y"]
    assert apart_across or apart_down


def test_the_tooltip_can_be_pointed_at_and_dismissed(draw: Draw) -> None:
    """It stays under the pointer, and Escape closes it without moving anything."""
    page = draw()
    page.locator(cell(6, 7)).hover()
    tooltip = page.locator(".tooltip")
    expect(tooltip).to_be_visible()
    tooltip.hover()
    page.wait_for_timeout(400)
    expect(tooltip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tooltip).to_be_hidden()


def test_months_and_quarters_have_their_own_names(draw: Draw) -> None:
    """Months under their years, quarters as their first and last month."""
    page = draw("months")
    expect(page.locator(".column-head").nth(8)).to_have_text("Sep")
    expect(page.locator(".group-name").first).to_have_text("2020")
    page = draw("quarters")
    expect(page.locator(".column-head").first).to_have_text("Jan–Mar")
