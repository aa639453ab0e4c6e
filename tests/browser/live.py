"""The real dashboard, served from a thread for the browser tests."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from waitress.server import create_server

from heatmap.dashboard import create_app
from heatmap.settings import Settings
from heatmap.web.serving import warm_up


@contextmanager
def served(settings: Settings) -> Iterator[str]:
    """The address of the dashboard on `settings`, on a free port, until the end of the block."""
    app = create_app(settings)
    warm_up(app)
    server = create_server(app.server, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.close()
        thread.join(timeout=5)
