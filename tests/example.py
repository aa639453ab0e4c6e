"""A portfolio small enough to work out by hand: two units, two projects, two weeks of October 2020.

Capacity a week: NA Response 100 x 40 x 0.1 = 400 h, NA CID 200 h, CE Response 400 h. In the week of
12 Oct Carnival takes half of NA's.

Load, week of 5 Oct: NA Response 500 (T1) + 100 (T2), NA CID 20 (T1), CE Response 160 (T2, estimated).
Week of 12 Oct: NA Response 100 (T2), NA CID 10 (G1), CE Response 160 (T2).

So NA is 620 / 600 = 103.3 % and then 110 / 300 = 36.7 %, CE 40 % twice, all units 780 / 1,000 = 78 % and
270 / 700 = 38.6 %.
"""

from datetime import date, datetime
from pathlib import Path

from heatmap.portfolio import Portfolio
from heatmap.scoring.parameters import SCORING_VERSION, default_text
from heatmap.store.store import Store
from tests.scoring.portfolios import portfolio

FIRST_WEEK, SECOND_WEEK = date(2020, 10, 5), date(2020, 10, 12)


def example() -> Portfolio:
    """The portfolio that this module's first lines describe."""
    return portfolio(
        units=[
            {"unit": "NA", "name": "North Area", "position": 1},
            {"unit": "CE", "name": "Central East", "position": 2},
        ],
        areas=[
            {"area": "RESP", "name": "Response", "position": 1},
            {"area": "CID", "name": "CID", "position": 2},
        ],
        headcount=[
            {"unit": "NA", "area": "RESP", "headcount": 100.0},
            {"unit": "NA", "area": "CID", "headcount": 50.0},
            {"unit": "CE", "area": "RESP", "headcount": 100.0},
        ],
        projects=[
            {"project": "P1", "name": "Case system", "programme": "Digital", "owner": "Head of Digital"},
            {"project": "P2", "name": "Rotas", "programme": "Workforce"},
        ],
        events=[
            {"event": "T1", "title": "Classroom", "start": FIRST_WEEK, "end": date(2020, 10, 11)},
            {
                "event": "T2",
                "project": "P2",
                "title": "Briefings",
                "start": FIRST_WEEK,
                "end": date(2020, 10, 18),
            },
            {
                "event": "G1",
                "project": "P2",
                "title": "Rotas live",
                "kind": "go_live",
                "start": SECOND_WEEK,
                "go_live": date(2020, 10, 14),
                "end": date(2020, 10, 18),
            },
        ],
        impacts=[
            {"event": "T1", "area": "RESP", "people": 100.0, "hours_per_person": 5.0},
            {"event": "T1", "area": "CID", "people": 10.0, "hours_per_person": 2.0},
            {"event": "T2", "area": "RESP", "people": 20.0, "hours_per_person": 10.0},
            {"event": "T2", "unit": "CE", "area": "RESP", "people": 40.0, "hours_per_person": None},
            {"event": "G1", "area": "CID", "people": 10.0, "hours_per_person": 1.0},
        ],
        calendar=[
            {
                "name": "Carnival",
                "unit": "NA",
                "start": SECOND_WEEK,
                "end": date(2020, 10, 18),
                "capacity_taken": 0.5,
                "freeze": True,
            }
        ],
        boroughs=[{"borough": "Enfield", "unit": "NA", "tile_x": 4, "tile_y": 0}],
    )


def example_store(folder: Path) -> Store:
    """A store with the example as version 1, as of 5 Oct 2020."""
    store = Store(folder)
    store.publish(
        example(),
        note="October board",
        author="Sam",
        as_of=FIRST_WEEK,
        now=datetime(2020, 10, 5, 9, 0),  # noqa: DTZ001 - the store's times are UTC without saying so
        parameters=default_text(),
        scoring_version=SCORING_VERSION,
    )
    return store
