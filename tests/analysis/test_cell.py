"""What makes up one cell."""

from datetime import date

import pytest

from heatmap.analysis.heatmaps.cell import CellAnswer, cell_answer
from heatmap.analysis.heatmaps.heatmap import heatmap
from heatmap.errors import HeatmapError
from heatmap.store.store import Store
from heatmap.views.view import Cell, View
from tests.example import FIRST_WEEK, SECOND_WEEK


def opened(store: Store, row: str, column: date, query: str = "") -> CellAnswer:
    """The answer for one cell of a view."""
    view = View.from_query(query)
    return cell_answer(heatmap(store, view), Cell(row, column), view)


def test_a_cell_splits_into_its_events_projects_and_programmes(store: Store) -> None:
    """T1 520 hours, T2 100 hours."""
    answer = opened(store, "unit:NA", FIRST_WEEK)
    assert answer.by_event["event"].to_list() == ["T1", "T2"]
    assert answer.by_event["load"].to_list() == pytest.approx([520, 100])
    assert answer.by_project["project"].to_list() == ["P1", "P2"]
    assert answer.by_programme["programme"].to_list() == ["Digital", "Workforce"]
    assert answer.by_event["share"].sum() == pytest.approx(1)


def test_a_cell_says_how_full_it_is_in_hours_and_band(store: Store) -> None:
    """620 of 600 hours, 150 people, two projects."""
    answer = opened(store, "unit:NA", FIRST_WEEK)
    assert answer.fullness.load == pytest.approx(620)
    assert answer.fullness.capacity == pytest.approx(600)
    assert answer.fullness.percent(answer.bands) == "103\N{NO-BREAK SPACE}%"
    assert answer.fullness.band is not None
    assert answer.fullness.band.letter == "D"
    assert (answer.people, answer.projects) == (150, 2)


def test_a_units_parts_are_its_areas_the_fullest_first(store: Store) -> None:
    """Response 600 / 400, CID 20 / 200."""
    parts = opened(store, "unit:NA", FIRST_WEEK).parts
    assert [name for name, _ in parts] == ["Response", "CID"]
    assert [full.saturation for _, full in parts] == pytest.approx([1.5, 0.1])


def test_the_organisations_parts_are_its_units(store: Store) -> None:
    """North Area is fuller than Central East."""
    assert [name for name, _ in opened(store, "all", FIRST_WEEK).parts] == ["North Area", "Central East"]


def test_neighbouring_weeks_link_to_their_cells(store: Store) -> None:
    """The week after, in the same row."""
    near = opened(store, "unit:NA", FIRST_WEEK).near
    assert [name for name, _, _ in near] == ["week of 5 Oct 2020", "week of 12 Oct 2020"]
    assert near[1][1] is not None
    assert near[1][1].to_query() == "?cell=unit%3ANA%402020-10-12"


def test_a_neighbour_that_the_grid_does_not_show_has_no_link(store: Store) -> None:
    """Only the first week is shown."""
    near = opened(store, "unit:NA", FIRST_WEEK, "?from=2020-10-05&to=2020-10-05").near
    assert [view is None for _, view, _ in near] == [False, True]


def test_the_calendar_of_the_units_week_is_named(store: Store) -> None:
    """Carnival takes half and freezes."""
    assert opened(store, "unit:NA", SECOND_WEEK).calendar == [("Carnival", 0.5, True)]
    assert opened(store, "unit:CE", SECOND_WEEK).calendar == []


def test_a_programmes_cell_holds_only_its_own_events(store: Store) -> None:
    """Workforce has T2 on both units."""
    answer = opened(store, "programme:Workforce", FIRST_WEEK, "?rows=programme")
    assert answer.by_event["event"].to_list() == ["T2"]
    assert answer.fullness.load == pytest.approx(260)


@pytest.mark.parametrize(("row", "column"), [("unit:ZZ", FIRST_WEEK), ("unit:NA", date(2021, 1, 4))])
def test_a_cell_that_the_grid_does_not_show_is_refused(store: Store, row: str, column: date) -> None:
    """A stale link says so."""
    with pytest.raises(HeatmapError, match="The grid shows no"):
        opened(store, row, column)
