"""The four signals, one a point, on lines given by hand: mean 0, limits -3 and 3, near from 2 on."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmap.scoring.indicators.signals import SIGNALS, Limits, signals


def told(values: list[float], phases: list[int] | None = None) -> str:
    """A letter for each point - none, Outside, tRend, 2 of three, Shift - in small type if it is low."""
    count = len(values)
    lines = Limits(np.zeros(count), np.full(count, -3.0), np.full(count, 3.0))
    group = np.array(phases or [0] * count, np.int64)
    signal, side = signals(np.array(values, np.float64), group, lines)
    letters = [".orts"[kind] for kind in signal]
    assert all((kind == 0) == (way == 0) for kind, way in zip(signal, side, strict=True))
    return "".join(letter.upper() if way > 0 else letter for letter, way in zip(letters, side, strict=True))


def test_the_letters_stand_for_the_signals() -> None:
    """`told` reads places in SIGNALS."""
    assert SIGNALS == ("none", "outside", "trend", "two of three", "shift")


def test_a_point_on_a_limit_is_not_outside() -> None:
    """Strictly beyond: 3 is not, 3.001 is."""
    assert told([0, 3, 0, 3.001, 0, -3, 0, -3.001]) == "...O...o"


def test_a_point_that_rounding_alone_puts_beyond_a_limit_is_on_it() -> None:
    """The last bits of a float decide nothing."""
    assert told([0, 3 + 1e-12, 0]) == "..."


def test_seven_points_that_rise_are_a_trend_and_six_are_not() -> None:
    """All seven are flagged, wherever the mean is; a falling one is low."""
    assert told([-1.5, -1, -0.5, 0, 0.5, 1]) == "......"
    assert told([-1.5, -1, -0.5, 0, 0.5, 1, 1.5]) == "RRRRRRR"
    assert told([1.5, 1, 0.5, 0, -0.5, -1, -1.5, 0]) == "rrrrrrr."


def test_a_tie_breaks_a_trend() -> None:
    """Six rising points on each side of a tie."""
    assert told([-1.4, -1, -0.6, -0.2, 0.2, 0.2, 0.6, 1]) == "........"


def test_the_turning_point_of_two_trends_belongs_to_the_earlier() -> None:
    """Seven up, then seven down from the same top."""
    up = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5]
    assert told(up + up[-2::-1]) == "RRRRRRRrrrrrr"


def test_two_of_three_near_a_limit_are_flagged_and_the_third_is_not() -> None:
    """Beyond 2 and not outside, all three above the mean, in any order."""
    assert told([0, 2.1, 1, 2.1, 0]) == ".T.T."
    assert told([0, 2.1, 2.1, 1, 0]) == ".TT.."
    assert told([0, -1, -2.1, -2.1, 0]) == "..tt."


def test_exactly_two_thirds_of_the_way_is_not_near() -> None:
    """Strictly beyond: 2 is not."""
    assert told([1, 2, 2, 1]) == "...."


def test_two_near_points_whose_third_is_on_the_other_side_are_no_signal() -> None:
    """All three must be on the same side, and the mean is on neither."""
    assert told([-1, 2.1, 2.1, -1]) == "...."
    assert told([0, 2.1, 0, 2.1, 0]) == "....."
    assert told([-1, 2.1, -2.1, -1]) == "...."


def test_the_third_of_two_of_three_may_be_outside() -> None:
    """The outside point keeps its own signal; it is not one of the two."""
    assert told([0, 2.1, 3.1, 2.1, 0]) == ".TOT."
    assert told([0, 1, 3.1, 2.1, 0]) == "..O.."


def test_near_points_too_far_apart_are_no_signal() -> None:
    """Two of four are not two of three."""
    assert told([2.1, 1, 1, 2.1]) == "...."


def test_seven_points_on_one_side_are_a_shift_and_six_are_not() -> None:
    """Whatever their order; below the mean they are low."""
    assert told([1, 0.5, 1, 0.5, 1, 0.5]) == "......"
    assert told([1, 0.5, 1, 0.5, 1, 0.5, 1]) == "SSSSSSS"
    assert told([0, -1, -0.5, -1, -0.5, -1, -0.5, -1, -0.5, 0]) == ".ssssssss."


def test_a_point_on_the_mean_breaks_a_shift() -> None:
    """It is on neither side."""
    assert told([1, 0.5, 1, 0, 1, 0.5, 1, 0.5]) == "........"


def test_a_point_in_several_signals_has_the_first_of_them() -> None:
    """Outside before trend, trend before two of three, two of three before shift."""
    assert told([0.1, 0.5, 1, 1.5, 2.1, 2.2, 3.1]) == "RRRRRRO"
    assert told([1, 0.5, 1, 2.1, 2.1, 0.5, 1]) == "SSSTTSS"


def test_no_run_spans_two_phases() -> None:
    """Neither a shift, nor a trend, nor two of three."""
    assert told([1, 0.5, 1, 0.5, 1, 0.5, 1], [0] * 4 + [1] * 3) == "......."
    assert told([-1.5, -1, -0.5, 0, 0.5, 1, 1.5], [0] * 6 + [1]) == "......."
    assert told([1, 2.1, 2.1, 1], [0, 0, 1, 1]) == "...."


def test_a_limit_that_nothing_makes_flags_nothing() -> None:
    """One point, no limits."""
    nan = np.array([np.nan])
    signal, side = signals(np.array([5.0]), np.zeros(1, np.int64), Limits(np.array([5.0]), nan, nan))
    assert (signal.tolist(), side.tolist()) == ([0], [0])


def by_hand(values: list[float]) -> list[str]:
    """The signals of one phase by looking at every window, lines as above."""
    found = ["none"] * len(values)
    for start in range(len(values) - 6):
        seven = values[start : start + 7]
        if all(v > 0 for v in seven) or all(v < 0 for v in seven):
            found[start : start + 7] = ["shift"] * 7
    for start in range(len(values) - 2):
        three = values[start : start + 3]
        near = [2 < abs(v) <= 3 for v in three]
        if sum(near) >= 2 and (all(v > 0 for v in three) or all(v < 0 for v in three)):
            for place in range(3):
                if near[place]:
                    found[start + place] = "two of three"
    for start in range(len(values) - 6):
        steps = [later - earlier for earlier, later in pairwise(values[start : start + 7])]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            found[start : start + 7] = ["trend"] * 7
    return ["outside" if abs(v) > 3 else kind for v, kind in zip(values, found, strict=True)]


steps = st.sampled_from([-3.5, -2.5, -2.0, -1.0, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5])


@given(st.one_of(st.lists(steps, max_size=30), st.lists(steps, unique=True).map(sorted)))
def test_signals_agree_with_looking_at_every_window(values: list[float]) -> None:
    """Any series, and rising ones, in which trends are common."""
    count = len(values)
    lines = Limits(np.zeros(count), np.full(count, -3.0), np.full(count, 3.0))
    signal, _ = signals(np.array(values, np.float64), np.zeros(count, np.int64), lines)
    assert [SIGNALS[kind] for kind in signal] == by_hand(values)


@pytest.mark.parametrize("sign", [1, -1])
def test_a_mirrored_series_has_mirrored_signals(sign: int) -> None:
    """High and low are treated alike."""
    values = [0, 2.1, 1, 2.1, 0, 3.5, 1, 1, 1, 1, 1, 1, 1]
    assert told([sign * v for v in values]).lower() == told([float(v) for v in values]).lower()
