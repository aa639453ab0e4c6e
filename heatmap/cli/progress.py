"""How far a command has come, on the terminal."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from heatmap.ingest.reading.names import told

Progress = Callable[[str, float], None]

STEPS = 1000  # of the bar
WIDTH = 26  # characters; the longest usual label, so that the bar stands still


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A function that takes what is being done and the share that is done, and moves a bar.

    The bar is on the error stream; where that is no terminal, nothing is shown.
    """
    with click.progressbar(length=STEPS, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:

        def tell(what: str, done: float) -> None:
            bar.label = told(what).ljust(WIDTH)
            bar.update(max(0, round(done * STEPS) - bar.pos))
            if not what:
                bar.render_finish()

        yield tell
