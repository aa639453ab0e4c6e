"""heatmap export: a page's view as slides, workbook, document, picture or table."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from heatmap.analysis.versions.sample import serving_store
from heatmap.cli.sources import refuse_sources
from heatmap.cli.tables import write_file
from heatmap.errors import HeatmapError
from heatmap.exports.export import VIEWS, at
from heatmap.exports.export import export as export_view
from heatmap.exports.views.source import Making
from heatmap.exports.writing import Paper, Slides, format_of, paper_of, slides_of
from heatmap.settings import Settings
from heatmap.store.store import Store


@click.command()
@click.option(
    "--view",
    required=True,
    metavar="NAME-OR-ADDRESS",
    help=f"A page's name ({', '.join(VIEWS)}; of a unit: unit/NA), or an address copied from the browser.",
)
@click.option(
    "--format",
    "form",
    help="png, svg, pdf, pptx, xlsx, csv or parquet; as the file's name ends unless given.",
)
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The file to write."
)
@click.option(
    "--store",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="A store's folder; the one that HEATMAP_STORE names unless given.",
)
@click.option(
    "--paper", default=Paper.A4.value, show_default=True, help="Of a PDF: a4 or a3, both landscape."
)
@click.option(
    "--slides",
    default=Slides.ONE.value,
    show_default=True,
    help="Of a PPTX: one, or every-row, as many as all rows of the view need.",
)
def export(*, view: str, form: str | None, out: Path, folder: Path | None, paper: str, slides: str) -> None:
    """Write a view as a file: the same as the page's export menu gives.

    It states its title, filters, as-of date, version, scoring version, marking and when it was made.
    """
    written_as = format_of(form or out.suffix.removeprefix(".").lower())
    where, sheet, count = at(view), paper_of(paper), slides_of(slides)
    settings = Settings.from_environment(os.environ)
    refuse_sources(out, folder or settings.store)
    store = serving_store(settings) if folder is None else Store(folder)
    if store.current() is None:
        raise HeatmapError(
            f"{store.folder} has no version to export.",
            "Publish one with `heatmap publish`, run `heatmap serve` once for the sample, or name a --store.",
        )
    making = Making(settings.marking, datetime.now(UTC))
    file = export_view(store, where, written_as, making, paper=sheet, slides=count)
    write_file(out, file.content)
    click.echo(f"{file.title} is in {out}: {len(file.content):,} bytes.")
