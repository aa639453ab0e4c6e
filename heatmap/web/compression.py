"""Answers are sent compressed: files from copies in memory, everything else on the way out."""

import gzip
from http import HTTPStatus

import brotli
import dash
from flask import Response, request

from heatmap.web.copies import ENCODINGS, Copies

SMALLEST = 400  # bytes; below, compressing gains nothing
ON_THE_WAY = 4  # brotli quality for answers that are made once
GZIP_ON_THE_WAY = 5
BODILESS = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
TEXTS = ("application/json", "application/javascript", "image/svg+xml", "image/x-icon")


def install(app: dash.Dash) -> Copies:
    """Compress what `app` answers, in the best way that the browser takes; gives the copies in memory."""
    copies = Copies()
    prefix: str = app.config.routes_pathname_prefix
    files = (f"{prefix}_dash-component-suites/", f"{prefix}{app.config.assets_url_path.strip('/')}/")

    def compress(response: Response) -> Response:
        if not _is_compressible(response):
            return response
        response.vary.add("Accept-Encoding")
        encoding = request.accept_encodings.best_match(ENCODINGS) if request.accept_encodings else None
        if encoding is None or "Range" in request.headers:
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) < SMALLEST:
            return response
        is_file = request.path.startswith(files)
        response.set_data(copies.copy(body, encoding) if is_file else _compressed(body, encoding))
        response.headers["Content-Encoding"] = encoding
        _tag(response, encoding)
        return response

    app.server.after_request(compress)
    return copies


def _is_compressible(response: Response) -> bool:
    is_text = (response.mimetype or "").startswith("text/") or response.mimetype in TEXTS
    has_body = response.status_code not in {*BODILESS, HTTPStatus.PARTIAL_CONTENT}
    return is_text and has_body and "Content-Encoding" not in response.headers


def _compressed(body: bytes, encoding: str) -> bytes:
    if encoding == "gzip":
        return gzip.compress(body, GZIP_ON_THE_WAY, mtime=0)
    return bytes(brotli.compress(body, quality=ON_THE_WAY))


def _tag(response: Response, encoding: str) -> None:
    """Tell the encodings of one file apart, and answer 304 where the browser has this one already."""
    tag, weak = response.get_etag()
    response.headers.pop("Accept-Ranges", None)
    if tag:
        response.set_etag(f"{tag}-{encoding}", weak=bool(weak))
        response.make_conditional(request)
