"""Findings after go-lives in words: what moved, with what it is associated, on which evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from heatmap import words
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.indicators.performance import Performance

SAID_WITH = "associated with"  # never more: two things went together in time


@dataclass(frozen=True)
class Association:
    """One finding: a headline, its detail in short and whole, and the keys of what shows it."""

    headline: str
    short: str
    detail: str
    indicator: str
    unit: str
    event: str
    row: Mapping[str, Any]


def associations(answer: Performance) -> list[Association]:
    """Every finding in words, the strongest first."""
    said = _Names(answer)
    return [
        Association(
            headline=said.headline(row),
            short=said.short(row),
            detail=said.detail(row),
            indicator=row["indicator"],
            unit=row["unit"],
            event=row["event"],
            row=row,
        )
        for row in answer.findings.sort("strength", descending=True).iter_rows(named=True)
    ]


def undecided(answer: Performance) -> list[tuple[str, int]]:
    """Why nothing can be said of some go-lives: reason and number of go-lives and indicators, most first."""
    counted = (
        answer.judged.drop_nulls("reason")
        .group_by("reason")
        .len()
        .sort("len", "reason", descending=[True, False])
    )
    return list(counted.iter_rows())


class _Names:
    """What codes are called in this version."""

    def __init__(self, answer: Performance) -> None:
        portfolio = answer.loaded.portfolio
        self._units = names(portfolio, "unit")
        self._projects = names(portfolio, "project")
        self._titles = dict(portfolio.events.select("event", "title").iter_rows())
        defined = portfolio.indicators.sort("redefined_on", nulls_last=False)
        self._indicators = dict(defined.select("indicator", "name").iter_rows())
        self._measures = dict(defined.select("indicator", "measured_in").iter_rows())

    def headline(self, row: Mapping[str, Any]) -> str:
        """Central East: I calls reached within 15 minutes, lower by 5.6 (% of I calls)."""
        code = row["indicator"]
        return (
            f"{self._units[row['unit']]}: {self._indicators[code]}, "
            f"{_side(row)} by {number(row['effect'])} ({self._measures[code]})"
        )

    def short(self, row: Mapping[str, Any]) -> str:
        """Associated with the go-live of CONNECT Drop 1 on 5 Oct 2020."""
        return f"{SAID_WITH} the go-live of {self._projects[row['project']]} on {words.day(row['go_live'])}"

    def detail(self, row: Mapping[str, Any]) -> str:
        """Associated with the go-live ...: the comparison, the interval and the signal behind it."""
        low, high = sorted((abs(row["lower"]), abs(row["upper"])))
        return (
            f"{self.short(row)} "
            f"({self._titles[row['event']]}): over {row['weeks']} weeks, against at least "
            f"{words.counted(row['controls'], 'unit')} without it; interval {number(low)} to {number(high)}, "
            f"{abs(row['sigmas']):.1f} standard deviations; signal “{row['signal']}”, "
            f"{words.days(row['first'], row['last'])}{self._also(row)}"
        )

    def _also(self, row: Mapping[str, Any]) -> str:
        if not row["also"]:
            return ""
        others = words.listed([self._titles[event] for event in row["also"]])
        return f"; the evidence does not tell it apart from {others}"


def _side(row: Mapping[str, Any]) -> str:
    return "higher" if row["effect"] > 0 else "lower"


def number(amount: float) -> str:
    """A size with two significant decimals where it is small: 5.6; 0.23; 1,204."""
    size = abs(amount)
    return f"{size:,.0f}" if size >= 100 else f"{size:,.1f}" if size >= 1 else f"{size:.2f}"  # noqa: PLR2004
