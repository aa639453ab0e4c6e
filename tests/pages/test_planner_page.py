"""What the Planner page says, what its buttons do, and that its callbacks are wired."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from heatmap.analysis.scenarios.saved_scenarios import saved_scenarios
from heatmap.analysis.versions.sample import serving_store
from heatmap.dashboard import create_app
from heatmap.errors import HeatmapError
from heatmap.pages.heatmap import show_cell
from heatmap.pages.parts.planner.planner_actions import (
    add_move,
    change_saved,
    form_options,
    remove_move,
)
from heatmap.pages.parts.planner.planner_ids import Id
from heatmap.pages.parts.planner.planner_said import show_planner, show_tried
from heatmap.settings import Settings
from tests.example import example_store
from tests.pages.test_heatmap_page import _output, texts

NOW = datetime(2020, 10, 5, 10, 0)  # noqa: DTZ001 - the store's times are UTC without saying so
LATER = "?moves=shift.T1...1"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A user's store that holds the example."""
    folder = tmp_path_factory.mktemp("store")
    example_store(folder).close()
    return Settings(store=folder)


@pytest.fixture
def saving(tmp_path: Path) -> Settings:
    """The same, of a test that saves in it."""
    example_store(tmp_path).close()
    return Settings(store=tmp_path)


@pytest.fixture(scope="module")
def app(settings: Settings) -> Dash:
    """The dashboard on that store."""
    return create_app(settings)


@pytest.fixture
def reader(app: Dash) -> FlaskClient:
    """One reader's requests."""
    client: FlaskClient = app.server.test_client()
    return client


def test_without_moves_the_figures_are_the_versions(settings: Settings) -> None:
    """NA Response is 200 h over in one week."""
    said = show_planner(settings, "")
    assert texts(said[Id.FIGURES]).startswith("200 hours over capacity this week and ahead 1 breach")
    assert said[Id.BENCH] is False
    assert said[Id.STATE] is None
    assert [bar["event"] for project in said[Id.SPEC]["projects"] for bar in project["events"]] == [
        "T1",
        "T2",
        "G1",
    ]


def test_a_move_is_told_in_figures_and_lists(settings: Settings) -> None:
    """T1 a week later: 200 h more, one breach removed and one created; it has no window, nor notice."""
    said = show_planner(settings, LATER)
    figures = texts(said[Id.FIGURES])
    assert "+200 hours over capacity: 200 → 400" in figures
    assert "1 removed" in figures
    assert "1 created" in figures
    assert "1 week of delay 1 project later" in figures
    assert "2 rules broken 1 outside its window, 1 short notice" in figures
    assert texts(said[Id.MOVES]).startswith("Case system: Classroom 1 week later")
    assert "its dates are fixed" in texts(said[Id.RULES])
    breaches = texts(said[Id.BREACHES])
    assert "Created: 1 North Area, Response week of 12 Oct 2020" in breaches
    assert "Removed: 1 North Area, Response week of 5 Oct 2020: 150.0\N{NO-BREAK SPACE}%" in breaches
    assert texts(said[Id.DELAYS]) == "Case system 1 week later"


def test_what_is_only_tried_says_the_same_as_what_is_kept(settings: Settings) -> None:
    """While dragging, and after; nothing pending is the scenario as it stands."""
    kept = show_planner(settings, LATER)
    tried = show_tried(settings, "", {"moves": "shift.T1...1"})
    assert [texts(each) for each in tried.values()] == [texts(kept[each]) for each in tried]
    assert texts(show_tried(settings, LATER, None)[Id.FIGURES]) == texts(kept[Id.FIGURES])


@pytest.mark.parametrize("pending", [{"moves": 3}, {"moves": "<b>"}, ["shift"], "x", {"other": ""}])
def test_a_strangers_trial_is_refused(settings: Settings, pending: object) -> None:
    """In words."""
    with pytest.raises(HeatmapError):
        show_tried(settings, "", pending)


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("?moves=%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E", "There is no move"),
        ("?moves=shift.E9...3", "no event “E9”"),
        ("?moves=freeze.ZZ.2020-10-05.2020-10-06", "no unit “ZZ”"),
        ("?moves=cancel.%C3%A9.", "garbled"),
        ("?version=7", "Version 7 does not exist"),
    ],
)
def test_a_link_that_makes_no_sense_is_a_state_of_the_page(settings: Settings, query: str, what: str) -> None:
    """It says what is wrong and leads to the plain planner; nothing else is shown."""
    said = show_planner(settings, query)
    assert what in texts(said[Id.STATE])
    assert "Start again" in texts(said[Id.STATE])
    assert said[Id.BENCH] is True
    assert said[Id.PANEL] is True


def test_options_are_sent_once_for_each_version(settings: Settings) -> None:
    """The forms' units and areas stay as they are while moves change."""
    assert show_planner(settings, "")[Id.OPTIONS_OF] == 1
    assert Id.OPTIONS_OF not in show_planner(settings, LATER, 1)


def test_the_forms_offer_what_the_version_has(settings: Settings) -> None:
    """Units, areas and projects, to the fields that take them."""
    asked = [{"id": {"form": form, "name": name}} for form, name in (("freeze", "unit"), ("add", "title"))]
    units, title = form_options(settings, 1, asked)
    assert [each["value"] for each in units] == ["*", "NA", "CE"]
    assert not isinstance(title, list)
    assert not isinstance(form_options(settings, "1; DROP", asked)[0], list)


NEW_IMPACTS = "impact.NEW-1.NA.CID.12.1~2E5.3_impact.NEW-1.CE.CID.12.1~2E5.3"


def fields(form: str, **values: object) -> list[dict[str, Any]]:
    """A form's fields as a request has them."""
    return [{"id": {"form": form, "name": name}, "value": value} for name, value in values.items()]


@pytest.mark.parametrize(
    ("form", "given", "text"),
    [
        ("shift-event", fields("shift", weeks=3), "shift.T2...3"),
        ("shift-project", fields("shift", weeks=-1), "shift..P2..-1"),
        ("cancel-event", [], "cancel.T2."),
        ("cancel-project", [], "cancel..P2"),
        ("change", fields("change", people_percent=50, hours_per_person=""), "change.T2.50..~2A.~2A"),
        (
            "add",
            fields(
                "add",
                title=" More ",
                project="P1",
                kind="training",
                start="2020-11-02",
                end="2020-11-08",
                go_live="",
                units=["NA", "CE"],
                areas=["CID"],
                people=12,
                hours_per_person=1.5,
                severity="3",
            ),
            "add.NEW-1.P1.More.2020-11-02.2020-11-08..training_" + NEW_IMPACTS,
        ),
        (
            "capacity",
            fields(
                "capacity", unit="NA", area="CID", hours_per_week=40, start="2020-10-05", end="2020-10-11"
            ),
            "capacity.NA.CID.40.2020-10-05.2020-10-11",
        ),
        (
            "freeze",
            fields("freeze", unit="*", start="2020-12-14", end="2021-01-03"),
            "freeze.~2A.2020-12-14.2021-01-03",
        ),
    ],
)
def test_a_form_adds_its_move_to_the_scenario(
    settings: Settings, form: str, given: list[dict[str, Any]], text: str
) -> None:
    """At its end; the event is the one that the address names."""
    wish, _ = add_move(settings, "?event=T2&moves=cancel.T1.", form, given)
    assert wish == {"part": "moves", "value": f"cancel.T1._{text}"}


def test_a_projects_shift_leaves_what_has_started(settings: Settings) -> None:
    """As of 12 Oct T2 has started; P2 is shifted from that day on."""
    wish, _ = add_move(settings, "?event=T2&asof=2020-10-12", "shift-project", fields("shift", weeks=2))
    assert wish["value"] == "shift..P2.2020-10-12.2"


@pytest.mark.parametrize(
    ("query", "form", "given", "what"),
    [
        ("", "shift-event", fields("shift", weeks=3), "No event is chosen."),
        ("?event=T2", "shift-event", fields("shift", weeks=""), "It has no weeks."),
        ("?event=T2", "shift-event", fields("shift", weeks=0), "A shift by 0 weeks"),
        ("?event=T2", "shift-event", fields("shift", weeks={"a": 1}), "The page's request cannot be read."),
        ("?event=T2", "change", fields("change"), "changes nothing"),
        ("", "add", fields("add", units=[], areas=["CID"]), "lands nowhere"),
        ("", "add", fields("add", units="NA", areas=["CID"]), "cannot be read"),
        ("", "capacity", fields("capacity", unit="CE", area="CID", hours_per_week=4), "It has no start."),
        ("", "freeze", fields("freeze", unit="ZZ", start="2020-10-05", end="2020-10-05"), "no unit “ZZ”"),
        ("", "launch", [], "The page's request cannot be read."),
        ("?asof=2021-01-01&event=T2", "shift-project", fields("shift", weeks=1), "have started"),
    ],
)
def test_a_form_that_makes_no_move_says_why(
    settings: Settings, query: str, form: str, given: list[dict[str, Any]], what: str
) -> None:
    """And the scenario stays as it is."""
    wish, said = add_move(settings, query, form, given)
    assert not isinstance(wish, dict)
    assert what in texts(said)


def test_a_move_is_removed_by_its_place() -> None:
    """The others stay in their order; a place that does not exist is refused."""
    query = "?moves=cancel.A._cancel.B._cancel.C."
    assert remove_move(query, 1)["value"] == "cancel.A._cancel.C."
    for place in (3, -1, "0", None):
        with pytest.raises(HeatmapError):
            remove_move(query, place)


def saved_names(settings: Settings) -> list[str]:
    """The names of the saved scenarios."""
    return [each.name for each in saved_scenarios(serving_store(settings)).all()]


def test_a_scenario_is_saved_replaced_renamed_and_deleted(saving: Settings) -> None:
    """A name that is taken is told, with a button to replace the other."""
    query = f"{LATER}&name=Later"
    said = change_saved(saving, query, ("save", None), None, NOW)
    assert texts(said[Id.SAVED_SAID]) == "Saved as “Later”."
    assert "Later version 1, saved 5 Oct 2020" in texts(said[Id.SAVED])
    assert [each["label"] for each in said["compare"]] == ["This scenario", "Later (version 1)"]
    again = change_saved(saving, query, ("save", None), None, NOW)
    assert "already" in texts(again[Id.SAVED_SAID])
    assert again[Id.REPLACE] is False
    assert change_saved(saving, query, ("replace", None), None, NOW)[Id.REPLACE] is True
    (only,) = saved_scenarios(serving_store(saving)).all()
    change_saved(saving, query, ("rename", only.scenario), "Much later", NOW)
    assert saved_names(saving) == ["Much later"]
    change_saved(saving, query, ("delete", only.scenario), None, NOW)
    assert saved_names(saving) == []


@pytest.mark.parametrize(
    ("query", "wanted", "name", "what"),
    [
        (LATER, ("save", None), None, "has no name"),
        ("?name=Empty", ("save", None), None, "without moves"),
        ("?name=Bad&moves=cancel.E9.", ("save", None), None, "no event “E9”"),
        ("", ("delete", "../CURRENT"), None, "does not exist any more"),
        ("", ("rename", None), {"a": 1}, "does not exist any more"),
        ("", ("publish", None), None, "cannot be read"),
    ],
)
def test_what_cannot_be_saved_is_told(
    settings: Settings, query: str, wanted: tuple[object, object], name: object, what: str
) -> None:
    """In words, and the list stays as it is."""
    said = change_saved(settings, query, wanted, name, NOW)
    assert what in texts(said[Id.SAVED_SAID])
    assert said[Id.REPLACE] is True
    assert saved_names(settings) == []


def test_up_to_four_scenarios_stand_in_one_table(saving: Settings) -> None:
    """The same rows for each; one that is gone says so."""
    change_saved(saving, f"{LATER}&name=Later", ("save", None), None, NOW)
    (saved,) = saved_scenarios(serving_store(saving)).all()
    query = f"?moves=cancel.T1.&compare=this&compare={saved.scenario}&compare=gone"
    table = texts(show_planner(saving, query)[Id.COMPARISON])
    assert "Figure This scenario Later Gone" in table
    assert "Hours over capacity 0 h 400 h –" in table
    assert "Change of these hours \N{MINUS SIGN}200 h +200 h –" in table
    assert "does not exist any more" in table


def ask(reader: FlaskClient, app: Dash, output: str, query: object) -> Any:  # noqa: ANN401 - JSON
    """What the callback of `output` answers when its first input says `query` and its states say nothing."""
    key = next(key for key in app.callback_map if output in key)
    wired = app.callback_map[key]
    return reader.post(
        "/_dash-update-component",
        json={
            "output": key,
            "outputs": [_output(part) for part in key.strip(".").split("...")],
            "inputs": [{**wired["inputs"][0], "value": query}],
            "state": [{**each, "value": None} for each in wired["state"]],
            "changedPropIds": ["planner-query.data"],
        },
    )


def test_the_page_answers_a_browser(reader: FlaskClient, app: Dash) -> None:
    """The callback is wired, and the page is there."""
    answer = ask(reader, app, f"{Id.SPEC}.data", LATER).get_json()["response"]
    assert answer[Id.SPEC]["data"]["rows"][1]["name"] == "North Area"
    assert reader.get("/planner").status_code == 200


def test_the_heatmaps_panel_leads_to_the_planner_with_an_event(settings: Settings) -> None:
    """Each event of a cell has a link that is to move it, in the version and as of the day shown."""
    content = show_cell(settings, "?version=1&cell=unit:NA@2020-10-05")
    assert "Try moving" in texts(content)
    assert "/planner?version=1&event=T1&cell=unit%3ANA%402020-10-05" in str(content)
