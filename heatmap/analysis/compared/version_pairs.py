"""Which two versions are compared: by number, by the day that they describe, or the newest two."""

from datetime import date

from heatmap import words
from heatmap.errors import HeatmapError
from heatmap.store.store import Store
from heatmap.store.versions import Version

Choice = int | date | None  # a version's number, a day, or the usual one


class OneVersionError(HeatmapError):
    """There are no two versions to tell apart."""


def version_pair(store: Store, earlier: Choice = None, later: Choice = None) -> tuple[Version, Version]:
    """The two versions that the choices name, as `changes` takes them."""
    history = store.versions()
    if not history:
        raise OneVersionError(
            "No version has been published yet.", "Publish one with `heatmap publish PATH --note TEXT`."
        )
    if len(history) == 1:
        raise OneVersionError(
            f"There is only version {history[0].number}, “{history[0].note}”, so nothing can have changed.",
            "Publish the next one with `heatmap publish PATH --note TEXT`; then this says what moved.",
        )
    other = _chosen(store, history, later) or history[-1]
    before = [version for version in history if version.number < other.number]
    one = _chosen(store, history, earlier) or (before[-1] if before else None)
    if one is None:
        raise HeatmapError(
            f"There is no version before version {other.number}.", f"Choose from 2 to {history[-1].number}."
        )
    if one.number == other.number:
        raise HeatmapError(
            f"Both are version {one.number}, so nothing can have changed.",
            f"Choose two of the versions {history[0].number} to {history[-1].number}.",
        )
    return one, other


def _chosen(store: Store, history: list[Version], choice: Choice) -> Version | None:
    if not isinstance(choice, date):
        return None if choice is None else store.version(choice)
    current = [version for version in history if version.as_of <= choice]
    if not current:
        first = min(history, key=lambda version: version.as_of)
        raise HeatmapError(
            f"No version describes {words.day(choice)} or a day before it.",
            f"Choose {first.as_of} or later: the first one is as of {words.day(first.as_of)}.",
        )
    return current[-1]
