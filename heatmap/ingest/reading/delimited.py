"""CSV as rows of text: encodings, delimiters, quotation marks and true line numbers."""

import codecs
import csv
import io
from collections import deque
from collections.abc import Collection, Iterator
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from heatmap.errors import HeatmapError
from heatmap.ingest.findings import LONGEST_SHOWN, Finding
from heatmap.ingest.reading.batches import BATCH_ROWS
from heatmap.ingest.reading.files import CHUNK, unreadable
from heatmap.ingest.reading.names import known_name
from heatmap.ingest.reading.rows import Rows, text_frame

DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab"}
LONGEST_LINE = 1 << 20  # characters
LARGEST_BATCH = 1 << 23  # characters
MOST_LINES = 100  # lines that one row may run over
MOST_UNCLOSED = 1_000  # each may be read MOST_LINES times over; more, and the file is no CSV
SNIFFED = 512  # bytes
CP1252 = "cp1252"
KEPT = LONGEST_SHOWN + 1  # characters of a line that is told about; one more shows that it was cut


def encoding_of(path: Path) -> str:
    """UTF-16 and UTF-8 by their marks or their bytes; what is neither is CP1252."""
    try:
        with path.open("rb") as content:
            start = content.read(SNIFFED)
            marked = _marked(start)
            return marked or ("utf-8" if _is_utf8(start, content) else CP1252)
    except OSError as error:
        raise unreadable(path, error) from error


def _marked(start: bytes) -> str | None:
    if start.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    pairs = len(start) // 2
    if pairs and start[1::2].count(0) > 0.8 * pairs:
        return "utf-16-le"
    if pairs and start[0::2].count(0) > 0.8 * pairs:
        return "utf-16-be"
    return None


def _is_utf8(start: bytes, rest: IO[bytes]) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(start)
        while chunk := rest.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


class _Unclosed(Exception):  # noqa: N818 - a signal between the lines and their reader, never shown
    """A row runs over more lines than any row does."""


class _Lines:
    """The physical lines of a text, counted; the lines of the row being read can be given back."""

    def __init__(self, text: IO[str], shown: str) -> None:
        self.text = text
        self.shown = shown
        self.number = 0
        self.size = 0  # characters since the last batch
        self.row: list[str] = []
        self.again: deque[str] = deque()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self.again.popleft() if self.again else self.text.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        if len(self.row) >= MOST_LINES:
            self.again.appendleft(line)
            raise _Unclosed
        self.number += 1
        self.size += len(line)
        self.row.append(line)
        if "\0" in line or len(line) >= LONGEST_LINE:
            raise self._no_text(line)
        return line

    def give_back(self) -> str:
        """Keep the first line of the row as read, to be told about; the others are read afresh."""
        first, *others = self.row
        self.again.extendleft(reversed(others))
        self.number -= len(others)
        self.row.clear()
        return first

    def _no_text(self, line: str) -> HeatmapError:
        what = "has a NUL character" if "\0" in line else f"is over {LONGEST_LINE:,} characters long"
        return HeatmapError(
            f"{self.shown} is not text that rows can be read from: line {self.number} {what}.",
            "Export it again as CSV.",
        )


class DelimitedRows:
    """A CSV file as a source of rows; a context manager, since it holds the file open."""

    def __init__(self, path: Path, shown: str, known: Collection[str]) -> None:
        self.shown = shown
        self.encoding = encoding_of(path)
        self._path = path
        self._size = path.stat().st_size
        self._bytes = path.open("rb")
        self._text = io.TextIOWrapper(self._bytes, encoding=self.encoding, newline="")
        self._lines = _Lines(self._text, shown)
        self._unclosed = 0
        try:
            self._delimiter, self.header = self._read_header(known)
        except BaseException:
            self._text.close()
            raise
        self._reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._text.close()

    def fraction(self) -> float:
        """How much of the file has been read, from 0 to 1."""
        return min(1.0, self._bytes.tell() / self._size)

    def _read_header(self, known: Collection[str]) -> tuple[str, tuple[str, ...]]:
        """The first line with any text, split at the delimiter that yields the most known columns."""
        for line in self._decoded():
            self._lines.row.clear()
            if not line.strip(" \t\r\n,;\ufeff"):
                continue
            splits = {mark: _split(line, mark) for mark in DELIMITERS}
            delimiter = max(
                splits,
                key=lambda mark: (
                    sum(known_name(t, known) is not None for t in splits[mark]),
                    len(splits[mark]),
                ),
            )
            return delimiter, splits[delimiter]
        raise HeatmapError(
            f"{self.shown} has no text in it.", f"Its first line names the columns: {', '.join(known)}."
        )

    def _decoded(self) -> Iterator[str]:
        try:
            yield from self._lines
        except UnicodeError as error:
            raise self._wrong_encoding() from error

    def _wrong_encoding(self) -> HeatmapError:
        known = self.encoding.upper().removesuffix("-SIG")
        read_as = "UTF-8, UTF-16 or CP1252" if self.encoding == CP1252 else known
        return HeatmapError(
            f"{self.shown} is not {read_as} text throughout.",
            "Export it again as CSV in UTF-8.",
        )

    def batches(self) -> Iterator[Rows]:
        """The rows after the header; lines that break the form are told of, never joined or dropped."""
        width = len(self.header)
        rows: list[list[str]] = []
        lines: list[int] = []
        unread: list[Finding] = []
        try:
            for line, row in self._records(unread):
                if len(row) == width:
                    rows.append(row)
                    lines.append(line)
                elif row:
                    unread.append(self._ragged(line, row))
                if len(rows) + len(unread) >= BATCH_ROWS or self._lines.size > LARGEST_BATCH:
                    yield Rows(text_frame(rows, lines, width), unread.copy())
                    self._lines.size = 0
                    rows.clear()
                    lines.clear()
                    unread.clear()
        except UnicodeError as error:
            raise self._wrong_encoding() from error
        except OSError as error:
            raise unreadable(self._path, error) from error
        yield Rows(text_frame(rows, lines, width), unread)

    def _records(self, unread: list[Finding]) -> Iterator[tuple[int, list[str]]]:
        """Each row with the line that it starts on. A blank line is a row without fields."""
        lines = self._lines
        width = len(self.header)
        while True:
            lines.row.clear()
            start = lines.number + 1
            try:
                for row in self._reader:
                    if len(lines.row) > 1 and len(row) != width:
                        unread.append(self._broken(start, "opens a quotation mark that is not closed there"))
                    else:
                        yield start, row
                        lines.row.clear()
                    start = lines.number + 1
            except (csv.Error, _Unclosed):
                unread.append(self._broken(start, "has a quotation mark in the wrong place"))
            else:
                return

    def _broken(self, line: int, reason: str) -> Finding:
        first = self._lines.give_back()
        self._unclosed += 1
        if self._unclosed > MOST_UNCLOSED:
            raise HeatmapError(
                f"{self.shown} has more than {MOST_UNCLOSED:,} lines with a misplaced quotation mark.",
                "Export it again as CSV: a text that holds a quotation mark has it doubled, and is quoted.",
            )
        return Finding(
            self.shown,
            reason,
            'Close the quotation mark on the line; double one that is meant as text: "".',
            line=line,
            value=first.rstrip("\r\n")[:KEPT],
        )

    def _ragged(self, line: int, row: list[str]) -> Finding:
        width = len(self.header)
        mark = DELIMITERS[self._delimiter]
        return Finding(
            self.shown,
            f"has {len(row)} field{'s' * (len(row) != 1)} where the header has {width}",
            f"Write {width} fields; put a text that holds {mark} in quotation marks.",
            line=line,
            value=self._delimiter.join(row)[:KEPT],
        )


def _split(line: str, delimiter: str) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader([line], delimiter=delimiter)))
    except csv.Error:
        return (line,)
