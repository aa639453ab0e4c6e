"""What the scoring benchmark compares with: bare NumPy for load alone, pandas for all columns."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.timing import monday_day
from heatmap.scoring.parameters import Parameters, Ramp
from heatmap.terms import EVEN_KINDS, GO_LIVE_KINDS, Kind

Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Bare:
    """Whole numbers ready to be added up: one entry an impact, then one an event; `go_live` is a week."""

    pair: Array
    event: Array
    people: Array
    hours: Array
    severity: Array
    kind: Array
    start: Array
    end: Array
    go_live: Array
    pairs: int
    first: int
    weeks: int


@dataclass(frozen=True)
class Columns:
    """The columns that load is made of, as they are when read: one entry an impact, then one entry an event.

    Codes are the numbers that the store keeps for them, in as few bytes as they need; days count from 1970.
    """

    unit: Array
    area: Array
    event: Array
    people: Array
    hours: Array
    severity: Array
    kind: Array
    start: Array
    end: Array
    go_live: Array
    units: int
    areas: int


def columns(portfolio: Portfolio, *, by_event: bool = True) -> Columns:
    """The portfolio's columns; not part of what is timed.

    Impacts are sorted by event, which suits `bincount` best: a third less time than in the order of the
    version file, where each impact looks up another event than the one before.
    """
    impacts, events = portfolio.impacts, portfolio.events
    if by_event:
        impacts = impacts.sort("event")
    days = {name: events[name].cast(pl.Int32).fill_null(0).to_numpy() for name in ("start", "end", "go_live")}
    return Columns(
        **{name: impacts[name].to_physical().to_numpy() for name in ("unit", "area", "event")},
        people=impacts["people"].to_numpy(),
        hours=impacts["hours_per_person"].to_numpy(),
        severity=impacts["severity"].to_numpy(),
        kind=events["kind"].cast(pl.Enum([each.value for each in Kind])).to_physical().to_numpy(),
        **days,
        units=len(portfolio.units),
        areas=len(portfolio.areas),
    )


def bare(given: Columns, parameters: Parameters) -> Bare:
    """The columns as whole numbers that can be added up: a place for each pair, weeks for days."""
    place = given.unit * np.int64(given.areas) + given.area
    used = np.bincount(place, minlength=given.units * given.areas) > 0
    start, end, go_live = (days.astype(np.int64) for days in (given.start, given.end, given.go_live))
    live = (go_live - 4) // 7
    kinds = list(Kind)
    first, last = (start - 4) // 7, (end - 4) // 7
    for kind, ramp in parameters.ramps.items():
        of_kind = given.kind == kinds.index(kind)
        first[of_kind], last[of_kind] = live[of_kind] - ramp.before, live[of_kind] + ramp.after
    return Bare(
        pair=(np.cumsum(used) - 1)[place],
        event=given.event.astype(np.int64),
        people=given.people,
        hours=given.hours,
        severity=given.severity,
        kind=given.kind.astype(np.int64),
        start=start,
        end=end,
        go_live=live,
        pairs=int(used.sum()),
        first=int(first.min()),
        weeks=int(last.max() - first.min()) + 1,
    )


def kernel(ramp: Ramp) -> Array:
    """A go-live kind's shares, from `before` weeks before to `after` weeks after."""
    up = np.arange(1, ramp.before + 1) / (ramp.before + 1)
    down = np.exp2(-np.arange(ramp.after + 1) / ramp.half_life)
    raw = np.concatenate([up, down])
    return np.asarray(raw / raw.sum())


def bare_load(given: Bare, parameters: Parameters) -> Array:
    """Load by `bincount` of deltas (even events) and of spikes (go-lives), then kernels: pairs x weeks."""
    severity = given.severity - 1
    hours = given.hours
    hours = np.where(np.isnan(hours), np.array(parameters.default_hours)[severity], hours)
    weighted = given.people * hours * np.array(parameters.severity_weight)[severity]
    even = np.isin(given.kind, [list(Kind).index(kind) for kind in EVEN_KINDS])[given.event]
    return _deltas(given, weighted, even) + _kernels(given, weighted, ~even, parameters)


def _deltas(given: Bare, weighted: Array, chosen: Array) -> Array:
    """Even events: four changes of their weekly hours, summed up along the weeks."""
    first_week, last_week = (given.start - 4) // 7, (given.end - 4) // 7
    days = given.end - given.start + 1
    head = np.minimum(monday_day(first_week) + 7, given.end + 1) - given.start
    tail = np.where(last_week > first_week, given.end - monday_day(last_week) + 1, head)
    one = last_week == first_week
    steps = (
        head / days,
        np.where(one, 0, (7 - head) / days),
        np.where(one, 0, (tail - 7) / days),
        -tail / days,
    )
    places = (first_week, first_week + 1, last_week, last_week + 1)
    width = given.weeks + 2
    event, hours = given.event[chosen], weighted[chosen]
    base = given.pair[chosen] * width - given.first
    change = np.zeros(given.pairs * width)
    for place, step in zip(places, steps, strict=True):
        change += np.bincount(base + place[event], hours * step[event], minlength=len(change))
    return np.cumsum(change.reshape(given.pairs, width), axis=1)[:, : given.weeks]


def _kernels(given: Bare, weighted: Array, chosen: Array, parameters: Parameters) -> Array:
    """Go-live events: one spike each, and each kind's kernel over all spikes of the kind."""
    week = (given.go_live - given.first)[given.event[chosen]]
    kind = given.kind[given.event[chosen]]
    size = len(GO_LIVE_KINDS) * given.pairs * given.weeks
    index = (kind * given.pairs + given.pair[chosen]) * given.weeks + week
    spikes = np.bincount(index, weighted[chosen], minlength=size)
    spikes = spikes.reshape(len(GO_LIVE_KINDS), given.pairs, given.weeks)
    load = np.zeros((given.pairs, given.weeks))
    for each, kind_of in zip(spikes, GO_LIVE_KINDS, strict=True):
        ramp = parameters.ramps[kind_of]
        for place, share in enumerate(kernel(ramp)):
            ahead = place - ramp.before
            source = each[:, max(-ahead, 0) : given.weeks - max(ahead, 0)]
            load[:, max(ahead, 0) : given.weeks + min(ahead, 0)] += share * source
    return load


def pandas_scores(tables: dict[str, pd.DataFrame], parameters: Parameters) -> pd.DataFrame:
    """All columns the way an analyst writes it: explode each event's weeks, merge, group."""
    shares = _pandas_shares(tables["events"], parameters)
    impacts = tables["impacts"].copy()
    impacts["estimated_hours"] = impacts["hours_per_person"].isna()
    default = impacts["severity"].map(dict(enumerate(parameters.default_hours, 1)))
    weight = impacts["severity"].map(dict(enumerate(parameters.severity_weight, 1)))
    impacts["weighted"] = impacts["people"] * impacts["hours_per_person"].fillna(default) * weight
    rows = impacts.merge(shares, on="event")
    rows["load"] = rows["weighted"] * rows["share"]
    rows["estimated_load"] = rows["load"].where(rows["estimated_hours"], 0.0)
    rows["go_lives"] = rows["week"] == rows["live_week"]
    cells = rows.groupby(["unit", "area", "week"], as_index=False).agg(
        load=("load", "sum"),
        projects=("project", "nunique"),
        worst=("severity", "max"),
        go_lives=("go_lives", "sum"),
        estimated_load=("estimated_load", "sum"),
    )
    weeks = pd.date_range(cells["week"].min(), cells["week"].max(), freq="W-MON")
    capacity = _pandas_capacity(tables, weeks)
    cells = capacity.merge(cells, on=["unit", "area", "week"], how="outer").fillna(
        {"load": 0.0, "projects": 0, "worst": 0, "go_lives": 0, "estimated_load": 0.0}
    )
    cells["saturation"] = cells["load"] / cells["capacity"]
    lower = [band.lower for band in parameters.bands]
    letters = [band.letter for band in parameters.bands]
    cells["band"] = pd.cut(cells["saturation"], [*lower, np.inf], right=False, labels=letters)
    cells["estimated"] = (cells["estimated_load"] / cells["load"]).fillna(0.0)
    return cells.sort_values(["unit", "area", "week"])


def _monday(dates: "pd.Series[Any]") -> "pd.Series[Any]":
    return dates - pd.to_timedelta(dates.dt.weekday, unit="D")


def _pandas_shares(events: pd.DataFrame, parameters: Parameters) -> pd.DataFrame:
    """One row per event and week: share, project, live_week."""
    even = events[events["kind"].isin(list(EVEN_KINDS))].copy()
    even["week"] = [
        pd.date_range(first, last, freq="7D")
        for first, last in zip(_monday(even["start"]), _monday(even["end"]), strict=True)
    ]
    even = even.explode("week").reset_index(drop=True)
    even["week"] = even["week"].astype("datetime64[us]")
    sunday = even["week"] + pd.Timedelta(days=6)
    overlap = np.minimum(even["end"], sunday) - np.maximum(even["start"], even["week"])
    even["share"] = (overlap.dt.days + 1) / ((even["end"] - even["start"]).dt.days + 1)
    ramped = []
    for kind in GO_LIVE_KINDS:
        ramp = parameters.ramps[kind]
        steps = pd.DataFrame({"share": kernel(ramp), "ahead": range(-ramp.before, ramp.after + 1)})
        rows = events[events["kind"] == kind].merge(steps, how="cross")
        rows["week"] = _monday(rows["go_live"]) + pd.to_timedelta(rows["ahead"] * 7, unit="D")
        ramped.append(rows)
    shares = pd.concat([even, *ramped])
    shares["live_week"] = _monday(shares["go_live"])
    return shares[["event", "project", "week", "share", "live_week"]]


def _pandas_capacity(tables: dict[str, pd.DataFrame], weeks: pd.DatetimeIndex) -> pd.DataFrame:
    """One row per unit, area and week with a headcount row in force: capacity."""
    calendar = tables["calendar"].copy()
    calendar["day"] = [
        pd.date_range(first, last) for first, last in zip(calendar["start"], calendar["end"], strict=True)
    ]
    days = calendar.explode("day")
    days["week"] = _monday(days["day"].astype("datetime64[us]"))
    days["taken"] = days["capacity_taken"] / 7
    taken = days.groupby(["unit", "week"], as_index=False)["taken"].sum()
    everyone = taken[taken["unit"] == "*"].set_index("week")["taken"]
    units = tables["units"][["unit"]].merge(pd.DataFrame({"week": weeks}), how="cross")
    units = units.merge(taken, on=["unit", "week"], how="left").fillna({"taken": 0.0})
    units["taken"] = (units["taken"] + units["week"].map(everyone).fillna(0.0)).clip(upper=1.0)
    headcount = tables["headcount"].sort_values("from_date")
    cells = headcount[["unit", "area"]].drop_duplicates().merge(units, on="unit").sort_values("week")
    cells["week"] = cells["week"].astype(headcount["from_date"].dtype)
    cells = pd.merge_asof(cells, headcount, left_on="week", right_on="from_date", by=["unit", "area"])
    cells["capacity"] = (
        cells["headcount"] * cells["hours_per_week"] * cells["absorbable_share"] * (1 - cells["taken"])
    )
    return cells.dropna(subset="headcount")[["unit", "area", "week", "capacity"]]
