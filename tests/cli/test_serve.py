"""`app.py` as a new user starts it: the sample is built, the page served, and fifty come at once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.web.test_serving import asked, free_port

ROOT = Path(__file__).parents[2]
READERS = 50
PATHS = ("/", "/_dash-layout", "/_dash-dependencies", "/readiness", "/export/heatmap.csv?weeks=13")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The program's process on a store of its own, from the moment that it tells its address."""
    port = free_port()
    settings = {"HEATMAP_STORE": str(tmp_path_factory.mktemp("store")), "HEATMAP_PORT": str(port)}
    with subprocess.Popen(
        [sys.executable, "app.py"],
        cwd=ROOT,
        env={**os.environ, **settings, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert f"http://127.0.0.1:{port}" in process.stdout.readline()
        yield process, port
        process.kill()


def test_fifty_readers_who_come_first_and_at_once_are_all_answered(
    server: tuple[subprocess.Popen[str], int],
) -> None:
    """No request is answered with a 5xx, whatever it asks for."""
    with ThreadPoolExecutor(READERS) as readers:
        paths = [PATHS[place % len(PATHS)] for place in range(READERS)]
        statuses = {answer.status for answer in readers.map(lambda path: asked(server[1], path), paths)}
    assert statuses == {200}


def test_an_interrupted_program_ends_by_itself(server: tuple[subprocess.Popen[str], int]) -> None:
    """Ctrl+C is how its user ends it. The last test: it takes the server away."""
    process, _ = server
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=20) == 0
