"""heatmap pack."""

from pathlib import Path

import pptx
import pytest
from click.testing import CliRunner

from heatmap.cli import commands, main
from tests.analysis.packing.packs import publish
from tests.example import example


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's store, with the example in it."""
    folder = tmp_path / "store"
    publish(folder, example()).close()
    monkeypatch.setenv("HEATMAP_STORE", str(folder))
    monkeypatch.setenv("HEATMAP_MARKING", "OFFICIAL")
    return folder


def titles(path: Path) -> list[str]:
    """Of all slides."""
    return [slide.shapes.title.text_frame.text for slide in pptx.Presentation(str(path)).slides]


def test_it_writes_the_pack_and_says_where(store: Path, tmp_path: Path) -> None:
    """Cover first."""
    out = tmp_path / "pack.pptx"
    told = CliRunner().invoke(commands, ["pack", "--out", str(out)])
    assert told.exit_code == 0
    assert f"The board pack is in {out}: {out.stat().st_size:,} bytes." in told.output
    assert titles(out)[0] == "Change board pack"
    assert store.is_dir()


@pytest.mark.usefixtures("store")
def test_a_configuration_chooses_what_is_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the option, or by HEATMAP_PACK."""
    config, out = tmp_path / "pack.toml", tmp_path / "pack.pptx"
    config.write_text('title = "October"\nsections = ["assumptions"]\n')
    assert CliRunner().invoke(commands, ["pack", "--out", str(out), "--config", str(config)]).exit_code == 0
    chosen = titles(out)
    assert chosen[0] == "October"
    assert len(chosen) == 2
    monkeypatch.setenv("HEATMAP_PACK", str(config))
    assert CliRunner().invoke(commands, ["pack", "--out", str(out)]).exit_code == 0
    assert titles(out) == chosen


def test_another_store_can_be_named(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a PDF."""
    monkeypatch.setenv("HEATMAP_STORE", str(tmp_path / "none"))
    out = tmp_path / "pack.pdf"
    assert CliRunner().invoke(commands, ["pack", "--out", str(out), "--store", str(store)]).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF")


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--out", "pack.txt"], "There is no export “txt”."),
        (["--out", "pack.png"], "A pack cannot be PNG."),
        (["--out", "pack.pdf", "--paper", "a5"], "There is no paper “a5”."),
        (["--out", "pack.pdf", "--since", "soon"], "“soon” is not a date."),
        (["--out", "pack.pdf", "--version", "9"], "Version 9 does not exist."),
        (["--out", "pack.pdf", "--store", "nowhere"], "nowhere has no version to make a pack of."),
        (["--out", "pack.pdf", "--config", "nowhere.toml"], "nowhere.toml cannot be read"),
        (["--out", "nowhere/pack.pdf"], "could not be written"),
    ],
)
def test_what_cannot_be_made_is_said_without_a_trace(
    options: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing is written."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        main(["pack", *options])
    assert ended.value.code == 2
    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("pack.*"))
