"""A version's content: the portfolio's rows, in one order, written, read and told apart."""

import hashlib
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor

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
    given = portfolio.tables()
    return {
        name: given[name].select(table.schema.names()).cast(table.schema).sort(table.key)
        for name, table in TABLES.items()
    }


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

    The codes of impacts are Enum columns, whose physical numbers are the rows of events, units and
    areas; in the other tables codes are text.
    """
    wanted = {*tables, *_CODED.values()} if "impacts" in tables else set(tables)
    with ThreadPoolExecutor(1) as pool, connection.cursor() as second:
        # The impacts take as long as all other tables, so they are read beside them.
        impacts = pool.submit(rows, second, "read_impacts") if "impacts" in wanted else None
        found = {
            name: rows(connection, f"read_{name}") for name in TABLES if name in wanted and name != "impacts"
        }
        if impacts:
            found["impacts"] = impacts.result().with_columns(
                pl.col(code).cat.to(pl.Enum(found[table][code])) for code, table in _CODED.items()
            )
    return Portfolio.from_tables(found)
