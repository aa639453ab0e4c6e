"""The example portfolio with one weekly indicator: calls reached, higher is better, target 10.

At CE 10 and 12 by turns from 20 Apr 2020 on. At NA the same for 20 weeks, then 4 from 7 Sep on. The week of
5 Oct is also the one in which NA is over capacity (103 %); Rotas go live there on 14 Oct.

NA up to 5 Oct: mean (20 x 11 + 5 x 4) / 25 = 9.6. Moving ranges: 19 of 2, one of 8, four of 0; their mean is
46 / 24 = 1.917, beyond 3.267 of which, 6.26, the 8 is screened out: 38 / 23 = 1.652. Limits 9.6 -+ 4.395:
5.205 and 13.995. So each 4 is outside, on the side of concern; the twenty before are a shift of improvement.
"""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import polars as pl

from heatmap.portfolio import Portfolio
from heatmap.scoring.parameters import SCORING_VERSION, default_text
from heatmap.store.store import Store
from tests.example import FIRST_WEEK, example
from tests.scoring.indicator_rows import defined, measured

START = date(2020, 4, 20)
BY_TURNS = [10.0, 12.0] * 10


def board() -> Portfolio:
    """The portfolio that this module's first lines describe; measured up to 9 Nov 2020."""
    return replace(
        example(),
        indicators=defined(target=10.0),
        measurements=pl.concat(
            [
                measured([*BY_TURNS, *[4.0] * 10], start=START),
                measured([*BY_TURNS, *BY_TURNS[:10]], start=START, unit="CE"),
            ]
        ),
    )


def board_store(folder: Path, tables: Portfolio | None = None) -> Store:
    """A store with it as version 1, as of 5 Oct 2020."""
    store = Store(folder)
    store.publish(
        tables or board(),
        note="October board",
        author="Sam",
        as_of=FIRST_WEEK,
        now=datetime(2020, 10, 5, 9, 0),  # noqa: DTZ001 - the store's times are UTC without saying so
        parameters=default_text(),
        scoring_version=SCORING_VERSION,
    )
    return store
