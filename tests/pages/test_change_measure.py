"""The heatmap's measure “Change since”: how much each cell rose since another version, and why."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from heatmap.exports.export import At, document_at
from heatmap.exports.views.source import Making
from heatmap.pages.heatmap import Id, show_cell, show_heatmap
from heatmap.settings import Settings
from heatmap.store.store import Store
from tests.pages.test_heatmap_page import shown_grid, texts
from tests.two_boards import two_boards

CHANGE = "?measure=change&weeks=all"


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A user's store with both boards."""
    folder = tmp_path_factory.mktemp("store")
    two_boards(folder).close()
    return Settings(store=folder)


def grid(settings: Settings, query: str) -> Any:  # noqa: ANN401 - JSON
    """The grid's payload."""
    return shown_grid(settings, query)


def told(parts: Any) -> str:  # noqa: ANN401 - a component's children
    """All that parts of the page say, without spaces that do not break."""
    return texts(parts).replace("\N{NO-BREAK SPACE}", " ")


def test_the_grid_shows_the_change_since_the_version_before(settings: Settings) -> None:
    """NA falls by 87 points and rises by 170, CE rises by 25; all: 270 of 700 hours become 780, +73."""
    shown = grid(settings, CHANGE)
    assert shown["cells"]["text"] == [["−42", "+73"], ["−87", "+170"], ["+25", ""]]
    assert shown["steps"][0]["name"] == "fell by 25 points or more"
    assert shown["difference"] == {"measure": "saturation", "earlier": 1, "later": 2}


def test_the_page_says_which_version_it_is_compared_with(settings: Settings) -> None:
    """In the plain sentence and on the chip."""
    said = show_heatmap(settings, CHANGE)
    assert said[Id.STATED].startswith("Change of saturation since version 1, “First board”, of all units")
    assert said["chosen"]["since"] == "version 1"
    assert [each["value"] for each in said["options"]["since"]] == ["before", "2", "1"]


def test_another_version_can_be_chosen(settings: Settings) -> None:
    """From the second board back to the first: the opposite."""
    shown = grid(settings, f"{CHANGE}&version=1&since=2")
    assert shown["cells"]["text"][1] == ["+87", "−170"]


@pytest.mark.parametrize(
    ("query", "keys"),
    [
        ("&rows=area", ["all", "area:RESP", "area:CID"]),
        ("&rows=programme", ["all", "programme:Digital", "programme:Workforce"]),
        ("&open=NA", ["all", "unit:NA", "unit:NA/area:RESP", "unit:NA/area:CID", "unit:CE"]),
    ],
)
def test_it_has_the_rows_of_every_other_measure(settings: Settings, query: str, keys: list[str]) -> None:
    """Areas, programmes, and the areas of an opened unit."""
    assert [row["key"] for row in grid(settings, CHANGE + query)["rows"]] == keys


def test_months_hold_their_weeks(settings: Settings) -> None:
    """All in October: NA's 730 of 900 hours become 720 of 900, one point less."""
    assert grid(settings, f"{CHANGE}&grain=month")["cells"]["text"][1] == ["−1"]


def test_its_panel_gives_the_exact_causes(settings: Settings) -> None:
    """And leads back to the cell's saturation."""
    panel = told(show_cell(settings, f"{CHANGE}&cell=unit:NA@2020-10-12"))
    assert "Case system moved 1 week later" in panel
    assert "+170.0 points, +510 h of load" in panel
    assert "Show its saturation now" in panel


def test_other_measures_know_of_no_other_version(settings: Settings) -> None:
    """A version to compare with changes nothing for them."""
    assert "difference" not in grid(settings, "?weeks=all&since=1")


@pytest.mark.parametrize("query", ["&version=1", "&since=2", "&since=9"])
def test_a_change_from_no_version_is_said_with_a_way_out(settings: Settings, query: str) -> None:
    """There is none before the first, none between the same, and no ninth."""
    assert "Start again" in told(show_heatmap(settings, CHANGE + query)[Id.STATE])


def test_one_version_alone_has_no_change(tmp_path: Path) -> None:
    """And the page says so."""
    two_boards(tmp_path, only_the_first=True).close()
    said = show_heatmap(Settings(store=tmp_path), CHANGE)
    assert "There is only version 1" in told(said[Id.STATE])


def test_its_export_holds_the_changed_cells(settings: Settings) -> None:
    """Three of four, and a grid in diverging steps."""
    making = Making("", datetime(2020, 10, 15, 9))  # noqa: DTZ001 - taken as UTC
    document = document_at(Store(settings.store), At("heatmap", "", CHANGE), making)
    assert document.numbers.select("unit", "load_change").rows() == [("NA", -520), ("NA", 510), ("CE", 100)]
    assert document.title == "Change of saturation by unit and week, version 1 to 2"
