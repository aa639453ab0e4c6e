"""Scoring parameters: the organisation's settings, read from the text of a `scoring.toml`."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from heatmap.errors import HeatmapError
from heatmap.terms import EVEN_KINDS, GO_LIVE_KINDS, Band, Kind

SCORING_VERSION = "1"
SEVERITIES = (1, 2, 3, 4, 5)

_KEYS = ("severity_weight", "default_hours_per_person", "kinds", "bands")
_SHAPE_KEYS = ("before", "after", "half_life")
_BAND_KEYS = ("letter", "name", "lower")
_BANDS = (2, 5)  # no fewer tell anything apart; no more have a colour
_LONGEST_NAME = 40
_MOST_WEEKS = 520  # ten years: a longer ramp is a slip of the pen


@dataclass(frozen=True)
class Ramp:
    """A go-live kind's shape: weeks of ramp before, weeks after, and weeks in which the load halves."""

    before: int
    after: int
    half_life: float


@dataclass(frozen=True)
class Parameters:
    """How load is scored. `severity_weight` and `default_hours` are listed by severity, 1 first.

    `ramps` holds the go-live kinds; every other kind is even. Bands rise from saturation 0.
    """

    severity_weight: tuple[float, ...]
    default_hours: tuple[float, ...]
    ramps: Mapping[Kind, Ramp]
    bands: tuple[Band, ...]


def default_text() -> str:
    """The text of the `scoring.toml` that comes with the program."""
    return (Path(__file__).parent / "scoring.toml").read_text("utf-8")


def parse(text: str) -> Parameters:
    """Parameters from the text of a `scoring.toml`; HeatmapError on anything missing, unknown or wrong."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise HeatmapError(
            f"The scoring parameters are not valid TOML: {error}.",
            "Correct the line named, or leave the file out.",
        ) from error
    _keys("the scoring parameters", given, _KEYS)
    return Parameters(
        severity_weight=_by_severity("severity_weight", given["severity_weight"]),
        default_hours=_by_severity("default_hours_per_person", given["default_hours_per_person"]),
        ramps=_ramps(given["kinds"]),
        bands=_bands(given["bands"]),
    )


def _wrong(what: str, do: str) -> HeatmapError:
    return HeatmapError(f"Scoring parameters: {what}.", do)


def _keys(where: str, given: object, valid: tuple[str, ...]) -> Mapping[str, object]:
    """`given` as a table that has exactly the `valid` keys."""
    listed = ", ".join(valid)
    if not isinstance(given, dict):
        raise _wrong(f"{where} is {given!r}, not a table", f"Give it the keys {listed}.")
    for key in given:
        if key not in valid:
            raise _wrong(f"{where} has the unknown key “{key}”", f"Its keys are: {listed}.")
    for key in valid:
        if key not in given:
            raise _wrong(f"{where} lacks the key “{key}”", f"Its keys are: {listed}.")
    return given


def _number(where: str, given: object, at_least: float = 0.0) -> float:
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if not is_number or not math.isfinite(given) or given < at_least:  # type: ignore[arg-type, operator]
        raise _wrong(f"{where} is {given!r}", f"Give a number of {at_least:g} or more.")
    return float(given)  # type: ignore[arg-type]


def _weeks(where: str, given: object) -> int:
    weeks = _number(where, given)
    if not weeks.is_integer() or weeks > _MOST_WEEKS:
        raise _wrong(f"{where} is {given!r}", f"Give a whole number of weeks from 0 to {_MOST_WEEKS}.")
    return int(weeks)


def _by_severity(key: str, given: object) -> tuple[float, ...]:
    table = _keys(key, given, tuple(str(severity) for severity in SEVERITIES))
    return tuple(_number(f"{key} of severity {severity}", table[str(severity)]) for severity in SEVERITIES)


def _ramps(given: object) -> Mapping[Kind, Ramp]:
    table = _keys("kinds", given, tuple(Kind))
    for kind in EVEN_KINDS:
        if table[kind] != "even":
            raise _wrong(
                f"the kind {kind} is {table[kind]!r}", 'Its events have no go-live date: write "even".'
            )
    return {kind: _ramp(kind, table[kind]) for kind in GO_LIVE_KINDS}


def _ramp(kind: Kind, given: object) -> Ramp:
    table = _keys(f"the kind {kind}", given, _SHAPE_KEYS)
    half_life = _number(f"half_life of {kind}", table["half_life"])
    if half_life == 0:
        raise _wrong(f"half_life of {kind} is 0", "Give a number of weeks above 0.")
    return Ramp(
        before=_weeks(f"before of {kind}", table["before"]),
        after=_weeks(f"after of {kind}", table["after"]),
        half_life=half_life,
    )


def _bands(given: object) -> tuple[Band, ...]:
    fewest, most = _BANDS
    if not isinstance(given, list) or not fewest <= len(given) <= most:
        raise _wrong("bands is not a list of 2 to 5 bands", "Write one [[bands]] block for each band.")
    bands = tuple(_band(f"band {position}", each) for position, each in enumerate(given, start=1))
    if bands[0].lower != 0:
        raise _wrong(f"the first band starts at {bands[0].lower:g}", "Start it at 0.")
    for lower, upper in pairwise(bands):
        if upper.lower <= lower.lower:
            raise _wrong(
                f"band {upper.letter} starts at {upper.lower:g}, band {lower.letter} at {lower.lower:g}",
                "List the bands by rising `lower`.",
            )
    if len({band.letter for band in bands}) < len(bands):
        raise _wrong("two bands have the same letter", "Give each band a letter of its own.")
    return bands


def _band(where: str, given: object) -> Band:
    table = _keys(where, given, _BAND_KEYS)
    letter, name = table["letter"], table["name"]
    if not (isinstance(letter, str) and len(letter) == 1 and letter.isalnum()):
        raise _wrong(f"the letter of {where} is {letter!r}", "Give one letter or digit.")
    if not (isinstance(name, str) and name.strip() and len(name) <= _LONGEST_NAME and name.isprintable()):
        raise _wrong(f"the name of {where} is {name!r}", "Give a short name, such as “calm”.")
    return Band(letter, name.strip(), _number(f"lower of {where}", table["lower"]))


DEFAULT = parse(default_text())
