"""The statements of `queries/`, by name."""

from functools import cache
from pathlib import Path
from typing import cast

import duckdb
import polars as pl

from heatmap.resources import QUERIES

MIGRATIONS = QUERIES / "migrations"


@cache
def query(name: str) -> str:
    """The text of `queries/{name}.sql`."""
    return (QUERIES / f"{name}.sql").read_text("utf-8")


def migration_names(folder: Path) -> list[str]:
    """File names of the migrations in a folder, in the order in which they are applied."""
    return sorted(path.name for path in folder.glob("*.sql"))


def rows(connection: duckdb.DuckDBPyConnection, name: str) -> pl.DataFrame:
    """The rows that a query gives, with the columns of its header."""
    # Left in the pieces that it comes in: joining a million rows would take half as long as reading them.
    return cast("pl.DataFrame", pl.from_arrow(connection.sql(query(name)).to_arrow_table(), rechunk=False))


def add(connection: duckdb.DuckDBPyConnection, table: str, incoming: pl.DataFrame) -> None:
    """Add rows to a table, in their order."""
    connection.register("incoming", incoming)
    connection.execute(query(f"publish_{table}")).fetchall()
    connection.unregister("incoming")
