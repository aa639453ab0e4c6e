"""The planner on the sample: how long a drag's step takes until the heatmaps show it, and on the server.

    uv run tests/benchmarks/planner_drag.py

The browser drags an event and a whole project to and fro, a week a step, over 26 weeks and over all; a step's
time is from its pointer event to the second picture after it, so it has been painted. On the server one
event of the scenario is moved on (at most 2 ms are wanted), and a whole answer is made anew.
"""

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[2]))

from playwright.sync_api import Locator, Page, sync_playwright

from heatmap.analysis.scenarios.planner import plan
from heatmap.analysis.versions.loading import loaded
from heatmap.analysis.versions.sample import build_sample
from heatmap.planning.scenarios.scenario import Noun, Shift
from heatmap.planning.scenarios.shifting import shifting
from heatmap.settings import Settings
from heatmap.store.store import Store
from heatmap.views.planner_view import PlannerView
from tests.browser.conftest import FLAGS, find_browser
from tests.browser.live import served

EVENT, PROJECT = "LOCDES-TRN-CN", "LOCDES"
STEPS = 24  # of a drag, to and fro
WANTED = 100  # milliseconds from a step to its picture
WATCH = """() => {
  window.steps = [];
  document.addEventListener("pointermove", () => {
    const begun = performance.now();
    requestAnimationFrame(() => requestAnimationFrame(() => window.steps.push(performance.now() - begun)));
  }, true);
}"""
WORK = """(weeks) => {
  const [{ maps }, { gantt }] = ["planner-maps", "planner-gantt"].map((id) => document.getElementById(id));
  const bar = gantt.bars.find((one) => one.whole);
  const begun = performance.now();
  heatmap.plannerMaps.repaint(maps, heatmap.plannerHours.moved(gantt.spec.after.load, bar.parts, weeks));
  document.body.offsetHeight;
  return performance.now() - begun;
}"""


def drag(page: Page, bar: Locator) -> list[float]:
    """Milliseconds of each step of a drag a few weeks there and back; the bar ends where it was."""
    box, track = bar.bounding_box(), bar.locator("xpath=..").bounding_box()
    if box is None or track is None:
        raise SystemExit("The bar to drag is not on the screen.")
    weeks = page.locator("[data-map=after] .map-row").first.locator(".map-cell").count()
    week = track["width"] / weeks
    x, y = box["x"] + 6, box["y"] + box["height"] / 2
    page.evaluate(WATCH)
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate("() => { window.steps.length = 0; }")
    for step in range(STEPS):
        away = 6 - abs(step % 12 - 6)
        page.mouse.move(x + (away + 1) * week, y)
        page.wait_for_timeout(60)
    page.keyboard.press("Escape")
    page.mouse.up()
    found: list[float] = page.evaluate("window.steps")
    return found


def say(what: str, times: list[float], wanted: float) -> None:
    """The median and the slowest tenth of some milliseconds."""
    slow = sorted(times)[int(len(times) * 0.9)]
    print(f"{what:58} median {median(times):6.1f} ms, slowest tenth over {slow:6.1f} ms (wanted {wanted:g})")


def in_the_browser(address: str) -> None:
    """Drags with a real pointer."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        for weeks in ("26", "all"):
            page.goto(f"{address}/planner?weeks={weeks}&event={EVENT}")
            bar = page.locator(".bar.is-chosen")
            bar.wait_for()
            page.wait_for_load_state("networkidle")
            bar.scroll_into_view_if_needed()
            say(f"one event dragged by a week, {weeks} weeks", drag(page, bar), WANTED)
            whole = page.locator(".bar.is-whole").first
            say(f"a project of 26 events dragged by a week, {weeks} weeks", drag(page, whole), WANTED)
            work = [page.evaluate(WORK, step % 9 + 1) for step in range(STEPS)]
            say(f"its sums and painting alone, {weeks} weeks", work, WANTED)
        browser.close()


def on_the_server(store: Store) -> None:
    """Moves one event on within a scenario, then answers scenarios that nobody has asked for before."""
    version = loaded(store)
    moving = shifting(version.coded, {EVENT: 1})
    times = []
    for step in range(200):
        begun = time.process_time()
        moving.move(EVENT, 1 if step % 2 else -1)
        times.append((time.process_time() - begun) * 1e3)
    say("server: one event moved on (processor time)", times, 2)
    times = []
    for weeks in range(1, 21):
        view = PlannerView(moves=(Shift(Noun.PROJECT, PROJECT, weeks),))
        begun = time.process_time()
        plan(store, view)
        times.append((time.process_time() - begun) * 1e3)
    say("server: a new scenario's whole answer (processor time)", times, 250)


def main() -> None:
    """Serves the sample to one browser."""
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "sample")
        build_sample(store, now=datetime(2020, 3, 2, tzinfo=UTC))
        on_the_server(store)
        with served(Settings(store=Path(folder))) as address:
            in_the_browser(address)
        store.close()


if __name__ == "__main__":
    main()
