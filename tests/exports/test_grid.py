"""The heatmap's document as a table and as a picture."""

import csv
import io
from typing import cast

import pandas as pd

from heatmap.exports.images import FONTS, png
from heatmap.exports.numbers import write_csv
from heatmap.exports.pictures import write_png
from tests.exports.documents import grid_document
from tests.figures.payloads import large_payload, small_payload

PNG_START = b"\x89PNG\r\n\x1a\n"


def table(content: bytes) -> list[dict[str, str]]:
    """The rows of an exported table."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def size(content: bytes) -> tuple[int, int]:
    """A PNG's width and height in pixels, from its header."""
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


def test_a_table_has_one_row_per_row_and_column() -> None:
    """Three rows over three weeks."""
    rows = table(write_csv(grid_document(small_payload())))
    assert [(row["code"], row["start"]) for row in rows[3:5]] == [("NA", "2020-03-02"), ("NA", "2020-03-09")]
    assert len(rows) == 9


def test_a_row_of_a_table_tells_the_cell_in_full() -> None:
    """North Area in its severe week: 131 of 100 hours, one project, mostly estimated."""
    severe = table(write_csv(grid_document(small_payload())))[3]
    told = {
        name: severe[name]
        for name in (
            "row",
            "shown",
            "step",
            "step_name",
            "state",
            "load",
            "capacity",
            "saturation",
            "estimated",
        )
    }
    assert told == {
        "row": "North Area", "shown": "131", "step": "E", "step_name": "severe", "state": "planned",
        "load": "131.0", "capacity": "100.0", "saturation": "1.31", "estimated": "0.6",
    }  # fmt: skip


def test_the_four_blanks_of_a_table_are_told_apart() -> None:
    """Nothing planned, no headcount, not selected, no capacity."""
    payload = small_payload()
    payload["cells"]["capacity"][0][0] = 0.0
    states = [row["state"] for row in table(write_csv(grid_document(payload)))]
    assert [states[at] for at in (0, 5, 6, 7)] == [
        "no capacity", "nothing planned", "no headcount", "not selected",
    ]  # fmt: skip


def test_every_row_of_a_table_states_filters_dates_and_versions() -> None:
    """Sorted or cut, a row still says where it comes from."""
    payload = small_payload()
    for row in table(write_csv(grid_document(payload))):
        assert row["filters"] == payload["stated"]
        assert (row["as_of"], row["version"], row["scoring_version"]) == ("2020-03-02", "2", "1")
        assert row["made"] == "2020-03-02T14:05:00Z"


def test_names_in_a_table_cannot_run_as_formulas() -> None:
    """A unit, an event and the stated view that start like formulas are plain text."""
    payload = small_payload()
    payload["rows"][1]["name"] = payload["stated"] = "=cmd|' /C calc'!A0"
    payload["events"] = ["@SUM(1)", "=1+1"]
    payload["cells"]["causes"][1][0] = [0, 60, 1, 40]
    severe = table(write_csv(grid_document(payload)))[3]
    assert severe["row"] == severe["filters"] == "'=cmd|' /C calc'!A0"
    assert severe["causes"] == "'@SUM(1) 60 %;' =1+1 40 %"


def test_a_table_opens_in_pandas_with_numbers_as_numbers() -> None:
    """The byte order mark is no part of the first column's name; `NA` stays North Area when asked for."""
    content = write_csv(grid_document(small_payload()))
    frame = pd.read_csv(io.BytesIO(content), keep_default_na=False, na_values={"saturation": [""]})
    assert frame.columns[0] == "row_key"
    assert frame["saturation"].max() == 1.31
    assert "NA" in cast("list[str]", frame["code"].tolist())


def test_a_table_starts_with_the_mark_that_excel_needs() -> None:
    """Excel takes the file for UTF-8."""
    assert write_csv(grid_document(small_payload())).startswith(b"\xef\xbb\xbf")


def test_a_picture_has_twice_the_size_of_its_drawing() -> None:
    """Two pixels for one, sharp on dense screens."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="50"></svg>'
    assert size(png(svg)) == (240, 100)


def test_a_huge_picture_is_drawn_smaller() -> None:
    """20,000 by 10,000 would be 800 million pixels; 60 million are drawn."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20000" height="10000"></svg>'
    width, height = size(png(svg))
    assert 59e6 < width * height < 61e6


def test_the_same_grid_gives_the_same_picture() -> None:
    """A picture is the same to the last byte."""
    pictures = {write_png(grid_document(large_payload(5, 20))) for _ in range(2)}
    assert len(pictures) == 1


def test_a_picture_is_a_png() -> None:
    """The file is what its name says."""
    assert write_png(grid_document(small_payload())).startswith(PNG_START)


def test_the_text_of_a_picture_is_drawn_in_the_bundled_font() -> None:
    """Regular and bold text leave different marks, and neither is blank."""
    document = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">{}</svg>'
    word = '<text x="2" y="15" font-family="\'Heatmap Sans\'" font-weight="{}">131 %</text>'
    pictures = {png(document.format(text)) for text in ("", word.format("normal"), word.format("bold"))}
    assert len(pictures) == 3


def test_the_bundled_font_comes_with_its_licence() -> None:
    """Two weights, each under 150 kB, under the Open Font License."""
    assert {path.name: path.stat().st_size < 150_000 for path in FONTS.glob("*.ttf")} == {
        "HeatmapSans-Bold.ttf": True,
        "HeatmapSans-Regular.ttf": True,
    }
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
