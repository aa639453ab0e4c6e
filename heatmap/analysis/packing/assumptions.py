"""What the numbers assume: the scoring parameters, and how much of the load is estimated."""

import numpy as np

from heatmap import words
from heatmap.analysis.packing.scope import Scope
from heatmap.scoring.grouping import By
from heatmap.scoring.parameters import SEVERITIES, Parameters, Ramp
from heatmap.scoring.rollup import roll_up
from heatmap.terms import EVEN_KINDS


def estimated_share(scope: Scope) -> float | None:
    """The share of the load shown that comes from estimated hours; None without load."""
    rolled = roll_up(scope.heatmap.cube, By.ORGANISATION)
    load = float(np.nansum(rolled.load))
    return float(np.nansum(rolled.load * np.nan_to_num(rolled.estimated))) / load if load else None


def assumptions(scope: Scope) -> list[tuple[str, str]]:
    """Each assumption and what it is set to, in the order in which a number is made."""
    chosen = scope.loaded.coded.parameters
    share = estimated_share(scope)
    estimated = "" if share is None else f"; so are {words.share(share)} of the load shown"
    return [
        ("Weight of an hour, by severity", _by_severity(chosen.severity_weight)),
        (
            "Hours per person where none are given",
            f"{_by_severity(chosen.default_hours)}. Such hours are estimated{estimated}.",
        ),
        *_shapes(chosen),
        ("Bands of saturation", _bands(chosen)),
        (
            "Capacity",
            "headcount x hours per week x the share that can be absorbed, less what the calendar takes",
        ),
        ("What counts", "events that are not cancelled, of projects that are active or closed"),
    ]


def _by_severity(values: tuple[float, ...]) -> str:
    return ", ".join(f"{severity}: {value:g}" for severity, value in zip(SEVERITIES, values, strict=True))


def _shapes(chosen: Parameters) -> list[tuple[str, str]]:
    """How hours spread over weeks; kinds of the same shape together."""
    kinds: dict[Ramp, list[str]] = {}
    for kind, ramp in chosen.ramps.items():
        kinds.setdefault(ramp, []).append(_kind(kind))
    shapes = [
        (
            words.sentence(words.listed(named, most=len(named))),
            _shape(ramp),
        )
        for ramp, named in kinds.items()
    ]
    even = words.listed([_kind(kind) for kind in EVEN_KINDS], most=len(EVEN_KINDS))
    return [*shapes, (words.sentence(even), "the same on each day from start to end")]


def _shape(ramp: Ramp) -> str:
    before, after = (words.counted(weeks, "week") for weeks in (ramp.before, ramp.after))
    return (
        f"rises over {before} to the go-live, then fades over {after}, halving every {_weeks(ramp.half_life)}"
    )


def _kind(kind: str) -> str:
    return kind.replace("_", "-")


def _weeks(number: float) -> str:
    return "week" if number == 1 else f"{number:g} weeks"


def _bands(chosen: Parameters) -> str:
    """A calm from 0 %, B busy from 50 %."""
    return ", ".join(
        f"{band.letter} {band.name} from {band.lower * 100:g}{words.PERCENT}" for band in chosen.bands
    )
