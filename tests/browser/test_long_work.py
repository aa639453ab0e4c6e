"""Long work in a real browser: started, watched, cancelled, and found again after a reload."""

import threading
from collections.abc import Iterator

import dash_mantine_components as dmc
import pytest
from axe_playwright_python.sync_playwright import Axe
from dash import Dash, Input, Output, dcc, html
from playwright.sync_api import Page, expect
from waitress.server import create_server

from heatmap.pages.parts.long_work import LongWork, Work
from heatmap.resources import ASSETS
from heatmap.web import errors, headers
from heatmap.web.long_work.runner import Runner
from tests.web import pieces
from tests.web.apps import SETTINGS

pytestmark = pytest.mark.browser

OTHER_SCRIPTS = r".*(?<!long_work)\.js$"  # of pages that are not served here
ADDING, THINKING = LongWork("adding", "Adding up"), LongWork("thinking", "Thinking it over")


def working_app(runner: Runner) -> Dash:
    """A page with work that is soon done and work that never ends."""
    app = Dash(
        "working",
        enable_mcp=False,
        use_pages=False,
        assets_folder=str(ASSETS),
        assets_ignore=OTHER_SCRIPTS,
        title="Work",
    )
    app.index_string = app.index_string.replace("<html>", '<html lang="en">')
    app.layout = dmc.MantineProvider(
        html.Main(
            [
                html.H1("Work"),
                *ADDING.parts(),
                *THINKING.parts(),
                html.Div([ADDING.start_button("Add"), THINKING.start_button("Think")], className="actions"),
                ADDING.progress(),
                THINKING.progress(),
                html.P(id="sum"),
                html.P(id="thought"),
                dcc.Location(id="url"),
            ],
            className="main",
        )
    )
    ADDING.register(app, runner, lambda: Work(pieces.added, (2, 3)))
    THINKING.register(app, runner, lambda: Work(pieces.endless))

    @app.callback(Output("sum", "children"), Input(ADDING.done, "data"), prevent_initial_call=True)
    def _(work: object) -> str:
        return f"The sum is {runner.result(work)['sum']}."

    @app.callback(Output("thought", "children"), Input(THINKING.partial, "data"), prevent_initial_call=True)
    def _(partial: dict[str, int]) -> str:
        return "A first thought." if "process" in partial else ""

    headers.install(app, SETTINGS)
    errors.install(app)
    return app


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """That page, served."""
    runner = Runner(at_once=1)
    server = create_server(working_app(runner).server, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=5)
    runner.close()


def assert_accessible(page: Page) -> None:
    """No violation of any rule."""
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_work_is_started_and_its_result_shown_and_then_nothing_is_asked_any_more(
    page: Page, address: str
) -> None:
    """The button rests meanwhile; no request follows the last answer."""
    page.goto(address)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("The sum is 5.")).to_be_visible()
    expect(page.get_by_role("button", name="Add")).to_be_enabled()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(1_200)
    assert asked == []


def test_work_is_watched_reloaded_and_cancelled_by_keyboard(page: Page, address: str) -> None:
    """The bar has a name and a value; a second piece of work is told to wait; the best so far stays."""
    page.goto(address)
    page.get_by_role("button", name="Think").click()
    bar = page.get_by_role("progressbar", name="Thinking it over")
    expect(bar).to_have_attribute("aria-valuenow", "25")
    expect(page.get_by_text("A first thought.")).to_be_visible()
    expect(page.get_by_role("button", name="Think")).to_be_disabled()
    assert_accessible(page)
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_text("1 piece of long work is running, as much as this server takes")).to_be_visible()
    page.reload()
    expect(bar).to_have_attribute("aria-valuenow", "25")
    cancel = page.get_by_role("button", name="Cancel")
    cancel.focus()
    page.wait_for_timeout(700)
    expect(cancel).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The work was cancelled.")).to_be_visible()
    expect(bar).to_be_hidden()
    expect(page.get_by_role("button", name="Think")).to_be_enabled()
    assert_accessible(page)
