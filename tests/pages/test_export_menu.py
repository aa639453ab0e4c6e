"""The export menu of every page, and the address that its links lead to."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from heatmap.dashboard import PAGES, create_app
from heatmap.errors import HeatmapError
from heatmap.exports.export import VIEWS
from heatmap.pages.parts.export_menu import ENTRIES, copy_id, exported
from heatmap.settings import Settings
from tests.example import example_store

MADE = datetime(2020, 10, 5, 9, 30, tzinfo=UTC)
FORMATS = ["pptx", "pptx", "xlsx", "pdf", "pdf", "png", "svg", "csv", "parquet"]
EXPORTED = [page for page in PAGES if page.ADDRESS.page in VIEWS]


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A user's store that holds the example, with a marking."""
    folder = tmp_path_factory.mktemp("store")
    example_store(folder).close()
    return Settings(store=folder, marking="OFFICIAL")


@pytest.fixture(scope="module")
def app(settings: Settings) -> Dash:
    """The dashboard on that store."""
    return create_app(settings)


@pytest.fixture
def reader(app: Dash) -> FlaskClient:
    """One reader's requests."""
    client: FlaskClient = app.server.test_client()
    return client


def test_every_view_that_can_be_exported_is_a_page() -> None:
    """And every one of them has the menu."""
    assert {page.ADDRESS.page for page in EXPORTED} == set(VIEWS)


@pytest.mark.parametrize("page", EXPORTED, ids=lambda page: page.ADDRESS.page)
def test_each_page_has_a_link_for_each_format_and_copies_its_own(page: Any) -> None:  # noqa: ANN401
    """PDF on A4 and on A3, one slide and as many as every row needs."""
    parts = [each for part in page.layout() for each in (part, *part._traverse())]
    links = [each for each in parts if hasattr(each, "download")]
    assert [getattr(each, "data-format") for each in links] == FORMATS
    assert [getattr(each, "data-part") for each in links] == [part for _, part, _ in ENTRIES]
    assert copy_id(page.ADDRESS) in [getattr(each, "id", None) for each in parts]


def test_a_link_answers_with_a_named_file_of_its_type(reader: FlaskClient) -> None:
    """Of a unit's page on A3, with the marking."""
    answer = reader.get("/export/unit/NA.pdf?weeks=13&paper=a3")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="unit-na-version-1-as-of-2020-10-05.pdf"'
    )
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/export/heatmap.docx", "There is no export “docx”"),
        ("/export/heatmap", "names no format"),
        ("/export/nothing.pdf", "There is no view “nothing”"),
        ("/export/unit.pdf", "names no unit"),
        ("/export/unit/..%2F..%2Fetc%2Fpasswd.pdf", "no unit “../../etc/passwd”"),
        ("/export/heatmap.pdf?paper=a5", "There is no paper “a5”"),
        ("/export/heatmap.pptx?slides=two", "There are no slides “two”"),
        ("/export/heatmap.pdf?unit=ZZ", "no unit “ZZ”"),
    ],
)
def test_what_can_not_be_exported_is_refused_in_words(reader: FlaskClient, address: str, said: str) -> None:
    """With a status that says so, and no trace."""
    answer = reader.get(address)
    assert answer.status_code == 400
    assert said in answer.get_data(as_text=True)


def test_a_unit_whose_code_has_a_dot_keeps_it(settings: Settings) -> None:
    """The last dot begins the format."""
    with pytest.raises(HeatmapError, match=r"no unit “N\.A”"):
        exported(settings, "unit/N.A.pdf", "", MADE)


def test_the_marking_is_that_of_the_settings(settings: Settings, tmp_path: Path) -> None:
    """None unless it is set."""
    marked = exported(settings, "heatmap.csv", "", MADE).content.decode()
    example_store(tmp_path).close()
    plain = exported(Settings(store=tmp_path), "heatmap.csv", "", MADE).content.decode()
    assert '"OFFICIAL"' in marked
    assert '"OFFICIAL"' not in plain
