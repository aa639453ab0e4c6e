"""The browser's own files in pieces."""

import json
import re
from pathlib import Path

import pytest
from dash import Dash, html
from flask.testing import FlaskClient

from heatmap.resources import ASSETS
from heatmap.web import bundle
from heatmap.web.bundle import Bundles


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two scripts and a style sheet for every page, one of each for a page of its own."""
    (tmp_path / "b.js").write_text("second();", "utf-8")
    (tmp_path / "a.js").write_text("first();", "utf-8")
    (tmp_path / "a.css").write_text("b { color: red }", "utf-8")
    (tmp_path / "font.ttf").write_bytes(b"\0")
    (tmp_path / "chart").mkdir()
    (tmp_path / "chart" / "c.js").write_text("third();", "utf-8")
    (tmp_path / "chart" / "c.css").write_text("i { color: blue }", "utf-8")
    return tmp_path


def served(folder: Path) -> tuple[Bundles, FlaskClient]:
    """The bundles' addresses, and a reader."""
    app = Dash("small", enable_mcp=False, use_pages=False, assets_folder=str(folder))
    app.layout = html.Div()
    addresses = bundle.install(app, folder)
    client: FlaskClient = app.server.test_client()
    return addresses, client


def test_scripts_of_every_page_come_as_one_in_order_of_name(folder: Path) -> None:
    """Nothing else is in it."""
    addresses, reader = served(folder)
    assert reader.get(addresses.script).get_data(as_text=True) == "first();\nsecond();"


def test_all_style_sheets_come_as_one(folder: Path) -> None:
    """Those of later pieces too, so that no page is ever without its style."""
    addresses, reader = served(folder)
    assert reader.get(addresses.styles).get_data(as_text=True) == "b { color: red }\ni { color: blue }"


def test_scripts_of_a_folder_are_a_piece_for_later(folder: Path) -> None:
    """Named in the script's element, as JSON that is safe in HTML."""
    addresses, reader = served(folder)
    assert list(addresses.later) == ["chart"]
    assert reader.get(addresses.later["chart"]).get_data(as_text=True) == "third();"
    found = re.search('data-later="([^"]*)"', addresses.head)
    assert found is not None
    assert json.loads(found[1].replace("&#34;", '"')) == addresses.later


def test_an_address_changes_with_its_content(folder: Path) -> None:
    """So that a browser may keep it for ever."""
    before, _ = served(folder)
    (folder / "a.js").write_text("other();", "utf-8")
    after, _ = served(folder)
    assert before.script != after.script
    assert before.styles == after.styles
    assert before.later == after.later


def test_another_piece_or_ending_does_not_exist(folder: Path) -> None:
    """Only what was bundled."""
    _, reader = served(folder)
    assert reader.get("/assets/bundle/heatmap.v0m000000000000.ttf").status_code == 404
    assert reader.get("/assets/bundle/other.v0m000000000000.js").status_code == 404


def test_every_function_of_a_later_piece_has_a_stand_in() -> None:
    """What a folder's scripts give Dash is named in later.js, under the folder's name."""
    text = (ASSETS / "later.js").read_text("utf-8")
    pieces = dict(re.findall(r"^    (\w+): \{ after: .*?defines: (\[.*?\]) \}", text, re.MULTILINE))
    defined = {
        part.name: sorted(
            name
            for script in part.glob("*.js")
            for name in re.findall(r"^  glue\.(\w+) = ", script.read_text("utf-8"), re.MULTILINE)
        )
        for part in ASSETS.iterdir()
        if list(part.glob("*.js"))
    }
    assert {piece: sorted(json.loads(names)) for piece, names in pieces.items()} == defined
