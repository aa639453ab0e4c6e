"""What has changed between two versions? Both, their difference, and what every cell's is made of."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from heatmap import words
from heatmap.analysis.compared.version_pairs import Choice, version_pair
from heatmap.analysis.versions.loading import Loaded, loaded
from heatmap.errors import HeatmapError
from heatmap.scoring.difference.difference import Difference, RolledDifference, difference, rolled
from heatmap.scoring.difference.parts import Parts, parts
from heatmap.scoring.grouping import By
from heatmap.store.store import Store
from heatmap.terms import Filters, Grain

REMEMBERED = 16  # pairs of versions and filters

EVERYTHING = Filters()


@dataclass(frozen=True, eq=False)
class Level:
    """The difference rolled up to rows and columns, and the parts of every cell of it."""

    by: By
    rolled: RolledDifference
    parts: Parts


@dataclass(frozen=True, eq=False)
class Changes:
    """How `later` differs from `earlier` under `filters`; `units` is by unit and week, `whole` the total."""

    earlier: Loaded
    later: Loaded
    filters: Filters
    difference: Difference
    units: Level
    whole: Level

    @property
    def is_empty(self) -> bool:
        """Whether neither version has a week to show."""
        return self.difference.later.cube.window.weeks == 0


def changes(
    store: Store, earlier: Choice = None, later: Choice = None, filters: Filters = EVERYTHING
) -> Changes:
    """How the later version differs from the earlier one, remembered for every reader who asks.

    A version is chosen by its number, or by a day: the newest one that describes that day or one before it.
    Without a choice the later one is the newest, and the earlier one the one before it.

    Raises:
        OneVersionError: there are no two versions to tell apart.
        HeatmapError: a version, or a code that the filters name, does not exist.
    """
    one, other = version_pair(store, earlier, later)
    return changes_between(loaded(store, one.number), loaded(store, other.number), filters)


@lru_cache(maxsize=REMEMBERED)
def changes_between(earlier: Loaded, later: Loaded, filters: Filters) -> Changes:
    """How one loaded version differs from another, remembered."""
    _check_codes(earlier, later, filters)
    found = difference(earlier.coded, later.coded, filters)
    return Changes(
        earlier=earlier,
        later=later,
        filters=filters,
        difference=found,
        units=_level(found, By.UNIT, Grain.WEEK),
        whole=_level(found, By.ORGANISATION, Grain.WEEK),
    )


@lru_cache(maxsize=REMEMBERED)
def level(answer: Changes, by: By, grain: Grain = Grain.WEEK) -> Level:
    """The same difference rolled up to other rows and columns, remembered."""
    if grain is Grain.WEEK:
        known = {By.UNIT: answer.units, By.ORGANISATION: answer.whole}.get(by)
        if known:
            return known
    return _level(answer.difference, by, grain)


def _level(found: Difference, by: By, grain: Grain) -> Level:
    over = rolled(found, by, grain)
    return Level(by, over, parts(found, over, by))


def _check_codes(earlier: Loaded, later: Loaded, filters: Filters) -> None:
    """Refuses a code that neither version has."""
    tables = earlier.portfolio, later.portfolio
    for noun, chosen, column in (
        ("programme", filters.programmes, [each.projects["programme"] for each in tables]),
        ("project", filters.projects, [each.projects["project"] for each in tables]),
        ("unit", filters.units, [each.units.sort("position")["unit"] for each in tables]),
        ("business area", filters.areas, [each.areas.sort("position")["area"] for each in tables]),
    ):
        _check(noun, chosen, [code for series in column for code in series.cast(str).to_list()])


def _check(noun: str, chosen: Iterable[str], valid: list[str]) -> None:
    known = list(dict.fromkeys(valid))
    for code in chosen:
        if code not in known:
            raise HeatmapError(f"Neither version has a {noun} “{code}”.", words.choose_from(known))
