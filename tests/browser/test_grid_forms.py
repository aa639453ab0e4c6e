"""The same numbers as a table and as a map."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Draw = Callable[..., Page]


def test_the_table_says_what_the_cell_says(draw: Draw) -> None:
    """Number, band with its name, hours, markers and causes of the first lines."""
    page = draw("cropped", view="table")
    heads = page.locator(".table-scroll thead th").all_inner_texts()
    assert heads[:5] == ["Unit", "Code", "Week", "Saturation, % of capacity", "Band"]
    expect(page.locator(".table-scroll tbody tr")).to_have_count(6 * 9)
    line = page.locator(".table-scroll tbody tr").nth(9).locator("th, td").all_inner_texts()
    assert line[:5] == ["Central South", "AS", "2 Mar 2020", "55", "B busy"]
    assert line[-1].startswith("CONNECT Drop 1: custody, case, property 44\u00a0%; ")


def test_the_table_says_each_blank_in_words(draw: Draw) -> None:
    """Where there is no number there is a reason."""
    page = draw("cropped", view="table")
    words = page.locator(".table-scroll tbody").inner_text()
    for blank in (
        "nothing planned",
        "no data: no headcount",
        "left out by a filter",
        "no capacity, but load",
    ):
        assert blank in words


def test_the_table_is_sorted_by_its_heads(draw: Draw) -> None:
    """The most loaded first, then the least loaded; what has no number comes last both ways."""
    page = draw("cropped", view="table")
    button = page.get_by_role("button", name="Load, hours")
    for way in (-1, 1):
        button.click()
        shown = page.locator(".table-scroll tbody tr td:nth-child(6)").all_inner_texts()
        loads = [int(text.replace(",", "")) for text in shown]
        assert loads == sorted(loads, key=lambda load: way * load)
    expect(page.locator("th[aria-sort='ascending']")).to_have_text("Load, hours")
    expect(button).to_be_focused()


def test_the_table_is_turned_page_by_page(draw: Draw) -> None:
    """880 lines, a hundred at a time, and a line opens its cell."""
    page = draw(view="table")
    expect(page.locator(".pager")).to_contain_text("Lines 1 to 100 of 880")
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".pager")).to_contain_text("Lines 101 to 200 of 880")
    page.get_by_role("button", name="Central West, week of 1 Jun 2020: what makes it up").click()
    assert page.evaluate("harness.state.selected") == {"row": "unit:AW", "column": "2020-06-01"}


def test_the_table_has_the_calendar(draw: Draw) -> None:
    """Also the entries that the strip has no room to name."""
    page = draw(view="table")
    calendar = page.get_by_role("table", name="Operational calendar")
    expect(calendar.get_by_role("row", name="VE Day")).to_contain_text("5 %")
    expect(calendar.get_by_role("row", name="Christmas change freeze")).to_contain_text("yes")


def test_what_the_legend_switches_off_leaves_the_table(draw: Draw) -> None:
    """Only severe lines are left."""
    page = draw(view="table")
    for letter in "ABCD":
        page.locator(f"button[data-letter='{letter}']").click()
    bands = set(page.locator(".table-scroll tbody td:nth-child(5)").all_inner_texts())
    assert "E severe" in bands
    assert not bands & {"A calm", "B busy", "C near capacity", "D over capacity"}


def test_the_map_shows_each_borough_in_its_units_colour(draw: Draw) -> None:
    """Both boroughs of a unit have its value; the City of London lies outside."""
    page = draw(view="map")
    for borough in ("Enfield", "Haringey"):
        tile = page.get_by_role("button", name=f"{borough}, North Area, week of 9 Mar 2020: 30 % of capacity")
        expect(tile).to_contain_text("NA")
        expect(tile).to_contain_text("30")
    expect(page.get_by_role("img", name="City of London: outside, no unit")).to_be_visible()


def test_the_slider_moves_the_map_through_the_weeks(draw: Draw) -> None:
    """Its value is said as the week's name."""
    page = draw(view="map")
    slider = page.get_by_role("slider", name="Week")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "week of 16 Mar 2020")
    expect(page.get_by_role("button", name="Enfield, North Area, week of 16 Mar 2020")).to_have_count(1)
    page.keyboard.press("End")
    expect(page.locator(".map-bar output")).to_have_text("week of 28 Dec 2020")


def test_the_map_plays_and_pauses(draw: Draw) -> None:
    """Play walks on by itself; the same button stops it where it is."""
    page = draw(view="map")
    page.get_by_role("button", name="Play").click()
    expect(page.locator(".map-bar output")).to_have_text("week of 16 Mar 2020")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_tiles_are_walked_with_arrows_and_opened_with_enter(draw: Draw) -> None:
    """One tab stop; the arrow goes to the next borough in its direction, around the City."""
    page = draw(view="map")
    page.locator(".tile[tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    focused = page.evaluate("document.activeElement.querySelector('.tile-name').textContent")
    assert focused == "Southwark"
    page.keyboard.press("Enter")
    assert page.evaluate("harness.state.selected") == {"row": "unit:AS", "column": "2020-03-09"}
    expect(page.locator(".tile[aria-pressed='true']")).to_have_count(2)


def test_without_boroughs_the_map_says_what_to_add(draw: Draw) -> None:
    """A designed state, not an empty box."""
    page = draw("no-tiles", view="map")
    expect(page.get_by_role("heading", name="There is no map.")).to_be_visible()
    expect(page.locator(".state-empty")).to_contain_text("boroughs table")
