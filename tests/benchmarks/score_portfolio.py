"""A large invented portfolio, the same on every run, published to a store: for the scoring benchmarks.

Run as a script it builds the store in a process of its own, so that the benchmarks' memory is theirs:

    python -m tests.benchmarks.score_portfolio FOLDER IMPACTS
"""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import polars as pl

from heatmap.contract import TABLES
from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import in_scoring_order
from heatmap.scoring.parameters import DEFAULT, SCORING_VERSION, default_text
from heatmap.store.store import Store
from heatmap.terms import EventStatus, Kind

UNITS, AREAS, WEEKS = 44, 8, 260
PAIRS = UNITS * AREAS
PAIRS_AN_EVENT = 50
PROJECTS, PROGRAMMES = 400, 30
FIRST_DAY = (date(2018, 1, 1) - date(1970, 1, 1)).days
LONGEST = 26 * 7  # days of an even event
MARGIN = 14  # weeks at both ends that hold ramps and tails, so that everything is in the 260 weeks


def days(numbers: np.ndarray) -> pl.Series:
    """Dates from days since 1970."""
    return pl.Series(numbers.astype(np.int32)).cast(pl.Date)


def codes(prefix: str, numbers: np.ndarray, width: int) -> pl.Series:
    """Codes such as U07, as text."""
    every = pl.Series([f"{prefix}{number:0{width}}" for number in range(int(numbers.max()) + 1)])
    return every.gather(numbers)


def portfolio(impacts: int, seed: int = 7) -> Portfolio:
    """So many impacts on 44 units x 8 areas over 260 weeks; half of the kinds go live, half are even."""
    random = np.random.default_rng(seed)
    count = impacts // PAIRS_AN_EVENT
    kind = random.integers(0, len(Kind), count)
    even = kind >= len(Kind) // 2
    start = FIRST_DAY + random.integers(0, WEEKS * 7 - LONGEST, count)
    start[:2] = FIRST_DAY
    end = start + random.integers(1, LONGEST, count)
    live = FIRST_DAY + MARGIN * 7 + random.integers(0, (WEEKS - 2 * MARGIN) * 7, count)
    project = np.arange(PROJECTS)
    events = pl.DataFrame(
        {
            "event": codes("E", np.arange(count), 7),
            "project": codes("P", random.integers(0, PROJECTS, count), 4),
            "title": codes("Change ", np.arange(count), 7),
            "kind": pl.Series([each.value for each in Kind]).gather(kind),
            "start": days(start).set(pl.Series(~even), None),
            "end": days(end).set(pl.Series(~even), None),
            "go_live": days(live).set(pl.Series(even), None),
            "earliest": pl.Series([None] * count, dtype=pl.Date),
            "latest": pl.Series([None] * count, dtype=pl.Date),
            "status": pl.Series([EventStatus.PLANNED.value] * count),
        }
    )
    projects = pl.DataFrame(
        {
            "project": codes("P", project, 4),
            "name": codes("Project ", project, 4),
            "programme": codes("Programme ", project % PROGRAMMES, 2),
            "owner": pl.Series([None] * PROJECTS, dtype=pl.String),
            "change_manager": pl.Series([None] * PROJECTS, dtype=pl.String),
            "national": pl.Series([False] * PROJECTS),
            "supplier": pl.Series([None] * PROJECTS, dtype=pl.String),
            "status": pl.Series(["active"] * PROJECTS),
        }
    )
    return Portfolio.from_tables(
        {**_organisation(random), "projects": projects, "events": events, "impacts": _impacts(random, count)}
    )


def _impacts(random: np.random.Generator, events: int) -> pl.DataFrame:
    """Fifty impacts an event, on distinct pairs: a shuffled start and a stride that meets no pair twice."""
    first = random.integers(0, PAIRS, events)[:, None]
    pair = ((first + 7 * np.arange(PAIRS_AN_EVENT)) % PAIRS).ravel()
    count = len(pair)
    hours = pl.Series(random.integers(1, 40, count) / 2.0)
    return pl.DataFrame(
        {
            "event": codes("E", np.repeat(np.arange(events), PAIRS_AN_EVENT), 7),
            "unit": codes("U", pair // AREAS, 2),
            "area": codes("A", pair % AREAS, 1),
            "people": random.integers(1, 200, count).astype(float),
            "hours_per_person": hours.set(pl.Series(random.random(count) < 0.15), None),
            "severity": random.integers(1, 6, count),
        }
    )


def _organisation(random: np.random.Generator) -> dict[str, pl.DataFrame]:
    unit, area = np.arange(UNITS), np.arange(AREAS)
    pair = np.repeat(np.arange(PAIRS), 2)
    later = np.tile([0, 1], PAIRS)
    calendar = 120
    begin = FIRST_DAY + random.integers(0, WEEKS * 7, calendar)
    return {
        "units": pl.DataFrame(
            {
                "unit": codes("U", unit, 2),
                "name": codes("Unit ", unit, 2),
                "kind": pl.Series(["bcu"] * UNITS),
                "position": unit,
            }
        ),
        "areas": pl.DataFrame(
            {"area": codes("A", area, 1), "name": codes("Area ", area, 1), "position": area}
        ),
        "headcount": pl.DataFrame(
            {
                "unit": codes("U", pair // AREAS, 2),
                "area": codes("A", pair % AREAS, 1),
                "from_date": days(FIRST_DAY - 30 + later * random.integers(200, 1500, len(pair))),
                "headcount": random.integers(200, 900, len(pair)).astype(float),
                "hours_per_week": np.full(len(pair), 40.0),
                "absorbable_share": np.full(len(pair), 0.1),
            }
        ),
        "calendar": pl.DataFrame(
            {
                "name": codes("Day ", np.arange(calendar), 3),
                "unit": pl.Series(["*", *codes("U", unit, 2)]).gather(
                    random.integers(0, UNITS + 1, calendar)
                ),
                "start": days(begin),
                "end": days(begin + random.integers(0, 14, calendar)),
                "capacity_taken": random.integers(1, 6, calendar) / 10,
                "freeze": pl.Series([False] * calendar),
            }
        ),
    }


def publish(folder: Path, impacts: int) -> None:
    """Publishes the portfolio as version 1 of a store in `folder`, as `heatmap publish` does."""
    made = portfolio(impacts)
    for name, table in TABLES.items():
        assert getattr(made, name).schema == table.schema, name
    Store(folder).publish(
        in_scoring_order(made, DEFAULT),
        note="Benchmark",
        author="benchmark",
        as_of=date(2020, 3, 2),
        now=datetime(2020, 3, 2, tzinfo=UTC),
        parameters=default_text(),
        scoring_version=SCORING_VERSION,
    )


def build(folder: Path, impacts: int) -> None:
    """Publishes in another process."""
    command = [sys.executable, "-m", "tests.benchmarks.score_portfolio", str(folder), str(impacts)]
    subprocess.run(command, check=True, cwd=Path(__file__).parents[2])


if __name__ == "__main__":
    publish(Path(sys.argv[1]), int(sys.argv[2]))
