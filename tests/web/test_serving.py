"""The server itself, on a real socket."""

import http.client
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from dash import Dash, html

from heatmap.errors import HeatmapError
from heatmap.web.serving import address, serve, warm_up
from tests.web.apps import SETTINGS, reader_of, small_app

READERS = 50
SERVER = """
from dataclasses import replace
from heatmap.web.serving import serve
from tests.web.apps import SETTINGS, small_app
settings = replace(SETTINGS, port={port})
serve(small_app(settings)[0], settings)
"""


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


@pytest.fixture
def server() -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server's process and port, from the moment that it tells its address."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-c", SERVER.format(port=port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={"PYTHONUNBUFFERED": "1", "PYTHONPATH": "."},
    ) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}" in process.stdout.readline()
        yield process, port
        process.kill()


def asked(port: int, path: str) -> http.client.HTTPResponse:
    """The answer to one reader on a connection of their own, read to its end."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_fifty_first_requests_at_once_are_all_answered(server: tuple[subprocess.Popen[str], int]) -> None:
    """As soon as the address is told, nobody gets an error, whatever they ask for first."""
    paths = ["/", "/_dash-layout", "/_dash-dependencies", "/_favicon.ico", "/"] * (READERS // 5)
    with ThreadPoolExecutor(READERS) as readers:
        answers = list(readers.map(lambda path: asked(server[1], path).status, paths))
    assert answers == [200] * READERS


def test_the_server_does_not_say_what_it_is(server: tuple[subprocess.Popen[str], int]) -> None:
    """No Server header."""
    assert asked(server[1], "/").getheader("Server") is None


def test_an_interrupted_server_ends_without_a_trace(server: tuple[subprocess.Popen[str], int]) -> None:
    """Ctrl+C is the usual way to end it."""
    process, _ = server
    process.send_signal(signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert said == "Ended.\n"


def test_a_port_in_use_is_told_with_the_way_to_choose_another() -> None:
    """Which port it is, and the setting to change."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = replace(SETTINGS, port=taken.getsockname()[1])
        with pytest.raises(HeatmapError, match=f"Port {settings.port} .* HEATMAP_PORT"):
            serve(small_app(settings)[0], settings)


def test_a_host_that_this_machine_has_not_is_told() -> None:
    """An address of another machine cannot be served on."""
    settings = replace(SETTINGS, host="192.0.2.1", port=free_port())
    with pytest.raises(HeatmapError, match=r"192\.0\.2\.1"):
        serve(small_app(settings)[0], settings)


def test_a_page_that_cannot_be_made_is_told_before_anyone_asks() -> None:
    """The server does not start on a page that fails."""
    app = Dash("broken", enable_mcp=False, use_pages=False)
    app.layout = html.Div()
    app.server.add_url_rule("/_fails", view_func=lambda: ("", 500))
    app.server.before_request(lambda: ("", 500))
    with pytest.raises(HeatmapError, match="answers 500"):
        warm_up(app)


def test_warming_up_makes_copies_of_the_pages_files() -> None:
    """The first reader does not wait for their compression."""
    app, copies = small_app()
    warm_up(app)
    page = reader_of(app).get("/").get_data(as_text=True)
    assert len(copies) == page.count("<script src=") > 5


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("127.0.0.1", "http://127.0.0.1:8050"),
        ("0.0.0.0", "http://127.0.0.1:8050"),  # noqa: S104 - the setting for every network
        ("::1", "http://[::1]:8050"),
        ("heatmap.example", "http://heatmap.example:8050"),
    ],
)
def test_the_address_told_is_one_that_a_browser_can_open(host: str, told: str) -> None:
    """Whatever the server is bound to."""
    assert address(replace(SETTINGS, host=host)) == told
