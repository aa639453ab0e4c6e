"""CSV in every dress: encodings, delimiters, quotation marks, ragged and blank lines."""

import codecs
from pathlib import Path

import pytest

from heatmap.errors import HeatmapError
from heatmap.ingest.check import check
from tests.ingest.portfolios import TABLES, TODAY, folder_with, only_rejection, rejections, warnings, with_row

NAMED = with_row("units", "CE,Île d’Zoë,central,3")


@pytest.mark.parametrize(
    "content",
    [
        NAMED.encode(),
        NAMED.encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + NAMED.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NAMED.encode("utf-16-be"),
        NAMED.encode("utf-16-le"),
        NAMED.encode("utf-16-be"),
        NAMED.encode("cp1252"),
        NAMED.replace("\n", "\r\n").encode(),
        NAMED.replace("\n", "\r").encode(),
        NAMED.replace(",", ";").encode(),
        NAMED.replace(",", "\t").encode("utf-16"),
    ],
    ids=[
        "utf8",
        "bom",
        "utf16le",
        "utf16be",
        "bare16le",
        "bare16be",
        "cp1252",
        "crlf",
        "cr",
        "semicolon",
        "tab",
    ],
)
def test_the_same_table_is_read_from_every_encoding_and_delimiter(content: bytes, tmp_path: Path) -> None:
    """What a spreadsheet program exports in any country reads the same."""
    with check(folder_with(tmp_path, units=content), today=TODAY) as checked:
        units = checked.portfolio().units
    assert units["unit"].to_list() == ["NA", "AS", "CE"]
    assert units["name"].to_list() == ["North Area", "South Area", "Île d’Zoë"]


def test_a_code_page_that_is_guessed_is_warned_about(tmp_path: Path) -> None:
    """What is not UTF-8 is read as CP1252, and said so."""
    found = warnings(folder_with(tmp_path, units=NAMED.encode("cp1252")))
    assert [(each["file"], each["line"]) for each in found] == [("units.csv", None)]
    assert "CP1252" in found[0]["reason"]


def test_header_case_spaces_and_order_are_forgiven(tmp_path: Path) -> None:
    """So are spaces around values."""
    text = " KIND ; Unit;POSITION; Name \nbcu ; NA;1 ;  North Area \nbcu;AS;2;South\n"
    with check(folder_with(tmp_path, units=text), today=TODAY) as checked:
        assert checked.rejections_total == 0
        assert checked.portfolio().units.rows()[0] == ("NA", "North Area", "bcu", 1)


def test_a_column_of_empty_values_may_be_left_out_where_it_may_be_empty(tmp_path: Path) -> None:
    """Nullable columns are optional."""
    text = "event,unit,area,people,severity\nE1,NA,RESP,60,2\nE1,AS,RESP,1,1\nE2,NA,CID,1,1\n"
    with check(folder_with(tmp_path, impacts=text), today=TODAY) as checked:
        assert checked.portfolio().impacts["hours_per_person"].to_list() == [None] * 3


@pytest.mark.parametrize(
    ("header", "what"),
    [
        ("unit,name,kind", "units.csv has no column position. Its first row reads: unit, name, kind."),
        ("unit,name,kind,position,Unit", "units.csv has the column unit twice."),
        ("NA,North,bcu,1", "units.csv has no column unit, name, kind and position."),
    ],
)
def test_a_table_without_its_columns_cannot_be_read(header: str, what: str, tmp_path: Path) -> None:
    """A missing column stops the whole check, and the message names what the first row has."""
    with pytest.raises(HeatmapError) as error:
        check(folder_with(tmp_path, units=f"{header}\n"), today=TODAY)
    assert error.value.what.startswith(what)
    assert "unit" in error.value.do or "two columns" in error.value.do


def test_an_unknown_column_is_warned_about_with_the_nearest(tmp_path: Path) -> None:
    """It is left out, never taken for another."""
    text = TABLES["impacts"].replace("hours_per_person", "hours_per_persn")
    found = warnings(folder_with(tmp_path, impacts=text))
    assert [each["column"] for each in found] == ["hours_per_persn"]
    assert "Did you mean “hours_per_person”?" in found[0]["right"]


def test_a_line_break_inside_quotation_marks_keeps_line_numbers_true(tmp_path: Path) -> None:
    """A rejection names the physical line that its row starts on."""
    notes = (
        "unit,area,week,author,written_on,text\n"
        'NA,,,Ann,2020-03-01,"One\ntwo\nthree"\n'
        "\n"
        "ZZ,,,Ben,2020-03-01,Four\n"
    )
    assert only_rejection(folder_with(tmp_path, notes=notes))["line"] == 6


def test_ragged_lines_are_rejected_whole(tmp_path: Path) -> None:
    """Too few or too many fields: nothing is padded, cut or dropped."""
    path = folder_with(tmp_path, impacts=with_row("impacts", "E1,NA,CID,1\nE2,NA,RESP,1,5,1,1"))
    with check(path, today=TODAY) as checked:
        found = checked.rejections.select("line", "value", "reason").rows()
        assert (checked.counts[5].accepted, checked.counts[5].rejected) == (3, 2)
    assert found == [
        (5, "E1,NA,CID,1", "has 4 fields where the header has 6"),
        (6, "E2,NA,RESP,1,5,1,1", "has 7 fields where the header has 6"),
    ]


def test_a_quotation_mark_that_is_not_closed_hides_no_rows(tmp_path: Path) -> None:
    """The line with it is rejected, and the lines after it are read as rows of their own."""
    rows = 'E1,"NA,CID,1,1,1\nE2,NA,RESP,3,3,3\nE2,"AS",RESP,3,3,3\n"E2,AS,CID,1,1,1'
    path = folder_with(tmp_path, impacts=with_row("impacts", rows))
    with check(path, today=TODAY) as checked:
        assert [each["line"] for each in checked.rejections.to_dicts()] == [5, 8]
        assert (checked.counts[5].accepted, checked.counts[5].rejected) == (5, 2)


def test_empty_rows_are_passed_over_and_told(tmp_path: Path) -> None:
    """Rows of separators alone, as spreadsheets leave them behind, say nothing."""
    found = warnings(folder_with(tmp_path, units=TABLES["units"] + ",,,\n , ,,\n"))
    assert [(each["line"], each["reason"]) for each in found] == [
        (4, "has 2 empty rows, which were passed over")
    ]


def test_a_quoted_text_keeps_its_delimiters_and_marks(tmp_path: Path) -> None:
    """Quotation marks are doubled inside quotation marks."""
    path = folder_with(tmp_path, units=with_row("units", 'CE,"Centre, ""the"" East",bcu,3'))
    assert rejections(path) == []
    with check(path, today=TODAY) as checked:
        assert checked.portfolio().units["name"].to_list()[-1] == 'Centre, "the" East'
