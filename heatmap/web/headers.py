"""What the server says and whom it answers: security headers, caching, host and origin checks."""

from http import HTTPStatus
from urllib.parse import urlsplit

import dash
from dash.fingerprint import check_fingerprint
from flask import Response, request

from heatmap.errors import HeatmapError
from heatmap.settings import Settings
from heatmap.web import index_page
from heatmap.web.refusals import Refused

LOCAL = ("localhost", "127.0.0.1", "::1")
ANY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104  # addresses to bind to, and no host's name
SAFE_METHODS = ("GET", "HEAD", "OPTIONS")

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
FOREVER = "public, max-age=31536000, immutable"


def install(app: dash.Dash, settings: Settings) -> None:
    """Give every answer of `app` its headers, and refuse strange hosts and other pages' requests."""
    hosts = {*LOCAL, *settings.allowed_hosts} | {settings.host} - set(ANY_ADDRESS)

    def check() -> None:
        check_host(request.host, frozenset(hosts))
        check_origin()

    def state(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        response.headers["Content-Security-Policy"] = policy(tuple(app.csp_hashes()))
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers["Cache-Control"] = caching(response)
        return response

    # First of all: nothing else may look at a request that is refused.
    app.server.before_request_funcs.setdefault(None, []).insert(0, check)
    app.server.after_request(state)
    index_page.install()


def policy(script_hashes: tuple[str, ...]) -> str:
    """The Content-Security-Policy: own files and the hashed inline scripts only, never framed."""
    rules = (
        "default-src 'none'",
        " ".join(("script-src 'self'", *script_hashes)),
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
    return "; ".join(rules)


def caching(response: Response) -> str:
    """For ever where the address changes with the content; asked again for other files; else never kept."""
    if response.status_code not in {HTTPStatus.OK, HTTPStatus.NOT_MODIFIED}:
        return "no-store"
    if _is_fingerprinted(response):
        return FOREVER
    if response.last_modified or response.get_etag()[0]:
        return "no-cache"
    return "no-store"


def check_host(host: str, allowed: frozenset[str]) -> None:
    """Refuse a host name that is not ours: a strange name that is led here would read our pages.

    Raises:
        Refused: the request's Host header names another host.
    """
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        name = None
    if name not in allowed:
        raise Refused(
            HTTPStatus.BAD_REQUEST,
            HeatmapError(
                f"This server does not go by the name “{host[:80]}”.",
                "Use http://127.0.0.1 with its port, or set HEATMAP_ALLOWED_HOSTS to that name at its start.",
            ),
        )


def check_origin() -> None:
    """Refuse requests that another site's page makes the browser send.

    Raises:
        Refused: the request changes or asks something and comes from another origin.
    """
    if request.method in SAFE_METHODS:
        return
    origin = request.headers.get("Origin")
    elsewhere = origin is not None and urlsplit(origin).netloc != request.host
    if elsewhere or request.headers.get("Sec-Fetch-Site") in {"cross-site", "same-site"}:
        raise Refused(
            HTTPStatus.FORBIDDEN,
            HeatmapError(
                "The request comes from another site's page.", "Open the heatmap itself and try there."
            ),
        )


def _is_fingerprinted(response: Response) -> bool:
    fingerprinted: bool = check_fingerprint(request.path)[1]  # type: ignore[no-untyped-call]
    changed, stated = response.last_modified, request.args.get("m", "")
    return fingerprinted or (changed is not None and stated.split(".")[0] == str(int(changed.timestamp())))
