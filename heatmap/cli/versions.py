"""`heatmap publish`, `heatmap versions` and `heatmap restore`."""

import getpass
import os
import shlex
from datetime import UTC, date, datetime
from pathlib import Path

import click

from heatmap.analysis.versions.publishing import RejectedRowsError, publish_files
from heatmap.cli.progress import progress_bar
from heatmap.cli.version_words import overview, record
from heatmap.settings import Settings
from heatmap.store.store import Store
from heatmap.store.versions import Version, same_content

REFUSED = 1  # exit code: rows were rejected, so nothing was published


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--note", required=True, help="What this version is, such as the board that will see it.")
@click.option("--author", help="Who publishes; your user name unless given.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="The day that the portfolio describes, such as 2020-10-05; today unless given.",
)
@click.option("--accept-partial", is_flag=True, help="Publish although rows were rejected, without them.")
@click.option(
    "--parameters",
    type=click.Path(path_type=Path),
    help="A scoring.toml; else the portfolio's own, else the program's.",
)
def publish(
    path: Path,
    note: str,
    author: str | None,
    as_of: datetime | None,
    *,
    accept_partial: bool,
    parameters: Path | None,
) -> None:
    """Publish the portfolio at PATH, a folder or a workbook, as the newest version."""
    store = _store()
    try:
        with progress_bar() as progress:
            version = publish_files(
                store,
                path,
                note=note,
                author=author or _user(),
                as_of=as_of.date() if as_of else _today(),
                now=_now(),
                accept_partial=accept_partial,
                parameters=parameters,
                progress=progress,
            )
    except RejectedRowsError as refusal:
        click.echo(f"Error: {refusal.what}\n  {refusal.do}", err=True)
        raise SystemExit(REFUSED) from refusal
    _say_published(store, version)
    doubtful = sum(count.warnings for count in version.counts)
    if doubtful:
        command = f"heatmap check {shlex.quote(str(path))} --today {version.as_of}"
        click.echo(f"  {_count(doubtful, 'warning')} about its tables: read them with `{command}`.")


@click.command()
@click.argument("number", type=click.IntRange(min=1), required=False)
def versions(number: int | None) -> None:
    """List every version, newest first, the current one marked with *; or tell all about version NUMBER."""
    store = _store()
    if number is not None:
        click.echo("\n".join(record(store.version(number))))
        return
    history = store.versions()
    if not history:
        click.echo(f"No version has been published in {store.folder} yet.")
        click.echo("  Publish one: heatmap publish PATH --note TEXT")
        return
    click.echo("\n".join(overview(history, store.current())))


@click.command()
@click.argument("number", type=click.IntRange(min=1))
@click.option("--note", help="Why; “Restored version NUMBER” unless given.")
@click.option("--author", help="Who restores; your user name unless given.")
def restore(number: int, note: str | None, author: str | None) -> None:
    """Publish version NUMBER's content as the newest version; history is never rewritten."""
    store = _store()
    with progress_bar() as progress:
        version = store.restore(
            number,
            author=author or _user(),
            note=note or f"Restored version {number}",
            now=_now(),
            progress=progress,
        )
    _say_published(store, version)


def _store() -> Store:
    return Store(Settings.from_environment(os.environ).store)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a container may run as a number without a name
        return "unknown"


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _today() -> date:
    return datetime.now().astimezone().date()


def _say_published(store: Store, version: Version) -> None:
    click.echo(f"Published version {version.number}: {_count(version.accepted, 'row')} in {store.folder}")
    if version.rejected:
        click.echo(f"  Left out: {_count(version.rejected, 'rejected row')}.")
    twin = same_content(version, store.versions())
    if twin:
        click.echo(f"  Its content equals version {twin.number}'s.")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
