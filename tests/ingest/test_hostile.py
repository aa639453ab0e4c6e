"""Files that are damaged, hostile or not there: each ends in an error that says what to do."""

import os
import shutil
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from heatmap.errors import HeatmapError
from heatmap.ingest.check import check
from tests.ingest.portfolios import TABLES, TODAY, folder_with, parquet_with, warnings, workbook_with


def _error(path: Path) -> HeatmapError:
    with pytest.raises(HeatmapError) as error:
        check(path, today=TODAY)
    assert error.value.do.endswith(".")
    assert "Traceback" not in error.value.what
    return error.value


def _folder(folder: Path, impacts: str | bytes) -> Path:
    return folder_with(folder, impacts=impacts)


@pytest.mark.parametrize(
    ("impacts", "what"),
    [
        (b"", "impacts.csv is empty."),
        (b"\n \n\n", "impacts.csv has no text in it."),
        (TABLES["impacts"] + "E1,A\0S,CID,1,1,1\n", "line 5 has a NUL character"),
        (TABLES["impacts"] + "x" * 1_100_000, "line 5 is over 1,048,576 characters long"),
        (TABLES["impacts"] + '"x\n' * 2_000, "more than 1,000 lines with a misplaced quotation mark"),
        (TABLES["impacts"].encode("utf-16")[:-1], "is not UTF-16 text"),
        (b"\xef\xbb\xbf" + TABLES["impacts"].encode() + b"\xff", "is not UTF-8 text"),
        (TABLES["impacts"].encode() + b"\x81", "is not UTF-8, UTF-16 or CP1252 text"),
        (os.urandom(64) + b"\x81", "impacts.csv"),
    ],
    ids=["empty", "blank", "nul", "long line", "quotes", "utf16 cut", "utf8 bad", "no code page", "noise"],
)
def test_a_csv_that_is_no_text_table_is_refused(impacts: str | bytes, what: str, tmp_path: Path) -> None:
    """The message names the file and what is the matter with it."""
    assert what in _error(_folder(tmp_path, impacts)).what


def _as_folder(path: Path) -> None:
    path.mkdir()


def _as_loop(path: Path) -> None:
    path.symlink_to(path)


def _as_dangling(path: Path) -> None:
    path.symlink_to(path.parent / "nowhere")


def _as_pipe(path: Path) -> None:
    os.mkfifo(path)


def _as_endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="these things exist on Unix only")
@pytest.mark.parametrize("make", [_as_folder, _as_loop, _as_dangling, _as_pipe, _as_endless])
def test_what_is_no_file_is_refused_unread(make: Callable[[Path], None], tmp_path: Path) -> None:
    """A folder, a link to itself, a pipe or an endless device in a table's place."""
    folder_with(tmp_path)
    (tmp_path / "impacts.csv").unlink()
    make(tmp_path / "impacts.csv")
    assert "impacts.csv" in _error(tmp_path).what


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    """The system's own reason is told."""
    folder_with(tmp_path)
    (tmp_path / "impacts.csv").chmod(0)
    assert _error(tmp_path).what == "impacts.csv could not be read: Permission denied."


def test_a_path_without_anything_is_told(tmp_path: Path) -> None:
    """So are an empty folder, and one table's file by itself."""
    assert _error(tmp_path / "nothing").what.startswith("There is nothing at")
    assert "has no file for units, areas" in _error(tmp_path).what
    assert "is one file" in _error(folder_with(tmp_path) / "units.csv").what


def test_a_path_that_no_system_takes_is_told() -> None:
    """A name that is too long or holds a NUL."""
    assert "could not be read" in _error(Path("a" * 5000)).what
    assert "could not be read" in _error(Path("a\0b")).what


def test_a_missing_required_table_is_named(tmp_path: Path) -> None:
    """With the files that were passed over, one of which may be it."""
    folder_with(tmp_path)
    (tmp_path / "units.csv").rename(tmp_path / "unit.csv")
    error = _error(tmp_path)
    assert "has no file for units." in error.what
    assert "Not read: unit.csv" in error.what


def test_the_folder_one_stands_in_is_called_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """“.” is no name, and “..” would not say which."""
    (tmp_path / "october" / "drafts").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "october" / "drafts")
    assert _error(Path()).what.startswith("drafts has no file for units")
    assert _error(Path("..")).what.startswith("october has no file for units")


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="names are text there")
def test_a_file_whose_name_is_no_text_is_told(tmp_path: Path) -> None:
    """Beside the tables, in the folder's name or as the workbook; each byte that is no text has a mark."""
    (tmp_path / "given").mkdir()
    folder = folder_with(tmp_path / "given")
    (folder / os.fsdecode(b"x\xfe.csv")).write_text("")
    book = workbook_with(tmp_path / "book.xlsx").rename(tmp_path / os.fsdecode(b"b\xfe.xlsx"))

    assert "x�.csv" in [warning["file"] for warning in warnings(folder)]
    assert _error(book).what.startswith("b�.xlsx cannot be read: in its path, ")
    assert _error(folder / os.fsdecode(b"x\xfe.csv")).what.startswith("x�.csv is one file")

    renamed = folder.rename(tmp_path / os.fsdecode(b"g\xfe"))
    with check(renamed, today=TODAY) as checked:
        assert checked.portfolio().units.height == 2
    (renamed / "units.csv").rename(renamed / "units.parquet")
    assert _error(renamed).what.startswith("units.parquet cannot be read: in its path, ")
    (renamed / "units.parquet").unlink()
    assert _error(renamed).what.startswith("g� has no file for units")


def test_a_table_given_twice_is_refused(tmp_path: Path) -> None:
    """Neither of the two files is preferred."""
    folder_with(tmp_path)
    shutil.copy(tmp_path / "units.csv", tmp_path / "UNITS.parquet")
    assert _error(tmp_path).what == "The table units is given twice: UNITS.parquet and units.csv."


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _stub(content: bytes) -> bytes:
    return content[:60]


def _scrambled(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[: middle - 200] + b"\x7f" * 400 + content[middle + 200 :]


def _noise(_: bytes) -> bytes:
    return b"PAR1" + b"\xff" * 100 + b"PAR1"


@pytest.mark.parametrize("damage", [_cut, _stub, _scrambled, _noise])
@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_a_damaged_file_is_refused(form: str, damage: Callable[[bytes], bytes], tmp_path: Path) -> None:
    """Cut short, scrambled inside, or something else under its name."""
    path = workbook_with(tmp_path / "book.xlsx") if form == "xlsx" else parquet_with(tmp_path)
    file = path if form == "xlsx" else path / "impacts.parquet"
    file.write_bytes(damage(file.read_bytes()))
    assert file.name in _error(path).what


def test_a_workbook_protected_by_a_password_is_refused(tmp_path: Path) -> None:
    """An encrypted workbook is an OLE container, not an archive."""
    path = tmp_path / "book.xlsx"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016)
    path.write_bytes(header + "EncryptedPackage".encode("utf-16-le") + bytes(992))
    assert _error(path).what == "book.xlsx is protected by a password."
    path.write_bytes(header + bytes(1024))
    assert "an old Excel format" in _error(path).what


def test_a_workbook_with_a_cell_at_the_far_corner_is_refused(tmp_path: Path) -> None:
    """One cell at XFD1048576 would take half a terabyte."""
    path = workbook_with(tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path)
    book["impacts"].cell(1_048_576, 16_384).value = 1
    book.save(path)
    assert "has a cell in use at XFD1048576" in _error(path).what


def test_a_far_cell_without_a_value_is_no_matter(tmp_path: Path) -> None:
    """A colour or a border at the far corner holds nothing."""
    path = workbook_with(tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path)
    book["impacts"].cell(1_048_576, 16_384).font = openpyxl.styles.Font(bold=True)
    book.save(path)
    with check(path, today=TODAY) as checked:
        assert checked.rejections_total == 0


def test_a_workbook_without_a_required_sheet_is_refused(tmp_path: Path) -> None:
    """The sheets that are there are named."""
    path = workbook_with(tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path)
    book["units"].title = "Teams"
    book.save(path)
    assert _error(path).what == (
        "book.xlsx has no sheet for units. Tables found: areas, headcount, projects, events and impacts. "
        "Not read: book.xlsx / Teams."
    )


def test_a_workbook_whose_formulas_were_never_calculated_is_refused(tmp_path: Path) -> None:
    """Its cells would read as empty."""
    path = workbook_with(tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(path)
    book["impacts"]["D2"] = "=30+30"
    book.save(path)
    assert "has a formula in D2 without its value" in _error(path).what


def _with_part(path: Path, part: str, change: Callable[[bytes], bytes]) -> Path:
    """The workbook at `path` with one part of its archive changed."""
    changed = path.with_name("changed.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(item.filename, change(content) if item.filename == part else content)
    return changed


def test_a_workbook_with_xml_entities_is_refused(tmp_path: Path) -> None:
    """Entities within entities would grow without end."""
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet'
    path = _with_part(
        workbook_with(tmp_path / "book.xlsx"),
        "xl/worksheets/sheet1.xml",
        lambda content: content.replace(b"<worksheet", entities, 1),
    )
    assert "declares XML entities" in _error(path).what


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    """A megabyte that unpacks to more than a gigabyte is not unpacked."""
    path = tmp_path / "book.xlsx"
    workbook_with(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as book, book.open("xl/media/x.bin", "w") as part:
        for _ in range(1025):
            part.write(bytes(1 << 20))
    assert "book.xlsx unpacks to 1,07" in _error(path).what


def test_an_error_in_a_cell_is_rejected_not_read_as_empty(tmp_path: Path) -> None:
    """#DIV/0! in a column that may be empty is still wrong."""
    path = workbook_with(tmp_path / "book.xlsx")
    changed = _with_part(
        path,
        "xl/worksheets/sheet6.xml",
        lambda content: content.replace(b'<c r="E3"/>', b"").replace(
            b'<c r="F3"', b'<c r="E3" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F3"'
        ),
    )
    with check(changed, today=TODAY) as checked:
        found = checked.rejections.select("file", "line", "column", "value", "reason").rows()
    reason = "is a spreadsheet's error, not a value"
    assert found == [("changed.xlsx / impacts", 3, "hours_per_person", "#DIV/0!", reason)]


def test_a_check_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The temporary folder goes with the error, and with the result."""
    spools = tmp_path / "spools"
    spools.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spools))
    (tmp_path / "good").mkdir()
    _error(_folder(tmp_path, TABLES["impacts"] + "\0"))
    with check(folder_with(tmp_path / "good"), today=TODAY):
        assert len(list(spools.iterdir())) == 1
    assert list(spools.iterdir()) == []
