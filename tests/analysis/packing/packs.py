"""A pack's scope of a tiny portfolio, published for the test."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from heatmap.analysis.packing.choice import PackChoice
from heatmap.analysis.packing.scope import Scope, scope
from heatmap.portfolio import Portfolio, Source, TableCount
from heatmap.scoring.parameters import SCORING_VERSION, default_text
from heatmap.store.store import Store
from tests.example import FIRST_WEEK

PERCENT = "\N{NO-BREAK SPACE}%"


def publish(
    folder: Path,
    tables: Portfolio,
    as_of: date = FIRST_WEEK,
    *,
    sources: Sequence[Source] = (),
    counts: Sequence[TableCount] = (),
) -> Store:
    """A store with the portfolio as its next version, published on 5 Oct 2020."""
    store = Store(folder)
    store.publish(
        tables,
        note="October board",
        author="Sam",
        as_of=as_of,
        now=datetime(2020, 10, 5, 9, 0),  # noqa: DTZ001 - the store's times are UTC without saying so
        parameters=default_text(),
        scoring_version=SCORING_VERSION,
        sources=sources,
        counts=counts,
    )
    return store


def scoped(
    folder: Path, tables: Portfolio, as_of: date = FIRST_WEEK, choice: PackChoice | None = None
) -> Scope:
    """What a pack of the portfolio speaks of."""
    return scope(publish(folder, tables, as_of), choice or PackChoice())
