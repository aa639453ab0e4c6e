"""Workbooks, as openpyxl reads them back."""

import io
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import polars as pl
from openpyxl import load_workbook

from heatmap.exports.document import Document, HeatCell, HeatColumn, HeatRow, HeatTable, Holds, Step
from heatmap.exports.workbook import write_workbook
from heatmap.figures.theme import Shade
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
from tests.figures.payloads import large_payload, small_payload

HEAD = 6  # the row of the grid's heads: four of the sheet's own, the months, then the weeks


def book_of(*documents: Document) -> Any:  # noqa: ANN401 - the library has no types
    """The workbook, read back with its formulas."""
    return load_workbook(io.BytesIO(write_workbook(documents)))


def grid() -> Any:  # noqa: ANN401
    """The sheet of the small grid."""
    return book_of(grid_document(small_payload()))["Saturation by unit and week"]


def row_of(sheet: Any, name: str) -> Any:  # noqa: ANN401
    """The cells of the row that starts with a name."""
    return next(row for row in sheet.iter_rows() if row[0].value == name)


def test_cells_hold_numbers_and_the_weeks_are_dates() -> None:
    """131 % is 1.31; blanks are no zeros."""
    sheet = grid()
    heads = [cell.value for cell in sheet[HEAD]]
    assert heads[0] == "Unit"
    assert heads[2:5] == [datetime(2020, 3, day) for day in (2, 9, 16)]  # noqa: DTZ001
    assert [cell.value for cell in row_of(sheet, "North Area")][:5] == ["North Area", "NA", 1.31, 0.4, None]
    assert row_of(sheet, "North Area")[2].number_format == "0%"
    assert [cell.value for cell in row_of(sheet, "Met Contact")][2:5] == ["–", "·", 1.1]


def test_conditional_formats_colour_by_the_same_bands() -> None:
    """A rule for each, from its lower bound up to the next one's; empty cells have none."""
    sheet = grid()
    rules = [rule for rules in sheet.conditional_formatting for rule in rules.rules]
    assert [rule.formula[0] for rule in rules] == [
        "AND(ISNUMBER(C7),C7>=0,C7<0.5)",
        "AND(ISNUMBER(C7),C7>=0.5,C7<0.8)",
        "AND(ISNUMBER(C7),C7>=0.8,C7<1)",
        "AND(ISNUMBER(C7),C7>=1,C7<1.25)",
        "AND(ISNUMBER(C7),C7>=1.25)",
    ]
    assert [rule.dxf.fill.bgColor.rgb for rule in rules][-1] == "FF801650"
    (area,) = {str(rules.sqref) for rules in sheet.conditional_formatting}
    assert area == "C7:E9"


def test_a_number_is_never_rounded_out_of_its_band() -> None:
    """99.96 % is near capacity: the cell says 99.9…, and the format colours it so."""
    payload = small_payload()
    payload["cells"]["saturation"][1][0] = 1000  # per mille, rounded from 999.6
    payload["cells"]["step"][1] = "CA."
    payload["cells"]["text"][1][0] = "99"
    cell = row_of(book_of(grid_document(payload))["Saturation by unit and week"], "North Area")[2]
    assert 0.99 < cell.value < 1.0
    assert cell.number_format == "0.00%"


def test_text_that_wraps_has_a_row_high_enough_for_all_of_it() -> None:
    """A name of 189 characters in a column of 60: at least four lines of 12 points."""
    sheet = book_of(document(table()))["Changes"]
    row = next(row[0].row for row in sheet.iter_rows() if str(row[0].value).startswith("Transformation"))
    assert sheet.row_dimensions[row].height >= 4 * 12
    assert (sheet.row_dimensions[row - 1].height or 15) < 2 * 12  # none: the usual height, 15


def test_the_calendar_stands_over_its_weeks_and_is_told_below() -> None:
    """In few rows, so that the heads that stay in sight leave room for the grid."""
    payload = small_payload()
    payload["calendar"] = [
        {"name": f"Leave {place}", "from": 0, "to": 1, "freeze": False, "who": "all units", "taken": 10}
        for place in range(12)
    ]
    sheet = book_of(grid_document(payload))["Saturation by unit and week"]
    assert sheet.freeze_panes == "C12"
    told = [row[0] for row in sheet.iter_rows(values_only=True) if str(row[0]).startswith("Leave")]
    assert len(told) == 12
    assert told[0] == "Leave 0, all units: takes 10 % of capacity"


def test_heads_and_names_stay_in_sight_and_print_on_each_page() -> None:
    """Frozen panes, repeated rows and columns."""
    sheet = grid()
    assert sheet.freeze_panes == "C7"
    assert sheet.print_title_rows == "$5:$6"
    assert sheet.print_title_cols == "$A:$B"
    assert sheet.oddHeader.center.text == "OFFICIAL"


def test_no_text_is_a_formula_a_link_or_a_number() -> None:
    """Whatever a name starts with, in any sheet."""
    payload = small_payload()
    for place, name in enumerate([HOSTILE, "=1+1", "http://example.org"]):
        payload["rows"][place]["name"] = name
    payload["stated"] = "@SUM(1)"
    book = book_of(grid_document(payload), document(table(), findings(), small_charts()))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell for cell in cells if cell.hyperlink]
    assert HOSTILE in [cell.value for cell in cells if cell.data_type == "s"]


def test_tables_keep_the_types_of_their_values() -> None:
    """Dates, hours and shares."""
    sheet = book_of(document(table()))["Changes"]
    hostile = row_of(sheet, HOSTILE)
    assert [cell.value for cell in hostile] == [HOSTILE, datetime(2020, 3, 16), 2904, 0.44]  # noqa: DTZ001
    assert [cell.number_format for cell in hostile][1:] == ["d mmm yyyy", "#,##0", "0%"]


def test_a_chart_is_native_and_drawn_from_the_cells_beside_it() -> None:
    """Columns of load with the capacity as a line."""
    sheet = book_of(document(load_chart(), control_chart()))["Load against capacity"]
    (chart,) = sheet._charts
    assert [series.val.numRef.f for series in chart.series] == [
        "'Load against capacity'!$C$6:$C$13",
        "'Load against capacity'!$D$6:$D$13",
    ]
    assert [cell.value for cell in sheet[5]][:5] == ["Week of", "Capacity", "Digital", "Workforce", "Go-live"]
    assert [cell.value for cell in sheet[8]][1:5] == [100, 60, 30, "Case system"]


def test_small_charts_are_native_and_each_drawn_from_its_own_rows() -> None:
    """Seven beside their numbers; a point of concern and one that is unusual stand apart."""
    sheet = book_of(document(small_charts()))["Lead indicators"]
    assert [cell.value for cell in sheet[5]][:7] == [
        "Chart", "Week of", "Value", "Mean", "Upper limit", "Of concern", "Unusual",
    ]  # fmt: skip
    assert [chart.series[0].val.numRef.f for chart in sheet._charts[:2]] == [
        "'Lead indicators'!$C$6:$C$13",
        "'Lead indicators'!$C$14:$C$21",
    ]
    assert len(sheet._charts) == 7
    assert [sheet.cell(10, column).value for column in (3, 6, 7)] == [14.5, 14.5, None]
    assert [series.tx.strRef.f for series in sheet._charts[0].series][-2:] == [
        "'Lead indicators'!$F$5",
        "'Lead indicators'!$G$5",
    ]


def test_a_change_has_its_sign_and_a_legend_in_signs() -> None:
    """Points of capacity, the true number behind a rounded one, and no sign on a zero."""
    shade = Shade("#ffffff", "#0b0c0c")
    steps = (
        Step("A", "fell", shade, -1000.0, sign="−"),
        Step("B", "little", shade, -0.5, sign="±"),
        Step("C", "rose", shade, 0.5, sign="+"),
    )
    cells = (HeatCell("−9", "A", -9.4), HeatCell("0", "B", 0.3), HeatCell("+1", "C", 0.6))
    columns = tuple(HeatColumn(f"week {at}", str(at)) for at in range(3))
    rows = (HeatRow("North Area", "NA"),)
    changed = HeatTable("Change", "", "Unit", columns, rows, (cells,), steps, "Change", Holds.CHANGE)
    sheet = book_of(document(changed))["Change"]
    shown = row_of(sheet, "North Area")[2:5]
    assert [cell.value for cell in shown] == [-9.4, 0.3, 0.6]
    assert {cell.number_format for cell in shown} == {"[>=0.5]+#,##0;[<=-0.5]−#,##0;0"}
    assert [row_of(sheet, step.meaning)[1].value for step in steps] == ["−", "±", "+"]


def test_the_sheet_about_prints_on_one_page_across_with_the_marking() -> None:
    """As every other sheet does; what wraps has a row high enough."""
    sheet = book_of(document(table()))["About"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.oddHeader.center.text == "OFFICIAL"


def test_the_sheet_about_says_everything_that_an_export_states() -> None:
    """Typed: dates are dates."""
    sheet = book_of(grid_document(small_payload()))["About"]
    about = {row[0]: row[1] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert about["Title"] == "Saturation by unit and week"
    assert about["As of"] == about["Published"] == datetime(2020, 3, 2)  # noqa: DTZ001
    assert (about["Version"], about["Note of the version"]) == (2, "March 2020 board")
    assert (about["Scoring version"], about["Marking"]) == ("1", "OFFICIAL")
    assert about["Made (UTC)"] == datetime(2020, 3, 2, 14, 5)  # noqa: DTZ001
    assert about["Saturation (% of capacity)"].startswith("Change load as a share")
    assert about["Filters"] == small_payload()["stated"]


def test_every_sheet_says_what_it_shows_and_where_it_is_from() -> None:
    """Sheets are taken out of workbooks."""
    book = book_of(grid_document(small_payload()))
    for sheet in book.worksheets[:-1]:
        assert sheet["A3"].value.startswith("OFFICIAL · Version 2, published 2 Mar 2020")


def test_the_numbers_are_there_to_calculate_on() -> None:
    """One row per row and column of the grid, with typed columns."""
    sheet = book_of(grid_document(small_payload()))["Numbers heatmap-saturation"]
    heads = [cell.value for cell in sheet[5]]
    first = dict(zip(heads, [cell.value for cell in sheet[6]], strict=True))
    assert (first["start"], first["load"]) == (datetime(2020, 3, 2), 98)  # noqa: DTZ001
    assert sheet.max_row == 5 + 9


def test_sheets_of_one_title_get_names_of_their_own() -> None:
    """A pack may show two versions of one view; a name has at most 31 characters and no sign of / or [."""
    long = table().__class__("A [very] long / title of a sheet, twice", table().columns, ())
    names = book_of(document(long), document(long)).sheetnames
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)


def test_44_units_by_104_weeks_fit_a_sheet() -> None:
    """Every cell a number."""
    without = replace(grid_document(large_payload(45, 104)), numbers=pl.DataFrame())
    sheet = book_of(without)["Saturation by unit and week"]
    body = [row[2:106] for row in sheet.iter_rows(min_row=7, max_row=51, values_only=True)]
    assert sum(isinstance(value, int | float) for row in body for value in row) == 45 * 104


def test_the_same_documents_give_the_same_bytes() -> None:
    """Another time of making changes no sheet but for where it is said."""
    documents = [document(load_chart(), table(), small_charts()), grid_document(small_payload())]
    assert write_workbook(documents) == write_workbook(documents)
    later = book_of(document(table(), made=MADE + timedelta(hours=1)))
    first = book_of(document(table()))
    changed = [
        (mine.parent.title, mine.coordinate)
        for sheet in first.worksheets
        for row in sheet.iter_rows()
        for mine in row
        if mine.value != later[sheet.title][mine.coordinate].value
    ]
    assert changed == [("Changes", "A3"), ("About", "B9")]
