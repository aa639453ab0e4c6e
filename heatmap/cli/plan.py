"""heatmap plan: which projects to move, and a proof of how good that plan is."""

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import polars as pl

from heatmap.analysis.versions.source import Given
from heatmap.cli.progress import progress_bar
from heatmap.cli.sources import refuse_sources
from heatmap.cli.tables import DAY, READING, portfolio_at, with_options, write_table, writer
from heatmap.planning.optimising.averaged import averaged
from heatmap.planning.optimising.optimiser import SEED, Progress, Solved, Work, optimise
from heatmap.planning.optimising.problem import Problem, Terms, problem
from heatmap.planning.optimising.windows import first_free_week
from heatmap.planning.slipping.slippage import delays
from heatmap.planning.suggesting.move_rows import move_rows, told_moves
from heatmap.planning.suggesting.suggestions import Suggestion, listed, suggestions
from heatmap.portfolio import Portfolio
from heatmap.scoring.coded.coding import SCORED_TABLES
from heatmap.weeks import monday

TABLES_READ = (*SCORED_TABLES, "dependencies", "benefits")
_MOST_SECONDS, _MOST_WEEKS, _MOST_DRAWS = 86_400, 104, 200


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="A .csv or .parquet file."
)
@click.option("--seconds", type=click.FloatRange(0.1, _MOST_SECONDS), default=30.0, show_default=True)
@click.option("--nodes", type=click.IntRange(0), help="So much work on the proof, instead of a time.")
@click.option(
    "--window", type=click.IntRange(0, _MOST_WEEKS), help="Of tentative events without one, in weeks."
)
@click.option("--price", type=click.FloatRange(0), help="Hours that a week of a project's delay counts as.")
@click.option(
    "--seed", type=click.IntRange(0), default=SEED, show_default=True, help="Of the search's chance."
)
@click.option(
    "--draws", type=click.IntRange(0, _MOST_DRAWS), default=0, help="Of delays, to be best on average."
)
@click.option("--apart", is_flag=True, help="Move each event by itself, not a project's together.")
@click.option("--as-of", type=DAY, metavar="DATE", help="The day to stand on; a version's own, or today.")
@with_options(READING)
def plan(path: Path, out: Path, **chosen: Any) -> None:  # noqa: ANN401 - click's options
    """Suggest which projects of the portfolio at PATH to move, and prove how good that is.

    PATH is a folder of files, a workbook, or a store's folder. Writes one row per event to move, and prints
    as JSON: `before` and `after`, the hours of overload now and with the moves, delays at their price
    included; `bound`, below which no plan at all can come; `gap`, (after - bound) / after; `seconds`; and
    the `moves`, ranked. The same seed and nodes give the same answer. Files without work after today are
    planned from the last day that they tell of. With --draws all hours are the mean over so many draws of
    slippage, as scoring.toml has it, and the plan is the one that is best then; nothing is proven of it.
    """
    write = writer(out)
    refuse_sources(out, path)
    given = portfolio_at(path, chosen, TABLES_READ)
    as_of = _as_of(chosen["as_of"], given)
    posed = problem(given.portfolio, given.parameters, as_of, _terms(given, as_of, chosen))
    solved = _solved(posed, chosen) if not chosen["draws"] else _solved_on_average(posed, as_of, chosen)
    moves = suggestions(solved.problem, solved.plan)
    write_table(out, move_rows(posed, moves), write)
    click.echo(json.dumps(_answer(solved, moves, as_of, chosen), indent=2))


def _terms(given: Given, as_of: date, chosen: dict[str, Any]) -> Terms:
    terms = Terms.of(given.portfolio, given.parameters.planning, as_of)
    named = {name: chosen[name] for name in ("window", "price") if chosen[name] is not None}
    return replace(terms, together=not chosen["apart"], **named)


def _answer(solved: Solved, moves: list[Suggestion], as_of: date, chosen: dict[str, Any]) -> dict[str, Any]:
    posed, reached = solved.problem, solved.reached
    planned = listed(posed, moves)
    after = posed.value(planned)
    bound = min(reached.bound, after)
    proven = not chosen["draws"]
    return {
        "before": round(solved.before, 3),
        "after": round(after, 3),
        "bound": round(bound, 3) if proven else None,
        "gap": (round((after - bound) / after, 6) if after > 0 else 0.0) if proven else None,
        "seconds": round(reached.seconds, 2),
        "overload_after": round(posed.overload(planned), 3),
        "weeks_of_delay": sum(move.delay for move in moves),
        "as_of": as_of.isoformat(),
        "first_week": monday(posed.weeks.first).isoformat(),
        "groups": len(posed.groups),
        "judged": reached.judged,
        "nodes": reached.nodes,
        "seed": chosen["seed"],
        "draws": chosen["draws"],
        "moves": told_moves(posed, moves),
    }


def _solved(posed: Problem, chosen: dict[str, Any]) -> Solved:
    nodes, seconds = chosen["nodes"], float(chosen["seconds"])
    work = Work(seconds=seconds) if nodes is None else Work(nodes=nodes)
    with progress_bar() as bar:
        return optimise(posed, seed=chosen["seed"], work=work, clock=time.monotonic, tell=_telling(bar, work))


def _solved_on_average(posed: Problem, as_of: date, chosen: dict[str, Any]) -> Solved:
    """The plan that is best on average over draws, searched from the one that is best on paper."""
    late = delays(posed.coded, as_of, draws=chosen["draws"], seed=chosen["seed"])
    seconds = float(chosen["seconds"])
    began = time.monotonic()
    paper = optimise(posed, seed=chosen["seed"], work=Work(nodes=0, seconds=seconds), clock=time.monotonic)
    drawn = averaged(posed, as_of, late)
    work = Work(nodes=0, seconds=max(0.0, began + seconds - time.monotonic()))
    if chosen["nodes"] is not None:
        work = Work(nodes=0)
    with progress_bar() as bar:
        tell = _telling(bar, Work(seconds=seconds))
        return optimise(
            drawn, seed=chosen["seed"], work=work, clock=time.monotonic, tell=tell, start=paper.plan
        )


def _telling(bar: Callable[[str, float], None], work: Work) -> Callable[[Progress], bool]:
    def tell(reached: Progress) -> bool:
        done = reached.seconds / work.seconds if work.seconds else reached.nodes / max(work.nodes, 1)
        bar(f"{reached.value:,.0f} h, gap {100 * reached.gap:.1f} %", min(done, 1.0))
        return True

    return tell


def _as_of(chosen: datetime | None, given: Given) -> date:
    """The day chosen, the version's, or today; of files without work by then, the last day they tell of."""
    if chosen is not None:
        return chosen.date()
    if given.as_of is not None:
        return given.as_of
    today = date.today()  # noqa: DTZ011 - the user's own day
    ends = given.portfolio.events.select(pl.max_horizontal("start", "end", "go_live").max()).item()
    if ends is None or ends >= monday(first_free_week(today)):
        return today
    return _last_told(given.portfolio) or today


def _last_told(portfolio: Portfolio) -> date | None:
    """The last day on which something was assessed or measured."""
    days = (portfolio.readiness["assessed_on"].max(), portfolio.measurements["period"].max())
    return max((day for day in days if isinstance(day, date)), default=None)
