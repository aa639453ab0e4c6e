"""XLSX sheets as rows of text. Runs in the child process only: see convert.py.

The reading library skips what it cannot put into words: an error such as #DIV/0! or a formula
that was never calculated reads as an empty cell, and one far cell makes it ask for the whole
rectangle's memory. So every sheet is walked first, cell by cell, in a stream.
"""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any
from xml.parsers import expat

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from heatmap.errors import HeatmapError
from heatmap.ingest.reading.names import called

LARGEST_UNZIPPED = 1 << 30  # bytes: three times a full sheet of six columns
LARGEST_PART = 1 << 26  # bytes, of the small parts that name the sheets
LARGEST_TEXTS = 1 << 28  # bytes, of the part that holds each different text once
MOST_PARTS = 2_000
MOST_CELLS = 30_000_000  # of the rectangle from the first cell in use to the last
MOST_SPECIAL = 5_000_000  # true/false and error cells
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how old Excel files and encrypted ones start
LETTERS = 26
MIDNIGHT = r"^(\d{4}-\d{2}-\d{2}) 00:00:00$"  # how the library writes a date cell


@dataclass
class Extent:
    """Where a sheet's cells in use lie, and the cells whose text must be kept by hand."""

    last_row: int = 0
    last_column: int = 0
    farthest: str = ""
    special: dict[int, dict[int, str]] = field(default_factory=dict)  # column -> row -> text

    def cells(self) -> int:
        """Cells of the rectangle from A1 to the last cell in use."""
        return self.last_row * self.last_column


class _Walk:
    """One pass over a sheet's XML: expat's handlers."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.extent = Extent()
        self.row = self.column = 0
        self.place = self.type = ""
        self.value: list[str] | None = None
        self.formula = False
        self.special = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._start_cell(attributes)
        elif tag in ("v", "is"):
            self.value = []
        elif tag == "f":
            self.formula = True
        elif tag == "row":
            self.row = int(attributes["r"]) if "r" in attributes else self.row + 1
            self.column = 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.place = attributes.get("r", "")
        self.type = attributes.get("t", "")
        self.formula = False
        self.value = None
        if self.place:
            letters = self.place.rstrip("0123456789")
            self.column, self.row = column_number(letters), int(self.place[len(letters) :])
        else:
            self.column += 1

    def text(self, characters: str) -> None:
        if self.value is not None:
            self.value.append(characters)

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] != "c":
            return
        value = "".join(self.value or ())
        if self.formula and not value and self.type != "str":
            raise HeatmapError(
                f"{self.shown} has a formula in {self.place or f'row {self.row}'} without its value.",
                "Open and save the workbook in a spreadsheet program, so that its formulas are calculated.",
            )
        if self.value is not None:
            self._use(value)
        self.value = None

    def _use(self, value: str) -> None:
        extent = self.extent
        if self.row > extent.last_row or self.column > extent.last_column:
            extent.farthest = self.place or f"row {self.row}, column {self.column}"
        extent.last_row = max(extent.last_row, self.row)
        extent.last_column = max(extent.last_column, self.column)
        if self.type in ("b", "e"):
            kept = {"1": "TRUE", "0": "FALSE"}.get(value, value) if self.type == "b" else value
            extent.special.setdefault(self.column, {})[self.row] = kept
            self.special += 1
        if extent.cells() > MOST_CELLS or self.special > MOST_SPECIAL:
            raise HeatmapError(
                f"{self.shown} has a cell in use at {extent.farthest}, far from the table: "
                f"{extent.cells():,} cells, where {MOST_CELLS:,} can be read.",
                "Delete the rows and columns outside the table, or give the portfolio as CSV files.",
            )


def column_number(letters: str) -> int:
    """The column that “A” (1), “Z” (26) or “AA” (27) names."""
    number = 0
    for letter in letters:
        number = number * LETTERS + ord(letter) - ord("A") + 1
    return number


def _no_doctype(*_: object) -> None:
    raise HeatmapError(
        "The workbook declares XML entities, which no workbook needs.", "Save it again as .xlsx."
    )


def _parser() -> Any:  # noqa: ANN401 - expat's parser has no type of its own
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _no_doctype
    return parser


def sheets_of(path: Path) -> dict[str, str]:
    """Sheet names, and each one's part in the archive, after the guards against hostile archives."""
    _refuse_unreadable(path)
    with zipfile.ZipFile(path) as archive:
        _refuse_bomb(path, archive)
        targets: dict[str, str] = {}
        for attributes in _elements(archive, "xl/_rels/workbook.xml.rels", "Relationship"):
            targets[attributes.get("Id", "")] = attributes.get("Target", "")
        sheets = {}
        for attributes in _elements(archive, "xl/workbook.xml", "sheet"):
            reference = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            target = targets.get(reference, "")
            part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl", target))
            sheets[attributes.get("name", "")] = part
        return sheets


def _refuse_unreadable(path: Path) -> None:
    with path.open("rb") as content:
        start = content.read(len(OLE))
        rest = content.read(1 << 20) if start == OLE else b""
    if start == OLE and "EncryptedPackage".encode("utf-16-le") in rest:
        raise HeatmapError(
            f"{called(path)} is protected by a password.", "Save it without a password, and give that file."
        )
    if start == OLE:
        raise HeatmapError(
            f"{called(path)} is in an old Excel format, or protected by a password.",
            "Save it as .xlsx (Excel Workbook), without a password.",
        )
    if not zipfile.is_zipfile(path):
        raise HeatmapError(
            f"{called(path)} is damaged, or no XLSX workbook.",
            "Save it again as .xlsx, or copy it again in full.",
        )


def _refuse_bomb(path: Path, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    size = sum(part.file_size for part in parts)
    if size > LARGEST_UNZIPPED or len(parts) > MOST_PARTS:
        raise HeatmapError(
            f"{called(path)} unpacks to {size:,} bytes in {len(parts):,} parts, "
            f"where {LARGEST_UNZIPPED:,} bytes in {MOST_PARTS:,} parts can be read.",
            "Give a portfolio of this size as CSV or Parquet files.",
        )
    texts = max((part.file_size for part in parts if part.filename.endswith("sharedStrings.xml")), default=0)
    if texts > LARGEST_TEXTS:
        raise HeatmapError(
            f"{called(path)} holds {texts:,} bytes of texts, where {LARGEST_TEXTS:,} can be read.",
            "Give a portfolio of this size as CSV or Parquet files.",
        )
    if any(part.flag_bits & 1 for part in parts):
        raise HeatmapError(
            f"{called(path)} is protected by a password.", "Save it without a password, and give that file."
        )


def _elements(archive: zipfile.ZipFile, part: str, tag: str) -> Iterator[dict[str, str]]:
    """Attributes of each element called `tag` in a small part of the archive."""
    found: list[dict[str, str]] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == tag:
            found.append(attributes)

    if archive.getinfo(part).file_size > LARGEST_PART:
        raise HeatmapError(f"The workbook's list of sheets ({part}) is too large.", "Save it again as .xlsx.")
    parser = _parser()
    parser.StartElementHandler = start
    with archive.open(part) as content:
        parser.ParseFile(content)
    return iter(found)


def walk_sheet(path: Path, part: str, shown: str) -> Extent:
    """Where the sheet's cells in use lie. Raises HeatmapError for a cell that is too far out."""
    walk = _Walk(shown)
    parser = _parser()
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.text
    with zipfile.ZipFile(path) as archive, archive.open(part) as content:
        parser.ParseFile(content)
    return walk.extent


def sheet_texts(path: Path, sheet: str, extent: Extent) -> list[pa.ChunkedArray | pa.Array]:
    """The sheet's columns from A on, as text; row i of each is the sheet's row i + 1."""
    reader = fastexcel.read_excel(path)
    read = reader.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
    batch = read.to_arrow()
    columns: list[pa.Array] = [pa.nulls(batch.num_rows, pa.string())] * extent.last_column
    for column, about in zip(batch.columns, read.available_columns(), strict=True):
        columns[about.absolute_index] = pc.replace_substring_regex(column, MIDNIGHT, r"\1")
    for number, special in extent.special.items():
        texts = columns[number - 1].to_pylist()
        for row, text in special.items():
            texts[row - 1] = text
        columns[number - 1] = pa.array(texts, pa.string())
    return columns
