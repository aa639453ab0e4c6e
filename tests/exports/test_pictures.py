"""Pictures of documents that are no single grid."""

import re
import xml.etree.ElementTree as ET
from datetime import timedelta

from heatmap.exports.pictures import write_png, write_svg
from tests.exports.documents import (
    MADE,
    control_chart,
    document,
    findings,
    grid_document,
    load_chart,
    small_charts,
    table,
)
from tests.figures.payloads import small_payload


def test_a_drawing_has_a_name_and_a_description_and_no_address() -> None:
    """For readers who do not see it; it loads nothing from elsewhere, and runs nothing."""
    svg = write_svg(document(findings(), load_chart(), small_charts(), table())).decode()
    root = ET.fromstring(svg)  # noqa: S314 - our own
    names = {child.tag.rpartition("}")[2]: child.text for child in root}
    assert root.get("role") == "img"
    assert names["title"] == "What is coming"
    assert "as of 2 Mar 2020" in (names["desc"] or "")
    assert not re.findall(r'(?:href|src)="(?!#|data:)', svg)
    assert "<script" not in svg


def test_a_grids_drawing_states_the_marking_twice() -> None:
    """At the top and the bottom, as on pages."""
    assert write_svg(grid_document(small_payload())).decode().count(">OFFICIAL<") == 2


def test_a_picture_is_twice_as_wide_as_its_drawing() -> None:
    """Two pixels for one: 1,200 wide, so 2,400."""
    made = write_png(document(control_chart()))
    assert made.startswith(b"\x89PNG")
    assert int.from_bytes(made[16:20], "big") == 2400


def test_the_same_document_gives_the_same_picture_and_another_time_another() -> None:
    """The time is part of the picture."""
    assert write_svg(document(load_chart())) == write_svg(document(load_chart()))
    later = document(load_chart(), made=MADE + timedelta(hours=1))
    assert write_svg(document(load_chart())) != write_svg(later)
