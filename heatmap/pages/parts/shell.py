"""What every page stands in: the menu on the left, with the version shown and the look chosen."""

from dataclasses import dataclass
from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, dcc, html
from dash.development.base_component import Component

from heatmap.pages.parts import states
from heatmap.pages.parts.choices import control_id


class Id:
    """Ids of the shell, the same on every page."""

    URL = "url"
    THEME = "theme"
    LOOK = "look"
    VERSION_NOTE = "version-note"


@dataclass(frozen=True)
class Link:
    """A page in the menu."""

    path: str
    title: str


LOOKS = (("auto", "As the system"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast"))


def shell(links: tuple[Link, ...], here: str, page: list[Component]) -> Component:
    """`page` inside the shell, with the link of path `here` marked as the current one."""
    return dmc.MantineProvider(
        [
            dcc.Location(id=Id.URL, refresh="callback-nav"),
            html.A("Skip to content", href="#main", className="skip-link"),
            html.Div([_menu(links, here), *page], className="shell"),
        ],
        id=Id.THEME,
        theme={
            "fontFamily": "var(--font)",
            "primaryColor": "blue",
            "primaryShade": {"light": 8, "dark": 4},
            "defaultRadius": "sm",
            "components": {"Button": {"defaultProps": {"size": "xs"}}},
        },
    )


def _menu(links: tuple[Link, ...], here: str) -> Component:
    entries = [html.Li(dcc.Link(link.title, href=link.path, **_current(link.path == here))) for link in links]
    return html.Header(
        [
            html.P("Change heatmap", className="nav-title"),
            html.P(id=Id.VERSION_NOTE, className="nav-note"),
            dmc.Select(
                id=control_id("version"),
                label="Version",
                data=[],
                value=None,
                allowDeselect=False,
                size="xs",
                comboboxProps={"transitionProps": {"duration": 0}},
                className="nav-version",
            ),
            html.Nav(html.Ul(entries), **states.aria("Pages")),
            dmc.Select(
                id=Id.LOOK,
                label="Look",
                data=[{"value": value, "label": label} for value, label in LOOKS],
                value="auto",
                allowDeselect=False,
                size="xs",
                persistence=True,
                comboboxProps={"transitionProps": {"duration": 0}},
                className="nav-look",
            ),
        ],
        className="nav",
    )


def register(app: Dash) -> None:
    """Wire the look: light, dark, high contrast, or as the system has it."""
    app.clientside_callback(
        ClientsideFunction("heatmap", "look"), Output(Id.THEME, "forceColorScheme"), Input(Id.LOOK, "value")
    )


def _current(is_here: bool) -> dict[str, Any]:  # noqa: FBT001 - one private call
    return {"className": "is-current"} if is_here else {}
