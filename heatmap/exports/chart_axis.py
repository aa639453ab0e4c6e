"""The value axis of a chart: where it starts and ends, and its ticks; the same in every format."""

import math
from dataclasses import dataclass

from heatmap.exports.document import Chart, Role

TICKS = 5  # about as many


@dataclass(frozen=True)
class Axis:
    """From `low` to `high`, a tick every `step`."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        """The values that have a tick."""
        return [
            self.low + place * self.step for place in range(round((self.high - self.low) / self.step) + 1)
        ]

    @property
    def decimals(self) -> int:
        """How many decimals its ticks need: two for a step of 0.25."""
        whole = -math.floor(math.log10(self.step) + 1e-9)
        parted = abs(self.step * 10.0**whole - round(self.step * 10.0**whole)) > 1e-9  # noqa: PLR2004
        return max(0, whole + parted)


def axis_of(chart: Chart) -> Axis:
    """An axis that holds every number of the chart, and every stack of them."""
    numbers = [
        value
        for each in chart.series
        if each.role is not Role.STACK
        for value in each.values
        if value is not None
    ]
    numbers += stacked(chart)
    low, high = min(numbers, default=0.0), max(numbers, default=1.0)
    if chart.from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high <= low:
        low, high = low - 1, high + 1
    step = nice((high - low) / TICKS)
    return Axis(math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step, step)


def stacked(chart: Chart) -> list[float]:
    """How high the columns of each category stand together; none without stacked series."""
    series = [each.values for each in chart.series if each.role is Role.STACK]
    return [sum(value or 0.0 for value in values) for values in zip(*series, strict=True)]


def nice(amount: float) -> float:
    """The smallest of 1, 2, 2.5, 5 and 10 times a power of ten that is not below `amount`."""
    power = 10.0 ** math.floor(math.log10(amount))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= amount * (1 - 1e-9))
