"""Properties that hold for any texts and any rows."""

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from heatmap.errors import HeatmapError
from heatmap.ingest.check import check
from heatmap.terms import EVERY_UNIT
from tests.ingest.portfolios import TABLES, TODAY, folder_with

WIDTH = 6  # columns of impacts

# Any text that people can see, neither starting nor ending in space; * is no unit's own code.
SEEN = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"],
    ),
    min_size=1,
    max_size=40,
).filter(lambda text: text == text.strip() != EVERY_UNIT)

CELL = st.one_of(
    st.sampled_from(
        ["NA", "AS", "E1", "E2", "RESP", "CID", "1", "5", "0", "2.5", "", " ", "nan", "-1", "1,5", "x"]
    ),
    st.text(st.characters(codec="utf-8", exclude_characters="\0", exclude_categories=["Cs"]), max_size=8),
)


def _rows_of(path: Path) -> int:
    with check(path, today=TODAY) as checked:
        return checked.counts[1].accepted + checked.counts[1].rejected


def _csv(header: list[str], rows: list[list[str]], delimiter: str) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([header, *rows])
    return file.getvalue()


@given(
    st.lists(SEEN, min_size=1, max_size=6, unique=True),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
@settings(max_examples=40, deadline=None)
def test_codes_are_read_back_exactly_as_written(codes: list[str], delimiter: str, encoding: str) -> None:
    """Whatever the code, the delimiter and the encoding."""
    rows = [[code, code, "bcu", "1"] for code in codes]
    text = _csv(["unit", "name", "kind", "position"], rows, delimiter)
    with tempfile.TemporaryDirectory() as folder:
        path = folder_with(Path(folder), units=text.encode(encoding))
        with check(path, today=TODAY) as checked:
            units = checked.portfolio().units
            assert checked.counts[0].rejected == 0
    assert units["unit"].to_list() == codes
    assert units["name"].to_list() == codes


def _on_one_line(row: list[str]) -> list[str]:
    """A row of the wrong width over several lines is told of line by line: there a mark may be missing."""
    return row if len(row) == WIDTH else [" ".join(cell.splitlines()) for cell in row]


@given(st.lists(st.lists(CELL, min_size=4, max_size=8).map(_on_one_line), max_size=12))
@settings(max_examples=60, deadline=None)
def test_every_row_is_accepted_or_rejected(rows: list[list[str]]) -> None:
    """Rows given = accepted + rejected + empty, and each rejected row has a reason."""
    header = TABLES["impacts"].splitlines()[0].split(",")
    empty = sum(len(row) == WIDTH and not any(cell.strip() for cell in row) for row in rows)
    with tempfile.TemporaryDirectory() as folder:
        path = folder_with(Path(folder), impacts=_csv(header, rows, ",").encode())
        with check(path, today=TODAY) as checked:
            impacts = checked.counts[-1]
            told = checked.rejections.filter(checked.rejections["file"] == "impacts.csv")
            accepted = checked.portfolio().impacts
    assert impacts.accepted + impacts.rejected + empty == len(rows)
    assert accepted.height == impacts.accepted
    assert told["line"].n_unique() == impacts.rejected
    assert not told["reason"].has_nulls()


@given(st.binary(max_size=300))
@settings(max_examples=60, deadline=None)
def test_no_bytes_whatever_end_in_anything_but_an_answer_or_an_error(noise: bytes) -> None:
    """A portfolio with noise in the place of a table is checked, or refused with what to do."""
    with tempfile.TemporaryDirectory() as folder:
        path = folder_with(Path(folder), areas=TABLES["areas"].encode() + noise)
        try:
            rows = _rows_of(path)
        except HeatmapError as error:
            told = error.what
        else:
            told = f"areas.csv has {rows} rows"
    assert "areas.csv" in told
