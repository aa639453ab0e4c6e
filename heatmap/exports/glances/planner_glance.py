"""A scenario on one slide: overload before and after week by week, the moves, and the rules they break."""

from heatmap import words
from heatmap.analysis.scenarios.planner import Plan
from heatmap.exports.document import Chart, Figure, Glance, Role, Series, Table
from heatmap.planning.scenarios.overload import aligned
from heatmap.scoring.cube import dates

BEFORE, AFTER = "#9db4c8", "#12436d"
SIDE_BY_SIDE = 30  # weeks; more are lines


def planner_glance(answer: Plan, figures: tuple[Figure, ...], moves: Table, rules: Table) -> Glance:
    """The slide of a scenario with moves in it."""
    change = answer.outcome.difference
    hours = change.overload_after - change.overload_before
    way = "fewer" if hours < 0 else "more"
    broken = words.counted(len(answer.outcome.broken), "rule") if answer.outcome.broken else "no rule"
    name = answer.view.name or "Unnamed scenario"
    said = (
        f"{words.hours(abs(hours))} {way} hours over capacity"
        if round(hours)
        else "as many hours over capacity"
    )
    return Glance(
        title=f"{name}: {said}, {broken} broken",
        figures=figures,
        left=(_chart(answer),),
        right=(moves, rules),
        share=0.56,
    )


def _chart(answer: Plan) -> Chart:
    """Hours over capacity in each week shown, summed over units and business areas."""
    found = answer.outcome
    before, after = (
        tuple(round(float(hours), 1) for hours in cells.excess.sum(axis=0))
        for cells in aligned(found.before, found.after, answer.weeks)
    )
    role = Role.COLUMN if len(before) <= SIDE_BY_SIDE else Role.LINE
    gone = sum(before) - sum(after)
    way = "fewer" if gone > 0 else "more"
    summary = f"In these {len(before)} weeks {words.hours(abs(gone))} hours {way} than before."
    return Chart(
        title="Hours over capacity, week by week",
        summary=summary,
        categories=tuple(dates(answer.weeks)),
        series=(Series("Before", before, role, BEFORE), Series("After", after, role, AFTER)),
        measured="Hours over capacity a week",
    )
