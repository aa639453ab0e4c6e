"""From an address to a file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from heatmap.errors import HeatmapError
from heatmap.exports.document import Chart
from heatmap.exports.export import At, at, document_at, export
from heatmap.exports.views.source import Making
from heatmap.exports.writing import Format, format_of, paper_of, write
from heatmap.store.store import Store
from tests.example import example_store
from tests.exports.documents import document, findings

MAKING = Making("OFFICIAL", datetime(2020, 10, 5, 9, 30, tzinfo=UTC))
STARTS = {
    Format.PNG: b"\x89PNG",
    Format.SVG: b"<",
    Format.PDF: b"%PDF-1.7",
    Format.PPTX: b"PK",
    Format.XLSX: b"PK",
    Format.CSV: b"\xef\xbb\xbf",
    Format.PARQUET: b"PAR1",
}
ADDRESSES = ("heatmap", "unit/NA", "readiness?weeks=all")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The example."""
    return example_store(tmp_path_factory.mktemp("store"))


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("heatmap", At("heatmap", "", "")),
        ("/", At("heatmap", "", "")),
        ("http://127.0.0.1:8050/?rows=area&weeks=13", At("heatmap", "", "?rows=area&weeks=13")),
        ("https://heatmap.example:8443/unit/N%2FA?weeks=52#main", At("unit", "N/A", "?weeks=52")),
        ("unit/NA", At("unit", "NA", "")),
        (" readiness?state=stale ", At("readiness", "", "?state=stale")),
    ],
)
def test_a_name_and_a_copied_address_lead_to_the_same_view(address: str, where: At) -> None:
    """With its filters."""
    assert at(address) == where


@pytest.mark.parametrize("address", ["nothing", "http://127.0.0.1:8050/data", "http://[", "x" * 10_000])
def test_an_address_that_leads_nowhere_is_refused(address: str) -> None:
    """With the valid names, unless it is no address at all."""
    if address == "http://[":
        assert at(address) == At("heatmap", "", "")
        return
    with pytest.raises(HeatmapError):
        at(address)


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("form", list(Format))
def test_every_view_becomes_every_format(store: Store, address: str, form: Format) -> None:
    """Twice the same bytes, of the kind that the name says."""
    file = export(store, at(address), form, MAKING)
    assert file.content.startswith(STARTS[form])
    assert file.name.endswith(f"-version-1-as-of-2020-10-05.{form}")
    assert export(store, at(address), form, MAKING).content == file.content


def test_a_view_states_its_filters_and_version(store: Store) -> None:
    """In words."""
    made = document_at(store, at("heatmap?programme=Digital"), MAKING)
    assert "Digital" in made.stated
    assert made.source.version_words == "Version 1, published 5 Oct 2020, “October board”"
    assert made.source.marking == "OFFICIAL"


def test_a_unit_is_told_with_its_load_by_programme(store: Store) -> None:
    """North Area, week of 5 Oct: 520 hours of Digital and 100 of Workforce, of 600."""
    made = document_at(store, at("unit/NA"), MAKING)
    week = made.numbers.filter(made.numbers["week"] == made.source.as_of).to_dicts()
    assert {row["programme"]: row["load"] for row in week} == {"Digital": 520.0, "Workforce": 100.0}
    assert {(row["unit_load"], row["capacity"], row["band"]) for row in week} == {(620.0, 600.0, "D")}
    assert [part.title for part in made.parts][:4] == [
        "The next four weeks", "Load by programme, against capacity", "How sure are we?",
        "Business areas side by side",
    ]  # fmt: skip


def test_how_sure_a_units_load_is_goes_with_it(store: Store) -> None:
    """As the page draws it: the plan, its capacity, and between what the load lies in 8 of 10 draws."""
    parts = document_at(store, at("unit/NA"), MAKING).parts
    (fan,) = [part for part in parts if isinstance(part, Chart) and part.title == "How sure are we?"]
    of = {series.name: series.values for series in fan.series}
    assert (of["Planned"][0], of["Capacity"][0]) == (620.0, 600.0)
    names = ("1 of 10 draws at most", "Middle draw", "9 of 10 draws at most")
    for spread in zip(*(of[name] for name in names), strict=True):
        hours = [each for each in spread if each is not None]
        assert len(hours) == 3
        assert hours == sorted(hours)
    assert "10,000 draws" in fan.summary


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("unit", "names no unit"),
        ("unit/ZZ", "no unit “ZZ”"),
        ("heatmap/more", "no part “more”"),
        ("readiness/more", "no part “more”"),
        ("performance", "no charts to export"),
        ("heatmap?from=2022-01-03&to=2022-02-01", "no weeks to export"),
        ("readiness?state=stale", "no pairs to export"),
    ],
)
def test_what_can_not_be_exported_is_said(store: Store, address: str, said: str) -> None:
    """Rather than an empty file."""
    with pytest.raises(HeatmapError, match=said):
        document_at(store, at(address), MAKING)


def test_a_format_or_paper_that_does_not_exist_is_refused_with_the_valid_ones() -> None:
    """Whoever asks for a DOCX learns what there is."""
    with pytest.raises(HeatmapError, match="Choose from: png, svg, pdf, pptx, xlsx, csv, parquet"):
        format_of("docx")
    with pytest.raises(HeatmapError, match="Choose from: a4, a3"):
        paper_of("a5")


def test_several_documents_are_one_file_where_the_format_holds_several() -> None:
    """A pack; a picture shows one view."""
    pack = [document(findings()), document(findings())]
    assert len(write(pack, Format.PDF)) > 1000
    with pytest.raises(HeatmapError, match="Choose from: pdf, pptx, xlsx"):
        write(pack, Format.PNG)
    with pytest.raises(HeatmapError, match="nothing to export"):
        write([], Format.PPTX)


def test_files_have_safe_names_whatever_a_code_holds(tmp_path: Path) -> None:
    """No way out of the folder, and no new line in a header."""
    store = example_store(tmp_path)
    file = export(store, At("heatmap", "", "?measure=go_lives"), Format.CSV, MAKING)
    assert file.name == "heatmap-go-lives-version-1-as-of-2020-10-05.csv"
