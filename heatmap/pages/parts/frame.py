"""What frames every page: its header, and the one answer that fills it after its address has changed."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, ClientsideFunction, Dash, Input, Output, State, ctx, html, no_update
from dash.development.base_component import Component

from heatmap.pages.parts import shell, states
from heatmap.pages.parts.address import Address

Place = tuple[str, str]  # an id and its property


def header(heading: Sequence[Component], actions: Sequence[Component]) -> Component:
    """The page's heading with what stands beside it, and at the other end what can be done with the page."""
    return html.Div([*heading, html.Div(actions, className="actions no-print")], className="page-header")


def heading(title: str, as_of: str) -> list[Component]:
    """A heading, and beside it the place `as_of` for the as-of day."""
    return [html.H1(title), html.Span(id=as_of, className="as-of")]


def shown_as(address: Address, forms: Sequence[StrEnum], usual: StrEnum) -> Component:
    """The switch between the forms of one view: a grid, a table ..."""
    return dmc.SegmentedControl(
        id=address.control("show"),
        data=[{"value": each.value, "label": each.value.capitalize()} for each in forms],
        value=usual.value,
        transitionDuration=0,
        **states.aria("Shown as"),
    )


def answer(
    app: Dash,
    address: Address,
    places: Sequence[Place],
    show: Callable[..., dict[str, Any]],
    *asked: Input | State,
) -> None:
    """Fill the places, and the page's chips and choices, with what `show` says by id.

    It is called with the values of `asked`, which are usually the part of the address that decides numbers.
    """

    @app.callback(
        *(Output(each, part, allow_duplicate=each == shell.Id.VERSION_NOTE) for each, part in places),
        Output(address.chosen(ALL), "children"),
        Output(address.control(ALL), "data"),
        *(asked or [Input(address.query, "data")]),
        prevent_initial_call=True,
    )
    def _(*values: object) -> list[Any]:
        return _in_order(show(*values), places)


def _in_order(said: dict[str, Any], places: Sequence[Place]) -> list[Any]:
    """What a page says by id in the order of its answer's outputs: `places`, chips' texts, options.

    The texts and options stand under "chosen" and "options"; what is left out stays as it is.
    """
    chosen, offered = (
        [said.get(part, {}).get(each["id"]["name"], no_update) for each in asked]
        for part, asked in zip(("chosen", "options"), ctx.outputs_list[len(places) :], strict=True)
    )
    return [*(said.get(each, no_update) for each, _ in places), chosen, offered]


def draw(app: Dash, function: str, drawn: str, *specs: str) -> None:
    """Have the browser draw what the stores `specs` hold, whenever one changes; `drawn` tells that it has."""
    app.clientside_callback(
        ClientsideFunction("heatmap", function),
        Output(drawn, "data"),
        *(Input(each, "data") for each in specs),
        prevent_initial_call=True,
    )
