"""What the Unit page says, and that its callback is wired."""

import json
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from heatmap.dashboard import create_app
from heatmap.pages.heatmap import show_cell
from heatmap.pages.unit import ADDRESS, Id, show_unit
from heatmap.settings import Settings
from tests.analysis.test_readiness import LATE, RECENTLY, board
from tests.example import example_store
from tests.pages.test_heatmap_page import texts
from tests.pages.test_readiness_page import published
from tests.scoring.readiness_rows import assessment


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


@pytest.fixture
def reader(app: Dash) -> FlaskClient:
    """One reader's requests."""
    client: FlaskClient = app.server.test_client()
    return client


def test_the_page_says_whose_changes_it_shows(settings: Settings) -> None:
    """The unit, its people, how much is coming, when."""
    said = show_unit(settings, "/unit/NA", "")
    assert said[Id.HEADING] == "North Area"
    assert said[Id.AS_OF] == "as of 5 Oct 2020"
    assert said[Id.STATED] == (
        "Basic Command Unit of 150 people; 3 changes of 2 projects, 5 to 18 Oct 2020; "
        "load in hours weighted by severity."
    )
    assert said[Id.BODY] is False


def test_each_of_the_next_weeks_leads_to_its_cell_of_the_heatmap(settings: Settings) -> None:
    """In the same version and as of the same day."""
    first = show_unit(settings, "/unit/NA", "?asof=2020-10-05")[Id.SENTENCES][0].children
    assert texts(first).replace("\N{NO-BREAK SPACE}", " ") == (
        "Week of 5 Oct: 103 % of capacity   chiefly Case system training (84 % of it)"
    )
    assert first.href == "/?asof=2020-10-05&cell=unit%3ANA%402020-10-05"


def test_the_page_has_its_four_charts(settings: Settings) -> None:
    """By the ids of the places that they are drawn into."""
    charts = show_unit(settings, "/unit/NA", "")[Id.CHARTS]
    assert {name: spec["kind"] for name, spec in charts.items()} == {
        Id.LOAD: "load",
        Id.FAN: "fan",
        Id.AREAS: "strips",
        Id.EVENTS: "gantt",
    }


def test_what_was_never_given_is_said_in_a_line(settings: Settings) -> None:
    """The example has neither readiness assessments nor lead indicators."""
    said = show_unit(settings, "/unit/NA", "")
    assert texts(said[Id.READINESS]) == "This version has no readiness assessments."
    assert texts(said[Id.INDICATORS]) == "This version has no lead indicators."


def test_the_next_go_lives_have_their_readiness(tmp_path: Path) -> None:
    """As of 28 Sep: Rotas first, on 5 Oct, which nobody was asked about; NA is at 103 % in that week."""
    settings = published(tmp_path, board(assessment(LATE, RECENTLY)))
    said = texts(show_unit(settings, "/unit/NA", "")[Id.READINESS])
    assert said == (
        "Rotas not assessed 5 Oct 2020 , in 7 days over capacity that week "
        "Case system barrier: aware 7 Oct 2020 , in 9 days over capacity that week"
    )


def test_without_a_unit_all_of_them_are_offered(settings: Settings) -> None:
    """In the organisation's order, with how full they are."""
    said = show_unit(settings, "/unit/", "?weeks=52")
    offered = texts(said[Id.STATE])
    assert offered.index("North Area") < offered.index("Central East")
    assert "103\N{NO-BREAK SPACE}% D over capacity" in offered
    assert said[Id.BODY] is True


def test_a_unit_that_does_not_exist_is_said_with_a_way_out(settings: Settings) -> None:
    """In the charts' place."""
    said = show_unit(settings, "/unit/ZZ", "")
    assert "This version has no unit “ZZ”. Choose from: NA, CE." in texts(said[Id.STATE])
    assert said[Id.BODY] is True


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (None, ""),
        (["/unit/NA"], ""),
        ("/unit/NA", None),
        ("/unit/NA", "?weeks=7"),
        ("/unit/" + "N" * 700, ""),
    ],
)
def test_a_strangers_request_is_answered_in_words(settings: Settings, path: object, query: object) -> None:
    """Never by an error that nobody foresaw."""
    assert show_unit(settings, path, query)[Id.BODY] is True


def links(component: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - any part of a layout
    """Text and address of every link in a part of the page, in reading order."""
    if isinstance(component, list | tuple):
        return [link for part in component for link in links(part)]
    href = getattr(component, "href", None)
    if href:
        return [(texts(component), href)]
    return links(getattr(component, "children", None) or [])


def test_the_heatmaps_panel_leads_to_the_unit_page(settings: Settings) -> None:
    """In the same version; a programme's cell belongs to no unit."""
    panel = links(show_cell(settings, "?version=1&cell=unit:NA@2020-10-05"))
    assert ("Open the unit page", "/unit/NA?version=1") in panel
    programme = links(show_cell(settings, "?rows=programme&cell=programme:Digital@2020-10-05"))
    assert "Open the unit page" not in dict(programme)


def test_the_pages_callback_answers_a_path_and_a_query(reader: FlaskClient, app: Dash) -> None:
    """Through the web server, as the browser asks."""
    answer = post(reader, app, "/unit/NA", "?weeks=13")
    assert answer.status_code == 200
    said = answer.get_json()["response"]
    assert said[Id.HEADING]["children"] == "North Area"
    assert said[Id.CHARTS]["data"][Id.LOAD]["weeks"][0]["text"] == "103"


@pytest.mark.parametrize("query", [None, 7, ["?weeks=13"]])
def test_the_pages_callback_survives_a_strangers_request(
    reader: FlaskClient, app: Dash, query: object
) -> None:
    """An answer in words, no 5xx."""
    assert post(reader, app, {"unit": "NA"}, query).status_code < 500


def post(reader: FlaskClient, app: Dash, path: object, query: object) -> Any:  # noqa: ANN401 - JSON
    """What the page's callback answers."""
    key = next(key for key in app.callback_map if f"{Id.CHARTS}.data" in key)
    asked, stated = (app.callback_map[key][part][0] for part in ("inputs", "state"))
    return reader.post(
        "/_dash-update-component",
        json={
            "output": key,
            "outputs": [_output(part) for part in key.strip(".").split("...")],
            "inputs": [{**asked, "value": query}],
            "state": [{**stated, "value": path}],
            "changedPropIds": [f"{ADDRESS.query}.data"],
        },
    )


def _output(part: str) -> Any:  # noqa: ANN401 - one place, or a list of those that a pattern matches
    name, _, part_property = part.rpartition(".")
    if not name.startswith("{"):
        return {"id": name, "property": part_property}
    return [{"id": {"type": json.loads(name)["type"], "name": "weeks"}, "property": part_property}]
