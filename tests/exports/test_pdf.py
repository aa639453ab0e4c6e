"""PDF documents, as pypdf, poppler and qpdf read them."""

import io
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from heatmap.exports.document import Document
from heatmap.exports.pdf import write_pdf
from heatmap.exports.writing import Paper
from tests.exports.documents import (
    HOSTILE,
    MADE,
    control_chart,
    document,
    findings,
    grid_document,
    load_chart,
    small_charts,
    table,
)
from tests.exports.tools import Word, pdf_text, pdf_words, program
from tests.figures.payloads import large_payload, small_payload

MILLIMETRES = 25.4 / 72  # in a point


def pdf_of(*documents: Document, paper: Paper = Paper.A4) -> Any:  # noqa: ANN401 - its objects have no types
    """The document, read back."""
    return PdfReader(io.BytesIO(write_pdf(documents, paper)))


def elements(reader: Any) -> Iterator[Any]:  # noqa: ANN401
    """Every structure element, as a screen reader walks them."""
    waiting: list[Any] = [reader.root_object["/StructTreeRoot"]]
    while waiting:
        each = waiting.pop().get_object()
        if isinstance(each, DictionaryObject):
            if "/S" in each:
                yield each
            waiting.append(each.get("/K", DictionaryObject()))
        elif isinstance(each, list):
            waiting.extend(each)


def tags(reader: Any) -> Counter[str]:  # noqa: ANN401
    """How often each kind of element occurs."""
    return Counter(str(each["/S"]) for each in elements(reader))


def every_part() -> list[Document]:
    """A document of each kind of part."""
    parts = document(findings(), load_chart(), control_chart(), small_charts(), table())
    return [grid_document(small_payload()), parts]


def test_the_document_is_tagged_and_says_its_language_and_title() -> None:
    """What PDF/UA asks for first."""
    reader = pdf_of(*every_part())
    root = reader.root_object
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Saturation by unit and week"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_the_grid_is_a_table_with_heads_and_a_cell_for_each_week() -> None:
    """Three rows of a name, a code and three weeks."""
    counted = tags(pdf_of(grid_document(small_payload())))
    assert counted["/Table"] == 1
    assert counted["/TD"] == 3 * 5
    assert counted["/TH"] >= 3


def test_every_drawing_says_in_words_what_it_shows() -> None:
    """Two charts, seven small ones, and their legend."""
    figures = [each for each in elements(pdf_of(*every_part())) if each["/S"] == "/Figure"]
    said = [str(figure.get("/Alt", "")) for figure in figures]
    assert len(said) == 10
    assert all(said)
    assert "Load against capacity. Over capacity in 1 of 8 weeks." in said


def test_headings_give_the_document_its_outline() -> None:
    """One title for each document, one for each part."""
    counted = tags(pdf_of(*every_part()))
    assert counted["/H1"] == 2
    assert counted["/H2"] == 5


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (297, 210)), (Paper.A3, (420, 297))])
def test_pages_have_the_size_of_their_paper_lying_down(paper: Paper, size: tuple[int, int]) -> None:
    """A4 and A3 landscape."""
    for page in pdf_of(grid_document(small_payload()), paper=paper).pages:
        assert (round(page.mediabox.width * MILLIMETRES), round(page.mediabox.height * MILLIMETRES)) == size


def test_every_page_states_source_and_marking() -> None:
    """In its head and foot."""
    for page in pdf_of(*every_part()).pages:
        said = " ".join(page.extract_text().split())
        assert said.count("OFFICIAL") == 2
        assert "Version 2, published 2 Mar 2020, “March 2020 board” · as of 2 Mar 2020" in said
        assert "scoring version 1 · made 2 Mar 2020, 14:05 UTC" in said


def test_the_page_says_filters_and_definitions(tmp_path: Path) -> None:
    """As poppler reads it; names that look like formulas or commands are plain text."""
    payload = small_payload()
    payload["rows"][1]["name"] = "#panic() *North* $x$"
    path = tmp_path / "pack.pdf"
    path.write_bytes(write_pdf([grid_document(payload), document(table())]))
    said = " ".join(pdf_text(path).split())
    assert payload["stated"] in said
    assert "Saturation (% of capacity): Change load as a share of the capacity of that week." in said
    assert "#panic() *North* $x$" in said
    assert HOSTILE in said
    assert "16 Mar 2020" in said


def test_44_units_by_104_weeks_are_read_on_a3(tmp_path: Path) -> None:
    """A year a page, each with every unit and every value, legible and clear of each other."""
    payload = large_payload(45, 104)
    path = tmp_path / "large.pdf"
    path.write_bytes(write_pdf([grid_document(payload)], Paper.A3))
    pages = pdf_words(path)
    for page, weeks in zip(pages, (range(52), range(52, 104)), strict=True):
        shown = Counter(word.text for word in page)
        wanted = Counter(payload["cells"]["text"][row][week] for row in range(45) for week in weeks)
        assert all(shown[text] >= count for text, count in wanted.items())
        assert shown["Unit"] >= 44
        assert min(word.bottom - word.top for word in page) >= 7
        assert not overlapping(page)


def overlapping(words: list[Word]) -> list[tuple[str, str]]:
    """Words of one line that lie on each other."""
    line_by_line = sorted(words, key=lambda word: (round(word.top), word.left))
    return [
        (one.text, other.text)
        for one, other in pairwise(line_by_line)
        if round(one.top) == round(other.top) and other.left < one.right - 0.1
    ]


def test_on_a4_the_same_grid_is_split_by_weeks_and_units(tmp_path: Path) -> None:
    """Four pages, each with the months, the units and the legend that it needs."""
    path = tmp_path / "large.pdf"
    path.write_bytes(write_pdf([grid_document(large_payload(45, 104))]))
    pages = pdf_text(path).split("\f")[:-1]
    assert len(pages) == 4
    for page, (unit, month) in zip(
        pages,
        [("All units", "Mar 2020"), ("Unit number 43", "Mar 2020"), ("All units", "Mar 2021"),
         ("Unit number 43", "Mar 2021")],
        strict=True,
    ):  # fmt: skip
        assert unit in page
        assert month in page
        assert "severe, 125 % and more" in page


def test_long_names_wrap_and_never_leave_their_column(tmp_path: Path) -> None:
    """The column of dates starts right of every line of the name beside it."""
    path = tmp_path / "long.pdf"
    path.write_bytes(write_pdf([document(table())]))
    (words,) = pdf_words(path)
    name = [word for word in words if word.text in {"Transformation", "neighbourhood", "safeguarding"}]
    (day,) = (word for word in words if word.text == "16")
    assert len(name) == 3 * 3
    assert len({round(word.top) for word in name}) >= 2
    assert max(word.right for word in name) < day.left
    assert not overlapping(words)


def test_qpdf_finds_no_fault(tmp_path: Path) -> None:
    """In its syntax, its streams and its cross references."""
    path = tmp_path / "every.pdf"
    path.write_bytes(write_pdf(every_part(), Paper.A3))
    told = subprocess.run([program("qpdf"), "--check", str(path)], check=True, capture_output=True, text=True)
    assert "No syntax or stream encoding errors found" in told.stdout


def test_the_same_documents_give_the_same_bytes_and_another_time_changes_only_what_says_it() -> None:
    """The date of creation is an argument."""
    documents = every_part()
    assert write_pdf(documents) == write_pdf(documents)
    first = pdf_of(document(table()))
    later = pdf_of(document(table(), made=MADE + timedelta(hours=1)))
    assert first.metadata is not None
    assert later.metadata is not None
    assert str(later.metadata.creation_date) == "2020-03-02 15:05:00+00:00"
    texts = [[page.extract_text() for page in reader.pages] for reader in (first, later)]
    assert [text.replace("14:05", "15:05") for text in texts[0]] == texts[1]
