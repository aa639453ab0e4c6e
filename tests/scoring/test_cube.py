from hypothesis import given, settings

from heatmap.portfolio import Portfolio
from heatmap.scoring.cube import score
from heatmap.scoring.parameters import DEFAULT
from heatmap.terms import Filters
from tests.scoring.agreement import assert_agrees, some_filters
from tests.scoring.oracle import Oracle
from tests.scoring.portfolios import portfolios


@settings(max_examples=60, deadline=None)
@given(portfolios(), some_filters)
def test_every_column_is_what_impact_by_impact_and_week_by_week_gives(
    portfolio: Portfolio, filters: Filters
) -> None:
    """The frame has the oracle's rows and numbers, for any portfolio and filters."""
    frame = score(portfolio, DEFAULT, filters).frame()
    expected = Oracle(portfolio, DEFAULT, filters).gathered(lambda cell, _: cell)
    assert [(row["unit"], row["area"], row["week"]) for row in frame.to_dicts()] == sorted(expected)
    for row in frame.to_dicts():
        assert_agrees(row, expected[row["unit"], row["area"], row["week"]])
