"""What a board pack shall hold: the text of a pack.toml, checked key by key."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from heatmap.analysis.packing.logo import Logo, logo_at
from heatmap.errors import HeatmapError

WEEKS = 26
MOST_WEEKS = 104
LONGEST_TITLE = 80  # characters: two lines of the cover
LARGEST_FILE = 100_000  # bytes; a pack.toml has a few lines
TITLE = "Change board pack"


class Section(StrEnum):
    """A part of the pack, in the order of a meeting."""

    FINDINGS = "findings"
    HEATMAP = "heatmap"
    HOTTEST = "hottest"
    CHANGES = "changes"
    NOT_READY = "not_ready"
    GO_LIVES = "go_lives"
    AT_RISK = "at_risk"
    ASSUMPTIONS = "assumptions"
    DATA_QUALITY = "data_quality"


TITLES = {
    Section.FINDINGS: "Headline findings",
    Section.HEATMAP: "Organisation heatmap",
    Section.HOTTEST: "Ten hottest unit-weeks",
    Section.CHANGES: "What changed",
    Section.NOT_READY: "Overloaded and not ready",
    Section.GO_LIVES: "Go-lives in the next 12 weeks",
    Section.AT_RISK: "At-risk units",
    Section.ASSUMPTIONS: "Assumptions",
    Section.DATA_QUALITY: "Data quality",
}


@dataclass(frozen=True)
class PackChoice:
    """What the pack holds; README lists each key of a pack.toml with its default.

    `weeks` are those of the heatmap and of the hottest unit-weeks, from the as-of date's on. No units means
    all of them. `version` and `as_of` None mean the newest version and its own date, `since` None the version
    before it; `since` may be a number or a day, as of `heatmap.analysis.compared.changes.changes`.
    """

    title: str = TITLE
    sections: tuple[Section, ...] = tuple(Section)
    weeks: int = WEEKS
    units: tuple[str, ...] = ()
    logo: Logo | None = None
    version: int | None = None
    as_of: date | None = None
    since: int | date | None = None


def choice_at(path: Path) -> PackChoice:
    """The choice that the file at `path` makes; its logo's path counts from the file's folder.

    Raises:
        HeatmapError: the file or its logo cannot be read, or a key or value in it is wrong.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        text = content.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise HeatmapError(
            f"The pack's configuration {path} cannot be read: {error}.", "Give a TOML file in UTF-8."
        ) from error
    if len(content) > LARGEST_FILE:
        raise _wrong(f"{path.name} is larger than {LARGEST_FILE:,} bytes", "Give a pack.toml of a few lines.")
    return choice(text, path.parent)


def choice(text: str, folder: Path) -> PackChoice:
    """The choice that the text of a pack.toml makes; a logo's path counts from `folder`.

    Raises:
        HeatmapError: it is no TOML, or a key or value in it is wrong.
    """
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(f"it is not valid TOML: {error}", "Correct the line named.") from error
    for key in given:
        if key not in _KEYS:
            raise _wrong(f"there is no key “{str(key)[:80]}”", f"Its keys are: {', '.join(_KEYS)}.")
    return PackChoice(**{key: _KEYS[key](value, folder) for key, value in given.items()})


def _wrong(what: str, do: str) -> HeatmapError:
    return HeatmapError(f"The pack's configuration: {what}.", do)


def _shown(value: object) -> str:
    """A value as a message repeats it."""
    return repr(value)[:80]


def _title(value: object, _: Path) -> str:
    if isinstance(value, str) and 0 < len(value.strip()) <= LONGEST_TITLE and value.isprintable():
        return value.strip()
    raise _wrong(f"title is {_shown(value)}", f"Give one line of 1 to {LONGEST_TITLE} characters.")


def _sections(value: object, _: Path) -> tuple[Section, ...]:
    chosen = _texts("sections", value)
    for name in chosen:
        if name not in tuple(Section):
            raise _wrong(f"there is no section “{name[:80]}”", f"Choose from: {', '.join(Section)}.")
    return tuple(Section(name) for name in chosen)


def _units(value: object, _: Path) -> tuple[str, ...]:
    return _texts("units", value)


def _texts(key: str, value: object) -> tuple[str, ...]:
    """A list of texts, each named once."""
    if not isinstance(value, list) or not value or not all(isinstance(each, str) for each in value):
        raise _wrong(
            f"{key} is {_shown(value)}", f"Give a list of texts, such as {_EXAMPLES[key]}, or leave it out."
        )
    for each in value:
        if value.count(each) > 1:
            raise _wrong(f"{key} has “{each[:80]}” twice", "Name each once.")
    return tuple(value)


def _weeks(value: object, _: Path) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_WEEKS:
        return value
    raise _wrong(f"weeks is {_shown(value)}", f"Give a whole number from 1 to {MOST_WEEKS}.")


def _version(value: object, _: Path) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise _wrong(f"version is {_shown(value)}", "Give a version's number, such as 2.")


def _as_of(value: object, _: Path) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise _wrong(f"as_of is {_shown(value)}", "Give a date without quotes, such as 2020-10-05.")


def _since(value: object, _: Path) -> int | date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    raise _wrong(
        f"since is {_shown(value)}", "Give a version's number, such as 1, or a date, such as 2020-10-05."
    )


def _logo(value: object, folder: Path) -> Logo:
    if isinstance(value, str) and value.strip():
        return logo_at(folder / value)
    raise _wrong(f"logo is {_shown(value)}", "Give the path of a PNG, JPEG or SVG file.")


_EXAMPLES = {"sections": '["findings", "heatmap"]', "units": '["NA", "CE"]'}
_KEYS: Mapping[str, Callable[[Any, Path], Any]] = {
    "title": _title,
    "sections": _sections,
    "weeks": _weeks,
    "units": _units,
    "logo": _logo,
    "version": _version,
    "as_of": _as_of,
    "since": _since,
}
