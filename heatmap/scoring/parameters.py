"""Scoring parameters: the organisation's settings, read from the text of a `scoring.toml`."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from heatmap.errors import HeatmapError
from heatmap.terms import EVEN_KINDS, GO_LIVE_KINDS, LIVE_EVENTS, Band, EventStatus, Kind

SCORING_VERSION = "1"
SEVERITIES = (1, 2, 3, 4, 5)

_FILE = "scoring.toml"
_KEYS = ("severity_weight", "default_hours_per_person", "kinds", "bands")
_SLIPPAGE = "slippage"  # may be missing: versions published before there was slippage have none
_PLANNING = "planning"  # may be missing, as slippage
_PLANNING_KEYS = ("price_per_week", "benefit_per_hour", "window")
_SLIPPAGE_KEYS = ("most_weeks", "shock_chance", "shock_weeks", *LIVE_EVENTS)
_SLIP_KEYS = ("on_time", "mean_weeks")
_SHAPE_KEYS = ("before", "after", "half_life")
_BAND_KEYS = ("letter", "name", "lower")
_BANDS = (2, 5)  # no fewer tell anything apart; no more have a colour
_LONGEST_NAME = 40
_LONGEST_SHOWN = 80  # characters of a value that a message repeats
_PLACE = re.compile(r"line (\d+), column (\d+)")
_MOST_WEEKS = 520  # ten years: a longer ramp is a slip of the pen
_MOST_SLIPPED = 104  # two years
_LARGEST = 1e15  # as in the data contract: sums of products of such numbers stay finite


@dataclass(frozen=True)
class Ramp:
    """A go-live kind's shape: weeks of ramp before, weeks after, and weeks in which the load halves."""

    before: int
    after: int
    half_life: float


@dataclass(frozen=True)
class Slip:
    """How projects of one status slip: the share that keep their dates, the others' mean delay in weeks."""

    on_time: float
    mean_weeks: float


@dataclass(frozen=True)
class Slippage:
    """How projects slip, by status; no project slips by more than `most_weeks` on its own.

    With the chance `shock_chance` all of them slip by `shock_weeks` besides.
    """

    most_weeks: int
    shock_chance: float
    shock_weeks: int
    slips: Mapping[EventStatus, Slip]


@dataclass(frozen=True)
class Planning:
    """What suggested moves are judged by: hours a week of delay of a project, or what its benefits say.

    `benefit_per_hour` is the planned benefit that is worth one hour of overload; `window` the weeks that a
    tentative event without a window may move by, either way.
    """

    price_per_week: float
    benefit_per_hour: float
    window: int


@dataclass(frozen=True)
class Parameters:
    """How load is scored. `severity_weight` and `default_hours` are listed by severity, 1 first.

    `ramps` holds the go-live kinds; every other kind is even. Bands rise from saturation 0. `slippage`
    changes no score: it is what simulations assume; nor does `planning`, which suggestions go by.
    """

    severity_weight: tuple[float, ...]
    default_hours: tuple[float, ...]
    ramps: Mapping[Kind, Ramp]
    bands: tuple[Band, ...]
    slippage: Slippage
    planning: Planning


def default_text() -> str:
    """The text of the `scoring.toml` that comes with the program."""
    return (Path(__file__).parent / _FILE).read_text("utf-8")


def parse(text: str, name: str = _FILE) -> Parameters:
    """Parameters from the text of a `scoring.toml`; HeatmapError on anything missing, unknown or wrong.

    `name` is what the error calls the file.
    """
    try:
        given = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # not TOML, a number of thousands of digits, too deep
        raise _no_toml(text, name, error) from error
    try:
        return _parameters(given)
    except _WrongError as wrong:
        raise HeatmapError(f"{name}: {wrong.what}.", wrong.do) from wrong


def _no_toml(text: str, name: str, error: Exception) -> HeatmapError:
    """The parser's words, with its line where it says one; the end of the file is a line too."""
    if not isinstance(error, tomllib.TOMLDecodeError):
        why = "a number is too long, or tables lie too deep in one another"
        return HeatmapError(
            f"{name} cannot be read: {why}.", f"Write it as the program's own {_FILE} is written."
        )
    why, _, where = str(error).partition(" (at ")
    place = _PLACE.match(where)
    line = place[1] if place else str(max(1, len(text.splitlines())))
    where = f"line {line}, column {place[2]}" if place else f"line {line}, where the file ends"
    return HeatmapError(
        f"{name} is not valid TOML: {why[:_LONGEST_SHOWN]} at {where}.",
        f"Correct line {line} or what it continues, or take the file away to score by the program's own.",
    )


def _parameters(given: dict[str, object]) -> Parameters:
    default = tomllib.loads(default_text())
    slippage, planning = (given.pop(each, default[each]) for each in (_SLIPPAGE, _PLANNING))
    _sections(given)
    return Parameters(
        severity_weight=_by_severity("severity_weight", given["severity_weight"]),
        default_hours=_by_severity("default_hours_per_person", given["default_hours_per_person"]),
        ramps=_ramps(given["kinds"]),
        bands=_bands(given["bands"]),
        slippage=_slippage(slippage),
        planning=_planning(planning),
    )


class _WrongError(HeatmapError):
    """What is wrong, not yet with the file's name."""


def _shown(given: object) -> str:
    """A value as a message repeats it: nearly as TOML has it, cut, and without control characters."""
    try:
        text = str(given).lower() if isinstance(given, bool) else repr(given)
    except ValueError:  # Python writes no number of more than 4,300 digits
        text = "a number of too many digits"
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def _sections(given: Mapping[str, object]) -> None:
    """Refuses a section that is not known or not there."""
    sections = f"Its sections are {', '.join(_KEYS)}; {_SLIPPAGE} and {_PLANNING} may be left out."
    for key in given:
        if key not in _KEYS:
            raise _WrongError(f"{_shown(key)} is no section of it", sections)
    for key in _KEYS:
        if key not in given:
            default = "Copy it from the program's own scoring.toml."
            raise _WrongError(f"the section {key} is missing", f"{sections} {default}")


def _keys(where: str, given: object, valid: tuple[str, ...]) -> Mapping[str, object]:
    """`given` as a table that has exactly the `valid` keys."""
    listed = ", ".join(valid)
    if not isinstance(given, dict):
        raise _WrongError(f"{where} is {_shown(given)}, not a table", f"Give it the keys {listed}.")
    for key in given:
        if key not in valid:
            raise _WrongError(f"{where} has the unknown key {_shown(key)}", f"Its keys are: {listed}.")
    for key in valid:
        if key not in given:
            raise _WrongError(f"{where} lacks the key “{key}”", f"Its keys are: {listed}.")
    return given


def _number(where: str, given: object, at_least: float = 0.0) -> float:
    is_number = isinstance(given, int | float) and not isinstance(given, bool)
    if not is_number or not at_least <= given < _LARGEST:  # type: ignore[operator]
        raise _WrongError(
            f"{where} is {_shown(given)}", f"Give a number of {at_least:g} or more, below {_LARGEST:g}."
        )
    return float(given)  # type: ignore[arg-type]


def _weeks(where: str, given: object) -> int:
    weeks = _number(where, given)
    if not weeks.is_integer() or weeks > _MOST_WEEKS:
        raise _WrongError(
            f"{where} is {_shown(given)}", f"Give a whole number of weeks from 0 to {_MOST_WEEKS}."
        )
    return int(weeks)


def _by_severity(key: str, given: object) -> tuple[float, ...]:
    table = _keys(key, given, tuple(str(severity) for severity in SEVERITIES))
    return tuple(_number(f"{key} of severity {severity}", table[str(severity)]) for severity in SEVERITIES)


def _ramps(given: object) -> Mapping[Kind, Ramp]:
    table = _keys("kinds", given, tuple(Kind))
    for kind in EVEN_KINDS:
        if table[kind] != "even":
            raise _WrongError(
                f"the kind {kind} is {_shown(table[kind])}", 'Its events have no go-live date: write "even".'
            )
    return {kind: _ramp(kind, table[kind]) for kind in GO_LIVE_KINDS}


def _ramp(kind: Kind, given: object) -> Ramp:
    table = _keys(f"the kind {kind}", given, _SHAPE_KEYS)
    half_life = _number(f"half_life of {kind}", table["half_life"])
    if half_life == 0:
        raise _WrongError(f"half_life of {kind} is 0", "Give a number of weeks above 0.")
    return Ramp(
        before=_weeks(f"before of {kind}", table["before"]),
        after=_weeks(f"after of {kind}", table["after"]),
        half_life=half_life,
    )


def _slippage(given: object) -> Slippage:
    table = _keys(_SLIPPAGE, given, _SLIPPAGE_KEYS)
    most, shock = (_slipped(f"{key} of slippage", table[key]) for key in ("most_weeks", "shock_weeks"))
    return Slippage(
        most_weeks=most,
        shock_chance=_share("shock_chance of slippage", table["shock_chance"]),
        shock_weeks=shock,
        slips={status: _slip(status, table[status], most) for status in LIVE_EVENTS},
    )


def _slip(status: EventStatus, given: object, most: int) -> Slip:
    table = _keys(f"the slippage of {status}", given, _SLIP_KEYS)
    mean = _number(f"mean_weeks of {status}", table["mean_weeks"], 1.0)
    if mean > max(most, 1):
        raise _WrongError(
            f"mean_weeks of {status} is {mean:g}, and most_weeks is {most}",
            "Give a mean of at most most_weeks.",
        )
    return Slip(_share(f"on_time of {status}", table["on_time"]), mean)


def _planning(given: object) -> Planning:
    table = _keys(_PLANNING, given, _PLANNING_KEYS)
    worth = _number("benefit_per_hour of planning", table["benefit_per_hour"])
    if worth == 0:
        raise _WrongError("benefit_per_hour of planning is 0", "Give the benefit that is worth one hour.")
    return Planning(
        price_per_week=_number("price_per_week of planning", table["price_per_week"]),
        benefit_per_hour=worth,
        window=_slipped("window of planning", table["window"]),
    )


def _share(where: str, given: object) -> float:
    share = _number(where, given)
    if share > 1:
        raise _WrongError(f"{where} is {_shown(given)}", "Give a share from 0 to 1.")
    return share


def _slipped(where: str, given: object) -> int:
    weeks = _weeks(where, given)
    if weeks > _MOST_SLIPPED:
        raise _WrongError(
            f"{where} is {_shown(given)}", f"Give a whole number of weeks from 0 to {_MOST_SLIPPED}."
        )
    return weeks


def _bands(given: object) -> tuple[Band, ...]:
    fewest, most = _BANDS
    if not isinstance(given, list) or not fewest <= len(given) <= most:
        raise _WrongError("bands is not a list of 2 to 5 bands", "Write one [[bands]] block for each band.")
    bands = tuple(_band(f"band {position}", each) for position, each in enumerate(given, start=1))
    if bands[0].lower != 0:
        raise _WrongError(f"the first band starts at {bands[0].lower:g}", "Start it at 0.")
    for lower, upper in pairwise(bands):
        if upper.lower <= lower.lower:
            raise _WrongError(
                f"band {upper.letter} starts at {upper.lower:g}, band {lower.letter} at {lower.lower:g}",
                "List the bands by rising `lower`.",
            )
    if len({band.letter for band in bands}) < len(bands):
        raise _WrongError("two bands have the same letter", "Give each band a letter of its own.")
    return bands


def _band(where: str, given: object) -> Band:
    table = _keys(where, given, _BAND_KEYS)
    letter, name = table["letter"], table["name"]
    if not (isinstance(letter, str) and len(letter) == 1 and letter.isalnum()):
        raise _WrongError(f"the letter of {where} is {_shown(letter)}", "Give one letter or digit.")
    if not (isinstance(name, str) and name.strip() and len(name) <= _LONGEST_NAME and name.isprintable()):
        raise _WrongError(f"the name of {where} is {_shown(name)}", "Give a short name, such as “calm”.")
    return Band(letter, name.strip(), _number(f"lower of {where}", table["lower"]))


DEFAULT = parse(default_text())
