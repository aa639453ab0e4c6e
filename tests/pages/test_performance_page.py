"""What the Performance page says of the numbers of indicator_board, and that its callbacks are wired."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from dash import Dash
from flask.testing import FlaskClient

from heatmap.analysis.indicators.associations import SAID_WITH
from heatmap.analysis.indicators.performance import performance
from heatmap.dashboard import create_app
from heatmap.errors import HeatmapError
from heatmap.pages.heatmap import show_panel
from heatmap.pages.parts.sections.indicator_parts import findings
from heatmap.pages.performance import Id, show_chart, show_performance
from heatmap.scoring.indicators.effects import EFFECTS
from heatmap.settings import Settings
from heatmap.views.performance_view import PerformanceView
from tests.analysis.indicator_board import board, board_store
from tests.example import FIRST_WEEK, example_store
from tests.pages.test_heatmap_page import post, shown_grid, texts

LATER = "?asof=2020-11-16"
OPENED = f"{LATER}&cell=A%40NA"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A user's store that holds the example with its indicator."""
    folder = tmp_path_factory.mktemp("store")
    board_store(folder).close()
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


def test_every_chart_is_said_in_a_sentence(settings: Settings) -> None:
    """Concern first."""
    first, second = show_performance(settings, "")[Id.CHARTS]["charts"]
    assert first["said"] == (
        "4 % in the week of 5 Oct 2020: concern, outside the limits; mean 9.6, limits 5.2 to 14.0; "
        "target 10 missed. 5 weeks of concern in the last 13 weeks."
    )
    assert (first["unit"], first["tone"], first["marks"]) == ("NA", "now", "I" * 20 + "D" * 5)
    assert (second["unit"], second["tone"], second["marks"]) == ("CE", "", "." * 25)


def test_the_view_is_stated(settings: Settings) -> None:
    """How many, up to when, and how the limits are made."""
    assert show_performance(settings, "")[Id.STATED] == (
        "2 control charts, measured up to 5 Oct 2020; 1 with concern in the last 13 weeks. "
        "XmR charts: limits are the mean ± 2.66 mean moving ranges of each phase."
    )


def test_what_can_not_be_decided_is_said_in_one_line(settings: Settings) -> None:
    """Too little is measured before the go-live."""
    said = texts(show_performance(settings, LATER)[Id.FINDINGS])
    assert f"No go-live is {SAID_WITH} a change for the worse" in said
    assert "Undecidable: 1 of 1 pairs" in said
    assert "never that one caused the other" in said


def test_a_finding_has_its_evidence_and_leads_to_its_chart(tmp_path: Path) -> None:
    """Effect, interval, signal, and the words associated with."""
    answer = performance(board_store(tmp_path))
    row = dict.fromkeys(EFFECTS) | {
        "event": "G1", "project": "P2", "unit": "NA", "go_live": FIRST_WEEK, "indicator": "A", "weeks": 12,
        "controls": 11, "sigmas": -3.3, "effect": -6.4, "lower": -8.2, "upper": -4.7, "strength": 2.0,
        "signal": "outside", "first": FIRST_WEEK, "last": FIRST_WEEK, "also": [],
    }  # fmt: skip
    found = pl.DataFrame([row]).drop("verdict", "reason")
    content = findings(replace(answer, findings=found), PerformanceView())
    said = texts(content)
    assert "North Area: Calls reached, lower by 6.4 (%)" in said
    assert "Associated with the go-live of Rotas on 5 Oct 2020 (Rotas live)" in said
    assert "interval 4.7 to 8.2" in said
    assert "/performance?cell=A%40NA" in str(content)
    elsewhere = findings(replace(answer, findings=found), PerformanceView(units=("CE",)))
    assert "North Area" not in texts(elsewhere)


def test_the_large_chart_has_words_a_spec_and_the_units_go_lives(settings: Settings) -> None:
    """And the way to rebase at each."""
    content, specs = show_chart(settings, OPENED)
    said = texts(content)
    assert said.startswith("Calls reached, North Area")
    assert "Rotas: Rotas live 14 Oct 2020 undecidable: too little measured before Rebase here" in said
    assert "rebase=NA%402020-10-14" in str(content)
    assert specs is not None
    assert specs[Id.LARGE_CHART]["series"]["golives"] == [("2020-10-14", "Rotas: Rotas live")]


def test_rebasing_starts_a_phase_and_can_be_undone(settings: Settings) -> None:
    """The phase is explained; the link leads back."""
    content, specs = show_chart(settings, f"{OPENED}&rebase=NA%402020-10-14")
    said = texts(content)
    assert "Phase 2 from the week of 19 Oct 2020: rebased at the go-live of Rotas on 14 Oct 2020" in said
    assert "Undo rebasing" in said
    assert specs is not None
    assert [phase["start"] for phase in specs[Id.LARGE_CHART]["series"]["phases"]] == [0, 26]


def test_without_a_chosen_chart_there_is_no_large_one(settings: Settings) -> None:
    """Nothing takes its room."""
    assert show_chart(settings, LATER) == ([], None)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?unit=ZZ", "This version has no unit “ZZ”"),
        ("?indicator=Z", "This version has no indicator “Z”"),
        ("?order=size", "There is no order “size”"),
        ("?rebase=NA", "“NA” is not a go-live to rebase at"),
        ("?rebase=NA%402020-10-06", "NA has no go-live on 6 Oct 2020"),
        ("?cell=A", "“A” is not a chart"),
        ("?version=9", "Version 9 does not exist"),
    ],
)
def test_an_address_that_describes_no_view_gives_the_error_state(
    settings: Settings, query: str, said: str
) -> None:
    """Never an empty page, never a trace."""
    assert said in texts(show_performance(settings, query)[Id.STATE])


def test_a_chart_of_nothing_is_refused_in_words(settings: Settings) -> None:
    """The callback's error handler shows them."""
    with pytest.raises(HeatmapError, match="no indicator “B”"):
        show_chart(settings, "?cell=B%40NA")


def test_filters_that_leave_nothing_give_the_empty_state(settings: Settings) -> None:
    """With a way out."""
    said = show_performance(settings, "?unit=CE&only=concern")
    assert "No chart to show" in texts(said[Id.STATE])
    assert said[Id.CARDS] is True


def test_a_version_without_measurements_says_what_is_missing(tmp_path: Path) -> None:
    """The heatmap then has neither marks nor small charts."""
    example_store(tmp_path).close()
    plain = Settings(store=tmp_path)
    assert "Nothing is measured yet" in texts(show_performance(plain, "")[Id.STATE])
    assert shown_grid(plain, "")["cells"]["atRisk"] == ["00", "00", "00"]
    content, specs = show_panel(plain, "?cell=unit:NA@2020-10-05")
    assert "Lead indicators" not in texts(content)
    assert specs == {}


def test_the_heatmap_marks_the_cell_at_risk(settings: Settings) -> None:
    """NA in the week of 5 Oct; the month that holds it too, and no business area."""
    assert shown_grid(settings, "")["cells"]["atRisk"] == ["00", "10", "00"]
    assert shown_grid(settings, "?grain=month")["cells"]["atRisk"] == ["0", "1", "0"]
    opened = shown_grid(settings, "?open=NA")
    assert opened["cells"]["atRisk"] == ["00", "10", "00", "00", "00"]


def test_the_heatmaps_panel_draws_the_units_indicators(settings: Settings) -> None:
    """In words too, and each leads to its large chart."""
    content, specs = show_panel(settings, "?asof=2020-10-05&cell=unit:NA@2020-10-05")
    assert "Lead indicators Calls reached 4 % in the week of 5 Oct 2020: concern" in texts(content)
    assert "/performance?asof=2020-10-05&cell=A%40NA" in str(content)
    assert [spec["kind"] for spec in specs.values()] == ["xmr-small"]


def test_a_hostile_name_stays_text(tmp_path: Path) -> None:
    """No name becomes a part of the page."""
    hostile = "<img src=x onerror=alert(1)>"
    tables = board()
    named = replace(tables, indicators=tables.indicators.with_columns(name=pl.lit(hostile)))
    board_store(tmp_path, named).close()
    said = show_performance(Settings(store=tmp_path), "")[Id.CHARTS]["charts"][0]
    assert said["name"] == hostile


def test_the_charts_callback_answers_a_query(reader: FlaskClient, app: Dash) -> None:
    """Through the web server, as the browser asks."""
    answer = post(reader, app, f"{Id.CHARTS}.data", "?unit=CE")
    assert answer.status_code == 200
    assert [each["unit"] for each in answer.get_json()["response"][Id.CHARTS]["data"]["charts"]] == ["CE"]


def test_the_large_charts_callback_answers_a_choice(reader: FlaskClient, app: Dash) -> None:
    """Shown, with its spec."""
    answer = post(reader, app, f"{Id.LARGE}.children", OPENED).get_json()["response"]
    assert answer[Id.LARGE]["hidden"] is False
    assert answer[Id.SPECS]["data"][Id.LARGE_CHART]["kind"] == "xmr"


@pytest.mark.parametrize("query", [None, 7, ["?unit=CE"], {"unit": "CE"}])
def test_the_callbacks_survive_a_strangers_request(reader: FlaskClient, app: Dash, query: Any) -> None:  # noqa: ANN401
    """An error in words, no 5xx."""
    for output in (f"{Id.CHARTS}.data", f"{Id.LARGE}.children"):
        assert post(reader, app, output, query).status_code < 500
