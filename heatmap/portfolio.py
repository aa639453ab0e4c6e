"""A portfolio in memory: one frame for each table of the data contract."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from functools import cache, cached_property

import polars as pl

from heatmap.contract import TABLES


@dataclass(frozen=True)
class Portfolio:
    """Accepted rows only, one frame a table, with the contract's columns and types.

    Optional tables that were not given are empty frames, never None.
    """

    units: pl.DataFrame
    areas: pl.DataFrame
    headcount: pl.DataFrame
    projects: pl.DataFrame
    events: pl.DataFrame
    impacts: pl.DataFrame
    calendar: pl.DataFrame
    boroughs: pl.DataFrame
    readiness: pl.DataFrame
    checks: pl.DataFrame
    indicators: pl.DataFrame
    measurements: pl.DataFrame
    dependencies: pl.DataFrame
    training: pl.DataFrame
    benefits: pl.DataFrame
    people: pl.DataFrame
    notes: pl.DataFrame

    @classmethod
    def from_tables(cls, tables: Mapping[str, pl.DataFrame]) -> "Portfolio":
        """A portfolio from frames by table name; tables that are not given are empty."""
        return cls(**{name: tables[name] if name in tables else _empty(name) for name in TABLES})

    def tables(self) -> dict[str, pl.DataFrame]:
        """Frames by table name, in the contract's order."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    def names(self, noun: str) -> dict[str, str]:
        """Names by code of the units, areas, projects or indicators; read once, and not to be changed."""
        if noun not in self._names:
            table = self.tables()[f"{noun}s"]
            self._names[noun] = dict(zip(table[noun].to_list(), table["name"].to_list(), strict=True))
        return self._names[noun]

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        return {}

    @cached_property
    def calendar_entries(self) -> list[tuple[str, str, date, date, float, bool]]:
        """The calendar by start, name and unit: name, unit, start, end, share of capacity taken, freeze."""
        table = self.calendar.sort("start", "name", "unit")
        columns = ("name", "unit", "start", "end", "capacity_taken", "freeze")
        return list(zip(*(table[name].to_list() for name in columns), strict=True))


@cache
def _headings(name: str) -> pl.DataFrame:
    return TABLES[name].schema.to_frame()


def _empty(name: str) -> pl.DataFrame:
    """A table without rows; a frame of its own each time, because frames can be changed in place."""
    return _headings(name).clone()


@dataclass(frozen=True)
class Source:
    """One file that a portfolio was read from: name, SHA-256, bytes, last change (UTC, without zone)."""

    name: str
    sha256: str
    size: int
    modified: datetime


@dataclass(frozen=True)
class TableCount:
    """How many rows of one table were accepted and rejected, and how many warnings it drew."""

    table: str
    accepted: int
    rejected: int
    warnings: int
