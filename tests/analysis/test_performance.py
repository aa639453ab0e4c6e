"""Charts, findings and units at risk of a published version."""

from datetime import date, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from heatmap.analysis.indicators.associations import associations, undecided
from heatmap.analysis.indicators.performance import at_risk, at_risk_ahead, charts, performance, series
from heatmap.analysis.versions.loading import loaded
from heatmap.errors import HeatmapError
from heatmap.portfolio import Portfolio
from heatmap.scoring.indicators.phases import Rebase
from heatmap.scoring.parameters import SCORING_VERSION, default_text
from heatmap.store.store import Store
from tests.scoring.indicator_rows import defined, measured
from tests.scoring.portfolios import portfolio

START = date(2019, 1, 7)
GO_LIVE = START + timedelta(weeks=40)  # 14 Oct 2019
AS_OF = START + timedelta(weeks=52)  # 6 Jan 2020
UNITS = {"NA": "North Area", "CE": "Central East", "SE": "South East", "SW": "South West"}


def fallen() -> Portfolio:
    """Four units; NA's calls reached fall by 8 for the twelve weeks after its go-live.

    Training fills NA to 150 % in the weeks of 9 Dec 2019 and 20 Jan 2020. Sickness, by month and lower being
    better, is far too high in NA in December 2019.
    """
    values = np.random.default_rng(3).normal(80.0, 2.0, (4, 52)).round(1)
    values[0, 40:] -= 8
    weekly = [
        measured(row, start=START, unit=unit, indicator="I") for unit, row in zip(UNITS, values, strict=True)
    ]
    monthly = measured([4, 5] * 5 + [4, 9], start=START, indicator="SICK").with_columns(
        period=pl.date_range(date(2019, 1, 1), date(2019, 12, 1), "1mo", eager=True)
    )
    full = [date(2019, 12, 9), date(2020, 1, 20)]
    tables = portfolio(
        units=[{"unit": unit, "name": name} for unit, name in UNITS.items()],
        projects=[{"project": "P1", "name": "Estate moves"}],
        headcount=[{"unit": unit, "area": "CID", "headcount": 100.0} for unit in UNITS],
        events=[
            {"event": "MOVE", "title": "New station", "kind": "move", "go_live": GO_LIVE},
            *(
                {"event": f"T{place}", "start": week, "end": week + timedelta(days=6)}
                for place, week in enumerate(full)
            ),
        ],
        impacts=[
            {"event": "MOVE", "hours_per_person": 0.0},
            *({"event": f"T{place}", "people": 100.0, "hours_per_person": 6.0} for place in range(2)),
        ],
    )
    definitions = pl.concat(
        [
            defined("I", name="I calls reached", measured_in="% of I calls"),
            defined("SICK", name="Sickness", better="lower"),
        ]
    )
    return Portfolio.from_tables(
        {**tables.tables(), "indicators": definitions, "measurements": pl.concat([*weekly, monthly])}
    )


@pytest.fixture(scope="module")
def fallen_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """`fallen`, published once, as of 6 Jan 2020."""
    return published(fallen(), tmp_path_factory.mktemp("fallen"))


def published(tables: Portfolio, folder: Path) -> Store:
    """A store with one version."""
    store = Store(folder)
    store.publish(
        tables,
        note="January board",
        author="Sam",
        as_of=AS_OF,
        now=datetime(2020, 1, 6, 9, 0),  # noqa: DTZ001 - the store's times are UTC without saying so
        parameters=default_text(),
        scoring_version=SCORING_VERSION,
    )
    return store


def test_charts_are_of_one_indicator_one_unit_or_all(fallen_store: Store) -> None:
    """52 weeks of four units and 12 months of one."""
    answer = performance(fallen_store)
    assert charts(answer).height == 4 * 52 + 12
    assert charts(answer, "I").height == 4 * 52
    assert charts(answer, "I", "CE").height == 52
    assert charts(answer, unit="NA").height == 52 + 12


def test_an_unknown_indicator_or_unit_is_refused_with_the_valid_ones(fallen_store: Store) -> None:
    """In charts and in rebasing."""
    with pytest.raises(HeatmapError, match=r"no indicator “X”.*I, SICK"):
        charts(performance(fallen_store), "X")
    with pytest.raises(HeatmapError, match="no unit “X”"):
        performance(fallen_store, rebases=[Rebase("X", GO_LIVE)])


def test_only_what_was_measured_up_to_the_as_of_date_is_charted(fallen_store: Store) -> None:
    """The reader who stands on 14 Oct 2019 sees no later week, and no effect."""
    answer = performance(fallen_store, as_of=GO_LIVE)
    assert charts(answer)["period"].max() == GO_LIVE
    assert answer.findings.is_empty()


def test_a_rebase_at_the_go_live_changes_that_units_charts_and_no_finding(fallen_store: Store) -> None:
    """Phases of the reader's choice are for looking."""
    plain, rebased = performance(fallen_store), performance(fallen_store, rebases=[Rebase("NA", GO_LIVE)])
    assert charts(rebased, "I", "NA")["phase"].to_list() == [1] * 40 + [2] * 12
    assert charts(rebased, "I", "CE").equals(charts(plain, "I", "CE"))
    assert rebased.findings.equals(plain.findings)


def test_the_same_question_is_answered_once(fallen_store: Store) -> None:
    """Rebasing in another order is the same question."""
    first, second = Rebase("NA", GO_LIVE), Rebase("CE", GO_LIVE)
    answer = performance(fallen_store, rebases=[first, second])
    assert performance(fallen_store, rebases=[second, first]) is answer


def test_a_finding_is_said_with_its_evidence_and_as_an_association(fallen_store: Store) -> None:
    """Never as proof of cause."""
    (said,) = associations(performance(fallen_store))
    assert said.headline.startswith("North Area: I calls reached, lower by ")
    assert said.headline.endswith(" (% of I calls)")
    assert said.detail.startswith(
        "associated with the go-live of Estate moves on 14 Oct 2019 (New station): over 12 weeks, "
        "against at least 3 units without it; interval "
    )
    assert "standard deviations; signal “" in said.detail
    assert (said.unit, said.indicator, said.event) == ("NA", "I", "MOVE")


def test_what_can_not_be_decided_is_counted_by_reason(fallen_store: Store) -> None:
    """Sickness is measured in one unit, for eight months before."""
    assert undecided(performance(fallen_store)) == [("too little measured before", 1)]


def test_series_with_concern_now_come_first(fallen_store: Store) -> None:
    """NA's sickness and calls, then the units that are calm."""
    ranked = series(performance(fallen_store))
    assert set(ranked.head(2).select("indicator", "unit").rows()) == {("I", "NA"), ("SICK", "NA")}
    calls = ranked.row(by_predicate=(pl.col("indicator") == "I") & (pl.col("unit") == "NA"), named=True)
    assert (calls["unit_name"], calls["measured_in"], calls["findings"]) == ("North Area", "% of I calls", 1)
    assert calls["direction"] == "concern"
    assert calls["concerns"] > 5


def test_a_unit_is_at_risk_where_it_is_full_while_an_indicator_shows_concern(fallen_store: Store) -> None:
    """The week of 9 Dec 2019: calls by its week, sickness by its month."""
    risks = at_risk(loaded(fallen_store), AS_OF)
    assert risks.select("unit", "week", "indicators").rows() == [("NA", date(2019, 12, 9), ["I", "SICK"])]
    assert risks["saturation"][0] == pytest.approx(1.5)


def test_weeks_ahead_go_by_the_last_signal(fallen_store: Store) -> None:
    """The week of 20 Jan 2020, not yet measured; it is no longer within one week's look ahead."""
    ahead = at_risk_ahead(loaded(fallen_store), AS_OF)
    assert ahead.select("unit", "week").rows() == [("NA", date(2020, 1, 20))]
    assert at_risk_ahead(loaded(fallen_store), AS_OF, weeks=1).is_empty()


def test_a_month_speaks_for_the_weeks_whose_monday_is_in_it(tmp_path: Path) -> None:
    """Full in the weeks of 25 Nov and 30 Dec 2019: only the second starts in December."""
    tables = fallen()
    weeks = [date(2019, 11, 25), date(2019, 12, 30)]
    moved = tables.events.with_columns(
        start=pl.Series([None, *weeks], dtype=pl.Date),
        end=pl.Series([None, *(week + timedelta(days=6) for week in weeks)], dtype=pl.Date),
    )
    sickness = tables.measurements.filter(pl.col("indicator") == "SICK")
    version = {**tables.tables(), "events": moved, "measurements": sickness}
    store = published(Portfolio.from_tables(version), tmp_path)
    assert at_risk(loaded(store), AS_OF).select("week").rows() == [(date(2019, 12, 30),)]


def test_a_version_without_measurements_has_nothing_to_show(store: Store) -> None:
    """The example portfolio: empty frames, no error."""
    answer = performance(store)
    assert answer.is_empty
    assert series(answer).is_empty()
    assert associations(answer) == []
    assert at_risk(loaded(store), AS_OF).is_empty()
    assert at_risk_ahead(loaded(store), AS_OF).is_empty()


def test_a_published_period_with_many_records_of_no_unit_is_marked_and_left_out(tmp_path: Path) -> None:
    """In the third of five weeks 30 of 100 crimes name no unit, so NA's 70 is no dip; `*` has no chart."""
    known = measured([95, 96, 70, 95, 96], start=START)
    nameless = measured([5, 4, 30, 5, 4], start=START, unit="*")
    given = portfolio(events=[], impacts=[]).tables()
    tables = {**given, "indicators": defined(), "measurements": pl.concat([known, nameless])}
    store = published(Portfolio.from_tables(tables), tmp_path)
    rows = charts(performance(store, as_of=AS_OF))
    assert rows["unit"].unique().to_list() == ["NA"]
    assert rows["left_out"].to_list() == [False, False, True, False, False]
    assert set(rows["signal"]) == {"none"}
