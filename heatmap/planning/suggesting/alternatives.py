"""Why not that? What every other shift of a group would change, and why some projects do not move at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from heatmap.planning.optimising.problem import Plan, Problem
from heatmap.planning.optimising.windows import first_free_week
from heatmap.scoring.coded.arrays import Floats
from heatmap.terms import LIVE_EVENTS, LIVE_PROJECTS


@dataclass(frozen=True, eq=False)
class Alternatives:
    """What each shift of a group would change, all others where the plan has them.

    `weeks` are the shifts that the group may have; `hours` by how much the value rises, below 0 if it falls,
    infinite where a dependency rules the shift out. `overload` is the part of it that is overload.
    """

    project: str
    weeks: tuple[int, ...]
    hours: tuple[float, ...]
    overload: tuple[float, ...]


def alternatives(problem: Problem, plan: Plan) -> list[Alternatives]:
    """Every group's, in their order."""
    over = problem.load(plan) - problem.room
    found = []
    for number, group in enumerate(problem.groups):
        now = int(plan[number])
        others = over[group.cells] - group.loads[now]
        overload = np.maximum(group.loads + others, 0.0).sum(axis=1)
        change = np.asarray(overload - overload[now])
        value = change + group.costs - group.costs[now]
        value[_ruled_out(problem, plan, number)] = np.inf
        weeks = tuple(group.shifts.tolist())
        found.append(Alternatives(group.project, weeks, tuple(value.tolist()), tuple(change.tolist())))
    return found


def _ruled_out(problem: Problem, plan: Plan, number: int) -> list[int]:
    tried = [_with(plan, number, place) for place in range(len(problem.groups[number].shifts))]
    return [place for place, each in enumerate(tried) if not problem.keeps(each)]


def _with(plan: Plan, number: int, place: int) -> Plan:
    changed = plan.copy()
    changed[number] = place
    return changed


def unmoved(problem: Problem, as_of: date) -> dict[str, str]:
    """Why each project that is in no group, and has work ahead, cannot move: a clause, by project."""
    events = problem.coded.portfolio.events.with_columns(pl.col("project", "status").cast(pl.String))
    projects = problem.coded.portfolio.projects.select(pl.col("project", "status").cast(pl.String))
    running = projects.filter(pl.col("status").is_in(LIVE_PROJECTS))["project"].to_list()
    grouped = {group.project for group in problem.groups}
    ahead = events.filter(
        pl.col("project").is_in(running),
        pl.col("status").is_in(LIVE_EVENTS),
        pl.max_horizontal("start", "end", "go_live") >= as_of,
    )
    reasons = {}
    for (project,), own in ahead.sort("project", "event").group_by("project", maintain_order=True):
        if project not in grouped:
            reasons[str(project)] = _reason(problem, own, as_of)
    return reasons


def _reason(problem: Problem, own: pl.DataFrame, as_of: date) -> str:
    windowed = own.filter(pl.col("earliest").is_not_null() | pl.col("latest").is_not_null())
    if windowed.is_empty():
        return "none of its events says between which days it may move"
    free = first_free_week(as_of)
    table = problem.coded.portfolio.events["event"].gather(problem.coded.events.rows).cast(pl.String)
    firsts: Floats = problem.coded.events.timing.first[
        table.is_in(windowed["event"].cast(pl.String).to_list()).to_numpy()
    ]
    if (firsts < free).all():
        return "its events have begun, or begin within the four weeks’ notice"
    return "its events’ windows, freezes and dependencies leave no week that all of them may move by"


def best_other(found: Sequence[Alternatives], project: str) -> tuple[int, float] | None:
    """The shift of the project, other than the one it has, that is best, and by how much the value rises."""
    for each in found:
        if each.project == project:
            others = [
                (hours, weeks) for hours, weeks in zip(each.hours, each.weeks, strict=True) if hours != 0
            ]
            return (min(others)[1], min(others)[0]) if others else None
    return None
