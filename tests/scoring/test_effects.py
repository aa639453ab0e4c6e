"""What go-lives are associated with: found where it was planted, and nowhere else."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from heatmap.scoring.comparing.judgement import student
from heatmap.scoring.go_lives import go_lives
from heatmap.scoring.indicators.control_charts import control_charts
from heatmap.scoring.indicators.effects import effects, findings
from tests.scoring.indicator_rows import defined, measured
from tests.scoring.portfolios import portfolio

START = date(2018, 1, 1)
BEFORE = 60  # weeks
GO_LIVE = START + timedelta(weeks=BEFORE)
UNITS = ("NA", "CE", "SE", "SW", "AW", "WA")


def noise(units: int = len(UNITS), weeks: int = BEFORE + 26, seed: int = 5) -> np.ndarray:
    """Units x weeks of chance around 80, standard deviation 2."""
    return np.random.default_rng(seed).normal(80.0, 2.0, (units, weeks))


def charts(values: np.ndarray, definitions: pl.DataFrame | None = None) -> pl.DataFrame:
    """Charts of one weekly indicator A, a row of `values` a unit."""
    series = [measured(row, start=START, unit=unit) for unit, row in zip(UNITS, values, strict=False)]
    return control_charts(pl.concat(series), defined() if definitions is None else definitions)


def lives(*given: tuple[str, str, date]) -> pl.DataFrame:
    """Go-lives of (event, unit, day); the project is the event's first letter."""
    return pl.DataFrame(
        [(event, event[0], unit, day) for event, unit, day in given],
        schema={"event": pl.String, "project": pl.String, "unit": pl.String, "go_live": pl.Date},
        orient="row",
    )


def judged(values: np.ndarray, *given: tuple[str, str, date], better: str = "higher") -> pl.DataFrame:
    """The effects of go-lives on indicator A."""
    definitions = defined(better=better)
    return effects(charts(values, definitions), definitions, lives(*given))


def only(rows: pl.DataFrame) -> Mapping[str, object]:
    """The one row."""
    assert rows.height == 1
    return rows.row(0, named=True)


def test_a_fall_after_a_go_live_that_others_do_not_share_is_a_finding() -> None:
    """Six points, three sigmas: bounded by the interval, with the signal's dates within the window."""
    values = noise()
    values[0, BEFORE:] -= 6
    row = only(judged(values, ("E1", "NA", GO_LIVE)))
    assert (row["verdict"], row["controls"]) == ("finding", 5)
    assert row["lower"] < -6 < row["upper"] < 0  # type: ignore[operator]
    assert row["signal"] != "none"
    assert GO_LIVE <= row["first"] <= row["last"] <= row["until"]  # type: ignore[operator]


def test_without_an_effect_there_is_no_finding() -> None:
    """Chance alone."""
    assert only(judged(noise(), ("E1", "NA", GO_LIVE)))["verdict"] == "no finding"


def test_a_fall_that_every_unit_shares_is_not_blamed_on_the_go_live() -> None:
    """The unit's own chart shows concern, the comparison does not."""
    values = noise()
    values[:, BEFORE : BEFORE + 8] -= 8
    own = charts(values).filter(pl.col("unit") == "NA", pl.col("period") >= GO_LIVE)
    assert "concern" in own["direction"].to_list()
    assert only(judged(values, ("E1", "NA", GO_LIVE)))["verdict"] == "no finding"


def test_a_change_for_the_better_is_no_finding() -> None:
    """Only concern is."""
    values = noise()
    values[0, BEFORE:] += 6
    assert only(judged(values, ("E1", "NA", GO_LIVE)))["verdict"] == "no finding"


def test_where_lower_is_better_a_rise_is_a_finding() -> None:
    """Sickness, say."""
    values = noise()
    values[0, BEFORE:] += 6
    row = only(judged(values, ("E1", "NA", GO_LIVE), better="lower"))
    assert row["verdict"] == "finding"
    assert 0 < row["lower"] < 6 < row["upper"]  # type: ignore[operator]


def test_an_indicator_without_a_better_side_is_not_judged() -> None:
    """There is no concern to find."""
    assert judged(noise(), ("E1", "NA", GO_LIVE), better="neutral").is_empty()


def test_a_unit_that_is_not_measured_has_no_row() -> None:
    """The go-live reached it, the indicator does not."""
    assert judged(noise(units=5), ("E1", "WA", GO_LIVE)).is_empty()


def reason(values: np.ndarray, *given: tuple[str, str, date]) -> object:
    """Why the first go-live cannot be decided."""
    rows = judged(values, *given).filter(pl.col("event") == given[0][0], pl.col("unit") == given[0][1])
    assert only(rows)["verdict"] == "undecidable"
    return only(rows)["reason"]


def test_too_few_units_without_the_go_live_leave_it_undecidable() -> None:
    """Two controls are not three; when all go live at once there is none."""
    assert reason(noise(units=3), ("E1", "NA", GO_LIVE)) == "too few other units without it"
    everywhere = [("E1", unit, GO_LIVE) for unit in UNITS]
    assert reason(noise(), *everywhere) == "too few other units without it"


def test_too_short_a_baseline_leaves_it_undecidable() -> None:
    """20 weeks are less than half a year."""
    early = START + timedelta(weeks=20)
    assert reason(noise(), ("E1", "NA", early)) == "too little measured before"


def test_a_go_live_after_the_last_period_is_undecidable() -> None:
    """Nothing has been measured since."""
    after = START + timedelta(weeks=BEFORE + 26)
    assert reason(noise(), ("E1", "NA", after)) == "not measured since"


def test_a_go_live_of_the_last_weeks_is_too_early_to_judge() -> None:
    """The first look is after six weeks."""
    late = START + timedelta(weeks=BEFORE + 21)
    assert reason(noise(), ("E1", "NA", late)) == "too early"


def test_a_constant_series_is_undecidable() -> None:
    """Nothing can be measured in its standard deviations."""
    values = noise()
    values[0] = 80
    assert reason(values, ("E1", "NA", GO_LIVE)) == "does not vary"


def test_units_that_moved_as_one_before_leave_it_undecidable() -> None:
    """No chance is left to judge a difference by."""
    values = np.repeat(noise(units=1), 5, axis=0)
    values[0, BEFORE:] -= 1
    assert reason(values, ("E1", "NA", GO_LIVE)) == "moved just as the others did before"


def test_units_of_a_later_wave_are_controls_until_their_own_go_live() -> None:
    """Three of five controls go live 8 weeks later: the first look, at 6 weeks, still has all five."""
    values = noise()
    values[0, BEFORE:] -= 8
    later = [(f"E{place}", unit, GO_LIVE + timedelta(weeks=8)) for place, unit in enumerate(UNITS[1:4], 2)]
    row = only(judged(values, ("E1", "NA", GO_LIVE), *later).filter(pl.col("unit") == "NA"))
    assert (row["verdict"], row["weeks"], row["controls"]) == ("finding", 6, 5)


def test_a_go_live_of_another_project_takes_no_control_away() -> None:
    """Units without *that* go-live."""
    values = noise()
    values[0, BEFORE:] -= 6
    others = [(f"F{place}", unit, GO_LIVE) for place, unit in enumerate(UNITS[1:])]
    row = judged(values, ("E1", "NA", GO_LIVE), *others).row(0, named=True)
    assert (row["verdict"], row["controls"]) == ("finding", 5)


def test_a_redefinition_after_the_go_live_ends_what_is_compared() -> None:
    """The step of the new definition at week 8 is no effect; six weeks before it are judged."""
    definitions = pl.concat([defined(), defined(redefined_on=GO_LIVE + timedelta(weeks=8))])
    values = noise()
    values[:, BEFORE + 8 :] += 50
    row = only(effects(charts(values, definitions), definitions, lives(("E1", "NA", GO_LIVE))))
    assert (row["verdict"], row["weeks"]) == ("no finding", 6)
    assert row["until"] == GO_LIVE + timedelta(weeks=5)


def test_the_week_that_a_go_live_falls_inside_is_neither_before_nor_after() -> None:
    """A go-live on a Wednesday: the week around it is wild, and counts nowhere."""
    values = noise()
    values[0, BEFORE] = -1_000
    row = only(judged(values, ("E1", "NA", GO_LIVE + timedelta(days=2))))
    assert row["verdict"] == "no finding"
    assert abs(row["sigmas"]) < 1.5  # type: ignore[arg-type]


def test_go_lives_that_the_evidence_cannot_tell_apart_are_one_finding() -> None:
    """Three weeks apart in one unit: the better fitting leads, the other is named."""
    values = noise()
    values[0, BEFORE:] -= 7
    rows = judged(values, ("E1", "NA", GO_LIVE), ("F1", "NA", GO_LIVE - timedelta(weeks=3)))
    assert rows["verdict"].to_list() == ["finding"] * 2
    row = only(findings(rows))
    assert (row["event"], row["also"]) == ("E1", ["F1"])


def test_findings_of_nothing_are_empty() -> None:
    """With their columns."""
    none = findings(judged(noise()))
    assert none.is_empty()
    assert "also" in none.columns


def test_more_indicators_ask_for_more_evidence() -> None:
    """The same series judged among four has a wider interval than alone."""
    values = noise()
    alone = only(judged(values, ("E1", "NA", GO_LIVE)))
    names = ("A", "B", "C", "D")
    definitions = pl.concat([defined(name) for name in names])
    rows = pl.concat([charts(values).with_columns(indicator=pl.lit(name)) for name in names])
    among = effects(rows, definitions, lives(("E1", "NA", GO_LIVE))).row(0, named=True)
    assert among["effect"] == alone["effect"]
    assert among["lower"] < alone["lower"]


def test_the_same_rows_give_the_same_answer_to_the_last_bit() -> None:
    """Whatever their order."""
    rows = charts(noise())
    first = effects(rows, defined(), lives(("E1", "NA", GO_LIVE)))
    again = effects(charts(noise()), defined(), lives(("E1", "NA", GO_LIVE)))
    assert first.equals(again)


@pytest.mark.parametrize(
    ("share", "freedom", "quantile"),
    [(0.975, 10, 2.2281389), (0.995, 30, 2.7499957), (0.9995, 20, 3.8495163), (0.99, 5, 3.3649300)],
)
def test_quantiles_of_student_agree_with_tables(share: float, freedom: float, quantile: float) -> None:
    """Within one per cent from five degrees of freedom on."""
    assert student(share, freedom) == pytest.approx(quantile, rel=0.01)


def rates(shift: float, worlds: int, weeks: int) -> float:
    """Share of small worlds in which the go-live raises a finding."""
    hits = 0
    for seed in range(worlds):
        values = noise(weeks=BEFORE + weeks, seed=seed)
        values[0, BEFORE:] -= 2.0 * shift
        hits += only(judged(values, ("E1", "NA", GO_LIVE)))["verdict"] == "finding"
    return hits / worlds


@pytest.mark.parametrize(("shift", "least", "most"), [(0.0, 0.0, 0.10), (1.5, 0.75, 1.0)])
def test_rates_are_about_what_the_benchmark_measures(shift: float, least: float, most: float) -> None:
    """40 worlds with one indicator; tests/benchmarks/effects_power.py measures them properly."""
    assert least <= rates(shift, worlds=40, weeks=12) <= most


def test_go_lives_are_those_that_score_up_to_the_day() -> None:
    """One row per event and unit; not the cancelled, the proposed, the later or the even ones."""
    day = date(2019, 6, 3)
    events: Sequence[Mapping[str, object]] = [
        {"event": "DONE", "kind": "go_live", "go_live": day},
        {"event": "LATER", "kind": "go_live", "go_live": day + timedelta(days=1)},
        {"event": "OFF", "kind": "go_live", "go_live": day, "status": "cancelled"},
        {"event": "IDEA", "kind": "go_live", "go_live": day, "project": "P2"},
        {"event": "EVEN", "start": day, "end": day},
    ]
    tables = portfolio(
        units=[{"unit": "NA", "name": "North Area"}, {"unit": "CE", "name": "Central East"}],
        areas=[{"area": "CID", "name": "CID"}, {"area": "HQ", "name": "Headquarters"}],
        projects=[
            {"project": "P1", "name": "First"},
            {"project": "P2", "name": "Second", "status": "proposed"},
        ],
        events=events,
        impacts=[
            {"event": each["event"], "unit": unit, "area": area}
            for each in events
            for unit in ("NA", "CE")
            for area in ("CID", "HQ")
        ],
    )
    assert go_lives(tables, day).rows() == [("DONE", "P1", "CE", day), ("DONE", "P1", "NA", day)]
