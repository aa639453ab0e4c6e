"""Answers are sent compressed."""

import gzip
import re
from pathlib import Path

import brotli
import pytest
from flask.testing import FlaskClient

from heatmap.web.copies import Copies
from tests.web.apps import reader_of, request_of, small_app

BR = {"Accept-Encoding": "gzip, deflate, br, zstd"}
GZIP = {"Accept-Encoding": "gzip, deflate"}
STYLE = "main { color: black }\n" * 100


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """A browser on an application with one asset."""
    assets = tmp_path_factory.mktemp("assets")
    (assets / "page.css").write_text(STYLE, encoding="utf-8")
    return reader_of(small_app(assets=assets)[0])


def renderer(reader: FlaskClient) -> str:
    """The address of the page's largest script of Dash's own."""
    page = reader.get("/").get_data(as_text=True)
    found = re.search(r'src="([^"]+dash_renderer[^"]+)"', page)
    assert found is not None
    return found[1]


def test_a_file_is_sent_in_brotli_to_browsers_that_take_it(reader: FlaskClient) -> None:
    """Unpacked, it is the file."""
    address = renderer(reader)
    answer = reader.get(address, headers=BR)
    assert answer.headers["Content-Encoding"] == "br"
    assert brotli.decompress(answer.data) == reader.get(address).data
    assert len(answer.data) == int(answer.headers["Content-Length"])


def test_a_file_is_sent_in_gzip_to_browsers_that_take_no_more(reader: FlaskClient) -> None:
    """Browsers keep brotli for encrypted connections and their own machine."""
    address = renderer(reader)
    answer = reader.get(address, headers=GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(answer.data) == reader.get(address).data


@pytest.mark.parametrize(
    "accepted", [{}, {"Accept-Encoding": "identity"}, {"Accept-Encoding": "br;q=0, gzip;q=0"}]
)
def test_a_file_is_sent_plain_to_browsers_that_take_nothing_else(
    reader: FlaskClient, accepted: dict[str, str]
) -> None:
    """And caches on the way are told that it depends on the browser."""
    answer = reader.get("/assets/page.css", headers={"Accept-Encoding": accepted})
    assert answer.get_data(as_text=True) == STYLE
    assert "Accept-Encoding" in answer.headers["Vary"]


def test_pages_and_answers_are_compressed_too(reader: FlaskClient) -> None:
    """The layout, a callback's long answer, the page itself."""
    answers = [
        reader.get("/", headers=BR),
        reader.get("/_dash-layout", headers=BR),
        reader.post("/_dash-update-component", json=request_of("long " * 500), headers=BR),
    ]
    assert [answer.headers.get("Content-Encoding") for answer in answers] == ["br"] * 3


def test_short_answers_are_sent_as_they_are(reader: FlaskClient) -> None:
    """Compressing a few bytes makes them more."""
    answer = reader.post("/_dash-update-component", json=request_of("word"), headers=BR)
    assert "Content-Encoding" not in answer.headers


def test_the_head_of_a_file_tells_the_compressed_length(reader: FlaskClient) -> None:
    """HEAD answers like GET, without the body."""
    head, whole = (getattr(reader, method)("/assets/page.css", headers=BR) for method in ("head", "get"))
    assert head.data == b""
    assert head.headers["Content-Length"] == whole.headers["Content-Length"]


def test_a_file_that_the_browser_has_is_not_sent_again(reader: FlaskClient) -> None:
    """The tag tells encodings apart, and gives 304 for its own."""
    tags = [reader.get("/assets/page.css", headers=accepted).headers["ETag"] for accepted in (BR, GZIP, {})]
    assert len(set(tags)) == 3
    again = [
        reader.get("/assets/page.css", headers={**accepted, "If-None-Match": tag})
        for accepted, tag in zip((BR, GZIP, {}), tags, strict=True)
    ]
    assert [(answer.status_code, answer.data) for answer in again] == [(304, b"")] * 3


def test_a_range_of_a_file_is_sent_plain(reader: FlaskClient) -> None:
    """Bytes 5 to 7 are those of the file, not of a compressed copy."""
    answer = reader.get("/assets/page.css", headers={**BR, "Range": "bytes=5-7"})
    assert (answer.status_code, answer.data) == (206, STYLE[5:8].encode())
    assert "Content-Encoding" not in answer.headers


def test_a_copy_grows_smaller_in_the_background() -> None:
    """The first who asks does not wait for the best copy; the next gets it."""
    body = Path(brotli.__file__).read_bytes() * 20
    copies = Copies()
    first = copies.copy(body, "br")
    assert copies.settle(60)
    best = copies.copy(body, "br")
    assert len(best) < len(first)
    assert brotli.decompress(best) == brotli.decompress(first) == body


def test_copies_made_after_a_rest_grow_smaller_too() -> None:
    """The work in the background starts again when there is something new."""
    copies = Copies()
    bodies = [bytes(range(256)) * 40 + str(at).encode() * 3000 for at in range(3)]
    for body in bodies:
        copies.copy(body, "br")
        assert copies.settle(60)
    assert [copies.copy(body, "br") for body in bodies] == [
        brotli.compress(body, quality=11) for body in bodies
    ]
