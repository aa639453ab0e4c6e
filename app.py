"""The dashboard: `uv run app.py` serves it; `app:server` is its WSGI application."""

import os

from heatmap.dashboard import create_app
from heatmap.settings import Settings
from heatmap.web.serving import serve

settings = Settings.from_environment(os.environ)
app = create_app(settings)
server = app.server

if __name__ == "__main__":
    serve(app, settings)
