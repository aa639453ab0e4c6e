"""What comes out of the printer: A4 landscape, no backgrounds asked for, as a reader's browser prints it."""

from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser


def printed(page: Page, url: str, role: str) -> list[str]:
    """The text of each printed page, once the page shows something of that role."""
    page.goto(url)
    expect(page.get_by_role(role).first).to_be_visible()  # type: ignore[arg-type]
    page.wait_for_load_state("networkidle")
    paper = page.pdf(format="A4", landscape=True, prefer_css_page_size=True)
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(paper)).pages]


@pytest.mark.parametrize("query", ["", "?weeks=all"])
def test_the_heatmap_and_its_legend_are_one_sheet(page: Page, address: str, query: str) -> None:
    """However many weeks; rows become as low as they must."""
    sheets = printed(page, f"{address}/{query}", "grid")

    assert len(sheets) == 1
    assert "Learning and Develop" in sheets[0]
    assert "no headcount" in sheets[0]  # the legend's last mark


def test_the_reviews_difference_and_its_legend_are_on_the_first_sheet(page: Page, address: str) -> None:
    """The lists follow on the next."""
    first, *rest = printed(page, f"{address}/review", "grid")

    assert "into a lower band" in first
    assert "Saturation rose most" in rest[0]


def test_the_planner_prints_its_scenario_without_what_only_a_screen_needs(page: Page, address: str) -> None:
    """Heatmaps, then events, then the scenario; no help for the mouse, no buttons, no empty sheet."""
    sheets = printed(page, f"{address}/planner", "grid")

    assert "Before" in sheets[0]
    assert sheets[1].startswith("Events to move")
    assert "RULES BROKEN" in sheets[-1].upper()
    assert not any("Drag a bar" in sheet or "Suggest" in sheet for sheet in sheets)


def test_twelve_control_charts_lie_on_a_sheet(page: Page, address: str) -> None:
    """84 charts on seven sheets, with the findings above the first eight."""
    sheets = printed(page, f"{address}/performance", "figure")

    assert len(sheets) <= 8
    assert all("mean" in sheet for sheet in sheets)
