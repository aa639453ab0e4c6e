"""A pack.toml: every key that it may have, and what is said of a wrong one."""

from datetime import date
from pathlib import Path

import pytest

from heatmap.analysis.packing.choice import PackChoice, Section, choice, choice_at
from heatmap.analysis.packing.logo import LogoKind
from heatmap.errors import HeatmapError

HERE = Path()


def test_an_empty_file_chooses_everything() -> None:
    """All sections and units, 26 weeks, the newest version against the one before it."""
    assert choice("", HERE) == PackChoice()
    assert PackChoice().sections == tuple(Section)
    assert PackChoice().weeks == 26


def test_every_key_is_read(tmp_path: Path) -> None:
    """A logo's path counts from the file's folder, wherever the command runs."""
    (tmp_path / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    file = tmp_path / "pack.toml"
    file.write_text(
        """
        title = "October board"
        sections = ["heatmap", "findings"]
        weeks = 13
        units = ["NA"]
        logo = "logo.svg"
        version = 2
        as_of = 2020-10-05
        since = 2020-03-02
        """
    )
    chosen = choice_at(file)
    assert chosen.logo is not None
    assert chosen.logo.kind is LogoKind.SVG
    assert chosen == PackChoice(
        title="October board",
        sections=(Section.HEATMAP, Section.FINDINGS),
        weeks=13,
        units=("NA",),
        logo=chosen.logo,
        version=2,
        as_of=date(2020, 10, 5),
        since=date(2020, 3, 2),
    )


@pytest.mark.parametrize(
    ("text", "what", "do"),
    [
        ("weeks = ", "it is not valid TOML", "Correct the line"),
        ("colour = 1", "there is no key “colour”", "title, sections, weeks, units"),
        ("title = 3", "title is 3", "80 characters"),
        ('title = " "', "title is ' '", "80 characters"),
        ('title = """a\nb"""', "title is 'a", "one line"),
        (f'title = "{"a" * 81}"', "title is 'aaa", "80 characters"),
        ('sections = ["cover"]', "there is no section “cover”", "findings, heatmap, hottest"),
        ("sections = []", "sections is []", '["findings", "heatmap"]'),
        ('sections = ["heatmap", "heatmap"]', "sections has “heatmap” twice", "once"),
        ('units = "NA"', "units is 'NA'", '["NA", "CE"]'),
        ("units = [1]", "units is [1]", '["NA", "CE"]'),
        ("weeks = 0", "weeks is 0", "1 to 104"),
        ("weeks = 105", "weeks is 105", "1 to 104"),
        ("weeks = true", "weeks is True", "1 to 104"),
        ("weeks = 1.5", "weeks is 1.5", "1 to 104"),
        ("version = 0", "version is 0", "such as 2"),
        ('as_of = "2020-10-05"', "as_of is '2020-10-05'", "without quotes"),
        ("as_of = 2020-10-05T09:00:00", "as_of is datetime", "without quotes"),
        ('since = "1"', "since is '1'", "such as 1"),
        ("since = false", "since is False", "such as 1"),
        ("logo = 1", "logo is 1", "PNG, JPEG or SVG"),
        ('logo = "none.png"', "The logo none.png cannot be read", "folder of the configuration"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_what_would_be_right(text: str, what: str, do: str) -> None:
    """The value as given, and the valid choices."""
    with pytest.raises(HeatmapError) as problem:
        choice(text, HERE)
    assert what in problem.value.what
    assert do in problem.value.do


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", b"#" * 100_001], ids=["no UTF-8", "too large"])
def test_a_file_that_is_no_configuration_is_refused(tmp_path: Path, content: bytes) -> None:
    """Before anything of it is used."""
    file = tmp_path / "pack.toml"
    file.write_bytes(content)
    with pytest.raises(HeatmapError, match="The pack's configuration"):
        choice_at(file)


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """With its path."""
    with pytest.raises(HeatmapError, match=r"nowhere\.toml cannot be read"):
        choice_at(tmp_path / "nowhere.toml")
