"""Serves the harness: a page with the program's assets and a payload, under a strict policy."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from heatmap.resources import ASSETS
from tests.browser.grid_harness.payloads import SHAPES, payload

HERE = Path(__file__).parent
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'"
)
KINDS = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".html": "text/html",
    ".json": "application/json",
    ".woff2": "font/woff2",
}


def _depth(file: Path) -> tuple[int, str]:
    return len(file.parts), str(file)


def page() -> bytes:
    """The harness with the scripts and style sheets of the assets, in the order that Dash loads them.

    Without the one that asks for the whole page's first answer: the harness has its own.
    """
    # Folders first by depth, as in the program: what is in one comes after what every page has.
    files = [file.relative_to(ASSETS).as_posix() for file in sorted(ASSETS.rglob("*.*"), key=_depth)]
    styles = "".join(
        f'<link rel="stylesheet" href="/assets/{name}">' for name in files if name.endswith(".css")
    )
    scripts = "".join(
        f'<script src="/assets/{name}"></script>'
        for name in files
        if name.endswith(".js") and name != "early.js"
    )
    text = (HERE / "index.html").read_text(encoding="utf-8")
    return text.replace("<!-- STYLES -->", styles).replace("<!-- SCRIPTS -->", scripts).encode()


def content(path: str) -> bytes | None:
    """What lies at a path of the harness, if anything does."""
    if path == "/":
        return page()
    if path in {"/harness.js", "/alternatives.js"}:
        return (HERE / path.removeprefix("/")).read_bytes()
    name = Path(path).stem
    if path.startswith("/payload/") and name in SHAPES:
        return json.dumps(payload(name)).encode()
    asset = (ASSETS / path.removeprefix("/assets/")).resolve()
    return asset.read_bytes() if asset.is_relative_to(ASSETS) and asset.is_file() else None


class Answers(BaseHTTPRequestHandler):
    """Answers GET for the harness, its payloads and the assets."""

    def do_GET(self) -> None:
        """Send what lies at the path, or 404."""
        path = self.path.partition("?")[0]
        body = content(path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", KINDS.get(Path(path).suffix, "text/html") + "; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@contextmanager
def serving() -> Iterator[str]:
    """The harness's address while it is served, on a free port of this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
