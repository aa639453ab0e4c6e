"""The performance page's address: there and back."""

from datetime import date

import pytest

from heatmap.errors import HeatmapError
from heatmap.scoring.indicators.phases import Rebase
from heatmap.views.performance_view import Only, Order, PerformanceView, Shown

FULL = PerformanceView(
    version=2,
    as_of=date(2020, 3, 2),
    indicators=("I_RESPONSE",),
    units=("CE", "NA"),
    only=Only.CONCERN,
    order=Order.UNIT,
    rebases=(Rebase("CE", date(2019, 9, 23)),),
    chart=("I_RESPONSE", "CE"),
    shown=Shown.TABLE,
)


@pytest.mark.parametrize("view", [PerformanceView(), FULL])
def test_an_address_gives_its_view_back(view: PerformanceView) -> None:
    """A copied link shows the same."""
    assert PerformanceView.from_query(view.to_query()) == view


def test_the_plain_view_has_a_plain_address() -> None:
    """Defaults are left out."""
    assert PerformanceView().href == "/performance"


def test_rebasing_twice_at_one_go_live_undoes_it() -> None:
    """The same link there and back."""
    rebase = Rebase("NA", date(2019, 9, 23))
    once = FULL.rebasing(rebase)
    assert once.rebases == (*FULL.rebases, rebase)
    assert once.rebasing(rebase) == FULL


@pytest.mark.parametrize(
    "query", ["?only=some", "?show=map", "?rebase=%402020-01-01", "?cell=%40NA", "?rebase=NA%40x"]
)
def test_what_is_no_view_is_refused(query: str) -> None:
    """Whatever a stranger sends."""
    with pytest.raises(HeatmapError):
        PerformanceView.from_query(query)
