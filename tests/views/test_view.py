"""A view and its address say the same."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heatmap.errors import HeatmapError
from heatmap.terms import MEASURES, EventStatus, Filters, Grain, Kind, ProjectStatus, Rows, UnitKind
from heatmap.views.view import Cell, Layout, Shown, View, Window

CODES = st.lists(st.text(min_size=1, max_size=12), max_size=3, unique=True).map(tuple)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def chosen(kind: type[EventStatus] | type[ProjectStatus]) -> st.SearchStrategy[tuple[str, ...]]:
    """At least one status: none would mean the usual ones."""
    return st.lists(st.sampled_from([*kind]), min_size=1, unique=True).map(tuple)


FILTERS = st.builds(
    Filters,
    programmes=CODES,
    projects=CODES,
    units=CODES,
    areas=CODES,
    kinds=st.lists(st.sampled_from([*Kind]), unique=True).map(tuple),
    unit_kinds=st.lists(st.sampled_from([*UnitKind]), unique=True).map(tuple),
    event_statuses=chosen(EventStatus),
    project_statuses=chosen(ProjectStatus),
    first=st.none() | st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    last=st.none() | st.dates(date(2050, 1, 1), date(2100, 1, 1)),
)
VIEWS = st.builds(
    View,
    version=st.none() | st.integers(1, 999_999_999),
    as_of=st.none() | DAYS,
    measure=st.sampled_from([*MEASURES]),
    rows=st.sampled_from([*Rows]),
    grain=st.sampled_from([*Grain]),
    window=st.sampled_from([*Window]),
    filters=FILTERS,
    opened=CODES,
    steps_off=st.sets(st.sampled_from("ABCDE")).map(lambda letters: "".join(sorted(letters))),
    cell=st.none() | st.builds(Cell, st.text(min_size=1, max_size=20), DAYS),
    shown=st.sampled_from([*Shown]),
    map_week=st.none() | DAYS,
    layout=st.sampled_from([*Layout]),
    since=st.none() | st.integers(1, 999_999_999),
)


@given(VIEWS)
def test_every_view_comes_back_from_its_own_address(view: View) -> None:
    """A copied link shows a colleague the same picture."""
    assert View.from_query(view.to_query()) == view


def test_the_plain_view_has_an_empty_address() -> None:
    """Defaults are left out, so that links stay short."""
    assert View().to_query() == ""


def test_a_cell_is_written_with_its_row_and_first_day() -> None:
    """The unit NA is an ordinary code."""
    assert View().opening("unit:NA", date(2020, 10, 5)).to_query() == "?cell=unit%3ANA%402020-10-05"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?version=two", "“two” is not a version"),
        ("?asof=5/10/2020", "“5/10/2020” is not a date"),
        ("?measure=stress", "There is no measure “stress”"),
        ("?grain=day", "There is no grain “day”"),
        ("?kind=party", "There is no kind “party”"),
        ("?off=A-B", "“A-B” are not steps"),
        ("?cell=NA", "“NA” is not a cell"),
        ("?from=2020-05-01&to=2020-04-01", "The last day, 2020-04-01, is before the first"),
        ("?unit=" + "N" * 9000, "The address holds 9,006 characters"),
    ],
)
def test_an_address_that_describes_no_view_is_refused_with_the_value(query: str, said: str) -> None:
    """An address is a stranger's request."""
    with pytest.raises(HeatmapError, match=said):
        View.from_query(query)
