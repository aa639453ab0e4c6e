"""A small application, guarded like the real one."""

from pathlib import Path
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, Dash, Input, Output, State, dcc, html
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from heatmap.errors import HeatmapError
from heatmap.settings import Settings
from heatmap.web import compression, errors, headers
from heatmap.web.copies import Copies

SETTINGS = Settings(store=Path("unused"))


def small_app(settings: Settings = SETTINGS, assets: Path | None = None) -> tuple[Dash, Copies]:
    """An application that says what it is told, with one callback that fails in two ways."""
    app = Dash(
        "small",
        enable_mcp=False,
        use_pages=False,
        assets_folder=str(assets) if assets else "no-assets",
        on_error=errors.on_error,
    )
    app.layout = dmc.MantineProvider(
        html.Main(
            [
                errors.notice(),
                dcc.Input(id="word", value="word"),
                html.Div(id="said"),
                html.Div(id={"part": 1}),
            ]
        )
    )

    @app.callback(Output("said", "children"), Input("word", "value"), State({"part": ALL}, "children"))
    def _(word: str, parts: list[str]) -> str:
        if word == "mistake":
            raise HeatmapError("“mistake” is not a word.", "Choose from: word.")
        if word == "fault":
            raise ZeroDivisionError("the secret detail")
        return f"{word} {len(parts)}"

    app.clientside_callback(  # type: ignore[no-untyped-call]
        "function(n) { return n; }", Output("word", "title"), Input("said", "children")
    )
    headers.install(app, settings)
    copies = compression.install(app)
    errors.install(app)
    return app, copies


class Reader(FlaskClient):
    """A browser, as far as requests go; it reads each answer to its end."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:  # noqa: ANN401 - as the class it extends
        """Ask, read and close."""
        return super().open(*args, **{**kwargs, "buffered": True})


def reader_of(app: Dash) -> FlaskClient:
    """A browser on `app`."""
    return Reader(app.server, response_wrapper=TestResponse)


def request_of(word: object) -> dict[str, object]:
    """The request that the page makes when the word changes."""
    return {
        "output": "said.children",
        "outputs": {"id": "said", "property": "children"},
        "inputs": [{"id": "word", "property": "value", "value": word}],
        "state": [[{"id": {"part": 1}, "property": "children", "value": "one"}]],
        "changedPropIds": ["word.value"],
    }
