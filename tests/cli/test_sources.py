"""No command writes over what it reads, whatever the user calls it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from heatmap.cli import main
from heatmap.scoring.parameters import default_text
from tests.example import example_store
from tests.ingest.portfolios import folder_with, workbook_with

TABLE = ("score", "simulate", "plan", "readiness", "indicators", "explain")
NEEDED = {
    "readiness": ["--as-of", "2020-03-02"],
    "explain": ["--unit", "NA", "--week", "2020-03-02"],
    "plan": ["--nodes", "0"],
}


@pytest.fixture
def portfolio(tmp_path: Path) -> Path:
    """A right portfolio with scoring parameters of its own."""
    (tmp_path / "portfolio").mkdir()
    (tmp_path / "portfolio" / "scoring.toml").write_text(default_text(), "utf-8")
    return folder_with(tmp_path / "portfolio")


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example's store, which the environment names."""
    example_store(tmp_path / "store").close()
    monkeypatch.setenv("HEATMAP_STORE", str(tmp_path / "store"))
    return tmp_path / "store"


def spellings(file: Path, beside: Path) -> Iterator[Path]:
    """Ways to mean a file: by a detour, a relative path, a symbolic link and a hard link."""
    beside.mkdir()
    yield file
    yield file.parent / ".." / file.parent.name / file.name
    yield Path(os.path.relpath(file))
    symbolic, hard = beside / f"symbolic{file.suffix}", beside / f"hard{file.suffix}"
    symbolic.symlink_to(file)
    hard.hardlink_to(file)
    yield from (symbolic, hard)


def refusal(capsys: pytest.CaptureFixture[str], *words: object) -> str:
    """What a command says that ends with code 2."""
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    assert ended.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize("option", ["--rejected", "--warnings"])
@pytest.mark.parametrize("name", ["units.csv", "scoring.toml"])
def test_check_writes_over_no_file_of_the_portfolio(
    option: str, name: str, portfolio: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table that is checked stays as it is, to the byte."""
    before = (portfolio / name).read_bytes()
    for spelled in spellings(portfolio / name, tmp_path / "links"):
        said = refusal(capsys, "check", portfolio, option, spelled)
        assert said.startswith(f"Error: {spelled} is the ")
        assert "under another name" in said
    assert (portfolio / name).read_bytes() == before


@pytest.mark.parametrize("command", TABLE)
def test_a_commands_table_is_written_over_no_table_of_the_portfolio(
    command: str, portfolio: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor in the place of a table that the portfolio does not have yet."""
    before = (portfolio / "units.csv").read_bytes()
    needed = NEEDED.get(command, [])
    for spelled in spellings(portfolio / "units.csv", tmp_path / "links"):
        assert f"Error: {spelled} is the " in refusal(capsys, command, portfolio, "--out", spelled, *needed)
    assert (portfolio / "units.csv").read_bytes() == before
    refusal(capsys, command, portfolio, "--out", portfolio / "Notes.parquet", *needed)
    assert not (portfolio / "Notes.parquet").exists()


def test_the_workbook_that_is_checked_is_not_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nor its scoring.toml beside it."""
    book = workbook_with(tmp_path / "book.xlsx")
    (tmp_path / "scoring.toml").write_text(default_text(), "utf-8")
    for file in (book, tmp_path / "scoring.toml"):
        before = file.read_bytes()
        assert f"{file} is the file {file}" in refusal(capsys, "check", book, "--rejected", file)
        assert file.read_bytes() == before


def test_shares_that_are_read_are_not_written_over(
    portfolio: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--unknown` and `--out` may not be one file."""
    shares = tmp_path / "shares.csv"
    shares.write_text("indicator,period,share\n")
    said = refusal(capsys, "indicators", portfolio, "--out", shares, "--unknown", shares)
    assert f"{shares} is the file {shares}" in said
    assert shares.read_text() == "indicator,period,share\n"


def test_a_stores_own_files_are_not_written_over(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An export in the place of a version would lose it."""
    link = store / "link.csv"
    for file in (store / "CURRENT", next(store.glob("version-*.duckdb"))):
        before = file.read_bytes()
        link.unlink(missing_ok=True)
        link.symlink_to(file)
        said = refusal(capsys, "export", "--view", "heatmap", "--format", "csv", "--out", file)
        assert f"{file} is the file {file}" in said
        for words in (["score", store], ["diff", "--store", store]):
            assert f"{link} is the file {file}" in refusal(capsys, *words, "--out", link)
        assert file.read_bytes() == before


def test_a_file_of_another_kind_beside_the_tables_may_be_written(portfolio: Path) -> None:
    """An answer of last time, too."""
    out = portfolio / "scores.csv"
    for _ in range(2):
        with pytest.raises(SystemExit) as ended:
            main(["score", str(portfolio), "--out", str(out)])
        assert ended.value.code == 0
        assert out.exists()
