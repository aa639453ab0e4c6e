"""Lead indicators in words: periods, numbers, signals, and what a chart shows in one sentence or two."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from heatmap import words
from heatmap.terms import Grain

DECIMALS = 3  # at most
SIGNIFICANT = 4  # figures at most, but for the whole part
PRECISE = 100  # whole numbers below it have a mean with a decimal
SIDES = {"high": "above", "low": "below"}
SHORTEST_MONTH, LONGEST_MONTH, SHORTEST_QUARTER, LONGEST_QUARTER, WEEK = 28, 31, 89, 92, 7  # days

Row = Mapping[str, Any]


def period_name(period: date, days: int) -> str:
    """Week of 5 Oct 2020; Oct 2020; Oct to Dec 2020; 5 Oct 2020; `days` is a period's usual length."""
    if days == WEEK:
        return words.column(period, Grain.WEEK)
    if SHORTEST_MONTH <= days <= LONGEST_MONTH:
        return words.column(period, Grain.MONTH)
    if SHORTEST_QUARTER <= days <= LONGEST_QUARTER:
        return words.column(period, Grain.QUARTER)
    return words.day(period) if days == 1 else f"from {words.day(period)}"


def period_noun(days: int) -> str:
    """Week, month, quarter or day; else period."""
    if SHORTEST_MONTH <= days <= LONGEST_MONTH:
        return "month"
    if SHORTEST_QUARTER <= days <= LONGEST_QUARTER:
        return "quarter"
    return {1: "day", WEEK: "week"}.get(days, "period")


def in_period(period: date, days: int) -> str:
    """In the week of 5 Oct 2020; in Oct 2020; on 5 Oct 2020."""
    name = period_name(period, days)
    if days == WEEK:
        return f"in the {name}"
    if name.startswith("from"):
        return f"in the {period_noun(days)} {name}"
    return f"on {name}" if days == 1 else f"in {name}"


def decimals(values: Sequence[float]) -> int:
    """How many decimals the values are given with: three at most, and the fewer the larger they are."""
    rest = (f"{value:.{DECIMALS}f}".rstrip("0").partition(".")[2] for value in values)
    digits = len(f"{max(map(abs, values), default=0.0):.0f}")
    return min(max((len(each) for each in rest), default=0), max(0, SIGNIFICANT - digits))


def line_decimals(values: Sequence[float]) -> int:
    """Decimals of a mean or limit: as the values', but never none where whole numbers are small."""
    given = decimals(values)
    small = max(map(abs, values), default=0.0) < PRECISE
    return max(given, 1) if small else given


def number(value: float | None, places: int) -> str:
    """87.2; 1,204; an en dash without a value."""
    if value is None:
        return "–"
    said = f"{abs(value):,.{places}f}"
    return f"−{said}" if value < 0 and float(said.replace(",", "")) else said


def signal_words(point: Row) -> str:
    """What the signal of a point is: concern, outside the limits; no signal."""
    if point["left_out"]:
        return "left out: over 5 % of the records have no unit"
    if point["signal"] == "none":
        return "no signal"
    said = {
        "outside": "outside the limits",
        "trend": "in a trend of seven or more",
        "two of three": "two of three near a limit",
        "shift": f"seven or more {_side(point)} the mean",
    }
    return f"{_judged(point['direction'])}, {said[point['signal']]}"


def _judged(direction: str) -> str:
    """Where neither high nor low is better, only which it is."""
    return f"unusually {direction}" if direction in SIDES else direction


def _side(point: Row) -> str:
    return "above" if point["value"] > point["mean"] else "below"


def summary(points: Sequence[Row], row: Row, days: int) -> str:
    """What a chart shows in words: the last period, its limits and target, and recent concern.

    `points` are rows of a control chart; `row` has measured_in and `concerns`, the periods with a signal of
    concern in the 13 weeks measured last.
    """
    last, values = points[-1], [point["value"] for point in points]
    value = (
        f"{number(last['value'], decimals(values))} {row['measured_in']} {in_period(last['period'], days)}"
    )
    lines = f"{_limits(last, line_decimals(values))}{_target(last)}"
    sentences = [f"{value}: {signal_words(last)}; {lines}."]
    recent = _recent(points, row, days)
    if recent:
        sentences.append(recent)
    left_out = sum(point["left_out"] for point in points)
    if left_out:
        sentences.append(
            f"{words.counted(left_out, period_noun(days))} left out: over 5 % of the records have no unit."
        )
    return " ".join(sentences)


def _limits(last: Row, places: int) -> str:
    if last["mean"] is None:
        return "no mean yet"
    mean = f"mean {number(last['mean'], places)}"
    if last["lower"] is None:
        return f"{mean}, no limits yet"
    return f"{mean}, limits {number(last['lower'], places)} to {number(last['upper'], places)}"


def _target(last: Row) -> str:
    target = last["target"]
    if target is None:
        return ""
    met = last["value"] >= target if last["better"] == "higher" else last["value"] <= target
    said = "" if last["better"] == "neutral" else "met" if met else "missed"
    return f"; target {number(target, decimals([target]))} {said}".rstrip()


def _recent(points: Sequence[Row], row: Row, days: int) -> str:
    """Where concern was shown lately, unless the last period says so itself."""
    concerned = [point for point in points if point["direction"] == "concern"]
    if not concerned:
        return ""
    if row["concerns"]:
        counted = f"{words.counted(row['concerns'], period_noun(days))} of concern in the last 13 weeks"
        last = "" if concerned[-1] is points[-1] else f", the last {in_period(concerned[-1]['period'], days)}"
        return f"{counted}{last}."
    return f"Last concern {in_period(concerned[-1]['period'], days)}."
