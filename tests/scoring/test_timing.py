from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings

from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.timing import Timing, shares, timing
from heatmap.scoring.parameters import DEFAULT
from heatmap.scoring.weekly.blocks import blocks
from heatmap.scoring.weekly.spreading import Hours, spread
from tests.scoring.portfolios import portfolio, portfolios


def of(**event: object) -> Timing:
    """The timing of one event."""
    return timing(portfolio(events=[{"event": "E1", **event}]).events, DEFAULT)


def spread_of(when: Timing) -> list[float]:
    """The event's shares from its first week to its last."""
    weeks = int(when.last[0] - when.first[0]) + 1
    return list(shares(when, int(when.first[0]), weeks)[0])


def test_an_even_event_is_spread_over_its_days() -> None:
    """Thursday 5 to Tuesday 17 March 2020: 4, 7 and 2 of its 13 days."""
    when = of(start=date(2020, 3, 5), end=date(2020, 3, 17))
    assert spread_of(when) == pytest.approx([4 / 13, 7 / 13, 2 / 13])


def test_an_even_event_of_one_day_falls_on_one_week() -> None:
    """A Sunday belongs to the week of the Monday before."""
    when = of(start=date(2020, 3, 8), end=date(2020, 3, 8))
    assert spread_of(when) == [1.0]
    assert when.first[0] == when.last[0]


def test_a_go_live_ramps_up_peaks_and_halves() -> None:
    """Before 4, after 8, half-life 2; raw weights 0.2 to 0.8, 1, then 2 ** (-j / 2); sum 6.2633883..."""
    raw = [0.2, 0.4, 0.6, 0.8, 1.0, 2**-0.5, 0.5, 2**-1.5, 0.25, 2**-2.5, 0.125, 2**-3.5, 0.0625]
    # 2 for the ramp, 1, and 1.5 * 2**-0.5 + 0.46875 * 2 with the halves taken together: 0.9375 + 1.3258...
    assert sum(raw) == pytest.approx(3 + 0.9375 + 2**-0.5 * (1 + 0.5 + 0.25 + 0.125))
    assert spread_of(of(kind="go_live", go_live=date(2020, 3, 4))) == pytest.approx(
        [weight / sum(raw) for weight in raw]
    )


def test_a_start_sets_the_weeks_of_the_ramp() -> None:
    """From Sunday 23 February to Monday 2 March 2020 is 2 weeks by their Mondays, 17 February and 2 March."""
    when = of(kind="move", start=date(2020, 2, 23), go_live=date(2020, 3, 2))
    raw = [1 / 3, 2 / 3, 1, 0.5, 0.25, 0.125, 0.0625]
    assert spread_of(when) == pytest.approx([weight / sum(raw) for weight in raw])


def test_a_start_in_the_go_live_week_leaves_no_ramp() -> None:
    """Before is 0: the first week is the go-live's."""
    when = of(kind="move", start=date(2020, 3, 2), go_live=date(2020, 3, 6))
    raw = [1, 0.5, 0.25, 0.125, 0.0625]
    assert spread_of(when) == pytest.approx([weight / sum(raw) for weight in raw])


def test_an_end_sets_the_weeks_of_the_tail() -> None:
    """Hypercare that ends in the week after next: two weeks of tail."""
    when = of(kind="move", go_live=date(2020, 3, 6), end=date(2020, 3, 16))
    raw = [1 / 3, 2 / 3, 1, 0.5, 0.25]
    assert spread_of(when) == pytest.approx([weight / sum(raw) for weight in raw])


def test_a_start_long_before_makes_a_long_ramp() -> None:
    """The ramp is as long as the dates say, longer than the kind's own."""
    when = of(kind="move", start=date(2020, 1, 6), go_live=date(2020, 3, 2), end=date(2020, 3, 2))
    raw = [k / 9 for k in range(1, 10)]
    assert spread_of(when) == pytest.approx([weight / sum(raw) for weight in raw])


@settings(max_examples=60, deadline=None)
@given(portfolios())
def test_no_hours_are_made_or_lost(portfolio: Portfolio) -> None:
    """Every event's shares add up to 1."""
    when = timing(portfolio.events, DEFAULT)
    if len(when):
        first = int(when.first.min())
        share = shares(when, first, int(when.last.max()) - first + 1)
        np.testing.assert_allclose(share.sum(axis=1), 1.0, rtol=1e-12)
        inside = (np.arange(share.shape[1]) >= (when.first - first)[:, None]) & (
            np.arange(share.shape[1]) <= (when.last - first)[:, None]
        )
        assert ((share > 0) == inside).all()


@settings(max_examples=60, deadline=None)
@given(portfolios())
def test_blocks_and_kernels_spread_as_the_shares_say(portfolio: Portfolio) -> None:
    """One hour of each event, spread by blocks and, where shapes allow, by kernels."""
    when = timing(portfolio.events, DEFAULT)
    if not len(when):
        return
    first = int(when.first.min())
    weeks = int(when.last.max()) - first + 1
    each = np.arange(len(when))
    hours = Hours(each, each, np.ones(len(when)), np.zeros(len(when), dtype=np.int64))
    for cut in (blocks(when), blocks(when, DEFAULT.ramps.values())):
        found = spread(cut, hours, rows=len(when), first=first, weeks=weeks)[:, 0]
        np.testing.assert_allclose(found, shares(when, first, weeks), rtol=1e-12, atol=0)


def test_a_small_event_keeps_its_digits_beside_a_huge_one() -> None:
    """1e12 hours that end in the same week leave a millionth of an hour as exact as alone."""
    days = [(date(2020, 1, 6), date(2020, 3, 1)), (date(2020, 1, 6), date(2020, 4, 5))]
    when = timing(
        portfolio(events=[{"event": f"E{n}", "start": a, "end": b} for n, (a, b) in enumerate(days)]).events,
        DEFAULT,
    )
    zero = np.zeros(2, dtype=np.int64)
    hours = Hours(zero, np.arange(2), np.array([1e12, 1e-6]), zero)
    found = spread(blocks(when), hours, rows=1, first=int(when.first[0]), weeks=14)[0, 0]
    assert found[8:13] == pytest.approx(1e-6 / 13, rel=1e-12)
    assert found[13] == 0.0


def test_a_long_event_is_spread_over_all_of_its_weeks() -> None:
    """Ten years of days, each with the same hours."""
    start, end = date(2020, 1, 6), date(2020, 1, 6) + timedelta(days=3652)
    when = of(start=start, end=end)
    weeks = int(when.last[0] - when.first[0]) + 1
    one = np.zeros(1, dtype=np.int64)
    found = spread(
        blocks(when), Hours(one, one, np.ones(1), one), rows=1, first=int(when.first[0]), weeks=weeks
    )
    assert found[0, 0, :521] == pytest.approx(7 / 3653, rel=1e-12)
    assert found.sum() == pytest.approx(1.0, rel=1e-12)
