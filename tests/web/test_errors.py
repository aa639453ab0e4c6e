"""What a reader sees when something goes wrong."""

import logging

import pytest
from flask.testing import FlaskClient

from heatmap.errors import HeatmapError
from tests.web.apps import reader_of, request_of, small_app

CALLBACKS = "/_dash-update-component"


@pytest.fixture(scope="module")
def reader() -> FlaskClient:
    """A browser on an application with two addresses that fail."""
    app = small_app()[0]

    def mistake() -> str:
        raise HeatmapError("“<b>” is no date.", "Write it as 2020-10-05.")

    def fault() -> str:
        raise ZeroDivisionError("the secret detail")

    app.server.add_url_rule("/mistake", view_func=mistake)
    app.server.add_url_rule("/fault", view_func=fault)
    return reader_of(app)


def noticed(reader: FlaskClient, word: str) -> dict[str, str]:
    """What the page's notice says after a callback with `word`."""
    answer = reader.post(CALLBACKS, json=request_of(word))
    assert answer.status_code == 200
    shown: dict[str, str] = answer.get_json()["sideUpdate"]["notice"]
    return shown


def test_a_mistake_in_a_callback_is_shown_with_what_to_do(reader: FlaskClient) -> None:
    """The notice says what happened and how to put it right."""
    assert noticed(reader, "mistake") == {
        "title": "“mistake” is not a word.",
        "children": "Choose from: word.",
        "hide": False,
    }


def test_a_fault_in_a_callback_is_shown_as_a_reference_that_the_log_explains(
    reader: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    """The trace is in the log under the reference that the reader sees, and only there."""
    with caplog.at_level(logging.ERROR):
        shown = noticed(reader, "fault")
    reference = shown["title"].split()[-1].rstrip(".")
    assert f"Reference {reference}" in caplog.text
    assert "the secret detail" in caplog.text
    assert "secret" not in str(shown)


def test_a_mistake_in_an_address_is_a_page_that_says_what_to_do(reader: FlaskClient) -> None:
    """The text of the error is text on the page, whatever is in it."""
    answer = reader.get("/mistake")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "“&lt;b&gt;” is no date." in page
    assert "Write it as 2020-10-05." in page


def test_a_fault_in_an_address_is_a_page_with_a_reference(
    reader: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    """The page names the reference; the detail is in the log."""
    with caplog.at_level(logging.ERROR):
        answer = reader.get("/fault")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "secret" not in page
    assert "Traceback" not in page
    assert "the secret detail" in caplog.text
    assert caplog.records[0].getMessage().removeprefix("Reference ") in page


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/_dash-component-suites/os/path.py",
        "/_dash-component-suites/dash/dash.py",
        "/assets/../pyproject.toml",
        "/assets/%2e%2e/pyproject.toml",
    ],
)
def test_an_address_that_is_no_page_is_not_found(reader: FlaskClient, path: str) -> None:
    """Strange addresses, other packages and files outside the assets are a plain 404."""
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "There is no such page." in answer.get_data(as_text=True)


def test_a_method_that_an_address_does_not_take_is_told(reader: FlaskClient) -> None:
    """Posting to the page is 405."""
    assert reader.post("/").status_code == 405


def test_a_request_too_large_is_refused(reader: FlaskClient) -> None:
    """More than 2 MB is 413, before it is read."""
    answer = reader.post(CALLBACKS, data=b"x" * (2 * 1024 * 1024 + 1), content_type="application/json")
    assert answer.status_code == 413
    assert answer.get_json()["what"] == "The request is larger than 2 MB."
