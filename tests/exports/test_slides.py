"""Slides, as python-pptx reads them back."""

import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pptx
import pytest
from openpyxl import load_workbook

from heatmap.exports.document import SIGNS
from heatmap.exports.slides import write_slides
from tests.exports.documents import (
    HOSTILE,
    LONG,
    MADE,
    MEANING,
    control_chart,
    document,
    findings,
    grid_document,
    load_chart,
    small_charts,
    table,
)
from tests.figures.payloads import large_payload, small_payload

PICTURE = 13  # the kind of shape that the library calls a picture


def deck_of(*documents: Any) -> Any:  # noqa: ANN401 - the library has few types
    """The slides, read back."""
    return pptx.Presentation(io.BytesIO(write_slides(documents)))


def tables(slide: Any) -> list[Any]:  # noqa: ANN401
    """The native tables of a slide, the legend's last."""
    return [shape.table for shape in slide.shapes if shape.has_table]


def charts(slide: Any) -> list[Any]:  # noqa: ANN401
    """The native charts of a slide."""
    return [shape.chart for shape in slide.shapes if shape.has_chart]


def rows(native: Any) -> list[list[str]]:  # noqa: ANN401
    """The texts of a table's cells."""
    return [[cell.text for cell in row.cells] for row in native.rows]


def texts(slide: Any) -> Iterator[str]:  # noqa: ANN401
    """The texts outside tables."""
    return (shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)


def test_the_grid_is_a_native_table_of_editable_coloured_cells() -> None:
    """North Area: 131 severe, 40 calm with a hot part, nothing planned."""
    (slide,) = deck_of(grid_document(small_payload())).slides
    grid = tables(slide)[0]
    north = next(row for row in rows(grid) if row[0] == "North Area")
    assert north == ["North Area", "NA", "131", "40◥", ""]
    place = [row[0] for row in rows(grid)].index("North Area")
    calm = grid.cell(place, 3)
    assert str(calm.fill.fore_color.rgb) == "EEF4FA"
    assert str(grid.cell(place, 2).fill.back_color.rgb) == "801650"


def test_no_slide_holds_a_picture() -> None:
    """Tables and charts stay editable."""
    deck = deck_of(
        grid_document(small_payload()), document(load_chart(), small_charts(), table(), findings())
    )
    assert not [shape for slide in deck.slides for shape in slide.shapes if shape.shape_type == PICTURE]


def test_every_slide_is_wide_and_says_filters_source_and_marking() -> None:
    """16:9; the marking at the top and the bottom."""
    deck = deck_of(document(load_chart(), table(), findings()))
    assert round(deck.slide_width / deck.slide_height, 3) == 1.778
    for slide in deck.slides:
        said = list(texts(slide))
        assert said.count("OFFICIAL") == 2
        assert any("All units, 2 Mar to 26 Apr 2020." in each for each in said)
        assert any("as of 2 Mar 2020 · scoring version 1" in each for each in said)


def test_speaker_notes_carry_the_definition_of_the_measure() -> None:
    """And the source."""
    for slide in deck_of(grid_document(small_payload()), document(control_chart())).slides:
        notes = slide.notes_slide.notes_text_frame.text
        assert ": ".join(MEANING) in notes
        assert "“March 2020 board”" in notes


def test_a_stacked_chart_has_its_line_over_columns_on_the_same_axes() -> None:
    """Columns of two programmes; capacity and go-lives as lines."""
    (slide,) = deck_of(document(load_chart())).slides
    (chart,) = charts(slide)
    columns, lines = chart.plots
    assert [series.name for series in columns.series] == ["Digital", "Workforce"]
    assert [series.name for series in lines.series] == ["Capacity", "Go-live"]
    assert list(columns.series[0].values) == [40, 50, 60, 70, 60, 50, 40, 30]
    assert list(lines.series[1].values)[1:4] == [None, 0, None]
    assert list(columns.categories)[:2] == ["2 Mar 2020", "9 Mar"]


def test_a_chart_can_be_edited_from_the_workbook_behind_it() -> None:
    """The same numbers, in its cells."""
    (slide,) = deck_of(document(load_chart())).slides
    (chart,) = charts(slide)
    book = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    behind = [row[:3] for row in book.active.iter_rows(values_only=True)]
    assert behind[0] == (None, "Digital", "Workforce")
    assert behind[4] == ("23 Mar", 70, 40)


def test_signals_of_a_control_chart_have_shapes_of_their_own() -> None:
    """A triangle where the fifth point shows concern, as a series whose name says what it means."""
    (slide,) = deck_of(document(control_chart())).slides
    (chart,) = charts(slide)
    concern, low = list(chart.plots[0].series)[3:]
    assert (concern.name, low.name) == (SIGNS["U"], SIGNS["L"])
    assert list(concern.values) == [None, None, None, None, 14.5, None, None, None]
    assert concern.marker.style.name == "TRIANGLE"
    assert chart.has_legend


def test_a_line_with_a_gap_is_still_a_line() -> None:
    """Not points: where a week was not measured."""
    whole = control_chart()
    values = (*whole.series[0].values[:3], None, *whole.series[0].values[4:])
    gapped = replace(whole, series=(replace(whole.series[0], values=values, signs=""),))
    (slide,) = deck_of(document(gapped)).slides
    (series,) = charts(slide)[0].plots[0].series
    assert series.marker.style.name == "NONE"
    assert str(series.format.line.color.rgb) == "12436D"


def test_small_charts_stand_six_on_a_slide() -> None:
    """Seven are six and one."""
    assert [len(charts(slide)) for slide in deck_of(document(small_charts())).slides] == [6, 1]


def test_a_few_sentences_share_the_slide_of_the_chart_after_them() -> None:
    """One slide a view, where it fits."""
    (slide,) = deck_of(document(findings(), load_chart())).slides
    assert rows(tables(slide)[0])[0][1] == "North Area, 2 Mar: 131 % chiefly Case system"
    assert len(charts(slide)) == 1


def test_44_units_by_104_weeks_are_split_by_weeks_and_rows_with_their_heads() -> None:
    """Every cell is on one slide, and each slide names its rows and months."""
    payload = large_payload(45, 104)
    seen: list[tuple[str, str]] = []
    deck = deck_of(grid_document(payload))
    for slide in deck.slides:
        months, heads, *body = rows(tables(slide)[0])
        assert any("20" in month for month in months)
        assert heads[0] == "Unit"
        weeks = [week for week in heads[2:] if week]
        seen += [(row[0], week) for row in body for week in weeks]
        sizes = {run.font.size.pt for row in tables(slide)[0].rows for cell in row.cells
                 for paragraph in cell.text_frame.paragraphs for run in paragraph.runs
                 if run.text != "◥"}  # fmt: skip
        assert min(sizes) >= 6
    assert len(deck.slides) == 4
    assert len(seen) == 45 * 104
    shown = sorted(cell for slide in deck.slides for row in rows(tables(slide)[0])[2:] for cell in row[2:])
    assert sorted(text.rstrip("◥") for text in shown) == sorted(
        text for row in payload["cells"]["text"] for text in row
    )


def test_nothing_reaches_over_the_edge_of_a_slide() -> None:
    """However many rows, and however long the names."""
    payload = large_payload(45, 104)
    payload["rows"][3]["name"] = LONG
    deck = deck_of(grid_document(payload), document(findings(), load_chart(), small_charts(), table()))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_a_long_table_goes_on_with_its_heads() -> None:
    """Eighty rows."""
    long = table()
    deck = deck_of(document(type(long)(long.title, long.columns, long.rows * 40)))
    assert len(deck.slides) > 2
    assert {rows(tables(slide)[0])[0][0] for slide in deck.slides} == {"Project"}
    assert sum(len(rows(tables(slide)[0])) - 1 for slide in deck.slides) == 80


def test_text_that_looks_like_markup_or_a_formula_is_text() -> None:
    """As the portfolio has it."""
    payload = small_payload()
    payload["rows"][1]["name"] = "<a:t>& \x07"
    (slide, *_) = deck_of(grid_document(payload)).slides
    assert any(row[0] == "<a:t>&" for row in rows(tables(slide)[0]))
    (slide,) = deck_of(document(table())).slides
    assert rows(tables(slide)[0])[1][0] == HOSTILE


def test_the_same_documents_give_the_same_bytes() -> None:
    """The workbooks in charts too."""
    made = [write_slides([document(load_chart(), small_charts(), table(), findings())]) for _ in range(2)]
    assert made[0] == made[1]


def test_another_time_of_making_changes_only_what_says_it() -> None:
    """The footers, the notes and the properties."""
    one = deck_of(document(table()))
    other = deck_of(document(table(), made=MADE + timedelta(hours=1)))
    for mine, theirs in zip(one.slides, other.slides, strict=True):
        changed = [pair for pair in zip(texts(mine), texts(theirs), strict=True) if pair[0] != pair[1]]
        assert len(changed) == 1
        assert [text.replace("14:05", "15:05") for text, _ in changed] == [text for _, text in changed]
        assert rows(tables(mine)[0]) == rows(tables(theirs)[0])


@pytest.mark.parametrize("empty", [table().__class__("Stale", table().columns, (), "None is stale.")])
def test_an_empty_table_says_so(empty: Any) -> None:  # noqa: ANN401
    """In one line."""
    (slide,) = deck_of(document(empty)).slides
    assert "None is stale." in list(texts(slide))
