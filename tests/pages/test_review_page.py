"""What the Review page says, and that its callbacks are wired; the differences are tests/two_boards.py's."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from dash import Dash
from flask.testing import FlaskClient

from heatmap.dashboard import create_app
from heatmap.errors import HeatmapError
from heatmap.exports.document import HeatTable
from heatmap.exports.export import At, document_at, export
from heatmap.exports.views.source import Making
from heatmap.exports.writing import Format
from heatmap.pages.parts.pack_button import Versions
from heatmap.pages.review import Id, compared_versions, show_cell, show_review
from heatmap.settings import Settings
from heatmap.store.store import Store
from tests.pages.test_heatmap_page import post, texts
from tests.two_boards import two_boards

MADE = Making("", datetime(2020, 10, 15, 9))  # noqa: DTZ001 - taken as UTC


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A user's store with both boards."""
    folder = tmp_path_factory.mktemp("store")
    two_boards(folder).close()
    return Settings(store=folder)


@pytest.fixture(scope="module")
def app(settings: Settings) -> Dash:
    """The dashboard on that store."""
    return create_app(settings)


def told(parts: Any) -> str:  # noqa: ANN401 - a component's children
    """All that parts of the page say, without spaces that do not break."""
    return texts(parts).replace("\N{NO-BREAK SPACE}", " ")


def cell(settings: Settings, row: str, week: str, query: str = "?weeks=all") -> tuple[str, str]:
    """The text and the step of a cell of the grid."""
    grid = show_review(settings, query)[Id.PAYLOAD]
    r = [each["key"] for each in grid["rows"]].index(row)
    c = [each["start"] for each in grid["columns"]].index(week)
    return grid["cells"]["text"][r][c], grid["cells"]["step"][r][c]


def test_the_findings_say_what_changed_most_and_link_to_their_cells(settings: Settings) -> None:
    """The biggest rise first; five of them."""
    said = show_review(settings, "?weeks=all")

    first = told(said[Id.SENTENCES][0])
    assert first.startswith("North Area, 12 Oct 2020: 37 % → 207 %")
    assert "because Case system moved 1 week later" in first
    assert "cell=unit%3ANA%402020-10-12" in str(said[Id.SENTENCES][0])
    assert len(said[Id.SENTENCES]) == 5


def test_the_grid_shows_signed_points_in_diverging_steps(settings: Settings) -> None:
    """NA falls by 87 points and rises by 170; CE rises by 25; its second week is unchanged."""
    assert cell(settings, "unit:NA", "2020-10-05") == ("−87", "A")
    assert cell(settings, "unit:NA", "2020-10-12") == ("+170", "E")
    assert cell(settings, "unit:CE", "2020-10-05") == ("+25", "E")
    assert cell(settings, "unit:CE", "2020-10-12") == ("", ".")
    assert cell(settings, "all", "2020-10-05")[0] == "−42"  # 780 of 1,000 hours become 360


def test_a_cell_carries_what_was_and_why(settings: Settings) -> None:
    """Both numbers, the band crossed, and what each cause adds in per mille."""
    grid = show_review(settings, "?weeks=all")[Id.PAYLOAD]
    cells = grid["cells"]

    assert (cells["was"]["saturation"][1][1], cells["saturation"][1][1]) == (367, 2067)
    assert (cells["was"]["band"][1], cells["band"][1], cells["crossed"][1]) == ("DA", "AE", "du")
    event, amount, *_ = cells["causes"][1][1]
    assert (grid["events"][event], amount) == ("Case system moved 1 week later", 1733)


def test_other_measures_show_hours(settings: Settings) -> None:
    """Load in hours; of capacity, nothing changed."""
    assert cell(settings, "unit:NA", "2020-10-12", "?weeks=all&measure=load") == ("+510", "E")
    assert cell(settings, "unit:NA", "2020-10-12", "?weeks=all&measure=capacity") == ("0", "C")


def test_weeks_ahead_start_with_the_later_boards_week(settings: Settings) -> None:
    """The week of 12 Oct alone; chosen dates take their place."""
    starts = [each["start"] for each in show_review(settings, "")[Id.PAYLOAD]["columns"]]
    assert starts == ["2020-10-12"]
    dated = show_review(settings, "?from=2020-10-05&to=2020-10-06")[Id.PAYLOAD]["columns"]
    assert [each["start"] for each in dated] == ["2020-10-05"]


def test_filters_choose_units_areas_and_programmes(settings: Settings) -> None:
    """Workforce's change alone: Rotas' go-live is gone."""
    grid = show_review(settings, "?weeks=all&programme=Workforce")[Id.PAYLOAD]
    assert [each["key"] for each in grid["rows"]] == ["all", "unit:NA", "unit:CE"]
    assert grid["events"] == ["“Rotas live” (Rotas) was cancelled"]


def test_a_unit_opens_into_its_business_areas(settings: Settings) -> None:
    """Below it, in order."""
    grid = show_review(settings, "?weeks=all&open=NA")[Id.PAYLOAD]
    keys = [each["key"] for each in grid["rows"]]
    assert keys == ["all", "unit:NA", "unit:NA/area:RESP", "unit:NA/area:CID", "unit:CE"]
    assert grid["cells"]["text"][2] == ["−125", "+250"]


def test_both_versions_say_their_age_and_rejected_rows(settings: Settings) -> None:
    """Two rows of the second board were rejected."""
    versions = told(show_review(settings, "")[Id.VERSIONS])
    assert "version 1, “First board”" in versions
    assert "none rejected" in versions
    assert "2 rejected and left out (impacts 2)" in versions
    assert "last changed on 13 Oct 2020" in versions


def test_the_lists_rank_rises_falls_crossings_and_causes(settings: Settings) -> None:
    """Each with its cells."""
    lists = told(show_review(settings, "?weeks=all")[Id.LISTS])
    assert "2 unit-weeks into a higher band" in lists
    assert "1 unit-week into a lower band" in lists
    assert "Case system moved 1 week later" in lists
    assert "band D to A" in lists


def test_versions_may_be_chosen_the_other_way_round_and_by_date(settings: Settings) -> None:
    """Then what rose falls."""
    assert cell(settings, "unit:NA", "2020-10-12", "?weeks=all&version=1&since=2") == ("−170", "A")
    assert cell(settings, "unit:NA", "2020-10-12", "?weeks=all&since=2020-10-08") == ("+170", "E")


def test_the_panel_takes_a_cell_apart_exactly(settings: Settings) -> None:
    """520 hours come, 10 go: +510 of 300, 170 points."""
    panel = told(show_cell(settings, "?weeks=all&cell=unit:NA@2020-10-12"))

    assert "Crossed from band A (calm) up to band E (severe)." in panel
    assert "Case system: Classroom" in panel
    assert "+173.3 points" in panel
    assert "5 to 11 Oct 2020 → 12 to 18 Oct 2020" in panel
    assert "−3.3 points" in panel
    assert "+170.0 points, +510 h of load" in panel


def test_a_panel_of_an_unchanged_cell_says_so(settings: Settings) -> None:
    """Central East's second week."""
    assert "Nothing changed here." in told(show_cell(settings, "?weeks=all&cell=unit:CE@2020-10-12"))


def test_a_cell_that_is_not_there_is_said_in_the_panel(settings: Settings) -> None:
    """With a way out."""
    assert "has no cell" in told(show_cell(settings, "?weeks=all&cell=unit:XX@2020-10-12"))


def test_one_version_says_so_and_what_to_do(tmp_path: Path) -> None:
    """In the grid's place; nothing else is shown."""
    two_boards(tmp_path, only_the_first=True).close()
    said = show_review(Settings(store=tmp_path), "")

    assert "There is only version 1" in told(said[Id.STATE])
    assert "heatmap publish" in told(said[Id.STATE])
    assert said[Id.GRID] is True
    assert said[Id.SENTENCES] == []


def test_filters_that_leave_no_week_show_the_empty_state(settings: Settings) -> None:
    """No week of 2019 is in either version."""
    said = show_review(settings, "?from=2019-01-07&to=2019-02-01")
    assert "Nothing to show" in told(said[Id.STATE])


@pytest.mark.parametrize(
    "query",
    [
        "?since=9",
        "?since=x",
        "?version=1",
        "?since=2",
        "?unit=XX",
        "?measure=projects",
        "?show=map",
        "?cell=x",
    ],
)
def test_a_view_that_can_not_be_shown_is_said_with_a_way_out(settings: Settings, query: str) -> None:
    """A stranger's request is answered in words."""
    said = show_review(settings, query)
    assert said[Id.GRID] is True
    assert "Start again" in told(said[Id.STATE])


def test_the_export_has_findings_the_grid_and_every_list(settings: Settings) -> None:
    """And as numbers the changed cells by unit, area and week."""
    store = Store(settings.store)
    document = document_at(store, At("review", "", "?weeks=all"), MADE)
    heat = document.parts[1]
    assert isinstance(heat, HeatTable)

    assert [type(part).__name__ for part in document.parts] == [
        "Sentences", "HeatTable", "Table", "Table", "Table", "Table", "Table", "Table",
    ]  # fmt: skip
    assert document.numbers.height == 5
    assert [cell.value for cell in heat.cells[1]] == [
        pytest.approx(-86.6, abs=0.1),
        pytest.approx(170.0, abs=0.1),
    ]
    file = export(store, At("review", "", "?weeks=all"), Format.CSV, MADE)
    assert file.name == "changes-saturation-since-version-1-version-2-as-of-2020-10-14.csv"
    with pytest.raises(HeatmapError, match="no weeks to export"):
        document_at(store, At("review", "", "?from=2019-01-07&to=2019-02-01"), MADE)


def test_the_pages_callback_answers_a_query(app: Dash) -> None:
    """Through the web server, as the browser asks."""
    reader: FlaskClient = app.server.test_client()
    answer = post(reader, app, f"{Id.PAYLOAD}.data", "?weeks=all")

    assert answer.status_code == 200
    assert json.loads(answer.data)["response"][Id.PAYLOAD]["data"]["measure"] == "change"


@pytest.mark.parametrize(
    ("query", "versions"),
    [
        ("", Versions(None, None)),
        ("?since=1", Versions(None, 1)),
        ("?version=2020-10-20", Versions(2, None)),
        ("?version=2&since=2020-10-07&unit=NA", Versions(2, 1)),
    ],
)
def test_the_board_pack_is_of_the_versions_that_the_page_compares(
    settings: Settings, query: str, versions: Versions
) -> None:
    """By number; what the page leaves open, the pack's configuration may say."""
    assert compared_versions(settings, query) == versions


def test_a_board_pack_of_versions_that_do_not_exist_is_refused(settings: Settings) -> None:
    """With the valid ones."""
    with pytest.raises(HeatmapError, match="Version 9 does not exist"):
        compared_versions(settings, "?version=9")


def test_the_board_pack_is_asked_for_through_the_web_server(app: Dash) -> None:
    """A stranger's click without a format is refused in words, before anything starts."""
    answer = post(app.server.test_client(), app, "pack-work-said.children", 1)
    assert answer.status_code == 200
    assert "Choose from: png, svg, pdf, pptx" in answer.get_data(as_text=True)
