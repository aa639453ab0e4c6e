"""The rules that a scenario breaks, each with what it breaks and where.

Only what the scenario itself brings about is told: a go-live that lay in a freeze before, and still does,
is no news. Events that are cancelled break nothing.

* *window*: an event that the scenario moved has a start, end or go-live before its earliest or after its
  latest day; an event with neither is fixed, and may not move at all.
* *freeze*: an event's go-live is in a week of which a day lies in a freeze of a unit that it has an impact
  on.
* *dependency*: project P needs project N by L weeks: P's first go-live must not be before N's last go-live
  plus 7 L days. Of a project without go-lives the first start counts, and for what needs it the last end. A
  project of which the scenario cancels everything can not be waited for, so what needs it breaks the rule.
* *notice*: an event that the scenario moved or added starts, or did start before it was moved, less than
  four weeks after the as-of date: people there are on a published roster. An event starts on its start
  day, or, if it has none, on its go-live.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.terms import EVERY_UNIT, EventStatus
from heatmap.weeks import week_number_of

NOTICE_WEEKS = 4


class Rule(StrEnum):
    """A rule that a scenario may break."""

    WINDOW = "window"
    FREEZE = "freeze"
    DEPENDENCY = "dependency"
    NOTICE = "notice"


@dataclass(frozen=True)
class BrokenRule:
    """One rule broken by one event, or, of a dependency, by one project.

    `day` is the day that breaks it; `limit` the day that it should have kept to: the end of the window that
    was left (None: the event is fixed), the frozen week's Monday, the first allowed go-live (None: the
    needed project is cancelled), the first day with notice. `unit` is the frozen unit; `other` the freeze's
    name or the needed project; `weeks` the dependency's lag.
    """

    rule: Rule
    project: str
    event: str | None
    unit: str | None
    other: str | None
    day: date | None
    limit: date | None
    weeks: int | None


def broken_rules(before: Portfolio, after: Portfolio, as_of: date) -> list[BrokenRule]:
    """The rules that `after`, a scenario over `before`, breaks and `before` did not; rule by rule."""
    old, new = _events(before), _events(after)
    dates = ["start", "end", "go_live"]
    changed = new.join(old.select("event", *dates), on=["event", *dates], how="anti", nulls_equal=True)
    changed = changed.join(old.select("event", *dates), on="event", how="left", suffix="_before")
    found = [
        *_windows(changed.filter(pl.col("event").is_in(old["event"].to_list()))),
        *_freezes(before, after),
        *_dependencies(before, after),
        *_notices(changed, as_of + timedelta(weeks=NOTICE_WEEKS)),
    ]
    return sorted(found, key=lambda each: (list(Rule).index(each.rule), each.project, each.event or ""))


def _events(portfolio: Portfolio) -> pl.DataFrame:
    """The events that are not cancelled, their codes as text."""
    codes = pl.col("event", "project", "status").cast(pl.String)
    return portfolio.events.with_columns(codes).filter(pl.col("status") != EventStatus.CANCELLED)


def _windows(moved: pl.DataFrame) -> list[BrokenRule]:
    found = []
    for row in moved.iter_rows(named=True):
        days = [row[name] for name in ("start", "go_live", "end") if row[name]]
        first, last = min(days), max(days)
        earliest, latest = row["earliest"], row["latest"]
        broken = (
            (first, None) if earliest is None and latest is None
            else (first, earliest) if earliest and first < earliest
            else (last, latest) if latest and last > latest
            else None
        )  # fmt: skip
        if broken:
            found.append(_of_event(Rule.WINDOW, row, *broken))
    return found


def _of_event(rule: Rule, row: dict[str, Any], day: date, limit: date | None) -> BrokenRule:
    unit, freeze = row.get("unit"), row.get("name")
    return BrokenRule(rule, row["project"], row["event"], unit, freeze, day, limit, None)


def _freezes(before: Portfolio, after: Portfolio) -> list[BrokenRule]:
    key = ["event", "unit", "go_live", "name", "freeze_start"]
    old, new = _frozen(before), _frozen(after)
    fresh = new.join(old.select(key), on=key, how="anti").sort("event", "unit", "name")
    return [_of_event(Rule.FREEZE, row, row["go_live"], row["monday"]) for row in fresh.iter_rows(named=True)]


def _frozen(portfolio: Portfolio) -> pl.DataFrame:
    """One row per event, unit and freeze that its go-live falls into."""
    week = week_number_of("go_live")
    lives = _events(portfolio).drop_nulls("go_live").select("event", "project", "go_live", week=week)
    met = portfolio.impacts.select(pl.col("event", "unit").cast(pl.String)).unique()
    calendar = portfolio.calendar.filter("freeze").select(
        "name",
        pl.col("unit").cast(pl.String).alias("frozen"),
        freeze_start="start",
        first=week_number_of("start"),
        last=week_number_of("end"),
    )
    return (
        lives.join(calendar, how="cross")
        .filter(pl.col("week").is_between("first", "last"))
        .join(met, on="event")
        .filter((pl.col("frozen") == EVERY_UNIT) | (pl.col("frozen") == pl.col("unit")))
        .with_columns(monday=pl.col("go_live").dt.truncate("1w"))
    )


def _dependencies(before: Portfolio, after: Portfolio) -> list[BrokenRule]:
    key = ["project", "needs"]
    old, new = _unmet(before, before), _unmet(before, after)
    fresh = new.join(old.select(key), on=key, how="anti").sort(key)
    return [
        BrokenRule(
            rule=Rule.DEPENDENCY,
            project=row["project"],
            event=None,
            unit=None,
            other=row["needs"],
            day=row["first"],
            limit=row["allowed"],
            weeks=row["lag_weeks"],
        )
        for row in fresh.iter_rows(named=True)
    ]


def _unmet(before: Portfolio, after: Portfolio) -> pl.DataFrame:
    """One row per dependency that does not hold: project, needs, lag_weeks, first go-live, allowed from."""
    lived, lives = _milestones(before), _milestones(after)
    return (
        before.dependencies.with_columns(pl.col("project", "needs").cast(pl.String))
        .join(lives.select("project", "first"), on="project")
        .join(lives.select(needs="project", needed="last"), on="needs", how="left")
        .join(lived.select(needs="project", had="last"), on="needs", how="left")
        .with_columns(allowed=pl.col("needed") + pl.duration(weeks="lag_weeks"))
        .filter(
            (pl.col("first") < pl.col("allowed")) | (pl.col("needed").is_null() & pl.col("had").is_not_null())
        )
    )


def _milestones(portfolio: Portfolio) -> pl.DataFrame:
    """One row per project: project, first and last go-live, or, without one, first start and last end."""
    live = pl.col("go_live")
    return (
        _events(portfolio)
        .sort("project", "event")
        .group_by("project", maintain_order=True)
        .agg(
            first=pl.coalesce(live.min(), pl.col("start").min()),
            last=pl.coalesce(live.max(), pl.col("end").max()),
        )
    )


def _notices(changed: pl.DataFrame, from_day: date) -> list[BrokenRule]:
    starts = changed.with_columns(
        day=pl.min_horizontal(pl.coalesce("start", "go_live"), pl.coalesce("start_before", "go_live_before"))
    )
    late = starts.filter(pl.col("day") < from_day).sort("project", "event")
    return [_of_event(Rule.NOTICE, row, row["day"], from_day) for row in late.iter_rows(named=True)]
