"""How a command ends that could not do its work: in words, and never with a trace on the screen."""

import secrets
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path

import click

from heatmap.errors import HeatmapError

UNUSABLE = 2  # exit code: the command could not do its work at all


def say_anything() -> None:
    """Let both streams write any text: what their encoding has no character for becomes its number."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@contextmanager
def told(log: Path) -> Iterator[None]:
    """Say an error, and end with code 2. What nobody foresaw has its details in `log`, under a reference."""
    try:
        yield
    except HeatmapError as problem:
        click.echo(f"Error: {problem.what}\n  {problem.do}", err=True)
        sys.exit(UNUSABLE)
    except (SystemExit, KeyboardInterrupt):
        raise
    except BaseException as error:  # noqa: BLE001 - a library written in Rust fails by a panic, no Exception
        _say_unforeseen(error, log)
        sys.exit(UNUSABLE)


def _say_unforeseen(error: BaseException, log: Path) -> None:
    reference = secrets.token_hex(4)
    details = "".join(traceback.format_exception(error))
    click.echo(
        f"Error: Something went wrong that should not have. Its reference is {reference}.\n"
        "  Try again; if it happens again, send the reference and the details to whoever looks after this "
        "program.",
        err=True,
    )
    try:
        _note(f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC, reference {reference}\n{details}\n", log)
        click.echo(f"  The details are in {log}.", err=True)
    except OSError:  # nowhere to keep them
        click.echo(f"\n{details}", err=True)


def _note(text: str, log: Path) -> None:
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
        file.write(text)
