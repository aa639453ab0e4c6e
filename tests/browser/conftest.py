"""A real browser for tests: the system's Chromium, watched for console messages and requests to elsewhere."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from heatmap.analysis.versions.sample import build_sample
from heatmap.settings import Settings
from heatmap.store.store import Store
from tests.browser.grid_harness.server import serving
from tests.browser.live import served

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
FLAGS = (
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000  # milliseconds that an expectation waits: a busy machine is slow, and not wrong
LAPTOP: ViewportSize = {"width": 1366, "height": 768}


def find_browser() -> str | None:
    """The path of a Chromium: HEATMAP_BROWSER if it is set, else the first one on the PATH."""
    return os.environ.get("HEATMAP_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)


@dataclass
class Watch:
    """What must not happen on a page: messages in its console, and requests to another origin."""

    messages: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)
    origins: set[str] = field(default_factory=set)

    def follow(self, page: Page) -> None:
        """Listen to `page`; the origin of its first request is home."""
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.messages.append(f"uncaught: {error}"))
        page.on("request", self._see)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.messages.append(f"{message.type}: {message.text}")

    def _see(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"data", "blob", "about"}:
            return
        origin = f"{address.scheme}://{address.netloc}"
        if not self.origins:
            self.origins.add(origin)
        elif origin not in self.origins:
            self.elsewhere.append(request.url)

    def verdict(self) -> list[str]:
        """Everything that should not have happened."""
        return [*self.messages, *(f"request to another origin: {address}" for address in self.elsewhere)]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser, started once; without one the test is skipped, and in CI it fails."""
    path = find_browser()
    if path is None:
        reason = "No Chromium was found. Install one, or set HEATMAP_BROWSER to its path."
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages, each of a reader of its own; at the end none may have a message or a foreign request."""
    contexts: list[BrowserContext] = []
    watches: list[Watch] = []

    def opened(**options: Any) -> Page:  # noqa: ANN401 - what new_context takes
        context = chromium.new_context(**{"viewport": LAPTOP, **options})
        contexts.append(context)
        watches.append(Watch())
        page = context.new_page()
        watches[-1].follow(page)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [said for watch in watches for said in watch.verdict()] == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """One watched page of a laptop's size."""
    return open_page()


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of stores with the sample portfolio in it, built once; not to be written to."""
    folder = tmp_path_factory.mktemp("store")
    store = Store(folder / "sample")
    build_sample(store, now=datetime(2020, 3, 2, tzinfo=UTC))
    store.close()
    return folder


@pytest.fixture(scope="session")
def address(sample_store: Path) -> Iterator[str]:
    """The dashboard on the sample portfolio, as a new user meets it; tests that only read share it."""
    with served(Settings(store=sample_store)) as home:
        yield home


@pytest.fixture(scope="session")
def harness_home() -> Iterator[str]:
    """The address of the harness that shows the browser's part on its own."""
    with serving() as home:
        yield home


@pytest.fixture
def draw(page: Page, harness_home: str) -> Callable[..., Page]:
    """Opens the harness in `page` with the payload and view asked for, and waits until it is drawn."""

    def drawn(payload: str = "default", **view: str) -> Page:
        page.goto(f"{harness_home}/?{urlencode({'payload': payload, **view})}")
        page.evaluate("harness.ready")
        return page

    return drawn
