"""Every statement does what its header says, and every statement is in `queries/`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl
import pytest

from heatmap.contract import TABLES, Holds, Table
from heatmap.resources import QUERIES
from heatmap.store.migrations import migrate
from heatmap.store.queries import MIGRATIONS
from heatmap.store.scenarios import SCENARIOS
from heatmap.store.versions import COUNTS, SOURCES, VERSIONS

STATEMENTS = sorted(path.stem for path in QUERIES.glob("*.sql"))
PROGRAM = Path(__file__).parent.parent / "heatmap"

SQL_TYPES = {
    Holds.CODE: "VARCHAR",
    Holds.TEXT: "VARCHAR",
    Holds.INTEGER: "BIGINT",
    Holds.NUMBER: "DOUBLE",
    Holds.DATE: "DATE",
    Holds.BOOLEAN: "BOOLEAN",
}
NO_ROWS: tuple[list[str], ...] = (
    [],
    ["Count BIGINT"],
    ["Success BOOLEAN"],
)  # what DuckDB says of a statement that gives no rows
SQL = re.compile(
    r"\b(SELECT\b.+\bFROM|INSERT\s+INTO|CREATE\s+(TABLE|TYPE|VIEW|INDEX)|ALTER\s+TABLE|DELETE\s+FROM|"
    r"UPDATE\b.+\bSET|ATTACH\s|COPY\s+FROM|PRAGMA\s|DROP\s+TABLE)",
    re.DOTALL,
)


@pytest.fixture
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    """A version file with every table and no rows."""
    with duckdb.connect(":memory:") as connection:
        migrate(connection, MIGRATIONS, [])
        yield connection


def header(text: str) -> dict[str, str]:
    """What, takes and gives, of the comment that a statement starts with."""
    lines = [line.removeprefix("-- ") for line in text.splitlines()[:3]]
    return dict(line.split(": ", 1) for line in lines)


def arguments(takes: str, folder: Path) -> dict[str, object]:
    """A value for each $parameter that a header names."""
    values = {"path": str(folder / "example.duckdb"), "migration": "0009_example.sql"}
    return {name: values[name] for name in re.findall(r"\$(\w+)", takes)}


def prepare(connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> None:
    """Bring about what a statement finds when the program runs it."""
    if name == "read_impacts":
        connection.execute((QUERIES / "encode_impacts.sql").read_text("utf-8"))
    if name == "attach_old":
        duckdb.connect(folder / "example.duckdb").close()
    if name == "copy_old_to_new":
        connection.execute("ATTACH ':memory:' AS old; ATTACH ':memory:' AS new").fetchall()
    if name.endswith("_scenarios") and not name.startswith("create_"):
        connection.execute((QUERIES / "create_scenarios.sql").read_text("utf-8"))
    if name.startswith("publish_"):
        table = name.removeprefix("publish_")
        connection.register("incoming", connection.table(table).pl())


def columns(connection: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """Column types by column name, in order."""
    relation = connection.table(table)
    return dict(zip(relation.columns, map(str, relation.types), strict=True))


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_runs_on_empty_tables_and_gives_what_its_header_says(
    name: str, empty: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    """Names and types of the columns are the header's; a statement that gives nothing says so."""
    text = (QUERIES / f"{name}.sql").read_text("utf-8")
    said = header(text)
    prepare(empty, name, tmp_path)

    given = empty.sql(text, params=arguments(said["takes"], tmp_path) or None)

    # A relation without rows is false; None stands for a statement that gives none.
    real = (
        [] if given is None else list(map(" ".join, zip(given.columns, map(str, given.types), strict=True)))
    )
    assert (", ".join(real) if real not in NO_ROWS else "nothing") == said["gives"]


@pytest.mark.parametrize("name", STATEMENTS)
def test_a_statement_starts_with_what_it_does_takes_and_gives(name: str) -> None:
    """The three header lines come first, in this order."""
    said = header((QUERIES / f"{name}.sql").read_text("utf-8"))

    assert list(said) == ["what", "takes", "gives"]


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_a_table_of_the_migrations_has_the_contracts_columns(
    table: Table, empty: duckdb.DuckDBPyConnection
) -> None:
    """Same names, same order, and the type that holds what the contract says."""
    assert columns(empty, table.name) == {column.name: SQL_TYPES[column.holds] for column in table.columns}


def test_the_migrations_make_the_contracts_tables_and_the_records_only(
    empty: duckdb.DuckDBPyConnection,
) -> None:
    """No table but the contract's, the history's three, and the migrations' own."""
    made = {str(name) for (name,) in empty.sql("SHOW TABLES").fetchall()}

    assert made == {*TABLES, "versions", "sources", "counts", "migrations"}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_a_column_may_be_empty_exactly_where_the_contract_says(
    table: Table, empty: duckdb.DuckDBPyConnection
) -> None:
    """NOT NULL is on every column that the contract does not bracket."""
    described = empty.execute(
        "SELECT column_name, is_nullable FROM duckdb_columns() WHERE table_name = $table",
        {"table": table.name},
    ).fetchall()

    assert dict(described) == {column.name: column.nullable for column in table.columns}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES.keys())
def test_a_key_is_a_constraint_where_none_of_its_columns_may_be_empty(
    table: Table, empty: duckdb.DuckDBPyConnection
) -> None:
    """A key with an empty column cannot be one in the database; ingest has checked it."""
    empty.execute((QUERIES / "encode_impacts.sql").read_text("utf-8")).fetchall()
    keys = empty.execute(
        "SELECT constraint_column_names FROM duckdb_constraints() "
        "WHERE constraint_type = 'PRIMARY KEY' AND table_name = $table",
        {"table": table.name},
    ).fetchall()

    whole = not any(table.column(name).nullable for name in table.key)
    assert keys == ([(list(table.key),)] if whole else [])


@pytest.mark.parametrize("frame", [VERSIONS, SOURCES, COUNTS], ids=["versions", "sources", "counts"])
def test_a_record_is_written_with_its_tables_columns(
    frame: pl.Schema, empty: duckdb.DuckDBPyConnection, request: pytest.FixtureRequest
) -> None:
    """The frames of the history have the columns and types of their tables."""
    assert empty.table(request.node.callspec.id).pl().schema == frame


def test_the_list_of_saved_scenarios_is_written_with_its_tables_columns(
    empty: duckdb.DuckDBPyConnection,
) -> None:
    """It is a file of its own, beside the versions."""
    empty.execute((QUERIES / "create_scenarios.sql").read_text("utf-8"))
    assert empty.table("scenarios").pl().schema == SCENARIOS


def test_no_sql_is_written_in_the_program() -> None:
    """A statement is a file of its own; the program only names it."""
    found = [
        f"{path.relative_to(PROGRAM)}:{node.lineno}"
        for path in PROGRAM.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]

    assert found == []


def test_every_statement_is_used() -> None:
    """A statement that the program does not name is dead; tables name theirs by prefix."""
    program = "".join(path.read_text("utf-8") for path in (PROGRAM / "store").glob("*.py"))
    by_table = {f"{verb}_{table}" for table in TABLES for verb in ("read", "publish")}
    by_record = {f"publish_{record}" for record in ("versions", "sources", "counts", "scenarios")}

    assert [name for name in {*STATEMENTS} - by_table - by_record if f'"{name}"' not in program] == []
