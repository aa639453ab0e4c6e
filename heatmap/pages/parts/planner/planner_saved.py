"""Saved scenarios on the planner: the list, and several of them in one table."""

from collections.abc import Callable, Sequence
from typing import Any

import dash_mantine_components as dmc
from dash import dcc, html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.scenarios.planner_words import signed, weeks_words
from heatmap.analysis.scenarios.saved_scenarios import Compared, view_of
from heatmap.errors import HeatmapError
from heatmap.pages.parts import states
from heatmap.planning.scenarios.scenario import LONGEST_NAME
from heatmap.store.scenarios import SavedScenario

Make = Callable[[str, str], dict[str, Any]]  # an id, of what a control does and the scenario's key


def saved_list(own: Sequence[SavedScenario], others: Sequence[SavedScenario], make: Make) -> list[Component]:
    """The saved scenarios of the version shown, and those of other versions behind a summary."""
    if not own and not others:
        return [html.P("None yet. Give this one a name and save it.", className="panel-none")]
    parts: list[Component] = [_list(own, make) if own else html.P("None of this version.")]
    if others:
        parts.append(html.Details([html.Summary(f"{len(others)} of other versions"), _list(others, make)]))
    return parts


def _list(saved: Sequence[SavedScenario], make: Make) -> Component:
    return html.Ul([_entry(each, make) for each in saved], className="moves")


def _entry(saved: SavedScenario, make: Make) -> Component:
    note = f"version {saved.version}, saved {words.day(saved.saved_at.date())}"
    try:
        name: Component = dcc.Link(saved.name, href=view_of(saved).href)
    except HeatmapError:
        name = html.B(saved.name)
    change = html.Details(
        [
            html.Summary("Rename or delete"),
            dmc.TextInput(
                id=make("new-name", saved.scenario),
                label=f"New name of {saved.name}",
                value=saved.name,
                size="xs",
                attributes={"input": {"maxLength": LONGEST_NAME}},
            ),
            html.Div(
                [
                    _button("Rename", make("rename", saved.scenario), saved.name),
                    _button("Delete", make("delete", saved.scenario), saved.name),
                ],
                className="form-buttons",
            ),
        ]
    )
    return html.Li([html.Span([name, html.Small(note), change])])


def _button(label: str, its_id: dict[str, Any], name: str) -> Component:
    said = states.aria(f"{label} {name}")
    return html.Button(label, id=its_id, className="button is-small", type="button", **said)


def comparison_table(compared: Sequence[Compared]) -> list[Component]:
    """One column a scenario: what it does, in the same rows; nothing without one."""
    if not compared:
        return []
    heads = [html.Th("Figure", scope="col"), *(html.Th(_name(each), scope="col") for each in compared)]
    table = html.Table(
        [
            html.Caption("Scenarios compared", className="visually-hidden"),
            html.Thead(html.Tr(heads)),
            html.Tbody(
                [
                    html.Tr([html.Th(label, scope="row"), *(html.Td(_said(each, row)) for each in compared)])
                    for row, label in enumerate(ROWS)
                ]
            ),
        ],
        className="data-table comparison",
    )
    return [html.H2("Scenarios compared"), html.Div(table, className="table-scroll", tabIndex="0")]


ROWS = (
    "Version",
    "Moves",
    "Hours over capacity",
    "Change of these hours",
    "Breaches after",
    "Removed",
    "Created",
    "Delay",
    "Rules broken",
)


def _name(each: Compared) -> Component | str:
    return dcc.Link(each.name, href=each.view.href) if each.outcome else each.name


def _said(each: Compared, row: int) -> str:
    found = each.outcome
    if found is None:
        return f"{each.problem.what} {each.problem.do}" if each.problem and row == 0 else "–"
    change = found.difference
    return (
        str(found.loaded.version.number),
        f"{len(found.moves):,}",
        f"{words.hours(change.overload_after)} h",
        f"{signed(change.overload_after - change.overload_before)} h",
        f"{change.over_after:,}",
        f"{change.removed:,}",
        f"{change.created:,}",
        weeks_words(found.delay),
        f"{len(found.broken):,}",
    )[row]
