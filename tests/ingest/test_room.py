"""The temporary folder: full, emptied by others, or holding what a killed check left."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from heatmap.errors import HeatmapError
from heatmap.ingest.check import check
from tests.ingest.portfolios import TODAY, folder_with, parquet_with, workbook_with

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="file size limits are POSIX")
DAY = 24 * 3600
LIMITED = """
import resource, sys
from heatmap.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
main(["check", sys.argv[2], "--today", "2020-03-02"])
"""


@POSIX
@pytest.mark.parametrize(("form", "limit"), [("csv", 1), ("csv", 600), ("xlsx", 300), ("parquet", 300)])
def test_a_full_temporary_folder_is_told_with_its_path(form: str, limit: int, tmp_path: Path) -> None:
    """A file may not grow over `limit` bytes: in the first table, a later one, or in the reading child."""
    (tmp_path / "given").mkdir()
    (tmp_path / "temporary").mkdir()
    given = tmp_path / "given"
    if form == "xlsx":
        given = workbook_with(given / "portfolio.xlsx")
    elif form == "parquet":
        parquet_with(given)
    else:
        folder_with(given)

    ended = subprocess.run(
        [sys.executable, "-c", LIMITED, str(limit), str(given)],
        env={**os.environ, "TMPDIR": str(tmp_path / "temporary")},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert ended.returncode == 2
    assert f"The temporary folder {tmp_path / 'temporary'} is full" in ended.stderr
    assert "TMPDIR" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not list((tmp_path / "temporary").iterdir())


def test_rows_that_somebody_removed_from_the_temporary_folder_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cleaner of temporary files may."""
    (tmp_path / "given").mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    with check(folder_with(tmp_path / "given"), today=TODAY) as checked:
        for folder in (tmp_path / "temporary").iterdir():
            shutil.rmtree(folder)
        with pytest.raises(HeatmapError, match="The temporary folder"):
            checked.portfolio()


def test_what_a_killed_check_left_is_removed_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only folders of our name: not one of today's, a link's target, nor a file."""
    (tmp_path / "given").mkdir()
    temporary = tmp_path / "temporary"
    old, new, foreign = (temporary / name for name in ("heatmap-check-old", "heatmap-check-new", "other"))
    for folder in (old, new, foreign):
        folder.mkdir(parents=True)
        (folder / "impacts-0.parquet").write_text("rows")
    (temporary / "heatmap-check-link").symlink_to(foreign)
    (temporary / "heatmap-check-file").write_text("")
    long_ago = time.time() - DAY - 60
    for path in (old, foreign, temporary / "heatmap-check-file"):
        os.utime(path, (long_ago, long_ago))
    os.utime(temporary / "heatmap-check-link", (long_ago, long_ago), follow_symlinks=False)
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))

    check(folder_with(tmp_path / "given"), today=TODAY).close()

    left = sorted(path.name for path in temporary.iterdir())
    assert left == ["heatmap-check-file", "heatmap-check-link", "heatmap-check-new", "other"]
    assert (foreign / "impacts-0.parquet").exists()
