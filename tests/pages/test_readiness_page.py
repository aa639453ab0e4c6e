"""What the Readiness page says, and that its callbacks are wired.

As of 28 Sep 2020, P1 (Case system) goes live at both units on 7 Oct and P2 (Rotas) at NA on 5 Oct; NA is at
103\N{NO-BREAK SPACE}% of its capacity in that week, CE at 40\N{NO-BREAK SPACE}%.
"""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from heatmap.dashboard import create_app
from heatmap.errors import HeatmapError
from heatmap.pages.heatmap import Id as HeatmapId
from heatmap.pages.heatmap import show_cell, show_heatmap
from heatmap.pages.parts.export_menu import exported
from heatmap.pages.readiness import Id, show_pair, show_readiness
from heatmap.portfolio import Portfolio
from heatmap.scoring.parameters import SCORING_VERSION, default_text
from heatmap.settings import Settings
from heatmap.store.store import Store
from tests.analysis.test_readiness import AS_OF, FINE, LATE, RECENTLY, board
from tests.pages.test_heatmap_page import post, texts
from tests.scoring.readiness_rows import assessment, check

SMALL = (9, 9, 4, 3, 9)  # responses: knows and able are hidden
SECRET = (4.0, 4.0, 1.37, 2.46, 4.0)


def published(folder: Path, tables: Portfolio) -> Settings:
    """A user's store with this portfolio, as of 28 Sep 2020."""
    Store(folder).publish(
        tables,
        note="Board",
        author="Sam",
        as_of=AS_OF,
        now=datetime(2020, 9, 28, 9, 0),  # noqa: DTZ001 - the store's times are UTC without saying so
        parameters=default_text(),
        scoring_version=SCORING_VERSION,
    )
    return Settings(store=folder)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """P1 has a barrier at NA and is ready at CE but for hidden scores; P2 has a check open at NA."""
    assessed = [
        *assessment(LATE, date(2020, 9, 7)),
        *assessment((2.5, 4.0, 4.0, 4.0, 4.0), RECENTLY),
        *assessment(SECRET, RECENTLY, SMALL, unit="CE"),
        *assessment(FINE, RECENTLY, project="P2"),
    ]
    checks = [
        {
            **check("Rosters cleared", "not met", due=date(2020, 9, 25), owner="Head of Rotas"),
            "project": "P2",
        },
        {**check("Kit delivered", "not met", due=date(2020, 10, 2)), "project": "P2"},
        {**check("Told", "met"), "project": "P2"},
    ]
    return published(tmp_path_factory.mktemp("store"), board(assessed, checks))


@pytest.fixture(scope="module")
def app(settings: Settings) -> Dash:
    """The dashboard on that store."""
    return create_app(settings)


@pytest.fixture
def reader(app: Dash) -> FlaskClient:
    """One reader's requests."""
    client: FlaskClient = app.server.test_client()
    return client


def cells(spec: dict[str, Any]) -> dict[tuple[str, str], str]:
    """What each cell of the matrix says, by project and unit."""
    return {
        (project["name"], spec["units"][cell["unit"]]["code"]): cell["word"] or cell["kind"]
        for project in spec["projects"]
        for cell in project["cells"]
    }


def test_the_matrix_has_projects_by_go_live_and_units_in_order(settings: Settings) -> None:
    """Rotas go live on 5 Oct, two days before the case system; every state is a word."""
    spec = show_readiness(settings, "")[Id.SPEC]
    assert [project["name"] for project in spec["projects"]] == ["Rotas", "Case system"]
    assert spec["projects"][0]["note"] == "5 Oct 2020, in 7 days"
    assert [unit["code"] for unit in spec["units"]] == ["NA", "CE"]
    assert cells(spec) == {
        ("Rotas", "NA"): "2 checks open",
        ("Case system", "NA"): "barrier: aware",
        ("Case system", "CE"): "not assessed",
    }


def test_a_filter_leaves_pairs_out_visibly(settings: Settings) -> None:
    """A pair that is left out is no pair without a go-live."""
    spec = show_readiness(settings, "?state=barrier: aware&state=checks open")[Id.SPEC]
    assert "CE" not in [unit["code"] for unit in spec["units"]]
    spec = show_readiness(settings, "?state=not assessed&state=checks open")[Id.SPEC]
    assert cells(spec)["Case system", "NA"] == "out"


@pytest.mark.parametrize(
    ("query", "projects"),
    [
        ("?weeks=4&programme=Workforce", ["Rotas"]),
        ("?project=P1", ["Case system"]),
        ("?unit=CE", ["Case system"]),
        ("?pairs=overloaded", ["Rotas", "Case system"]),
        ("?weeks=ahead", ["Rotas", "Case system"]),
    ],
)
def test_each_filter_chooses_its_pairs(settings: Settings, query: str, projects: list[str]) -> None:
    """By programme, project, unit, go-live and overload."""
    assert [each["name"] for each in show_readiness(settings, query)[Id.SPEC]["projects"]] == projects


def test_the_lists_name_what_needs_attention_with_links_to_its_cells(settings: Settings) -> None:
    """NA is overloaded on both go-lives; nothing is stale."""
    overloaded, stale = show_readiness(settings, "")[Id.LISTS]
    assert texts(overloaded).startswith("2  overloaded and not ready Rotas, North Area")
    assert "103\N{NO-BREAK SPACE}%, live in 7 days" in texts(overloaded)
    assert "/readiness?cell=P2%40NA" in str(overloaded)
    assert "None of the pairs shown." in texts(stale)


def test_the_panel_says_state_pace_checks_and_load(settings: Settings) -> None:
    """One overdue check of two, and the week's load with its link."""
    content, charts = show_pair(settings, "?cell=P2@NA")
    said = texts(content)
    for part in (
        "Rotas, North Area",
        "2 checks open",
        "in 7 days go-live 5 Oct 2020",
        "Every element is above 3.",
        "Open checks (2) Rosters cleared overdue due 25 Sep 2020 · Head of Rotas",
        "Kit delivered due 2 Oct 2020 · no owner",
        "Week of 5 Oct 2020 103\N{NO-BREAK SPACE}% of capacity",
        "620 hours of 600 (D, over capacity)",
    ):
        assert part in said, said
    assert "Told" not in said
    assert "cell=unit%3ANA%402020-10-05" in str(content)
    assert [line["latest"] for line in charts[Id.ELEMENTS]["elements"]] == ["4.0"] * 5


def test_the_panel_says_the_pace_against_the_go_live(settings: Settings) -> None:
    """From 2.0 to 2.5 in 14 days: 3 is passed 15 days after 21 Sep, on 6 Oct, a day before the go-live."""
    said = texts(show_pair(settings, "?cell=P1@NA")[0])
    assert "At this pace ready 1 day before go-live; aware moves by +0.25 a week." in said


@pytest.mark.parametrize("cell", ["P1@ZZ", "nothing", "@", "P9@NA"])
def test_a_cell_that_does_not_exist_is_said_in_the_panel(settings: Settings, cell: str) -> None:
    """With a way back, beside the matrix that stays."""
    content, charts = show_pair(settings, f"?cell={cell}")
    assert "neither a go-live nor an assessment" in texts(content)
    assert charts == {}


def table_of(settings: Settings, query: str) -> str:
    """The exported table of a view."""
    file = exported(settings, "readiness.csv", query, datetime(2020, 9, 28, 9, tzinfo=UTC))
    return file.content.decode("utf-8")


def test_hidden_scores_leave_no_trace_on_page_panel_and_export(tmp_path: Path) -> None:
    """Two portfolios that differ in the hidden scores alone look the same, and nothing shows the scores."""
    said = []
    for place, scores in enumerate((SECRET, (4.0, 4.0, 4.9, 4.8, 4.0))):
        folder = tmp_path / str(place)
        settings = published(folder, board(assessment(scores, RECENTLY, SMALL, unit="CE")))
        page = show_readiness(settings, "?weeks=all")
        export = table_of(settings, "?weeks=all")
        heatmap = show_cell(settings, "?cell=unit:CE@2020-10-05")
        page[Id.SPEC]["key"] = ""
        said.append(f"{page} {show_pair(settings, '?cell=P1@CE')} {export} {heatmap}")
    assert said[0] == said[1]
    assert "1.37" not in said[0]
    assert "1.4" not in said[0]
    assert "hidden" in said[0]


def test_the_export_has_a_row_for_each_pair_with_its_source(settings: Settings) -> None:
    """In the order of go-lives, hidden scores empty and named."""
    rows = list(csv.DictReader(io.StringIO(table_of(settings, "").removeprefix("\ufeff"))))
    assert [(row["project"], row["unit"]) for row in rows] == [("P2", "NA"), ("P1", "CE"), ("P1", "NA")]
    hidden = rows[1]
    assert (hidden["knows"], hidden["able"], hidden["hidden"]) == ("", "", "knows, able")
    assert {(row["version"], row["as_of"], row["made"]) for row in rows} == {
        ("1", "2020-09-28", "2020-09-28T09:00:00Z")
    }
    assert [row["overloaded_and_not_ready"] for row in rows] == ["1", "0", "1"]


def test_a_formula_as_a_name_is_neutral_in_the_export(tmp_path: Path) -> None:
    """No spreadsheet runs it."""
    tables = board()
    named = tables.projects.with_columns(name=tables.projects["name"].replace("Rotas", "=cmd|' /C calc'!A0"))
    settings = published(tmp_path, Portfolio(**{**tables.tables(), "projects": named}))
    text = table_of(settings, "")
    assert "\"'=cmd|" in text


def test_an_export_of_nothing_says_so(settings: Settings) -> None:
    """Rather than an empty file."""
    with pytest.raises(HeatmapError, match="no pairs to export"):
        table_of(settings, "?state=stale")


def test_filters_that_leave_nothing_give_the_empty_state(settings: Settings) -> None:
    """It says how to see something."""
    said = show_readiness(settings, "?state=stale")
    assert "No go-live to show" in texts(said[Id.STATE])
    assert said[Id.MATRIX] is True


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?unit=ZZ", "This version has no unit “ZZ”"),
        ("?state=fine", "There is no state “fine”"),
        ("?weeks=3", "There is no number of weeks “3”"),
        ("?version=9", "Version 9 does not exist"),
        ("?asof=yesterday", "“yesterday” is not a date"),
    ],
)
def test_an_address_that_describes_no_view_gives_the_error_state(
    settings: Settings, query: str, said: str
) -> None:
    """Never an empty page, never a trace."""
    assert said in texts(show_readiness(settings, query)[Id.STATE])


def test_a_version_without_assessments_says_what_is_missing(tmp_path: Path) -> None:
    """The go-lives are shown all the same; the heatmap says nothing of readiness."""
    settings = published(tmp_path, board())
    said = show_readiness(settings, "")
    assert "Nobody was asked yet." in texts(said[Id.STATE])
    assert said[Id.MATRIX] is False
    assert "not ready" not in texts(show_heatmap(settings, "")[HeatmapId.SENTENCES])


def test_the_heatmap_counts_the_pairs_and_its_panel_shows_them(settings: Settings) -> None:
    """Both projects at NA, each a link to its cell of the readiness page."""
    sentences = texts(show_heatmap(settings, "?asof=2020-09-28")[HeatmapId.SENTENCES])
    assert "2 pairs overloaded and not ready" in sentences
    assert "first Rotas at North Area, 5 Oct" in sentences
    content = show_cell(settings, "?cell=unit:NA@2020-10-05")
    said = texts(content)
    assert "Readiness of its projects Case system" in said
    assert "barrier: aware Go-live 7 Oct 2020, in 9 days" in said
    assert "/readiness?cell=P1%40NA" in str(content)


def test_the_matrix_callback_answers_a_query(reader: FlaskClient, app: Dash) -> None:
    """Through the web server, as the browser asks."""
    answer = post(reader, app, Id.SPEC, "?unit=CE")
    assert answer.status_code == 200
    spec = answer.get_json()["response"][Id.SPEC]["data"]
    assert json.dumps(spec).count("Central East") == 2


@pytest.mark.parametrize("query", [None, 7, ["?unit=CE"], {"unit": "CE"}])
def test_the_callbacks_survive_a_strangers_request(reader: FlaskClient, app: Dash, query: object) -> None:
    """An error in words, no 5xx."""
    assert post(reader, app, Id.SPEC, query).status_code < 500
    assert post(reader, app, f"{Id.PANEL}.children", query).status_code < 500


def test_the_export_comes_as_a_file_with_a_name(reader: FlaskClient) -> None:
    """A link on the page, no script needed."""
    answer = reader.get("/export/readiness.csv?unit=CE")
    assert answer.status_code == 200
    assert "readiness-version-1-as-of-2020-09-28.csv" in answer.headers["Content-Disposition"]
