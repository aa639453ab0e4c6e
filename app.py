"""The dashboard: `uv run app.py` serves it; `app:server` is its WSGI application."""

import os

from heatmap.cli import main
from heatmap.dashboard import create_app
from heatmap.settings import Settings
from heatmap.web.serving import warm_up

if __name__ == "__main__":
    main(["serve"])
elif __name__ != "__mp_main__":  # in a process of long work, which needs no application of its own
    app = create_app(Settings.from_environment(os.environ))
    warm_up(app)
    server = app.server
