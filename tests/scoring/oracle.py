"""The formulas again, one impact and one week at a time, in plain Python: slow, and hard to get wrong."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from heatmap.portfolio import Portfolio
from heatmap.scoring.parameters import Parameters
from heatmap.terms import EVEN_KINDS, Filters, Kind

WEEK = timedelta(days=7)
Row = dict[str, Any]
Cell = tuple[str, str, date]


def monday(day: date) -> date:
    """The Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def whole_weeks(first: date, last: date) -> int:
    """Weeks from one date's week to another's."""
    return (monday(last) - monday(first)).days // 7


def shares(event: Row, parameters: Parameters) -> dict[date, float]:
    """Share of the event's hours by week."""
    if event["kind"] in EVEN_KINDS:
        length = (event["end"] - event["start"]).days + 1
        days = [event["start"] + timedelta(days=number) for number in range(length)]
        found: dict[date, float] = {}
        for day in days:
            found[monday(day)] = found.get(monday(day), 0) + 1
        return {week: count / length for week, count in found.items()}
    ramp = parameters.ramps[Kind(event["kind"])]
    before, after = ramp.before, ramp.after
    if event["start"]:
        before = max(whole_weeks(event["start"], event["go_live"]), 0)
    if event["end"]:
        after = max(whole_weeks(event["go_live"], event["end"]), 0)
    live = monday(event["go_live"])
    raw = {live - k * WEEK: (before + 1 - k) / (before + 1) for k in range(1, before + 1)}
    raw |= {live: 1.0}
    raw |= {live + j * WEEK: 2 ** (-j / ramp.half_life) for j in range(1, after + 1)}
    return {week: weight / sum(raw.values()) for week, weight in raw.items()}


@dataclass
class Piece:
    """One impact in one week."""

    event: Row
    project: Row
    severity: int
    hours: float
    estimated: bool


@dataclass
class Score:
    """A cell or roll-up: its pieces, and its capacities by cell."""

    pieces: list[Piece] = field(default_factory=list)
    go_lives: set[str] = field(default_factory=set)
    capacities: list[float] = field(default_factory=list)

    @property
    def load(self) -> float:
        """Hours."""
        return sum(piece.hours for piece in self.pieces)

    @property
    def capacity(self) -> float | None:
        """Hours; None without a headcount row."""
        return sum(self.capacities) if self.capacities else None

    @property
    def projects(self) -> int:
        """Distinct projects."""
        return len({piece.project["project"] for piece in self.pieces})

    @property
    def worst(self) -> int:
        """The highest severity."""
        return max((piece.severity for piece in self.pieces), default=0)

    @property
    def estimated(self) -> float:
        """Share of the load."""
        estimated = sum(piece.hours for piece in self.pieces if piece.estimated)
        return estimated / self.load if self.load else 0.0

    @property
    def saturation(self) -> float | None:
        """Load / capacity; None without a headcount row, or with load on no capacity."""
        if self.capacity is None or (self.capacity == 0 and self.load > 0):
            return None
        return self.load / self.capacity if self.capacity else 0.0


class Oracle:
    """Everything that a portfolio's cells should hold."""

    def __init__(self, portfolio: Portfolio, parameters: Parameters, filters: Filters) -> None:
        self.parameters = parameters
        self.tables = {name: table.to_dicts() for name, table in portfolio.tables().items()}
        self.projects = {row["project"]: row for row in self.tables["projects"]}
        self.kinds = {row["unit"]: row["kind"] for row in self.tables["units"]}
        self.filters = filters

    def scores(self, event: Row, filters: Filters) -> bool:
        """Whether the event's statuses let it score."""
        project = self.projects[event["project"]]
        return event["status"] in filters.event_statuses and project["status"] in filters.project_statuses

    def chosen_event(self, event: Row) -> bool:
        """Whether the filters choose the event."""
        filters, project = self.filters, self.projects[event["project"]]
        return (
            self.scores(event, filters)
            and (not filters.programmes or project["programme"] in filters.programmes)
            and (not filters.projects or event["project"] in filters.projects)
            and (not filters.kinds or event["kind"] in filters.kinds)
        )

    def chosen_cell(self, unit: str, area: str) -> bool:
        """Whether the filters choose the unit and area."""
        filters = self.filters
        return (
            (not filters.units or unit in filters.units)
            and (not filters.areas or area in filters.areas)
            and (not filters.unit_kinds or self.kinds[unit] in filters.unit_kinds)
        )

    def weeks(self) -> list[date]:
        """The portfolio's span, cropped by the filters' first and last day."""
        everyone = Filters(
            event_statuses=tuple({*Filters().event_statuses, *self.filters.event_statuses}),
            project_statuses=tuple({*Filters().project_statuses, *self.filters.project_statuses}),
        )
        loaded = {row["event"] for row in self.tables["impacts"] if self._weighted(row) > 0}
        found = [
            week
            for event in self.tables["events"]
            if event["event"] in loaded and self.scores(event, everyone)
            for week in shares(event, self.parameters)
        ]
        if not found:
            return []
        count = whole_weeks(min(found), max(found)) + 1
        every = [min(found) + number * WEEK for number in range(count)]
        first, last = self.filters.first or every[0], self.filters.last or every[-1]
        return [week for week in every if monday(first) <= week <= monday(last)]

    def _weighted(self, impact: Row) -> float:
        severity = impact["severity"] - 1
        hours = impact["hours_per_person"]
        if hours is None:
            hours = self.parameters.default_hours[severity]
        return float(impact["people"] * hours * self.parameters.severity_weight[severity])

    def capacity(self, unit: str, area: str, week: date) -> float | None:
        """Hours of capacity; None where no headcount row is in force."""
        rows = [
            row
            for row in self.tables["headcount"]
            if (row["unit"], row["area"]) == (unit, area) and row["from_date"] <= week
        ]
        if not rows:
            return None
        row = max(rows, key=lambda each: each["from_date"])
        taken = sum(
            entry["capacity_taken"] / 7
            for entry in self.tables["calendar"]
            if entry["unit"] in ("*", unit)
            for day in range(7)
            if entry["start"] <= week + timedelta(days=day) <= entry["end"]
        )
        free = max(1 - taken, 0)
        free = 0 if free < 1e-12 else free
        return float(row["headcount"] * row["hours_per_week"] * row["absorbable_share"] * free)

    def gathered(self, key: Callable[[Cell, str], Any]) -> dict[Any, Score]:
        """Scores by `key(cell, programme)`; cells without an impact have no programme: an empty text.

        Cells with a headcount row in force are all there; others only where there is load.
        """
        scores: dict[Any, Score] = {}
        weeks = self.weeks()
        for unit in self.kinds:
            for row in self.tables["areas"]:
                for week in weeks if self.chosen_cell(unit, row["area"]) else ():
                    capacity = self.capacity(unit, row["area"], week)
                    if capacity is not None:
                        score = scores.setdefault(key((unit, row["area"], week), ""), Score())
                        score.capacities.append(capacity)
        for cell, piece in self.pieces(weeks):
            scores.setdefault(key(cell, piece.project["programme"]), Score()).pieces.append(piece)
        for cell, event in self.live(weeks):
            programme = self.projects[event["project"]]["programme"]
            if key(cell, programme) in scores:
                scores[key(cell, programme)].go_lives.add(event["event"])
        return scores

    def _met(self) -> Iterable[tuple[Row, Row]]:
        events = {row["event"]: row for row in self.tables["events"]}
        for impact in self.tables["impacts"]:
            event = events[impact["event"]]
            if self.chosen_event(event) and self.chosen_cell(impact["unit"], impact["area"]):
                yield impact, event

    def pieces(self, weeks: list[date]) -> Iterable[tuple[Cell, Piece]]:
        """Every impact with hours, in each week of the window."""
        for impact, event in self._met():
            for week, share in shares(event, self.parameters).items():
                hours = self._weighted(impact) * share
                if week in weeks and hours > 0:
                    estimated = impact["hours_per_person"] is None
                    project = self.projects[event["project"]]
                    piece = Piece(event, project, impact["severity"], hours, estimated)
                    yield (impact["unit"], impact["area"], week), piece

    def live(self, weeks: list[date]) -> Iterable[tuple[Cell, Row]]:
        """Every event's go-live on each cell that it has an impact on."""
        for impact, event in self._met():
            if event["go_live"] and monday(event["go_live"]) in weeks:
                yield (impact["unit"], impact["area"], monday(event["go_live"])), event
