"""The server: pages made ready first, then the socket, then the address is told."""

import errno
import logging
import re
import socket

import click
import dash
from waitress.server import create_server

from heatmap.errors import HeatmapError
from heatmap.settings import Settings
from heatmap.web.errors import LARGEST_REQUEST

THREADS = 16
CONNECTIONS = 500
READY = ("/", "/_dash-layout", "/_dash-dependencies")
_FILES = re.compile(r'(?:src|href)="(/[^"]+)"')


def serve(app: dash.Dash, settings: Settings) -> None:
    """Serve `app` until it is interrupted; the address is printed once the server listens.

    Raises:
        HeatmapError: the host or the port cannot be used.
    """
    # Its warning tells of every burst of requests; they are answered all the same.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    ended = "Interrupted before the page was ready."
    try:
        warm_up(app)
        server = create_server(
            app.server,
            sockets=[_listening(settings)],
            threads=THREADS,
            connection_limit=CONNECTIONS,
            max_request_body_size=LARGEST_REQUEST + 1,
            ident=None,
        )
        ended = "Ended."
        click.echo(f"Change heatmap: {address(settings)}  (Ctrl+C ends it)")
        server.run()  # returns when it is interrupted
        server.close()
    except KeyboardInterrupt:
        pass  # also between two steps, where nothing is lost
    click.echo(ended)


def warm_up(app: dash.Dash) -> None:
    """Ask for the page and its files once: first requests that come at the same time would race.

    Raises:
        HeatmapError: the page cannot be made.
    """
    reader = app.server.test_client()
    page = ""
    for path in READY:
        answer = reader.get(path, headers={"Accept-Encoding": "identity", "Host": "localhost"}, buffered=True)
        if answer.status_code != 200:  # noqa: PLR2004  # OK
            raise HeatmapError(
                f"The page cannot be shown: {path} answers {answer.status_code}.",
                "The log above has the details.",
            )
        page = page or answer.get_data(as_text=True)
    for path in _FILES.findall(page):
        reader.get(path, headers={"Accept-Encoding": "br", "Host": "localhost"}, buffered=True)


def address(settings: Settings) -> str:
    """The address to open in a browser on this machine."""
    host = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(settings.host, settings.host)  # noqa: S104
    named = f"[{host}]" if ":" in host and not host.startswith("[") else host
    return f"http://{named}:{settings.port}"


def _listening(settings: Settings) -> socket.socket:
    """The bound socket. Made here and not by the server, which would leave it open where binding fails."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host.strip("[]"), settings.port), family=family)
    except OSError as problem:
        raise _unusable(settings, problem) from problem


def _unusable(settings: Settings, problem: OSError) -> HeatmapError:
    if problem.errno == errno.EADDRINUSE:
        return HeatmapError(
            f"Port {settings.port} of {settings.host} is in use, perhaps by another heatmap.",
            "End the other program, or choose another port: HEATMAP_PORT=8051, or --port 8051.",
        )
    if problem.errno == errno.EACCES:
        return HeatmapError(
            f"Port {settings.port} is kept for the system.", "Choose one from 1024 on: HEATMAP_PORT=8050."
        )
    return HeatmapError(
        f"There is no address “{settings.host}” on this machine.",
        "Set HEATMAP_HOST to 127.0.0.1, or to 0.0.0.0 for every network that this machine is on.",
    )
