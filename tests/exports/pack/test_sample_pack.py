"""The sample's pack, opened by independent readers: python-pptx, LibreOffice and pdftotext."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pptx
import pypdf
import pytest

from heatmap.analysis.packing.choice import PackChoice
from heatmap.analysis.packing.logo import logo_at
from heatmap.analysis.versions.sample import build_sample
from heatmap.exports.pack.pack import pack
from heatmap.exports.views.source import Making
from heatmap.exports.writing import Format
from heatmap.store.store import Store

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 90"><rect width="300" height="90"/></svg>'
HEADLINE = "39 unit-weeks over capacity in the next 12 weeks, in 11 units"


@dataclass(frozen=True)
class Made:
    """The folder with pack.pptx and pack.pdf."""

    folder: Path

    @property
    def deck(self) -> pptx.presentation.Presentation:
        """The slides."""
        return pptx.Presentation(str(self.folder / "pack.pptx"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    """The pack of the sample with every section and a logo, made once."""
    folder = tmp_path_factory.mktemp("pack")
    (folder / "logo.svg").write_text(SVG)
    store = Store(folder / "store")
    build_sample(store, now=datetime(2020, 3, 2, 9, 0))  # noqa: DTZ001 - the store's times are UTC
    making = Making("OFFICIAL", datetime(2020, 3, 2, 14, 5, tzinfo=UTC))
    choice = PackChoice(logo=logo_at(folder / "logo.svg"))
    for form in (Format.PPTX, Format.PDF):
        (folder / f"pack.{form}").write_bytes(pack(store, choice, form, making).content)
    yield Made(folder)
    store.close()


def slide_titles(made: Made) -> list[str]:
    """The titles of all slides, without what numbers them."""
    return [slide.shapes.title.text_frame.text.split(" (")[0] for slide in made.deck.slides]


def test_every_slide_has_a_title_that_says_what_was_found(made: Made) -> None:
    """No two sections share one."""
    found = slide_titles(made)
    assert found[:2] == ["Change board pack", HEADLINE]
    assert all(found)
    assert len(set(found)) >= 11


def test_tables_and_the_heatmap_are_native(made: Made) -> None:
    """The only picture is the logo on the cover."""
    slides = list(made.deck.slides)
    pictures = [
        shape
        for slide in slides
        for shape in slide.shapes
        if shape.shape_type == pptx.enum.shapes.MSO_SHAPE_TYPE.PICTURE
    ]
    assert len(pictures) == 1
    assert all(any(shape.has_table for shape in slide.shapes) for slide in slides[1:])
    heat = next(shape.table for shape in slides[2].shapes if shape.has_table)
    assert len(heat.columns) >= 27  # names, and 26 weeks


def test_nothing_stands_outside_its_slide(made: Made) -> None:
    """Tables as high as they say they are."""
    deck = made.deck
    for slide in deck.slides:
        for shape in slide.shapes:
            high = sum(row.height for row in shape.table.rows) if shape.has_table else shape.height
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + high <= deck.slide_height


def test_notes_carry_definitions_the_source_and_the_marking(made: Made) -> None:
    """On each slide."""
    for slide in made.deck.slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert "Version 2, published 2 Mar 2020, “March 2020 board”" in notes
        assert notes.endswith("OFFICIAL")
    assert "Saturation (% of capacity): " in made.deck.slides[1].notes_slide.notes_text_frame.text


@pytest.mark.skipif(OFFICE is None, reason="there is no LibreOffice here")
def test_libreoffice_shows_every_slide_with_its_headline(made: Made) -> None:
    """As many pages as slides; the headline is on the second."""
    profile = f"-env:UserInstallation=file://{made.folder}/profile"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", "shown", "pack.pptx"]
    subprocess.run(command, cwd=made.folder, check=True, capture_output=True, timeout=300)
    pages = pypdf.PdfReader(made.folder / "shown" / "pack.pdf").pages
    assert len(pages) == len(made.deck.slides)
    assert HEADLINE in " ".join(pages[1].extract_text().split())


def test_the_document_is_tagged_and_says_the_same(made: Made) -> None:
    """A page or more for each section, with the same titles as the slides."""
    reader = pypdf.PdfReader(made.folder / "pack.pdf")
    assert "/StructTreeRoot" in reader.root_object
    assert len(reader.pages) >= 11
    text = " ".join(" ".join(page.extract_text().split()) for page in reader.pages)
    for title in slide_titles(made)[:10]:
        assert " ".join(title.split()) in text
    assert text.count("OFFICIAL") == 2 * len(reader.pages)
