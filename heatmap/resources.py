"""Where the files that come with the program are: beside the package, or bundled in its wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_BUNDLED = _PACKAGE / "bundled"
_ROOT = _BUNDLED if _BUNDLED.is_dir() else _PACKAGE.parent

QUERIES = _ROOT / "queries"
ASSETS = _ROOT / "assets"
SAMPLE_DATA = _ROOT / "sample_data"
