"""The logo is checked by its content, in size and kind."""

import io
from pathlib import Path

import pytest
from PIL import Image

from heatmap.analysis.packing.logo import LogoKind, logo_at
from heatmap.errors import HeatmapError

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'


def picture(width: int, height: int, form: str = "PNG") -> bytes:
    """A picture of one colour."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), "#12436d").save(written, form)
    return written.getvalue()


def refusal(folder: Path, content: bytes) -> str:
    """What is said of a logo with this content."""
    path = folder / "logo.png"
    path.write_bytes(content)
    with pytest.raises(HeatmapError) as problem:
        logo_at(path)
    return problem.value.what


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture(200, 80), LogoKind.PNG),
        (picture(200, 80, "JPEG"), LogoKind.JPEG),
        (f"{OPEN}<rect width='9' height='9'/></svg>".encode(), LogoKind.SVG),
    ],
)
def test_the_kind_is_that_of_the_content_whatever_the_name(
    tmp_path: Path, content: bytes, kind: LogoKind
) -> None:
    """All three are called logo.bin here."""
    path = tmp_path / "logo.bin"
    path.write_bytes(content)
    assert logo_at(path).kind is kind


def test_other_kinds_and_broken_pictures_are_refused(tmp_path: Path) -> None:
    """A GIF, a text, and a PNG that was cut off."""
    for content in (picture(200, 80, "GIF"), b"logo", picture(200, 80)[:60]):
        assert refusal(tmp_path, content) == "The logo logo.png is no PNG, JPEG or SVG that can be read."


@pytest.mark.parametrize("sides", [(20, 20), (6_001, 700), (1_000, 99)], ids=["small", "large", "long"])
def test_a_logo_that_would_not_read_is_refused(tmp_path: Path, sides: tuple[int, int]) -> None:
    """With its size in pixels."""
    assert f"is {sides[0]:,} by {sides[1]:,} pixels" in refusal(tmp_path, picture(*sides))


def test_a_file_above_two_megabytes_is_refused(tmp_path: Path) -> None:
    """Whatever it is."""
    assert "larger than 2 MB" in refusal(tmp_path, b"\x89PNG" + b"0" * 2_000_000)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (f"<!DOCTYPE svg>{OPEN}</svg>", "has a DOCTYPE"),
        (f"{OPEN}<script>alert(1)</script></svg>", "runs a script"),
        (f'{OPEN}<image href="file:///etc/passwd"/></svg>', "needs another file"),
        (f'{OPEN}<image href="logo.png"/></svg>', "needs another file"),
        (f"{OPEN}<rect>", "is no SVG that can be read"),
        ("<p><svg></svg></p>", "is no SVG"),
    ],
)
def test_an_svg_stands_by_itself(tmp_path: Path, content: str, what: str) -> None:
    """It fetches nothing and runs nothing."""
    assert what in refusal(tmp_path, content.encode())
