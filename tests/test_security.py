"""Rules of the whole program that keep it safe."""

import re
from pathlib import Path

import pytest

from heatmap.errors import HeatmapError
from heatmap.resources import ASSETS
from heatmap.settings import Settings

PACKAGE = Path(__file__).parent.parent / "heatmap"
SOURCES = [path for path in PACKAGE.rglob("*.py") if "bundled" not in path.parts]
SCRIPTS = [*ASSETS.rglob("*.js"), *ASSETS.rglob("*.css")]


def test_the_server_listens_to_this_machine_alone_unless_told_otherwise() -> None:
    """Nobody else on the network sees a portfolio by accident."""
    assert Settings.from_environment({}).host == "127.0.0.1"


def test_allowed_hosts_are_read_as_browsers_write_them() -> None:
    """Lower case, without the spaces that people put after commas."""
    settings = Settings.from_environment({"HEATMAP_ALLOWED_HOSTS": "Heatmap.Example, other.example,"})
    assert settings.allowed_hosts == ("heatmap.example", "other.example")


def test_a_port_that_is_none_is_told() -> None:
    """The value and what would be right."""
    with pytest.raises(HeatmapError, match="HEATMAP_PORT is “http”"):
        Settings.from_environment({"HEATMAP_PORT": "http"})


@pytest.mark.parametrize(
    "pattern",
    [
        r"\beval\(",
        r"\bexec\(",
        r"\bpickle\b",
        r"dangerously_allow_html",
        r"dangerouslySetInnerHTML",
        r"debug=True",
        r"enable_mcp=True",
        r"https?://(?!127\.0\.0\.1|www\.w3\.org/(?:2000/svg|1999/xlink)\b|\{)",  # namespaces' names
    ],
)
def test_no_source_has_what_opens_a_door(pattern: str) -> None:
    """No code from text, no markup from text, no debugger, no address outside this machine."""
    found = [path.name for path in SOURCES if re.search(pattern, path.read_text(encoding="utf-8"))]
    assert found == []


@pytest.mark.parametrize(
    "pattern",
    [
        r"\.innerHTML|\.outerHTML|insertAdjacentHTML|document\.write|srcdoc",
        r"\beval\(|new Function\(",
        r"https?://(?!www\.w3\.org/)",
        r"url\((?!\s*[\"']?(#|data:))",
        r"@import",
        r"\.href\s*=",
    ],
)
def test_no_asset_makes_markup_of_text_or_asks_elsewhere(pattern: str) -> None:
    """Names from files are only ever text; styles and scripts load nothing."""
    found = [path.name for path in SCRIPTS if re.search(pattern, path.read_text(encoding="utf-8"))]
    assert found == []
