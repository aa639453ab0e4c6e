"""How a line of work is cut into events: which units together, how many days after the first."""

from dataclasses import dataclass

from maker.draws import shuffled
from maker.organisation import BCUS, unit_names
from maker.plan import Waves, Work

QUARTERS = {
    "N": ("North wave", ("CN", "NA", "NW")),
    "E": ("East wave", ("CE", "EA", "NE")),
    "S": ("South wave", ("AS", "SE", "SN")),
    "W": ("West wave", ("AW", "SW", "WA")),
}


@dataclass(frozen=True)
class Wave:
    """Units that get a piece of work together: `code` ends the event's code, `after` is in days."""

    code: str
    name: str
    units: tuple[str, ...]
    after: int


def waves(work: Work) -> list[Wave]:
    """The waves of a line of work, in order."""
    bcus, central = _units(work)
    if work.waves is Waves.ALL:
        return [Wave("", "", (*bcus, *central), 0)]
    if work.waves is Waves.LISTED:
        return _one_by_one((*bcus, *central), work.apart)
    if work.waves is Waves.EACH:
        order = shuffled(bcus or central, "order", work.project)
        return _one_by_one(order, work.apart) + (_central(central, work.apart * 3) if bcus else [])
    order = shuffled(tuple(QUARTERS), "order", work.project)
    quarters = [
        Wave(code, QUARTERS[code][0], QUARTERS[code][1], place * work.apart)
        for place, code in enumerate(order)
    ]
    return quarters + _central(central, len(quarters) * work.apart)


def _units(work: Work) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The BCUs and the central units of a line of work, as written; `BCU` means all twelve."""
    bcus: tuple[str, ...] = ()
    for name in work.units:
        if name == "BCU":
            bcus += tuple(BCUS)
        elif name in BCUS:
            bcus += (name,)
    return bcus, tuple(name for name in work.units if name != "BCU" and name not in BCUS)


def _one_by_one(units: tuple[str, ...], apart: int) -> list[Wave]:
    names = unit_names()
    return [Wave(unit, names[unit], (unit,), place * apart) for place, unit in enumerate(units)]


def _central(units: tuple[str, ...], after: int) -> list[Wave]:
    return [Wave("C", "central units", units, after)] if units else []
