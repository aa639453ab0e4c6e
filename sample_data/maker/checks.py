"""Readiness checks: what has to be done at a unit before a go-live, by when, by whom, and whether it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from maker.draws import draw, whole_between
from maker.go_lives import Pair, Seen, workday
from maker.named import NAMED, Named
from maker.organisation import unit_names
from maker.rows import Check, Project

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NOT_APPLICABLE = 0.08
LEFT_OUT = 0.25  # a check that a project does not have


@dataclass(frozen=True)
class Kind:
    """A check that projects make: due so many weeks before the go-live, owned by a role."""

    name: str
    required: bool
    weeks: int
    owner: str


KINDS = (
    Kind("Local point of contact named", required=True, weeks=10, owner="unit"),
    Kind("Staff told what changes and when", required=True, weeks=8, owner="change manager"),
    Kind("Staff associations consulted", required=True, weeks=8, owner="owner"),
    Kind("Rosters cleared for training", required=True, weeks=6, owner="unit"),
    Kind("Fallback agreed and rehearsed", required=True, weeks=4, owner="owner"),
    Kind("Equipment delivered and tested", required=True, weeks=3, owner="owner"),
    Kind("Nine in ten trained", required=True, weeks=2, owner="change manager"),
    Kind("Floor walkers named", required=False, weeks=2, owner="unit"),
    Kind("Posters and quick guides up", required=False, weeks=1, owner="change manager"),
)
KEPT = "Equipment delivered and tested"  # every project has this one
SLOW = timedelta(days=24)  # what is late is late by up to so many days more


def checks(board: Seen) -> list[Check]:
    """One row per project, unit and check, as the board saw them."""
    return [
        row
        for pair in board.go_lives
        for target in [board.target(pair, board.as_of)]
        if target
        for row in _of_pair(board, pair, target)
    ]


def _of_pair(board: Seen, pair: Pair, target: date) -> Iterator[Check]:
    project = board.projects[pair[0]]
    for kind in KINDS:
        if kind.name == KEPT or draw("left out", pair[0], kind.name) >= LEFT_OUT:
            yield _row(board.as_of, project, pair[1], kind, target)


def _row(as_of: date, project: Project, unit: str, kind: Kind, target: date) -> Check:
    pair = (project.project, unit)
    due = workday(target - timedelta(weeks=kind.weeks))
    done = _done(pair, kind, due, as_of)
    owner = _owner(project, unit, kind)
    if pair not in NAMED and draw("not applicable", *pair, kind.name) < NOT_APPLICABLE:
        return Check(*pair, kind.name, kind.required, "not applicable", due, owner, "")
    if done <= as_of:
        evidence = f"Signed off on {done.day} {MONTHS[done.month - 1]} {done.year}"
        return Check(*pair, kind.name, kind.required, "met", due, owner, evidence)
    return Check(*pair, kind.name, kind.required, "not met", due, owner, "")


def _done(pair: Pair, kind: Kind, due: date, as_of: date) -> date:
    """The day on which a check is met, early or late."""
    named: Named | None = NAMED.get(pair)
    if named and not named.stuck:
        late = named.checks_open and kind.name == KEPT
        early = whole_between(3, 40, "early", *pair, kind.name)
        return as_of + SLOW if late else workday(min(due, as_of) - timedelta(days=early))
    slow = SLOW if draw("slow", *pair, kind.name) < 0.2 else timedelta()
    return workday(due + timedelta(days=whole_between(-25, 4, "done", *pair, kind.name)) + slow)


def _owner(project: Project, unit: str, kind: Kind) -> str:
    if kind.owner == "unit":
        return f"Change lead, {unit_names()[unit]}"
    if kind.owner == "owner":
        return project.owner
    return project.change_manager or f"Local change network, {unit_names()[unit]}"
