"""A portfolio's files against the data contract: what is accepted, what is not, and why."""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path

from heatmap.contract import TABLES
from heatmap.errors import HeatmapError
from heatmap.ingest.checked import Checked
from heatmap.ingest.doubts import Doubts, old_file
from heatmap.ingest.findings import Finding, frame_of
from heatmap.ingest.reading.converted import ConvertedRows, convert_parquet, convert_workbook
from heatmap.ingest.reading.delimited import CP1252, DelimitedRows
from heatmap.ingest.reading.files import (
    Form,
    TableFile,
    find,
    fingerprint,
    read_parameters,
    require_tables,
    unreadable,
)
from heatmap.ingest.reading.names import called
from heatmap.ingest.reading.rows import RowSource
from heatmap.ingest.rules import Codes
from heatmap.ingest.spool import WARNINGS, Spool
from heatmap.ingest.tables import TableCheck, TableResult
from heatmap.portfolio import Source, TableCount

__all__ = ["Checked", "check"]

CONVERTING = 0.5  # the share of the work on a workbook or a Parquet file that the child process does

Progress = Callable[[str, float], None]


def check(path: Path, *, today: date, progress: Progress | None = None) -> Checked:
    """Check the folder or workbook at `path`; a file's age is told as of `today`.

    `progress` is called with what is being done and how much of the whole is done, 0 to 1. Raises
    HeatmapError where the portfolio cannot be read at all: nothing there, a file that is damaged,
    or a required table or column that is missing.
    """
    spool = Spool()
    try:
        return _Check(path, today, progress or (lambda _what, _done: None), spool).run()
    except OSError as error:
        spool.close()
        raise unreadable(path, error) from error
    except BaseException:
        spool.close()
        raise


class _Check:
    """One run over one portfolio."""

    def __init__(self, path: Path, today: date, progress: Progress, spool: Spool) -> None:
        self.today = today
        self.progress = progress
        self.spool = spool
        self.given = find(path)
        self.sources: dict[Path, Source] = {}
        self.converted: dict[str, ConvertedRows] = {}
        self.results: dict[str, TableResult] = {}

    def run(self) -> Checked:
        """Read, check and doubt each table in the contract's order: codes before those that use them."""
        if self.given.workbook is None:
            require_tables(self.given)
        self.sources = {path: fingerprint(path) for path in self.given.paths}
        parameters = read_parameters(self.given.parameters) if self.given.parameters else None
        converting = self._convert()
        require_tables(self.given)
        codes: dict[str, Codes] = {}
        for name, (start, width) in self._shares(converting).items():
            self.results[name] = self._table(self.given.tables[name], codes, start, width)
            codes[name] = self.results[name].codes
        warned = self._warn()
        self._require_unchanged()
        self.progress("checked", 1.0)
        return Checked(
            tuple(TableCount(name, r.accepted, r.rejected, warned[name]) for name, r in self.results.items()),
            tuple(self.sources.values()),
            parameters,
            self.given.parameters.name if self.given.parameters else None,
            sum(result.findings for result in self.results.values()),
            sum(warned.values()),
            self.spool,
        )

    def _convert(self) -> float:
        """Have a child process read what is not CSV; the share of the work that this was."""
        convert = convert_workbook if self.given.workbook else convert_parquet
        converting = self._converting()
        told = self._part(f"reading {called(self.given.path)}", 0.0, converting)
        self.converted = convert(self.given, self.spool.folder, told)
        return converting

    def _converting(self) -> float:
        others = [
            self.sources[file.path].size for file in self.given.tables.values() if file.form is not Form.CSV
        ]
        total = sum(self.sources[file.path].size for file in self.given.tables.values())
        return CONVERTING * (sum(others) / total if total else 1.0)

    def _shares(self, start: float) -> dict[str, tuple[float, float]]:
        """Where each table's work starts, and how much of the whole it is, by the size of its file."""
        files = {name: self.given.tables[name] for name in TABLES if name in self.given.tables}
        sizes = {name: self.sources[file.path].size for name, file in files.items()}
        total = sum(sizes.values()) / (1 - start)
        shares = {}
        for name, size in sizes.items():
            shares[name] = (start, size / total)
            start += size / total
        return shares

    def _part(self, what: str, start: float, width: float) -> Callable[[float], None]:
        """Progress of one part of the work, told as progress of the whole."""

        def tell(fraction: float) -> None:
            self.progress(what, min(1.0, start + width * fraction))

        return tell

    def _table(self, file: TableFile, codes: dict[str, Codes], start: float, width: float) -> TableResult:
        table = TABLES[file.table]
        with ExitStack() as stack:
            source: RowSource
            if file.form is Form.CSV:
                known = [column.name for column in table.columns]
                source = stack.enter_context(DelimitedRows(file.path, file.shown, known))
            else:
                source = self.converted[file.table]
            result = TableCheck(table, source, codes, self.spool).run(
                self._part(f"checking {file.shown}", start, width)
            )
            if isinstance(source, DelimitedRows) and source.encoding == CP1252:
                result.remarks.append(_guessed_encoding(file.shown))
        return result

    def _warn(self) -> dict[str, int]:
        """Keep every warning in the spool; how many each table drew, and under “” the others."""
        counts = {"": 0, **dict.fromkeys(self.results, 0)}
        self._remark("", self.given.remarks, counts)
        owners = {file.path: name for name, file in self.given.tables.items() if not self.given.workbook}
        for path, source in self.sources.items():
            old = None if path == self.given.parameters else old_file(source, self.today)
            self._remark(owners.get(path, ""), [old] if old else [], counts)
        for name, result in self.results.items():
            self._remark(name, result.remarks + _about_blanks(result), counts)
        names = {name: result.shown for name, result in self.results.items()}
        for name, doubts in Doubts(self.spool, names, self.today).found():
            self.spool.add(WARNINGS, doubts)
            counts[name] += doubts.height
        return counts

    def _remark(self, table: str, remarks: list[Finding], counts: dict[str, int]) -> None:
        self.spool.add(WARNINGS, frame_of(remarks))
        counts[table] += len(remarks)

    def _require_unchanged(self) -> None:
        for path, source in self.sources.items():
            about = path.stat()
            changed = datetime.fromtimestamp(about.st_mtime, UTC).replace(tzinfo=None)
            if (about.st_size, changed) != (source.size, source.modified):
                raise HeatmapError(
                    f"{called(path)} changed while it was being read.", "Try again once nobody writes to it."
                )


def _guessed_encoding(shown: str) -> Finding:
    return Finding(
        shown,
        "is not UTF-8, and was read as CP1252, the Windows code page of western Europe",
        "Look at a name with an accent; if it is wrong, export the file as UTF-8.",
    )


def _about_blanks(result: TableResult) -> list[Finding]:
    remarks = []
    if result.blank:
        rows = "1 empty row, which was" if result.blank == 1 else f"{result.blank:,} empty rows, which were"
        reason = f"has {rows} passed over"
        remarks.append(Finding(result.shown, reason, "Nothing need be done.", line=result.first_blank))
    if not result.accepted + result.rejected and result.table.required:
        remarks.append(Finding(result.shown, "has no rows", f"Add the rows of {result.table.name}."))
    return remarks
