"""The dashboard: all pages on one Dash application."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from dash import Dash, html
from dash.development.base_component import Component
from flask import has_request_context, request

from heatmap.analysis.versions.sample import build_sample, serving_store
from heatmap.pages import heatmap, performance, planner, readiness, review, unit
from heatmap.pages.heatmap_start import begun, early_page
from heatmap.pages.parts import export_menu, presenter, shell
from heatmap.pages.parts.long_work import WorkingPage
from heatmap.resources import ASSETS
from heatmap.settings import Settings
from heatmap.store.publish import Progress, silent
from heatmap.web import bundle, compression, early, errors, headers
from heatmap.web.long_work.runner import Runner

PAGES: tuple[shell.Page, ...] = (heatmap, unit, readiness, performance, planner, review)
WORKING: tuple[WorkingPage, ...] = (planner, review)  # those among them that start long work
INDEX = """<!DOCTYPE html>
<html lang="en">
<head>
{%metas%}<title>{%title%}</title>
<link rel="icon" href="/assets/favicon.ico"><link rel="stylesheet" href="STYLES">
{%css%}
SCRIPTS<!-- early -->
</head>
<body>
<!-- early page -->
{%app_entry%}
<footer>{%config%}{%scripts%}{%renderer%}</footer>
</body>
</html>"""


def create_app(settings: Settings) -> Dash:
    """The application for `settings`; nothing of it is shared with another one.

    A store without a version gets the sample portfolio beside it, which takes some seconds the first time.
    """
    ensure_portfolio(settings)
    app = Dash(
        "heatmap",
        title="Change heatmap",
        update_title="",
        assets_folder=str(ASSETS),
        include_assets_files=False,
        pages_folder="",
        use_pages=False,
        enable_mcp=False,
        compress=False,
        on_error=errors.on_error,
    )

    def layout() -> Component:
        # The page that asks is a good guess; the address itself decides as soon as it is known.
        path = urlsplit(request.referrer or "").path if has_request_context() else "/"
        page = shell.page_at(path, PAGES)
        if page is heatmap and has_request_context() and request.referrer:
            return shell.frame(begun(settings, urlsplit(request.referrer).query, PAGES), heatmap.PATH)
        return shell.frame(shell.standing(page, PAGES), path if page is not PAGES[0] else PAGES[0].PATH)

    ours = bundle.install(app, ASSETS)
    app.index_string = INDEX.replace("STYLES", ours.styles).replace("SCRIPTS", ours.head)
    app.layout = layout
    # Dash would send it with every page, for the browser to look through; a test does, in `every_page`.
    app.validation_layout = None
    for page in PAGES:
        page.register(app, settings)
    runner = Runner(settings.long_work)
    for working in WORKING:
        working.register_long_work(app, settings, runner)
    shell.register(app, PAGES)
    export_menu.register(app, settings)
    presenter.register(app, settings, shell.Id.URL)
    headers.install(app, settings)
    early.install()
    early.offer(app, heatmap.PATH, lambda query: early_page(settings, query, PAGES))
    compression.install(app)
    errors.install(app, tuple(page.PATH for page in PAGES))
    return app


def every_page() -> list[Component]:
    """The layouts of the frame and of all pages."""
    return [shell.frame([], "/"), *(html.Div(shell.standing(page, PAGES)) for page in PAGES)]


def ensure_portfolio(settings: Settings, progress: Progress = silent) -> None:
    """Build the sample portfolio's store, unless the user has published a version or it is there already."""
    store = serving_store(settings)
    if store.folder != settings.store.absolute():
        build_sample(store, now=datetime.now(UTC), progress=progress)
