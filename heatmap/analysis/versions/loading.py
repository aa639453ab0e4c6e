"""A version's portfolio, coded for scoring once and remembered."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import Coded, code
from heatmap.scoring.parameters import parse
from heatmap.store.store import Store
from heatmap.store.versions import Version

REMEMBERED = 4  # versions; a review compares two, and two readers may review at once


@dataclass(frozen=True, eq=False)
class Loaded:
    """A published version, ready to score."""

    version: Version
    portfolio: Portfolio
    coded: Coded


class _Memory:
    """The versions used last. A version's file is never edited, so nothing here goes stale."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._loaded: OrderedDict[tuple[str, str], Loaded] = OrderedDict()

    def get(self, store: Store, version: Version) -> Loaded:
        """`version` of `store`, read at most once even if many ask for it at the same time."""
        key = (str(store.folder), version.file)
        with self._lock:
            if key not in self._loaded:
                portfolio = store.portfolio(version.number)
                coded = code(portfolio, parse(version.parameters))
                self._loaded[key] = Loaded(version, portfolio, coded)
                while len(self._loaded) > REMEMBERED:
                    self._loaded.popitem(last=False)
            self._loaded.move_to_end(key)
            return self._loaded[key]


_MEMORY = _Memory()


def loaded(store: Store, number: int | None = None) -> Loaded:
    """Version `number` of the store, or its newest.

    Raises:
        HeatmapError: the version does not exist or can not be read.
    """
    return _MEMORY.get(store, store.version(number))
