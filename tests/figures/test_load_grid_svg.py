"""The grid as an SVG picture."""

import re
from datetime import UTC, datetime, timedelta, timezone
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from heatmap.figures.grid import GridPayload
from heatmap.figures.picture.load_grid_svg import load_grid_svg
from tests.figures.payloads import large_payload, row, small_payload

MADE = datetime(2020, 3, 2, 14, 5, tzinfo=UTC)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<img src=x onerror=alert(1)> & "quoted"'


def drawn(payload: GridPayload) -> ET.Element:
    """The picture of a payload, parsed."""
    return ET.fromstring(load_grid_svg(payload, made=MADE))  # noqa: S314  # our own output


def texts(picture: ET.Element) -> list[str]:
    """All lines of text of a picture."""
    return [element.text or "" for element in picture.iter(f"{SVG}text")]


def markers(picture: ET.Element, name: str) -> int:
    """How many cells carry a marker."""
    return len(picture.findall(f".//{SVG}g[@data-marker='{name}']/*"))


def test_the_same_payload_and_moment_give_the_same_bytes() -> None:
    """A picture can be compared with an earlier one."""
    assert load_grid_svg(small_payload(), made=MADE) == load_grid_svg(small_payload(), made=MADE)


def test_the_picture_says_title_view_version_and_when_it_was_made() -> None:
    """Whoever gets the picture alone knows what it shows and as of when."""
    payload = small_payload()
    lines = texts(drawn(payload))
    assert payload["title"] in lines
    assert payload["stated"] in lines
    assert f"{payload['footer']} · made 2 Mar 2020, 14:05 UTC" in " ".join(lines)


def test_a_moment_with_another_zone_is_told_in_utc() -> None:
    """16:05 two hours east of Greenwich is 14:05 UTC."""
    made = datetime(2020, 3, 2, 16, 5, tzinfo=timezone(timedelta(hours=2)))
    assert load_grid_svg(small_payload(), made=made) == load_grid_svg(small_payload(), made=MADE)


def test_the_picture_has_a_role_a_name_and_a_description() -> None:
    """A screen reader announces the picture by its title."""
    payload = small_payload()
    picture = drawn(payload)
    assert picture.get("role") == "img"
    assert picture.findtext(f"{SVG}title") == payload["title"]
    assert picture.findtext(f"{SVG}desc") == f"{payload['stated']} {payload['footer']}"


def test_every_value_is_real_text() -> None:
    """The six values of the payload are there to be read and copied."""
    lines = texts(drawn(small_payload()))
    assert [lines.count(value) for value in ("98", "40", "110", "131")] == [1, 2, 2, 1]


def test_severe_cells_are_hatched_and_the_legend_shows_it() -> None:
    """Colour is not the only sign: one hatching in the grid, one in the legend."""
    hatchings = drawn(small_payload()).findall(f".//{SVG}path[@stroke-opacity]")
    assert len(hatchings) == 2


def test_steps_of_other_measures_are_blue_and_not_hatched() -> None:
    """The bands' orange and red mean over capacity, so no other measure has them."""
    payload = small_payload()
    payload["bands"] = False
    svg = load_grid_svg(payload, made=MADE)
    assert "#f7914d" not in svg
    assert "stroke-opacity" not in svg


def test_each_marker_is_drawn_on_its_cells() -> None:
    """Two go-live cells, three not over capacity with a hot part, one each estimated, frozen and at risk."""
    picture = drawn(small_payload())
    counts = {
        name: markers(picture, name) for name in ("go-live", "hottest", "estimated", "freeze", "at-risk")
    }
    assert counts == {"go-live": 2, "hottest": 3, "estimated": 1, "freeze": 1, "at-risk": 1}


def test_a_cell_without_capacity_is_hatched_both_ways() -> None:
    """Load on no capacity is severe and more: one more hatching in the grid, one more in the legend."""
    payload = small_payload()
    payload["cells"]["capacity"][1][0] = 0.0
    picture = drawn(payload)
    assert len(picture.findall(f".//{SVG}path[@stroke-opacity]")) == 4
    assert "no capacity" in texts(picture)


def test_the_legend_explains_the_blanks_that_the_grid_has() -> None:
    """Nothing planned, no headcount and not selected are three different things."""
    lines = texts(drawn(small_payload()))
    assert {"nothing planned", "no headcount", "left out by a filter"} <= set(lines)
    assert "no headcount" not in texts(drawn(large_payload(3, 3)))


def test_the_band_letter_stands_in_cells_that_are_wide_enough() -> None:
    """Three columns leave room for letters, a year of weeks does not."""
    assert "E" in texts(drawn(small_payload()))
    assert texts(drawn(large_payload(5, 52))).count("E") == 1  # the legend's


def test_hostile_names_stay_text() -> None:
    """A name with markup in it neither becomes markup nor breaks the picture."""
    payload = small_payload()
    payload["rows"][1]["name"] = payload["title"] = payload["stated"] = HOSTILE
    payload["calendar"] = [{"name": HOSTILE, "from": 0, "to": 0, "freeze": False, "who": HOSTILE, "taken": 1}]
    picture = drawn(payload)
    assert picture.findtext(f"{SVG}title") == HOSTILE
    assert not picture.findall(".//img")


def test_control_characters_are_dropped() -> None:
    """Characters that XML has no place for do not reach the file."""
    payload = small_payload()
    payload["rows"][1]["name"] = "North\x00\x0b\ufffe\ud800 Area\n"
    assert "North Area" in texts(drawn(payload))


def test_a_name_too_long_is_shortened_with_the_whole_name_at_hand() -> None:
    """Names never run into the grid."""
    payload = small_payload()
    payload["rows"][1]["name"] = "Directorate " * 30
    picture = drawn(payload)
    assert any(line.startswith("Directorate") and line.endswith("…") for line in texts(picture))
    titles = [element.text for element in picture.iter(f"{SVG}title")]
    assert ("Directorate " * 30).strip() in titles


def test_the_picture_grows_with_its_columns_and_rows() -> None:
    """Cells keep their size, so 44 rows by 104 columns are as readable as ten by ten."""
    small, large = drawn(large_payload(20, 52)), drawn(large_payload(44, 104))
    cells = [picture.find(f".//{SVG}rect[@rx='2']") for picture in (small, large)]
    assert [cell.get("width") for cell in cells if cell is not None] == ["22", "22"]
    assert float(large.get("width") or 0) - float(small.get("width") or 0) == 52 * 24
    lower = drawn(large_payload(20, 104))
    assert float(large.get("height") or 0) - float(lower.get("height") or 0) == 24 * 22


def test_cells_are_as_wide_as_their_longest_value() -> None:
    """Hours with thousands separators need wider cells than percentages."""
    payload = large_payload(3, 60)
    payload["cells"]["text"][1][7] = "1,234,567"
    cell = drawn(payload).find(f".//{SVG}rect[@rx='2']")
    assert cell is not None
    assert float(cell.get("width") or 0) >= 9 * 10.5 * 0.5


def test_calendar_entries_at_the_same_time_stand_in_lanes_of_their_own() -> None:
    """Two entries in one week do not cover each other."""
    payload = large_payload(3, 60)
    payload["calendar"] = [
        {"name": "May Day", "from": 9, "to": 9, "freeze": False, "who": "all units", "taken": 20},
        {"name": "Election", "from": 9, "to": 9, "freeze": True, "who": "North Area", "taken": 30},
    ]
    picture = drawn(payload)
    places = {line.text: line.get("y") for line in picture.iter(f"{SVG}text")}
    assert places["May Day"] != places["Election"]
    titles = [element.text for element in picture.iter(f"{SVG}title")]
    assert "Election, North Area: takes 30 % of capacity, no go-lives" in titles


def test_names_of_calendar_entries_stay_inside_the_picture() -> None:
    """The name of an entry in the last week stands before its bar."""
    payload = large_payload(3, 60)
    payload["calendar"] = [
        {"name": "Christmas freeze", "from": 58, "to": 59, "freeze": True, "who": "all units", "taken": 20}
    ]
    name = next(line for line in drawn(payload).iter(f"{SVG}text") if line.text == "Christmas freeze")
    assert name.get("text-anchor") == "end"


def test_months_without_room_for_their_name_do_not_run_into_the_next() -> None:
    """A month of one narrow column is named in its title only."""
    payload = large_payload(3, 60)
    payload["groups"] = [
        {"name": "September 2020", "from": 0, "to": 0},
        {"name": "October", "from": 1, "to": 9},
    ]
    lines = texts(drawn(payload))
    assert "October" in lines
    assert not any(line.startswith("September") for line in lines)


def test_a_view_without_rows_says_so() -> None:
    """An empty view is a sentence, not an empty frame."""
    payload = small_payload()
    payload["rows"] = []
    assert "Nothing to show for this view." in texts(drawn(payload))


def test_the_picture_asks_for_nothing_outside_itself() -> None:
    """No scripts, no links, no images, no style sheets."""
    svg = load_grid_svg(large_payload(4, 4), made=MADE)
    assert not re.search(r"<(script|style|image|a|use|foreignObject)\b", svg)
    assert re.findall(r"https?://[^\"' ]+", svg) == ["http://www.w3.org/2000/svg"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_name_gives_a_picture_that_can_be_read(name: str) -> None:
    """Whatever a file calls its units, the XML is well-formed."""
    payload = small_payload()
    payload["rows"][2] = row("unit:MC", name, code=name[:8])
    payload["stated"] = payload["asOfName"] = name
    assert drawn(payload).tag == f"{SVG}svg"
