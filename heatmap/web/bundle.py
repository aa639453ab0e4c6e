"""The browser's own files as one script and one style sheet: a request costs more than most of them."""

import hashlib
from http import HTTPStatus
from pathlib import Path

import dash
from flask import Response, abort

MEDIA_TYPES = {"css": "text/css", "js": "text/javascript"}


def install(app: dash.Dash, folder: Path) -> dict[str, str]:
    """Serve the files of `folder` bundled by their ending; gives each bundle's address by ending.

    The files are read once; an address changes with its content, so that a browser may keep it for ever.
    """
    bundles = {ending: _bundled(folder, ending) for ending in MEDIA_TYPES}
    prefix = f"{app.config.routes_pathname_prefix}{app.config.assets_url_path.strip('/')}/bundle/"

    def bundled(fingerprint: str, ending: str) -> Response:
        # As with Dash's own files, an outdated fingerprint gets today's content.
        if ending not in bundles:
            abort(HTTPStatus.NOT_FOUND)
        response = Response(bundles[ending], mimetype=MEDIA_TYPES[ending])
        response.set_etag(fingerprint)
        return response

    app.server.add_url_rule(f"{prefix}heatmap.<fingerprint>.<ending>", view_func=bundled)
    return {ending: f"{prefix}heatmap.{_fingerprint(body)}.{ending}" for ending, body in bundles.items()}


def _bundled(folder: Path, ending: str) -> bytes:
    """All files of one ending in order of name, which they must not depend on."""
    texts = [path.read_text("utf-8") for path in sorted(folder.glob(f"*.{ending}"))]
    return "\n".join(texts).encode()


def _fingerprint(body: bytes) -> str:
    """In the form of Dash's fingerprints, by which other parts of the server know what may be kept."""
    return f"v0m{hashlib.sha256(body).hexdigest()[:12]}"
