from pathlib import Path

import pptx
import pytest
from click.testing import CliRunner, Result

from heatmap.cli.export import export
from heatmap.errors import HeatmapError
from tests.example import example_store


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example's store, named by the environment, as is the marking."""
    folder = tmp_path / "store"
    example_store(folder).close()
    monkeypatch.setenv("HEATMAP_STORE", str(folder))
    monkeypatch.setenv("HEATMAP_MARKING", "OFFICIAL")
    return folder


def run(*words: object) -> Result:
    """`heatmap export WORDS`."""
    return CliRunner().invoke(export, [str(word) for word in words], catch_exceptions=False)


def test_the_format_is_that_of_the_files_name(store: Path, tmp_path: Path) -> None:
    """And the command says what is in it."""
    out = tmp_path / "grid.pdf"
    result = run("--view", "heatmap", "--out", out)
    assert store.is_dir()
    assert result.exit_code == 0
    assert result.output.startswith(f"Saturation by unit and week is in {out}: ")
    assert out.read_bytes().startswith(b"%PDF")


def test_an_address_copied_from_the_browser_gives_its_view(store: Path, tmp_path: Path) -> None:
    """Filters and marking in each row."""
    out = tmp_path / "grid.txt"
    view = "http://127.0.0.1:8050/?programme=Digital&cell=unit%3ANA%402020-10-05"
    run("--view", view, "--format", "csv", "--out", out, "--store", store)
    head, first, *_ = out.read_text("utf-8-sig").splitlines()
    assert head.startswith('"row_key"')
    assert "Digital" in first
    assert '"OFFICIAL"' in first


def test_a_units_page_can_be_exported_on_a3(store: Path, tmp_path: Path) -> None:
    """A larger sheet is another file."""
    for paper in ("a4", "a3"):
        run("--view", "unit/NA", "--paper", paper, "--out", tmp_path / f"{paper}.pdf", "--store", store)
    assert (tmp_path / "a4.pdf").read_bytes() != (tmp_path / "a3.pdf").read_bytes()


def test_a_view_is_one_slide_or_as_many_as_its_rows_need(store: Path, tmp_path: Path) -> None:
    """One unless asked for every row."""
    for slides in ("one", "every-row"):
        out = tmp_path / f"{slides}.pptx"
        run("--view", "unit/NA", "--slides", slides, "--out", out, "--store", store)
    counts = [len(pptx.Presentation(str(tmp_path / f"{each}.pptx")).slides) for each in ("one", "every-row")]
    assert counts[0] == 1
    assert counts[1] > 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--view", "nothing", "--out", "x.pdf"), "no view “nothing”"),
        (("--view", "heatmap", "--out", "x.docx"), "no export “docx”"),
        (("--view", "heatmap", "--out", "x"), "no export “”"),
        (("--view", "heatmap", "--paper", "a5", "--out", "x.pdf"), "no paper “a5”"),
        (("--view", "heatmap", "--slides", "two", "--out", "x.pptx"), "no slides “two”"),
        (("--view", "unit/ZZ", "--out", "x.pdf"), "no unit “ZZ”"),
    ],
)
@pytest.mark.usefixtures("store")
def test_what_does_not_exist_is_refused_in_words(words: tuple[str, ...], said: str) -> None:
    """Before anything is written."""
    with pytest.raises(HeatmapError, match=said):
        run(*words)


def test_a_store_without_a_version_says_what_to_do(tmp_path: Path) -> None:
    """Publish first."""
    with pytest.raises(HeatmapError, match="heatmap publish"):
        run("--view", "heatmap", "--out", tmp_path / "x.pdf", "--store", tmp_path / "empty")
