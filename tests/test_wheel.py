"""The wheel carries everything that the program needs beside its code."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of the files in the wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        (entry_points,) = [name for name in opened.namelist() if name.endswith("entry_points.txt")]
        assert "heatmap = heatmap.cli:main" in opened.read(entry_points).decode()
        return set(opened.namelist())


@pytest.mark.parametrize("folder", ["queries", "assets", "sample_data"])
def test_the_wheel_bundles_every_file_of_the_folder(names: set[str], folder: str) -> None:
    """Queries, what the browser loads, and the sample portfolio."""
    tracked = subprocess.run(
        ["git", "ls-files", folder], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split("\n")
    wanted = {f"heatmap/bundled/{name}" for name in tracked if name}
    assert wanted <= names


def test_the_wheel_holds_the_code_and_its_parameters(names: set[str]) -> None:
    """And none of the tests."""
    assert {"heatmap/dashboard.py", "heatmap/scoring/scoring.toml"} <= names
    assert not [name for name in names if name.startswith("tests/")]
