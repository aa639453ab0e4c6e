"""The grid's payload of a difference between two versions: diverging steps, what was and what is, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from heatmap import words
from heatmap.figures import grid
from heatmap.figures.calendar_strip import calendar_strip
from heatmap.figures.difference_steps import difference_letters, difference_scale
from heatmap.figures.load_grid import (
    column_of,
    column_payload,
    groups_of,
    known,
    row_payload,
    short_hours,
    tiles,
    whole,
)
from heatmap.figures.steps import NO_DATA, NOTHING
from heatmap.portfolio import Portfolio
from heatmap.scoring.difference.difference import Level, RolledDifference
from heatmap.terms import SATURATION, Measure

MINUS = "\N{MINUS SIGN}"
POINTS = "points"  # what a change of saturation is said in: hundredths of capacity
SMALLEST = 1e-9


@dataclass(frozen=True)
class DifferenceContext:
    """What surrounds a difference: the view it answers and the versions it comes from."""

    key: str
    measure: Measure
    rows_noun: str
    opened: tuple[str, ...]
    opens: bool
    as_of: date
    stated: str
    footer: str
    earlier: int
    version: int
    scoring_version: str
    names: Mapping[str, Mapping[str, str]]  # of units and areas, by code


def difference_payload(
    rolled: RolledDifference,
    sentences: list[str],
    chief: list[list[list[tuple[int, float]]]],
    portfolio: Portfolio,
    context: DifferenceContext,
) -> grid.GridPayload:
    """The payload of a stacked difference, whose first row is the organisation's total."""
    measure, grain = context.measure, rolled.grain
    change: npt.NDArray[np.float64] = getattr(rolled, measure.key)
    scale = difference_scale(measure, change)
    unit = f"{POINTS} of saturation" if measure is SATURATION else f"hours of {measure.key}"
    return {
        "key": context.key,
        "measure": "change",
        "measureLabel": f"Change of {measure.label.lower()}",
        "unit": unit,
        "grain": grain.value,
        "title": f"Change of {measure.label.lower()} by {context.rows_noun} and {grain}, "
        f"version {context.earlier} to {context.version}",
        "steps": scale.steps,
        "stepsTitle": scale.title,
        "bands": False,
        "palette": "diff",
        "difference": {"measure": measure.key, "earlier": context.earlier, "later": context.version},
        "columns": [column_payload(each, grain) for each in rolled.columns],
        "groups": groups_of(rolled.columns, grain),
        "asOf": column_of(rolled.columns, context.as_of),
        "asOfName": words.day(context.as_of),
        "calendar": calendar_strip(portfolio, rolled.columns),
        "rows": [
            row_payload(row, context.names, opened=context.opened, opens=context.opens) for row in rolled.rows
        ],
        "cells": _cells(rolled, chief, change, context, difference_letters(change, _same(rolled), scale)),
        "events": [words.sentence(text) for text in sentences],
        "tiles": tiles(portfolio),
        "stated": context.stated,
        "footer": context.footer,
        "version": context.version,
        "asOfDate": context.as_of.isoformat(),
        "scoringVersion": context.scoring_version,
    }


def _same(rolled: RolledDifference) -> npt.NDArray[np.bool_]:
    """Cells whose load and capacity are what they were."""
    capacity = np.isnan(rolled.before.capacity) & np.isnan(rolled.after.capacity)
    capacity |= np.abs(rolled.capacity) < SMALLEST
    return np.asarray(capacity & (np.abs(rolled.load) < SMALLEST))


def _cells(
    rolled: RolledDifference,
    chief: list[list[list[tuple[int, float]]]],
    change: npt.NDArray[np.float64],
    context: DifferenceContext,
    step: Sequence[str],
) -> grid.Cells:
    size = (len(rolled.rows), len(rolled.columns))
    zeros, none = np.zeros(size, dtype=np.int64).tolist(), ["0" * size[1]] * size[0]
    unknown: list[list[Any]] = [[None] * size[1]] * size[0]
    signs = np.array(["d", "0", "u"])[np.sign(rolled.crossed) + 1]
    scaled = 1000 if context.measure is SATURATION else 1
    return {
        "text": _texts(change, context.measure, step),
        "step": list(step),
        "load": _hours(rolled.after.load),
        "capacity": known(rolled.after.capacity.round(1)),
        "saturation": whole(rolled.after.saturation * 1000),
        "perHead": unknown,
        "projects": zeros,
        "worst": zeros,
        "goLives": zeros,
        "estimated": zeros,
        "hottest": unknown,
        "freeze": none,
        "atRisk": none,
        "causes": [
            [[part for cause, hours in cell for part in (cause, round(hours * scaled))] for cell in row]
            for row in chief
        ],
        "was": {
            "load": _hours(rolled.before.load),
            "capacity": known(rolled.before.capacity.round(1)),
            "saturation": whole(rolled.before.saturation * 1000),
            "band": _letters(rolled.before, rolled),
        },
        "band": _letters(rolled.after, rolled),
        "crossed": ["".join(row) for row in signs],
    }


def _hours(load: npt.NDArray[np.float64]) -> list[list[float]]:
    tenths: list[list[float]] = load.round(1).tolist()
    return tenths


def _letters(side: Level, rolled: RolledDifference) -> list[str]:
    """For each row one letter per column: the band's, `-` without one."""
    letters = np.array([*(band.letter for band in rolled.bands), NO_DATA])
    return ["".join(row) for row in letters[side.band]]


def _texts(change: npt.NDArray[np.float64], measure: Measure, step: Sequence[str]) -> list[list[str]]:
    """Signed: +43, −1.2k, 0 where it rounds to nothing; empty where nothing changed."""
    write = _hours_text if measure is not SATURATION else _points_text
    return [
        ["" if mark in (NO_DATA, NOTHING) else write(value) for value, mark in zip(row, marks, strict=True)]
        for row, marks in zip(change.tolist(), step, strict=True)
    ]


def _points_text(share: float) -> str:
    return signed(f"{abs(share) * 100:.0f}", share)


def _hours_text(hours: float) -> str:
    return signed(short_hours(abs(hours)), hours)


def signed(text: str, value: float) -> str:
    """The number's text with its sign; none on a zero."""
    return text if text == "0" else f"{'+' if value > 0 else MINUS}{text}"
