"""The browser's own files in two bundles."""

from pathlib import Path

import pytest
from dash import Dash, html
from flask.testing import FlaskClient

from heatmap.web import bundle


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two scripts and a style sheet."""
    (tmp_path / "b.js").write_text("second();", "utf-8")
    (tmp_path / "a.js").write_text("first();", "utf-8")
    (tmp_path / "a.css").write_text("b { color: red }", "utf-8")
    (tmp_path / "font.ttf").write_bytes(b"\0")
    return tmp_path


def served(folder: Path) -> tuple[dict[str, str], FlaskClient]:
    """The bundles' addresses, and a reader."""
    app = Dash("small", enable_mcp=False, use_pages=False, assets_folder=str(folder))
    app.layout = html.Div()
    addresses = bundle.install(app, folder)
    client: FlaskClient = app.server.test_client()
    return addresses, client


def test_files_of_one_ending_come_as_one_in_order_of_name(folder: Path) -> None:
    """Nothing else is in it."""
    addresses, reader = served(folder)
    assert reader.get(addresses["js"]).get_data(as_text=True) == "first();\nsecond();"
    assert reader.get(addresses["css"]).get_data(as_text=True) == "b { color: red }"


def test_an_address_changes_with_its_content(folder: Path) -> None:
    """So that a browser may keep it for ever."""
    before, _ = served(folder)
    (folder / "a.js").write_text("other();", "utf-8")
    after, _ = served(folder)
    assert before["js"] != after["js"]
    assert before["css"] == after["css"]


def test_another_ending_does_not_exist(folder: Path) -> None:
    """Only what was bundled."""
    _, reader = served(folder)
    assert reader.get("/assets/bundle/heatmap.v0m000000000000.ttf").status_code == 404
