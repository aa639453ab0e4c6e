"""What the presentation sends to the browser, and that it is wired."""

import json
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from heatmap.dashboard import PAGES, create_app
from heatmap.pages.parts.address import PRESENTING
from heatmap.pages.parts.presenter import Id, show_walk
from heatmap.settings import Settings
from tests.example import example_store


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A user's store that holds the example."""
    folder = tmp_path_factory.mktemp("store")
    example_store(folder).close()
    return Settings(store=folder)


@pytest.fixture(scope="module")
def app(settings: Settings) -> Dash:
    """The dashboard on that store."""
    return create_app(settings)


def test_the_walk_names_its_view_and_has_its_steps(settings: Settings) -> None:
    """As plain JSON: tones are texts."""
    answer = json.loads(json.dumps(show_walk(settings, "programme=Workforce")))
    assert (answer["walk"], answer["problem"]) == ("programme=Workforce", "")
    first = answer["steps"][0]
    assert (first["page"], first["tone"]) == ("Heatmap", "info")
    assert "programme=Workforce" in first["href"]


@pytest.mark.parametrize("asked", ["version=9", "asof=soon", 7, None])
def test_a_walk_that_can_not_be_made_says_why(settings: Settings, asked: object) -> None:
    """In the place of the sentence; a stranger may send anything."""
    answer = show_walk(settings, asked)
    assert answer["steps"] == []
    assert answer["problem"].endswith(".")


def test_the_steps_come_by_the_callback(app: Dash) -> None:
    """The walk of all."""
    reader: FlaskClient = app.server.test_client()
    asked = {"id": Id.ASKED, "property": "data", "value": ""}
    body = {
        "output": f"{Id.STEPS}.data",
        "outputs": {"id": Id.STEPS, "property": "data"},
        "inputs": [asked],
        "changedPropIds": [f"{Id.ASKED}.data"],
    }
    response = reader.post("/_dash-update-component", json=body)
    assert response.status_code == 200
    assert response.get_json()["response"][Id.STEPS]["data"]["steps"]


def specs_in(component: Any, wanted: str) -> Any:  # noqa: ANN401 - any part of a layout
    """The data of the store with this id."""
    if isinstance(component, list | tuple):
        return next((found for each in component if (found := specs_in(each, wanted))), None)
    if getattr(component, "id", None) == wanted:
        return component.data
    return specs_in(getattr(component, "children", None) or [], wanted)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.TITLE)
def test_the_projector_is_part_of_every_pages_address_and_changes_no_number(page: Any) -> None:  # noqa: ANN401
    """So every page can be presented, and a step asks the server for nothing that it has."""
    specs = specs_in(page.layout(), page.ADDRESS.specs)
    assert set(PRESENTING) <= set(specs["display"])
