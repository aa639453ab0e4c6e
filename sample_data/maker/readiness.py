"""Assessments of readiness: every four to six weeks projects ask their units how willing and able they are.

Scores rise towards the go-live, in most units. Some are stuck, some are asked too late or never, and in small
groups few answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from maker.draws import between, draw, whole_between
from maker.go_lives import Pair, Seen, workday
from maker.named import NAMED
from maker.organisation import BCUS, unit_names
from maker.rows import Assessment

ELEMENTS = {"aware": 4.15, "supportive": 3.85, "knows": 3.9, "able": 3.75, "sustained": 3.6}  # at go-live
NEVER = 0.09  # share of pairs that nobody assesses
LATE = 0.13  # share of pairs that a board finds without a recent assessment
STUCK = 0.14  # share of pairs with an element that does not rise
FEW = 0.09  # share of pairs with a handful of responses
NOTED = 0.02  # share of rows with a note
NOTES = (
    "Night shift not asked yet",
    "Answers from two of three sites",
    "Asked again after the briefing",
    "Several people off on aid",
    "First answers since the dates changed",
)


@dataclass(frozen=True)
class Course:
    """How a pair's scores run: above or below the usual, points a week, what does not rise; who answers."""

    mood: float
    pace: float
    stuck: str
    responses: int


def assessments(boards: Sequence[Seen]) -> list[Assessment]:
    """One row per project, unit, assessment and element, up to the day of the last of the boards.

    What the earlier boards' days have shown stays as it was: their go-lives decide it.
    """
    rows: list[Assessment] = []
    for board in boards:
        for pair in board.go_lives:
            if _assessed(pair):
                rows += _of_pair(board, pair)
    return sorted(rows, key=lambda row: (row.project, row.unit, row.assessed_on))


def _assessed(pair: Pair) -> bool:
    return NAMED[pair].assessed if pair in NAMED else draw("assessed", *pair) >= NEVER


def _of_pair(board: Seen, pair: Pair) -> Iterator[Assessment]:
    course, project = _course(pair), board.projects[pair[0]]
    assessor = project.change_manager or f"Local change network, {unit_names()[pair[1]]}"
    for day in _days(board, pair):
        target = board.target(pair, day)
        if target:
            for element in ELEMENTS:
                about = (*pair, day.isoformat(), element)
                score, responses = _answer(pair, course, about, weeks=(target - day).days / 7)
                note = NOTES[int(draw("which note", *about) * len(NOTES))]
                noted = note if draw("note", *about) < NOTED else ""
                yield Assessment(*pair, day, element, score, responses, assessor, noted)


def _days(board: Seen, pair: Pair) -> list[date]:
    """Every four to six weeks up to the board, units a few days apart; a late pair misses the last time."""
    project = pair[0]
    apart = whole_between(28, 42, "cadence", project)
    day = board.as_of - timedelta(days=whole_between(3, 20, "phase", project, board.as_of.isoformat()))
    late = NAMED[pair].stale if pair in NAMED else draw("late", *pair, board.as_of.isoformat()) < LATE
    newest = board.as_of - timedelta(days=33 if late else 0)
    days = []
    while day > board.since + timedelta(days=14):
        asked = workday(day - timedelta(days=whole_between(0, 3, "asked", *pair, day.isoformat())))
        if asked <= newest:
            days.append(asked)
        day -= timedelta(days=apart)
    return days


def _course(pair: Pair) -> Course:
    few = draw("few", *pair) < FEW
    usual = whole_between(14, 70, "responses", *pair) if pair[1] in BCUS else 6 + whole_between(2, 24, *pair)
    if pair in NAMED:
        return Course(between(0.2, 0.5, "mood", *pair), 0.03, NAMED[pair].stuck, max(usual, 12))
    stuck = draw("stuck", *pair)
    return Course(
        mood=between(-0.4, 0.45, "mood", *pair),
        pace=between(0.05, 0.11, "pace", *pair),
        stuck=tuple(ELEMENTS)[int(stuck / STUCK * len(ELEMENTS))] if stuck < STUCK else "",
        responses=whole_between(3, 6, "few", *pair) if few else usual,
    )


def _answer(
    pair: Pair, course: Course, about: tuple[str, ...], weeks: float
) -> tuple[float | None, int | None]:
    """Score and responses, `weeks` before the go-live; some questions are not asked, the last more often."""
    unasked = 0.06 if about[-1] == "sustained" else 0.004
    if pair not in NAMED and draw("missing", *about) < unasked:
        return None, None
    return _score(pair, course, about, weeks), _responses(pair, course, about)


def _score(pair: Pair, course: Course, about: tuple[str, ...], weeks: float) -> float:
    """Rises to the go-live, `weeks` away, and stays there; what is stuck stays below 3."""
    element = about[-1]
    noise = between(-0.12, 0.12, "noise", *about)
    if element == course.stuck:
        return round(between(2.2, 2.8, "stuck at", *pair) + noise, 1)
    at_go_live = ELEMENTS[element] + course.mood + between(-0.25, 0.25, "element", *pair, element)
    if pair in NAMED:
        at_go_live = max(at_go_live, 4.2)
    return round(min(5.0, max(1.0, at_go_live - course.pace * max(weeks, 0.0) + noise)), 1)


def _responses(pair: Pair, course: Course, about: tuple[str, ...]) -> int:
    """Not everyone answers every question; some questions are put to the few whom they concern."""
    if pair not in NAMED and draw("asked few", *about) < 0.015:
        return whole_between(2, 4, "few asked", *about)
    return max(1, course.responses - whole_between(0, 2, "skipped", *about))
