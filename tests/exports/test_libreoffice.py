"""A deck as LibreOffice renders it: everything is there, nothing is lost between programs."""

import subprocess
from operator import sub
from pathlib import Path

import pytest
from PIL import Image

from heatmap.exports.slides import write_slides
from tests.exports.documents import (
    control_chart,
    document,
    findings,
    grid_document,
    load_chart,
    table,
)
from tests.exports.tools import pdf_text, program
from tests.figures.payloads import small_payload

TIME = 300  # seconds; the first start of LibreOffice makes a profile
ALIKE = 3  # of 255, in each of red, green and blue
SLIDES = 4  # grid; sentences with a chart; control chart; table


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One deck of every kind of slide, as PDF: starting LibreOffice takes most of the time."""
    office = program("soffice", "libreoffice")
    folder = tmp_path_factory.mktemp("deck")
    deck = folder / "deck.pptx"
    parts = document(findings(), load_chart(), control_chart(), table())
    deck.write_bytes(write_slides([grid_document(small_payload()), parts]))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(deck)]
    subprocess.run(convert, check=True, capture_output=True, timeout=TIME)
    return folder / "deck.pdf"


def pages(rendered: Path) -> list[str]:
    """The text of each slide, on one line."""
    return [" ".join(page.split()) for page in pdf_text(rendered).split("\f")[:-1]]


def test_every_slide_is_rendered_with_its_title_and_marking(rendered: Path) -> None:
    """In their order."""
    said = pages(rendered)
    assert len(said) == SLIDES
    for title, page in zip(
        ("Saturation by unit and week", "Load against capacity", "Overtime, North Area", "Changes"),
        said,
        strict=True,
    ):
        assert title in page
        assert page.count("OFFICIAL") == 2


def test_cells_heads_and_legend_of_the_grid_are_rendered(rendered: Path) -> None:
    """Values, months, units and what the colours mean."""
    grid = pages(rendered)[0]
    for text in (
        "North Area",
        "NA",
        "131",
        "98",
        "Mar 2020",
        "severe, 125 % and more",
        "underlined: at risk",
    ):
        assert text in grid


def test_charts_are_rendered_with_their_axes_and_legends(rendered: Path) -> None:
    """Names of the series, and of the weeks."""
    load, control = pages(rendered)[1:3]
    for text in ("Digital", "Workforce", "Capacity", "Go-live", "2 Mar", "Hours", "North Area, 2 Mar: 131 %"):
        assert text in load
    for text in ("Mean", "Upper limit", "hours per officer"):
        assert text in control


def test_the_bands_have_their_colours_on_the_slide(rendered: Path, tmp_path: Path) -> None:
    """Calm, near capacity, over capacity and severe, each on more than a few pixels."""
    page = tmp_path / "page"
    draw = [program("pdftoppm"), "-png", "-r", "60", "-f", "1", "-l", "1", "-singlefile"]
    subprocess.run([*draw, str(rendered), str(page)], check=True)
    picture = Image.open(page.with_suffix(".png")).convert("RGB")
    counted: list[tuple[int, tuple[int, ...]]] = picture.getcolors(1 << 24) or []  # type: ignore[assignment]
    for colour in ((0xEE, 0xF4, 0xFA), (0x6B, 0xAC, 0xE6), (0xF7, 0x91, 0x4D), (0x80, 0x16, 0x50)):
        alike = [count for count, seen in counted if max(map(abs, map(sub, seen, colour))) <= ALIKE]
        assert sum(alike) > 50, colour
