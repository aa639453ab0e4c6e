import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from heatmap.portfolio import Portfolio
from heatmap.scoring import cube
from heatmap.scoring.coded import impacts, threads
from heatmap.scoring.coded.coding import code, in_scoring_order
from heatmap.scoring.cube import score
from heatmap.scoring.parameters import DEFAULT
from heatmap.scoring.weekly import spreading
from tests.benchmarks.score_portfolio import portfolio as invented
from tests.scoring.portfolios import portfolios

FINGERPRINT = """
import hashlib
from heatmap.scoring.contributions import contributions
from heatmap.scoring.cube import score
from heatmap.scoring.parameters import DEFAULT
from tests.benchmarks.score_portfolio import portfolio
cube = score(portfolio(30_000), DEFAULT)
told = cube.frame().write_csv() + contributions(cube).write_csv()
print(hashlib.sha256(told.encode()).hexdigest())
"""


def test_scores_are_the_same_on_any_number_of_threads() -> None:
    """To the last bit, in processes of 1 and 4 Polars threads."""
    printed = {
        subprocess.run(
            [sys.executable, "-c", FINGERPRINT],
            env={**os.environ, "POLARS_MAX_THREADS": count},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for count in ("1", "4")
    }
    assert len(printed) == 1
    assert len(printed.pop().strip()) == 64


@settings(max_examples=30, deadline=None)
@given(portfolios())
def test_the_size_of_the_batches_changes_nothing(portfolio: Portfolio) -> None:
    """One row and three impacts at a time, or everything at once: the same to the last bit."""
    whole = score(portfolio, DEFAULT).frame()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cube, "_BATCH", 3)
        patch.setattr(spreading, "_BATCH", 3)
        patch.setattr(spreading, "_TABLE_CELLS", 1)
        patch.setattr(impacts, "_BATCH", 3)
        patch.setattr(threads, "_MOST", 3)
        assert score(portfolio, DEFAULT).frame().equals(whole, null_equal=True)


@settings(max_examples=30, deadline=None)
@given(portfolios())
def test_the_order_of_the_rows_changes_nothing(portfolio: Portfolio) -> None:
    """Impacts as they are scored, by key or backwards, and events backwards: the same to the last bit."""
    whole = score(portfolio, DEFAULT).frame()
    by_key = portfolio.impacts.sort("event", "unit", "area")
    for ordered in (in_scoring_order(portfolio, DEFAULT).impacts, by_key, by_key.reverse()):
        other = portfolio.tables() | {"impacts": ordered, "events": portfolio.events.reverse()}
        assert score(Portfolio.from_tables(other), DEFAULT).frame().equals(whole, null_equal=True)


def test_impacts_in_scoring_order_are_not_sorted_again() -> None:
    """Their order is known to be right, so none is made."""
    made = invented(2_000)

    assert code(made, DEFAULT).impacts.order is not None
    assert code(in_scoring_order(made, DEFAULT), DEFAULT).impacts.order is None
