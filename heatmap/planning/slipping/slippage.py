"""How many weeks late each project is, drawn by chance.

* *What can still slip*: events that are not cancelled and have work in the weeks after the as-of date,
  that is, in weeks whose Monday is on or after it; but none whose go-live is in an earlier week, as what
  follows a go-live follows one that has happened.
* *A project's status* is the one that most of the weighted hours of these events have; of several, the
  least firm one. A project without such events is never late.
* *Its own delay* is 0 with the chance `on_time` of its status; else 1, 2, 3 ... `most_weeks` weeks, each
  less likely than the one before in the same ratio, with the mean `mean_weeks`.
* *Shock*: with the chance `shock_chance` every project that can still slip is late by `shock_weeks` more.
* *Dependencies*: a project that needs another is at least as late as the other one, less their slack: the
  whole weeks from the other's last go-live to its own first one, less the lag. (Of a project without
  go-lives the first and last days of its events.) Where the plan breaks a dependency already, the slack
  is 0. Where one of the two days is before the weeks that can slip, nothing is carried.

Each project has a stream of chance of its own, made of the seed and its code: the same seed gives the same
delays, the first 50 draws are the same however many follow, and another project changes none of them.
So plans can be compared under the same luck: for the plan that is best on average, ask for `delays(coded,
as_of, draws=50, seed=...)` once, and weigh each plan on these rows.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from heatmap.scoring.coded.arrays import Flags, Floats, Integers
from heatmap.scoring.coded.codes import positions
from heatmap.scoring.coded.coding import Coded
from heatmap.scoring.coded.timing import DAYS, NEVER, days_of
from heatmap.scoring.parameters import Slip, Slippage
from heatmap.terms import LIVE_EVENTS, EventStatus
from heatmap.weeks import FIRST_MONDAY, week_number

DRAWS = 10_000
SEED = 1
NOTHING_LEFT = -1  # instead of a status

Delays = npt.NDArray[np.int16]

_STATUSES = tuple(EventStatus)
_HALVINGS = 100  # of an interval, until it is one number


@dataclass(frozen=True)
class Carried:
    """Project number `to` is at least as late as project number `by`, less `slack` weeks."""

    to: int
    by: int
    slack: int


def delays(coded: Coded, as_of: date, *, draws: int = DRAWS, seed: int = SEED) -> Delays:
    """Weeks by which each project is late: draws x projects, in the order of `coded.projects`."""
    slippage = coded.parameters.slippage
    status = statuses(coded, as_of)
    late = np.zeros((draws, len(status)), dtype=np.int16)
    codes = coded.projects.to_list()
    chances = {
        _STATUSES.index(each): _cumulated(distribution(slip, slippage.most_weeks))
        for each, slip in slippage.slips.items()
    }
    for project in np.flatnonzero(status != NOTHING_LEFT):
        luck = np.random.default_rng((seed, *codes[project].encode())).random(draws)
        late[:, project] = np.searchsorted(chances[int(status[project])], luck, side="right")
    late[np.ix_(_shocked(slippage, draws, seed), status != NOTHING_LEFT)] += slippage.shock_weeks
    return carried(late, dependencies(coded, as_of))


def distribution(slip: Slip, most_weeks: int) -> Floats:
    """The chance of being late by 0, 1, 2 ... `most_weeks` weeks on one's own."""
    weeks = np.arange(1, most_weeks + 1)
    if not most_weeks or slip.on_time == 1:
        return np.append(1.0, np.zeros(most_weeks))
    # The mean of weeks with chances in the ratio q rises with log(q) from 1 to most_weeks.
    low, high = -50.0, 50.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        weights = _geometric(weeks, middle)
        low, high = (middle, high) if weights @ weeks < slip.mean_weeks else (low, middle)
    return np.append(slip.on_time, (1 - slip.on_time) * _geometric(weeks, low))


def _geometric(weeks: Integers, log_ratio: float) -> Floats:
    raw = log_ratio * weeks
    weights = np.exp(raw - raw.max())
    return np.asarray(weights / weights.sum())


def _cumulated(chances: Floats) -> Floats:
    cumulated = np.cumsum(chances)
    cumulated[np.flatnonzero(chances)[-1] :] = 1.0  # whatever rounding makes of the sum
    return np.asarray(cumulated)


def _shocked(slippage: Slippage, draws: int, seed: int) -> Flags:
    return np.random.default_rng(seed).random(draws) < slippage.shock_chance


def can_slip(coded: Coded, first: int) -> Flags:
    """Whether each event has work from week number `first` on that can still slip."""
    when = coded.events.timing
    live = np.isin(coded.events.status, [_STATUSES.index(each) for each in LIVE_EVENTS])
    return np.asarray(live & (when.last >= first) & (when.even | (when.go_live >= first)))


def first_week(as_of: date) -> int:
    """The first week whose work can slip: the first with its Monday on or after the as-of date."""
    return week_number(as_of + timedelta(days=DAYS - 1))


def statuses(coded: Coded, as_of: date) -> Integers:
    """Each project's status, as a place among `EventStatus`; NOTHING_LEFT where no event can slip."""
    events = coded.events
    slipping = can_slip(coded, first_week(as_of))
    hours = np.bincount(coded.impacts.event, coded.impacts.weighted, minlength=len(events.rows))
    total = np.full((len(coded.projects), len(_STATUSES)), -1.0)
    total[events.project[slipping], events.status[slipping]] = 0.0
    np.add.at(total, (events.project[slipping], events.status[slipping]), hours[slipping])
    # The last of equal ones is the least firm: statuses are listed from confirmed to tentative.
    chief = len(_STATUSES) - 1 - total[:, ::-1].argmax(axis=1)
    return np.where(total.max(axis=1, initial=-1.0) < 0, NOTHING_LEFT, chief)


def dependencies(coded: Coded, as_of: date) -> tuple[Carried, ...]:
    """What the dependencies carry, sorted by project and what it needs."""
    table = coded.portfolio.dependencies
    begin = first_week(as_of) * DAYS + FIRST_MONDAY
    project, needs = (positions(table[name], coded.projects) for name in ("project", "needs"))
    first, last = _milestones(coded)
    found = [
        Carried(int(to), int(by), max(int((first[to] - last[by]) // DAYS - lag), 0))
        for to, by, lag in zip(project, needs, table["lag_weeks"].to_list(), strict=True)
        if to != by and min(first[to], last[by]) >= begin
    ]
    return tuple(sorted(found, key=lambda each: (each.to, each.by)))


def _milestones(coded: Coded) -> tuple[Integers, Integers]:
    """Each project's first and last go-live as days, or first and last day of work; NEVER if it has none."""
    events, table = coded.events, coded.portfolio.events
    live = np.isin(events.status, [_STATUSES.index(each) for each in LIVE_EVENTS])
    days = {name: days_of(table[name])[events.rows] for name in ("go_live", "start", "end")}
    for each in days.values():
        each[each != NEVER] += events.moved[each != NEVER] * DAYS
    first = _extreme(coded, np.minimum, live, days["go_live"], days["start"])
    last = _extreme(coded, np.maximum, live, days["go_live"], days["end"])
    return first, last


def _extreme(coded: Coded, extreme: np.ufunc, live: Flags, days: Integers, otherwise: Integers) -> Integers:
    """Of each project the extreme of its live events' `days`, or, where it has none, of the other ones."""
    outside = NEVER if extreme is np.maximum else -NEVER
    result = np.full(len(coded.projects), NEVER)
    for dates in (otherwise, days):
        given = np.flatnonzero(live & (dates != NEVER))
        found = np.full(len(result), outside)
        extreme.at(found, coded.events.project[given], dates[given])
        result = np.where(found == outside, result, found)
    return np.asarray(result)


def carried(late: Delays, dependencies: tuple[Carried, ...]) -> Delays:
    """The delays with what others hand on to each project, and they to the next, also round in a circle."""
    late = late.copy()
    changed = True
    while changed:
        changed = False
        for each in dependencies:
            waits = late[:, each.by] - each.slack
            if (waits > late[:, each.to]).any():
                np.maximum(late[:, each.to], waits, out=late[:, each.to])
                changed = True
    return late
