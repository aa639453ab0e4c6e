import subprocess
import sys
from pathlib import Path

from heatmap.contract import TABLES
from heatmap.resources import SAMPLE_DATA
from tests.sample_data.brute_force import rows

VERSIONS = ("october_2019", "march_2020")


def made_files(folder: Path) -> dict[str, bytes]:
    """Everything the script writes, by its path under `folder`."""
    paths = [*folder.glob("*/*.csv"), folder / "broken_expected.csv"]
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in paths if path.parent.name != "plan"
    }


def test_the_script_reproduces_the_committed_bytes(tmp_path: Path) -> None:
    """The committed CSV files are what the committed script writes, to the byte."""
    script = SAMPLE_DATA / "make_sample.py"
    subprocess.run([sys.executable, "-B", script, tmp_path], check=True, capture_output=True)
    assert made_files(tmp_path) == made_files(SAMPLE_DATA)


def test_the_sample_is_small() -> None:
    """Less than 5 MB, the script and its plan included."""
    files = [path for path in SAMPLE_DATA.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert sum(path.stat().st_size for path in files) < 5_000_000


def test_every_table_has_the_contracts_columns_in_its_order() -> None:
    """The header of each file is the contract's."""
    for path in SAMPLE_DATA.glob("*_20*/*.csv"):
        header = path.read_text(encoding="utf-8").split("\n", 1)[0]
        assert header.split(",") == [column.name for column in TABLES[path.stem].columns], path


def test_lines_end_in_a_line_feed_and_no_file_has_a_byte_order_mark() -> None:
    """UTF-8 without a mark, LF only."""
    for content in made_files(SAMPLE_DATA).values():
        assert b"\r" not in content
        assert content.endswith(b"\n")
        assert not content.startswith(b"\xef\xbb\xbf")


def test_the_broken_portfolio_keeps_its_good_rows_apart_from_the_wrong_ones() -> None:
    """North Area and the two oddly named projects are rows that no rejection is expected for."""
    expected = {(row["file"], int(row["line"])) for row in rows(SAMPLE_DATA, "broken_expected")}
    units = {row["unit"]: line for line, row in enumerate(rows(SAMPLE_DATA / "broken", "units")[:3], start=2)}
    names = {row["name"]: line for line, row in enumerate(rows(SAMPLE_DATA / "broken", "projects"), start=2)}
    assert ("units.csv", units["NA"]) not in expected
    assert ("projects.csv", names["<img src=x onerror=alert(1)>"]) not in expected
    assert ("projects.csv", names["=cmd|' /C calc'!A0"]) not in expected


def test_each_expected_rejection_names_a_line_that_is_there_once() -> None:
    """One rejection a line, on lines that the files have."""
    expected = [(row["file"], int(row["line"])) for row in rows(SAMPLE_DATA, "broken_expected")]
    lines = {
        path.name: path.read_text(encoding="utf-8").count("\n") for path in (SAMPLE_DATA / "broken").iterdir()
    }
    assert len(expected) == len(set(expected))
    assert all(1 < line <= lines[file] for file, line in expected)


def test_every_broken_row_that_can_be_laid_into_columns_names_a_column_of_its_table() -> None:
    """Expected columns are the contract's; a key of several columns names all of them."""
    for row in rows(SAMPLE_DATA, "broken_expected"):
        known = {column.name for column in TABLES[row["file"].removesuffix(".csv")].columns}
        assert not row["column"] or set(row["column"].split(", ")) <= known
