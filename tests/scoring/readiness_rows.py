"""Small portfolios of readiness for the tests: one project P1 and unit NA unless a row says otherwise."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import polars as pl

from heatmap.contract import ELEMENTS, TABLES
from heatmap.portfolio import Portfolio

Field = str | int | float | bool | date | None
Row = Mapping[str, Field]

AS_OF = date(2020, 3, 2)
GO_LIVE = date(2020, 4, 6)  # 35 days after AS_OF

Scores = Sequence[float | None]
Responses = int | Sequence[int | None] | None


def days_before(days: int) -> date:
    """The day so many days before the as-of date."""
    return AS_OF - timedelta(days=days)


LAST_WEEK = days_before(7)


def assessment(scores: Scores, on: date = LAST_WEEK, responses: Responses = 10, **more: Field) -> list[Row]:
    """The five rows of one assessment, elements in their order."""
    each = [responses] * len(ELEMENTS) if responses is None or isinstance(responses, int) else responses
    key: Row = {"project": "P1", "unit": "NA", "assessed_on": on, **more}
    return [
        {**key, "element": element, "score": score, "responses": count}
        for element, score, count in zip(ELEMENTS, scores, each, strict=True)
    ]


def check(name: str, status: str, *, required: bool = True, **more: Field) -> Row:
    """One row of checks."""
    return {"project": "P1", "unit": "NA", "check": name, "required": required, "status": status, **more}


def go_live(on: date | None = GO_LIVE, event: str = "E1", **more: Field) -> Row:
    """One row of events: a confirmed go-live of P1."""
    return {
        "event": event, "project": "P1", "title": "Live", "kind": "system", "go_live": on,
        "status": "confirmed", **more,
    }  # fmt: skip


def impact(unit: str = "NA", event: str = "E1") -> Row:
    """One row of impacts."""
    people = {"people": 10.0, "hours_per_person": 1.0, "severity": 3}
    return {"event": event, "unit": unit, "area": "CID", **people}


def portfolio(
    assessed: Sequence[Row] = (),
    checks: Sequence[Row] = (),
    events: Sequence[Row] = (go_live(),),
    impacts: Sequence[Row] = (impact(),),
) -> Portfolio:
    """A portfolio with these rows, and by default one go-live of P1 at NA."""
    given = {"readiness": assessed, "checks": checks, "events": events, "impacts": impacts}
    return Portfolio.from_tables({name: _frame(name, rows) for name, rows in given.items()})


def _frame(table: str, rows: Sequence[Row]) -> pl.DataFrame:
    schema = TABLES[table].schema
    return pl.DataFrame([{**dict.fromkeys(schema), **row} for row in rows], schema=schema)
