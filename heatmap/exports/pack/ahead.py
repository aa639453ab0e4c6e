"""Sections on what lies ahead: overloaded and not ready, go-lives, units at risk."""

from heatmap import words
from heatmap.analysis.heatmaps.findings import AHEAD
from heatmap.analysis.packing.at_risk import at_risk_units
from heatmap.analysis.packing.choice import Section
from heatmap.analysis.packing.go_lives import go_lives_ahead
from heatmap.analysis.packing.not_ready import not_ready
from heatmap.exports.document import Holds, Table, TableColumn
from heatmap.exports.pack.asked import Asked, Made, Nothing

NOT_READY = (
    TableColumn("Go-live", Holds.DATE, width=1.1),
    TableColumn("Project", width=2.6),
    TableColumn("Unit", width=2.6),
    TableColumn("Saturation that week", Holds.PERCENT, width=1.3),
    TableColumn("State", width=1.6),
    TableColumn("Pace", width=3.0),
)
GO_LIVES = (
    TableColumn("Go-live", Holds.DATE, width=1.1),
    TableColumn("Project", width=2.8),
    TableColumn("Units", width=4.0),
)
READINESS = TableColumn("Readiness of these units", width=4.4)
AT_RISK = (
    TableColumn("Unit", width=3.0),
    TableColumn("Fullest week", Holds.DATE, width=1.2),
    TableColumn("Saturation that week", Holds.PERCENT, width=1.4),
    TableColumn("Weeks at risk", Holds.COUNT, width=1.0),
    TableColumn("Lead indicators of concern", width=4.0),
)
NO_ASSESSMENTS = "this version has no readiness assessments, so who is ready is not known."
NO_MEASUREMENTS = "this version has no measured lead indicators, so who is at risk is not known."
READY = (
    "Ready",
    "Every element of the latest assessment is above 3, and every required check is met or not applicable.",
)
STALE = ("Stale", "Assessed more than 28 days ago, with the go-live within 84 days.")


def overloaded_not_ready(asked: Asked) -> Made:
    """Pairs of a project and a unit, the next go-live first."""
    if asked.scope.loaded.portfolio.readiness.is_empty():
        return Nothing(NO_ASSESSMENTS)
    rows = not_ready(asked.scope)
    if rows.is_empty():
        return Nothing(f"none in the next {AHEAD} weeks: every unit is ready, or has room.")
    first = rows.row(0, named=True)
    title = (
        f"{words.counted(rows.height, 'go-live')} at units overloaded and not ready, "
        f"the first on {words.short_day(first['go_live'])}"
    )
    columns = ("go_live", "project_name", "unit_name", "said", "state", "pace")
    part = Table(title, NOT_READY, tuple(rows.select(columns).iter_rows()))
    stated = f"{asked.scope.units_words}, go-lives from {asked.days_ahead}"
    meaning = (
        "Overloaded and not ready",
        "The unit is over capacity in the week of a go-live that it is not ready for.",
    )
    meanings = (meaning, READY, STALE, *asked.saturation)
    return [asked.document(Section.NOT_READY, title, stated, part, meanings=meanings)]


def coming_go_lives(asked: Asked) -> Made:
    """Each project and day, with its units and their readiness."""
    rows = go_lives_ahead(asked.scope)
    if rows.is_empty():
        return Nothing(f"none in the next {AHEAD} weeks.")
    known = not asked.scope.loaded.portfolio.readiness.is_empty()
    ready = int((rows["ready"] == rows["unit_count"]).sum())
    title = f"{words.counted(rows.height, 'go-live')} in the next {AHEAD} weeks"
    if known:
        title += f"; every unit is ready for {ready or 'none'}"
    columns = ["go_live", "project_name", "units", *(["states"] if known else [])]
    heads = (*GO_LIVES, READINESS) if known else GO_LIVES
    part = Table(title, heads, tuple(rows.select(columns).iter_rows()))
    stated = f"{asked.scope.units_words}, {asked.days_ahead}, by project and day"
    if not known:
        stated += f"; {NO_ASSESSMENTS.rstrip('.')}"
    return [asked.document(Section.GO_LIVES, title, stated, part, meanings=(READY, STALE) if known else ())]


def units_at_risk(asked: Asked) -> Made:
    """The units, the fullest first."""
    if asked.scope.loaded.portfolio.measurements.is_empty():
        return Nothing(NO_MEASUREMENTS)
    rows = at_risk_units(asked.scope)
    if rows.is_empty():
        return Nothing(f"none in the next {AHEAD} weeks.")
    first = rows.row(0, named=True)
    title = f"{words.counted(rows.height, 'unit')} at risk, fullest {first['unit_name']}, {first['said']}"
    columns = ("unit_name", "fullest", "said", "weeks", "indicators")
    part = Table(title, AT_RISK, tuple(rows.select(columns).iter_rows()))
    stated = f"{asked.scope.units_words}, {asked.weeks_ahead}; the fullest first"
    meaning = (
        "At risk",
        "Over capacity while a lead indicator of the unit shows concern, or showed it when last measured.",
    )
    meanings = (meaning, *asked.saturation)
    return [asked.document(Section.AT_RISK, title, stated, part, meanings=meanings)]
