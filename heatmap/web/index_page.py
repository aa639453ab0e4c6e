"""The page that Dash wraps around everything, without what nobody needs in it."""

import hashlib
import json
import re
from functools import cache

import dash

# Versions of libraries tell an attacker which holes to try; nothing on the page reads them.
TOLD_VERSIONS = ("dash_version", "python_version", "dash_version_url", "plotly_version", "ddk_version")
# All pages' layouts, in which Dash's script looks for mistaken ids; it is nearly all of the page's bytes.
# A test looks instead (tests/pages/test_wiring.py), and the script must not look in the shown page alone.
VALIDATION, UNLOOKED = "validation_layout", "suppress_callback_exceptions"
# For browsers of before 2017, which know none of our style sheets; and tables that no page has. 37 kB.
NEEDLESS = (r"deps/polyfill@", r"dash_table/bundle\.")

_CONFIG = re.compile(r'(<script id="_dash-config" type="application/json">)(.*?)(</script>)', re.DOTALL)
_FINGERPRINT = re.compile(r"\.(v[\w-]+m[0-9a-fA-F]+)\.")
_ICON_VERSION = re.compile(r"(_favicon\.ico)\?v=[\w.]+")
_NEEDLESS = re.compile(rf'<script src="[^"]*/(?:{"|".join(NEEDLESS)})[^"]*"></script>\n?')


@cache
def install() -> None:
    """Trim the pages of all Dash applications in the process: Dash's hooks are theirs together."""
    dash.hooks.index()(trimmed)


def trimmed(page: str) -> str:
    """The page without versions of libraries, in its settings and addresses, and without needless parts."""
    page = _CONFIG.sub(_trimmed_settings, _NEEDLESS.sub("", page))
    return _FINGERPRINT.sub(_opaque, _ICON_VERSION.sub(r"\1", page))


def _trimmed_settings(found: re.Match[str]) -> str:
    settings = json.loads(found[2])
    kept = {name: value for name, value in settings.items() if name not in {*TOLD_VERSIONS, VALIDATION}}
    kept[UNLOOKED] = True
    # As Dash writes it: no character that could end the script element.
    text = json.dumps(kept).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return found[1] + text + found[3]


def _opaque(found: re.Match[str]) -> str:
    return f".v0m{hashlib.sha256(found[1].encode()).hexdigest()[:12]}."
