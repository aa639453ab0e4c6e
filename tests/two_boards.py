"""The example portfolio and what became of it, published as two versions; all differences by hand.

From the first board (7 Oct 2020) to the second (14 Oct 2020):

* Case system's Classroom (T1) moves a week later: 500 h of NA Response and 20 h of NA CID.
* Rotas' go-live (G1) is cancelled: 10 h of NA CID in the week of 12 Oct are gone.
* A new project, Kiosks, trains 100 people of CE Response for an hour in the week of 5 Oct.

So NA goes from 620 / 600 h to 100 / 600 in the week of 5 Oct, 103 % to 17 %, and from 110 / 300 to 620 / 300
in the week of 12 Oct, 37 % to 207 %; CE from 160 / 400 to 260 / 400 in the week of 5 Oct, 40 % to 65 %.
Two rows of the second board's impacts were rejected.
"""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import polars as pl

from heatmap.contract import TABLES
from heatmap.portfolio import Portfolio, Source, TableCount
from heatmap.scoring.parameters import SCORING_VERSION, default_text
from heatmap.store.store import Store
from tests.example import FIRST_WEEK, SECOND_WEEK, example

FIRST_BOARD, SECOND_BOARD = date(2020, 10, 7), date(2020, 10, 14)


def second() -> Portfolio:
    """The portfolio of the second board."""
    tables = example().tables()
    moved = {"start": SECOND_WEEK, "end": date(2020, 10, 18)}
    tables["events"] = tables["events"].with_columns(
        *(pl.when(event="T1").then(pl.lit(day)).otherwise(name).alias(name) for name, day in moved.items()),
        status=pl.when(event="G1").then(pl.lit("cancelled")).otherwise("status"),
    )
    new = {
        "projects": {
            "project": "P3",
            "name": "Kiosks",
            "programme": "Digital",
            "national": False,
            "status": "active",
        },
        "events": {
            "event": "K1",
            "project": "P3",
            "title": "Kiosk training",
            "kind": "training",
            "start": FIRST_WEEK,
            "end": date(2020, 10, 11),
            "status": "planned",
        },
        "impacts": {
            "event": "K1",
            "unit": "CE",
            "area": "RESP",
            "people": 100.0,
            "hours_per_person": 1.0,
            "severity": 3,
        },
    }
    for name, row in new.items():
        schema = TABLES[name].schema
        added = pl.DataFrame([{**dict.fromkeys(schema), **row}], schema=schema)
        tables[name] = pl.concat([tables[name].cast(schema), added])
    return Portfolio.from_tables(tables)


def two_boards(folder: Path, *, only_the_first: bool = False) -> Store:
    """A store with both versions."""
    store = Store(folder)
    publish(store, example(), FIRST_BOARD, "First board")
    if not only_the_first:
        publish(store, second(), SECOND_BOARD, "Second board", rejected=2)
    return store


def publish(store: Store, portfolio: Portfolio, day: date, note: str, rejected: int = 0) -> None:
    """Publish on the day, from files of the evening before."""
    morning = datetime.combine(day, time(9))
    store.publish(
        portfolio,
        note=note,
        author="Sam",
        as_of=day,
        now=morning,
        parameters=default_text(),
        scoring_version=SCORING_VERSION,
        sources=[
            Source(f"{name}.csv", "0" * 64, 100, morning - timedelta(hours=15))
            for name in ("events", "impacts")
        ],
        counts=[
            TableCount(name, table.height, rejected if name == "impacts" else 0, 0)
            for name, table in portfolio.tables().items()
            if table.height
        ],
    )
