"""heatmap plan suggests moves, and proves how good they are."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from click.testing import CliRunner, Result

from heatmap.analysis.versions.source import given
from heatmap.cli.plan import plan
from heatmap.planning.scenarios.applying import apply
from heatmap.planning.scenarios.rules import broken_rules
from heatmap.planning.scenarios.scenario_rows import moves_of
from heatmap.resources import SAMPLE_DATA
from heatmap.scoring.cube import score
from heatmap.weeks import week_number
from tests.ingest.portfolios import folder_with

MARCH = SAMPLE_DATA / "march_2020"
AS_OF = date(2020, 3, 2)


def run(path: Path, out: Path, *more: str) -> Result:
    """`heatmap plan PATH --out OUT`."""
    return CliRunner().invoke(plan, [str(path), "--out", str(out), *more])


def overload(portfolio: Any, first: date) -> float:  # noqa: ANN401 - as it comes
    """Hours over capacity from a week on, by scoring."""
    cube = score(portfolio, given(MARCH, today=AS_OF).parameters)
    begin = week_number(first) - cube.window.first
    frame = pl.DataFrame({"load": cube.load[:, begin:].ravel(), "capacity": cube.capacity[:, begin:].ravel()})
    over = (pl.col("load") - pl.col("capacity")).fill_nan(0.0).clip(lower_bound=0.0)
    return float(frame.select(over.sum()).item())


def test_the_samples_moves_score_as_told_and_break_no_rule(tmp_path: Path) -> None:
    """Applied as a scenario, they give the overload that the JSON says; all that holds now still holds."""
    result = run(MARCH, tmp_path / "moves.csv", "--as-of", "2020-03-02", "--nodes", "1")
    told = json.loads(result.stdout)
    rows = pl.read_csv(tmp_path / "moves.csv", infer_schema=False).select("move", "event", "weeks").to_dicts()
    before = given(MARCH, today=AS_OF).portfolio
    after = apply(before, moves_of(rows))

    assert told["before"] == round(overload(before, date(2020, 3, 30)), 3)
    assert told["overload_after"] == round(overload(after, date(2020, 3, 30)), 3)
    assert told["after"] == told["overload_after"] + 40 * told["weeks_of_delay"]
    assert 0 < told["bound"] <= told["after"] < 0.8 * told["before"]
    assert told["gap"] == round(1 - told["bound"] / told["after"], 6) < 0.1
    assert broken_rules(before, after, AS_OF) == []


def test_a_portfolio_in_which_nothing_may_move_gets_no_moves(tmp_path: Path) -> None:
    """The file has its header only."""
    folder = tmp_path / "portfolio"
    folder.mkdir()
    result = run(folder_with(folder), tmp_path / "moves.csv", "--as-of", "2020-03-02")
    told = json.loads(result.stdout)
    assert told["moves"] == []
    assert told["before"] == told["after"] == told["bound"]
    assert pl.read_csv(tmp_path / "moves.csv").height == 0


def test_files_of_the_past_are_planned_from_the_last_day_that_they_tell_of(tmp_path: Path) -> None:
    """The sample's last assessment was on 28 Feb 2020."""
    told = json.loads(run(MARCH, tmp_path / "moves.csv", "--nodes", "0").stdout)
    assert told["as_of"] == "2020-02-28"
    assert told["after"] < told["before"]


def test_the_plan_that_is_best_on_average_says_what_it_is_over_and_proves_nothing(tmp_path: Path) -> None:
    """Over two draws of the sample's slippage."""
    more = ("--as-of", "2020-03-02", "--draws", "2", "--seconds", "2")
    told = json.loads(run(MARCH, tmp_path / "moves.csv", *more).stdout)
    assert told["draws"] == 2
    assert told["bound"] is told["gap"] is None
    assert told["after"] < told["before"]
