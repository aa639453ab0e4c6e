"""Small portfolios for the scoring tests: literal ones, and ones that Hypothesis makes."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st

from heatmap.contract import TABLES
from heatmap.portfolio import Portfolio
from heatmap.terms import EVEN_KINDS, EventStatus, Kind, ProjectStatus

Rows = Sequence[Mapping[str, Any]]

_DEFAULTS: dict[str, Mapping[str, Any]] = {
    "units": {"kind": "bcu", "position": 1},
    "areas": {"position": 1},
    "headcount": {"from_date": date(2019, 1, 1), "hours_per_week": 40.0, "absorbable_share": 0.1},
    "projects": {"programme": "Digital", "national": False, "status": "active"},
    "events": {"project": "P1", "title": "Change", "kind": "training", "status": "confirmed"},
    "impacts": {"unit": "NA", "area": "CID", "people": 10.0, "hours_per_person": 1.0, "severity": 3},
    "calendar": {"unit": "*", "capacity_taken": 1.0, "freeze": False},
    "boroughs": {},
    "dependencies": {"lag_weeks": 0},
    "benefits": {"benefit": "Saving", "cashable": True},
}


def portfolio(**tables: Rows) -> Portfolio:
    """A portfolio of these rows; unit NA, area CID, project P1 and their headcount of 100 unless given."""
    given: dict[str, Rows] = {
        "units": [{"unit": "NA", "name": "North Area"}],
        "areas": [{"area": "CID", "name": "CID"}],
        "projects": [{"project": "P1", "name": "First"}],
        "headcount": [{"unit": "NA", "area": "CID", "headcount": 100.0}],
        **tables,
    }
    return Portfolio.from_tables({name: _frame(name, rows) for name, rows in given.items()})


def _frame(table: str, rows: Rows) -> pl.DataFrame:
    schema = TABLES[table].schema
    filled = [{**dict.fromkeys(schema), **_DEFAULTS.get(table, {}), **row} for row in rows]
    return pl.DataFrame(filled, schema=schema)


UNITS = ("NA", "CE", "MC")
AREAS = ("RESP", "CID")
PROJECTS = ("P1", "P2", "P3")
START = date(2020, 1, 1)

_days = st.integers(0, 120).map(lambda days: START + timedelta(days=days))
_hours = st.sampled_from((0.0, 0.001, 0.5, 1.0, 7.25, 1e6))


@st.composite
def _event(draw: st.DrawFn, number: int) -> dict[str, Any]:
    kind = draw(st.sampled_from(tuple(Kind)))
    first, second, third = sorted(draw(st.tuples(_days, _days, _days)))
    even = kind in EVEN_KINDS
    return {
        "event": f"E{number}",
        "project": draw(st.sampled_from(PROJECTS)),
        "title": f"Change {number}",
        "kind": kind.value,
        "start": first if even or draw(st.booleans()) else None,
        "go_live": second if not even or draw(st.booleans()) else None,
        "end": third if even or draw(st.booleans()) else None,
        "status": draw(st.sampled_from(tuple(EventStatus))).value,
    }


@st.composite
def portfolios(draw: st.DrawFn) -> Portfolio:
    """Three units, two areas, three projects, up to six events with impacts, headcounts and a calendar."""
    events = [draw(_event(number)) for number in range(draw(st.integers(0, 6)))]
    cells = st.sampled_from([(unit, area) for unit in UNITS for area in AREAS])
    impacts = [
        {
            "event": event["event"],
            "unit": unit,
            "area": area,
            "people": draw(_hours),
            "hours_per_person": draw(st.none() | _hours),
            "severity": draw(st.integers(1, 5)),
        }
        for event in events
        for unit, area in draw(st.lists(cells, unique=True, max_size=4))
    ]
    starts = st.lists(st.tuples(cells, _days), unique=True, max_size=6)
    return portfolio(
        units=[
            {"unit": unit, "name": unit, "kind": "central" if unit == "MC" else "bcu", "position": place}
            for place, unit in enumerate(UNITS)
        ],
        areas=[{"area": area, "name": area, "position": place} for place, area in enumerate(AREAS)],
        projects=[
            {
                "project": project,
                "name": project,
                "programme": draw(st.sampled_from(("Digital", "Estates"))),
                "status": draw(st.sampled_from(tuple(ProjectStatus))).value,
            }
            for project in PROJECTS
        ],
        events=draw(st.permutations(events)),
        impacts=draw(st.permutations(impacts)),
        headcount=[
            {
                "unit": unit,
                "area": area,
                "from_date": day,
                "headcount": draw(st.sampled_from((0.0, 3.0, 250.0))),
                "absorbable_share": draw(st.sampled_from((0.05, 0.1, 1.0))),
            }
            for (unit, area), day in draw(starts)
        ],
        calendar=[
            {
                "name": f"Day {number}",
                "unit": draw(st.sampled_from(("*", *UNITS))),
                "start": day,
                "end": day + timedelta(days=draw(st.integers(0, 20))),
                "capacity_taken": draw(st.sampled_from((0.1, 0.5, 1.0))),
            }
            for number, day in enumerate(draw(st.lists(_days, max_size=4)))
        ],
    )
