"""The organisation: units, business areas, boroughs and headcounts.

BCU codes, names, boroughs and tiles, and the officers of 2019, are facts; how the officers split
over business areas, the central units' headcounts and their codes are invented (see README.md).
"""

from dataclasses import dataclass
from datetime import date

from maker.draws import between
from maker.rows import Area, Borough, Headcount, Unit

AREAS = (
    Area("RESP", "Response", 1),
    Area("NBH", "Neighbourhoods", 2),
    Area("SAFE", "Safeguarding", 3),
    Area("CID", "CID", 4),
    Area("HQ", "Headquarters", 5),
)
AREA_CODES = tuple(area.area for area in AREAS)

# Code: name, officers in 2019.
BCUS: dict[str, tuple[str, int]] = {
    "AS": ("Central South", 1312),
    "AW": ("Central West", 1803),
    "CE": ("Central East", 1169),
    "CN": ("Central North", 1120),
    "EA": ("East Area", 1248),
    "NA": ("North Area", 1108),
    "NE": ("North East", 1091),
    "NW": ("North West", 1409),
    "SE": ("South East", 1402),
    "SN": ("South Area", 1387),
    "SW": ("South West", 1344),
    "WA": ("West Area", 1548),
}

# Code: name, people by business area (None: no headcount was supplied).
CENTRAL: dict[str, tuple[str, dict[str, int | None]]] = {
    "METCC": ("Met Contact and Command and Control", {"RESP": 1460, "HQ": 240}),
    "TDIU": ("Telephone and Digital Investigation Unit", {"CID": 390, "HQ": 35}),
    "SCN": ("Specialist Crime North", {"SAFE": 110, "CID": 430, "HQ": 45}),
    "SCS": ("Specialist Crime South", {"SAFE": 120, "CID": 410, "HQ": 40}),
    "SCE": ("Specialist Crime East", {"SAFE": 95, "CID": 380, "HQ": 40}),
    "SCW": ("Specialist Crime West", {"SAFE": 90, "CID": 395, "HQ": 45}),
    "CUST": ("Met Detention", {"RESP": 780, "HQ": 125}),
    "FOR": ("Forensic Services", {"CID": 560, "HQ": 85}),
    "INT": ("Met Intelligence", {"NBH": None, "CID": 540, "HQ": 115}),
    "RTPC": ("Roads and Transport Policing Command", {"RESP": None, "HQ": None}),
    "LD": ("Learning and Development", {"HQ": 520}),
}

BOROUGHS = (
    Borough("Enfield", "NA", 4, 0),
    Borough("Harrow", "NW", 2, 1),
    Borough("Barnet", "NW", 3, 1),
    Borough("Haringey", "NA", 4, 1),
    Borough("Waltham Forest", "NE", 5, 1),
    Borough("Hillingdon", "WA", 0, 2),
    Borough("Ealing", "WA", 1, 2),
    Borough("Brent", "NW", 2, 2),
    Borough("Camden", "CN", 3, 2),
    Borough("Islington", "CN", 4, 2),
    Borough("Hackney", "CE", 5, 2),
    Borough("Redbridge", "EA", 6, 2),
    Borough("Havering", "EA", 7, 2),
    Borough("Hounslow", "WA", 0, 3),
    Borough("Hammersmith and Fulham", "AW", 1, 3),
    Borough("Kensington and Chelsea", "AW", 2, 3),
    Borough("Westminster", "AW", 3, 3),
    Borough("Tower Hamlets", "CE", 5, 3),
    Borough("Newham", "NE", 6, 3),
    Borough("Barking and Dagenham", "EA", 7, 3),
    Borough("Richmond upon Thames", "SW", 1, 4),
    Borough("Wandsworth", "SW", 2, 4),
    Borough("Lambeth", "AS", 3, 4),
    Borough("Southwark", "AS", 4, 4),
    Borough("Lewisham", "SE", 5, 4),
    Borough("Greenwich", "SE", 6, 4),
    Borough("Bexley", "SE", 7, 4),
    Borough("Kingston upon Thames", "SW", 2, 5),
    Borough("Merton", "SW", 3, 5),
    Borough("Croydon", "SN", 4, 5),
    Borough("Bromley", "SN", 5, 5),
    Borough("Sutton", "SN", 3, 6),
)

FIRST_DAY = date(2018, 12, 31)  # the Monday on or before the first day of the sample
STALE_DAY = date(2018, 4, 2)  # units whose headcount nobody has updated since

AREA_SHARES = {"RESP": 0.40, "NBH": 0.17, "SAFE": 0.17, "CID": 0.20, "HQ": 0.06}
HOURS_PER_WEEK = {"RESP": 40.0, "NBH": 40.0, "SAFE": 40.0, "CID": 40.0, "HQ": 37.5}
ABSORBABLE = {"RESP": 0.030, "NBH": 0.035, "SAFE": 0.031, "CID": 0.031, "HQ": 0.041}


@dataclass(frozen=True)
class Growth:
    """People added to BCUs from a date on, as a share of the officers of 2019."""

    from_date: date
    share: float


def units() -> list[Unit]:
    """One row per unit: BCUs in code order, then central units."""
    names = [(code, name, "bcu") for code, (name, *_) in BCUS.items()]
    names += [(code, name, "central") for code, (name, *_) in CENTRAL.items()]
    return [Unit(code, name, kind, place) for place, (code, name, kind) in enumerate(names, start=1)]


def unit_names() -> dict[str, str]:
    """Unit names by code."""
    return {unit.unit: unit.name for unit in units()}


def areas_of(unit: str) -> tuple[str, ...]:
    """The business areas that a unit has, with or without a headcount."""
    return AREA_CODES if unit in BCUS else tuple(CENTRAL[unit][1])


def people_of(unit: str) -> dict[str, int | None]:
    """People by business area in 2019; a BCU's add up to its officers exactly."""
    if unit in CENTRAL:
        return CENTRAL[unit][1]
    weights = {area: share * between(0.88, 1.12, "area", unit, area) for area, share in AREA_SHARES.items()}
    return dict(split(BCUS[unit][1], weights))


def split(total: int, weights: dict[str, float]) -> dict[str, int]:
    """Whole numbers in the proportion of `weights` that add up to `total` (largest remainders)."""
    whole = sum(weights.values())
    exact = {name: total * weight / whole for name, weight in weights.items()}
    floors = {name: int(value) for name, value in exact.items()}
    left = total - sum(floors.values())
    first = sorted(exact, key=lambda name: floors[name] - exact[name])[:left]
    return {name: floors[name] + (name in first) for name in exact}


def headcounts(growth: tuple[Growth, ...], changed: dict[str, tuple[date, float]]) -> list[Headcount]:
    """One row per unit, business area and date; `changed` resizes a central unit from a date on."""
    rows: list[Headcount] = []
    for unit in (*BCUS, *CENTRAL):
        for area, people in people_of(unit).items():
            if people is not None:
                rows += _dated(unit, area, people, growth, changed.get(unit))
    return rows


def _dated(
    unit: str, area: str, people: int, growth: tuple[Growth, ...], change: tuple[date, float] | None
) -> list[Headcount]:
    share = ABSORBABLE[area]
    hours = HOURS_PER_WEEK[area]
    start = STALE_DAY if unit in {"FOR", "CUST"} else FIRST_DAY
    rows = [Headcount(unit, area, start, people, hours, share)]
    if unit in BCUS:
        rows += [
            Headcount(
                unit, area, step.from_date, round(people * (1 + step.share * _uplift(area))), hours, share
            )
            for step in growth
        ]
    if change:
        rows.append(Headcount(unit, area, change[0], round(people * change[1]), hours, share))
    return rows


def _uplift(area: str) -> float:
    """Recruits start on response teams, so these grow first."""
    return {"RESP": 1.6, "NBH": 0.9, "CID": 0.7, "SAFE": 0.5, "HQ": 0.0}[area]
