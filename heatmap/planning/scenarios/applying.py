"""What a scenario means: the portfolio that it makes of a version's, move by move, in order.

This is the definition. `shifting` does shifts faster and gives the same numbers.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date

import polars as pl

from heatmap import words
from heatmap.contract import TABLES
from heatmap.errors import HeatmapError
from heatmap.planning.scenarios.added_capacity import with_capacity
from heatmap.planning.scenarios.scenario import (
    FIRST_DAY,
    LAST_DAY,
    Add,
    AddCapacity,
    AddFreeze,
    Cancel,
    Change,
    Move,
    Noun,
    Shift,
)
from heatmap.portfolio import Portfolio
from heatmap.terms import EVERY_AREA, EVERY_UNIT, EventStatus

DATES = ("start", "end", "go_live")
_TABLE_OF = {"event": "events", "project": "projects", "unit": "units", "area": "areas"}


def apply(portfolio: Portfolio, moves: Iterable[Move]) -> Portfolio:
    """The portfolio after the moves.

    Raises:
        HeatmapError: a move names a code that the portfolio does not have, or cannot be made.
    """
    for number, move in enumerate(moves, 1):
        try:
            portfolio = _applied(portfolio, move)
        except HeatmapError as error:
            raise HeatmapError(f"Move {number} cannot be made: {error.what}", error.do) from None
    return portfolio


def _applied(portfolio: Portfolio, move: Move) -> Portfolio:
    match move:
        case Shift():
            moved = starting(events_of(portfolio, move.noun, move.code), starts(portfolio), move.start)
            return shifted(portfolio, dict.fromkeys(moved, move.weeks))
        case Cancel():
            return _cancelled(portfolio, events_of(portfolio, move.noun, move.code))
        case Change():
            return _changed(portfolio, move)
        case Add():
            return _added(portfolio, move)
        case AddCapacity():
            check(portfolio, "unit", move.unit)
            check(portfolio, "area", move.area)
            return _with(portfolio, headcount=with_capacity(portfolio.headcount, move))
        case AddFreeze():
            return _frozen(portfolio, move)


def events_of(portfolio: Portfolio, noun: Noun, code: str) -> list[str]:
    """The event, or the project's events in the table's order.

    Raises:
        HeatmapError: the portfolio has no such event or project.
    """
    check(portfolio, noun.value, code)
    events = portfolio.events.select(pl.col("event", "project").cast(pl.String))
    return events.filter(pl.col(noun.value) == code)["event"].to_list()


def starts(portfolio: Portfolio) -> dict[str, date]:
    """The day on which each event starts: its start day, or, if it has none, its go-live."""
    days = portfolio.events.select(pl.col("event").cast(pl.String), pl.coalesce("start", "go_live"))
    return dict(days.iter_rows())


def starting(events: Iterable[str], first_days: Mapping[str, date], start: date | None) -> list[str]:
    """Those of the events that start on the day `start` or later; all of them without one."""
    return [event for event in events if start is None or first_days[event] >= start]


def check(portfolio: Portfolio, noun: str, code: str) -> None:
    """Refuse a code that the portfolio does not have."""
    codes = portfolio.tables()[_TABLE_OF[noun]][noun].cast(pl.String)
    if not (codes == code).any():
        said = "business area" if noun == "area" else noun
        some = words.choices(codes.sort().to_list(), most=8)
        raise HeatmapError(
            f"This version has no {said} “{code[:80]}”.",
            f"Choose one that it has{': ' + some if some else ''}.",
        )


def shifted(portfolio: Portfolio, weeks: Mapping[str, int]) -> Portfolio:
    """The portfolio with events' dates, and the weeks of their training, moved by so many weeks each."""
    moved = {event: by for event, by in weeks.items() if by}
    if not moved:
        return portfolio
    events = _later(portfolio.events, DATES, moved)
    beyond = events.filter(pl.any_horizontal(~pl.col(DATES).is_between(FIRST_DAY, LAST_DAY)))
    if len(beyond):
        raise HeatmapError(
            f"Event {beyond['event'][0]} would leave the years 2000 to 2100.", "Move it by fewer weeks."
        )
    return _with(portfolio, events=events, training=_later(portfolio.training, ("week",), moved))


def _later(table: pl.DataFrame, dates: tuple[str, ...], weeks: Mapping[str, int]) -> pl.DataFrame:
    by = pl.col("event").cast(pl.String).replace_strict(dict(weeks), default=0, return_dtype=pl.Int64)
    return table.with_columns(pl.col(dates) + pl.duration(weeks=by).cast(pl.Duration("ms")))


def _cancelled(portfolio: Portfolio, events: list[str]) -> Portfolio:
    chosen = pl.col("event").is_in(events)
    status = pl.when(chosen).then(pl.lit(EventStatus.CANCELLED.value)).otherwise(pl.col("status"))
    table = portfolio.events.with_columns(status.alias("status"))
    return _with(portfolio, events=table)


def _changed(portfolio: Portfolio, move: Change) -> Portfolio:
    check(portfolio, "event", move.event)
    wanted = pl.col("event").cast(pl.String) == move.event
    for noun, code, every in (("unit", move.unit, EVERY_UNIT), ("area", move.area, EVERY_AREA)):
        if code != every:
            check(portfolio, noun, code)
            wanted &= pl.col(noun).cast(pl.String) == code
    if not portfolio.impacts.select(wanted.any()).item():
        where = "" if (move.unit, move.area) == (EVERY_UNIT, EVERY_AREA) else f" on {move.unit} {move.area}"
        raise HeatmapError(
            f"Event {move.event} has no impact{where}.", "Choose a unit and area that it meets, or * for all."
        )
    changed = []
    if move.people_percent is not None:
        changed.append((pl.col("people"), pl.col("people") * (move.people_percent / 100)))
    if move.hours_per_person is not None:
        changed.append((pl.col("hours_per_person"), pl.lit(float(move.hours_per_person))))
    impacts = portfolio.impacts.with_columns(
        pl.when(wanted).then(after).otherwise(before).alias(before.meta.output_name())
        for before, after in changed
    )
    return _with(portfolio, impacts=impacts)


def _added(portfolio: Portfolio, move: Add) -> Portfolio:
    check(portfolio, "project", move.project)
    if (portfolio.events["event"].cast(pl.String) == move.event).any():
        raise HeatmapError(
            f"This version has an event “{move.event}” already.", "Give the added event another code."
        )
    for impact in move.impacts:
        check(portfolio, "unit", impact.unit)
        check(portfolio, "area", impact.area)
    event = {**vars(move), "kind": move.kind.value, "status": EventStatus.PLANNED.value}
    impacts = [{"event": move.event, **asdict(impact)} for impact in move.impacts]
    return _with(
        portfolio,
        events=_longer("events", portfolio.events, [event]),
        impacts=_longer("impacts", portfolio.impacts, impacts),
    )


def _frozen(portfolio: Portfolio, move: AddFreeze) -> Portfolio:
    if move.unit != EVERY_UNIT:
        check(portfolio, "unit", move.unit)
    row = {
        "name": f"Freeze of the scenario {len(portfolio.calendar) + 1}",
        "unit": move.unit,
        "start": move.start,
        "end": move.end,
        "capacity_taken": 0.0,
        "freeze": True,
    }
    return _with(portfolio, calendar=_longer("calendar", portfolio.calendar, [row]))


def _longer(name: str, table: pl.DataFrame, rows: list[dict[str, object]]) -> pl.DataFrame:
    """The table with more rows; its codes become text, as a numbering of old codes has no new ones."""
    schema = TABLES[name].schema
    given = [{column: row.get(column) for column in schema} for row in rows]
    return pl.concat([table.select(schema.names()).cast(schema), pl.DataFrame(given, schema=schema)])


def _with(portfolio: Portfolio, **tables: pl.DataFrame) -> Portfolio:
    return Portfolio.from_tables({**portfolio.tables(), **tables})
