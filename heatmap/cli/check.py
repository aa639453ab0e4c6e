"""heatmap check: a portfolio's files against the data contract, without publishing them."""

import csv
import sys
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click
import polars as pl

from heatmap.analysis.versions.emptiness import require_impacts
from heatmap.analysis.versions.scored_by import scored_by
from heatmap.cli.progress import progress_bar
from heatmap.cli.sources import refuse_sources
from heatmap.errors import HeatmapError
from heatmap.ingest.check import Checked
from heatmap.ingest.check import check as check_portfolio
from heatmap.ingest.reading.names import called, told
from heatmap.neutral import neutral

REJECTED = 1  # exit code: at least one row was rejected
MOST_SHOWN = 20  # rejections, and kinds of warning


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--rejected",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every rejection to this CSV file.",
)
@click.option(
    "--warnings",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write every warning to this CSV file.",
)
@click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that ages and “the next year” are counted from; otherwise the real one.",
)
def check(path: Path, rejected: Path | None, warnings: Path | None, today: datetime | None) -> None:
    """Check the portfolio at PATH: a folder of CSV or Parquet files, or an XLSX workbook.

    Says for each table how many rows are accepted and rejected, and why. Exit code: 0 if every row
    is accepted, 1 if some are rejected, 2 if the portfolio cannot be published at all: it or its
    scoring.toml cannot be read, or it has no impacts.
    """
    if rejected and warnings and rejected.resolve() == warnings.resolve():
        raise HeatmapError(f"{rejected} is named for rejections and for warnings.", "Name two files.")
    for out in (rejected, warnings):
        refuse_sources(out, path)
    day = today.date() if today else date.today()  # noqa: DTZ011 - the user's own day
    with progress_bar() as progress, check_portfolio(path, today=day, progress=progress) as checked:
        progress("", 1.0)
        click.echo(_summary(checked))
        _show_rejections(checked)
        _show_warnings(checked)
        if rejected:
            _write_findings(checked.all_rejections(), rejected, "rejection")
        if warnings:
            _write_findings(checked.all_warnings(), warnings, "warning")
        _check_parameters(checked)
        if not checked.rejected:
            require_impacts(checked, called(path))
        code = REJECTED if checked.rejected else 0
    sys.exit(code)


def _check_parameters(checked: Checked) -> None:
    """Refuses scoring parameters that publishing and scoring would refuse."""
    scored_by(checked)
    if checked.parameters_file:
        click.echo(f"\nThe scoring parameters in {told(checked.parameters_file)} are right.")


def _summary(checked: Checked) -> str:
    """A table of counts, one line for each table given."""
    lines = [f"{'table':<14}{'accepted':>12}{'rejected':>12}{'warnings':>12}"]
    lines += [
        f"{count.table:<14}{count.accepted:>12,}{count.rejected:>12,}{count.warnings:>12,}"
        for count in checked.counts
    ]
    others = checked.warnings_total - sum(count.warnings for count in checked.counts)
    if others:
        lines.append(f"{'no table':<14}{'':>12}{'':>12}{others:>12,}")
    return "\n".join(lines)


def _show_rejections(checked: Checked) -> None:
    if not checked.rejections_total:
        click.echo("\nEvery row is accepted.")
        return
    rows = "1 row is rejected" if checked.rejected == 1 else f"{checked.rejected:,} rows are rejected"
    click.echo(f"\n{rows}:")
    for finding in checked.rejections.head(MOST_SHOWN).iter_rows(named=True):
        click.echo(f"  {_sentence(finding)}")
    _say_more(checked.rejections_total - MOST_SHOWN, "reasons; --rejected FILE.csv writes them all")


def _show_warnings(checked: Checked) -> None:
    """Warnings, those of one kind together, told by their first row."""
    if not checked.warnings_total:
        return
    kinds = checked.warning_kinds()
    rows = "1 warning" if checked.warnings_total == 1 else f"{checked.warnings_total:,} warnings"
    click.echo(f"\n{rows} (the rows are accepted):")
    for warning in kinds.head(MOST_SHOWN).iter_rows(named=True):
        others = f" And {warning['rows'] - 1:,} more like it." if warning["rows"] > 1 else ""
        click.echo(f"  {_sentence(warning)}{others}")
    _say_more(kinds.height - MOST_SHOWN, "kinds of warning; --warnings FILE.csv writes every warning")


def _say_more(count: int, noun: str) -> None:
    if count > 0:
        click.echo(f"  … and {count:,} more {noun}.")


def _sentence(finding: dict[str, str | int]) -> str:
    """events.csv line 14, column end: “2020-01-01” is before start (2020-02-01). Write ..."""
    place = str(finding["file"])
    if finding["line"] is not None:
        place += f" line {finding['line']}"
    if finding["column"]:
        place += f", column {finding['column']}"
    value = f": “{finding['value']}”" if finding["value"] else ""
    return told(f"{place}{value} {finding['reason']}. {finding['right']}")


def _write_findings(parts: Iterable[pl.DataFrame], path: Path, noun: str) -> None:
    """All findings as CSV, UTF-8 with a mark that spreadsheet programs know, no cell a formula."""
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["file", "line", "column", "value", "reason", "right"])
            for findings in parts:
                writer.writerows(
                    [neutral(cell) if isinstance(cell, str) else cell for cell in row]
                    for row in findings.iter_rows()
                )
    except OSError as error:
        raise HeatmapError(
            f"{path} could not be written: {error.strerror}.",
            "Name a file in a folder that you may write to.",
        ) from error
    click.echo(f"\nEvery {noun} is in {path}.")
