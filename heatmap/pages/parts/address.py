"""The address bar and a page's controls, kept in step by the browser: see assets/address.js.

Every page has the same set of parts, told apart by the page's name in their ids.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from dash import ALL, ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component

from heatmap.pages.parts.filling import Said, key

PRESENTING = ("layout", "step", "walk")  # parts of every page's address: see assets/projector.js


@dataclass(frozen=True)
class Address:
    """Ids of one page's parts.

    `query` holds the part of the address that decides the page's numbers, `cell_query` the same with the
    selected cell, `display` what decides how they are shown; `asked` takes wishes of the drawing.
    """

    page: str

    @property
    def url(self) -> str:
        """The page's view of the address bar."""
        return f"{self.page}-url"

    @property
    def query(self) -> str:
        """The query string without the parts that only concern the display."""
        return f"{self.page}-query"

    @property
    def cell_query(self) -> str:
        """The query string with the selected cell."""
        return f"{self.page}-cell-query"

    @property
    def display(self) -> str:
        """The display's parts by name, each a text."""
        return f"{self.page}-display"

    @property
    def asked(self) -> str:
        """What the page's drawing asks for: a part of the address and its new value."""
        return f"{self.page}-asked"

    @property
    def specs(self) -> str:
        """The names of the controls and of the display's parts."""
        return f"{self.page}-specs"

    @property
    def reset(self) -> str:
        """The button that empties the address."""
        return f"{self.page}-reset"

    def control(self, name: Any) -> dict[str, Any]:  # noqa: ANN401 - a name, or ALL
        """The control that chooses `name`."""
        return {"type": f"{self.page}-choice", "name": name}

    def chosen(self, name: Any) -> dict[str, Any]:  # noqa: ANN401 - a name, or ALL
        """The text that says what is chosen for `name`."""
        return {"type": f"{self.page}-chosen", "name": name}

    def parts(self, controls: Sequence[dict[str, Any]], display: Sequence[str]) -> list[Component]:
        """The invisible parts. Each of `controls` has a name, whether it takes several, and what is usual.

        `display` names the page's own parts of the address that change no number.
        """
        specs = {"controls": list(controls), "display": [*display, *PRESENTING]}
        stores = (self.query, self.cell_query, self.display, self.asked)
        return [
            dcc.Location(id=self.url, refresh="callback-nav"),
            dcc.Store(id=self.specs, data=specs),
            *(dcc.Store(id=each) for each in stores),
        ]

    def known(
        self,
        query: str,
        controls: Sequence[dict[str, Any]],
        display: Sequence[str],
        options: Mapping[str, Any],
    ) -> Said:
        """What the parts and controls hold for an address, as assets/address.js finds it.

        `options` are those of the controls by name; `query` may begin with a question mark.
        """
        given = parse_qsl(query.removeprefix("?"), keep_blank_values=True)
        shown = {
            name: next((text for each, text in given if each == name), "") for name in (*display, *PRESENTING)
        }
        numbers = urlencode([(name, text) for name, text in given if name not in shown])
        said: dict[Hashable, dict[str, Any]] = {
            self.query: {"data": f"?{numbers}" if numbers else ""},
            self.display: {"data": shown},
        }
        dated = any(name == "from" for name, _ in given)
        for spec in controls:
            texts = [text for name, text in given if name == spec["name"]]
            value = (texts if spec["several"] else texts[0]) if texts else spec["usual"]
            offered = {"data": options[spec["name"]]} if spec["name"] in options else {}
            said[key(self.control(spec["name"]))] = offered | {
                "value": "" if dated and spec["name"] == "weeks" else value
            }
        return said

    def reset_button(self) -> Component:
        """The button that empties the address, and so resets every control."""
        return html.Button("Reset", id=self.reset, className="button is-small filters-end", type="button")

    def register(self, app: Dash) -> None:
        """Keep the address and the controls in step on `app`."""
        app.clientside_callback(
            ClientsideFunction("heatmap", "sync"),
            Output(self.url, "search"),
            Output(self.control(ALL), "value"),
            Output(self.query, "data"),
            Output(self.cell_query, "data"),
            Output(self.display, "data"),
            Input(self.url, "search"),
            Input(self.control(ALL), "value"),
            Input(self.asked, "data"),
            Input(self.reset, "n_clicks"),
            State(self.specs, "data"),
            State(self.query, "data"),
            State(self.cell_query, "data"),
            State(self.display, "data"),
        )
