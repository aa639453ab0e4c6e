"""Weeks after the last one that anything is planned for, into which work can slip."""

from dataclasses import replace
from typing import Any

import numpy as np

from heatmap.scoring.bands import band, saturation
from heatmap.scoring.cube import Cube
from heatmap.scoring.selection import Span
from heatmap.scoring.weekly.capacity import capacity


def with_weeks_after(cube: Cube, weeks: int) -> Cube:
    """The cube with so many more weeks at its end, if it reaches the end of the portfolio's span.

    In them nothing is planned; capacity is as far as headcount and calendar are known.
    """
    selection = cube.selection
    if not selection.window.weeks or selection.window.last < selection.span.last or not weeks:
        return cube
    window = _longer(selection.window, weeks)
    available = capacity(cube.coded, selection.pairs, window)
    names = ("load", "estimated_load", "projects", "worst", "go_lives", "estimated")
    padded: dict[str, Any] = {name: np.pad(getattr(cube, name), ((0, 0), (0, weeks))) for name in names}
    ratio = saturation(padded["load"], available)
    return replace(
        cube,
        selection=replace(selection, span=_longer(selection.span, weeks), window=window),
        capacity=available,
        saturation=ratio,
        band=band(padded["load"], available, ratio, cube.coded.parameters.bands),
        **padded,
    )


def _longer(span: Span, weeks: int) -> Span:
    return Span(span.first, span.weeks + weeks)
