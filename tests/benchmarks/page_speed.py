"""How heavy and how quick the Heatmap page is, in a real browser on the sample portfolio.

Prints the page's weight on the wire; the time from navigation to the painted grid, to the page that answers
to everything, and what the page jumped meanwhile; and the time from a filter's change to the repainted cells
and to the sentences. All are medians, beside the same run's time for a bare request.

Run: uv run tests/benchmarks/page_speed.py
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import brotli
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from heatmap.web.copies import BEST  # noqa: E402 - the path comes first
from tests.browser.conftest import FLAGS, LAPTOP, find_browser  # noqa: E402 - the path comes first

PORT = 8077
FILES = ("script", "stylesheet")
DASHS_GRID = "#react-entry-point #heatmap-grid [role=gridcell]"
HOME = f"http://127.0.0.1:{PORT}/"
LOADS = 9
CHANGES = 24
SETTLED = 60.0  # seconds at most until the server has made the smallest copies of its files

# Each time is that of the second frame after what is looked for: by then it is on the screen.
PAINTED = """
const whenSeen = (found) => new Promise((tell) => {
  const look = () => found()
    ? requestAnimationFrame(() => requestAnimationFrame(() => tell(performance.now())))
    : requestAnimationFrame(look);
  look();
});
window.painted = whenSeen(() => document.querySelector('#heatmap-grid [role=gridcell]'));
// Dash has drawn its own page, and nothing of the one before it is left.
window.answering = whenSeen(() => document.querySelector('#react-entry-point #heatmap-grid [role=gridcell]'));
window.jumped = 0;
new PerformanceObserver((list) => list.getEntries().forEach(({value}) => { window.jumped += value; }))
  .observe({type: 'layout-shift', buffered: true});
"""
CHANGE = """
([name, value]) => new Promise((tell) => {
  const grid = document.querySelector('#heatmap-grid');
  const start = performance.now();
  const after = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
    () => done(performance.now() - start))));
  const said = new Promise((done) => {
    const seen = new MutationObserver(() => { seen.disconnect(); after().then(done); });
    const sentence = document.querySelector('#heatmap-stated');
    seen.observe(sentence, {subtree: true, childList: true, characterData: true});
  });
  const seen = new MutationObserver((changes) => {
    // Dash marks the grid's host while it waits for an answer, and names of cells are written when idle.
    const cells = ({type, target}) => type === 'characterData' || target.matches('.cell, .grid-body');
    if (!changes.some(cells)) return;
    seen.disconnect();
    after().then(async (painted) => tell([painted, await said]));
  });
  seen.observe(grid, {subtree: true, childList: true, attributeFilter: ['class'], characterData: true});
  window.dash_clientside.set_props({type: 'heatmap-choice', name}, {value});
})
"""


@contextmanager
def dashboard() -> Iterator[None]:
    """The program as its user starts it, on a store of its own."""
    with tempfile.TemporaryDirectory() as store:
        settings = {**os.environ, "HEATMAP_STORE": store, "HEATMAP_PORT": str(PORT)}
        begun = time.perf_counter()
        server = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")], env=settings, stdout=subprocess.PIPE, text=True
        )
        try:
            assert server.stdout is not None
            print(server.stdout.readline().strip(), f"after {time.perf_counter() - begun:.1f} s")
            yield
        finally:
            server.terminate()
            server.wait(timeout=10)


def settle(browser: Browser) -> None:
    """Load the page, and wait until the server, which meanwhile makes them, sends its smallest copies."""
    page = browser.new_page(viewport=LAPTOP)
    files: set[str] = set()
    page.on("response", lambda seen: files.add(seen.url) if seen.request.resource_type in FILES else None)
    page.goto(HOME)
    page.wait_for_selector(DASHS_GRID)
    page.wait_for_load_state("networkidle")
    page.close()
    until = time.monotonic() + SETTLED
    for url in files:
        smallest = len(brotli.compress(body(url, "identity"), quality=BEST))
        while len(body(url, "br")) > smallest:
            if time.monotonic() > until:
                raise TimeoutError(f"{url} does not come in {smallest:,} bytes after {SETTLED:.0f} s.")


def body(url: str, encoding: str) -> bytes:
    """A file of the page, as it comes over the wire."""
    place = urlsplit(url)
    wire = HTTPConnection("127.0.0.1", PORT, timeout=10)
    wire.request("GET", f"{place.path}?{place.query}", headers={"Accept-Encoding": encoding})
    answer = wire.getresponse().read()
    wire.close()
    return answer


def weight(browser: Browser) -> dict[str, int]:
    """Bytes on the wire by kind of resource, headers included, for a reader who comes for the first time."""
    page = browser.new_page(viewport=LAPTOP)
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    kinds: dict[str, str] = {}
    bytes_by_kind: dict[str, int] = {}
    wire.on("Network.responseReceived", lambda seen: kinds.update({seen["requestId"]: seen["type"]}))

    def finished(seen: dict[str, int]) -> None:
        kind = kinds.get(str(seen["requestId"]), "Other")
        bytes_by_kind[kind] = bytes_by_kind.get(kind, 0) + int(seen["encodedDataLength"])

    wire.on("Network.loadingFinished", finished)
    page.goto(HOME)
    page.wait_for_selector(DASHS_GRID)  # the early page is there before the last scripts are asked for
    page.wait_for_load_state("networkidle")
    page.close()
    return bytes_by_kind


def painted(browser: Browser) -> tuple[float, float, float]:
    """Milliseconds from navigation to the painted grid and to Dash's page, and the layout's shifts.

    Nothing is in the browser's cache.
    """
    page = browser.new_page(viewport=LAPTOP)
    page.add_init_script(PAINTED)
    page.goto(HOME)
    first, answering = (float(page.evaluate(f"window.{each}")) for each in ("painted", "answering"))
    page.wait_for_load_state("networkidle")
    jumped = float(page.evaluate("window.jumped"))
    page.close()
    return first, answering, jumped


def changes(page: Page) -> list[tuple[float, float]]:
    """Milliseconds from a filter's change to the repainted cells and to the view's sentence.

    Each change is new to the server.
    """
    programmes = page.evaluate(
        "window.dash_clientside ? document.querySelectorAll('#heatmap-grid [role=row]').length : 0"
    )
    assert programmes
    taken = []
    for place in range(CHANGES):
        name, value = (
            ("kind", [KINDS[place % len(KINDS)], KINDS[(place // len(KINDS) + place + 1) % len(KINDS)]])
            if place % 2
            else ("area", [AREAS[place % len(AREAS)], AREAS[(place // 2) % len(AREAS)]])
        )
        cells, said = page.evaluate(CHANGE, [name, value])
        taken.append((float(cells), float(said)))
        page.wait_for_timeout(150)
    return taken


KINDS = ("training", "go_live", "system", "move", "process", "engagement", "equipment")
AREAS = ("RESP", "NBH", "SAFE", "CID", "HQ")


def main() -> None:
    """Measure and print."""
    with dashboard(), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        settle(browser)
        by_kind = weight(browser)
        print(f"weight: {sum(by_kind.values()) / 1000:.1f} kB on the wire  {by_kind}")
        loads, answering, jumped = zip(*(painted(browser) for _ in range(LOADS)), strict=True)
        empty = median_request()
        print(f"grid painted: median {statistics.median(loads):.0f} ms of {LOADS} ({span(loads)})")
        print(f"page answers: median {statistics.median(answering):.0f} ms of {LOADS} ({span(answering)})")
        print(f"layout shift: at most {max(jumped):.3f}")
        print(f"a bare request of the index page: median {empty:.1f} ms")
        page = browser.new_page(viewport=LAPTOP)
        page.goto(HOME)
        page.wait_for_selector(DASHS_GRID)
        page.wait_for_timeout(500)
        cells, said = zip(*changes(page), strict=True)
        print(f"filter to repaint: median {statistics.median(cells):.0f} ms of {CHANGES} ({span(cells)})")
        print(f"filter to sentence: median {statistics.median(said):.0f} ms of {CHANGES} ({span(said)})")
        browser.close()


def span(taken: Sequence[float]) -> str:
    """The least and the most."""
    return f"{min(taken):.0f} to {max(taken):.0f}"


def median_request() -> float:
    """Milliseconds of a request alone: what the server and the machine take without a browser."""
    taken = []
    for _ in range(LOADS):
        begun = time.perf_counter()
        urllib.request.urlopen(HOME).read()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


if __name__ == "__main__":
    main()
