"""A view in one plain sentence: what is shown, of which changes and cells, over which days."""

from collections.abc import Iterable, Mapping

from heatmap import words
from heatmap.analysis.heatmaps.heatmap import Heatmap
from heatmap.planning.slipping.slippage import DRAWS, SEED
from heatmap.portfolio import Portfolio
from heatmap.terms import CHANCE, CHANGE, LIVE_EVENTS, LIVE_PROJECTS, LOAD, MEASURES, SATURATION, UnitKind
from heatmap.weeks import monday, sunday

UNIT_KINDS = {UnitKind.BCU.value: "Basic Command Units", UnitKind.CENTRAL.value: "central units"}
EXPLAINED = {
    SATURATION.key: "load in severity-weighted hours against each unit’s capacity that week",
    LOAD.key: "hours weighted by severity",
    CHANGE.key: "percentage points of capacity",
    CHANCE.key: (
        f"the share of {DRAWS:,} draws (seed {SEED}) in which load reaches capacity, as projects slip by "
        f"chance; standard error at most {50 / DRAWS**0.5:.1f} points"
    ),
}


def stated(answer: Heatmap) -> str:
    """Saturation of all business areas, all programmes, 2 Mar to 28 Dec 2020; load in …."""
    view, portfolio = answer.view, answer.loaded.portfolio
    filters = view.filters
    parts = [
        _among("all units", filters.units, names(portfolio, "unit")),
        _among("all business areas", filters.areas, names(portfolio, "area")),
        _among("all programmes", filters.programmes, {}),
        _among("", filters.projects, names(portfolio, "project")),
        _among("", [kind.replace("_", "-") for kind in filters.kinds], {}),
        _among("", filters.unit_kinds, UNIT_KINDS),
        _statuses("event", filters.event_statuses, LIVE_EVENTS),
        _statuses("project", filters.project_statuses, LIVE_PROJECTS),
    ]
    columns = answer.stack.rolled.columns
    if columns:
        window = answer.cube.window
        first, last = monday(window.first), sunday(window.last)
        parts.append(words.days(first, last))
    measure = MEASURES[view.measure]
    label = measure.label
    if answer.compared is not None:
        before = answer.compared.version
        label = f"Change of saturation since version {before.number}, “{before.note}”,"
    meaning = EXPLAINED.get(measure.key, measure.meaning[0].lower() + measure.meaning[1:].rstrip("."))
    return f"{label} of {', '.join(part for part in parts if part)}; {meaning}."


def footer(answer: Heatmap) -> str:
    """Version 2, published 2 Mar 2020, “March 2020 board” · as of 2 Mar 2020 · scoring version 1."""
    version = answer.loaded.version
    published = f"Version {version.number}, published {words.day(version.published_at.date())}"
    return " · ".join(
        [
            f"{published}, “{version.note}”",
            f"as of {words.day(answer.as_of)}",
            f"scoring version {version.scoring_version}",
        ]
    )


def names(portfolio: Portfolio, noun: str) -> dict[str, str]:
    """Names by code of the portfolio's units, areas or projects."""
    return portfolio.names(noun)


def _among(everything: str, chosen: Iterable[str], said: Mapping[str, str]) -> str:
    return words.listed([said.get(code, code) for code in chosen]) or everything


def _statuses(noun: str, chosen: tuple[str, ...], usual: tuple[str, ...]) -> str:
    if not chosen:
        return f"{noun}s of every status"
    return "" if set(chosen) == set(usual) else f"{words.listed(chosen, most=4)} {noun}s"
