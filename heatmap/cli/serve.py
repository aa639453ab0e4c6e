"""`heatmap serve`: the dashboard in the browser."""

import os
from dataclasses import replace

import click

from heatmap.cli.progress import progress_bar
from heatmap.dashboard import create_app, ensure_portfolio
from heatmap.settings import Settings
from heatmap.web import serving


@click.command()
@click.option("--host", help="Address to serve on; 127.0.0.1 unless HEATMAP_HOST says otherwise.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; 8050 unless HEATMAP_PORT says otherwise.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the dashboard; without a published version, on the sample portfolio."""
    settings = Settings.from_environment(os.environ)
    settings = replace(settings, host=host or settings.host, port=port or settings.port)
    with progress_bar() as progress:
        ensure_portfolio(settings, progress)
    serving.serve(create_app(settings), settings)
