"""A scenario as a document: what a board is shown, and its moves as rows that can be read back."""

import csv
import io
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from heatmap.errors import HeatmapError
from heatmap.exports.document import Document, HeatTable, Sentences, Table
from heatmap.exports.export import At, export
from heatmap.exports.views.planner import planner_document
from heatmap.exports.views.source import Making
from heatmap.exports.writing import Format
from heatmap.planning.scenarios.scenario_rows import moves_of
from heatmap.planning.scenarios.scenario_text import text_of
from heatmap.store.store import Store
from tests.example import example_store
from tests.exports.documents import MADE

MAKING = Making("OFFICIAL", MADE)
LATER = "?name=Later&weeks=all&moves=shift.T1...1"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The example as version 1, as of 5 Oct 2020."""
    return example_store(Path(tmp_path_factory.mktemp("store")))


def parts_of(document: Document) -> dict[str, HeatTable | Table | Sentences]:
    """The parts by the first word of their title."""
    found = {}
    for part in document.parts:
        assert isinstance(part, HeatTable | Table | Sentences)
        found[part.title.split(maxsplit=1)[0].strip(":,")] = part
    return found


def test_the_document_says_what_the_scenario_does(store: Store) -> None:
    """T1 a week later: 200 hours more over capacity, one breach removed and one created."""
    document = planner_document(store, "", LATER, MAKING)
    assert document.title == "Scenario: Later"
    parts = parts_of(document)
    said = parts["What"]
    assert isinstance(said, Sentences)
    assert [each.headline for each in said.sentences] == [
        "+200 hours over capacity",
        "1 breach removed, 1 created",
        "1 week of delay",
        "2 rules broken",
    ]
    moves, breaches = parts["Moves"], parts["Breaches"]
    assert isinstance(moves, Table)
    assert isinstance(breaches, Table)
    assert moves.rows == (("Case system: Classroom", "1 week later"),)
    assert [row[0] for row in breaches.rows] == ["created", "removed"]


def test_the_three_heatmaps_have_the_same_rows_and_weeks(store: Store) -> None:
    """North Area: 103 then 37 before, 17 then 210 after, so 87 points less and 173 more."""
    parts = parts_of(planner_document(store, "", LATER, MAKING))
    shown = {}
    for name in ("Before", "After", "Difference"):
        table = parts[name]
        assert isinstance(table, HeatTable)
        shown[name] = [[cell.text for cell in row] for row in table.cells]
        assert [row.name for row in table.rows] == ["All units", "North Area", "Central East"]
    assert shown["Before"][1] == ["103", "37"]
    assert shown["After"][1] == ["17", "210"]
    assert shown["Difference"][1:] == [["\N{MINUS SIGN}87", "+173"], ["", ""]]


@pytest.mark.parametrize("form", [Format.PPTX, Format.XLSX, Format.PDF, Format.CSV])
def test_a_scenario_becomes_a_file_of_every_format(store: Store, form: Format) -> None:
    """The same bytes each time."""
    where = At("planner", "", LATER)
    first = export(store, where, form, MAKING)
    assert first.name.startswith("scenario-version-1-as-of-2020-10-05")
    assert first.content == export(store, where, form, MAKING).content


def test_the_exported_moves_can_be_read_back(store: Store) -> None:
    """Where they come from stands in every row; a title is no formula."""
    text = "shift.T1...1_add.N.P1.~3D1~2B1.2020-11-02.2020-11-08..training_impact.N.NA.CID.10..3"
    content = export(store, At("planner", "", f"?name=Plan&moves={text}"), Format.CSV, MAKING).content
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["move"] for row in rows] == ["shift", "add", "impact"]
    assert {(row["scenario"], row["version"], row["as_of"]) for row in rows} == {("Plan", "1", "2020-10-05")}
    assert rows[1]["event_title"] == "'=1+1"
    rows[1]["event_title"] = "=1+1"
    assert text_of(moves_of(rows)) == text


def test_the_exported_moves_hold_numbers_and_days_as_such(store: Store) -> None:
    """An earlier move is -2 weeks, and no text that a spreadsheet must be kept from reckoning with."""
    text = "shift.T1...-2_freeze.NA.2020-11-02.2020-11-08"
    where = At("planner", "", f"?moves={text}")
    rows = pl.read_parquet(export(store, where, Format.PARQUET, MAKING).content)
    assert rows["weeks"].to_list() == [-2, None]
    assert rows["start"].to_list() == [None, date(2020, 11, 2)]
    written = export(store, where, Format.CSV, MAKING).content.decode("utf-8-sig")
    assert next(csv.DictReader(io.StringIO(written)))["weeks"] == "-2"


@pytest.mark.parametrize(
    ("below", "query", "what"),
    [("", "", "no moves to export"), ("", "?moves=x", "no move “x”"), ("NA", LATER, "no part “NA”")],
)
def test_what_is_no_scenario_is_not_exported(store: Store, below: str, query: str, what: str) -> None:
    """In words."""
    with pytest.raises(HeatmapError, match=what):
        planner_document(store, below, query, MAKING)
