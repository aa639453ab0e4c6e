"""Headers, hosts and origins."""

import base64
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import dash
import pytest
from flask.testing import FlaskClient

from tests.web.apps import SETTINGS, reader_of, request_of, small_app

CALLBACKS = "/_dash-update-component"


@pytest.fixture(scope="module")
def reader() -> FlaskClient:
    """A browser, as far as requests go."""
    return reader_of(small_app()[0])


def policy(reader: FlaskClient) -> dict[str, list[str]]:
    """The page's Content-Security-Policy by directive."""
    stated = reader.get("/").headers["Content-Security-Policy"]
    return {rule.split()[0]: rule.split()[1:] for rule in stated.split("; ")}


def test_scripts_come_from_the_server_or_are_hashed(reader: FlaskClient) -> None:
    """Every inline script of the page is in the policy by its hash, and nothing unsafe is."""
    page = reader.get("/").get_data(as_text=True)
    page = re.sub("<!--.*?-->", "", page, flags=re.DOTALL)  # a script for browsers long gone
    inline = re.findall(r"<script(?: id=\"_dash-renderer\"[^>]*)?>(.*?)</script>", page, re.DOTALL)
    hashes = {
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in inline
    }
    allowed = policy(reader)["script-src"]
    assert len(inline) == 2
    assert set(allowed) == {"'self'"} | hashes


def test_the_policy_closes_everything_else(reader: FlaskClient) -> None:
    """Nothing by default, no plug-ins, no base address, no frame around the page."""
    stated = policy(reader)
    closed = [stated[rule] for rule in ("default-src", "object-src", "base-uri", "frame-ancestors")]
    assert closed == [["'none'"]] * 4
    assert stated["connect-src"] == stated["form-action"] == ["'self'"]


@pytest.mark.parametrize("path", ["/", "/_dash-layout", "/nothing"])
def test_every_answer_carries_the_usual_headers(reader: FlaskClient, path: str) -> None:
    """Pages, answers and errors alike."""
    stated = reader.get(path).headers
    assert stated["X-Content-Type-Options"] == "nosniff"
    assert stated["Referrer-Policy"] == "same-origin"
    assert stated["Cross-Origin-Opener-Policy"] == "same-origin"
    assert stated["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in stated["Content-Security-Policy"]


def test_the_page_does_not_tell_versions_of_libraries(reader: FlaskClient) -> None:
    """Neither the settings in the page nor the addresses of its files name a version."""
    page = reader.get("/").get_data(as_text=True)
    config = re.search(r'id="_dash-config" type="application/json">(.*?)</script>', page)
    assert config is not None
    assert not {"dash_version", "python_version", "plotly_version"} & json.loads(config[1]).keys()
    assert dash.__version__ not in page
    assert dash.__version__.replace(".", "_") not in page


def test_the_page_loads_no_script_that_it_does_not_need(reader: FlaskClient) -> None:
    """Nothing for browsers long gone, and no tables of Dash's own."""
    page = reader.get("/").get_data(as_text=True)
    assert "dash_renderer" in page
    assert not re.search("polyfill|dash_table", re.sub(r"<script id=.*?</script>", "", page, flags=re.DOTALL))


def test_files_are_found_under_the_addresses_that_the_page_gives(reader: FlaskClient) -> None:
    """Addresses without versions still lead to the files, which browsers may keep for ever."""
    page = reader.get("/").get_data(as_text=True)
    addresses = re.findall(r'src="(/_dash-component-suites/[^"]+)"', page)
    answers = [reader.get(address) for address in addresses]
    assert len(answers) > 5
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.headers["Cache-Control"] for answer in answers} == {"public, max-age=31536000, immutable"}


def test_pages_and_answers_are_not_kept(reader: FlaskClient) -> None:
    """A new version shows at once, and no portfolio stays in a cache: pages carry numbers, too."""
    assert reader.get("/").headers["Cache-Control"] == "no-store"
    assert reader.get("/_dash-layout").headers["Cache-Control"] == "no-store"
    assert reader.post(CALLBACKS, json=request_of("word")).headers["Cache-Control"] == "no-store"


def test_an_asset_is_kept_for_ever_only_under_its_own_time_stamp(tmp_path: Path) -> None:
    """The address of an asset names when it was changed; without that, browsers ask again."""
    asset = tmp_path / "page.css"
    asset.write_text("main { color: black }", encoding="utf-8")
    reader = reader_of(small_app(assets=tmp_path)[0])
    changed = int(asset.stat().st_mtime)
    kept = [reader.get(f"/assets/page.css{query}") for query in (f"?m={changed}.0", "?m=1", "")]
    assert [answer.headers["Cache-Control"] for answer in kept] == [
        "public, max-age=31536000, immutable", "no-cache", "no-cache",
    ]  # fmt: skip


@pytest.mark.parametrize("host", ["localhost", "localhost:8050", "127.0.0.1:8050", "[::1]:8050", "LOCALHOST"])
def test_the_machines_own_names_are_answered(reader: FlaskClient, host: str) -> None:
    """Whatever the port."""
    assert reader.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "a@evil.example:80", "[", ""])
def test_a_strange_host_is_refused(reader: FlaskClient, host: str) -> None:
    """A name that somebody led to this machine gets nothing, and learns what to do if it is the owner's."""
    answer = reader.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "_dash-config" not in answer.get_data(as_text=True)


def test_a_configured_host_is_answered() -> None:
    """HEATMAP_ALLOWED_HOSTS names the server for others; HEATMAP_HOST names it anyway."""
    settings = replace(SETTINGS, host="10.1.2.3", allowed_hosts=("heatmap.example",))
    reader = reader_of(small_app(settings)[0])
    hosts = ("heatmap.example", "10.1.2.3:8050", "other.example")
    answers = [reader.get("/", headers={"Host": host}).status_code for host in hosts]
    assert answers == [200, 200, 400]


@pytest.mark.parametrize(
    "stated",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_request_from_another_sites_page_is_refused(reader: FlaskClient, stated: dict[str, str]) -> None:
    """The browser says where a request comes from; only our own pages may ask."""
    answer = reader.post(CALLBACKS, json=request_of("word"), headers=stated)
    assert answer.status_code == 403


@pytest.mark.parametrize("stated", [{}, {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}])
def test_a_request_from_our_own_page_is_answered(reader: FlaskClient, stated: dict[str, str]) -> None:
    """With the origin that the browser states, or from a program that states none."""
    assert reader.post(CALLBACKS, json=request_of("word"), headers=stated).status_code == 200
