"""How sure a unit's load is, as a chart: between which hours it lies in most draws, against its capacity."""

from heatmap.analysis.heatmaps.chances import simulation
from heatmap.analysis.heatmaps.stated import names
from heatmap.analysis.unit import UnitAnswer
from heatmap.exports.document import Chart, Role, Series
from heatmap.figures.theme import LIGHT
from heatmap.figures.units.unit_chances import fan_chart, fan_words
from heatmap.planning.slipping.slippage import SEED
from heatmap.scoring.grouping import By
from heatmap.terms import CHANCE

MEANING = (f"{CHANCE.label} ({CHANCE.unit})", CHANCE.meaning)
BLUE = LIGHT.seq[4].paper


def unit_fan(answer: UnitAnswer) -> Chart:
    """The load that 1, 5 and 9 of 10 draws do not exceed, week by week, and the likeliest week in words."""
    drawn = simulation(answer.loaded, answer.heatmap.cube, answer.as_of, By.UNIT)
    projects = names(answer.loaded.portfolio, "project")
    weeks = fan_chart(answer.name, answer.as_of, drawn, projects)["weeks"]
    return Chart(
        title="How sure are we?",
        summary=fan_words(drawn, projects, SEED),
        categories=tuple(column.start for column in drawn.columns),
        series=(
            Series("Capacity", tuple(week["capacity"] for week in weeks), Role.LEVEL, LIGHT.ink),
            Series("9 of 10 draws at most", tuple(week["high"] for week in weeks), Role.EDGE, BLUE),
            Series("Middle draw", tuple(week["middle"] for week in weeks), Role.LINE, BLUE),
            Series("1 of 10 draws at most", tuple(week["low"] for week in weeks), Role.EDGE, BLUE),
            Series("Planned", tuple(week["planned"] for week in weeks), Role.MEAN, LIGHT.soft),
        ),
        measured="Hours of change a week",
    )
