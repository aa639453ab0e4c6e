"""What a command reads is never written over, by whatever name or link the user means it."""

from pathlib import Path

from heatmap.contract import TABLES
from heatmap.errors import HeatmapError
from heatmap.ingest.reading.files import Form, find
from heatmap.ingest.reading.names import known_name
from heatmap.store.files import kept_files

_ELSEWHERE = "Write to another folder, or under another name."


def refuse_sources(out: Path | None, *sources: Path | None) -> None:
    """Refuses to write `out` over a file of `sources`: portfolios, stores and single files."""
    for source in sources:
        if out is None or source is None:
            continue
        if _is_place_of_table(out, source):
            raise HeatmapError(f"{out} is the place of a table of the portfolio itself.", _ELSEWHERE)
        for file in _files_of(source):
            if _is_same(out, file):
                raise HeatmapError(f"{out} is the file {file}, which the command reads.", _ELSEWHERE)


def _is_place_of_table(out: Path, portfolio: Path) -> bool:
    """Whether a file there would be read as a table the next time."""
    is_table = known_name(out.stem, TABLES) and out.suffix.casefold() in (Form.CSV, Form.PARQUET)
    return bool(is_table) and portfolio.is_dir() and out.resolve().parent == portfolio.resolve()


def _files_of(source: Path) -> list[Path]:
    """The tables and parameters of a portfolio, everything that a store keeps, or the one file."""
    if source.is_dir():
        return [*find(source).paths, *kept_files(source)]
    return find(source).paths if source.suffix.casefold() == Form.WORKBOOK else [source]


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:  # one of them is not there
        return False
