"""What every page stands in: the menu on the left, with the version shown and the look chosen."""

from collections.abc import Sequence
from typing import Any, Protocol

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, dcc, html
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from heatmap.analysis.versions.sample import AUTHOR as SAMPLE_AUTHOR
from heatmap.pages.parts import choices, presenter, states
from heatmap.pages.parts.address import Address
from heatmap.settings import Settings
from heatmap.store.versions import Version


class Id:
    """Ids of the shell, the same on every page."""

    URL = "url"
    THEME = "theme"
    LOOK = "look"
    VERSION_NOTE = "version-note"
    HERE = "here"  # the path whose page is shown
    PAGE = "page"


class Page(Protocol):
    """What a page module has. A PATH that ends in / takes every address below it."""

    PATH: str
    TITLE: str
    ADDRESS: Address

    def layout(self) -> list[Component]:
        """The page before its first numbers: main content, and what stands beside it."""

    def register(self, app: Dash, settings: Settings) -> None:
        """Wire the page on `app`."""


LOOKS = (("auto", "As the system"), ("light", "Light"), ("dark", "Dark"), ("contrast", "High contrast"))


def frame(content: list[Component], here: str) -> Component:
    """The frame that stays while pages change, with the page at path `here` in it."""
    return dmc.MantineProvider(
        [
            dcc.Location(id=Id.URL, refresh="callback-nav"),
            dcc.Store(id=Id.HERE, data=here),
            *presenter.parts(),
            html.Div(content, id=Id.PAGE),
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


def standing(page: Page, pages: Sequence[Page]) -> list[Component]:
    """A page with the menu beside it, its own entry marked as the current one."""
    return [
        html.A("Skip to content", href="#main", className="skip-link"),
        html.Div([_menu(page, pages), *page.layout()], className="shell"),
    ]


def version_note(version: Version) -> str:
    """What stands in the menu: which version is shown, and whether it is the sample's invented one."""
    note = f"Version {version.number}, {version.note}"
    return f"Sample portfolio, much of it invented. {note}" if version.author == SAMPLE_AUTHOR else note


def page_at(path: str, pages: Sequence[Page]) -> Page:
    """The page of an address; the first one where none has it."""
    for page in pages:
        below = page.PATH.endswith("/") and page.PATH != "/"
        if path == page.PATH or (below and path.startswith(page.PATH)):
            return page
    return pages[0]


def _menu(here: Page, pages: Sequence[Page]) -> Component:
    return html.Header(
        [
            html.P("Change heatmap", className="nav-title"),
            html.P(id=Id.VERSION_NOTE, className="nav-note"),
            choices.version_control(here.ADDRESS),
            html.Nav(html.Ul([_entry(page, here=page is here) for page in pages]), **states.aria("Pages")),
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
            presenter.button(),
        ],
        className="nav",
    )


def _entry(page: Page, *, here: bool) -> Component:
    current: dict[str, Any] = {"aria-current": "page"} if here else {}
    return html.Li(dcc.Link(page.TITLE, href=page.PATH, className="is-current" if here else ""), **current)


def register(app: Dash, pages: Sequence[Page]) -> None:
    """Wire the look, and the way from page to page."""
    app.clientside_callback(
        ClientsideFunction("heatmap", "look"), Output(Id.THEME, "forceColorScheme"), Input(Id.LOOK, "value")
    )

    @app.callback(
        Output(Id.PAGE, "children"),
        Output(Id.HERE, "data"),
        Input(Id.URL, "pathname"),
        State(Id.HERE, "data"),
        prevent_initial_call=False,
    )
    def _(path: object, here: object) -> tuple[list[Component], str]:
        if path == here or not isinstance(path, str):
            raise PreventUpdate
        return standing(page_at(path, pages), pages), path
