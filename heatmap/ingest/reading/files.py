"""Finding a portfolio's files, and what is certain about each before it is read."""

import stat
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from heatmap.contract import TABLES
from heatmap.errors import HeatmapError
from heatmap.ingest.findings import Finding
from heatmap.ingest.reading.names import called, did_you_mean, known_name, listed, told
from heatmap.portfolio import Source

PARAMETERS_FILE = "scoring.toml"
LARGEST_PARAMETERS = 1_000_000  # bytes
CHUNK = 1 << 20
NOT_TABLES = {".md", ".py"}  # a README or a script may lie beside the tables


class Form(StrEnum):
    """How a table's rows are written down."""

    CSV = ".csv"
    PARQUET = ".parquet"
    WORKBOOK = ".xlsx"


@dataclass(frozen=True)
class TableFile:
    """One table's file, or its sheet of a workbook; `shown` is what messages call it."""

    table: str
    path: Path
    form: Form
    shown: str


@dataclass
class Given:
    """What a path holds: one file a table, or one workbook; remarks on whatever else is there."""

    path: Path
    tables: dict[str, TableFile] = field(default_factory=dict)
    workbook: Path | None = None
    parameters: Path | None = None
    remarks: list[Finding] = field(default_factory=list)

    @property
    def paths(self) -> list[Path]:
        """Every file that will be read, in the contract's order."""
        files = [self.tables[name].path for name in TABLES if name in self.tables]
        return [path for path in (self.workbook, *files, self.parameters) if path is not None]


def find(path: Path) -> Given:
    """The portfolio at `path`: a folder of CSV or Parquet files, or one XLSX workbook."""
    if stat.S_ISDIR(_mode(path)):
        return _find_in_folder(path)
    if path.suffix.casefold() == Form.WORKBOOK:
        _require_text(path)
        return Given(path, workbook=path, parameters=_beside(path))
    if path.suffix.casefold() in (Form.CSV, Form.PARQUET):
        raise HeatmapError(
            f"{called(path)} is one file, and a portfolio has a file for each table.",
            f"Name the folder that it is in: {path.absolute().parent}.",
        )
    raise HeatmapError(
        f"{called(path)} is neither a folder nor an XLSX workbook.",
        "Name a folder of CSV or Parquet files, or a workbook saved as .xlsx.",
    )


def _require_text(path: Path) -> None:
    """Workbooks and Parquet files are opened by libraries that take paths of text only."""
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise HeatmapError(
            f"{called(path)} cannot be read: in its path, {told(str(path))}, � is no text.",
            "Rename it with letters that this system knows.",
        ) from error


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except FileNotFoundError as error:
        raise HeatmapError(
            f"There is nothing at {told(str(path))}.",
            "Check the name; it is a folder, or a workbook that ends in .xlsx.",
        ) from error
    except (OSError, ValueError) as error:
        raise unreadable(path, error) from error


def unreadable(path: Path, error: Exception) -> HeatmapError:
    """The error for a file that the system will not give us."""
    why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return HeatmapError(
        f"{called(path)} could not be read: {why}.",
        "Check that it is a file that you may read, and that no other program holds it.",
    )


def _find_in_folder(folder: Path) -> Given:
    given = Given(folder)
    try:
        entries = sorted(folder.iterdir())
    except OSError as error:
        raise unreadable(folder, error) from error
    for entry in entries:
        _place(entry, given)
    return given


def _beside(workbook: Path) -> Path | None:
    """The scoring parameters in the workbook's folder."""
    try:
        entries = sorted(workbook.absolute().parent.iterdir())
    except OSError as error:
        raise unreadable(workbook.absolute().parent, error) from error
    given = Given(workbook)
    for entry in entries:
        if _is_parameters(entry):
            _take_parameters(entry, given)
    return given.parameters


def _is_parameters(entry: Path) -> bool:
    return entry.name.casefold() == PARAMETERS_FILE


def _take_parameters(entry: Path, given: Given) -> None:
    if given.parameters:
        raise HeatmapError(
            f"The scoring parameters are given twice: {given.parameters.name} and {entry.name}.",
            "Keep one of the two files in the folder.",
        )
    given.parameters = entry


def _place(entry: Path, given: Given) -> None:
    table = known_name(entry.stem, TABLES)
    suffix = entry.suffix.casefold()
    if entry.name.startswith((".", "~$")):
        return
    if _is_parameters(entry):
        _take_parameters(entry, given)
    elif table and suffix in (Form.CSV, Form.PARQUET):
        if table in given.tables:
            raise HeatmapError(
                f"The table {table} is given twice: {given.tables[table].shown} and {called(entry)}.",
                "Keep one of the two files in the folder.",
            )
        if suffix == Form.PARQUET:
            _require_text(entry)
        given.tables[table] = TableFile(table, entry, Form(suffix), called(entry))
    elif suffix not in NOT_TABLES and not entry.is_dir():
        given.remarks.append(_remark(entry, table))


def _remark(entry: Path, table: str | None) -> Finding:
    advice = f"Tables are files called {listed(list(TABLES))}, with .csv or .parquet."
    if entry.suffix.casefold() == Form.WORKBOOK:
        advice = "Give the workbook's own path to have it read."
    elif entry.suffix.casefold() == Path(PARAMETERS_FILE).suffix:
        advice = f"Scoring parameters are read from {PARAMETERS_FILE} alone."
    elif table:
        advice = f"Save it as {table}.csv or {table}.parquet to have it read."
    else:
        advice = did_you_mean(entry.stem, TABLES).lstrip() + " " + advice
    return Finding(called(entry), "is not a table's file, and was not read", advice.strip())


def fingerprint(path: Path) -> Source:
    """The file's name, SHA-256, bytes and last change.

    Raises HeatmapError where it is not an ordinary file (a pipe or a device would never end), or
    is empty.
    """
    if not stat.S_ISREG(_mode(path)):
        raise HeatmapError(
            f"{called(path)} is not a file.", "Put an ordinary file in its place, or remove it."
        )
    digest = sha256()
    try:
        with path.open("rb") as content:
            while chunk := content.read(CHUNK):
                digest.update(chunk)
        about = path.stat()
    except OSError as error:
        raise unreadable(path, error) from error
    if about.st_size == 0:
        raise HeatmapError(
            f"{called(path)} is empty.", "Export it again; a table without rows still has its column names."
        )
    modified = datetime.fromtimestamp(about.st_mtime, UTC).replace(tzinfo=None)
    return Source(told(path.name), digest.hexdigest(), about.st_size, modified)


def read_parameters(path: Path) -> str:
    """The text of a portfolio's scoring.toml; what it says is scoring's to judge."""
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST_PARAMETERS else None
        if content is not None:
            return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise HeatmapError(f"{called(path)} is not UTF-8 text.", "Save it as UTF-8.") from error
    except OSError as error:
        raise unreadable(path, error) from error
    raise HeatmapError(f"{called(path)} is larger than 1 MB.", "Give the scoring parameters only.")


def require_tables(given: Given) -> None:
    """Raise HeatmapError unless every required table is there."""
    missing = [name for name, table in TABLES.items() if table.required and name not in given.tables]
    if not missing:
        return
    place = "sheet" if given.workbook else "file"
    found = listed(list(given.tables), "and") if given.tables else "none"
    others = [remark.file for remark in given.remarks]
    beside = f" Not read: {', '.join(others[:5])}." if others else ""
    raise HeatmapError(
        f"{called(given.path)} has no {place} for {listed(missing, 'and')}. Tables found: {found}.{beside}",
        f"Add one {place} for each, named as the table, with its column names in the first row.",
    )
