"""The child process that reads XLSX and Parquet: it may run out of memory or time, its parent may not.

Started as `python -m heatmap.ingest.reading.convert`. Takes one line of JSON on its input: the
workbook, or the Parquet files with what messages call them, and a folder to write into. Writes
each table there as Parquet that holds text only (line, c0, c1, ...), and says on its output, one
line of JSON each: how far it is, each table that is written, and what is wrong.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from heatmap.errors import HeatmapError
from heatmap.ingest.reading.batches import BATCH_ROWS, LINE, column_name
from heatmap.ingest.reading.columnar import open_parquet, parquet_texts
from heatmap.ingest.reading.names import called, known_name, told
from heatmap.ingest.reading.room import FULL, no_room

MEMORY = 3 << 30  # bytes of address space
PROCESSOR_TIME = 900  # seconds
LONGEST_WHY = 160  # characters
AS_CSV = "Give the portfolio as CSV files."


def main() -> None:
    """Do what the one line of input asks, and say how it went."""
    _limit()
    request = json.loads(sys.stdin.readline())
    into = Path(request["into"])
    path = Path()
    try:
        if "workbook" in request:
            path = Path(request["workbook"])
            _convert_workbook(path, request["tables"], into)
        for position, file in enumerate(request.get("files", [])):
            path = Path(file["path"])
            _convert_parquet(path, file["shown"], file["table"], into)
            _say(fraction=(position + 1) / len(request["files"]))
    except HeatmapError as error:
        _say(what=error.what, do=error.do)
    except MemoryError:
        _say(what=f"{called(path)} needs more than {MEMORY >> 30} GB of memory to be read.", do=AS_CSV)
    except BaseException as error:  # noqa: BLE001 - every library reports damage in its own way, Rust by panic
        if isinstance(error, OSError) and error.errno in FULL:
            full = no_room(into.parent)
            _say(what=full.what, do=full.do)
            return
        _say(
            what=f"{called(path)} could not be read: it is damaged or cut short ({_why(error, path)}).",
            do="Export it again, or copy it again in full.",
        )
    else:
        _say(done=True)


def _why(error: BaseException, path: Path) -> str:
    """A library's own words, on one line, without the folder that the file is in."""
    words = " ".join(str(error).split()).partition(" Context:")[0]
    return words.replace(str(path), path.name)[:LONGEST_WHY].rstrip(".") or type(error).__name__


def _limit() -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows, where the parent's time limit remains
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_TIME, PROCESSOR_TIME))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _say(**about: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    sys.stdout.write(json.dumps(about) + "\n")
    sys.stdout.flush()


def _convert_workbook(path: Path, known: list[str], into: Path) -> None:
    from heatmap.ingest.reading.workbook import (  # noqa: PLC0415 - Parquet does without
        sheet_texts,
        sheets_of,
        walk_sheet,
    )

    sheets = sheets_of(path)
    chosen: dict[str, str] = {}
    for sheet in sheets:
        table = known_name(sheet, known)
        if table is None:
            _say(unknown=sheet)
        elif table in chosen:
            raise HeatmapError(
                f"{called(path)} has two sheets for {table}: “{chosen[table]}” and “{sheet}”.",
                "Remove or rename one of the two sheets.",
            )
        else:
            chosen[table] = sheet
    for position, (table, sheet) in enumerate(chosen.items()):
        shown = told(f"{called(path)} / {sheet}")
        extent = walk_sheet(path, sheets[sheet], shown)
        _say(fraction=(position + 0.5) / len(chosen))
        if not extent.last_row:
            raise HeatmapError(
                f"{shown} has nothing in it.", "Write the table's column names in its first row."
            )
        columns = sheet_texts(path, sheet, extent)
        header, first = _header_row(columns)
        batches = (
            (start + 1, [column.slice(start, BATCH_ROWS) for column in columns])
            for start in range(first, len(columns[0]), BATCH_ROWS)
        )
        _write(into, table, shown, header, batches)
        _say(fraction=(position + 1) / len(chosen))


def _header_row(columns: list[pa.Array]) -> tuple[list[str], int]:
    """The first row with any text in it, and how many rows come before the one after it."""
    for row in range(len(columns[0])):
        header = [column[row].as_py() or "" for column in columns]
        if any(title.strip() for title in header):
            return header, row + 1
    return [""] * len(columns), len(columns[0])


def _convert_parquet(path: Path, shown: str, table: str, into: Path) -> None:
    file = open_parquet(path, shown)

    def batches() -> Iterator[tuple[int, list[pa.Array]]]:
        row = 1
        for columns in parquet_texts(file):
            yield row, columns
            row += len(columns[0])

    _write(into, table, shown, file.schema_arrow.names, batches())


def _write(
    into: Path, table: str, shown: str, header: list[str], batches: Iterable[tuple[int, list[pa.Array]]]
) -> None:
    names = [LINE, *(column_name(position) for position in range(len(header)))]
    schema = pa.schema([(name, pa.int64() if name == LINE else pa.large_string()) for name in names])
    with pq.ParquetWriter(into / f"{table}.parquet", schema, compression="lz4") as writer:
        for first, columns in batches:
            lines = pa.array(range(first, first + len(columns[0])), pa.int64())
            texts = [column.cast(pa.large_string()) for column in columns]
            writer.write_batch(pa.RecordBatch.from_arrays([lines, *texts], schema=schema))
    _say(table=table, shown=shown, header=header)


if __name__ == "__main__":
    main()
