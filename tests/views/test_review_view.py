"""A review's address gives its view back, and refuses what is none."""

from datetime import date

import pytest

from heatmap.errors import HeatmapError
from heatmap.views.review_view import ReviewView, Weeks
from heatmap.views.view import Cell, Shown

FULL = ReviewView(
    version=4,
    since=date(2020, 3, 2),
    measure="load",
    weeks=Weeks.ALL,
    programmes=("CONNECT",),
    units=("NA", "CE"),
    areas=("CID",),
    first=date(2020, 10, 5),
    last=date(2020, 11, 2),
    opened=("NA",),
    steps_off="AE",
    shown=Shown.TABLE,
    cell=Cell("unit:NA", date(2020, 10, 5)),
)


@pytest.mark.parametrize("view", [ReviewView(), FULL])
def test_an_address_gives_its_view_back(view: ReviewView) -> None:
    """Nothing is lost on the way, and defaults are left out."""
    assert ReviewView.from_query(view.to_query()) == view


def test_the_plain_view_has_a_plain_address() -> None:
    """No query at all."""
    assert ReviewView().href == "/review"


@pytest.mark.parametrize(
    "query",
    [
        "?version=two",
        "?since=2020-13-01",
        "?measure=worst",
        "?weeks=3",
        "?show=map",
        "?off=!",
        "?cell=NA",
        None,
        5,
    ],
)
def test_what_is_no_view_is_refused(query: object) -> None:
    """In words, with the valid choices."""
    with pytest.raises(HeatmapError):
        ReviewView.from_query(query)
