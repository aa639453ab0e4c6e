"""Tiny portfolios to publish."""

from datetime import date, datetime
from pathlib import Path

import polars as pl

from heatmap.contract import TABLES
from heatmap.portfolio import Portfolio
from heatmap.store.store import Store
from heatmap.store.versions import Version

NOW = datetime(2020, 3, 2, 9, 30)  # noqa: DTZ001  the store's times are UTC without saying so

_ROWS: dict[str, list[tuple[object, ...]]] = {
    "units": [("AS", "South Area", "bcu", 2), ("NA", "North Area", "bcu", 1)],
    "areas": [("RESP", "Response", 1)],
    "headcount": [("NA", "RESP", date(2019, 1, 1), 100.0, 36.0, 0.1)],
    "projects": [("P1", "New rotas", "Workforce", None, "Sam", False, None, "active")],
    "events": [
        ("E1", "P1", "Go-live", "go_live", None, None, date(2020, 3, 2), None, None, "planned"),
        (
            "E2",
            "P1",
            "Training",
            "training",
            date(2020, 2, 3),
            date(2020, 2, 9),
            None,
            None,
            None,
            "confirmed",
        ),
    ],
    "impacts": [("E1", "AS", "RESP", 10.0, None, 3), ("E1", "NA", "RESP", 20.0, 2.5, 5)],
    "calendar": [("Carnival", "*", date(2020, 8, 30), date(2020, 8, 31), 0.5, True)],
    "boroughs": [("Enfield", "NA", 5, 1)],
    "readiness": [("P1", "NA", date(2020, 2, 1), "aware", None, 12, None, "Early")],
    "checks": [("P1", "NA", "Kit delivered", True, "not met", date(2020, 2, 20), None, None)],
    "indicators": [
        ("SICK", "Sickness", "days", "lower", 5.5, None),
        ("SICK", "Sickness", "days", "lower", None, date(2020, 1, 1)),
    ],
    "measurements": [("SICK", "NA", date(2020, 1, 1), 6.25)],
    "dependencies": [("P1", "P1", 4)],
    "training": [("E2", "NA", "RESP", date(2020, 2, 3), 30.0, None)],
    "benefits": [("P1", "Fewer shifts", True, date(2020, 4, 1), 1000.0, None, 12.5)],
    "people": [("NA", "change manager", None, date(2019, 5, 1), None)],
    "notes": [
        ("NA", None, None, "Sam", date(2020, 3, 1), "Watch this one"),
        ("NA", "RESP", None, "Jo", date(2020, 3, 1), "“Busy” = full, it's so"),
    ],
}


def example() -> Portfolio:
    """A portfolio with rows in every table of the contract, in key order."""
    return Portfolio.from_tables(
        {name: pl.DataFrame(rows, TABLES[name].schema, orient="row") for name, rows in _ROWS.items()}
    )


def with_people(people: float, impacts: int = 2) -> Portfolio:
    """A portfolio whose every impact has the same number of people, so that a mix of two can be told."""
    units = pl.DataFrame({"unit": [f"U{number:06}" for number in range(impacts)]})
    schema = TABLES["impacts"].schema
    given = example().tables() | {
        "units": units.select("unit", name="unit", kind=pl.lit("bcu"), position=pl.lit(1)),
        "impacts": units.select(
            event=pl.lit("E1"),
            unit="unit",
            area=pl.lit("RESP"),
            people=people,
            hours_per_person=1.5,
            severity=3,
        ).cast(schema),
    }
    return Portfolio.from_tables(given)


def publish(store: Store, portfolio: Portfolio, note: str = "Board", parameters: str = "") -> Version:
    """Publish with the particulars that a test does not care for."""
    return store.publish(
        portfolio,
        note=note,
        author="Sam",
        as_of=date(2020, 3, 2),
        now=NOW,
        parameters=parameters,
        scoring_version="1",
    )


def as_text(portfolio: Portfolio) -> dict[str, pl.DataFrame]:
    """A portfolio's tables with the contract's types: codes that came back numbered as text again."""
    return {name: frame.cast(TABLES[name].schema) for name, frame in portfolio.tables().items()}


def assert_whole(folder: Path, numbers: list[int]) -> None:
    """The folder's store has these versions, each readable, and no other version file."""
    store = Store(folder)
    assert [version.number for version in store.versions()] == numbers
    for number in numbers:
        portfolio = store.portfolio(number)
        assert portfolio.impacts["people"].unique().to_list() == [float(number)]
    store.close()
    found = {path.name for path in folder.glob("version-*")}
    assert found == {version.file for version in Store(folder).versions()}
