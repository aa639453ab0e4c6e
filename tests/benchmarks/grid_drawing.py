"""How fast the browser draws, recolours and scrolls 60 rows x 260 weeks: as our grid, a plain table, and SVG.

Run: python -m tests.benchmarks.grid_drawing
"""

from statistics import median

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import FLAGS, LAPTOP, find_browser
from tests.browser.grid_harness.server import serving

WAYS = ("grid", "table", "svg")
ROUNDS = 7
MEASURE = """async ([way, rounds]) => {
    await harness.ready;
    const [first, second] = [await harness.load("big"), await harness.load("big-recoloured")];
    return alternatives.measure(way, first, second, rounds);
}"""


def measure(page: Page, home: str, way: str) -> dict[str, list[float]]:
    """Milliseconds of one way of drawing: drawn, recoloured, frames of a scroll."""
    page.goto(f"{home}/?payload=cropped")
    page.add_script_tag(url=f"{home}/alternatives.js")
    times: dict[str, list[float]] = page.evaluate(MEASURE, [way, ROUNDS])
    return times


def main() -> None:
    """Print one line for each way of drawing."""
    print("15,600 cells; milliseconds until painted, and of the frames of a long scroll")
    print(f"{'way':8}{'draw':>8}{'recolour, median':>20}{'worst':>8}{'frame, median':>16}{'worst':>8}")
    with serving() as home, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for way in WAYS:
            page = browser.new_page(viewport=LAPTOP)
            times = measure(page, home, way)
            drawn, recoloured, frames = times["drawn"], times["recoloured"], times["frames"]
            print(f"{way:8}{drawn:8.0f}{median(recoloured):20.0f}{max(recoloured):8.0f}", end="")
            print(f"{median(frames):16.1f}{max(frames):8.1f}")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
