"""The filter bar: one chip for each part of the view that its reader can choose.

A chip says what is chosen and opens a small dialogue to change it. Every control carries the name
that its choice has in the address bar.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from heatmap import words
from heatmap.analysis.heatmaps.heatmap import Heatmap
from heatmap.analysis.heatmaps.stated import names
from heatmap.pages.parts.address import Address
from heatmap.portfolio import Portfolio
from heatmap.store.versions import Version
from heatmap.terms import (
    LIVE_EVENTS,
    LIVE_PROJECTS,
    MEASURES,
    EventStatus,
    Grain,
    Kind,
    ProjectStatus,
    Rows,
    UnitKind,
)
from heatmap.views.view import Shown, View, Window

Options = list[dict[str, str]]


@dataclass(frozen=True)
class Choice:
    """One thing to choose: its name in the address bar and its label on the page."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...] = ()  # none: they come from the portfolio
    several: bool = False
    searched: bool = False
    day: bool = False
    chosen_from: bool = False  # one of options that are only known later


def _spoken(values: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Codes with their label: `go_live` is said “Go live”."""
    return tuple((value, value.replace("_", " ").capitalize()) for value in values)


WINDOW_LABELS = {
    Window.WEEKS_13: "13",
    Window.WEEKS_26: "26",
    Window.WEEKS_52: "52",
    Window.ALL: "All",
}
ROWS_LABELS = {Rows.UNIT: "Unit", Rows.AREA: "Business area", Rows.PROGRAMME: "Programme"}
UNIT_KIND_LABELS = {UnitKind.BCU: "Basic Command Unit", UnitKind.CENTRAL: "Central unit"}

BEFORE = "before"  # the version before the one shown
SINCE = Choice("since", "Compared with", chosen_from=True)

CHOICES = (
    Choice("measure", "Measure", tuple((each.key, each.label) for each in MEASURES.values())),
    Choice("rows", "Rows", tuple((each.value, label) for each, label in ROWS_LABELS.items())),
    Choice("grain", "Columns", _spoken(Grain)),
    Choice("weeks", "Weeks", tuple((each.value, label) for each, label in WINDOW_LABELS.items())),
    Choice("asof", "As of", day=True),
    Choice("programme", "Programme", several=True, searched=True),
    Choice("project", "Project", several=True, searched=True),
    Choice("kind", "Kind", _spoken(Kind), several=True),
    Choice("unit", "Unit", several=True, searched=True),
    Choice("area", "Area", several=True, searched=True),
    Choice(
        "unitkind",
        "Unit kind",
        tuple((each.value, label) for each, label in UNIT_KIND_LABELS.items()),
        several=True,
    ),
    Choice("status", "Event status", _spoken(EventStatus), several=True),
    Choice("projectstatus", "Project status", _spoken(ProjectStatus), several=True),
)
RARE = ("unitkind", "status", "projectstatus")  # under one chip, so that the others fit in a row

NEWEST = "newest"
VERSION = Choice("version", "Version", ((NEWEST, "Newest"),))
SHOW = Choice("show", "Shown as", _spoken(Shown))


def bar(address: Address) -> Component:
    """The heatmap's chips, the rare ones under one, and the button that resets them."""
    measure, *often = [choice for choice in CHOICES if choice.name not in RARE]
    rare = [choice for choice in CHOICES if choice.name in RARE]
    named = [(measure.label, [measure, SINCE]), *((choice.label, [choice]) for choice in often)]
    return chips(address, [*named, ("More", rare)])


def chips(address: Address, labelled: Iterable[tuple[str, Sequence[Choice]]]) -> Component:
    """A chip for each label and its choices, and the button that resets them."""
    return html.Div(
        [*(_chip(address, label, choices) for label, choices in labelled), address.reset_button()],
        className="filters",
        role="group",
    )


def _chip(address: Address, label: str, choices: Sequence[Choice]) -> Component:
    """A button that says what is chosen, and the dialogue that changes it."""
    chosen = [part for choice in choices for part in (" ", html.B("", id=address.chosen(choice.name)))]
    wide = any(choice.searched for choice in choices)
    return dmc.Popover(
        [
            popover_button([html.Span(label), *chosen], "chip"),
            dmc.PopoverDropdown([_control(address, choice) for choice in choices], className="chip-dialogue"),
        ],
        trapFocus=True,
        returnFocus=True,
        withinPortal=True,
        position="bottom-start",
        shadow="md",
        width=300 if wide else None,
        transitionProps={"duration": 0},
    )


def popover_button(content: list[Component | str] | str, class_name: str) -> Component:
    """The button of a popover. Mantine's target says whether it is open, so the target is the button."""
    wrapper = {"component": "button", "type": "button", "className": class_name}
    return dmc.PopoverTarget(html.Span(content), boxWrapperProps=wrapper)


def _control(address: Address, choice: Choice) -> Component:
    if choice.day:
        return html.Div(
            [
                dmc.TextInput(
                    id=address.control(choice.name),
                    label=choice.label,
                    debounce=True,
                    attributes={"input": {"type": "date"}},
                ),
                html.P("Before this day is history, after it is plan. Empty: the version's own day."),
            ]
        )
    if choice.searched:
        return dmc.MultiSelect(
            id=address.control(choice.name),
            label=choice.label,
            placeholder="All; type to search",
            data=[],
            value=[],
            searchable=True,
            clearable=True,
            clearButtonProps={"aria-label": f"Clear {choice.label.lower()}"},
            # Mantine's scroll area can not be reached by keyboard; a list that scrolls by itself can.
            withScrollArea=False,
            styles={"options": {"maxHeight": 260, "overflowY": "auto"}},
            attributes={"options": {"tabIndex": 0}},
            comboboxProps={"withinPortal": False, "transitionProps": {"duration": 0}},
        )
    if choice.chosen_from:
        return _select(address, choice)
    if choice.several:
        boxes = [dmc.Checkbox(label=label, value=value, size="md") for value, label in choice.options]
        return dmc.CheckboxGroup(boxes, id=address.control(choice.name), label=choice.label, value=[])
    radios = [dmc.Radio(label=label, value=value, size="md") for value, label in choice.options]
    return dmc.RadioGroup(radios, id=address.control(choice.name), label=choice.label)


def version_control(address: Address) -> Component:
    """The version shown: the newest, or one of those before it."""
    return _select(address, VERSION, size="xs", className="nav-version")


def _select(address: Address, choice: Choice, **more: str) -> Component:
    return dmc.Select(
        id=address.control(choice.name),
        label=choice.label,
        data=[],
        value=None,
        allowDeselect=False,
        comboboxProps={"withinPortal": "className" in more, "transitionProps": {"duration": 0}},
        **more,
    )


def usual() -> list[dict[str, Any]]:
    """What each control shows when the address says nothing."""
    view = View()
    by_name: dict[str, str | list[str]] = {
        "measure": view.measure,
        "rows": view.rows,
        "grain": view.grain,
        "weeks": view.window,
        "version": NEWEST,
        "since": BEFORE,
        "show": view.shown,
        "status": list(view.filters.event_statuses),
        "projectstatus": list(view.filters.project_statuses),
    }
    return specs((*CHOICES, SINCE, VERSION, SHOW), by_name)


def specs(choices: Iterable[Choice], usual: Mapping[str, str | list[str]]) -> list[dict[str, Any]]:
    """Each choice as the address takes it; those that `usual` does not name are usually empty."""
    return [
        {
            "name": choice.name,
            "several": choice.several,
            "usual": usual.get(choice.name, [] if choice.several else ""),
        }
        for choice in choices
    ]


def chosen_texts(answer: Heatmap) -> dict[str, str]:
    """What each chip says is chosen."""
    filters, portfolio = answer.view.filters, answer.loaded.portfolio
    days = filters.first or filters.last
    spoken = {choice.name: dict(choice.options) for choice in CHOICES}
    return {
        "measure": spoken["measure"][answer.view.measure],
        "since": f"version {answer.compared.version.number}" if answer.compared else "",
        "rows": spoken["rows"][answer.view.rows],
        "grain": spoken["grain"][answer.view.grain],
        "weeks": "chosen dates" if days else spoken["weeks"][answer.view.window],
        "asof": words.day(answer.as_of),
        "programme": several(filters.programmes, {}),
        "project": several(filters.projects, names(portfolio, "project")),
        "kind": several(filters.kinds, spoken["kind"]),
        "unit": several(filters.units, names(portfolio, "unit")),
        "area": several(filters.areas, names(portfolio, "area")),
        "unitkind": several(filters.unit_kinds, spoken["unitkind"]),
        "status": _statuses(filters.event_statuses, LIVE_EVENTS, spoken["status"]),
        "projectstatus": _statuses(filters.project_statuses, LIVE_PROJECTS, spoken["projectstatus"]),
    }


def several(chosen: Collection[str], said: Mapping[str, str]) -> str:
    """One name, or how many; nothing where all are meant."""
    if len(chosen) == 1:
        (code,) = chosen
        return said.get(code, code)
    return f"{len(chosen)} chosen" if chosen else ""


def _statuses(chosen: Collection[str], usual: Collection[str], said: Mapping[str, str]) -> str:
    return "" if set(chosen) == set(usual) else several(chosen, said)


def options(portfolio: Portfolio) -> dict[str, Options]:
    """What the portfolio offers to each searched choice, in its own order."""
    programmes = portfolio.projects["programme"].unique().sort()
    named = {
        "project": portfolio.projects.sort("name").select("project", "name"),
        "unit": portfolio.units.sort("position", "unit").select("unit", "name"),
        "area": portfolio.areas.sort("position", "area").select("area", "name"),
    }
    return {
        "programme": [{"value": each, "label": each} for each in programmes],
        **{
            noun: [{"value": code, "label": name} for code, name in table.iter_rows()]
            for noun, table in named.items()
        },
    }


def version_options(versions: Sequence[Version]) -> Options:
    """The newest first, said without a number so that a link to it stays the newest; then the others."""
    said = [
        {"value": str(each.number), "label": f"{each.number}: {each.note}"} for each in reversed(versions)
    ]
    return [{"value": NEWEST, "label": "Newest"}, *said]


def versions_offered(versions: Sequence[Version]) -> dict[str, Options]:
    """Versions for both choices; the usual one is said without a number, so that a link to it stays so."""
    offered = version_options(versions)
    return {"version": offered, "since": [{"value": BEFORE, "label": "The one before"}, *offered[1:]]}
