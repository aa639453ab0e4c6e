"""Each view of the sample on one slide: everything on it, nothing cut, nothing over anything else."""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pptx
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmap.analysis.versions.sample import build_sample
from heatmap.exports.document import Document, Figure, Glance, Sentence, Sentences
from heatmap.exports.export import at, document_at, export
from heatmap.exports.slides import write_slides
from heatmap.exports.splitting import fair
from heatmap.exports.views.grid import heat_table
from heatmap.exports.views.source import Making
from heatmap.exports.writing import Format, Slides
from heatmap.store.store import Store
from tests.exports.documents import (
    BANDS,
    LONG,
    SOURCE,
    document,
    findings,
    load_chart,
    small_charts,
    table,
)
from tests.exports.tools import program
from tests.figures.payloads import large_payload

MAKING = Making("OFFICIAL", datetime(2020, 3, 2, 14, 5, tzinfo=UTC))
PLAN = "planner?name=Later&moves=shift..CONNECT-D1..4_shift..CONNECT-D2..6"
VIEWS = {
    "heatmap": "heatmap",
    "unit": "unit/NA",
    "readiness": "readiness",
    "performance": "performance",
    "review": "review",
    "planner": PLAN,
    "change": "heatmap?measure=change",
    "areas": "heatmap?rows=area&measure=load",
}
COMPOSED = ("unit", "readiness", "performance", "review", "planner")  # of several parts
PICTURE = 13  # the kind of shape that the library calls a picture
READABLE = 10.0  # points
TIME = 300  # seconds; the first start of LibreOffice makes a profile


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample's two versions."""
    store = Store(tmp_path_factory.mktemp("store"))
    build_sample(store, now=datetime(2020, 3, 2, 9, 0))  # noqa: DTZ001 - the store's times are UTC
    yield store
    store.close()


@pytest.fixture(scope="module")
def documents(sample: Store) -> dict[str, Document]:
    """Every view."""
    return {name: document_at(sample, at(view), MAKING) for name, view in VIEWS.items()}


@pytest.fixture(scope="module")
def decks(documents: dict[str, Document]) -> dict[str, bytes]:
    """Every view's slides."""
    return {name: write_slides([each]) for name, each in documents.items()}


def only_slide(deck: bytes) -> Any:  # noqa: ANN401 - the library has few types
    """The one slide of a deck."""
    (slide,) = pptx.Presentation(io.BytesIO(deck)).slides
    return slide


def texts(slide: Any) -> str:  # noqa: ANN401
    """Everything outside charts, in lines."""
    boxes = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    cells = [
        cell.text
        for shape in slide.shapes
        if shape.has_table
        for row in shape.table.rows
        for cell in row.cells
    ]
    return "\n".join([*boxes, *cells])


def is_heat(shape: Any) -> bool:  # noqa: ANN401
    """Whether a shape is a table of weeks: no other has so many columns, and none so small letters."""
    return bool(shape.has_table and len(shape.table.columns) > 20)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_is_one_slide_with_the_filters_the_source_and_the_marking(
    view: str, documents: dict[str, Document], decks: dict[str, bytes]
) -> None:
    """Under a title that says what was found."""
    slide, document = only_slide(decks[view]), documents[view]
    said = texts(slide)
    assert document.glance is not None
    assert slide.shapes.title.text_frame.text == document.glance.title != document.title
    assert said.count("OFFICIAL") == 2
    assert document.stated in said
    assert document.source.line in said


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_over_anything_else_or_over_the_edge(view: str, decks: dict[str, bytes]) -> None:
    """By the boxes of all shapes; tables as high as their rows."""
    assert_apart(decks[view])


def assert_apart(made: bytes) -> None:
    """Every shape of the only slide lies on it, and over no other."""
    shapes = list(only_slide(made).shapes)
    deck = pptx.Presentation(io.BytesIO(made))
    for shape in shapes:
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height
        if shape.has_table:
            assert sum(row.height for row in shape.table.rows) == shape.height
    for one, other in combinations(shapes, 2):
        beside = one.left + one.width <= other.left or other.left + other.width <= one.left
        below = one.top + one.height <= other.top or other.top + other.height <= one.top
        assert beside or below, (one.name, other.name)


@pytest.mark.parametrize("view", VIEWS)
def test_letters_can_be_read_from_the_back_of_the_room(view: str, decks: dict[str, bytes]) -> None:
    """10 points at least, but for the numbers in a table of weeks, of which there are hundreds."""
    for shape in only_slide(decks[view]).shapes:
        frames = [shape.text_frame] if shape.has_text_frame else []
        if shape.has_table and not is_heat(shape):
            frames += [cell.text_frame for row in shape.table.rows for cell in row.cells]
        sizes = {
            run.font.size.pt for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs
        }
        sizes |= {shape.chart.font.size.pt} if shape.has_chart else set()
        assert not sizes or min(sizes) >= READABLE, (shape.name, sizes)


@pytest.mark.parametrize("view", VIEWS)
def test_the_notes_define_what_is_measured(
    view: str, documents: dict[str, Document], decks: dict[str, bytes]
) -> None:
    """Every term of the view."""
    notes = only_slide(decks[view]).notes_slide.notes_text_frame.text
    for term, meaning in documents[view].meanings:
        assert f"{term}: {meaning}" in notes


@pytest.mark.parametrize(
    ("view", "charts"), [("unit", 1), ("readiness", 1), ("performance", 6), ("planner", 1)]
)
def test_charts_are_native(view: str, charts: int, decks: dict[str, bytes]) -> None:
    """With their numbers behind them, and no picture in their place."""
    shapes = only_slide(decks[view]).shapes
    native = [shape.chart for shape in shapes if shape.has_chart]
    assert len(native) == charts
    assert all(chart.part.chart_workbook.xlsx_part is not None for chart in native)
    assert not [shape for shape in shapes if shape.shape_type == PICTURE]


def test_a_difference_of_many_weeks_stands_beside_its_findings_by_month(decks: dict[str, bytes]) -> None:
    """96 weeks are 22 months of 23 units and the total; signs, not letters, stand on its legend."""
    slide = only_slide(decks["review"])
    (heat,) = [shape.table for shape in slide.shapes if is_heat(shape)]
    assert (len(heat.columns) - 2, len(heat.rows) - 2) == (22, 24)
    legend = [shape.table.cell(0, 0).text for shape in slide.shapes if shape.name == "Legend"]
    assert legend == ["−−", "++"]


def test_rows_without_a_place_are_counted(decks: dict[str, bytes]) -> None:
    """And where they are is said."""
    slide = only_slide(decks["readiness"])
    (least,) = [shape.table for shape in slide.shapes if shape.name.startswith("Least ready")]
    shown = len(least.rows) - 1
    assert shown >= 10
    said = f"The least ready {shown} of 127; all are in the workbook and in the slides with every row."
    assert said in texts(slide)


@pytest.mark.parametrize(
    ("order", "title"),
    [
        ("concern", "The 6 of most concern, of 84 control charts"),
        ("unit", "The first 6 of 84 control charts"),
    ],
)
def test_charts_are_said_to_be_those_that_they_are(sample: Store, order: str, title: str) -> None:
    """The first ones in another order are not of most concern."""
    glance = document_at(sample, at(f"performance?order={order}"), MAKING).glance
    assert glance is not None
    assert [part.title for part in glance.left] == [title]


def test_as_many_slides_as_every_row_needs_are_had_for_the_asking(sample: Store) -> None:
    """The file says so in its name."""
    file = export(sample, at("unit/NA"), Format.PPTX, MAKING, slides=Slides.EVERY_ROW)
    deck = pptx.Presentation(io.BytesIO(file.content))
    titles = [slide.shapes.title.text_frame.text.split(" (")[0] for slide in deck.slides]
    assert list(dict.fromkeys(titles)) == [
        "Load by programme, against capacity",
        "How sure are we?",
        "Business areas side by side",
        "Changes, the 16 projects with the most load",
        "Readiness for the next go-lives",
        "Lead indicators, concern first",
        "Lead indicators",
    ]
    assert file.name == "unit-na-every-row-version-2-as-of-2020-03-02.pptx"


def test_more_weeks_than_a_slide_can_hold_are_split(sample: Store) -> None:
    """Evenly, and each slide says which it is."""
    file = export(sample, at("heatmap?weeks=all"), Format.PPTX, MAKING)
    deck = pptx.Presentation(io.BytesIO(file.content))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert [title[-8:] for title in titles] == [
        f"({at} of {len(titles)})" for at in range(1, len(titles) + 1)
    ]
    weeks = [
        len(shape.table.columns) - 2 for slide in deck.slides for shape in slide.shapes if is_heat(shape)
    ]
    assert max(weeks) - min(weeks) <= 1


def stressed() -> dict[str, Document]:
    """Slides with too much of everything, and with nothing."""
    many = replace(table(), rows=table().rows * 40, first_are="worst")
    told = Sentences("Findings", tuple(Sentence(LONG, LONG, "over") for _ in range(12)))
    figures = tuple(Figure(str(number), LONG) for number in range(4))
    heat = heat_table(large_payload(45, 104), BANDS)
    nothing = replace(table(), rows=())
    charts = (small_charts(), load_chart())
    glances = {
        "rows": Glance("Short", (many,), (told,), figures),
        "title": Glance(LONG * 2, (load_chart(), many), (told, many)),
        "charts": Glance("Seven", charts, (table(), table(), table())),
        "weeks": Glance("Wide", (heat,), (findings(), load_chart()), figures),
        "nothing": Glance("None", (nothing,), (nothing, findings())),
    }
    made = {name: replace(document(table()), glance=glance) for name, glance in glances.items()}
    filters = replace(made["charts"], stated=LONG * 4, source=replace(SOURCE, note=LONG * 2))
    return made | {"filters": filters}


@pytest.mark.parametrize("name", stressed())
def test_whatever_a_view_holds_it_is_one_slide_without_overlaps(name: str) -> None:
    """What has no place is counted."""
    deck = write_slides([stressed()[name]])
    assert_apart(deck)
    said = texts(only_slide(deck))
    counted = {"rows": "The worst 7 of 80", "charts": "The first 3 of 7", "weeks": "columns; all are"}
    assert counted.get(name, "") in said


def test_libreoffice_shows_each_on_one_page(decks: dict[str, bytes], tmp_path: Path) -> None:
    """All words of its title and of its figures."""
    office = program("soffice", "libreoffice")
    for view in COMPOSED:
        (tmp_path / f"{view}.pptx").write_bytes(decks[view])
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    files = [str(tmp_path / f"{view}.pptx") for view in COMPOSED]
    convert = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(convert, check=True, capture_output=True, timeout=TIME)
    for view in COMPOSED:
        (page,) = pypdf.PdfReader(tmp_path / f"{view}.pdf").pages
        shown = "".join(page.extract_text().split())
        slide = only_slide(decks[view])
        (figures,) = [shape.table for shape in slide.shapes if shape.name == "Figures"]
        said = [slide.shapes.title.text_frame.text, *(cell.text for cell in figures.rows[0].cells)]
        assert all("".join(each.split()) in shown for each in said)


@given(st.lists(st.integers(0, 100), min_size=1, max_size=6), st.integers(0, 400))
def test_room_is_shared_without_want_beside_plenty(wanted: list[int], room: int) -> None:
    """Nobody has more than wished for; who has less has at least what any other has, but for rounding."""
    given_ = fair(wanted, room)
    assert sum(given_) <= room
    assert all(has <= wish for has, wish in zip(given_, wanted, strict=True))
    short = [has for has, wish in zip(given_, wanted, strict=True) if has < wish]
    assert all(has >= max(given_) - 1 for has in short)
    assert not short or sum(given_) >= room - len(wanted)
