"""How good the suggested plans are, and how soon that is proven: on 40, 84 and 150 projects.

    uv run -m tests.benchmarks.plan_gap [40] [84] [150] [--seconds 120]

84 projects are the sample's March 2020 version as it is. 40 are chosen from it by chance; 150 are the
sample and, of 66 of its projects, copies that start up to 12 weeks earlier or later. Capacity is scaled
with the load. Each line says the best value found, the bound proven and the gap between them after so many
seconds, and the processor's seconds that went into it: on a busy machine these are fewer.

Reached on two busy cores, of which the run had (seconds of the processor) so much, in at most 230 MiB:

    projects  may move  gap after 10 s   30 s           60 s           120 s
    40        19        not begun (2)    0 %, proven, after 24 s (4)
    84        45        2.77 % (10)      1.64 % (30)    1.25 % (59)    0.91 % (108)
    150       79        not begun (3)    3.63 % (6)     2.74 % (13)    1.88 % (31)

The best plan of each was found within the first 10 s.
"""

import random
import resource
import sys
import time
from datetime import date
from typing import NamedTuple

import polars as pl

from heatmap.analysis.versions.source import Given, given
from heatmap.planning.optimising.optimiser import Progress, Work, optimise
from heatmap.planning.optimising.problem import Problem, Terms, problem
from heatmap.portfolio import Portfolio
from heatmap.resources import SAMPLE_DATA

AS_OF = date(2020, 3, 2)
TOLD = (10, 30, 60, 120)  # seconds
SEED = 4
_FURTHEST = 12  # weeks that a copy is moved by


class Reached(NamedTuple):
    """Progress, and the processor's seconds by then."""

    progress: Progress
    worked: float


def main(sizes: list[int], seconds: float) -> None:
    """Print a table, one block a size."""
    sample = given(SAMPLE_DATA / "march_2020", today=AS_OF)
    for size in sizes:
        portfolio = sized(sample.portfolio, size)
        posed = problem(portfolio, sample.parameters, AS_OF, _terms(sample))
        events = sum(len(group.events) for group in posed.groups)
        print(f"{size} projects, {len(posed.groups)} may move: {events} events, {len(posed.room):,} cells")
        for told, reached in _run(posed, seconds):
            _print(told, reached, posed)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"  at most {peak:,.0f} MiB of memory so far")


def _terms(sample: Given) -> Terms:
    return Terms.of(sample.portfolio, sample.parameters.planning, AS_OF)


def _print(told: float, reached: Reached, posed: Problem) -> None:
    progress = reached.progress
    print(
        f"  {told:5.0f} s: from {posed.value(posed.stay):,.0f} to {progress.value:,.0f} hours, "
        f"bound {progress.bound:,.0f}, gap {progress.gap:.2%}, {progress.nodes} nodes, "
        f"{reached.worked:.0f} s of processor",
        flush=True,
    )


def _run(posed: Problem, seconds: float) -> list[tuple[float, Reached]]:
    """What was reached at each of the moments told of, and at the end."""
    found: dict[float, Reached] = {}
    began, last = time.process_time(), [Progress(posed.value(posed.stay), 0.0, 0, 0, 0.0)]

    def tell(progress: Progress) -> bool:
        worked = time.process_time() - began
        for moment in TOLD:
            if progress.seconds >= moment and moment not in found:
                found[moment] = Reached(last[0], worked)
        last[0] = progress
        return True

    answer = optimise(posed, work=Work(seconds=seconds), clock=time.monotonic, tell=tell)
    found[answer.reached.seconds] = Reached(answer.reached, time.process_time() - began)
    return sorted(found.items())


def sized(sample: Portfolio, projects: int) -> Portfolio:
    """The sample with so many projects: fewer, as it is, or with copies."""
    chance = random.Random(SEED)
    codes = sample.projects["project"].cast(pl.String).sort().to_list()
    kept = codes if projects >= len(codes) else sorted(chance.sample(codes, projects))
    given_tables = {name: _text(table) for name, table in sample.tables().items()}
    part = _of_projects(given_tables, kept)
    copied = chance.sample(codes, max(projects - len(codes), 0))
    copies = [_copy(given_tables, code, chance.randint(-_FURTHEST, _FURTHEST)) for code in copied]
    tables = {name: pl.concat([table, *(each[name] for each in copies)]) for name, table in part.items()}
    factor = _hours(tables["impacts"]) / _hours(given_tables["impacts"])
    tables["headcount"] = given_tables["headcount"].with_columns(pl.col("headcount") * factor)
    return Portfolio.from_tables({**given_tables, **tables})


def _text(table: pl.DataFrame) -> pl.DataFrame:
    """Codes as plain text, so that new ones fit."""
    return table.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String))


def _of_projects(tables: dict[str, pl.DataFrame], codes: list[str]) -> dict[str, pl.DataFrame]:
    events = tables["events"].filter(pl.col("project").is_in(codes))
    return {
        "projects": tables["projects"].filter(pl.col("project").is_in(codes)),
        "events": events,
        "impacts": tables["impacts"].filter(pl.col("event").is_in(events["event"].to_list())),
        "dependencies": tables["dependencies"].filter(
            pl.col("project").is_in(codes) & pl.col("needs").is_in(codes)
        ),
    }


def _copy(tables: dict[str, pl.DataFrame], code: str, weeks: int) -> dict[str, pl.DataFrame]:
    """A project again, so many weeks later, under another code."""
    part = _of_projects(tables, [code])
    named = pl.col("project", "event") + " again"
    dates = pl.col("start", "end", "go_live", "earliest", "latest") + pl.duration(weeks=weeks)
    return {
        "projects": part["projects"].with_columns(pl.col("project") + " again"),
        "events": part["events"].with_columns(named, dates),
        "impacts": part["impacts"].with_columns(pl.col("event") + " again"),
        "dependencies": part["dependencies"].clear(),
    }


def _hours(impacts: pl.DataFrame) -> float:
    return float((impacts["people"] * impacts["hours_per_person"].fill_null(8.0)).sum())


if __name__ == "__main__":
    words = sys.argv[1:]
    limit = float(words[words.index("--seconds") + 1]) if "--seconds" in words else 120.0
    chosen = [int(word) for word in words if word in {"40", "84", "150"}]
    main(chosen or [40, 84, 150], limit)
