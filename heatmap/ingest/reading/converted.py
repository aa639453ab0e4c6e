"""XLSX and Parquet as sources of rows: read by a child process, taken up from what it wrote."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Timer
from typing import Any

import polars as pl
import pyarrow.parquet as pq

import heatmap
from heatmap.contract import TABLES
from heatmap.errors import HeatmapError
from heatmap.ingest.findings import Finding
from heatmap.ingest.reading.batches import BATCH_ROWS, LINE, column_name
from heatmap.ingest.reading.files import Form, Given, TableFile
from heatmap.ingest.reading.names import called, did_you_mean, listed, told
from heatmap.ingest.reading.rows import Rows

TIME = 1_200  # seconds that one file may take
PACKAGE = Path(heatmap.__file__).parent


@dataclass
class ConvertedRows:
    """One table's rows, as the child wrote them."""

    path: Path
    shown: str
    header: tuple[str, ...]
    _read: float = 0.0

    def fraction(self) -> float:
        """How much of the rows has been read, from 0 to 1."""
        return self._read

    def batches(self) -> Iterator[Rows]:
        """The rows after the header, in order."""
        names = [LINE, *(column_name(position) for position in range(len(self.header)))]
        with pq.ParquetFile(self.path) as file:
            total = max(1, file.metadata.num_rows)
            for count, batch in enumerate(file.iter_batches(batch_size=BATCH_ROWS)):
                self._read = min(1.0, (count + 1) * BATCH_ROWS / total)
                texts = pl.DataFrame(batch)
                yield Rows(texts.select(names))


def convert_workbook(given: Given, into: Path, progress: Callable[[float], None]) -> dict[str, ConvertedRows]:
    """Each known sheet as rows; `given` takes up the tables found and remarks on the other sheets."""
    path = given.workbook
    if path is None:
        return {}
    found = {}
    request = {"workbook": str(path), "tables": list(TABLES), "into": str(into)}
    for said in _ask(path, request, progress):
        if "unknown" in said:
            given.remarks.append(_unknown_sheet(path, said["unknown"]))
        if "table" in said:
            table = said["table"]
            given.tables[table] = TableFile(table, path, Form.WORKBOOK, said["shown"])
            found[table] = _written(into, said)
    return found


def convert_parquet(given: Given, into: Path, progress: Callable[[float], None]) -> dict[str, ConvertedRows]:
    """The rows of each Parquet file, by table."""
    files = [file for file in given.tables.values() if file.form is Form.PARQUET]
    if not files:
        return {}
    asked = [{"path": str(file.path), "shown": file.shown, "table": file.table} for file in files]
    answers = _ask(given.path, {"files": asked, "into": str(into)}, progress)
    return {said["table"]: _written(into, said) for said in answers if "table" in said}


def _written(into: Path, said: dict[str, Any]) -> ConvertedRows:
    return ConvertedRows(into / f"{said['table']}.parquet", said["shown"], tuple(said["header"]))


def _unknown_sheet(path: Path, sheet: str) -> Finding:
    return Finding(
        told(f"{called(path)} / {sheet}"),
        "is not a table's sheet, and was not read",
        f"Tables are sheets called {listed(list(TABLES))}.{did_you_mean(sheet, TABLES)}",
    )


def _ask(path: Path, request: dict[str, Any], progress: Callable[[float], None]) -> Iterator[dict[str, Any]]:
    """What the child says about `path`, line by line, until it is done.

    Raises HeatmapError for what it could not read, and if it dies or runs out of time.
    """
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "heatmap.ingest.reading.convert"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(PACKAGE.parent), "PYTHONUTF8": "1"},
        encoding="utf-8",
    )
    limit = Timer(TIME, child.kill)
    limit.start()
    finished = False
    try:
        with child:
            if child.stdin is None or child.stdout is None:  # pragma: no cover - both are pipes
                raise _died(path)
            child.stdin.write(json.dumps(request) + "\n")
            child.stdin.flush()
            for line in child.stdout:
                said = json.loads(line)
                if "what" in said:
                    raise HeatmapError(said["what"], said["do"])
                if "fraction" in said:
                    progress(said["fraction"])
                finished = finished or "done" in said
                yield said
    except BrokenPipeError:
        finished = False
    finally:
        limit.cancel()
        child.kill()
    if not finished:
        raise _died(path)


def _died(path: Path) -> HeatmapError:
    return HeatmapError(
        f"{called(path)} could not be read: it takes more memory or time than is allowed, or it is damaged.",
        "Give the portfolio as CSV files, or save the file again.",
    )
