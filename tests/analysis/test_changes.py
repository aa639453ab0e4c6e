"""What changed between two boards, in sentences and lists, from differences worked out by hand."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from heatmap.analysis.compared.change_causes import redated
from heatmap.analysis.compared.change_findings import findings
from heatmap.analysis.compared.change_lists import causes, crossed_down, crossed_up, crossings, falls, rises
from heatmap.analysis.compared.change_tables import causes_of_cells, changed_cells
from heatmap.analysis.compared.changes import Changes, changes, level
from heatmap.analysis.compared.version_pairs import OneVersionError, version_pair
from heatmap.analysis.versions.freshness import freshness, freshness_lines
from heatmap.errors import HeatmapError
from heatmap.portfolio import Source
from heatmap.scoring.grouping import By
from heatmap.store.store import Store
from heatmap.terms import CAPACITY, LOAD, SATURATION, Filters
from tests.example import FIRST_WEEK, SECOND_WEEK
from tests.two_boards import two_boards


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Both boards."""
    return two_boards(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module")
def answer(store: Store) -> Changes:
    """From the first board to the second."""
    return changes(store)


def plain(text: str) -> str:
    """Without the spaces that do not break."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_usual_versions_are_the_newest_and_the_one_before_it(store: Store) -> None:
    """And of a later version alone, the one before that."""
    assert [version.number for version in version_pair(store)] == [1, 2]
    assert [version.number for version in version_pair(store, None, 2)] == [1, 2]
    assert [version.number for version in version_pair(store, 2, 1)] == [2, 1]


def test_a_day_means_the_version_that_describes_it(store: Store) -> None:
    """The newest one as of that day or before it."""
    days = (date(2020, 10, 13), date(2020, 10, 14))
    assert [version.number for version in version_pair(store, *days)] == [1, 2]
    with pytest.raises(HeatmapError, match="No version describes 6 Oct 2020"):
        version_pair(store, date(2020, 10, 6))


def test_two_choices_of_one_version_are_refused(store: Store) -> None:
    """Nothing can have changed."""
    with pytest.raises(HeatmapError, match="Both are version 2"):
        version_pair(store, 2, 2)
    with pytest.raises(HeatmapError, match="no version before version 1"):
        version_pair(store, None, 1)


def test_a_store_of_one_version_says_so(tmp_path: Path) -> None:
    """And what to do."""
    with pytest.raises(OneVersionError, match="only version 1") as refused:
        changes(two_boards(tmp_path, only_the_first=True))
    assert "Publish the next one" in refused.value.do


def test_an_answer_is_remembered(store: Store, answer: Changes) -> None:
    """For each pair of versions and filters."""
    assert changes(store, 1, 2) is answer
    assert changes(store, 1, 2, Filters(units=("NA",))) is not answer


def test_a_code_that_neither_version_has_is_refused(store: Store) -> None:
    """A unit; but a programme or project of one version will do."""
    with pytest.raises(HeatmapError, match="Neither version has a unit “XX”"):
        changes(store, filters=Filters(units=("XX",)))
    assert not changes(store, filters=Filters(projects=("P3",))).is_empty


def test_the_rises_say_where_how_much_and_why(answer: Changes) -> None:
    """NA's week of 12 Oct to 207 %, CE's week of 5 Oct to 65 %; no other unit and week rises."""
    assert [plain(change.sentence(SATURATION)) for change in rises(answer)] == [
        "North Area, week of 12 Oct 2020: 37 % → 207 %, because Case system moved 1 week later",
        "Central East, week of 5 Oct 2020: 40 % → 65 %, because project Kiosks was added",
    ]


def test_the_falls_say_so_too(answer: Changes) -> None:
    """NA's week of 5 Oct from 103 % to 17 %."""
    assert [plain(change.sentence(SATURATION, "->")) for change in falls(answer)] == [
        "North Area, week of 5 Oct 2020: 103 % -> 17 %, because Case system moved 1 week later"
    ]


def test_of_load_and_capacity_hours_are_told(answer: Changes) -> None:
    """510 hours more in NA's week of 12 Oct; no capacity changed."""
    assert rises(answer, LOAD)[0].numbers(LOAD) == "110 → 620 hours"
    assert rises(answer, CAPACITY) == []


def test_bands_are_crossed_both_ways(answer: Changes) -> None:
    """NA from A to E and from D to A; CE from A to B."""
    count = crossings(answer)
    assert (count.up, count.down, count.over, count.under) == (2, 1, 1, 1)
    up = [(change.row, change.week, change.crossed) for change in crossed_up(answer)]
    assert up == [("unit:NA", SECOND_WEEK, 4), ("unit:CE", FIRST_WEEK, 1)]
    assert [(change.row, change.crossed) for change in crossed_down(answer)] == [("unit:NA", -3)]


def test_causes_are_ranked_by_the_hours_that_they_move(answer: Changes) -> None:
    """The move of 520 hours, the new project's 100, the cancelled go-live's 10."""
    ranked = causes(answer)
    assert [(cause.sentence, cause.amounts, cause.unit_weeks, cause.crossed) for cause in ranked] == [
        ("Case system moved 1 week later", "520 hours of load added and 520 taken away", 2, 2),
        ("Project Kiosks was added", "100 hours of load added", 1, 1),
        ("“Rotas live” (Rotas) was cancelled", "10 hours of load taken away", 1, 0),
    ]
    assert (ranked[0].row, ranked[0].week) in {("unit:NA", FIRST_WEEK), ("unit:NA", SECOND_WEEK)}


def test_the_findings_begin_with_the_biggest_rise(answer: Changes) -> None:
    """Each names its cell; load rose by 90 hours of 1,050."""
    told = [plain(finding.sentence) for finding in findings(answer)]
    assert told == [
        "North Area, 12 Oct 2020: 37 % → 207 %, because Case system moved 1 week later.",
        "Central East, 5 Oct 2020: 40 % → 65 %, because project Kiosks was added.",
        "North Area, 5 Oct 2020: 103 % → 17 %, because Case system moved 1 week later.",
        "2 unit-weeks in a higher band, 1 in a lower, with 1 gone over capacity and 1 back under it.",
        (
            "Case system moved 1 week later, the largest cause: "
            "520 hours of load added and 520 taken away in 2 unit-weeks."
        ),
        "Load rose by 90 hours (9 %), and capacity is unchanged, over all units and weeks shown.",
    ]
    assert (findings(answer)[0].row, findings(answer)[0].week) == ("unit:NA", SECOND_WEEK)


def test_the_table_has_one_row_per_changed_cell(answer: Changes) -> None:
    """By unit and week three, with the bands of both."""
    table = changed_cells(answer, level(answer, By.UNIT))
    assert table.select(
        "unit", "week", "load_change", "band_before", "band_after", "bands_crossed"
    ).rows() == [
        ("NA", FIRST_WEEK, -520.0, "D", "A", -3),
        ("NA", SECOND_WEEK, 510.0, "A", "E", 4),
        ("CE", FIRST_WEEK, 100.0, "A", "B", 1),
    ]


def test_the_table_of_causes_adds_up_to_the_cells(answer: Changes) -> None:
    """NA's week of 12 Oct: 520 hours come, 10 go; of saturation 510 / 300."""
    table = causes_of_cells(answer, level(answer, By.UNIT)).filter(unit="NA", week=SECOND_WEEK)
    assert table.select("kind", "event", "project", "load").rows() == [
        ("cancelled", "G1", "P2", -10.0),
        ("moved", "T1", "P1", 520.0),
    ]
    assert table["saturation"].sum() == pytest.approx(510 / 300)
    assert table["detail"].to_list()[1] == "5 to 11 Oct 2020 → 12 to 18 Oct 2020"


def test_a_version_says_how_fresh_it_is_and_which_rows_it_lacks(answer: Changes) -> None:
    """Two files of the evening before, two rejected rows."""
    lines = freshness_lines(freshness(answer.later.version))
    assert lines[:2] == ["Published 14 Oct 2020 by Sam.", "2 files, last changed on 13 Oct 2020."]
    assert lines[2].endswith("2 rejected and left out (impacts 2).")
    assert freshness_lines(freshness(answer.earlier.version))[2].endswith("none rejected.")


def test_old_scoring_parameters_do_not_make_the_data_old(answer: Changes) -> None:
    """Settings stand for years, and say nothing of how fresh the tables are."""
    version = answer.later.version
    old = Source("Scoring.toml", "0" * 64, 100, version.published_at - timedelta(days=400))
    assert freshness_lines(freshness(replace(version, sources=(*version.sources, old)))) == freshness_lines(
        freshness(version)
    )


@pytest.mark.parametrize(
    ("kind", "before", "after", "told"),
    [
        ("training", (0, 4, None), (28, 32, None), "moved 4 weeks later"),
        ("training", (0, 4, None), (-3, 1, None), "moved 3 days earlier"),
        ("training", (0, 4, None), (43, 47, None), "moved 6 weeks and 1 day later"),
        ("training", (0, 4, None), (0, 11, None), "moved its end 1 week later"),
        (
            "training",
            (0, 4, None),
            (-7, 11, None),
            "moved its start 1 week earlier and moved its end 1 week later",
        ),
        ("go_live", (None, None, 0), (None, None, 14), "moved 2 weeks later"),
        ("go_live", (-14, None, 0), (-14, None, 14), "moved its go-live 2 weeks later"),
        ("go_live", (None, 28, 0), (None, 14, 0), "moved its end 2 weeks earlier"),
        ("go_live", (None, None, 0), (-7, None, 0), "changed its dates before or after go-live"),
    ],
)
def test_a_move_is_told_by_the_dates_that_moved(
    kind: str, before: tuple[int | None, ...], after: tuple[int | None, ...], told: str
) -> None:
    """Start, end and go-live, as days from 5 Oct 2020."""

    def event(days: tuple[int | None, ...]) -> dict[str, object]:
        dates = [None if day is None else FIRST_WEEK + timedelta(days=day) for day in days]
        return {"kind": kind, **dict(zip(("start", "end", "go_live"), dates, strict=True))}

    assert redated(event(before), event(after)) == told
