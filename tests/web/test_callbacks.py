"""Requests to the callbacks are checked before anything sees them."""

import copy
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.apps import reader_of, request_of, small_app

ADDRESS = "/_dash-update-component"
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@pytest.fixture(scope="module")
def reader() -> FlaskClient:
    """A browser, as far as requests go."""
    return reader_of(small_app()[0])


def changed(**parts: object) -> dict[str, object]:
    """The page's own request with other parts."""
    return {**request_of("word"), **parts}


def test_the_pages_own_request_is_answered(reader: FlaskClient) -> None:
    """The check lets through what the page sends."""
    answer = reader.post(ADDRESS, json=request_of("hello"))
    assert answer.status_code == 200
    assert answer.get_json()["response"] == {"said": {"children": "hello 1"}}


def test_a_pattern_may_match_nothing(reader: FlaskClient) -> None:
    """A pattern-matching state without components is an empty list."""
    answer = reader.post(ADDRESS, json=changed(state=[[]]))
    assert answer.get_json()["response"] == {"said": {"children": "word 0"}}


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"output": "nothing.children"},
        {"output": ["said.children"]},
        changed(inputs=[]),
        changed(inputs="word.value"),
        changed(inputs=[{"id": "said", "property": "value"}]),
        changed(inputs=[{"id": "word", "property": "id"}]),
        changed(inputs=[{"property": "value"}]),
        changed(inputs=[{"id": "word", "property": 5}]),
        changed(inputs=[None]),
        changed(state=[]),
        changed(state=[[{"id": {"part": {}}, "property": "children"}]]),
        changed(state=[[{"id": {"other": 1}, "property": "children"}]]),
        changed(state=[[{"id": "word", "property": "children"}]]),
        changed(outputs=None),
        changed(outputs={"id": "word", "property": "children"}),
        changed(changedPropIds=None),
        changed(changedPropIds=[5]),
    ],
)
def test_other_requests_are_refused(reader: FlaskClient, body: object) -> None:
    """Unknown callbacks, missing parts and parts of the wrong kind are 400, with words and no trace."""
    answer = reader.post(ADDRESS, json=body)
    assert answer.status_code == 400
    assert answer.get_json()["what"] == "The page's request cannot be read."


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/json"),
        (b"{", "application/json"),
        (b"\xff\xfe", "application/json"),
        (b'{"output": ' + b"9" * 5000 + b"}", "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"a":' * 300 + b"1" + b"}" * 300, "application/json"),
        (b'{"output": "said.children"}', "text/plain"),
    ],
)
def test_what_is_no_request_at_all_is_refused(reader: FlaskClient, body: bytes, kind: str) -> None:
    """Broken, deep or oddly typed bodies are 400."""
    assert reader.post(ADDRESS, data=body, content_type=kind).status_code == 400


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["output", "outputs", "inputs", "state", "changedPropIds"]), VALUES)
def test_no_part_of_a_request_can_break_the_server(reader: FlaskClient, part: str, value: object) -> None:
    """Whatever stands in a request, the answer is not a fault of the server."""
    assert reader.post(ADDRESS, json=changed(**{part: value})).status_code in {200, 400}


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["id", "property", "value"]), VALUES, st.booleans())
def test_no_part_of_an_input_can_break_the_server(
    reader: FlaskClient,
    key: str,
    value: object,
    in_state: bool,  # noqa: FBT001 - drawn by the test
) -> None:
    """Ids, properties and values of the wrong kind are refused, or the callback's own business."""
    body: Any = copy.deepcopy(request_of("word"))
    (body["state"][0][0] if in_state else body["inputs"][0])[key] = value
    assert reader.post(ADDRESS, json=body).status_code in {200, 400}
