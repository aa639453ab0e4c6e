"""Suggested moves as they are shown: the curve of overload against delay, and the picked plan's moves."""

from collections.abc import Collection
from typing import Any, cast

from dash import html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.scenarios.suggested import Answer, MoveSpec, PointSpec, UnitHours
from heatmap.errors import HeatmapError
from heatmap.pages.parts import states
from heatmap.planning.scenarios.scenario import Move
from heatmap.planning.scenarios.scenario_text import moves_in
from heatmap.web.shapes import fits

ALL_OF_THEM = "*"  # instead of a project, to accept every move
_UNREADABLE = HeatmapError("The page's request cannot be read.", "Reload the page and try again.")
_MOST_POINTS, _MOST_MOVES = 40, 400
_NEXT_TO_NOTHING = 0.5  # hours


class Id:
    """Ids of this part."""

    ANSWER = "suggest-answer"
    PICKED = "suggest-picked"
    REJECTED = "suggest-rejected"
    SECONDS = "suggest-seconds"
    WINDOW = "suggest-window"
    PROOF = "suggest-proof"
    FOUND = "suggest-found"
    OTHER = "suggest-other"
    ASKING = "suggest-asking"
    WHY_NOT = "suggest-why-not"
    MORE = "suggest-more"

    @staticmethod
    def point(place: Any) -> dict[str, Any]:  # noqa: ANN401 - a place, or ALL
        """The button of a point of the curve."""
        return {"type": "suggest-point", "place": place}

    @staticmethod
    def accept(project: Any) -> dict[str, Any]:  # noqa: ANN401 - a code, or ALL
        """The button that takes a project's move into the scenario."""
        return {"type": "suggest-accept", "project": project}

    @staticmethod
    def reject(project: Any) -> dict[str, Any]:  # noqa: ANN401 - a code, or ALL
        """The button that leaves a project where it is, or takes that back."""
        return {"type": "suggest-reject", "project": project}


def read(answer: object) -> Answer:
    """The answer as the browser sends it back.

    Raises:
        HeatmapError: it is none.
    """
    if not fits(answer, Answer):
        raise _UNREADABLE
    given = cast("Answer", answer)
    points = given["points"]
    if not 0 <= given["chosen"] < len(points) <= _MOST_POINTS:
        raise _UNREADABLE
    if any(len(point["moves"]) > _MOST_MOVES for point in points):
        raise _UNREADABLE
    return given


def place_of(answer: Answer, picked: object) -> int:
    """The place of the picked point, or of the suggested one."""
    if isinstance(picked, int) and 0 <= picked < len(answer["points"]):
        return picked
    return answer["chosen"]


def found(
    answer: Answer, place: int, rejected: Collection[str], held: Collection[Move], most: int | None = None
) -> list[Component]:
    """The curve and the picked plan's moves, the `most` useful of them."""
    point = answer["points"][place]
    return [
        html.Div(
            [html.H3("What each week of delay buys"), *_curve(answer, place), _said(answer, point)],
            className="suggest-side",
        ),
        html.Div(_moves(point, rejected, held, most), className="suggest-moves"),
    ]


def _said(answer: Answer, point: PointSpec) -> Component:
    less = max(answer["before"] - point["overload"], 0.0)
    said = (
        f" instead of {words.hours(answer['before'])}: {words.hours(less)} fewer, for "
        f"{words.counted(point['weeks'], 'week')} of delay over all projects, by "
        f"{words.counted(len(point['moves']), 'move')}."
    )
    over = html.B(f"{words.hours(point['overload'])} hours over capacity")
    return html.P([over, said], role="status", className="suggest-said")


def _curve(answer: Answer, place: int) -> list[Component]:
    """The points as buttons over a line; the picked one is pressed. One point alone is no curve."""
    points = answer["points"]
    if len(points) == 1:
        return [html.P("The other plans follow in a moment.", className="stated curve-title")]
    most = max(answer["before"], *(point["overload"] for point in points))
    least = min(point["overload"] for point in points)
    widest = max(1, *(point["weeks"] for point in points))
    spread = max(most - least, 1.0)
    at = [(100 * point["weeks"] / widest, 100 * (most - point["overload"]) / spread) for point in points]
    upper = [f"{x:.2f}% {y:.2f}%" for x, y in at]
    lower = [f"{x:.2f}% calc({y:.2f}% + 2px)" for x, y in reversed(at)]
    line = html.Div(className="curve-line", style={"clipPath": f"polygon({', '.join([*upper, *lower])})"})
    buttons = [
        html.Button(
            id=Id.point(number),
            type="button",
            className="curve-point" + (" is-suggested" if number == answer["chosen"] else ""),
            style={"left": f"{x:.2f}%", "top": f"{y:.2f}%"},
            title=_point_words(point),
            **states.aria(_point_words(point)),
            **{"aria-pressed": "true" if number == place else "false"},  # type: ignore[arg-type]
        )
        for number, (point, (x, y)) in enumerate(zip(points, at, strict=True))
    ]
    return [
        html.P("Hours over capacity", className="curve-title"),
        html.Div(
            [
                html.Span(words.hours(most), className="curve-most"),
                html.Span(words.hours(least), className="curve-least"),
                html.Div([line, *buttons], className="curve-body"),
            ],
            className="curve",
            role="group",
            **states.aria("Plans: hours over capacity against weeks of delay"),
        ),
        html.P(
            [html.Span("0"), html.Span("weeks of delay, all projects"), html.Span(f"{widest:,}")],
            className="curve-weeks",
        ),
    ]


def _point_words(point: PointSpec) -> str:
    return (
        f"{words.counted(point['weeks'], 'week')} of delay: {words.hours(point['overload'])} hours over "
        f"capacity, {words.counted(len(point['moves']), 'move')}"
    )


def _moves(
    point: PointSpec, rejected: Collection[str], held: Collection[Move], most: int | None
) -> list[Component]:
    moves = point["moves"][:most]
    if not moves:
        return [html.P("No move makes it better.", className="stated")]
    columns = ("", "Project", "Move", "Relief alone", "In this list", "Units", "")
    head = html.Thead(html.Tr([html.Th(name, scope="col") if name else html.Td() for name in columns]))
    rows = [row for rank, move in enumerate(moves, 1) for row in _rows(rank, move, rejected, held)]
    everything = html.Button(
        "Accept all that are not rejected",
        id=Id.accept(ALL_OF_THEM),
        type="button",
        className="button is-small",
    )
    return [
        html.Div([html.H3("Moves, the most useful first"), everything], className="suggest-moves-head"),
        html.Div(
            html.Table([head, html.Tbody(rows)], className="table suggest-table"),
            className="table-scroll",
            tabIndex="0",
            role="region",
            **states.aria("Suggested moves"),
        ),
    ]


def _rows(rank: int, move: MoveSpec, rejected: Collection[str], held: Collection[Move]) -> list[Component]:
    """A move, and below it why."""
    taken = all(shift in held for shift in moves_in(move["shifts"]))
    refused = move["project"] in rejected
    decided = "is-accepted" if taken else "is-rejected" if refused else ""
    cells = [
        html.Td(str(rank)),
        html.Th(move["name"], scope="row"),
        html.Td([_weeks(move["weeks"]), html.Small(words.counted(move["events"], "event"))]),
        html.Td(f"{_signed(-move['alone'])} h"),
        html.Td(f"{_signed(-move['in_list'])} h"),
        html.Td(_units(move)),
        html.Td(_decisions(move, taken=taken, refused=refused)),
    ]
    reason = html.Details([html.Summary(["Why this", _of(move)]), html.P(why(move))])
    return [
        html.Tr(cells, className=decided),
        html.Tr([html.Td(), html.Td(reason, colSpan=len(cells) - 1)], className=f"{decided} why".strip()),
    ]


def _of(move: MoveSpec) -> Component:
    return html.Span(f": {move['name']}", className="visually-hidden")


def why(move: MoveSpec) -> str:
    """Why the move is in the list, and what it does besides, in sentences."""
    relieved = _listed(move["relieved"], -1)
    taken = words.hours(max(move["in_list"], 0.0))
    said = f"On top of the moves above it, it takes {taken} hours over capacity away"
    said += f", most of them at {relieved}." if relieved else "."
    said += f" {_cells(move['removed'])} no longer over capacity, {_cells(move['created'])} newly over it."
    burdened = _listed(move["burdened"], 1)
    if burdened:
        said += f" Side effect: more hours over at {burdened}."
    if move["in_list"] < move["alone"] - _NEXT_TO_NOTHING:
        said += " Other moves of the list relieve the same weeks, so alone it would bring more."
    return said + (
        f" It delays the project by {words.counted(move['weeks'], 'week')}."
        if move["weeks"] > 0
        else " It delays nothing: the project is earlier."
    )


def _cells(count: int) -> str:
    return f"{words.counted(count, 'unit-area-week')} {'is' if count == 1 else 'are'}"


def _listed(units: list[UnitHours], sign: int) -> str:
    said = [f"{each['unit']} ({words.hours(sign * each['hours'])})" for each in units]
    return ", ".join(said[:-1]) + (" and " if len(said) > 1 else "") + said[-1] if said else ""


def _units(move: MoveSpec) -> list[Component]:
    """Where hours over capacity go, and where they come: one text each, as every component costs time."""
    sides = ((move["relieved"], "unit-change"), (move["burdened"], "unit-change is-over"))
    return [
        html.Span(
            ", ".join(f"{each['unit']}\u00a0{_signed(each['hours'])}" for each in units), className=name
        )
        for units, name in sides
        if units
    ]


def _decisions(move: MoveSpec, *, taken: bool, refused: bool) -> Component:
    small: dict[str, Any] = {"type": "button", "className": "button is-small"}
    project, name = move["project"], move["name"]
    accept = html.Button(
        "Accepted" if taken else "Accept",
        id=Id.accept(project),
        disabled=taken or refused,
        **states.aria(f"{'Accepted' if taken else 'Accept'}: {name}"),
        **small,
    )
    reject = html.Button(
        "Rejected: undo" if refused else "Reject",
        id=Id.reject(project),
        disabled=taken,
        **states.aria(f"{'Take back the rejection' if refused else 'Reject'}: {name}"),
        **small,
    )
    return html.Div([accept, reject], className="decisions")


def _weeks(weeks: int) -> str:
    return f"{words.counted(abs(weeks), 'week')} {'later' if weeks > 0 else 'earlier'}"


def _signed(hours: float) -> str:
    if abs(hours) < _NEXT_TO_NOTHING:
        return "0"
    return f"{'+' if hours > 0 else '−'}{words.hours(abs(hours))}"


def askable(answer: Answer, place: int) -> list[dict[str, str]]:
    """The projects that the picked plan does not move, to ask why not."""
    moved = {move["project"] for move in answer["points"][place]["moves"]}
    codes = [code for code in (*answer["others"], *answer["unmoved"]) if code not in moved]
    names = answer["names"]
    return [
        {"value": code, "label": names.get(code, code)}
        for code in sorted(codes, key=lambda code: str(names.get(code, code)).casefold())
    ]


def why_not(answer: Answer, project: str) -> str:
    """Why the plan does not move a project: what its best shift would change, or what forbids it."""
    name = answer["names"].get(project, project)
    if project in answer["unmoved"]:
        return f"{name} cannot move: {answer['unmoved'][project]}."
    others = [
        (hours, weeks) for weeks, hours in answer["others"].get(project, []) if weeks and hours is not None
    ]
    if not others:
        return f"{name} cannot move: what it needs, or what needs it, leaves it no other week."
    hours, weeks = min(others)
    if hours < -_NEXT_TO_NOTHING:
        return f"{name} could still help: {_weeks(weeks)}, it would take {words.hours(-hours)} hours away."
    return (
        f"Moving {name} helps nowhere on top of the suggested moves. The best it could do, {_weeks(weeks)}, "
        f"adds {words.hours(max(hours, 0.0))} hours, its delay counted."
    )
