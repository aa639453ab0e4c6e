"""The browser's own files in few pieces: a request costs more than most of them.

All style sheets are one. The scripts in the assets folder itself are one, which every page loads; those of a
folder in it are a piece that assets/later.js loads when a page calls one of its functions.
"""

import hashlib
import json
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

import dash
from flask import Response, abort
from markupsafe import escape

MEDIA_TYPES = {"css": "text/css", "js": "text/javascript"}
EVERYWHERE = "heatmap"  # the name of the pieces that every page loads


@dataclass(frozen=True)
class Bundles:
    """Addresses of the style sheet, the script of every page, and the scripts for later by name."""

    styles: str
    script: str
    later: dict[str, str]

    @property
    def head(self) -> str:
        """The elements that a page needs, as HTML."""
        later = escape(json.dumps(self.later, sort_keys=True))
        return f'<script src="{self.script}" data-later="{later}"></script>'


def install(app: dash.Dash, folder: Path) -> Bundles:
    """Serve the files of `folder` bundled.

    The files are read once; an address changes with its content, so that a browser may keep it for ever.
    """
    prefix = f"{app.config.routes_pathname_prefix}{app.config.assets_url_path.strip('/')}/bundle/"
    bundles = {
        (EVERYWHERE, "css"): _bundled(sorted(folder.rglob("*.css"), key=lambda path: path.name)),
        (EVERYWHERE, "js"): _bundled(sorted(folder.glob("*.js"))),
        **{
            (part.name, "js"): _bundled(scripts)
            for part in sorted(folder.iterdir())
            if part.is_dir() and (scripts := sorted(part.glob("*.js")))
        },
    }

    def bundled(piece: str, fingerprint: str, ending: str) -> Response:
        # As with Dash's own files, an outdated fingerprint gets today's content.
        if (piece, ending) not in bundles:
            abort(HTTPStatus.NOT_FOUND)
        response = Response(bundles[piece, ending], mimetype=MEDIA_TYPES[ending])
        response.set_etag(fingerprint)
        return response

    app.server.add_url_rule(f"{prefix}<piece>.<fingerprint>.<ending>", view_func=bundled)
    addresses = {
        (piece, ending): f"{prefix}{piece}.{_fingerprint(body)}.{ending}"
        for (piece, ending), body in bundles.items()
    }
    return Bundles(
        styles=addresses[EVERYWHERE, "css"],
        script=addresses[EVERYWHERE, "js"],
        later={piece: address for (piece, _), address in addresses.items() if piece != EVERYWHERE},
    )


def _bundled(files: list[Path]) -> bytes:
    """The files one after the other; they must not depend on their order."""
    return "\n".join(path.read_text("utf-8") for path in files).encode()


def _fingerprint(body: bytes) -> str:
    """In the form of Dash's fingerprints, by which other parts of the server know what may be kept."""
    return f"v0m{hashlib.sha256(body).hexdigest()[:12]}"
