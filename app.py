"""The dashboard: `uv run app.py` serves it; `app:server` is its WSGI application."""

import os

from heatmap.cli import main
from heatmap.dashboard import create_app
from heatmap.settings import Settings

if __name__ == "__main__":
    main(["serve"])
else:
    server = create_app(Settings.from_environment(os.environ)).server
