"""What makes an accepted row doubtful: each warning names the row, and what to look at."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import polars as pl

from heatmap.contract import TABLES
from heatmap.ingest.advice import day_words
from heatmap.ingest.findings import FINDINGS, Finding, shown
from heatmap.ingest.reading.batches import LINE
from heatmap.ingest.spool import Spool
from heatmap.portfolio import Source
from heatmap.terms import GO_LIVE_KINDS, EventStatus, ProjectStatus

OLD = 35  # days
YEAR = 365  # days
WEEK_DAYS = 7
FIRST_MONDAY = 4  # days from the epoch

Shown = Mapping[str, str]  # what messages call each table


class Doubts:
    """The warnings of one portfolio whose tables are in the spool; one frame of findings a question."""

    def __init__(self, spool: Spool, names: Shown, today: date) -> None:
        self._spool = spool
        self._names = names
        self._today = today
        self._headcount = self._rows("headcount")
        self._projects = self._rows("projects")
        self._events = self._rows("events").with_columns(_event_week().alias("week"))
        self._met: list[pl.Series] = []

    def _rows(self, table: str) -> pl.DataFrame:
        schema = pl.Schema({LINE: pl.Int64(), **TABLES[table].schema})
        return self._spool.whole(table, schema)

    def found(self) -> Iterator[tuple[str, pl.DataFrame]]:
        """Table names, and warnings about their rows, in batches."""
        for impacts in self._spool.parts("impacts"):
            self._met.append(impacts["event"].unique())
            placed = self._placed(impacts)
            yield "impacts", self._without_headcount(placed)
            yield "impacts", self._above_headcount(placed)
        yield "events", self._without_impacts()
        yield "projects", self._same_names()
        yield "projects", self._without_events()

    def _placed(self, impacts: pl.DataFrame) -> pl.DataFrame:
        """Impacts with the Monday of their event's week, and the cell's headcount in force then.

        The event's week is that of its go_live for a go-live kind, else that of its start.
        """
        weeks = self._events.select("event", "week")
        placed = impacts.join(weeks, on="event", how="left", maintain_order="left")
        cells = placed.select("unit", "area", "week").unique().sort("week")
        force = self._headcount.select("unit", "area", "from_date", "headcount").sort("from_date")
        in_force = cells.join_asof(
            force, left_on="week", right_on="from_date", by=["unit", "area"], check_sortedness=False
        )
        firsts = force.group_by("unit", "area").agg(pl.col("from_date").min().alias("first"))
        joined = placed.join(
            in_force.join(firsts, on=["unit", "area"], how="left"),
            on=["unit", "area", "week"],
            how="left",
            maintain_order="left",
        )
        # In one piece, because Polars 2.1 fails when it filters a join's many pieces on four or more cores.
        return joined.rechunk()

    def _without_headcount(self, placed: pl.DataFrame) -> pl.DataFrame:
        rows = placed.filter(pl.col("headcount").is_null())
        never = pl.lit("is an impact on a unit and area without any headcount row")
        early = pl.format(
            "is an impact in the week of {}, before the first headcount row of its unit and area ({})",
            _day_text("week"),
            _day_text("first"),
        )
        reason = pl.when(pl.col("first").is_null()).then(never).otherwise(early)
        value = pl.concat_str("unit", "area", separator=", ")
        right = pl.format("Add a headcount row for {}, or its saturation stays unknown.", shown(value))
        return self._findings("impacts", rows, "unit, area", value, reason=reason, right=right)

    def _above_headcount(self, placed: pl.DataFrame) -> pl.DataFrame:
        rows = placed.filter(pl.col("people") > pl.col("headcount"))
        reason = pl.format(
            "is above the headcount of {} in force in the week of {} ({}, from {})",
            shown(pl.concat_str("unit", "area", separator=", ")),
            _day_text("week"),
            _number_text("headcount"),
            _day_text("from_date"),
        )
        right = pl.lit("Check people, and the cell's headcount.")
        return self._findings("impacts", rows, "people", _number_text("people"), reason=reason, right=right)

    def _without_impacts(self) -> pl.DataFrame:
        met = pl.concat(self._met) if self._met else pl.Series([], dtype=pl.String)
        rows = self._events.filter(
            ~pl.col("event").is_in(met.implode()) & (pl.col("status") != EventStatus.CANCELLED)
        )
        return self._findings(
            "events",
            rows,
            "event",
            pl.col("event"),
            reason=pl.lit("is an event without any accepted impact, so it adds no load"),
            right=pl.lit("Add its impacts, or set its status to cancelled."),
        )

    def _same_names(self) -> pl.DataFrame:
        plain = pl.col("name").str.to_lowercase().str.replace_all(r"[^\p{L}\p{N}]", "")
        rows = self._projects.with_columns(plain.alias("plain")).filter(pl.col("plain") != "")
        first = [
            pl.col(name).first().over("plain").alias(f"first {name}") for name in ("project", "name", LINE)
        ]
        rows = rows.with_columns(first).filter(pl.col(LINE) != pl.col(f"first {LINE}"))
        reason = pl.format(
            "is nearly the name of project {} in line {} (“{}”)",
            shown(pl.col("first project")),
            f"first {LINE}",
            shown(pl.col("first name")),
        )
        right = pl.lit("If both are one project, keep one code; if not, tell their names apart.")
        return self._findings("projects", rows, "name", pl.col("name"), reason=reason, right=right)

    def _without_events(self) -> pl.DataFrame:
        until = self._today + timedelta(days=YEAR)
        first = pl.min_horizontal("start", "go_live")
        last = pl.max_horizontal("end", "go_live")
        ahead = self._events.filter(
            (first <= until) & (last >= self._today) & (pl.col("status") != EventStatus.CANCELLED)
        )
        rows = self._projects.filter(
            ~pl.col("project").is_in(ahead["project"].implode()) & (pl.col("status") != ProjectStatus.CLOSED)
        )
        return self._findings(
            "projects",
            rows,
            "project",
            pl.col("project"),
            reason=pl.lit(f"has no event from {day_words(self._today)} to {day_words(until)}"),
            right=pl.lit("Add its events, or set its status to closed."),
        )

    def _findings(
        self, table: str, rows: pl.DataFrame, column: str, value: pl.Expr, *, reason: pl.Expr, right: pl.Expr
    ) -> pl.DataFrame:
        if rows.is_empty():
            return FINDINGS.to_frame()
        return rows.select(
            pl.lit(self._names[table]).alias("file"),
            LINE,
            pl.lit(column).alias("column"),
            shown(value).alias("value"),
            reason.alias("reason"),
            right.alias("right"),
        )


def _event_week() -> pl.Expr:
    """The Monday of the week in which an event's change is felt first by all: go_live, else start."""
    day = pl.when(pl.col("kind").is_in(list(GO_LIVE_KINDS))).then("go_live").otherwise("start")
    number = (day.dt.epoch("d") - FIRST_MONDAY) // WEEK_DAYS
    return (number * WEEK_DAYS + FIRST_MONDAY).cast(pl.Int32).cast(pl.Date)


def _day_text(column: str) -> pl.Expr:
    """A day as people read it: 5 Oct 2020."""
    return pl.col(column).dt.strftime("%-d %b %Y")


def _number_text(column: str) -> pl.Expr:
    """A number as people write it: 40, not 40.0."""
    number = pl.col(column)
    whole = number == number.round()
    return (
        pl.when(whole)
        .then(number.cast(pl.Int64, strict=False).cast(pl.String))
        .otherwise(number.cast(pl.String))
    )


def old_file(source: Source, today: date) -> Finding | None:
    """A warning where the file was last changed more than 35 days before `today`."""
    age = (today - source.modified.date()).days
    if age <= OLD:
        return None
    return Finding(
        source.name,
        reason=f"was last changed {age} days ago, on {day_words(source.modified.date())}",
        right="Ask whether a newer one exists.",
    )
