"""What the browser draws of readiness: the matrix of projects and units, and five elements over time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NotRequired, TypedDict

import polars as pl

from heatmap import words
from heatmap.contract import ELEMENTS
from heatmap.scoring.assessments.pace import BARRIER
from heatmap.scoring.assessments.readiness import CHECKS_OPEN, NOT_ASSESSED, READY, STALE

# How a state is drawn: each has a shape and a colour of its own.
KINDS = {READY: "ready", CHECKS_OPEN: "checks", STALE: "stale", NOT_ASSESSED: "none"}
KIND_BARRIER = "barrier"
KIND_NAMES = {
    "ready": READY,
    "checks": CHECKS_OPEN,
    "barrier": "barrier",
    "stale": STALE,
    "none": NOT_ASSESSED,
}

Row = Mapping[str, Any]


class Cell(TypedDict):
    """One pair. `unit` is the column, `said` what the tooltip and a screen reader say."""

    unit: int
    kind: str  # of KIND_NAMES; out: left out by the view
    word: str
    days: NotRequired[str]  # to the go-live, where it is another than the project's
    over: NotRequired[bool]
    said: NotRequired[list[str]]
    key: NotRequired[str]


class ProjectRow(TypedDict):
    """One row of the matrix: a project, its next go-live among the pairs shown, and its cells."""

    name: str
    note: str
    ready: str
    cells: list[Cell]


class MatrixSpec(TypedDict):
    """The whole matrix. `href` is the address of the view without a cell."""

    key: str
    title: str
    href: str
    units: list[dict[str, str]]
    projects: list[ProjectRow]


class Elements(TypedDict):
    """Five lines over time, as a kind of chart; scores are 1 to 5, None where hidden or not given."""

    kind: str
    title: str
    first: str
    last: str
    barrier: float
    elements: list[dict[str, Any]]
    table: dict[str, Any]


def kind_of(state: str) -> str:
    """Which of KIND_NAMES a state is."""
    return KINDS.get(state, KIND_BARRIER)


def state_words(row: Row) -> str:
    """2 checks open; barrier: knows."""
    if row["state"] != CHECKS_OPEN:
        return str(row["state"])
    return f"{words.counted(row['checks_open'], 'check')} open"


def countdown(days: int | None) -> str:
    """In 45 days; today; 12 days ago."""
    if days is None:
        return "no go-live"
    if days == 0:
        return "today"
    return f"in {words.counted(days, 'day')}" if days > 0 else f"{words.counted(-days, 'day')} ago"


def go_live_words(row: Row) -> str:
    """26 Oct 2020, in 238 days."""
    if row["go_live"] is None:
        return "no go-live"
    return f"{words.day(row['go_live'])}, {countdown(row['days_left'])}"


def scores_words(row: Row) -> str:
    """Aware 3.2, supportive 2.9, knows hidden, …; empty where nobody was asked."""
    if row["assessed_on"] is None:
        return ""
    hidden = set(row["hidden"])
    said = [f"{element} {_score(row[element], hidden=element in hidden)}" for element in ELEMENTS]
    return f"{', '.join(said).capitalize()}, on {words.day(row['assessed_on'])}"


def _score(score: float | None, *, hidden: bool) -> str:
    if hidden:
        return "hidden"
    return "without a score" if score is None else score_text(score)


def score_text(score: float) -> str:
    """A score with one decimal that never crosses the barrier: 3.04 is said 3.1, for it is none."""
    said_score = round(score, 1)
    return f"{BARRIER + 0.1 if said_score <= BARRIER < score else said_score:.1f}"


def matrix_spec(rows: pl.DataFrame, every: pl.DataFrame, *, key: str, title: str, href: str) -> MatrixSpec:
    """Projects by units. `rows` are the pairs to show, `every` all of them, both rows of Readiness.

    Projects come in order of their next go-live among `rows`, units in the organisation's order; those
    without a row are left out.
    """
    units = rows.select("unit", "unit_name", "unit_position").unique().sort("unit_position", "unit")
    places = {unit: place for place, unit in enumerate(units["unit"])}
    shown = set(rows.select("project", "unit").iter_rows())
    out: dict[str, list[Cell]] = {}
    for project, unit in every.select("project", "unit").iter_rows():
        if unit in places and (project, unit) not in shown:
            out.setdefault(project, []).append({"unit": places[unit], "kind": "out", "word": ""})
    grouped = _by_project(rows)
    return {
        "key": key,
        "title": title,
        "href": href,
        "units": [{"code": code, "name": name or code} for code, name, _ in units.iter_rows()],
        "projects": [_project(pairs, places, out.get(pairs[0]["project"], [])) for pairs in grouped],
    }


def _by_project(rows: pl.DataFrame) -> list[list[Row]]:
    """The rows of each project, in order of its next go-live, or else its last."""
    grouped: dict[str, list[Row]] = {}
    for row in rows.iter_rows(named=True):
        grouped.setdefault(row["project"], []).append(row)
    return sorted(
        grouped.values(), key=lambda pairs: (_next(pairs)["go_live"] or date.max, pairs[0]["project"])
    )


def _next(pairs: Sequence[Row]) -> Row:
    """The pair with the next go-live, or else the last one."""
    dated = [pair for pair in pairs if pair["go_live"] is not None]
    ahead = [pair for pair in dated if pair["days_left"] >= 0]
    return ahead[0] if ahead else (dated or pairs)[-1]


def _project(pairs: Sequence[Row], places: Mapping[str, int], out: Iterable[Cell]) -> ProjectRow:
    first = _next(pairs)
    ready = sum(pair["state"] == READY for pair in pairs)
    return {
        "name": first["project_name"] or first["project"],
        "note": go_live_words(first) + ("" if first["live"] else "; does not score now"),
        "ready": f"{ready} of {len(pairs)} ready",
        "cells": [*(_cell(pair, first, places) for pair in pairs), *out],
    }


def _cell(pair: Row, first: Row, places: Mapping[str, int]) -> Cell:
    cell: Cell = {
        "unit": places[pair["unit"]],
        "kind": kind_of(pair["state"]),
        "word": state_words(pair),
        "said": said(pair),
        "key": f"{pair['project']}@{pair['unit']}",
    }
    if pair["go_live"] != first["go_live"]:
        cell["days"] = countdown(pair["days_left"]).removeprefix("in ")
    if pair["over_capacity"]:
        cell["over"] = True
    return cell


def said(pair: Row) -> list[str]:
    """A pair in words: its name, state, go-live, load and scores."""
    named = f"{pair['project_name'] or pair['project']}, {pair['unit_name'] or pair['unit']}"
    checks = (
        ""
        if pair["state"] == CHECKS_OPEN or not pair["checks_open"]
        else (f"{words.counted(pair['checks_open'], 'check')} open")
    )
    over = "unit over capacity in that week" if pair["over_capacity"] else ""
    go_live = f"go-live {go_live_words(pair)}" if pair["go_live"] else "no go-live"
    return [part for part in (named, state_words(pair), go_live, over, checks, scores_words(pair)) if part]


def elements_spec(history: pl.DataFrame, title: str, as_of: date) -> Elements | None:
    """The five elements over time, or None without an assessment.

    `history` has one row per assessment and element: assessed_on, element, score, responses, hidden.
    """
    if history.is_empty():
        return None
    days = history["assessed_on"].unique().sort().to_list()
    by_element = history.with_columns(pl.col("element").cast(pl.String)).partition_by("element", as_dict=True)
    lines = [_line(element, by_element.get((element,))) for element in ELEMENTS]
    said_on = {(point["day"], line["name"]): point["said"] for line in lines for point in line["points"]}
    return {
        "kind": "elements",
        "title": title,
        "first": days[0].isoformat(),
        "last": max(days[-1], as_of).isoformat(),
        "barrier": BARRIER,
        "elements": lines,
        "table": {
            "heads": [
                {"name": "Assessed on"},
                *({"name": name.capitalize(), "number": True} for name in ELEMENTS),
            ],
            "rows": [
                [words.day(day), *(said_on.get((day.isoformat(), name), "–") for name in ELEMENTS)]
                for day in days
            ],
        },
    }


def _line(element: str, rows: pl.DataFrame | None) -> dict[str, Any]:
    points = (
        []
        if rows is None
        else [_point(element, row) for row in rows.sort("assessed_on").iter_rows(named=True)]
    )
    return {"name": element, "latest": points[-1]["said"] if points else "–", "points": points}


def _point(element: str, row: Row) -> dict[str, Any]:
    score = row["score"]
    said_score = _score(score, hidden=row["hidden"])
    meaning = "" if score is None else ", a barrier" if score <= BARRIER else ", no barrier"
    asked = f", {words.counted(row['responses'], 'response')}" if row["responses"] is not None else ""
    return {
        "day": row["assessed_on"].isoformat(),
        "score": score,
        "said": "hidden" if row["hidden"] else "–" if score is None else score_text(score),
        "label": f"{element.capitalize()}, {words.day(row['assessed_on'])}: {said_score}{meaning}{asked}",
    }
