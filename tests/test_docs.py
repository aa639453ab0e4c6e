"""The README says what the program does: every command, setting, table and column in it exists."""

import re
from pathlib import Path

import click
import pytest

from heatmap.cli import COMMANDS, commands
from heatmap.contract import TABLES, Holds, Table

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def contract_row(table: Table) -> str:
    """How the README lists a table: its columns with what they may hold, and its key."""
    columns = []
    for column in table.columns:
        name = f"[`{column.name}`]" if column.nullable else f"`{column.name}`"
        if column.choices:
            name += f" ({', '.join(column.choices)})"
        elif column.holds == Holds.BOOLEAN:
            name += " (true, false)"
        elif column.minimum is not None and column.maximum is not None:
            name += f" ({column.minimum:g} to {column.maximum:g})"
        elif column.wildcard:
            name += f" (a code, or {column.wildcard} for {column.wildcard_means})"
        columns.append(name)
    key = ", ".join(f"`{name}`" for name in table.key)
    return f"| `{table.name}`{'*' if table.required else ''} | {', '.join(columns)} | {key} |"


@pytest.mark.parametrize("table", TABLES.values(), ids=list(TABLES))
def test_the_readme_lists_each_table_as_the_contract_has_it(table: Table) -> None:
    """Columns, choices, ranges and key."""
    assert contract_row(table) in README


def test_the_readme_lists_no_other_table() -> None:
    """A table that was removed must not linger."""
    section = README.split("## The data contract")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) == set(TABLES)


def test_every_command_has_its_line_in_the_readme_and_no_other() -> None:
    """`heatmap NAME` in the first column of the table of commands."""
    assert set(re.findall(r"^\| `heatmap (\w+)", README, re.MULTILINE)) == set(COMMANDS)


def test_every_option_that_the_readme_names_exists() -> None:
    """An option in the text belongs to some command."""
    options = {
        name
        for name in COMMANDS
        if (command := commands.get_command(click.Context(commands), name))
        for parameter in command.params
        if isinstance(parameter, click.Option)
        for name in parameter.opts
    }
    assert set(re.findall(r"`[^`\n]*?(--[a-z-]+)", README)) - {"--help"} <= options


def test_every_setting_that_the_code_reads_is_in_the_readme_and_no_other() -> None:
    """Environment variables of the program begin with HEATMAP_."""
    sources = [*(ROOT / "heatmap").rglob("*.py"), ROOT / "app.py", ROOT / "tests/browser/conftest.py"]
    texts = [path.read_text("utf-8") for path in sources]
    read = {name for text in texts for name in re.findall(r"\"(HEATMAP_[A-Z_]+)\"", text)}
    assert set(re.findall(r"`(HEATMAP_[A-Z_]+)`", README)) == read


def test_every_path_that_the_readme_names_exists() -> None:
    """The map of the code points at real places."""
    for path in re.findall(r"`((?:heatmap|queries|assets|sample_data|tests|\.ci)/[\w./]*)`", README):
        assert (ROOT / path).exists(), path
