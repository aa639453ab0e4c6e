"""Tiny portfolios for the ingest tests, written in each form that a portfolio may have."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter

from heatmap.ingest.check import check

TODAY = date(2020, 3, 2)

TABLES = {
    "units": "unit,name,kind,position\nNA,North Area,bcu,1\nAS,South Area,bcu,2\n",
    "areas": "area,name,position\nRESP,Response,1\nCID,CID,2\n",
    "headcount": (
        "unit,area,from_date,headcount,hours_per_week,absorbable_share\n"
        "NA,RESP,2019-01-07,100,40,0.1\nNA,CID,2019-01-07,50,40,0.1\nAS,RESP,2019-01-07,80,40,0.1\n"
    ),
    "projects": "project,name,programme,national,status\nP1,New radios,Devices,false,active\n",
    "events": (
        "event,project,title,kind,start,end,go_live,earliest,latest,status\n"
        "E1,P1,Radio training,training,2020-03-02,2020-03-20,,,,planned\n"
        "E2,P1,Radio launch,go_live,,,2020-04-06,,,confirmed\n"
    ),
    "impacts": (
        "event,unit,area,people,hours_per_person,severity\nE1,NA,RESP,60,7.5,2\nE1,AS,RESP,40,,3\nE2,NA,CID,20,2,4\n"
    ),
}


def folder_with(folder: Path, **tables: str | bytes) -> Path:
    """A right portfolio as CSV files, with the given tables in the place of its own."""
    for name, content in {**TABLES, **tables}.items():
        raw = content if isinstance(content, bytes) else content.encode()
        (folder / f"{name}.csv").write_bytes(raw)
    return folder


def with_row(table: str, row: str) -> str:
    """The text of a right table with one more row."""
    return TABLES[table] + row + "\n"


def rejections(path: Path) -> list[dict[str, Any]]:
    """What a check of `path` rejects, one dict a broken rule."""
    with check(path, today=TODAY) as checked:
        return checked.rejections.to_dicts()


def warnings(path: Path) -> list[dict[str, Any]]:
    """What a check of `path` warns of, one dict a doubt."""
    with check(path, today=TODAY) as checked:
        return checked.warnings.to_dicts()


def only_rejection(path: Path) -> dict[str, Any]:
    """The one rejection of a check of `path`."""
    found = rejections(path)
    assert len(found) == 1, found
    return found[0]


def cells_of(text: str) -> list[list[str]]:
    """The cells of a CSV text."""
    return list(csv.reader(io.StringIO(text)))


def workbook_with(path: Path, sheets: dict[str, list[list[Any]]] | None = None) -> Path:
    """A right portfolio as one workbook, text cells only, with the given sheets in the place of its own."""
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in {**{name: cells_of(text) for name, text in TABLES.items()}, **(sheets or {})}.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, day)
                elif isinstance(value, str) and value:
                    sheet.write_string(number, column, value)
                elif value not in (None, ""):
                    sheet.write(number, column, value)
    book.close()
    return path


def parquet_with(folder: Path, **frames: pl.DataFrame) -> Path:
    """A right portfolio as Parquet files of text, with the given frames in the place of its own."""
    for name, text in TABLES.items():
        header, *rows = cells_of(text)
        frame = pl.DataFrame(rows, schema=dict.fromkeys(header, pl.String), orient="row")
        frames.setdefault(name, frame)
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")
    return folder
