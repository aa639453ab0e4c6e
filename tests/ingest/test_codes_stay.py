"""Codes are text on every path: NA is North Area, and 007 is not 7."""

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from heatmap.ingest.check import check
from tests.ingest.portfolios import TODAY, cells_of, folder_with, parquet_with, workbook_with

CODES = [
    "NA",
    "AS",
    "N/A",
    "null",
    "None",
    "NULL",
    "nan",
    "F",
    "TRUE",
    "True",
    "1E5",
    "007",
    "1.0",
    "-",
    "#N/A",
    "inf",
]
UNITS = "unit,name,kind,position\n" + "".join(f"{code},{code},bcu,1\n" for code in CODES)


def _write(form: str, folder: Path) -> Path:
    if form == "csv":
        return folder_with(folder, units=UNITS)
    if form == "xlsx":
        return workbook_with(folder / "book.xlsx", {"units": cells_of(UNITS)})
    frame = pl.DataFrame(
        {"unit": CODES, "name": CODES, "kind": ["bcu"] * len(CODES), "position": [1] * len(CODES)}
    )
    return parquet_with(folder, units=frame)


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_codes_and_names_that_look_like_other_things_stay_text(form: str, tmp_path: Path) -> None:
    """Nothing is read as missing, as a number or as true."""
    with check(_write(form, tmp_path), today=TODAY) as checked:
        portfolio = checked.portfolio()
        assert checked.rejections_total == 0
    assert portfolio.units["unit"].to_list() == CODES
    assert portfolio.units["name"].to_list() == CODES
    assert portfolio.impacts["unit"].to_list() == ["NA", "AS", "NA"]


def test_typed_cells_of_a_workbook_are_read_as_what_they_show(tmp_path: Path) -> None:
    """A code typed as a number or true is that text; dates and flags are real ones."""
    units: list[list[Any]] = [
        ["unit", "name", "kind", "position"],
        [101, "One", "bcu", 1],
        [True, "Yes", "bcu", 2.0],
    ]
    book = workbook_with(
        tmp_path / "book.xlsx",
        {
            "units": [*units, ["NA", "North", "bcu", 3], ["AS", "South", "bcu", 4]],
            "headcount": [
                cells_of("unit,area,from_date,headcount,hours_per_week,absorbable_share")[0],
                ["101", "RESP", date(2020, 10, 5), 12.5, 40, 0.25],
            ],
            "projects": [
                cells_of("project,name,programme,national,status")[0],
                ["P1", 2020, "X", True, "active"],
            ],
        },
    )
    with check(book, today=TODAY) as checked:
        assert checked.rejections.rows() == []
        portfolio = checked.portfolio()
    assert portfolio.units["unit"].to_list() == ["101", "TRUE", "NA", "AS"]
    assert portfolio.headcount.rows() == [("101", "RESP", date(2020, 10, 5), 12.5, 40.0, 0.25)]
    assert portfolio.projects.select("name", "national").rows() == [("2020", True)]


def test_typed_columns_of_parquet_are_read_as_what_they_are(tmp_path: Path) -> None:
    """Dates, moments at midnight, whole numbers kept as decimals, and categories."""
    headcount = pl.DataFrame(
        {
            "unit": pl.Series(["NA", "AS"], dtype=pl.Categorical),
            "area": ["RESP", "RESP"],
            "from_date": pl.Series([date(2019, 1, 7), date(2020, 1, 6)]).cast(pl.Datetime),
            "headcount": [100, 80],
            "hours_per_week": [37.5, 40.0],
            "absorbable_share": pl.Series([0.1, 0.05], dtype=pl.Float32),
        }
    )
    units = pl.DataFrame(
        {"unit": ["NA", "AS"], "name": ["N", "S"], "kind": ["bcu"] * 2, "position": [1.0, 2.0]}
    )
    path = parquet_with(tmp_path, headcount=headcount, units=units)
    with check(path, today=TODAY) as checked:
        assert checked.rejections.rows() == []
        portfolio = checked.portfolio()
    assert portfolio.headcount["from_date"].to_list() == [date(2019, 1, 7), date(2020, 1, 6)]
    assert portfolio.headcount["hours_per_week"].to_list() == [37.5, 40.0]
    assert portfolio.units["position"].to_list() == [1, 2]


def test_nan_in_parquet_is_rejected_with_its_row_number(tmp_path: Path) -> None:
    """A missing number is empty; NaN is no number."""
    impacts = pl.DataFrame(
        {
            "event": ["E1", "E1", "E2"],
            "unit": ["NA", "AS", "NA"],
            "area": ["RESP", "RESP", "CID"],
            "people": [1.0, 2.0, float("nan")],
            "hours_per_person": [None, 1.0, 1.0],
            "severity": [1, 2, 3],
        }
    )
    with check(parquet_with(tmp_path, impacts=impacts), today=TODAY) as checked:
        found = checked.rejections.select("file", "line", "column", "value", "reason").rows()
    assert found == [("impacts.parquet", 3, "people", "nan", "is not a finite number")]
