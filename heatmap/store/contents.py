"""A version's content: the portfolio's rows, in one order, written, read and told apart."""

import hashlib
from collections.abc import Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor

import duckdb
import polars as pl

from heatmap.contract import TABLES
from heatmap.portfolio import Portfolio
from heatmap.store.queries import add, query, rows

_ROWS_AT_A_TIME = 200_000  # bounds the memory that a fingerprint takes
_CODED = {"event": "events", "unit": "units", "area": "areas"}


def in_key_order(portfolio: Portfolio) -> dict[str, pl.DataFrame]:
    """The portfolio's tables with the contract's columns and types, rows by key, empty keys first.

    However its rows were ordered, the same portfolio gives the same tables.
    """
    return {name: _in_form(name, given).sort(TABLES[name].key) for name, given in portfolio.tables().items()}


def impacts_as_given(portfolio: Portfolio) -> pl.DataFrame:
    """The impacts with the contract's columns and types, in the order that the publisher chose."""
    return _in_form("impacts", portfolio.impacts)


def _in_form(name: str, given: pl.DataFrame) -> pl.DataFrame:
    schema = TABLES[name].schema
    return given.select(schema.names()).cast(schema)


def fingerprint(tables: Mapping[str, pl.DataFrame], parameters: str) -> str:
    """The SHA-256 of tables in key order and scoring parameters, the same on every machine."""
    digest = hashlib.sha256(parameters.encode())
    for name, table in tables.items():
        digest.update(f"\n{name}\n".encode())
        for part in table.iter_slices(_ROWS_AT_A_TIME):
            digest.update(part.write_csv(include_header=False).encode())
    return digest.hexdigest()


def write_tables(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, pl.DataFrame]) -> None:
    """Write a portfolio's tables into an empty version file; the codes of impacts need the others first."""
    for name in TABLES:
        if name != "impacts":
            add(connection, name, tables[name])
    connection.execute(query("encode_impacts")).fetchall()
    add(connection, "impacts", tables["impacts"])


def read_portfolio(connection: duckdb.DuckDBPyConnection, tables: Collection[str] = TABLES) -> Portfolio:
    """The portfolio of a version file, rows by key; tables that are not asked for are empty.

    Impacts are in the order that they were published in. Their codes are Enum columns, whose physical
    numbers are the rows of events, units and areas; in the other tables codes are text.
    """
    wanted = {*tables, *_CODED.values()} if "impacts" in tables else set(tables)
    # The impacts take as long as all other tables, so they are read and coded beside them.
    with ThreadPoolExecutor(1) as pool, connection.cursor() as second:
        pieces = pool.submit(rows, second, "read_impacts") if "impacts" in wanted else None
        found = {name: rows(connection, f"read_{name}") for name in _CODED.values() if name in wanted}
        impacts = pool.submit(_with_codes, pieces, found.copy()) if pieces else None
        for name in TABLES:
            if name in wanted and name not in (*found, "impacts"):
                found[name] = rows(connection, f"read_{name}")
        if impacts:
            found["impacts"] = impacts.result()
    return Portfolio.from_tables(found)


def _with_codes(impacts: Future[pl.DataFrame], found: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The impacts, their numbers said to be codes of the tables found before."""
    return impacts.result().with_columns(
        pl.col(code).cat.to(pl.Enum(found[table][code])) for code, table in _CODED.items()
    )
