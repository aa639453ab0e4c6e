"""heatmap pack: the board pack as slides or as PDF."""

import os
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from heatmap.analysis.packing.choice import PackChoice, choice_at
from heatmap.analysis.versions.sample import serving_store
from heatmap.cli.progress import progress_bar
from heatmap.cli.sources import refuse_sources
from heatmap.cli.tables import write_file
from heatmap.dashboard import ensure_portfolio
from heatmap.errors import HeatmapError
from heatmap.exports.pack.pack import check_format
from heatmap.exports.pack.pack import pack as make_pack
from heatmap.exports.views.source import Making
from heatmap.exports.writing import format_of, paper_of
from heatmap.settings import Settings
from heatmap.store.store import Store
from heatmap.views.query import day


@click.command()
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A .pptx or .pdf file."
)
@click.option(
    "--config",
    "config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="A pack.toml that chooses sections, weeks, units and logo; the one of HEATMAP_PACK unless given.",
)
@click.option("--version", type=click.IntRange(min=1), help="The version; the newest unless given.")
@click.option(
    "--since",
    metavar="V1",
    help="What changed is said since this version: a number, or a date; the version before unless given.",
)
@click.option(
    "--store",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="A store's folder; the one that HEATMAP_STORE names unless given.",
)
@click.option("--paper", default="a4", show_default=True, help="Of a PDF: a4 or a3, both landscape.")
def pack(
    out: Path, config: Path | None, version: int | None, since: str | None, *, folder: Path | None, paper: str
) -> None:
    """Write the board pack: cover, findings, heatmap, what changed, what lies ahead, and how far to trust it.

    A section whose data are absent says so in one line. Without a published version it is the sample's.
    """
    form, sheet = format_of(out.suffix.removeprefix(".").lower()), paper_of(paper)
    check_format(form)
    settings = Settings.from_environment(os.environ)
    refuse_sources(out, folder or settings.store, config or settings.pack)
    chosen = _chosen(config or settings.pack, version, since)
    making = Making(settings.marking, datetime.now(UTC))
    with progress_bar() as progress:
        store = _store(settings, folder)
        made = make_pack(store, chosen, form, making, paper=sheet, report=progress)
        progress("Done", 1.0)
    write_file(out, made.content)
    click.echo(f"The board pack is in {out}: {len(made.content):,} bytes.")


def _store(settings: Settings, folder: Path | None) -> Store:
    """The store that is named, or the one that the pages show: the sample's before the first publish."""
    if folder is None:
        ensure_portfolio(settings)
        return serving_store(settings)
    store = Store(folder)
    if store.current() is None:
        raise HeatmapError(
            f"{folder} has no version to make a pack of.", "Publish one with `heatmap publish`."
        )
    return store


def _chosen(config: Path | None, version: int | None, since: str | None) -> PackChoice:
    """What the configuration says, or all of everything; the options go before it."""
    chosen = choice_at(config) if config else PackChoice()
    if version is not None:
        chosen = replace(chosen, version=version)
    if since is None:
        return chosen
    if re.fullmatch("[0-9]{1,9}", since):
        return replace(chosen, since=int(since))
    return replace(chosen, since=day(since))
