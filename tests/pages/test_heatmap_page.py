"""What the Heatmap page says, and that its callbacks are wired."""

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from heatmap.dashboard import create_app
from heatmap.errors import HeatmapError
from heatmap.exports.writing import Format
from heatmap.pages.heatmap import Id, grid_json, show_cell, show_heatmap
from heatmap.pages.parts.export_menu import exported
from heatmap.settings import Settings
from tests.example import example_store

MADE = datetime(2020, 10, 5, 9, 30, tzinfo=UTC)


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


def shown_grid(settings: Settings, query: str) -> Any:  # noqa: ANN401 - JSON
    """The grid that the page shows."""
    return json.loads(grid_json(settings, query))


def texts(component: Any) -> str:  # noqa: ANN401 - any part of a layout
    """All text in a part of the page, in reading order."""
    if isinstance(component, list | tuple):
        return " ".join(filter(None, map(texts, component)))
    if isinstance(component, str | int | float):
        return str(component)
    return texts(component.children) if getattr(component, "children", None) is not None else ""


def test_the_grid_prints_percentages_and_bands(settings: Settings) -> None:
    """78 % and 39 % for all, 103 % and 37 % for NA, 40 % twice for CE."""
    payload = shown_grid(settings, "")
    assert payload["cells"]["text"] == [["78", "39"], ["103", "37"], ["40", "40"]]
    assert payload["cells"]["step"] == ["BA", "DA", "AA"]


def test_each_cell_names_its_causes_by_project_and_title(settings: Settings) -> None:
    """Two filters one after the other: each grid counts among the events of its own filter."""
    for query, expected in (
        ("?programme=Workforce", "Rotas: Briefings"),
        ("?area=CID", "Case system: Classroom"),
    ):
        payload = shown_grid(settings, query)
        event, share = payload["cells"]["causes"][1][0][:2]
        assert payload["events"][event] == expected
        assert share == 100


def test_the_grid_is_answered_at_an_address_of_its_own(settings: Settings, reader: FlaskClient) -> None:
    """What is selected or faded makes no other grid."""
    answer = reader.get("/heatmap.json?weeks=13&cell=unit:NA@2020-10-05&off=A").get_json()
    assert answer == shown_grid(settings, "?weeks=13")


@pytest.mark.parametrize("query", ["?unit=ZZ", "?from=2030-01-01&to=2030-02-01", "?weeks=many"])
def test_there_is_no_grid_where_nothing_can_be_shown(reader: FlaskClient, query: str) -> None:
    """The page itself says why; an error here would only fill the browser's console."""
    assert reader.get(f"/heatmap.json{query}").status_code == 204


def test_the_view_is_stated_in_a_sentence_with_its_version(settings: Settings) -> None:
    """What is shown, of what, when, and from which version."""
    said = show_heatmap(settings, "?programme=Digital")
    assert said[Id.STATED] == (
        "Saturation of all units, all business areas, Digital, 5 to 18 Oct 2020; "
        "load in severity-weighted hours against each unit’s capacity that week."
    )
    assert shown_grid(settings, "?programme=Digital")["footer"] == (
        "Version 1, published 5 Oct 2020, “October board” · as of 5 Oct 2020 · scoring version 1"
    )


def test_an_address_that_describes_no_view_gives_the_error_state_with_a_way_out(settings: Settings) -> None:
    """Never an empty page, never a trace."""
    said = show_heatmap(settings, "?unit=ZZ")
    assert "no unit “ZZ”" in texts(said[Id.STATE])
    assert "Choose from: NA, CE." in texts(said[Id.STATE])
    assert said[Id.GRID] is True


def test_weeks_with_nothing_in_them_give_the_empty_state(settings: Settings) -> None:
    """It says how to see something."""
    said = show_heatmap(settings, "?from=2022-01-03&to=2022-02-01")
    assert "Nothing to show" in texts(said[Id.STATE])


def test_the_side_panel_says_why_the_cell_is_full(settings: Settings) -> None:
    """Figures, causes, parts, neighbours."""
    said = texts(show_cell(settings, "?cell=unit:NA@2020-10-05"))
    for part in (
        "North Area, week of 5 Oct 2020",
        "hottest part: Response, 150\N{NO-BREAK SPACE}%",
        "103\N{NO-BREAK SPACE}% of capacity (D, over capacity)",
        "620 hours of load, of 600",
        "4.1 hours a head, of 150 people",
        "Case system: Classroom 84\N{NO-BREAK SPACE}% Training, 5 to 11 Oct 2020",
        "Before and after",
    ):
        assert part in said


def test_without_a_cell_there_is_no_panel(settings: Settings) -> None:
    """An empty panel takes no room."""
    assert show_cell(settings, "?weeks=13") == []


def test_the_exported_table_states_view_and_version_in_each_row(settings: Settings) -> None:
    """Whatever a spreadsheet does to the order of the rows."""
    file = exported(settings, "heatmap.csv", "?programme=Digital", MADE)
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert {row["version"] for row in rows} == {"1"}
    assert {row["as_of"] for row in rows} == {"2020-10-05"}
    assert all("Digital" in row["filters"] for row in rows)


def test_an_export_of_nothing_says_so(settings: Settings) -> None:
    """Rather than an empty picture."""
    with pytest.raises(HeatmapError, match="no weeks to export"):
        exported(settings, "heatmap.png", "?from=2022-01-03&to=2022-02-01", MADE)


def post(reader: FlaskClient, app: Dash, output: str, query: object) -> Any:  # noqa: ANN401 - JSON
    """What the callback of `output` answers when its first input says `query`."""
    key = next(key for key in app.callback_map if output in key)
    wired = app.callback_map[key]
    asked = wired["inputs"][0]
    spec = json.loads(reader.get("/_dash-dependencies").get_data(as_text=True))
    assert any(each["output"] == key for each in spec)
    outputs = [_output(part) for part in key.strip(".").split("...")]
    return reader.post(
        "/_dash-update-component",
        json={
            "output": key,
            "outputs": outputs,
            "inputs": [{**asked, "value": query}],
            "state": [{**each, "value": None} for each in wired["state"]],
            "changedPropIds": [f"{asked['id']}.{asked['property']}"],
        },
    )


def _output(part: str) -> Any:  # noqa: ANN401 - one place, or a list of those that a pattern matches
    name, _, part_property = part.rpartition(".")
    if not name.startswith("{"):
        return {"id": name, "property": part_property}
    kind = json.loads(name)["type"]
    return [{"id": {"type": kind, "name": "programme"}, "property": part_property}]


def test_the_rest_of_the_page_answers_a_query(reader: FlaskClient, app: Dash) -> None:
    """Through the web server, as the browser asks once its grid is drawn."""
    answer = post(reader, app, Id.STATED, "?rows=programme")
    assert answer.status_code == 200
    assert answer.get_json()["response"][Id.STATED]["children"].startswith("Saturation of all units")
    rows = reader.get("/heatmap.json?rows=programme").get_json()["rows"]
    assert [row["key"] for row in rows] == ["all", "programme:Digital", "programme:Workforce"]


@pytest.mark.parametrize("query", [None, 7, ["?rows=unit"], {"rows": "unit"}])
def test_the_pages_callback_survives_a_strangers_request(
    reader: FlaskClient, app: Dash, query: object
) -> None:
    """An error in words, no 5xx."""
    assert post(reader, app, Id.STATED, query).status_code < 500


def test_the_panels_callback_answers_a_cell(reader: FlaskClient, app: Dash) -> None:
    """Open, with its content."""
    answer = post(reader, app, f"{Id.PANEL}.children", "?cell=unit:NA@2020-10-05")
    assert answer.get_json()["response"][Id.PANEL]["hidden"] is False


@pytest.mark.parametrize("file_format", list(Format))
def test_each_export_comes_as_a_file_with_a_name(reader: FlaskClient, file_format: str) -> None:
    """A link in the menu, no script needed."""
    answer = reader.get(f"/export/heatmap.{file_format}?weeks=13")
    assert answer.status_code == 200
    assert f'.{file_format}"' in answer.headers["Content-Disposition"]


def test_an_export_that_does_not_exist_is_refused_in_words(reader: FlaskClient) -> None:
    """With the formats that there are."""
    answer = reader.get("/export/heatmap.docx")
    assert answer.status_code == 400
    assert "Choose from: png, svg, pdf, pptx, xlsx, csv, parquet" in answer.get_data(as_text=True)


def test_the_chance_of_overload_is_a_measure_with_its_error_and_drivers(settings: Settings) -> None:
    """NA in the week of 12 Oct is over only if P1 is a week late; steps are likelihoods, not bands."""
    grid = shown_grid(settings, "?measure=chance")
    assert (grid["measureLabel"], grid["bands"]) == ("Chance of overload", False)
    assert [step["name"] for step in grid["steps"]][0::4] == ["very unlikely", "very likely"]
    cells, north = grid["cells"], [row["key"] for row in grid["rows"]].index("unit:NA")
    chance = int(cells["text"][north][1])
    assert 0 < chance < 40
    assert 0 < cells["error"][north][1] <= 5
    driver, points = cells["causes"][north][1][:2]
    assert (grid["events"][driver], points) == ("Case system", chance)
