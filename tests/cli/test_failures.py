"""How commands end that fail: in words, whatever happened and whatever the screen can show."""

import io
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import polars as pl
import pytest

from heatmap.cli import COMMANDS, commands, main
from heatmap.cli.failures import told
from heatmap.cli.tables import write_file, write_table, writer
from heatmap.errors import HeatmapError
from tests.ingest.portfolios import folder_with, with_row


def test_what_nobody_foresaw_is_said_in_words_with_its_details_in_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each failure has a reference of its own, and the log keeps those before it."""
    log = tmp_path / "logs" / "errors.log"
    references = []
    for divisor in (0, 0):
        with pytest.raises(SystemExit) as ended, told(log):
            click.echo(f"{1 / divisor}")
        assert ended.value.code == 2
        said = capsys.readouterr().err
        assert "Traceback" not in said
        assert said.endswith(f"The details are in {log}.\n")
        references += re.findall(r"Its reference is ([0-9a-f]{8})\.", said)

    kept = log.read_text("utf-8")
    assert len(set(references)) == 2
    assert re.findall(r"UTC, reference ([0-9a-f]{8})\n", kept) == references
    assert kept.count("ZeroDivisionError: division by zero") == 2


def test_details_that_can_be_kept_nowhere_are_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a full disk, say: after the words."""
    (tmp_path / "file").write_text("")
    with pytest.raises(SystemExit) as ended, told(tmp_path / "file" / "errors.log"):
        click.echo(f"{1 / len('')}")
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("Error: Something went wrong")
    assert said.rstrip().endswith("ZeroDivisionError: division by zero")


def test_a_known_error_and_an_end_are_not_logged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What happened and what to do; a command's own exit code stays."""
    with pytest.raises(SystemExit) as ended, told(tmp_path / "errors.log"):
        raise HeatmapError("The store is missing.", "Name another.")
    assert ended.value.code == 2
    assert capsys.readouterr().err == "Error: The store is missing.\n  Name another.\n"
    with pytest.raises(SystemExit) as ended, told(tmp_path / "errors.log"):
        sys.exit(1)
    assert ended.value.code == 1
    with pytest.raises(KeyboardInterrupt), told(tmp_path / "errors.log"):
        raise KeyboardInterrupt
    assert not (tmp_path / "errors.log").exists()


@pytest.mark.parametrize(
    ("encoding", "bell"), [("cp1252", r"C\u2407E"), ("cp850", r"C\u2407E"), ("utf-8", "C␇E")]
)
def test_a_check_is_told_on_a_screen_without_the_characters_for_it(
    encoding: str, bell: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bell in a rejected cell has a picture that the western code page lacks."""
    folder = folder_with(tmp_path, units=with_row("units", "C\aE,Centre,bcx,1"))
    screen = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(screen, encoding=encoding))
    with pytest.raises(SystemExit) as ended:
        main(["check", str(folder), "--today", "2020-03-02"])
    assert ended.value.code == 1
    sys.stdout.flush()
    said = screen.getvalue().decode(encoding)
    assert "units.csv line 4, column kind: " in said
    assert bell in said


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_found_under_its_own_name(name: str) -> None:
    """It is loaded when it is asked for; another name gives none."""
    context = click.Context(commands)
    command = commands.get_command(context, name)
    assert command is not None
    assert command.name == name
    assert commands.get_command(context, f"{name}s") is None or f"{name}s" in COMMANDS


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal to send")
def test_ctrl_c_while_a_command_is_loaded_shows_no_trace(tmp_path: Path) -> None:
    """Loading takes a second or more: whoever has second thoughts interrupts just then."""
    watched = (
        "import signal, sys\n"
        "from heatmap.cli import main\n"
        "def watch(event, about):\n"
        "    if event == 'import' and about[0] == 'polars':\n"
        "        signal.raise_signal(signal.SIGINT)\n"
        "sys.addaudithook(watch)\n"
        "main(['check', sys.argv[1]])\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", watched, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.stderr.strip() == "Aborted!"
    assert ended.returncode in {1, -signal.SIGINT}


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """No file of this process may grow over so many bytes, as if the disk were full."""
    import resource  # noqa: PLC0415 - Windows has none

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
@pytest.mark.parametrize("name", ["rows.csv", "rows.parquet", "view.png"])
def test_an_answer_that_the_disk_has_no_room_for_is_told_and_no_half_of_it_left(
    name: str, tmp_path: Path
) -> None:
    """Whoever wrote it, and the answer of last time stays."""
    out = tmp_path / name
    out.write_text("last time")
    rows = pl.DataFrame({"unit": [f"U{number}" for number in range(1000)]})

    def write() -> None:
        if out.suffix == ".png":
            write_file(out, bytes(1000))
        else:
            write_table(out, rows, writer(out))

    with files_of_at_most(100), pytest.raises(HeatmapError) as problem:
        write()

    assert re.fullmatch(
        rf"{out} could not be written: File too large( \(os error \d+\))?\.", problem.value.what
    )
    assert "disk that has room" in problem.value.do
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert out.read_text("utf-8") == "last time"
