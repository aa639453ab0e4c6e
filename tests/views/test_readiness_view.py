"""The readiness page's address, and back."""

from datetime import date

import pytest

from heatmap.errors import HeatmapError
from heatmap.views.readiness_view import Ahead, Pairs, ReadinessView

EVERYTHING = ReadinessView(
    version=2,
    as_of=date(2020, 3, 2),
    programmes=("Digital & data",),
    projects=("P1",),
    units=("NA", "CE"),
    states=("barrier: knows", "stale"),
    ahead=Ahead.ALL,
    pairs=Pairs.OVERLOADED,
    cell="P@1@NA",
)


@pytest.mark.parametrize("view", [ReadinessView(), EVERYTHING])
def test_an_address_gives_its_view_back(view: ReadinessView) -> None:
    """Whatever signs the codes have."""
    assert ReadinessView.from_query(view.to_query()) == view


def test_the_plain_view_has_a_plain_address() -> None:
    """Defaults are left out."""
    assert ReadinessView().href == "/readiness"


@pytest.mark.parametrize(
    "query", ["?state=tired", "?weeks=13", "?pairs=most", "?asof=2 March", "?version=x", None, 7]
)
def test_what_is_not_valid_is_refused(query: object) -> None:
    """A link made by hand, or a stranger's request."""
    with pytest.raises(HeatmapError):
        ReadinessView.from_query(query)
