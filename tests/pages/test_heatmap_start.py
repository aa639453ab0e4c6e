"""How the Heatmap page starts."""

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from heatmap.dashboard import PAGES, create_app
from heatmap.pages.heatmap import ADDRESS, Id, known, show_heatmap
from heatmap.pages.heatmap_start import begun, early_page
from heatmap.pages.parts.filling import key
from heatmap.settings import Settings
from tests.example import example_store
from tests.pages.test_heatmap_page import shown_grid, texts


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A user's store that holds the example."""
    folder = tmp_path_factory.mktemp("store")
    example_store(folder).close()
    return Settings(store=folder)


@pytest.fixture(scope="module")
def reader(settings: Settings) -> FlaskClient:
    """One reader's requests."""
    client: FlaskClient = create_app(settings).server.test_client()
    return client


def control(said: Any, name: str) -> Any:  # noqa: ANN401 - what a page says
    """The value of a control."""
    return said[key(ADDRESS.control(name))]["value"]


def test_the_controls_have_what_the_address_says(settings: Settings) -> None:
    """Or what is usual; several values where several can be chosen."""
    said = known(settings, "?kind=training&kind=move&rows=area")
    assert control(said, "kind") == ["training", "move"]
    assert control(said, "rows") == "area"
    assert control(said, "grain") == "week"
    assert control(said, "unit") == []


def test_dates_of_ones_own_leave_no_number_of_weeks(settings: Settings) -> None:
    """As assets/address.js has it."""
    assert control(known(settings, "?from=2020-10-05&to=2020-10-18"), "weeks") == ""


def test_what_only_concerns_the_display_is_apart_from_the_numbers(settings: Settings) -> None:
    """The first is drawn, the second asked for."""
    said = known(settings, "?weeks=13&cell=unit:NA@2020-10-05&off=A&programme=Digital")
    assert said[ADDRESS.query] == {"data": "?weeks=13&programme=Digital"}
    assert said[ADDRESS.display]["data"]["cell"] == "unit:NA@2020-10-05"
    assert said[ADDRESS.display]["data"]["off"] == "A"
    assert said[ADDRESS.display]["data"]["layout"] == ""


def test_a_begun_page_says_all_that_the_page_will_say(settings: Settings) -> None:
    """So that nothing is asked for again."""
    page = texts(begun(settings, "?weeks=13", PAGES))
    said = show_heatmap(settings, "?weeks=13")
    assert said[Id.STATED] in page
    assert texts(said[Id.SENTENCES]) in page
    assert "Scoring the portfolio" not in page


def test_the_early_page_has_the_grid_of_its_address(settings: Settings) -> None:
    """And is loading until that is drawn."""
    early = early_page(settings, "?weeks=13&kind=training", PAGES)
    assert early is not None
    assert json.loads(early.answer) == shown_grid(settings, "?weeks=13&kind=training")
    assert "Scoring the portfolio" in early.content


def test_the_early_page_says_what_can_not_be_shown(settings: Settings) -> None:
    """It has no grid then."""
    early = early_page(settings, "?unit=ZZ", PAGES)
    assert early is not None
    assert early.answer == ""
    assert "This version has no unit “ZZ”" in early.content


def test_an_early_page_does_not_wait_for_a_simulation(settings: Settings) -> None:
    """It tells where its grid will be."""
    early = early_page(settings, "?measure=chance", PAGES)
    assert early is not None
    assert (early.answer, early.address) == ("", "/heatmap.json?measure=chance")


def test_a_presentation_has_no_early_page(settings: Settings) -> None:
    """The scripts lay it out."""
    assert early_page(settings, "?layout=projector", PAGES) is None


def test_the_layout_is_begun_for_the_page_that_asks(reader: FlaskClient) -> None:
    """The browser tells which; whoever does not tell gets the page before its numbers."""
    told = reader.get("/_dash-layout", headers={"Referer": "http://localhost/?rows=programme"}).get_data(
        as_text=True
    )
    assert "Saturation of all units" in told
    assert '"data":"?rows=programme"' in told
    assert "Saturation of all units" not in reader.get("/_dash-layout").get_data(as_text=True)
